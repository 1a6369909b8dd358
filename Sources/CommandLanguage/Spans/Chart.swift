// One statement's lexemes with every value found in them, each looked for once.

import Quantities

/// The values of a line, found when they are first asked for and kept for the rest of the reading.
package final class Chart {
    package let line: LexedLine
    let language: Language
    let context: ReadingContext
    let catalogue: any CommandCatalogue
    /// Other words that a lexeme stands for, of those that stand for any: `'s` is `is`.
    private let others: [Int: [String]]
    private var found: [[Span]?]

    /// What finds days, where the line has a word or figure that one could begin with.
    lazy var dayFinder: DayFinder? = {
        let mayHold = line.lexemes.contains { lexeme in
            guard !lexeme.isText, let byte = lexeme.text.utf8.first else { return false }
            return byte == UInt8(ascii: "+") || lexeme.text.utf8.contains { $0 &- 0x30 < 10 }
                || language.mayBeginDay(lexeme.folded)
                || lexeme.text.utf8.contains(UInt8(ascii: "-"))
                    && lexeme.folded.split(separator: "-").contains { language.mayBeginDay(String($0)) }
        }
        guard mayHold else { return nil }
        return DayFinder(DayRecogniser.words(line), languages: language.days(), today: context.today)
    }()

    /// Where each rule of the language ends, by its number and the lexeme it begins at.
    var ruleEnds: [[Int]?]
    /// The conditions that begin at a lexeme, by verb and lexeme.
    var foundConditions: [ConditionKey: [FoundCondition]] = [:]
    struct ConditionKey: Hashable {
        var index: Int
        var verb: ObjectIdentifier
        var command: ObjectIdentifier
    }
    /// The names of fields that records have.
    lazy var recordFields = KnownFields(own: FilterReader.fields, more: context.fields())
    private lazy var kinds = context.kinds()
    /// The command that each lexeme is the word of, looked for once.
    private var commands: [CommandDeclaration??]

    init(_ line: LexedLine, language: Language, context: ReadingContext, catalogue: any CommandCatalogue) {
        self.line = line
        self.language = language
        self.context = context
        self.catalogue = catalogue
        found = Array(repeating: nil, count: line.count * SpanType.typeCount)
        ruleEnds = Array(repeating: nil, count: (line.count + 1) * language.ruleCount)
        commands = Array(repeating: nil, count: line.count)
        var others: [Int: [String]] = [:]
        for index in line.lexemes.indices where !line[index].isText {
            if let same = language.same[line[index].folded] { others[index] = same }
        }
        self.others = others
    }

    var count: Int { line.count }

    /// Whether a lexeme is a word, or stands for it; what is quoted is no word.
    func isWord(_ index: Int, _ word: String) -> Bool {
        guard index < line.count, !line[index].isText else { return false }
        if line[index].folded == word { return true }
        return others[index]?.contains(word) ?? false
    }

    func isWord(_ index: Int, in words: Set<String>) -> Bool {
        guard index < line.count, index >= 0, !line[index].isText else { return false }
        return words.contains(line[index].folded) || (others[index]?.contains { words.contains($0) } ?? false)
    }

    /// The index after these words, when they stand there.
    func end(of words: [String], from start: Int) -> Int? {
        var index = start
        for word in words {
            guard isWord(index, word) else { return nil }
            index += 1
        }
        return index
    }

    /// The fields that a choice alone is for, of the kinds of the records that the line begins with, else of every kind that has
    /// one: `T-1 is critical`.
    lazy var choiceFields = Set(
        (firstRecords.isEmpty ? Array(kinds) : firstRecords.compactMap(\.kind)).compactMap {
            catalogue.command(kind: $0)?.meanings["choice"]
        })

    /// The command whose word, alias or plural a lexeme is.
    func command(_ index: Int) -> CommandDeclaration? {
        if let known = commands[index] { return known }
        let command = catalogue.command(line[index].folded)
        commands[index] = .some(command)
        return command
    }

    /// Whether it has a word for several records of a kind.
    lazy var namesSeveral = line.lexemes.indices.contains { index in
        command(index).map { $0.kind != nil && $0.plural == line[index].folded } ?? false
    }

    /// Whether it may be a list by its conditions alone.
    var mayList: Bool { namesSeveral || isWord(0, in: language.sets["standing"] ?? []) }

    /// The records that the line begins with, where it begins with some: by their ids, or after the word for their kind.
    lazy var firstRecords: [ItemID] = (spans(.ids, 0) + spans(.id, 0)).flatMap { span in
        if case .ids(let ids) = span.value { ids } else { [ItemID]() }
    }

    /// The kind of record whose word a lexeme is.
    func kind(_ index: Int) -> String? { line[index].isText ? nil : command(index)?.kind }

    /// The kind of record whose word, or word for several, a lexeme is; no alias of it.
    func kindNamed(_ index: Int) -> String? {
        guard let command = command(index), let kind = command.kind, case let word = line[index].folded,
            command.word == word || command.plural == word || word == command.word + "s"
        else { return nil }
        return kind
    }

    /// The field that a number alone is for: of this kind, else of the first kind that the line names. `risks over 12`
    func numberField(of kind: String?) -> String? {
        guard let kind = kind ?? firstKind else { return nil }
        return catalogue.command(kind: kind)?.meanings["number"]
    }
    private lazy var firstKind = line.lexemes.indices.lazy.compactMap { self.kindNamed($0) }.first

    /// Whether a word is the name of a field of some record, or stands for one.
    func isField(_ word: String) -> Bool {
        recordFields.contains(word) || word.utf8.count == 1 && "pi".contains(word) || language.isField(word)
    }

    /// Whether a lexeme begins what follows the command's own word and verb.
    func beginsText(_ index: Int) -> Bool {
        index > 0 && line.lexemes[..<index].allSatisfy { $0.folded == $0.text && !$0.isKey }
            && index <= 2 && command(0) != nil
    }

    /// The ways of saying a condition that may begin at a lexeme.
    func conditionPhrases(_ index: Int) -> [ConditionPhrase] {
        guard others[index] != nil || language.conditionsByWord[line[index].folded] != nil else {
            return language.anyConditions
        }
        var numbers = language.conditionsAnywhere
        for word in words(index) { numbers += language.conditionsByWord[word] ?? [] }
        return numbers.sorted().map { language.conditions[$0] }
    }

    /// The words that a lexeme stands for, itself first.
    func words(_ index: Int) -> [String] { [line[index].folded] + (others[index] ?? []) }

    /// The values of a type that begin at a lexeme, the longest first.
    func spans(_ type: SpanType, _ index: Int) -> [Span] {
        guard index < line.count else { return [] }
        let place = type.rawValue * line.count + index
        if let known = found[place] { return known }
        // What is looked for while it is looked for is not there.
        found[place] = []
        let spans = Recognisers.spans(type, self, index)
        found[place] = spans
        return spans
    }

    func spans(_ slot: PhraseSlot, _ index: Int) -> [Span] { slot.span.map { spans($0, index) } ?? [] }

    /// The longest value of a type at a lexeme, faults left out.
    func longest(_ type: SpanType, _ index: Int) -> Span? {
        spans(type, index).first { if case .fault = $0.value { false } else { true } }
    }

    /// A chart of the words that stood in quotes after a key.
    func inside(_ text: String) -> Chart {
        Chart(LexemeReader.lexemes(text), language: language, context: context, catalogue: catalogue)
    }
}
