// Decides one message on one workspace: pure, so that it can be tried on a copy and repeated in a replay.

package import CommandLanguage
import ProgramModel
import Quantities

/// What a message came to.
struct Decided {
    var workspace: Workspace
    var events: [LoggedEvent] = []
    var results: [CommandResult] = []
    var announcements: [Announcement] = []
    var misses: [(command: String, word: String)] = []
    /// Dead letters to send again.
    var resend: [String] = []
    /// What `/more` shows next.
    var more: Reply?
    /// Whether a command that writes was understood: its delivery is then remembered, done or refused.
    var attemptsWrite = false
}

/// A message's words, bound on a committed workspace before the message waits for its turn.
///
/// They mean the same later as long as the person, the day and the workspace's ``Workspace/vocabulary`` are the same; the
/// thread that commits binds them again only when one of these changed.
struct Reading: Sendable {
    var person: PersonID
    var vocabulary: Int
    var today: CalendarDate
    var commands: [CommandWords]
    var bound: [Result<BoundCommand, UsageProblem>]
}

struct MessageDecider: Sendable {
    let surroundings: Surroundings
    let log: any LogReader
    /// What this person would be shown by `/more`.
    var more: Reply?

    var reader: CommandReader { CommandReader(catalogue: surroundings.catalogue) }
    var policy: Policy { surroundings.policy }

    /// Reads the words of a message by somebody known; nil for others, and for a message that is too long.
    func reading(_ invocation: Invocation, in workspace: Workspace) -> Reading? {
        guard let person = workspace.identities[invocation.identity], workspace.people[person]?.role != nil,
            invocation.text.display.utf8.count <= policy.longestMessage
        else { return nil }
        let now = invocation.now ?? surroundings.clock()
        let view = view(of: workspace, person, invocation, now)
        let words = commands(of: invocation, person, workspace)
        guard words.count <= policy.mostCommands else { return nil }
        let context = context(view)
        let bound = words.map { command in
            Result { () throws(UsageProblem) in try reader.read(command, context: context) }
        }
        return Reading(
            person: person, vocabulary: workspace.vocabulary, today: view.today, commands: words, bound: bound)
    }

    /// Whether every command of the message is a read, which needs no commit.
    func isRead(_ reading: Reading) -> Bool {
        reading.bound.allSatisfy { bound in
            guard case .success(let bound) = bound else { return true }
            if let desk = DeskCommand(rawValue: bound.verb.handler) { return desk == .more || desk == .dry }
            return surroundings.handlers[bound.verb.handler].map { !$0.writes } ?? true
        }
    }

    func decide(_ invocation: Invocation, on workspace: Workspace, _ reading: Reading? = nil) -> Decided {
        var decided = Decided(workspace: workspace)
        let now = max(invocation.now ?? surroundings.clock(), workspace.time)
        guard invocation.text.display.utf8.count <= policy.longestMessage else {
            let limit = policy.longestMessage / 1024
            decided.results = [
                .refused(
                    .other(code: "too-long", text: "A message may have at most \(limit) KiB. Nothing was done."), nil)
            ]
            return decided
        }
        let known = workspace.identities[invocation.identity]
        let reading = reading?.person == known && reading?.vocabulary == workspace.vocabulary ? reading : nil
        let commands = reading?.commands ?? commands(of: invocation, known, workspace)
        guard !commands.isEmpty else {
            decided.results = [.usage(UsageProblem(.empty), today: CalendarDate(dayNumber: 0))]
            return decided
        }
        guard commands.count <= policy.mostCommands else {
            decided.results = [
                .refused(
                    .other(
                        code: "too-many",
                        text: "A message may hold at most \(policy.mostCommands) commands. Nothing was done."), nil)
            ]
            return decided
        }
        for (number, command) in commands.enumerated() {
            run(command, number: number, invocation, now, reading, &decided)
        }
        return decided
    }

    // MARK: One command

    private func run(
        _ command: CommandWords, number: Int, _ invocation: Invocation, _ now: Instant, _ reading: Reading?,
        _ decided: inout Decided
    ) {
        var trial = decided.workspace
        do {
            let speaker = try Registrar(policy: policy).speaker(of: invocation, in: trial)
            var batch = EventBatch(
                version: trial.version, time: now, person: speaker.person, number: number, invocation)
            batch.append(speaker.registration, to: &trial, name: "registration")
            let view = view(of: trial, speaker.person, invocation, now)
            let bound: BoundCommand
            do {
                if let reading, reading.vocabulary == trial.vocabulary, reading.today == view.today {
                    bound = try reading.bound[number].get()
                } else {
                    bound = try reader.read(command, context: context(view))
                }
            } catch {
                decided.misses.append(contentsOf: MessageDecider.miss(error))
                decided.results.append(.usage(error, today: view.today))
                return
            }
            let result = try perform(bound, number: number, view, &trial, &batch, invocation, &decided)
            decided.workspace = trial
            decided.events += batch.events
            decided.results.append(page(result, view, &decided))
        } catch {
            decided.results.append(
                failure(error, command: command, view(of: decided.workspace, PersonID(0), invocation, now)))
        }
    }

