// What surrounds one command: the speaker's eyes, how words are read, aliases, paging, and what failure looks like.

import CommandLanguage
import ProgramModel
import Quantities

extension MessageDecider {
    func eyes(_ person: PersonID, in workspace: Workspace, _ invocation: Invocation, _ now: Instant) -> Eyes {
        let name = workspace.zone(of: person) ?? workspace.setting(Setting.zone) ?? policy.zone
        return Eyes(
            person: person, now: now, zone: surroundings.zones(name) ?? .utc, invocation: invocation,
            guest: Registrar(policy: policy).guestRole(invocation, in: workspace), surroundings: surroundings)
    }

    /// - Parameter hasWritten: whether the message already changed something: `it` is of that, then.
    func context(_ shared: SharedWorkspace, _ eyes: Eyes, hasWritten: Bool = false) -> ReadingContext {
        let style = policy.numberStyle(in: shared.workspace)
        let view = ProgramView(shared, eyes: eyes)
        return ReadingContext(
            today: eyes.today, isKey: { view.project($0) != nil || view.program($0) != nil },
            keys: { (view.projects.map(\.key) + view.programs.map(\.key)).map(\.text).sorted() },
            keyNamed: { name in
                let named = view.projects.first { $0.name.lowercased() == name }?.key
                return named ?? view.programs.first { $0.name.lowercased() == name }?.key
            },
            isHandle: { Handle.person($0, in: shared.workspace) != nil }, numberStyle: style,
            fields: { [surroundings] in surroundings.kinds.fieldNames },
            kinds: { [surroundings] in surroundings.kinds.wordSet },
            states: { [surroundings] in surroundings.kinds.states(of: $0).union([Item.withdrawn]) },
            choices: { [surroundings] field in
                switch field {
                case "score": RiskBand.allCases.map(\.rawValue)
                case "role": Role.allCases.map(\.rawValue)
                case "method": Project.methods
                default: surroundings.kinds.choices(of: field)
                }
            }, types: { [surroundings] in DeclaredType.each(surroundings.kinds.fields($0)) },
            moment: { eyes.zone.instant(of: $0, minuteOfDay: $1.minute) }, now: { eyes.now },
            dayFields: { [surroundings] in surroundings.kinds.dayFields },
            lastRecord: { lastRecord(shared.workspace, eyes, hasWritten: hasWritten) })
    }

    /// The one record that was shown to the speaker last here: of one's own change what was made, else what was changed.
    private func lastRecord(_ workspace: Workspace, _ eyes: Eyes, hasWritten: Bool) -> ItemID? {
        // What was said longer ago is hardly meant.
        let since = eyes.now + -10 * Instant.minute
        let last = workspace.lastCommand(of: eyes.person, since: since)
        let shown = hasWritten ? nil : shown()
        if !hasWritten {
            guard let shown, shown.time >= since else { return nil }
            if case .records(let records) = shown.what {
                // Something newer is under way: what is meant is not known.
                let isLatest = last.map { $0.time <= shown.time } ?? true
                return records.count == 1 && isLatest ? records[0] : nil
            }
        }
        let added = last?.changes.compactMap { change in
            if case .item(let id, nil) = change.kept { id } else { nil }
        }
        let records = added?.isEmpty == false ? added ?? [] : last?.items ?? []
        return records.count == 1 ? records[0] : nil
    }

    /// The commands of a message, with aliases and macros replaced by what they stand for.
    func commands(
        of invocation: Invocation, _ person: PersonID?, _ workspace: Workspace, _ context: ReadingContext
    ) -> [Statement] {
        if let words = invocation.words { return reader.statements(words, context: context) }
        let split = CommandSplitter.split(
            invocation.text, umbrella: policy.umbrella, botNames: policy.botNames,
            takesScript: { word in
                surroundings.catalogue.command(word)?.bareVerb?.scriptArgument != nil
            })
        return split.flatMap(listed).flatMap { expanded($0, person, workspace) }
            .flatMap { reader.statements($0, context: context) }
    }

    /// A command, or one for each line of the list below it.
    private func listed(_ command: CommandWords) -> [CommandWords] {
        let catalogue = surroundings.catalogue
        let each = PastedText.listed(
            command.words,
            kind: { catalogue.command($0).flatMap { $0.kind != nil && $0.bareVerb != nil ? $0.word : nil } },
            isVerb: { catalogue.command($0)?.verb($1)?.isBare == true })
        return each.map { $0.map { CommandWords(words: $0, isPrefixed: command.isPrefixed) } } ?? [command]
    }

    /// A command, or what the alias or macro that it begins with stands for.
    func expanded(_ command: CommandWords, _ person: PersonID?, _ workspace: Workspace) -> [CommandWords] {
        guard let first = command.words.first, !first.isText else { return [command] }
        let word = first.text.lowercased()
        guard surroundings.catalogue.command(word) == nil else { return [command] }
        let alias =
            person.flatMap { workspace.slot(Alias.self, Alias.key(word, of: $0))?.meaning }
            ?? workspace.slot(Alias.self, Alias.key(word, of: nil))?.meaning ?? surroundings.catalogue.macro(word)
        guard let alias else { return [byKind(command, verb: word) ?? command] }
        var expanded = CommandSplitter.script(alias, umbrella: policy.umbrella, botNames: policy.botNames)
        if let last = expanded.indices.last { expanded[last].words += command.words.dropFirst() }
        return expanded
    }

    /// `accept DEL-1` is `deliverable accept DEL-1`: a verb that is no command acts by the kind of the record after it.
    private func byKind(_ command: CommandWords, verb word: String) -> CommandWords? {
        guard command.words.count > 1, !command.words[1].isText, let id = ItemID(command.words[1].text),
            let kind = surroundings.kinds.kind(prefix: id.prefix),
            let own = surroundings.catalogue.command(kind: kind.kind), let first = own.verb(word)?.arguments.first,
            first.type == .id, first.isRequired
        else { return nil }
        var said = command
        said.words.insert(Word(own.word), at: 0)
        return said
    }

    func page(_ result: CommandResult, _ eyes: Eyes, _ decided: inout Decided) -> CommandResult {
        var result = result
        if !result.reply.details.isEmpty {
            decided.more = Reply(result.reply.headline, blocks: result.reply.details, touched: result.reply.touched)
            result.reply.details = []
        }
        // In a conversation of two as much as the five messages hold that an address for later replies takes.
        guard let most = eyes.isDirect ? (eyes.answersInResponse ? 200 : nil) : result.outcome == .done ? 6 : 18,
            let (shown, rest) = result.reply.paged(most)
        else { return result }
        var paged = result
        paged.reply = shown
        decided.more = rest
        return paged
    }

    func failure(_ error: any Error, command: CommandWords, today: CalendarDate) -> CommandResult {
        switch error {
        case let refusal as Refusal: return .refused(refusal, command.words.first?.text.lowercased())
        case let problem as UsageProblem: return .usage(problem, today: today)
        default:
            let ref = surroundings.makeID()
            surroundings.reportFault(ref, error)
            return .fault(ref)
        }
    }

    static func miss(_ problem: UsageProblem) -> [(command: String, word: String)] {
        switch problem.fact {
        case .unknownCommand(let word, _): [("", String(word.prefix(40)))]
        case .unknownVerb(let command, let word, _, _) where !word.isEmpty: [(command, String(word.prefix(40)))]
        default: []
        }
    }
}
