// What falls due next, for those who run the bot.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/admin due`: the rules by their next moments; whose they are and when, not what they say.
package enum AdminDue: ReadCommand {
    package static let handler = "admin.due"
    package static let keys: Set<ReadKey> = [.top]
    private static let usual = 15

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let rules: [any DueRule] =
            view.slots(Reminder.self) + view.slots(Subscription.self) + view.slots(Cadence.self)
        let coming = rules.compactMap { rule in rule.next(after: view.now, in: view.zone).map { ($0, rule) } }
            .sorted { ($0.0, $0.1.doneKey) < ($1.0, $1.1.doneKey) }
        guard !coming.isEmpty else { return Reply("Nothing is to come but the morning's nudges, at 09:00.") }
        let shown = coming.prefix(request.flags.top ?? usual)
        let lines = shown.map { moment, rule in
            Reply.Line(.bullet, "\(view.moment(moment)): \(name(of: rule)) for " + view.named(rule.receiver))
        }
        let more = coming.count > shown.count ? ", first \(shown.count)" : ""
        return Reply("\(counted(coming.count, "rule")) to come\(more)", blocks: [.list(lines)])
    }

    private static func name(of rule: any DueRule) -> String { type(of: rule).table }
}
