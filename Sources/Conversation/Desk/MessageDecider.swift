// Decides one message on one workspace: pure, so that it can be tried on a copy and repeated in a replay.

import CommandLanguage
import ProgramModel
import Quantities

struct MessageDecider: Sendable {
    let surroundings: Surroundings
    let log: any LogReader
    /// Events that are decided and not in the log yet.
    var pending: [LoggedEvent] = []
    /// What this person would be shown by `/more`.
    var more: Reply?
    /// Whether others are told of what is decided: of what is only tried, nobody.
    var tells = true
    /// What this person was shown last here: looked up when the message is decided.
    var shown: @Sendable () -> Shown? = { nil }

    var reader: StatementReader { StatementReader(catalogue: surroundings.catalogue) }
    var policy: Policy { surroundings.policy }

    /// Reads the words of a message by somebody known; nil for others, and for a message that is too long.
    func reading(
        _ invocation: Invocation, in shared: SharedWorkspace, _ remembered: RememberedReadings
    ) -> Reading? {
        let vocabulary = shared.workspace.vocabulary
        guard let person = shared.workspace.identities[invocation.identity],
            let record = shared.workspace.people[person], shared.workspace.role(of: person) != nil,
            !Registrar.isNamed(record, by: invocation),
            invocation.text.length <= policy.longestMessage
        else { return nil }
        let eyes = eyes(person, in: shared.workspace, invocation, invocation.now ?? surroundings.clock())
        // Which words are keys depends on the room for them.
        guard eyes.guest == nil else { return nil }
        let key = RememberedReadings.Key(text: invocation.text, person: person, today: eyes.today)
        if let known = remembered.reading(key, vocabulary: vocabulary) { return known }
        let context = context(shared, eyes)
        let statements = commands(of: invocation, person, shared.workspace, context)
        guard statements.count <= policy.mostCommands else { return nil }
        let words = statements.map(\.words)
        let bound = statements.map { reader.bound($0, context: context) }
        let reading = Reading(
            person: person, vocabulary: vocabulary, today: eyes.today, commands: words, bound: bound,
            isRead: bound.allSatisfy(isRead), work: bound.map(work).max() ?? .small)
        // What `it` is may be another record when a write has its turn.
        guard !words.contains(where: { reader.mayRefer($0.words) }) else {
            return reading.isRead ? reading : nil
        }
        remembered.remember(reading, as: key)
        return reading
    }

    /// Whether a command only reads, or was not understood.
    private func isRead(_ bound: Result<BoundCommand, UsageProblem>) -> Bool {
        guard case .success(let bound) = bound else { return true }
        if let desk = DeskCommand(handler: bound.verb.handler) { return desk == .more || desk == .dry }
        return surroundings.handlers[bound.verb.handler].map { !$0.writes } ?? true
    }

    /// What the time of a command's answer grows with; the past is asked of the log.
    private func work(_ bound: Result<BoundCommand, UsageProblem>) -> ReadWork {
        guard case .success(let bound) = bound else { return .small }
        if bound.flags.at != nil { return .log }
        // What is tried is known once it is read, and may be anything.
        if let desk = DeskCommand(handler: bound.verb.handler) { return desk == .more ? .small : .log }
        return surroundings.handlers[bound.verb.handler]?.work(bound) ?? .small
    }

    /// Decides a message and applies what it decided to the workspace: in place, where nobody else holds it.
    func decide(_ invocation: Invocation, on workspace: inout Workspace, _ reading: Reading? = nil) -> Decided {
        var decided = Decided()
        let now = max(invocation.now ?? surroundings.clock(), workspace.time)
        guard invocation.text.length <= policy.longestMessage else {
            let limit = policy.longestMessage / 1024
            decided.results = [
                .refused(
                    .other(code: "too-long", text: "A message may have at most \(limit) KiB. Nothing was done."), nil)
            ]
            return decided
        }
        let known = workspace.identities[invocation.identity]
        let reading = reading?.person == known && reading?.vocabulary == workspace.vocabulary ? reading : nil
        let commands =
            reading?.commands
            ?? commands(
                of: invocation, known, workspace,
                context(SharedWorkspace(workspace), eyes(known ?? PersonID(0), in: workspace, invocation, now))
            ).map(\.words)
        guard !commands.isEmpty else {
            decided.results = [.usage(UsageProblem(.empty), today: CalendarDate(dayNumber: 0))]
            return decided
        }
        guard commands.count <= policy.mostCommands else {
            decided.results = [.refused(.tooManyCommands(most: policy.mostCommands), nil)]
            return decided
        }
        for (number, command) in commands.enumerated() {
            run(command, number: number, invocation, now, reading, &workspace, &decided)
        }
        return decided
    }

