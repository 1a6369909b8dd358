// What would be if some commands were done: they are run on a copy, and the two workspaces compared.

import CommandLanguage
import ProgramModel
import Quantities

/// Says what differs between the workspace as it is and as it would be: given by the services, which know what matters.
package typealias DraftComparison = @Sendable (_ before: ProgramView, _ after: ProgramView) -> Reply

extension MessageDecider {
    private enum Act: String, CaseIterable { case show, apply, drop }

    /// `/whatif slip M-4 2w; drop T-9` makes a draft; `/whatif W-1` shows it again, `apply W-1` does it, `drop W-1` forgets it.
    func whatIf(
        _ bound: BoundCommand, number: Int, _ eyes: Eyes, _ trial: inout Workspace, _ batch: inout EventBatch,
        _ invocation: Invocation, _ decided: inout Decided
    ) throws -> CommandResult {
        let script = bound.script("changes") ?? ""
        if let (id, act) = MessageDecider.named(script) {
            guard let draft = surroundings.drafts[id.number], draft.person == eyes.person else {
                throw Refusal.other(
                    code: "no-draft",
                    text:
                        "There is no draft \(id) of yours here: drafts are kept while the program runs. Say it again: /whatif ..."
                )
            }
            let room = eyes.with(channel: draft.channel)
            switch act {
            case .show: return try tried(draft, bound, number, room, trial, batch, invocation, decided)
            case .drop:
                surroundings.drafts.drop(draft.number)
                return CommandResult(
                    outcome: .answer, command: "whatif", verb: act.rawValue,
                    reply: Reply("\(id) is forgotten; nothing was done.", touched: [id]), isPrivate: true)
            case .apply:
                let commands = try expanded(inner(draft.script), eyes.person, trial)
                var result = try runTogether(
                    commands, of: bound, number: number, room, &trial, &batch, invocation, &decided)
                surroundings.drafts.drop(draft.number)
                result.command = "whatif"
                result.verb = act.rawValue
                result.reply.headline = "\(id) is applied: " + result.reply.headline
                return result
            }
        }
        var draft = Draft(number: 0, script: script, person: eyes.person, channel: eyes.channel)
        // Tried before it is kept: of a draft that is refused nothing stays.
        _ = try tried(draft, bound, number, eyes, trial, batch, invocation, decided)
        draft.number = surroundings.drafts.keep(script, of: eyes.person, in: eyes.channel)
        return try tried(draft, bound, number, eyes, trial, batch, invocation, decided)
    }

    /// `W-1`, `W-1 apply`, `drop w-1`.
    private static func named(_ script: String) -> (ItemID, Act)? {
        let words = script.split(separator: " ").map { $0.lowercased() }
        guard (1...2).contains(words.count) else { return nil }
        let ids = words.compactMap { ItemID($0) }.filter { $0.prefix == "W" }
        let acts = words.compactMap { Act(rawValue: $0) }
        guard ids.count == 1, ids.count + acts.count == words.count else { return nil }
        return (ids[0], acts.first ?? .show)
    }

    /// What a draft would come to, on copies: nothing of it reaches the workspace or the log.
    private func tried(
        _ draft: Draft, _ bound: BoundCommand, _ number: Int, _ eyes: Eyes, _ workspace: Workspace,
        _ batch: EventBatch, _ invocation: Invocation, _ decided: Decided
    ) throws -> CommandResult {
        var (copy, copyBatch, copyDecided) = (workspace, batch, decided)
        let commands = try expanded(inner(draft.script), eyes.person, workspace)
        let done = try runTogether(
            commands, of: bound, number: number, eyes, &copy, &copyBatch, invocation, &copyDecided)
        guard copyBatch.events.count > batch.events.count else {
            throw Refusal.other(
                code: "nothing-tried", text: "That would change nothing. Such as: /whatif slip M-1 2w; drop T-2")
        }
        let compared = surroundings.handlers.comparison(eyes.view(of: workspace), eyes.view(of: copy))
        let id = ItemID("W", draft.number)
        var reply = Reply(
            "\(id): " + compared.headline, blocks: done.reply.blocks + compared.blocks,
            suggestions: [.init("Apply", "/whatif apply \(id)", isButton: true), .init("/whatif drop \(id)")],
            touched: [id] + compared.touched, data: [.init("id", .string(id.description))] + compared.data)
        reply.add("Nothing is changed.")
        return CommandResult(outcome: .answer, command: "whatif", verb: "try", reply: reply, isPrivate: true)
    }
}
