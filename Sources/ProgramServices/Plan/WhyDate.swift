// Why a record is planned for its day: the chain of records that puts it there, back to today.

import Conversation
import JSONText
import Planning
import ProgramModel
import Quantities

enum WhyDate {
    private static let longestChain = 12

    /// `/why T-40`, `/why date T-40`: when it is planned, and the chain that leads there.
    static func blocks(of place: PlanPlace, _ view: ProgramView) -> [Reply.Block] {
        var lines: [Reply.Line] = []
        var (current, seen) = (place, Set([place.index]))
        while lines.count < longestChain {
            lines.append(.init(current.isCritical ? .warning : .bullet, line(current, view)))
            guard let driver = current.driver, let next = current.cluster.place(of: driver.id),
                seen.insert(next.index).inserted
            else { break }
            current = next
        }
        var headline: RichText = "Planned to be done \(view.short(place.finish))"
        if let due = place.record.due, let float = place.floatToDate {
            let days = counted(abs(float), "working day")
            headline +=
                float < 0
                ? ", \(days) past its date, \(view.short(due))" : ", \(days) before its date, \(view.short(due))"
        }
        return [.text(headline + ":"), .list(lines)]
    }

    private static func line(_ place: PlanPlace, _ view: ProgramView) -> RichText {
        let title = view.item(place.id)?.title ?? ""
        let work = place.record.work > 0 ? ", \(WorkSpan(minutes: place.record.work).text) of work" : ""
        let days =
            place.record.work > 0 && place.start != place.finish
            ? "\(view.short(place.start)) to \(view.short(place.finish))" : view.short(place.finish)
        return "\(place.id) \(title): \(days)\(work), " + PlanText.reason(of: place, view)
    }
}
