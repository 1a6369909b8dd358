// What is said with a command: its verb, a record, a project or a new title. Rules in their order; the first that fits.

import FieldTypes
import Quantities

struct VerbReading {
    let reader: CommandReader
    let command: CommandDeclaration
    let first: Word
    let words: [Word]
    let line: String
    let context: ReadingContext
    let isSentence: Bool

    /// - Parameters:
    ///   - first: the first of the words.
    ///   - words: those after the command.
    ///   - line: the whole line as typed, for showing what is wrong.
    ///   - isSentence: they were found to be said of the record they begin with, and are not looked at so again.
    init(
        _ reader: CommandReader, _ command: CommandDeclaration, _ first: Word, _ words: [Word], line: String,
        context: ReadingContext, isSentence: Bool
    ) {
        self.reader = reader
        self.command = command
        self.first = first
        self.words = words
        self.line = line
        self.context = context
        self.isSentence = isSentence
    }

    var rest: ArraySlice<Word> { words.dropFirst() }
    var word: String { first.text.lowercased() }
    var firstID: ItemID? { first.isText ? nil : ItemID(first.text) }

    func read() throws(UsageProblem) -> BoundCommand {
        if let bound = try helpAlone() { return bound }
        if let bound = try listOfOthers() { return bound }
        if let bound = try listOfKind() { return bound }
        if let bound = try ownVerb() { return bound }
        if let bound = try recordAndVerb() { return bound }
        if let bound = try projectAndFields() { return bound }
        if let bound = try begunVerb() { return bound }
        if let bound = try choice() { return bound }
        if let bound = try move() { return bound }
        if let bound = try sentence() { return bound }
        if let bound = try number() { return bound }
        if let bound = try link() { return bound }
        if let bound = try overview() { return bound }
        if let bound = try days() { return bound }
        return try title()
    }

    func bind(_ verb: VerbDeclaration, _ words: [Word]) throws(UsageProblem) -> BoundCommand {
        try Binder.bind(words, to: verb, of: command, line: line, context: context)
    }

    /// `/risk help`, `/task ?`, `task Deploy --help`: asked for, and never recorded.
    private func helpAlone() throws(UsageProblem) -> BoundCommand? {
        guard let last = words.last, !last.isText, command.word != "help",
            words.count == 1 && ["help", "?", "-h", "--h", "--help"].contains(last.text.lowercased())
                || ["--help", "--h"].contains(last.text.lowercased()),
            let help = reader.catalogue.command("help"), let bare = help.bareVerb
        else { return nil }
        return try Binder.bind([Word(command.word)], to: bare, of: help, line: line, context: context)
    }

    /// `list projects`, `show all people`: what is no record has a list of its own.
    private func listOfOthers() throws(UsageProblem) -> BoundCommand? {
        guard ["list", "show"].contains(command.word) else { return nil }
        let asked = words.drop { $0.isOne(of: SmallWords.beforePlural) }
        guard let plural = asked.first, !plural.isText, case let word = plural.text.lowercased(),
            let other = reader.catalogue.command(word), other.kind == nil, word.last == "s" || word == "people",
            let list = other.verb("list")
        else { return nil }
        return try Binder.bind(Array(asked.dropFirst()), to: list, of: other, line: line, context: context)
    }

    /// `show me the overdue tasks`: a list, where a kind of record is named instead of one record.
    private func listOfKind() throws(UsageProblem) -> BoundCommand? {
        guard command.word == "show", let command = reader.catalogue.command("list"), let list = command.bareVerb else {
            return nil
        }
        let asked = words.drop { $0.isOne(of: SmallWords.afterShow) }
        let kinds = context.kinds()
        let namesKind = asked.contains { word in
            let text = word.text.lowercased()
            return !word.isText && (kinds.contains(text) || text.last == "s" && kinds.contains(String(text.dropLast())))
        }
        guard namesKind, ItemID(asked.first?.text ?? "") == nil else { return nil }
        var bound = try Binder.bind(Array(asked), to: list, of: command, line: line, context: context)
        if words.contains(where: { $0.isOne(of: ["my"]) }), let filter = list.filterArgument {
            let mine = Filter.compare(field: "owner", .equal, value: .named(PersonReference(name: "me")))
            bound.values[filter.name] = [.filter(.and([mine, bound.filter(filter.name) ?? .all]))]
        }
        return bound
    }

