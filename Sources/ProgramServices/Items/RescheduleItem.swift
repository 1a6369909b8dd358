// Gives a record another date or another title.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/milestone move M-1 18dec because "racks late"`, `T-3 slips to fri`.
package enum RescheduleItem: WriteCommand {
    package static let handler = "item.reschedule"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let ids = request.ids("item")
        let moves = try ids.map { id in
            let item = try view.changeable(id)
            return (item: item, date: try date(of: item, request, view))
        }
        let moved = moves.filter { $0.date != $0.item.due }
        guard !moved.isEmpty else {
            throw Refusal.alreadySo(ids[0], "due \(view.short(moves[0].date))")
        }
        let reason = request.text("because")
        let before = PlanBefore(moved.map(\.item), view)
        var events: [any ProgramEvent] = []
        for (item, date) in moved {
            events.append(ItemChanged(id: item.id, due: date, fields: FieldTable(), cleared: []))
            if let reason { events.append(NoteAdded(id: item.id, text: "Moved: \(reason)")) }
        }
        return Decision(events) { after in
            let lines = moved.map { item, date in
                var headline: RichText = "\(item.id) \(item.title): due \(after.short(date))"
                if let moved = NewDate.distance(of: item, to: date, after) { headline += ", " + moved }
                if let reason { headline += ", because \(reason)" }
                return headline + "."
            }
            var reply = Reply(lines[0], suggestions: [.init("/undo")], touched: moved.map(\.item.id))
            for line in lines.dropFirst() { reply.add(line) }
            for (item, _) in moved {
                for line in NewDate.consequences(of: item.id, before: item.due, after) {
                    reply.add(moved.count > 1 ? "\(item.id): " + line : line)
                }
            }
            for line in before.lines(after) { reply.add(line) }
            return reply
        }
    }

    /// The date a record is to have.
    private static func date(of item: Item, _ request: Request, _ view: ProgramView) throws -> CalendarDate {
        try view.requireDates(of: item)
        guard item.isOpen else { throw Refusal.alreadySo(item.id, item.state) }
        guard var date = request.date("due") else { throw request.missing("due", .date) }
        if let span = distance(date, request, view) {
            if let due = item.due {
                // A slip of days is one of working days; `+2d` is one of calendar days.
                date = span.isInDays ? due.adding(workingDays: span.days) : due + span.days
            } else if span.isInDays {
                throw Refusal.other(
                    code: "no-date", text: "\(item.id) has no date to move. /set \(item.id) due:\(date.iso)")
            }
        }
        // `slips to wed` is never to an earlier one.
        if request.bound.isWeekdayLater, let due = item.due, date <= due {
            date = date + (due.days(since: date) / 7 + 1) * 7
        }
        if request.bound.isLater, let due = item.due, date < due {
            throw Refusal.other(
                code: "not-later",
                text:
                    "\(item.id) is due \(view.short(due)), and slips to no day before. Earlier is /move \(item.id) to \(date.iso)."
            )
        }
        return date
    }

    /// How far the date was said to move, as `+2w` or `by 2 weeks`: from the record's own date, not from today; nil when it was
    /// said as a day. The words of a reason are no date.
    private static func distance(
        _ date: CalendarDate, _ request: Request, _ view: ProgramView
    ) -> (days: Int, isInDays: Bool)? {
        let span = date.days(since: view.today)
        let words = WordReader.words(request.bound.line).prefix { $0.text.lowercased() != "because" }
            .map { word in
                var said = word.text.hasPrefix("due:") ? word.text.dropFirst(4) : word.text[...]
                // `T-2 +1w.` is as far as `T-2 +1w`.
                while said.count > 1, let last = said.last, ".,!".contains(last) { said.removeLast() }
                return String(said)
            }
        for (index, word) in words.enumerated() {
            if let sign = word.first, sign == "+" || sign == "-",
                DateReader.read([word], today: view.today) == .date(date)
            {
                return (span, false)
            }
            // `in 2 weeks` and `2 weeks from now` are days from today.
            guard index == 0 || words[index - 1].lowercased() != "in" else { continue }
            for length in 1...2 {
                guard let days = DateReader.days(Array(words[index...].prefix(length))) else { continue }
                let after = words[index...].dropFirst(length).prefix(2).map { $0.lowercased() }
                guard days == span || days == -span && ["earlier", "sooner"].contains(after.first) else { continue }
                if after.first == "from", ["now", "today"].contains(after.last) { return nil }
                let unit = words[index + length - 1].lowercased().drop { !$0.isLetter }
                return (span, unit.first == "d")
            }
        }
        return nil
    }
}

/// `/rename T-3 Cable the new lab`.
package enum RenameItem: WriteCommand {
    package static let handler = "item.rename"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let item = try view.changeable(try request.need(id: "item"))
        try view.requireDates(of: item)
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
