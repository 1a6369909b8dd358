// What follows a blocker: acknowledging, escalating, resolving, and saying what it stops.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/blocker ack B-7`.
package enum AcknowledgeBlocker: WriteCommand {
    package static let handler = "blocker.ack"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let item = try view.changeable(try request.need(id: "item"), kind: KindDeclaration.blocker.kind)
        var fields = FieldTable()
        fields["acknowledged"] = .date(view.today)
        fields["acknowledger"] = .person(view.person)
        var event = ItemChanged(id: item.id, fields: fields, cleared: [])
        event.due = request.date("due")
        var events: [any ProgramEvent] = [event]
        // Who was asked may answer after somebody else took it up.
        if !item.isUnanswered(by: view.names(of: view.person))
            || item.state == KindDeclaration.blocker.initialState.name
        {
            events.insert(try ItemMoves.event(item, .blocker, to: "acknowledged", reason: nil), at: 0)
        }
        let changesHands =
            (item.owner == nil || item.owner == item.created.person) && item.owner != view.person
        if changesHands {
            events.append(ItemAssigned(id: item.id, owner: view.person, helpers: item.helpers))
        }
        return Decision(events) { after in
            let due = request.date("due").map { ", to be solved by \(after.short($0))" } ?? ""
            var reply = Reply(
                "\(item.id) \(item.title): acknowledged by \(after.mention(after.person))"
                    + (changesHands ? ", who owns it now" : "") + "\(due).",
                suggestions: [.init("/undo")], touched: [item.id])
            // Another's answer is not that of whoever was asked.
            if let asked = item.person("needs"), !after.names(of: after.person).contains(asked) {
                reply.add(after.holder(asked) + " was asked and has not answered: /blocker ack \(item.id)")
            }
            return reply
        }
    }
}

/// `/blocker escalate B-7 to @kim`; without a name, to the project's lead.
package enum EscalateBlocker: WriteCommand {
    package static let handler = "blocker.escalate"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let item = try view.changeable(try request.need(id: "item"), kind: KindDeclaration.blocker.kind)
        guard item.isOpen else { throw Refusal.alreadySo(item.id, item.state) }
        // To whoever has it already would be to nobody.
        let lead = item.project.flatMap { view.project($0)?.lead }
        let above = lead == item.owner || lead == view.person ? nil : lead
        guard let person = request.person("to") ?? above else {
            let whose: RichText = lead == view.person ? "You lead \(item.project?.text ?? "it") yourself. " : ""
            throw Refusal.other(
                code: "missing", text: whose + "To whom? /blocker escalate \(item.id) to @somebody")
        }
        var fields = FieldTable()
        fields["escalated"] = .person(person)
        fields["announced"] = view.announced(item, request)
        let announcements = view.announcements(
            "\(view.mention(person)), \(item.id) is escalated to you: \(item.title)")
        return Decision([ItemChanged(id: item.id, fields: fields, cleared: [])], announcements: announcements) {
            after in
            var reply = Reply(
                "\(item.id) \(item.title): escalated to \(after.mention(person)), open \(after.days(after.openDays(item))).",
                suggestions: [.init("/undo")], touched: [item.id])
            reply.blocks += BlastText.blocks(of: item.id, after)
            return reply
        }
    }
}

/// `/blocker resolve B-7 rule is live`.
package enum ResolveBlocker: WriteCommand {
    package static let handler = "blocker.resolve"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let item = try view.changeable(try request.need(id: "item"), kind: KindDeclaration.blocker.kind)
        var events: [any ProgramEvent] = [try ItemMoves.event(item, .blocker, to: "resolved", reason: nil)]
        let solution = request.text("solution")
        if let solution {
            // `resolved by kim`: who did is no solution.
            if let person = view.person(handle: solution.lowercased().filter { $0 != "@" }) {
                let handle = view.mention(person.id).handle
                throw Refusal.other(
                    code: "no-solution",
                    text: "How was it solved? /blocker resolve \(item.id) says nothing of that, "
                        + "/blocker resolve \(item.id) because \(handle) … does.")
            }
            var fields = FieldTable()
            fields["solution"] = .text(solution)
            events.append(ItemChanged(id: item.id, fields: fields, cleared: []))
        }
        return Decision(events) { after in
            var reply = ItemMoves.reply([item.id], after)
            let because: RichText = solution.map { ", because \($0)" } ?? ""
            reply.headline = "\(item.id) resolved after \(after.days(after.openDays(item))): \(item.title)\(because)."
            return reply
        }
    }
}

/// `/blocker stops B-7 T-3 T-4`.
package enum BlockerStops: WriteCommand {
    package static let handler = "blocker.stops"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let item = try view.changeable(try request.need(id: "item"), kind: KindDeclaration.blocker.kind)
        let stopped = try request.ids("blocks").map { try view.changeable($0) }
        for other in stopped {
            if let loop = view.loop(linking: item.id, to: other.id) { throw Refusal.loop(loop) }
        }
        return Decision(stopped.map { ItemsLinked(kind: .blocks, source: item.id, target: $0.id) }) { after in
            var reply = Reply(
                "\(item.id) \(item.title) stops " + stopped.map { "\($0.id) \($0.title)" as RichText }.joined() + ".",
                suggestions: [.init("/undo")], touched: [item.id] + stopped.map(\.id))
            reply.blocks += BlastText.blocks(of: item.id, after)
            return reply
        }
    }
}

extension Item {
    /// Whether what is asked of these people was not answered by any of them: nobody took it up, or somebody else did.
    func isUnanswered(by names: [PersonID]) -> Bool {
        guard isOpen, person("needs").map(names.contains) ?? false else { return false }
        // What was opened again is asked again.
        if state == KindDeclaration.blocker.initialState.name { return true }
        if let acknowledger = person("acknowledger") { return !names.contains(acknowledger) }
        return fields["acknowledged"] == nil
    }
}
