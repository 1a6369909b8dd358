// The words and rules for days of one human language, as its file says them.

import FieldTypes
import Quantities

/// What a language's `days.yaml` holds, as it is written.
package struct DayLanguageParts: Sendable {
    /// Words by class and by what each stands for: of `weekday`, `1` for `mon, monday`. Each list has commas between.
    package var words: [String: [String: String]] = [:]
    /// Lists of words and signs by name: `suffixes`, `openings`.
    package var lists: [String: String] = [:]
    /// Days that are said without another day in them, as phrases with what each means.
    package var days: [String] = []
    /// Days that are said of other days.
    package var rules: [String] = []
    /// Words that phrases share, by name.
    package var shared: [String: [String]] = [:]
    package init() {}
}

/// What is wrong with a language's days, and in which phrase.
package struct DayLanguageProblem: Error, Hashable, Sendable {
    package var phrase: String?
    package var problem: PhraseProblem

    /// What is made of a phrase.
    fileprivate static func of<Made>(
        _ phrase: String, _ make: (String) throws(PhraseProblem) -> Made
    ) throws(DayLanguageProblem) -> Made {
        do { return try make(phrase) } catch {
            throw DayLanguageProblem(phrase: phrase, problem: error)
        }
    }
}

/// The words and rules for days of one language, ready to match.
package struct DayLanguage: Sendable {
    /// One way of saying a number, a month, a unit: its words, what it stands for, whether it is a day by itself only where a
    /// day is expected.
    struct Entry: Sendable {
        var words: [String]
        var value: Int
        var isWeak: Bool
    }

    /// The entries of a class by their first word.
    private(set) var classes: [String: [String: [Entry]]] = [:]
    private(set) var rules = DayRules()
    private(set) var days = DayRules()
    private(set) var shared: [String: [[PhraseNode]]] = [:]
    /// What may stand behind the figures of an ordinal: `th`.
    let suffixes: Set<String>
    /// What is written together with the word after it: `d'`.
    let openings: [String]
    /// What may stand behind the figures of a time: `pm`, `h`.
    let halves: Set<String>
    /// Words before a day that say that one follows: `on`, `no later than`.
    let introducers: [[String]]
    /// Whether `03/04` is the 3rd of April in this language; else it may be either.
    let isDayFirst: Bool
    /// Every word that can be part of a day.
    package private(set) var vocabulary: Set<String> = []

    /// - Throws: `DayLanguageProblem` for the first phrase, word or meaning that is none.
    package init(_ parts: DayLanguageParts) throws(DayLanguageProblem) {
        func list(_ name: String) -> [String] { DayLanguage.list(parts.lists[name] ?? "") }
        suffixes = Set(list("suffixes").map(DayToken.plain))
        openings = list("openings").map(DayToken.plain)
        halves = Set(list("halves").map(DayToken.plain))
        introducers = list("introducers").map {
            DayToken.plain($0).split(separator: " ").map(String.init)
        }
        isDayFirst = parts.lists["numerals"] == "day-first"
        for (name, values) in parts.words {
            for (value, words) in values {
                guard let value = DayLanguage.value(value) else {
                    throw DayLanguageProblem(
                        phrase: nil,
                        problem: PhraseProblem(
                            expected: "a number or a unit (d, b, w, m, q, y) in \(name); \(value) is none"))
                }
                for said in DayLanguage.list(words) { add(said, value, to: name) }
            }
        }
        for (name, phrases) in parts.shared {
            for phrase in phrases {
                let nodes = try DayLanguageProblem.of(phrase) { (phrase) throws(PhraseProblem) in
                    try PhraseNotation.nodes(DayToken.plain(phrase))
                }
                shared[name, default: []].append(nodes)
            }
        }
        days = try read(parts.days)
        rules = try read(parts.rules)
        for nodes in (days.all + rules.all).map(\.nodes) + shared.values.flatMap({ $0 }) { addWords(of: nodes) }
    }

    private func read(_ texts: [String]) throws(DayLanguageProblem) -> DayRules {
        var rules: [(DayRule, DayOpeners, Int)] = []
        for text in texts {
            let rule = try DayLanguageProblem.of(text) { text throws(PhraseProblem) in try DayRule(text) }
            rules.append((rule, openers(of: rule.nodes[...]), least(of: rule.nodes)))
        }
        return DayRules(rules)
    }

    /// Every entry of a class.
    func entries(_ name: String) -> [Entry] { classes[name]?.values.flatMap { $0 } ?? [] }

    private static func list(_ text: String) -> [String] {
        text.split(separator: ",").map { $0.split(separator: " ").joined(separator: " ") }.filter {
            !$0.isEmpty
        }
    }

    /// A number, or the letter of a unit by its code.
    static func value(_ text: String) -> Int? {
        if let number = Int(text) { return number }
        guard text.count == 1, let letter = text.first, DayUnit(rawValue: letter) != nil else {
            return nil
        }
        return letter.asciiValue.map { Int($0) }
    }

    private mutating func add(_ said: String, _ value: Int, to name: String) {
        let isWeak = said.hasSuffix("?")
        let words = DayToken.plain(isWeak ? String(said.dropLast()) : said).split(separator: " ").map(
            String.init)
        guard let first = words.first else { return }
        classes[name, default: [:]][first, default: []].append(
            Entry(words: words, value: value, isWeak: isWeak))
        vocabulary.formUnion(words)
    }

    /// The fewest words that pieces of a phrase match.
    private func least(of nodes: [PhraseNode]) -> Int {
        nodes.reduce(0) { sum, node in
            switch node {
            case .word, .slot: sum + 1
            case .rule(let name): sum + ((shared[name] ?? []).map(least).min() ?? 0)
            case .oneOf(let ways, let isOptional): sum + (isOptional ? 0 : ways.map(least).min() ?? 0)
            }
        }
    }

    /// What pieces of a phrase may begin with; open where none of them has to be there.
    private func openers(of nodes: ArraySlice<PhraseNode>) -> DayOpeners {
        guard let first = nodes.first else { return DayOpeners(isOpen: true) }
        var openers = DayOpeners()
        switch first {
        case .word(let word, _): return DayOpeners(words: [word])
        case .slot(let slot): return self.openers(ofSlot: slot.type ?? slot.name)
        case .rule(let name): for way in shared[name] ?? [] { openers.add(self.openers(of: way[...])) }
        case .oneOf(let ways, let isOptional):
            for way in ways { openers.add(self.openers(of: way[...])) }
            openers.isOpen = openers.isOpen || isOptional
        }
        // What may be left out is followed by the next piece.
        guard openers.isOpen else { return openers }
        openers.isOpen = false
        openers.add(self.openers(of: nodes.dropFirst()))
        return openers
    }

    private func openers(ofSlot type: String) -> DayOpeners {
        if let entries = classes[type] {
            return DayOpeners(words: Set(entries.keys), takesFigures: type == "ordinal")
        }
        switch type {
        case "n", "dom", "th":
            let names = ["number", "article", "ordinal"].flatMap { Array(classes[$0, default: [:]].keys) }
            return DayOpeners(words: Set(names), takesFigures: true)
        case "year", "shortyear", "monthnumber", "quarternumber", "clock": return DayOpeners(takesFigures: true)
        default: return DayOpeners(takesDay: true)
        }
    }

    private mutating func addWords(of nodes: [PhraseNode]) {
        for node in nodes {
            switch node {
            case .word(let word, _): vocabulary.insert(word)
            case .oneOf(let ways, _): for way in ways { addWords(of: way) }
            case .slot, .rule: break
            }
        }
    }

    /// Where what an introducing word introduces begins, where the tokens begin with one.
    func introduced(_ tokens: [DayToken]) -> [Int] {
        introducers.filter { tokens.count > $0.count && tokens.prefix($0.count).map(\.text) == $0 }.map(
            \.count)
    }
}
