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
    case whatIf = "whatif.try"

    /// Whether it runs by itself, never among the commands of a batch.
    var isAlone: Bool {
        switch self {
        case .dry, .batch, .yes, .no, .whatIf: true
        case .more, .resend: false
        }
    }

    private static let byName = allCases.map { ($0.rawValue, $0) }

    /// The command of a handler's name. Asked of every verb: comparing six short names costs less than a switch over them.
    init?(handler: String) {
        guard let found = DeskCommand.byName.first(where: { $0.0 == handler }) else { return nil }
        self = found.1
    }
}

extension MessageDecider {
    /// The result of a command about commands; nil when the command is not one.
    func performOnDesk(
        _ bound: BoundCommand, number: Int, _ eyes: Eyes, _ trial: inout Workspace, _ batch: inout EventBatch,
        _ invocation: Invocation, _ decided: inout Decided
    ) throws -> CommandResult? {
        let command = DeskCommand(handler: bound.verb.handler)
        if command != nil { try refuseKeys(of: bound, except: [], writes: true) }
        if bound.flags.isDry, let command, command != .more, command != .dry {
            var plain = bound
            plain.flags.isDry = false
            var (copy, copyBatch, copyDecided) = (trial, batch, decided)
            let result = try performOnDesk(plain, number: number, eyes, &copy, &copyBatch, invocation, &copyDecided)
            return result.map { MessageDecider.asDry($0.reply, bound) }
        }
        switch command {
        case .dry: return try dry(bound, number: number, eyes, invocation, &decided, &trial, &batch)
        case .batch:
            let commands = try expanded(inner(bound.script("commands") ?? ""), eyes.person, trial)
            return try runTogether(
                commands, of: bound, number: number, eyes, &trial, &batch, invocation, &decided)
        case .whatIf: return try whatIf(bound, number: number, eyes, &trial, &batch, invocation, &decided)
        case .yes, .no:
            decided.attemptsWrite = true
            return try settle(bound, number: number, eyes, &trial, &batch, invocation, &decided)
        case .more:
            guard let more else { throw Refusal.nothingMore }
            return CommandResult(outcome: .answer, command: "more", verb: "show", reply: more, isPrivate: true)
        case .resend:
            try eyes.view(of: trial).require(.admin, in: nil)
            let id = bound.text("letter") ?? ""
            guard let letter = try log.deadLetters(limit: 1000).first(where: { $0.id == id }) else {
                throw Refusal.other(
                    code: "no-dead-letter", text: "There is no dead letter \(id). /admin outbox shows them.")
            }
            guard letter.canBeSent else {
                throw Refusal.other(
                    code: "address-expired", text: "The address of \(id) expired: there is nowhere to send it to.")
            }
            decided.attemptsWrite = true
            decided.resend.append(id)
            return CommandResult(
                outcome: .done, command: "admin", verb: "resend", reply: Reply("\(id) is on its way again."),
                isPrivate: true)
        case nil: return nil
        }
    }

    func inner(_ script: String) -> [CommandWords] {
        CommandSplitter.script(script, umbrella: policy.umbrella, botNames: policy.botNames)
    }

    /// One command as it would be said in a message.
    private func split(_ text: String) -> [CommandWords] {
        // A sentence about records stays one: `T-1, T-2 done`.
        let isSentence = ItemID(text.prefix { !" ,:".contains($0) }) != nil
        let slashed = isSentence || text.first.map { "/!".contains($0) } ?? false ? text : "/" + text
        return CommandSplitter.split(
            MessageText(slashed), umbrella: policy.umbrella, botNames: policy.botNames, takesScript: { _ in true })
    }

    private func dry(
        _ bound: BoundCommand, number: Int, _ eyes: Eyes, _ invocation: Invocation, _ decided: inout Decided,
        _ trial: inout Workspace, _ batch: inout EventBatch
    ) throws -> CommandResult {
        var (copy, copyBatch, copyDecided) = (trial, batch, decided)
        let meant = try expanded(split(bound.script("command") ?? ""), eyes.person, trial)
        guard let command = meant.first else { throw UsageProblem(.empty, line: bound.line) }
        if meant.count > 1 {
            var lines: [RichText] = []
            for command in meant {
                do {
                    var inner = try reader.read(command, context: context(SharedWorkspace(copy), eyes))
                    guard DeskCommand(handler: inner.verb.handler) == nil else {
                        throw UsageProblem(.unexpected(word: inner.command.word))
                    }
                    inner.flags.isYes = true
                    lines.append(
                        try perform(inner, number: number, eyes, &copy, &copyBatch, invocation, &copyDecided)
                            .reply.headline)
                } catch let refusal as Refusal {
                    lines.append(RefusalText.sentence(refusal))
                } catch let problem as UsageProblem {
                    lines.append(UsageText.sentence(problem, today: eyes.today))
                }
            }
            // Said as they are, each is done or refused by itself.
            let reply = Reply(
                "\(meant.count) commands, one after the other", blocks: [.list(lines.map { .init(.bullet, $0) })])
            return MessageDecider.asDry(reply, bound)
        }
        var inner = try reader.read(command, context: context(SharedWorkspace(trial), eyes))
        guard DeskCommand(handler: inner.verb.handler) != .dry else {
            throw UsageProblem(.unexpected(word: "dry"), line: bound.line)
        }
        inner.flags.isDry = true
        return try perform(inner, number: number, eyes, &copy, &copyBatch, invocation, &copyDecided)
    }