    /// Runs a bound command on `trial`; throws before anything is kept.
    func perform(
        _ bound: BoundCommand, number: Int, _ view: ProgramView, _ trial: inout Workspace, _ batch: inout EventBatch,
        _ invocation: Invocation, _ decided: inout Decided
    ) throws -> CommandResult {
        if let result = try performOnDesk(bound, number: number, view, &trial, &batch, invocation, &decided) {
            return result
        }
        guard let handler = surroundings.handlers[bound.verb.handler] else {
            throw MissingHandler(name: bound.verb.handler)
        }
        if handler.writes { decided.attemptsWrite = true }
        if let role = Role(rawValue: bound.verb.role) {
            for project in projects(of: bound, view) { try view.require(role, in: project) }
        }
        if handler.writes, let key = bound.flags.at.map({ _ in "at" }) {
            throw UsageProblem(
                .keyNotHere(key: key, why: "is for reads; what is past cannot be changed"), line: bound.line)
        }
        var people = PeopleResolver(
            workspace: trial, identity: invocation.identity, caller: view.person, mayName: handler.writes)
        let request = try request(bound, &people)
        let isDry = bound.flags.isDry && handler.writes
        var work = trial
        var workBatch = batch
        workBatch.append(people.events, to: &work, name: "registration")
        var asked = view.with(work)
        if let day = bound.flags.at { asked = view.with(try log.workspace(at: view.zone.end(of: day))) }
        let decision = try handler.run(request, asked, log)
        let isPrivate = bound.flags.isPublic.map { !$0 } ?? !handler.writes
        let isYes = bound.flags.isYes || invocation.isConfirmed
        if let confirm = decision.confirm, !isYes, !isDry { return propose(bound, confirm, asked, &trial, &batch) }
        workBatch.append(decision.events, to: &work, name: bound.name)
        if isDry {
            // On copies: nothing of it reaches the workspace or the log.
            return MessageDecider.asDry(decision.reply(view.with(work)), bound)
        }
        trial = work
        batch = workBatch
        decided.announcements += decision.announcements
        var reply = decision.reply(handler.writes ? view.with(trial) : asked)
        if handler.writes {
            for person in people.named { reply.add("\(view.with(trial).mention(person)) is new here.") }
        } else if let day = bound.flags.at {
            reply.headline += " · as of the end of \(day.short(today: view.today))"
        }
        if let verb = bound.abbreviated { reply.add("(read as /\(bound.command.word) \(verb))") }
        return CommandResult(
            outcome: handler.writes ? .done : .answer, command: bound.command.word, verb: bound.verb.verb, reply: reply,
            isPrivate: isPrivate)
    }

    private func request(_ bound: BoundCommand, _ people: inout PeopleResolver) throws(UsageProblem) -> Request {
        var found: [String: [PersonID]] = [:]
        let named = bound.people
        for argument in bound.verb.arguments {
            for reference in named[argument.name] ?? [] {
                do {
                    found[argument.name, default: []].append(try people.resolve(reference))
                } catch {
                    var problem = error
                    problem.line = bound.line
                    throw problem
                }
            }
        }
        return Request(bound: bound, people: found)
    }

    /// What a dry run answers: what would be, and nothing to undo.
    static func asDry(_ reply: Reply, _ bound: BoundCommand) -> CommandResult {
        var reply = reply
        reply.headline = "Would be: " + reply.headline
        reply.suggestions = []
        return CommandResult(
            outcome: .answer, command: bound.command.word, verb: bound.verb.verb, reply: reply, isPrivate: true)
    }

    /// The projects a command touches, for roles: the one said, and those of every item named; else the room's.
    private func projects(of bound: BoundCommand, _ view: ProgramView) -> [ProjectKey?] {
        var projects: [ProjectKey?] = []
        for argument in bound.verb.arguments {
            for id in bound.ids(argument.name) { if let item = view.item(id) { projects.append(item.project) } }
        }
        if let key = bound.project("project") { projects.append(key) }
        return projects.isEmpty ? [view.channelProject] : projects
    }

    private func propose(
        _ bound: BoundCommand, _ confirm: RichText, _ view: ProgramView, _ trial: inout Workspace,
        _ batch: inout EventBatch
    ) -> CommandResult {
        let number = trial.nextNumber("ASK")
        let event = ProposalMade(
            number: number, text: bound.line + " --yes", channel: view.channel,
            role: Role(rawValue: bound.verb.role) ?? .manager, expires: view.now + 15 * Instant.minute)
        batch.append([event], to: &trial, name: bound.name)
        let ask = ItemID("ASK", number)
        let reply = Reply(
            confirm,
            suggestions: [
                .init("Yes", "/yes \(ask)", isButton: true), .init("No", "/no \(ask)", isButton: true),
            ], touched: [ask])
        return CommandResult(
            outcome: .asks, command: bound.command.word, verb: bound.verb.verb, reply: reply, isPrivate: false,
            ask: ask.description)
    }
}

/// The catalogue names a handler that the registry lacks: a mistake in the build, found by `check` and the tests.
struct MissingHandler: Error {
    var name: String
}

extension BoundCommand {
    /// `risk add`, or the command alone when its one verb has its name.
    package var name: String { verb.verb == command.word ? command.word : "\(command.word) \(verb.verb)" }
}

extension CommandResult {
    static func usage(_ problem: UsageProblem, today: CalendarDate) -> CommandResult {
        let lines = UsageText.lines(problem, today: today)
        var reply = Reply(RichText(lines[0]))
        for line in lines.dropFirst() { reply.add(RichText(line)) }
        return CommandResult(outcome: .usage, reply: reply, isPrivate: true, code: "usage")
    }

    static func refused(_ refusal: Refusal, _ command: String?) -> CommandResult {
        CommandResult(
            outcome: .refused, command: command, reply: Reply(RichText(RefusalText.sentence(refusal))), isPrivate: true,
            code: RefusalText.code(refusal))
    }

    static func fault(_ ref: String) -> CommandResult {
        CommandResult(
            outcome: .fault,
            reply: Reply("Something went wrong here, not with what you typed. Nothing was changed. Reference: \(ref)"),
            isPrivate: true, code: "fault", ref: ref)
    }
}
