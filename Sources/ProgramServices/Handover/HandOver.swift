// Gives everything that one person has to do to another: for holidays, and for the last day.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/handover @bo to @kim`, `/handover @bo to @kim kind:task on NET`.
package enum HandOver: WriteCommand {
    package static let handler = "handover"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let from = try request.need(person: "from")
        let to = try request.need(person: "to")
        guard from != to else {
            throw Refusal.badField("to", expected: "somebody else than \(view.mention(from).handle)")
        }
        let kind = try request.text("kind").map { try HandOver.kind($0, view) }
        let project = request.project("project")
        let found = view.openItems(ownedBy: from)
            .filter { (kind == nil || $0.kind == kind) && (project == nil || $0.project == project) }
            .sorted { $0.id < $1.id }
        let what = kind.flatMap { view.kinds[$0] }
        let others = SharedDuties(of: from, view) {
            (kind == nil || $0.kind == kind) && (project == nil || $0.project == project)
        }
        guard !found.isEmpty || !others.isEmpty else {
            throw Refusal.other(
                code: "already-so",
                text: "@\(view.mention(from).handle) owns no open \(what?.plural ?? "records")"
                    + (project.map { " on \($0)" } ?? "") + ".")
        }
        var events: [any ProgramEvent] = []
        for item in found {
            try view.requireDates(of: try view.changeable(item.id))
            try view.require(.contributor, in: item.project)
            events.append(ItemAssigned(id: item.id, owner: to, helpers: item.helpers.filter { $0 != to }))
        }
        events += try others.events(to: to, besides: Set(found.map(\.id)), view)
        let who = "@\(view.mention(from).handle) to @\(view.mention(to).handle)"
        let question: RichText? =
            found.count > view.policy.mostRecordsUnasked
            ? "Give \(found.count) \(what?.plural ?? "records") of \(who)?" : nil
        return Decision(events, confirm: question) { after in
            let noun = what.map { found.count == 1 ? $0.kind : $0.plural } ?? (found.count == 1 ? "record" : "records")
            let lines = found.compactMap { after.item($0.id) }
                .map { Reply.Line(after.mark($0), after.line($0, withProject: true)) }
            let none: RichText = "\(after.mention(from)) owns nothing open."
            var reply = Reply(
                found.isEmpty
                    ? none
                    : "\(found.count) \(noun) of \(after.mention(from)) \(found.count == 1 ? "is" : "are") with \(after.mention(to)) now.",
                blocks: [.list(lines)], suggestions: [.init("/undo")], touched: found.map(\.id))
            for line in others.lines(from, to, after) { reply.add(line) }
            let load = after.openCount(ownedBy: to)
            if load > found.count { reply.add("\(after.mention(to)) now owns \(load) open records.") }
            return reply
        }
    }

    private static func kind(_ word: String, _ view: ProgramView) throws(Refusal) -> String {
        let word = word.lowercased()
        if view.kinds.words.contains(word) { return word }
        if let kind = view.kinds.kind(plural: word) { return kind }
        throw .badField("kind", expected: "a kind of record, such as kind:task")
    }
}