    /// The commands with what words of the speaker's own stand for, as many as a message may hold.
    func expanded(_ commands: [CommandWords], _ person: PersonID, _ trial: Workspace) throws -> [CommandWords] {
        var meant: [CommandWords] = []
        for command in commands {
            meant += expanded(command, person, trial)
            if meant.count > policy.mostCommands { throw Refusal.tooManyCommands(most: policy.mostCommands) }
        }
        return meant
    }

    /// All or nothing: the first command refused undoes the others.
    func runTogether(
        _ commands: [CommandWords], of bound: BoundCommand, number: Int, _ eyes: Eyes, _ trial: inout Workspace,
        _ batch: inout EventBatch, _ invocation: Invocation, _ decided: inout Decided
    ) throws -> CommandResult {
        decided.attemptsWrite = true
        let saved = decided
        batch.name = "batch"
        let registered = batch.events.count
        var lines: [RichText] = []
        var touched: [ItemID] = []
        for (index, command) in commands.enumerated() {
            do {
                var inner = try reader.read(command, context: context(SharedWorkspace(trial), eyes))
                guard DeskCommand(handler: inner.verb.handler)?.isAlone != true,
                    surroundings.handlers[inner.verb.handler]?.traits.contains(.isAlone) != true
                else {
                    throw UsageProblem(.unexpected(word: inner.command.word))
                }
                if inner.flags.isDry { throw UsageProblem(.unexpected(word: "--dry")) }
                inner.flags.isYes = inner.flags.isYes || bound.flags.isYes
                let result = try perform(inner, number: number, eyes, &trial, &batch, invocation, &decided)
                guard result.outcome != .asks else { throw Refusal.needsYes("It asks first.") }
                lines.append(result.reply.headline)
                touched += result.reply.touched
            } catch let refusal as Refusal {
                decided = saved
                throw Refusal.batchStopped(line: index + 1, reason: RefusalText.sentence(refusal))
            } catch let problem as UsageProblem {
                decided = saved
                throw Refusal.batchStopped(line: index + 1, reason: UsageText.sentence(problem, today: eyes.today))
            } catch {
                decided = saved
                throw error
            }
        }
        let wrote = batch.events.count > registered
        let reply = Reply(
            "\(lines.count) \(wrote ? "done" : "answered") together",
            blocks: [.list(lines.map { .init(wrote ? .good : .bullet, $0) })],
            suggestions: wrote ? [.init("/undo")] : [], touched: touched)
        return CommandResult(
            outcome: wrote ? .done : .answer, command: "batch", verb: "run", reply: reply, isPrivate: !wrote)
    }

    private func settle(
        _ bound: BoundCommand, number: Int, _ eyes: Eyes, _ trial: inout Workspace, _ batch: inout EventBatch,
        _ invocation: Invocation, _ decided: inout Decided
    ) throws -> CommandResult {
        let view = eyes.view(of: trial)
        let open = view.openProposals
        let said = bound.id("proposal") ?? (open.count == 1 ? open.first : nil).map { ItemID("ASK", $0.number) }
        guard let id = said, id.prefix == "ASK", let proposal = view.proposal(id.number) else {
            throw Refusal.noProposal(said?.number ?? 0, open: open.map(\.number))
        }
        guard proposal.state == .open else { throw Refusal.proposalSettled(proposal.number, proposal.state.rawValue) }
        guard proposal.expires >= view.now else { throw Refusal.proposalExpired(proposal.number) }
        // Read again as it was said: in the proposer's room and on their day, whoever says yes, wherever and when.
        let proposer = proposal.stamp.person
        let channel = proposal.channel ?? eyes.channel
        let room = eyes.with(channel: channel).speaking(for: proposer)
        guard let command = split(proposal.text).first else { throw Refusal.noProposal(proposal.number, open: []) }
        let then = self.eyes(proposer, in: trial, invocation, proposal.stamp.time).with(channel: channel)
        var inner = try reader.read(command, context: context(SharedWorkspace(trial), then))
        inner.flags.isYes = true
        if proposer != view.person {
            try view.require(proposal.role, in: inner.project("project") ?? room.view(of: trial).channelProject)
        }
        if DeskCommand(handler: bound.verb.handler) == .no {
            batch.append([ProposalSettled(number: proposal.number, state: .declined)], to: &trial, name: "no")
            return CommandResult(
                outcome: .done, command: "no", verb: "decline",
                reply: Reply("\(id) declined; nothing was done.", touched: [id]), isPrivate: false)
        }
        batch.append([ProposalSettled(number: proposal.number, state: .accepted)], to: &trial, name: "yes")
        // Names in it are those of the proposer's platform, not of whoever says yes.
        var asSaid = invocation
        asSaid.identity = Identity(platform: channel.platform, team: channel.team, user: invocation.identity.user)
        return try perform(inner, number: number, room, &trial, &batch, asSaid, &decided, asked: proposal)
    }
}
