// Finds the command and verb that words mean, and binds the rest.

import Quantities

package struct CommandReader: Sendable {
    package let catalogue: any CommandCatalogue

    package init(catalogue: any CommandCatalogue) { self.catalogue = catalogue }

    /// The command these words say.
    ///
    /// - Throws: `UsageProblem` when the command or verb is unknown, or a word does not bind. Nothing is guessed.
    package func read(_ command: CommandWords, context: ReadingContext) throws(UsageProblem) -> BoundCommand {
        if !isScript(command) { try ReadingLimit.words.hold(command.words.count) }
        let bound = try readToday(command, context: context)
        try refuseQuestion(bound, command)
        guard let day = bound.flags.at, day < context.today else { return bound }
        // `late at:1dec`: the days that are meant are those of then.
        var then = try readToday(command, context: context.on(day))
        then.flags.at = day
        return then
    }

    /// Whether a command takes other commands as they stand: each of them is held against the limits by itself.
    private func isScript(_ command: CommandWords) -> Bool {
        guard let first = command.words.first, !first.isText else { return false }
        return catalogue.command(first.text.lowercased())?.bareVerb?.scriptArgument != nil
    }

    private func readToday(_ said: CommandWords, context: ReadingContext) throws(UsageProblem) -> BoundCommand {
        var command = plainly(said, context)
        guard let first = command.words.first else { throw UsageProblem(.empty) }
        try refuseLinesOfOthers(command)
        let line = (command.isPrefixed ? "/" : "") + command.words.typed
        try refuseCommandsJoined(command.words, line: line)
        command.words = withKeys(command.words, context)
        if let asked = try askedOfRecord(command.words, line: line, context: context) { return asked }
        if !first.isText, let id = ItemID(first.text, dashless: command.words.count == 1),
            let sentence = try sentence(id, command.words, line: line, context: context)
        {
            return sentence
        }
        try refuseLinkOfNone(command.words, line: line)
        if let declared = try declared(command.words, line: line, context: context) { return declared }
        if let asked = try askedOfProject(command.words, line: line, context: context) { return asked }
        var word = first.text.lowercased()
        while let last = word.utf8.last, "?!.,:".utf8.contains(last), word.utf8.count > 1 { word.removeLast() }
        if !first.isText, let bound = try asked(word, command.words, line: line, context: context) { return bound }
        if let asked = try askedOfTheWhole(command.words, line: line, context: context) { return asked }
        guard let declaration = first.isText ? nil : catalogue.command(word) else {
            // `ack B-1`, `resolve B-1`: a verb of the record's kind.
            if command.words.count >= 2,
                let id = ItemID(command.words[1].text.filter { $0 != "," }, dashless: true),
                let owner = id.kind.flatMap(catalogue.command(kind:)),
                owner.verb(word) != nil || SmallWords.moves.contains(word) || owner.verb(choosing: word) != nil
            {
                // `Push T-1 a week`, as phones write it
                var words = command.words
                words[0].text = word
                let bound = try verb(of: owner, words, line: line, context: context)
                // What is said of a record is no new one.
                if bound.verb === owner.bareVerb { throw unknownVerb(owner, first.text, line: line) }
                return bound
            }
            if !first.isText, let added = try added(word, command.words, line: line, context: context) { return added }
            // `t1 done`
            if !first.isText, let id = ItemID(first.text, dashless: true),
                let sentence = try sentence(id, command.words, line: line, context: context)
            {
                return sentence
            }
            // `move all milestones by a week`, `drop it`: a verb, and no record.
            if command.words.count > 1, !first.isText, isVerbOfRecords(word, context) {
                let others = ItemID(command.words[1].text.filter { $0 != "," }).flatMap(\.kind)
                throw UsageProblem(
                    others.map { .verbOfOtherRecords(verb: word, kind: $0) } ?? .verbNeedsRecord(verb: word),
                    line: line,
                    marked: command.words[1].text)
            }
            throw UsageProblem(
                .unknownCommand(word: first.text, nearest: nearest(word, before: command.words.dropFirst())),
                line: line, marked: first.text)
        }
        let rest = Array(command.words.dropFirst())
        // `/tasks overdue` is a list, whatever `/task overdue` may be.
        if word == declaration.plural, let list = declaration.verb("list"),
            rest.first.map({ next in
                next.isText
                    || declaration.verb(next.text.lowercased()) == nil && ItemID(next.text, dashless: true) == nil
                    // `tasks done this week`
                    || next.isOne(of: SmallWords.madeSo)
                        && rest.dropFirst().first.map { ItemID($0.text) == nil } ?? true
            }) ?? true
        {
            return try Binder.bind(rest, to: list, of: declaration, line: line, context: context)
        }
        return try verb(of: declaration, rest, line: line, context: context)
    }

    /// Refuses `blocked by T-16`: something waits for that record, and what is not said.
    private func refuseLinkOfNone(_ words: [Word], line: String) throws(UsageProblem) {
        guard words.count == 3 || words.count == 2, !words.contains(where: \.isText),
            words[0].isOne(of: SmallWords.waits), ItemID(words[words.count - 1].withoutMark.text) != nil,
            words.count == 2 || words[1].isOne(of: ["by", "on", "for"])
        else { return }
        throw UsageProblem(.whichRecord(said: words.typed), line: line, marked: words[0].text)
    }

    /// Whether a word is a verb of some kind of record, as `move` and `drop` are.
    private func isVerbOfRecords(_ word: String, _ context: ReadingContext) -> Bool {
        SmallWords.moves.contains(word)
            || context.kinds().contains { kind in
                catalogue.command(kind: kind)?.verb(word).map { $0.arguments.first?.type == .id } ?? false
            }
    }

    /// The three commands nearest to a word, by letters and by what they are about: else by what the words after it are
    /// about, as in `what's late`.
    func nearest(_ word: String, before others: ArraySlice<Word>) -> [String] {
        let aliases = catalogue.aliases
        var byLetters: [String] = []
        for found in Nearest.candidates(word, of: catalogue.words + aliases.keys.sorted()) {
            let command = aliases[found] ?? found
            if !byLetters.contains(command) { byLetters.append(command) }
        }
        guard byLetters.count < 3, word.count >= 3 else { return byLetters }
        var byMeaning = catalogue.commands(about: word).filter { !byLetters.contains($0) }
        for other in others.prefix(4) where byMeaning.isEmpty && !other.isText {
            let topic = other.text.lowercased().filter(\.isLetter)
            guard topic.count >= 4, !SmallWords.inDescriptions.contains(topic) else { continue }
            byMeaning = catalogue.commands(about: topic).filter { !byLetters.contains($0) }
        }
        return Array((byLetters + byMeaning).prefix(3))
    }

    /// What is said with a command: the first rule of ``VerbReading`` that fits.
    ///
    /// - Parameter isSentence: these words were found to be said of the record they begin with, and are not looked at so again.
    func verb(
        of command: CommandDeclaration, _ words: [Word], line: String, context: ReadingContext, isSentence: Bool = false
    ) throws(UsageProblem) -> BoundCommand {
        guard let first = words.first else { return try alone(command, line: line, context: context) }
        return try VerbReading(self, command, first, words, line: line, context: context, isSentence: isSentence).read()
    }

    /// Alone, a command lists, but for one that needs nothing more said.
    private func alone(
        _ command: CommandDeclaration, line: String, context: ReadingContext
    ) throws(UsageProblem) -> BoundCommand {
        let needsMore = command.bareVerb?.arguments.contains { $0.isRequired && $0.defaultValue == nil } ?? false
        let list = command.kind != nil || needsMore ? command.verb("list") : nil
        guard let verb = list ?? command.verbAlone else { throw unknownVerb(command, "", line: line) }
        return try Binder.bind([], to: verb, of: command, line: line, context: context)
    }

    /// - Parameter orTitle: whether the words may have been meant as a title.
    func unknownVerb(
        _ command: CommandDeclaration, _ word: String, line: String, orTitle: Bool = false
    ) -> UsageProblem {
        let names = command.verbs.flatMap { [$0.verb] + $0.aliases }
        let nearest =
            word.isEmpty ? Array(command.verbs.prefix(3).map(\.verb)) : Nearest.candidates(word.lowercased(), of: names)
        return UsageProblem(
            .unknownVerb(
                command: command.word, word: word, nearest: nearest, titled: orTitle ? command.bareVerb?.verb : nil),
            line: line, marked: word)
    }
}
