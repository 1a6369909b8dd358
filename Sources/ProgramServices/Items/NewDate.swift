// What another date of a record means: against its promise, its project, and the records before and after it.

import Conversation
import ProgramModel
import Quantities

enum NewDate {
    /// How far the date of a record moved: `19 working days later than first promised (Fri 4 Dec)`; nil when it had none.
    static func distance(of item: Item, to date: CalendarDate, _ view: ProgramView) -> RichText? {
        guard let before = item.due, before != date else { return nil }
        let working = abs(date.workingDays(since: before))
        let moved = working > 0 ? counted(working, "working day") : counted(abs(date.days(since: before)), "day")
        return date > before && before == item.firstDue
            ? "\(moved) later than first promised (\(view.short(before)))"
            : "\(moved) \(date > before ? "later" : "earlier") than \(view.short(before))"
    }

    /// That a date has been: a year may have been mistaken.
    static func past(_ item: Item, _ view: ProgramView) -> RichText? {
        guard item.isOpen, let due = item.due, due < view.today else { return nil }
        return "That day has been: \(view.short(due)) is \(view.days(view.today.days(since: due))) ago."
    }

    /// What does not go with the date a record has now, a sentence each.
    ///
    /// - Parameter before: the date it had.
    static func consequences(of id: ItemID, before: CalendarDate?, _ view: ProgramView) -> [RichText] {
        guard let item = view.item(id), let date = item.due else { return [] }
        var lines = [past(item, view)].compactMap(\.self)
        if let first = item.firstDue, first != before, date.workingDays(since: first) > 0 {
            let late = counted(date.workingDays(since: first), "working day")
            lines.append("\(late) later than first promised (\(view.short(first))).")
        }
        if let project = item.project, let end = view.project(project)?.end, date > end {
            lines.append("\(project) is planned to end \(view.short(end)), before that.")
        }
        if let other = view.latestWait(of: item), let due = other.due {
            lines.append("It waits for \(other.id) \(other.title), due \(view.short(due)).")
        }
        let earlier = view.earlierFollowers(of: item)
        if let first = earlier.first, let due = first.due {
            let more: RichText = earlier.count > 1 ? " and \(earlier.count - 1) more" : ""
            lines.append(
                "\(first.id) \(first.title), due \(view.short(due)),\(more) \(earlier.count > 1 ? "wait" : "waits") for it."
            )
        }
        return lines
    }
}
