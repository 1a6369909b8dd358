// The plan's figures by name, for programs: the names and units of `steerco plan`.

import Conversation
import JSONText
import Planning
import ProgramModel
import Quantities

enum PlanFigures {
    /// The dates of a project, or of several, in the order of their starts.
    static func members(_ places: [PlanPlace], _ cluster: PlanCluster, _ projects: [ProjectKey]) -> [JSON.Member] {
        let finish = projects.compactMap { cluster.finishes[$0] }.max() ?? cluster.network.finish
        let start = places.map(\.dates.start).min() ?? cluster.network.start
        let network = cluster.network
        return [
            .init("unit", "days"), .init("start", date(CalendarDate(startMinute: start))),
            .init("finish", date(CalendarDate(finishMinute: finish))),
            .init("duration", days(network.workingMinutes(to: finish) - network.workingMinutes(to: start))),
            .init("critical_path", .array(places.filter(\.isCritical).map { id($0.id) })),
            .init("tasks", .array(places.map(json))),
            .init("conflicts", .array(places.compactMap(conflict))),
        ]
    }

    /// One record with its dates and floats.
    static func json(_ place: PlanPlace) -> JSON {
        let dates = place.dates
        return .members([
            "id": id(place.id), "start": date(place.start), "finish": date(place.finish),
            "late_start": date(CalendarDate(startMinute: dates.lateStart)), "late_finish": date(place.lateFinish),
            "due": place.record.due.map(date), "total_float": .int(Int64(place.totalFloat)),
            "free_float": .int(Int64(place.freeFloat)), "critical": .bool(place.isCritical),
            "reason": reason(place),
        ])
    }

    private static func reason(_ place: PlanPlace) -> JSON {
        let driver =
            switch place.dates.reason.driver {
            case .link: "link"
            case .constraint, .summaryConstraint: "constraint"
            case .parts: "parts"
            default: "status_date"
            }
        return .members(["driver": .string(driver), "from": place.driver.map { id($0.id) }])
    }

    private static func conflict(_ place: PlanPlace) -> JSON? {
        guard let float = place.floatToDate, float < 0 else { return nil }
        return ["task": id(place.id), "kind": "date_missed", "by": .int(Int64(-float))]
    }

    static func id(_ id: ItemID) -> JSON { .string(id.description) }
    static func date(_ date: CalendarDate) -> JSON { .string(date.iso) }

    /// Working days, whole ones as such.
    static func days(_ minutes: Int) -> JSON {
        minutes % WorkSpan.minutesPerDay == 0
            ? .int(Int64(minutes / WorkSpan.minutesPerDay))
            : .double((Double(minutes) / Double(WorkSpan.minutesPerDay) * 100).rounded() / 100)
    }
}
