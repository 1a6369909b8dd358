// Conditions on records: owner:@ana state:open due<fri score>=12 not tag:audit (a or b).

package import JSONText

/// A condition on records: a value like others, made of what was typed or written, every value in it read and of its type.
package indirect enum Filter: Hashable, Sendable {
    case all
    case word(String)
    case compare(field: String, Comparison, value: FieldValue)
    case not(Filter)
    case and([Filter])
    case or([Filter])

    /// The value that every project is: no key is written so.
    package static let anyProject = FieldValue.text("*")

    /// The value of a field of which nothing is said: `response:none`.
    package static let unsaid = FieldValue.text("none")

    /// Whether it holds for something of which a word and a comparison are known to hold or not.
    package func holds(_ word: (String) -> Bool, _ compare: (String, Comparison, FieldValue) -> Bool) -> Bool {
        switch self {
        case .all: true
        case .word(let text): word(text)
        case .compare("project", .equal, Filter.anyProject): true
        case .compare(let field, let comparison, let value): compare(field, comparison, value)
        case .not(let inner): !inner.holds(word, compare)
        case .and(let parts): parts.allSatisfy { $0.holds(word, compare) }
        case .or(let parts): parts.contains { $0.holds(word, compare) }
        }
    }

    /// Whether a condition somewhere in it names this field.
    package func names(_ field: String) -> Bool {
        switch self {
        case .compare(let named, _, _): named == field
        case .not(let inner): inner.names(field)
        case .and(let parts), .or(let parts): parts.contains { $0.names(field) }
        case .all, .word: false
        }
    }

    /// Whether a condition somewhere in it asks for this state, or for any.
    package func asks(forState state: String) -> Bool {
        switch self {
        case .compare("state", .equal, .text(let named)): named == state || named == "any"
        case .and(let parts), .or(let parts): parts.contains { $0.asks(forState: state) }
        case .all, .word, .compare, .not: false
        }
    }

    /// Whether closed records may be wanted: it names a state or when they were closed, and not only to leave one out.
    package var looksAtClosed: Bool {
        switch self {
        case .compare("state", .equal, .text(let state)): !Filter.openStates.contains(state)
        case .compare(let field, _, _): field == "state" || field == "closed"
        case .not(.compare("state", _, .text("open"))): true
        case .not: false
        case .and(let parts), .or(let parts): parts.contains(where: \.looksAtClosed)
        case .all, .word: false
        }
    }

    /// What only open records are.
    private static let openStates = ["open", "blocked", "waiting"]

    /// Where one of several alternatives names closed records, the others mean open ones: `late or closed`.
    package var openUnlessNamed: Filter {
        guard case .or(let parts) = self, looksAtClosed else { return self }
        return .or(
            parts.map { $0.looksAtClosed ? $0 : .and([$0, .compare(field: "state", .equal, value: .text("open"))]) })
    }

    /// The one kind of record that it asks for.
    package var onlyKind: String? {
        switch self {
        case .compare("kind", .equal, .text(let kind)): return kind
        case .and(let parts):
            let kinds = parts.compactMap(\.onlyKind)
            return kinds.count == 1 ? kinds[0] : nil
        default: return nil
        }
    }

    /// Whether it looks for this word.
    package func hasWord(_ word: String) -> Bool {
        switch self {
        case .word(let own): own == word.lowercased()
        case .and(let parts), .or(let parts): parts.contains { $0.hasWord(word) }
        case .not(let part): part.hasWord(word)
        case .all, .compare: false
        }
    }

    /// The words it looks for, in their order.
    package var words: [String] { words(excluded: false) }
    /// The words that what it looks for is to be without.
    package var excludedWords: [String] { words(excluded: true) }

    private func words(excluded: Bool) -> [String] {
        switch self {
        case .word(let text): excluded ? [] : [text]
        case .and(let parts), .or(let parts): parts.flatMap { $0.words(excluded: excluded) }
        case .not(let part): part.words(excluded: !excluded)
        case .all, .compare: []
        }
    }

    /// Whether it is nothing but words to look for, as a title would be.
    package var isWords: Bool {
        switch self {
        case .word: true
        case .and(let parts), .or(let parts): parts.allSatisfy(\.isWords)
        case .all, .compare, .not: false
        }
    }
}

extension Filter: FieldContent {
    package static let storedName = "filter"
    package static let storedNumber = 17
    package static let accepted = "a filter, such as owner:@ana state:open"

    package var json: JSON {
        switch self {
        case .all: "all"
        case .word(let word): ["word": .string(word)]
        case .compare(let field, let comparison, let value):
            ["field": .string(field), "is": .string(comparison.rawValue), "value": value.json]
        case .not(let inner): ["not": inner.json]
        case .and(let parts): ["and": .array(parts.map(\.json))]
        case .or(let parts): ["or": .array(parts.map(\.json))]
        }
    }

    package init?(json: JSON) {
        func parts(_ values: [JSON]) -> [Filter]? {
            let parts = values.compactMap { Filter(json: $0) }
            return parts.count == values.count ? parts : nil
        }
        if json == "all" {
            self = .all
        } else if let word = json["word"]?.string {
            self = .word(word)
        } else if let inner = json["not"].flatMap({ Filter(json: $0) }) {
            self = .not(inner)
        } else if let all = json["and"]?.array.flatMap(parts) {
            self = .and(all)
        } else if let any = json["or"]?.array.flatMap(parts) {
            self = .or(any)
        } else if let field = json["field"]?.string, let comparison = json["is"]?.string.flatMap(Comparison.init),
            let value = json["value"].flatMap({ FieldValue(json: $0) })
        {
            self = .compare(field: field, comparison, value: value)
        } else {
            return nil
        }
    }

    package var text: String { json.text }
    package var value: FieldValue { .filter(self) }
    package func holds(_ comparison: Comparison, _ other: FieldValue) -> Bool {
        comparison == .equal && other == .filter(self)
    }
}