    /// A verb in full. In a command with a bare verb it is one only when the rest binds to it.
    private func ownVerb() throws(UsageProblem) -> BoundCommand? {
        guard !first.isText, first.token == nil, let verb = command.verb(word) else { return nil }
        // `task Add users to the portal`, `risk raise of prices`: how a title begins, and no verb before one.
        let isTitle =
            verb.isBare && word != command.word && rest.first.map(isPlain) == true
            && (first.text.first?.isUppercase == true && rest.first?.text.first?.isLowercase == true
                || rest.first?.isOne(of: ["of"]) == true)
        if isTitle { return nil }
        if let title = try titleAboutCode(verb) { return title }
        // `task Close T-1 with bo by fri`: said of T-1, or a title?
        if let bare = command.bareVerb, bare !== verb, bare.textArgument != nil, first.text.first?.isUppercase == true,
            first.text.dropFirst().allSatisfy(\.isLowercase), rest.count > 1, let id = rest.first,
            ItemID(id.text) != nil,
            let next = rest.dropFirst().first, isPlain(next), !next.isOne(of: ["because", "to", "and", "on", "by"])
        {
            throw UsageProblem(
                .verbOrText(
                    command: command.word, verb: verb.verb, bare: bare.verb, needs: "something else after \(id.text)"),
                line: line, marked: first.text)
        }
        // `milestone slip M-1 3d`
        if let moved = try move() { return moved }
        var bound = try verbOrTitle(verb)
        // `/risk raise R-1`: an id is no title.
        if verb.isBare, let text = verb.textArgument, let said = bound.text(text.name), ItemID(said) != nil {
            throw UsageProblem(.missing(argument: text.name, type: .text), line: line, marked: said)
        }
        bound.isWeekdayLater = reader.slipsToWeekday(words)
        bound.isLater = first.isOne(of: SmallWords.laterMoves)
        return bound
    }

    /// `task Update M365 licences`: what looks like an id and is of no record of this kind belongs to a title. `task Finish T1
    /// cabling` may be either.
    private func titleAboutCode(_ verb: VerbDeclaration) throws(UsageProblem) -> BoundCommand? {
        guard first.text.first?.isUppercase == true, first.text.dropFirst().allSatisfy(\.isLowercase),
            let bare = command.bareVerb, bare !== verb, bare.textArgument != nil,
            verb.arguments.first?.type == .id, rest.count > 1, let code = rest.first, !code.isText, code.token == nil,
            code.text.first?.isUppercase == true, code.text.allSatisfy({ $0.isLetter || $0.isNumber }),
            code.text.contains(where: \.isNumber), let next = rest.dropFirst().first, isPlain(next)
        else { return nil }
        guard let id = ItemID(code.text, dashless: true), id.kind == command.kind else { return try bind(bare, words) }
        guard !next.isOne(of: ["because", "to", "and", "on", "by", "for", "due", "since"]) else { return nil }
        throw UsageProblem(
            .verbOrText(command: command.word, verb: verb.verb, bare: bare.verb, needs: "something else after \(id)"),
            line: line, marked: first.text)
    }

    private func verbOrTitle(_ verb: VerbDeclaration) throws(UsageProblem) -> BoundCommand {
        let problem: UsageProblem
        do {
            let bound = try bind(verb, Array(rest))
            // `/risk list of vendors is stale` reads as a list of what has these words, and as a title.
            let filter = verb.filterArgument.flatMap { bound.filter($0.name) }
            let isListOfWords = filter?.isWords == true && rest.count >= 3 && rest.prefix(2).allSatisfy(isPlain)
            // `decision List price accepted`
            let isTitled =
                filter?.isWords == true && rest.count >= 2 && first.text.first?.isUppercase == true
                && rest.allSatisfy { $0.text == $0.text.lowercased() }
            guard isListOfWords || isTitled, command.bareVerb?.textArgument != nil else { return bound }
            problem = UsageProblem(.missing(argument: "filter", type: .filter), line: bound.line)
        } catch {
            problem = error
        }
        guard let bare = command.bareVerb, bare !== verb, bare.textArgument != nil, let next = rest.first,
            isPlain(next)
        else { throw problem }
        // `Review of contract overdue` begins like a sentence; `review of contract` may be either.
        if let capital = first.text.first, capital.isUppercase, first.text.dropFirst().allSatisfy(\.isLowercase) {
            return try bind(bare, words)
        }
        let needs =
            verb.arguments.first(where: \.isRequired).map { $0.type.accepted($0.choices) } ?? "other words"
        throw UsageProblem(
            .verbOrText(command: command.word, verb: verb.verb, bare: bare.verb, needs: needs), line: problem.line,
            marked: first.text)
    }

    /// A word that is nothing but a word: no id, key, mention, number or short level.
    private func isPlain(_ word: Word) -> Bool {
        word.token == nil && KeyReader.split(word) == nil && ItemID(word.text, dashless: true) == nil
            && word.text.first?.isLetter == true && word.text.allSatisfy { $0.isLetter || ",'’-.".contains($0) }
    }

    /// `/task T-3` shows it, `/task T-3 done` is `/task done T-3`.
    private func recordAndVerb() throws(UsageProblem) -> BoundCommand? {
        guard !first.isText, first.token == nil, command.kind != nil || command.word == "show",
            ItemID(first.text, dashless: true) != nil
        else { return nil }
        guard let second = rest.first else {
            guard let show = command.verb("show") else { return nil }
            return try bind(show, words)
        }
        guard !second.isText, let verb = command.verb(second.text.lowercased()), verb.arguments.first?.type == .id
        else { return nil }
        return try bind(verb, [first] + rest.dropFirst())
    }

