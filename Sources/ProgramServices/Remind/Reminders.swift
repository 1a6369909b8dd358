// Being told of something at its time.

package import CommandLanguage
package import Conversation
import FieldTypes
import ProgramModel
import Quantities

/// `/remind T-1 tomorrow 9:00`, `/remind me fri to call Acme`.
package enum AddReminder: WriteCommand {
    package static let handler = "remind.add"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        guard let at = request.bound.moment("when") else { throw request.missing("when", .moment) }
        guard at > view.now else {
            throw Refusal.other(
                code: "past-moment", text: "\(view.moment(at)) is over: say a time to come, such as tomorrow 9:00.")
        }
        let item = try request.id("item").map { try view.changeable($0) }
        let words = request.text("text")
        if item == nil, words == nil { throw request.missing("text", .text) }
        let receiver = request.receiver(view)
        let reminder = Reminder(
            view.version + 1, to: receiver, of: item?.id, words: words, at: at, since: view.now, setBy: view.person)
        return Decision([try view.put(reminder)]) { after in
            let what: RichText = item.map { "\($0.id) \($0.title)" } ?? "\(words ?? "")"
            return Reply(
                after.named(receiver).capitalised + " hear\(after.isOne(receiver) ? "s" : "") of " + what
                    + " \(after.moment(at)).",
                suggestions: [.init("/remind list"), .init("/undo")], touched: item.map { [$0.id] } ?? [])
        }
    }
}

/// `/remind list`: what is to come, of the asker's or the room's.
package enum ListReminders: ReadCommand {
    package static let handler = "remind.list"
    package static func work(_ bound: BoundCommand) -> ReadWork { .small }

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let own = own(view)
        guard !own.isEmpty else {
            return Reply("No reminders of yours to come: /remind T-1 tomorrow 9:00 sets one.")
        }
        let lines = own.enumerated().map { number, reminder -> Reply.Line in
            let item = reminder.item.flatMap { view.item($0) }
            let what = [item.map { "\($0.id) \($0.title)" as RichText }, reminder.words.map { "\($0)" as RichText }]
            return .init(
                .bullet,
                "\(number + 1). \(view.moment(reminder.at)), " + view.named(reminder.receiver) + ": "
                    + what.compactMap(\.self).joined(" · "))
        }
        return Reply(
            "\(counted(own.count, "reminder")) to come", blocks: [.list(lines)],
            suggestions: [.init("/remind off 1")])
    }

    /// Those to come of the person, set by them, or of the room, the next first.
    static func own(_ view: ProgramView) -> [Reminder] {
        view.rules(Reminder.self).filter { $0.at > view.now }.sorted { ($0.at, $0.number) < ($1.at, $1.number) }
    }
}

/// `/remind off 2`: takes one back.
package enum EndReminder: WriteCommand {
    package static let handler = "remind.off"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let reminder = try request.chosen(of: ListReminders.own(view), noun: "reminder", "/remind list")
        return Decision([try view.remove(reminder)]) { after in
            Reply("The reminder for \(after.moment(reminder.at)) is off.", suggestions: [.init("/undo")])
        }
    }
}