    /// Decides a message that only reads, on a workspace that others read as well: nothing of it is copied.
    ///
    /// - Returns: nil where it takes more than that; it is decided as any other is.
    func decideReads(_ invocation: Invocation, on shared: SharedWorkspace, _ reading: Reading) -> Decided? {
        guard reading.isRead, reading.person == shared.workspace.identities[invocation.identity],
            reading.vocabulary == shared.workspace.vocabulary, !reading.commands.isEmpty,
            let speaker = try? Registrar(policy: policy).speaker(of: invocation, in: shared.workspace),
            speaker.registration.isEmpty
        else { return nil }
        let now = max(invocation.now ?? surroundings.clock(), shared.workspace.time)
        let eyes = eyes(speaker.person, in: shared.workspace, invocation, now)
        guard reading.today == eyes.today else { return nil }
        var decided = Decided()
        for (number, command) in reading.commands.enumerated() {
            do {
                let bound = try reading.bound[number].get()
                guard let handler = surroundings.handlers[bound.verb.handler], !handler.writes else { return nil }
                let batch = EventBatch(
                    version: shared.workspace.version, time: now, person: speaker.person, number: number, invocation)
                let plan = try plan(bound, handler, eyes, on: shared, batch, invocation)
                guard let asked = plan.asked, plan.decision.confirm == nil else { return nil }
                decided.results.append(
                    page(result(of: plan, bound, handler, eyes, after: asked), eyes, &decided))
            } catch let problem as UsageProblem where reading.bound[number].isFailure {
                decided.misses.append(contentsOf: MessageDecider.miss(problem))
                decided.results.append(.usage(problem, today: eyes.today))
            } catch {
                decided.results.append(failure(error, command: command, today: eyes.today))
            }
        }
        return decided
    }

    // MARK: One command

    private func run(
        _ command: CommandWords, number: Int, _ invocation: Invocation, _ now: Instant, _ reading: Reading?,
        _ workspace: inout Workspace, _ decided: inout Decided
    ) {
        // Kept only where something is applied before all is sure.
        var saved: Workspace?
        do {
            let speaker = try Registrar(policy: policy).speaker(of: invocation, in: workspace)
            var batch = EventBatch(
                version: workspace.version, time: now, person: speaker.person, number: number, invocation)
            if !speaker.registration.isEmpty { saved = workspace }
            batch.append(speaker.registration, to: &workspace, name: EventStamp.registration)
            let eyes = eyes(speaker.person, in: workspace, invocation, now)
            let bound: BoundCommand
            do {
                if let reading, reading.vocabulary == workspace.vocabulary, reading.today == eyes.today {
                    bound = try reading.bound[number].get()
                } else {
                    bound = try reader.read(
                        command, context: context(SharedWorkspace(workspace), eyes, hasWritten: !decided.events.isEmpty)
                    )
                }
            } catch {
                if let saved { workspace = saved }
                decided.misses.append(contentsOf: MessageDecider.miss(error))
                decided.results.append(.usage(error, today: eyes.today))
                return
            }
            if saved == nil, DeskCommand(handler: bound.verb.handler) != nil { saved = workspace }
            (decided.touched, decided.named) = (RecordsBefore(), [])
            var result = try perform(bound, number: number, eyes, &workspace, &batch, invocation, &decided)
            decided.events += batch.events
            if tells,
                let told = tell(
                    decided.touched, by: eyes, in: workspace, named: decided.named,
                    isAloud: !eyes.isDirect && !result.isPrivate, invocation, &decided.notices)
            {
                result.reply.add(told)
            }
            decided.results.append(page(result, eyes, &decided))
        } catch {
            if let saved { workspace = saved }
            let today = eyes(PersonID(0), in: workspace, invocation, now).today
            decided.results.append(failure(error, command: command, today: today))
        }
    }