    /// `/project NET` shows it, `project NET end 31 mar` changes it.
    private func projectAndFields() throws(UsageProblem) -> BoundCommand? {
        guard !first.isText, first.token == nil, let key = ProjectKey(first.text), context.isKey(key),
            let verb = command.verb(rest.isEmpty ? "show" : "edit"), verb.arguments.first?.type == .project
        else { return nil }
        // What is no field may be words to look for.
        return rest.isEmpty ? try bind(verb, words) : try? bind(verb, words)
    }

    /// The beginning of a verb, before an id or the end where the words may be a title.
    private func begunVerb() throws(UsageProblem) -> BoundCommand? {
        let endsOrID = rest.first.map { ItemID($0.text, dashless: true) != nil } ?? true
        guard !first.isText, first.token == nil, word.count >= 2, command.bareVerb == nil || endsOrID else {
            return nil
        }
        let begun = command.verbs.filter { verb in ([verb.verb] + verb.aliases).contains { $0.hasPrefix(word) } }
        let own = begun.filter { !$0.isUniversal }
        let matches = own.isEmpty ? begun : own
        guard matches.count <= 1 else {
            throw UsageProblem(
                .ambiguousVerb(command: command.word, word: first.text, verbs: matches.map(\.verb)), line: line,
                marked: first.text)
        }
        guard let verb = matches.first else { return nil }
        var bound = try bind(verb, Array(rest))
        bound.abbreviated = verb.verb
        return bound
    }

    /// `mitigate R-1 second vendor`
    private func choice() throws(UsageProblem) -> BoundCommand? {
        guard !first.isText, command.kind != nil, let id = rest.first, ItemID(id.text)?.kind == command.kind,
            let choosing = command.verb(choosing: word)
        else { return nil }
        return try bind(choosing, [id, first] + rest.dropFirst())
    }

    /// `/task move T-1 +2d`; of another kind, or with a capital, the words are something else: `/dry move T-1 +2d`.
    private func move() throws(UsageProblem) -> BoundCommand? {
        guard command.kind != nil, first.text == word, SmallWords.moves.contains(word), var id = rest.first, !id.isText
        else { return nil }
        if id.text.last == "," { id.text.removeLast() }
        guard ItemID(id.text)?.kind == command.kind else { return nil }
        return try reader.moved(command, id, [first] + rest.dropFirst(), line: line, context: context)
    }

    /// `task T-1 50%`, `risk R-1 accepted`: said of that record, and no new one; `T-1 follow-up call` is a title.
    private func sentence() throws(UsageProblem) -> BoundCommand? {
        guard !isSentence, command.kind != nil, let id = firstID, id.kind == command.kind else { return nil }
        do {
            return try reader.sentence(id, words, line: line, context: context)
        } catch  where rest.first?.isOne(of: SmallWords.saidOfOne) == true {
            throw error
        } catch {
            return nil
        }
    }

    /// What the bare verb takes: a new record's title, a project, words to look for.
    private func title() throws(UsageProblem) -> BoundCommand {
        try reader.refuseMistypedVerb(of: command, words, line: line)
        guard let bare = command.bareVerb else { throw reader.unknownVerb(command, first.text, line: line) }
        let bound = try bind(bare, words)
        // `/here at:1nov`: nothing but when.
        if bare.arguments.allSatisfy({ bound.values[$0.name] == nil }), let alone = command.verbAlone, alone !== bare {
            return try bind(alone, words)
        }
        try reader.refuseVerbAmongWords(bound, first, Array(rest), line: line)
        if let list = try listInsteadOfTitle(bound) { return list }
        // `/risk R-1 p5`: an id is no title.
        if !isSentence, let text = bare.textArgument, bound.text(text.name) == first.text, let id = firstID {
            return try reader.sentence(id, words, line: line, context: context) ?? bound
        }
        return bound
    }

    /// `risk high`, `task late`, `risk top 3`: a few small words that are nothing but conditions are no title.
    private func listInsteadOfTitle(_ bound: BoundCommand) throws(UsageProblem) -> BoundCommand? {
        guard bound.command.kind != nil, let text = bound.verb.textArgument, words.count <= 3,
            bound.text(text.name) == words.phrase, words.allSatisfy({ !$0.isText && $0.text == $0.text.lowercased() }),
            let list = bound.command.verb("list"), let filter = list.filterArgument
        else { return nil }
        if words.count == 2, words[0].isOne(of: ["top"]) {
            return try reader.askedForFirst(
                "top", words + [Word(bound.command.word)], line: line, context: context)
        }
        guard let found = try? bind(list, words), found.filter(filter.name)?.words.isEmpty == true else { return nil }
        return found
    }
}
