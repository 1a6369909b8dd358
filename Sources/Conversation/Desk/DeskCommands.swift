// Commands about running commands: dry runs, batches, confirmations, and the rest of a long answer.

import CommandLanguage
import ProgramModel
import Quantities

/// The handler names the desk itself answers to; the catalogue declares their verbs like any other.
package enum DeskCommand: String, CaseIterable, Sendable {
    case dry = "dry.run"
    case batch = "batch.run"
    case yes = "yes.accept"
    case no = "no.decline"
    case more = "more.show"
    case resend = "admin.resend"
}

extension MessageDecider {
    /// The result of a command about commands; nil when the command is not one.
    func performOnDesk(
        _ bound: BoundCommand, number: Int, _ view: ProgramView, _ trial: inout Workspace, _ batch: inout EventBatch,
        _ invocation: Invocation, _ decided: inout Decided
    ) throws -> CommandResult? {
        switch DeskCommand(rawValue: bound.verb.handler) {
        case .dry: return try dry(bound, number: number, view, invocation, &decided, &trial, &batch)
        case .batch: return try runTogether(bound, number: number, view, &trial, &batch, invocation, &decided)
        case .yes, .no:
            decided.attemptsWrite = true
            return try settle(bound, number: number, view, &trial, &batch, invocation, &decided)
        case .more:
            guard let more else { throw Refusal.nothingMore }
            return CommandResult(outcome: .answer, command: "more", verb: "show", reply: more, isPrivate: true)
        case .resend:
            try view.require(.admin, in: nil)
            let id = bound.text("letter") ?? ""
            guard try log.deadLetters(limit: 1000).contains(where: { $0.id == id }) else {
                throw Refusal.other(
                    code: "no-dead-letter", text: "There is no dead letter \(id). /admin outbox shows them.")
            }
            decided.attemptsWrite = true
            decided.resend.append(id)
            return CommandResult(
                outcome: .done, command: "admin", verb: "resend", reply: Reply("\(id) is on its way again."),
                isPrivate: true)
        case nil: return nil
        }
    }

    private func inner(_ script: String) -> [CommandWords] {
        CommandSplitter.script(script, umbrella: policy.umbrella, botNames: policy.botNames)
    }

    private func dry(
        _ bound: BoundCommand, number: Int, _ view: ProgramView, _ invocation: Invocation, _ decided: inout Decided,
        _ trial: inout Workspace, _ batch: inout EventBatch
    ) throws -> CommandResult {
        var scratch = decided
        var copy = trial
        var scratchBatch = batch
        scratchBatch.events = []
        var results: [CommandResult] = []
        for command in inner(bound.script("command") ?? "") {
            var inner = try reader.read(command, context: context(view.with(copy)))
            inner.flags.isDry = true
            results.append(
                try perform(inner, number: number, view.with(copy), &copy, &scratchBatch, invocation, &scratch))
        }
        guard var result = results.first else { throw UsageProblem(.empty, line: bound.line) }
        for other in results.dropFirst() { result.reply.blocks += [.text(other.reply.headline)] + other.reply.blocks }
        return result
    }

    /// All or nothing: the first command refused undoes the others.
    private func runTogether(
        _ bound: BoundCommand, number: Int, _ view: ProgramView, _ trial: inout Workspace, _ batch: inout EventBatch,
        _ invocation: Invocation, _ decided: inout Decided
    ) throws -> CommandResult {
        decided.attemptsWrite = true
        var lines: [RichText] = []
        var touched: [ItemID] = []
        for (index, command) in inner(bound.script("commands") ?? "").enumerated() {
            do {
                var inner = try reader.read(command, context: context(view.with(trial)))
                guard !["batch", "undo", "redo", "yes", "no", "dry"].contains(inner.command.word) else {
                    throw UsageProblem(.unexpected(word: inner.command.word))
                }
                inner.flags.isYes = inner.flags.isYes || bound.flags.isYes
                let result = try perform(inner, number: number, view.with(trial), &trial, &batch, invocation, &decided)
                lines.append(result.reply.headline)
                touched += result.reply.touched
            } catch let refusal as Refusal {
                throw Refusal.batchStopped(line: index + 1, reason: RefusalText.sentence(refusal))
            } catch let problem as UsageProblem {
                throw Refusal.batchStopped(line: index + 1, reason: UsageText.sentence(problem, today: view.today))
            }
        }
        let reply = Reply(
            "\(lines.count) done together", blocks: [.list(lines.map { .init(.good, $0) })],
            suggestions: [.init("/undo")], touched: touched)
        return CommandResult(outcome: .done, command: "batch", verb: "run", reply: reply, isPrivate: false)
    }

    private func settle(
        _ bound: BoundCommand, number: Int, _ view: ProgramView, _ trial: inout Workspace, _ batch: inout EventBatch,
        _ invocation: Invocation, _ decided: inout Decided
    ) throws -> CommandResult {
        guard let id = bound.id("proposal"), id.prefix == "ASK", let proposal = view.proposal(id.number) else {
            throw Refusal.noProposal(bound.id("proposal")?.number ?? 0)
        }
        guard proposal.state == .open else { throw Refusal.proposalSettled(proposal.number, proposal.state.rawValue) }
        guard proposal.expires >= view.now else { throw Refusal.proposalExpired(proposal.number) }
        if proposal.stamp.person != view.person { try view.require(proposal.role, in: view.channelProject) }
        if DeskCommand(rawValue: bound.verb.handler) == .no {
            batch.append([ProposalSettled(number: proposal.number, state: .declined)], to: &trial, name: "no")
            return CommandResult(
                outcome: .done, command: "no", verb: "decline",
                reply: Reply("\(id) declined; nothing was done.", touched: [id]), isPrivate: false)
        }
        batch.append([ProposalSettled(number: proposal.number, state: .accepted)], to: &trial, name: "yes")
        guard let command = inner(proposal.text).first else { throw Refusal.noProposal(proposal.number) }
        var inner = try reader.read(command, context: context(view.with(trial)))
        inner.flags.isYes = true
        return try perform(inner, number: number, view.with(trial), &trial, &batch, invocation, &decided)
    }
}