    /// Runs a bound command on `trial`; throws before anything is kept, but for a command about commands.
    func perform(
        _ bound: BoundCommand, number: Int, _ eyes: Eyes, _ trial: inout Workspace, _ batch: inout EventBatch,
        _ invocation: Invocation, _ decided: inout Decided, asked: Proposal? = nil
    ) throws -> CommandResult {
        if let result = try performOnDesk(bound, number: number, eyes, &trial, &batch, invocation, &decided) {
            return result
        }
        guard let handler = surroundings.handlers[bound.verb.handler] else {
            throw MissingHandler(name: bound.verb.handler)
        }
        if handler.writes { decided.attemptsWrite = true }
        // What a write asks the log for, it asks for up to this very command.
        var asking = self
        if handler.writes, handler.work(bound) == .log { asking.pending += decided.events + batch.events }
        let plan = try asking.plan(bound, handler, eyes, trial, batch, invocation)
        let isDry = bound.flags.isDry && handler.writes
        let isYes = bound.flags.isYes || invocation.isConfirmed
        if let confirm = plan.decision.confirm ?? (handler.writes ? bulk(bound) : nil), !isDry {
            guard isYes else { return propose(bound, confirm, plan, eyes, &trial, &batch) }
            // Since it was asked, something has changed what a yes would do.
            if let question = asked?.question, question != confirm.plain { throw Refusal.askedOtherwise(confirm) }
        }
        if isDry {
            // On copies: nothing of it reaches the workspace or the log.
            var (copy, copyBatch) = (trial, batch)
            plan.record(in: &copyBatch, &copy, name: bound.name)
            return MessageDecider.asDry(plan.decision.reply(eyes.view(of: copy)), bound)
        }
        decided.touched.note(plan.decision.events, in: trial)
        decided.named += plan.named
        plan.record(in: &batch, &trial, name: bound.name)
        var result = result(of: plan, bound, handler, eyes, after: plan.asked ?? eyes.view(of: trial))
        if bound.flags.isPublic == false, !plan.decision.announcements.isEmpty {
            result.reply.add("Said in private: it was announced nowhere.")
        } else {
            decided.announcements += plan.decision.announcements
        }
        return result
    }

    /// What a command that was carried out is answered.
    private func result(
        of plan: Plan, _ bound: BoundCommand, _ handler: Handler, _ eyes: Eyes, after: ProgramView
    ) -> CommandResult {
        var reply = plan.decision.reply(after)
        for person in handler.writes ? plan.named : [] { reply.add("\(after.mention(person)) is new here.") }
        if !handler.writes, let day = bound.flags.at {
            reply.headline += " · as of the end of \(day.short(today: eyes.today))"
        }
        if let verb = bound.abbreviated { reply.add("(read as /\(bound.command.word) \(verb))") }
        // `/here` alone says what the room is about: it writes nothing, and is an answer.
        let isWrite = handler.writes && !plan.decision.events.isEmpty
        let isPrivate = (bound.flags.isPublic.map { !$0 } ?? !isWrite) || !after.mayBeSaid(reply, of: bound)
        var result = CommandResult(
            outcome: isWrite ? .done : .answer, command: bound.command.word, verb: bound.verb.verb, reply: reply,
            isPrivate: isPrivate)
        result.isOfTheUndone = handler.traits.contains(.isOfTheUndone)
        return result
    }

    /// What a dry run answers: what would be, and nothing to undo.
    static func asDry(_ reply: Reply, _ bound: BoundCommand) -> CommandResult {
        var reply = reply
        reply.headline = "Would be: " + reply.headline
        reply.suggestions = []
        return CommandResult(
            outcome: .answer, command: bound.command.word, verb: bound.verb.verb, reply: reply, isPrivate: true)
    }

    /// The question before a command that touches many records; nil for a few.
    private func bulk(_ bound: BoundCommand) -> RichText? {
        let ids = bound.ids
        guard ids.count > policy.mostRecordsUnasked else { return nil }
        let first = ids.prefix(3).map(\.description).joined(separator: ", ")
        return "/\(bound.name) on \(ids.count) records: \(first) and \(ids.count - 3) more?"
    }

    private func propose(
        _ bound: BoundCommand, _ confirm: RichText, _ plan: Plan, _ eyes: Eyes, _ trial: inout Workspace,
        _ batch: inout EventBatch
    ) -> CommandResult {
        // Whom the platform named by an id is written down now: a yes reads the id as a word.
        let mentioned = plan.registrations.filter { ($0 as? PersonNamed)?.identity != nil || $0 is IdentityMoved }
        batch.append(mentioned, to: &trial, name: EventStamp.registration)
        let number = trial.nextNumber("ASK")
        let event = ProposalMade(
            number: number, text: bound.line, channel: eyes.channel,
            role: Role(rawValue: bound.verb.role) ?? .manager, expires: eyes.now + 15 * Instant.minute,
            question: confirm.plain)
        batch.append([event], to: &trial, name: bound.name)
        let ask = ItemID("ASK", number)
        let reply = Reply(
            confirm,
            suggestions: [
                .init("Yes", "/yes \(ask)", isButton: true), .init("No", "/no \(ask)", isButton: true),
            ], touched: [ask])
        return CommandResult(
            outcome: .asks, command: bound.command.word, verb: bound.verb.verb, reply: reply,
            isPrivate: bound.flags.isPublic == false,
            ask: ask.description)
    }
}

extension Result {
    fileprivate var isFailure: Bool { if case .failure = self { true } else { false } }
}
