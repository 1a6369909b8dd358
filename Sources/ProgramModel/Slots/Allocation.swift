// How much of a person's time a project has.

package import JSONText
package import Quantities

/// A share of somebody's working time that is a project's, from a day on.
package struct Allocation: Slot {
    package static let table = "allocation"

    package var person: PersonID
    package var project: ProjectKey?
    package var from: CalendarDate
    /// The last day; nil for as long as the project lasts.
    package var through: CalendarDate?
    /// Of a working day: 100 is all of it.
    package var percent: Int
    /// More than anybody can mean.
    package static let most = 1000

    package init(
        _ person: PersonID, _ project: ProjectKey, percent: Int, from: CalendarDate, through: CalendarDate? = nil
    ) {
        self.person = person
        self.project = project
        self.percent = percent
        self.from = from
        self.through = through
    }

    package typealias Key = SlotPair<PersonID, SlotPair<ProjectKey, Int>>
    package var key: Key { Key(person, SlotPair(project ?? ProjectKey(kept: ""), from.dayNumber)) }
    package var payload: JSON {
        .members(["percent": .int(Int64(percent)), "through": through.map { JSON($0) }])
    }
    package init?(key: Key, payload: JSON, schemaVersion: Int) {
        guard let percent = payload["percent"]?.int else { return nil }
        self.init(
            key.first, key.second.first, percent: percent, from: CalendarDate(dayNumber: key.second.second),
            through: payload["through"]?.date)
    }

    /// Whether it holds on a day.
    package func holds(on day: CalendarDate) -> Bool { from <= day && through.map { day <= $0 } ?? true }

    package var right: SlotRight { .role(.manager, in: project) }
    package static func name(of key: Key) -> Wording {
        "the time of \(key.first) for \(key.second.first) from \(CalendarDate(dayNumber: key.second.second))"
    }
    package var text: Wording { "\(percent)%\(through.map { " until \($0)" as Wording } ?? "")" }
    package static var absent: Wording { "none" }
}
