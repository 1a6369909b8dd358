// Gives a record another date or another title.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/milestone move M-1 18dec because "racks late"`, `T-3 slips to fri`.
package enum RescheduleItem: WriteCommand {
    package static let handler = "item.reschedule"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let item = try view.changeable(try request.need(id: "item"))
        try view.requireDates(of: item)
        guard item.isOpen else { throw Refusal.alreadySo(item.id, item.state) }
        guard var date = request.date("due") else { throw request.missing("due", .date) }
        if let due = item.due, isRelative(date, request, view) { date = due + date.days(since: view.today) }
        // `slips to wed` is never to an earlier one.
        if request.bound.isWeekdayLater, let due = item.due { while date <= due { date = date + 7 } }
        if request.bound.isLater, let due = item.due, date < due {
            throw Refusal.other(
                code: "not-later",
                text:
                    "\(item.id) is due \(view.short(due)), and slips to no day before. Earlier is /move \(item.id) to \(date.iso)."
            )
        }
        if date == item.due { throw Refusal.alreadySo(item.id, "due \(view.short(date))") }
        var events: [any ProgramEvent] = [ItemChanged(id: item.id, due: date, fields: FieldTable(), cleared: [])]
        let reason = request.text("because")
        if let reason { events.append(NoteAdded(id: item.id, text: "Moved: \(reason)")) }
        return Decision(events) { [date] after in
            var headline: RichText = "\(item.id) \(item.title): due \(after.short(date))"
            if let moved = NewDate.distance(of: item, to: date, after) { headline += ", " + moved }
            if let reason { headline += ", because \(reason)" }
            var reply = Reply(headline + ".", suggestions: [.init("/undo")], touched: [item.id])
            for line in NewDate.consequences(of: item.id, before: item.due, after) { reply.add(line) }
            return reply
        }
    }

    /// Whether the date was said as `+2w` or `by 2 weeks`: it is later than the record's own date, not than today. The words
    /// of a reason are no date.
    private static func isRelative(_ date: CalendarDate, _ request: Request, _ view: ProgramView) -> Bool {
        let words = WordReader.words(request.bound.line).prefix { $0.text.lowercased() != "because" }
            .map { $0.text.hasPrefix("due:") ? String($0.text.dropFirst(4)) : $0.text }
        for (index, word) in words.enumerated() {
            if let sign = word.first, sign == "+" || sign == "-",
                DateReader.read([word], today: view.today) == .date(date)
            {
                return true
            }
            // `in 2 weeks` and `2 weeks from now` are days from today.
            guard index == 0 || words[index - 1].lowercased() != "in" else { continue }
            for length in 1...2
            where DateReader.days(Array(words[index...].prefix(length))) == date.days(since: view.today) {
                let after = words[index...].dropFirst(length).prefix(2).map { $0.lowercased() }
                return !(after.first == "from" && ["now", "today"].contains(after.last))
            }
        }
        return false
    }
}

/// `/rename T-3 Cable the new lab`.
package enum RenameItem: WriteCommand {
    package static let handler = "item.rename"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let item = try view.changeable(try request.need(id: "item"))
        let title = NewItem.oneLine(try request.need(text: "title"))
        try NewItem.check(title)
        if title == item.title { throw Refusal.alreadySo(item.id, "called that") }
        return Decision([ItemChanged(id: item.id, title: title, fields: FieldTable(), cleared: [])]) { _ in
            Reply(
                "\(item.id) is called \(title) now, was \(item.title).", suggestions: [.init("/undo")],
                touched: [item.id])
        }
    }
}
