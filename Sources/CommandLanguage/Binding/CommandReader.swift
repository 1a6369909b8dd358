// Finds the command and verb that words mean, and binds the rest.

import Quantities

package struct CommandReader: Sendable {
    package let catalogue: any CommandCatalogue

    package init(catalogue: any CommandCatalogue) { self.catalogue = catalogue }

    /// The command these words say.
    ///
    /// - Throws: `UsageProblem` when the command or verb is unknown, or a word does not bind. Nothing is guessed.
    package func read(_ command: CommandWords, context: ReadingContext) throws(UsageProblem) -> BoundCommand {
        let bound = try readToday(command, context: context)
        try refuseQuestion(bound, command)
        guard let day = bound.flags.at, day < context.today else { return bound }
        // `late at:1dec`: the days that are meant are those of then.
        var then = try readToday(command, context: context.on(day))
        then.flags.at = day
        return then
    }

    private func readToday(_ said: CommandWords, context: ReadingContext) throws(UsageProblem) -> BoundCommand {
        var command = plainly(said, context)
        // `mark T-1 as done`
        if command.words.count > 2, command.words[0].isOne(of: ["mark"]), ItemID(command.words[1].text) != nil {
            command.words.removeFirst()
            if command.words[1].isOne(of: ["as"]) { command.words.remove(at: 1) }
        }
        guard let first = command.words.first else { throw UsageProblem(.empty) }
        try refuseLinesOfOthers(command)
        try refuseCommandsJoined(command.words, line: (command.isPrefixed ? "/" : "") + command.words.typed)
        let line = (command.isPrefixed ? "/" : "") + command.words.typed
        command.words = withKeys(command.words, context)
        if let asked = try askedOfRecord(command.words, line: line, context: context) { return asked }
        if !first.isText, let id = ItemID(first.text, dashless: command.words.count == 1),
            let sentence = try sentence(id, command.words, line: line, context: context)
        {
            return sentence
        }
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
                return try verb(of: owner, command.words, line: line, context: context)
            }
            if !first.isText, let added = try added(word, command.words, line: line, context: context) { return added }
            // `t1 done`
            if !first.isText, let id = ItemID(first.text, dashless: true),
                let sentence = try sentence(id, command.words, line: line, context: context)
            {
                return sentence
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
            }) ?? true
        {
            return try Binder.bind(rest, to: list, of: declaration, line: line, context: context)
        }
        return try verb(of: declaration, rest, line: line, context: context)
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

    func verb(
        of command: CommandDeclaration, _ words: [Word], line: String, context: ReadingContext
    ) throws(UsageProblem) -> BoundCommand {
        func bind(_ verb: VerbDeclaration, _ words: [Word]) throws(UsageProblem) -> BoundCommand {
            try Binder.bind(words, to: verb, of: command, line: line, context: context)
        }
        guard let first = words.first else {
            // Alone, a command lists, but for one that needs nothing more said.
            let needsMore = command.bareVerb?.arguments.contains { $0.isRequired && $0.defaultValue == nil } ?? false
            if command.kind != nil || needsMore, let list = command.verb("list") { return try bind(list, []) }
            guard let bare = command.bareVerb else {
                throw unknownVerb(command, "", line: line)
            }
            return try bind(bare, [])
        }
        // `list projects`, `show all projects`
        let asked = words.drop { $0.isOne(of: SmallWords.beforePlural) }
        if ["list", "show"].contains(command.word), let plural = asked.first, !plural.isText,
            let other = catalogue.command(word(plural)), other.kind == nil,
            word(plural).last == "s" || word(plural) == "people", let list = other.verb("list")
        {
            return try Binder.bind(Array(asked.dropFirst()), to: list, of: other, line: line, context: context)
        }
        if command.word == "show", let list = try listInstead(words, line: line, context: context) { return list }
        let rest = Array(words.dropFirst())
        let word = first.text.lowercased()
        if !first.isText, first.token == nil {
            if let verb = command.verb(word) {
                var bound = try named(verb, command, words, bind: bind)
                bound.isWeekdayLater = slipsToWeekday(words)
                bound.isLater = first.isOne(of: SmallWords.laterMoves)
                return bound
            }
            // `/task T-3` shows it, `/task T-3 done` is `/task done T-3`.
            if command.kind != nil || command.word == "show", ItemID(first.text, dashless: true) != nil {
                if rest.isEmpty, let show = command.verb("show") { return try bind(show, words) }
                if let second = rest.first, !second.isText, let verb = command.verb(second.text.lowercased()),
                    verb.arguments.first?.type == .id
                {
                    return try bind(verb, [first] + rest.dropFirst())
                }
            }
            // `/project NET` shows it, as `/task T-3` does.
            if rest.isEmpty, let show = command.verb("show"), show.arguments.first?.type == .project,
                let key = ProjectKey(first.text), context.isKey(key)
            {
                return try bind(show, words)
            }
            // `project NET end 31 mar`
            if !rest.isEmpty, let edit = command.verb("edit"), edit.arguments.first?.type == .project,
                let key = ProjectKey(first.text), context.isKey(key), let bound = try? bind(edit, words)
            {
                return bound
            }
            let next = rest.first.map { ItemID($0.text, dashless: true) != nil } ?? true
            if word.count >= 2, command.bareVerb == nil || next {
                let begun = command.verbs.filter { verb in
                    ([verb.verb] + verb.aliases).contains { $0.hasPrefix(word) }
                }
                let own = begun.filter { !$0.isUniversal }
                let matches = own.isEmpty ? begun : own
                if matches.count == 1 {
                    var bound = try bind(matches[0], rest)
                    bound.abbreviated = matches[0].verb
                    return bound
                }
                if matches.count > 1 {
                    throw UsageProblem(
                        .ambiguousVerb(command: command.word, word: first.text, verbs: matches.map(\.verb)), line: line,
                        marked: first.text)
                }
            }
        }
        // `mitigate R-1 second vendor`
        if !first.isText, let id = rest.first, ItemID(id.text)?.kind == command.kind, command.kind != nil,
            let choosing = command.verb(choosing: word)
        {
            return try bind(choosing, [id, first] + rest.dropFirst())
        }
        // `/task move T-1 +2d`; of another kind, or with a capital, the words are something else: `/dry move T-1 +2d`.
        if command.kind != nil, first.text == word, SmallWords.moves.contains(word), let id = rest.first,
            ItemID(id.text)?.kind == command.kind,
            let moved = try moved(command, id, [first] + rest.dropFirst(), line: line, context: context)
        {
            return moved
        }
        // `task T-1 50%`, `risk R-1 accepted`: said of that record, and no new one; `T-1 follow-up call` is a title.
        if command.kind != nil, !first.isText, let id = ItemID(first.text), id.kind == command.kind {
            do {
                if let sentence = try sentence(id, words, line: line, context: context) { return sentence }
            } catch  where rest.first?.isOne(of: SmallWords.saidOfOne) == true {
                throw error
            } catch {}
        }
        // `risk 2`, `task 2 done`: the record of that number.
        if let kind = command.kind, !first.isText, first.text.count <= 5, Int(asciiDigits: first.text) != nil,
            let prefix = ItemID.prefixes.first(where: { $0.kind == kind })?.prefix,
            rest.isEmpty || rest[0].isOne(of: SmallWords.saidOfOne + SmallWords.goesOn)
                || command.verb(rest[0].text.lowercased()) != nil
                || rest.allSatisfy({ word in command.verb("score").map { isShortLevel(word, of: $0) } ?? false })
        {
            let named = [Word("\(prefix)-\(first.text)")] + rest
            return try verb(of: command, named, line: line, context: context)
        }
        // `blocker T-1 waits for T-2`: of these two, and no new record.
        if command.kind != nil, !first.isText, ItemID(first.text) != nil,
            rest.first?.isOne(of: SmallWords.links + ["is"]) == true,
            let depends = catalogue.command("depends")
        {
            let others = rest.drop { $0.isOne(of: SmallWords.links + SmallWords.betweenLinked) }
            let areIDs = others.flatMap(Places.separatedIDs).allSatisfy { word in
                word.isOne(of: SmallWords.joins) || !word.isText && ItemID(word.text) != nil
            }
            if !others.isEmpty, areIDs {
                return try verb(of: depends, words.filter { !$0.isOne(of: ["is"]) }, line: line, context: context)
            }
        }
        // `risk register`, `task board`: what there is.
        if command.kind != nil, words.count == 1, first.isOne(of: SmallWords.overviews), let list = command.verb("list")
        {
            return try bind(list, [])
        }
        try refuseMistypedVerb(of: command, words, line: line)
        guard let bare = command.bareVerb else { throw unknownVerb(command, first.text, line: line) }
        let bound = try bind(bare, words)
        try refuseVerbAmongWords(bound, first, rest, line: line)
        if let list = try listInsteadOfTitle(bound, words, line: line, context: context) { return list }
        // `/risk R-1 p5`: an id is no title.
        if let text = bare.textArgument, bound.text(text.name) == first.text, !first.isText, let id = ItemID(first.text)
        {
            return try sentence(id, words, line: line, context: context) ?? bound
        }
        return bound
    }

    private func word(_ word: Word) -> String { word.text.lowercased() }

    /// `risk high`, `task late`, `risk top 3`: a few small words that are nothing but conditions are no title.
    private func listInsteadOfTitle(
        _ bound: BoundCommand, _ words: [Word], line: String, context: ReadingContext
    ) throws(UsageProblem) -> BoundCommand? {
        guard bound.command.kind != nil, let text = bound.verb.textArgument, words.count <= 3,
            bound.text(text.name) == words.phrase, words.allSatisfy({ !$0.isText && $0.text == $0.text.lowercased() }),
            let list = bound.command.verb("list"), let filter = list.filterArgument
        else { return nil }
        if words.count == 2, words[0].isOne(of: ["top"]) {
            return try askedForFirst(
                "top", [words[0], words[1], Word(bound.command.word)], line: line, context: context)
        }
        guard let found = try? Binder.bind(words, to: list, of: bound.command, line: line, context: context),
            found.filter(filter.name)?.words.isEmpty == true
        else { return nil }
        return found
    }

    /// `show me the overdue tasks`: a list, where a kind of record is named instead of one record.
    private func listInstead(
        _ words: [Word], line: String, context: ReadingContext
    ) throws(UsageProblem) -> BoundCommand? {
        let asked = words.drop { $0.isOne(of: SmallWords.afterShow) }
        guard let command = catalogue.command("list"), let list = command.bareVerb,
            ItemID(asked.first?.text ?? "") == nil
        else { return nil }
        let kinds = context.kinds()
        let namesKind = asked.contains { word in
            let text = word.text.lowercased()
            return !word.isText && (kinds.contains(text) || text.last == "s" && kinds.contains(String(text.dropLast())))
        }
        guard namesKind else { return nil }
        var bound = try Binder.bind(Array(asked), to: list, of: command, line: line, context: context)
        if words.contains(where: { $0.isOne(of: ["my"]) }), let filter = list.filterArgument {
            let mine = Filter.compare(field: "owner", .equal, value: .person(PersonReference(name: "me")))
            bound.values[filter.name] = [.filter(.and([mine, bound.filter(filter.name) ?? .all]))]
        }
        return bound
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

    /// The first word is a verb in full. In a command with a bare verb it is one only when the rest binds to it.
    private func named(
        _ verb: VerbDeclaration, _ command: CommandDeclaration, _ words: [Word],
        bind: (VerbDeclaration, [Word]) throws(UsageProblem) -> BoundCommand
    ) throws(UsageProblem) -> BoundCommand {
        let rest = Array(words.dropFirst())
        let problem: UsageProblem
        do {
            let bound = try bind(verb, rest)
            // `/risk list of vendors is stale` reads as a list of what has these words, and as a title.
            let filter = verb.filterArgument.flatMap { bound.filter($0.name) }
            let isListOfWords = filter?.isWords == true && rest.count >= 3 && rest.prefix(3).allSatisfy(isPlain)
            guard isListOfWords, command.bareVerb?.textArgument != nil else { return bound }
            problem = UsageProblem(.missing(argument: "filter", type: .filter), line: bound.line)
        } catch {
            problem = error
        }
        guard let bare = command.bareVerb, bare !== verb, bare.textArgument != nil, let next = rest.first,
            isPlain(next)
        else { throw problem }
        // `Review of contract overdue` begins like a sentence; `review of contract` may be either.
        if let capital = words[0].text.first, capital.isUppercase, words[0].text.dropFirst().allSatisfy(\.isLowercase) {
            return try bind(bare, words)
        }
        let needs =
            verb.arguments.first(where: \.isRequired).map { $0.type.accepted($0.choices) } ?? "other words"
        throw UsageProblem(
            .verbOrText(command: command.word, verb: verb.verb, bare: bare.verb, needs: needs), line: problem.line,
            marked: words[0].text)
    }

    /// A word that is nothing but a word: no id, key, mention, number or short level.
    private func isPlain(_ word: Word) -> Bool {
        word.token == nil && KeyReader.split(word) == nil && ItemID(word.text, dashless: true) == nil
            && word.text.first?.isLetter == true && word.text.allSatisfy { $0.isLetter || ",'’-.".contains($0) }
    }
}
