// Days, durations and links of ours as a project file says them.

import Planning
package import Quantities

/// What an export writes into a project file.
package enum ProjectMoment {
    /// The day's usual beginning of work.
    package static func start(_ day: CalendarDate) -> String { ProjectCodes.text(day.dayNumber * 1440 + 8 * 60) }
    /// The day's usual end of work.
    package static func end(_ day: CalendarDate) -> String { ProjectCodes.text(day.dayNumber * 1440 + 17 * 60) }
    package static func duration(_ minutes: Int) -> String { ProjectCodes.duration(minutes) }

    /// - Parameter type: `fs`, `ss`, `ff` or `sf`.
    package static func link(to uid: Int, type: String, minutes: Int) -> XMLElement {
        let kind = LinkKind.allCases.first { $0.word == type } ?? .finishToStart
        let (size, format) = ProjectCodes.code(.working(minutes))
        return XMLElement(
            "PredecessorLink", "",
            [
                XMLElement("PredecessorUID", "\(uid)"), XMLElement("Type", "\(ProjectCodes.code(kind))"),
                XMLElement("CrossProject", "0"), XMLElement("LinkLag", "\(size)"),
                XMLElement("LagFormat", "\(format)"),
            ])
    }
}
