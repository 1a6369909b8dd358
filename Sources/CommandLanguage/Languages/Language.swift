// The words of a human language, as its files say them: nothing of a language stands in Swift.

/// What one or more language files say together. A class, since every step of the reading hands it on.
package final class Language: Sendable {
    /// Rules that phrases use by name: `<be>`, `<article>`.
    private let rules: [String: WordRule]
    let ruleCount: Int
    /// Words that stand for others: `'s` for `is`.
    let same: [String: [String]]
    /// Words by class, each with the number it stands for: `fri` of the class `weekday` is 5.
    private let classes: [String: [String: Int]]
    /// The levels 5 to 1 and the phrases for each, with the words these begin with.
    let scale: [(level: Int, phrase: [PhraseNode])]
    let scaleWords: Set<String>
    /// What a text may end with that belongs to it, though values follow.
    let asides: [[PhraseNode]]
    /// Words that introduce a value of a type at the end of a statement.
    let tails: [String: [[String]]]
    /// Other names of arguments.
    let keys: [String: [String]]
    /// The first words of all that may introduce a value, whatever verb it is for.
    let introducers: Set<String>
    /// The names and other names of arguments, and those other names that fields have as well.
    private let (keyWords, fieldWords): (Set<String>, Set<String>)
    /// What records may be sorted by, as it is said: `age` is when they were made.
    let orders: [String: String]
    /// Words that stand for a choice: `yellow` for `amber`.
    let choices: [String: String]
    /// What may follow a record that is waited for: `is done`.
    let suffixes: [[String]]
    /// The ways of saying a condition; by the words they may begin with, and those that begin with something else.
    let conditions: [ConditionPhrase]
    let conditionsByWord: [String: [Int]]
    let conditionsAnywhere: [Int]
    /// Those that may begin with any word, or with a value.
    let anyConditions: [ConditionPhrase]
    /// Words by class, where only that they belong to it counts.
    let sets: [String: Set<String>]

    /// Words after which nothing begins: `every` in `every fri`.
    let holds: Set<String>
    /// Words before a person who is part of a text: `call @kim`.
    let personVerbs: Set<String>
    /// Texts that are none: `nothing`, `it`.
    let noTexts: Set<String>
    /// Words no reason begins with: `T-1 done if ...`.
    let noReasons: Set<String>
    /// Words in a filter that say nothing.
    let filler: Set<String>
    let (laters, earliers, backs): (Set<String>, Set<String>, Set<String>)
    /// `and` and what stands for it, between records and people, and between values at the end.
    let (joins, tailJoins): (Set<String>, Set<String>)
    let toos: Set<String>
    /// What joins conditions, takes one back, and introduces a reason.
    let (ors, nots, becauses): (Set<String>, Set<String>, Set<String>)
    /// The speaker: `me`.
    let speakers: Set<String>
    /// Words that are everybody, and so nobody.
    let everybody: Set<String>
    let percents: Set<String>
    /// How it says days, read when a line first has a word that one could begin with.
    let days: @Sendable () -> [DayLanguage]
    private let dayWords: Set<String>

    /// - Throws: `PhraseProblem` for the first phrase that is none.
    ///
    /// - Parameters:
    ///   - days: the words and rules for days, the language's own first.
    ///   - dayWords: words that days are said with.
    package init(
        _ parts: LanguageParts, days: @escaping @Sendable () -> [DayLanguage], dayWords: Set<String>
    ) throws(PhraseProblem) {
        self.days = days
        self.dayWords = dayWords
        var rules: [String: WordRule] = [:]
        for (number, (name, phrases)) in parts.rules.sorted(by: { $0.key < $1.key }).enumerated() {
            rules[name] = WordRule(number: number, ways: try LanguageText.phrases(phrases))
        }
        self.rules = rules
        ruleCount = rules.count
        same = parts.same
        classes = parts.classes
        var scale: [(Int, [PhraseNode])] = []
        for (level, phrases) in parts.scale.sorted(by: { $0.key > $1.key }) {
            scale += try LanguageText.phrases(phrases).map { (level, $0) }
        }
        self.scale = scale
        scaleWords = Set(scale.flatMap { Phrase(nodes: $0.1, source: "").firstWords ?? [] })
        asides = try LanguageText.phrases(parts.asides)
        let tails = parts.tails.mapValues { $0.map(LanguageText.words) }
        self.tails = tails
        keys = parts.keys
        introducers = Set(tails.values.joined().compactMap(\.first)).union(parts.keys.values.joined())
        keyWords = Set(parts.keys.keys).union(parts.keys.values.joined())
        fieldWords = Set(parts.keys.values.filter { $0.first != "to" }.joined())
        orders = parts.orders
        choices = parts.choices
        suffixes = (parts.sets["suffixes"] ?? []).map(LanguageText.words)
        conditions = try LanguageText.conditions(parts.conditions)
        var byWord: [String: [Int]] = [:]
        var anywhere: [Int] = []
        for (number, condition) in conditions.enumerated() {
            if let words = Phrase(nodes: condition.nodes, source: "").firstWords {
                for word in words { byWord[word, default: []].append(number) }
            } else {
                anywhere.append(number)
            }
        }
        (conditionsByWord, conditionsAnywhere) = (byWord, anywhere)
        anyConditions = anywhere.map { [conditions] in conditions[$0] }
        let sets = parts.sets.mapValues(Set.init)
        self.sets = sets
        func words(_ name: String) -> Set<String> { sets[name] ?? [] }
        holds = words("holds")
        personVerbs = words("personverbs")
        noTexts = words("notexts")
        noReasons = words("noreasons")
        filler = words("filler")
        (laters, earliers, backs) = (words("later"), words("earlier"), words("back"))
        (joins, tailJoins) = (words("join"), words("tailjoin"))
        toos = words("too")
        (ors, nots, becauses) = (words("or"), words("not"), words("because"))
        speakers = words("speaker")
        everybody = words("everybody")
        percents = words("percent")
    }

    /// Words that most sentences have, and that say nothing of what a sentence is about.
    package var smallWords: Set<String> { filler.union(holds).union(joins).union(speakers) }

    func mayBeginDay(_ word: String) -> Bool { dayWords.contains(word) || word.utf8.contains { $0 >= 0x80 } }

    func number(_ class: String, _ word: String) -> Int? { classes[`class`]?[word] }
    func has(_ class: String, _ word: String) -> Bool { classes[`class`]?[word] != nil }

    /// Whether a word names some argument.
    func isKey(_ word: String) -> Bool { keyWords.contains(word) }

    /// Whether a word is another name of an argument that fields have as well.
    func isField(_ word: String) -> Bool { fieldWords.contains(word) }

    func rule(_ name: String) -> WordRule? { rules[name] }
}

/// A rule of a language: ways of saying something small that many phrases use.
final class WordRule: Sendable {
    let number: Int
    let ways: [[PhraseNode]]
    /// The words it may begin with; nil where it may begin with something else, or be nothing.
    private let firstWords: Set<String>?

    init(number: Int, ways: [[PhraseNode]]) {
        self.number = number
        self.ways = ways
        firstWords = Phrase(nodes: [.oneOf(ways, isOptional: false)], source: "").firstWords
    }

    /// Whether it may begin at a lexeme: most do not, and are told by a word.
    func mayBegin(_ chart: Chart, _ index: Int) -> Bool {
        guard let firstWords else { return true }
        return chart.isWord(index, in: firstWords)
    }
}

/// A way of saying a condition, and the condition as a filter is written: `older than {duration} → created<-{duration}`.
package struct ConditionPhrase: Hashable, Sendable {
    package var nodes: [PhraseNode]
    package var condition: String
    /// Whether it is about days without saying of what.
    let isOfDays: Bool
    package init(nodes: [PhraseNode], condition: String) {
        self.nodes = nodes
        self.condition = condition
        isOfDays = condition.contains("@day")
    }
}
