// A way of saying something, as the catalogue writes it: words, choices, slots for values.

/// One piece of a phrase.
package indirect enum PhraseNode: Hashable, Sendable {
    /// A word as it must stand there; marked: with a colon, comma or dash behind it.
    case word(String, isMarked: Bool)
    case slot(PhraseSlot)
    /// A rule of the language file: `<is>`.
    case rule(String)
    case oneOf([[PhraseNode]], isOptional: Bool)
}

/// A place for a value: an argument's name, or a type where the value is another argument's or nobody's.
package struct PhraseSlot: Hashable, Sendable {
    package var name: String
    /// The span type that is read there, where it is not the argument's own.
    package var type: String?
    package var isMarked: Bool
    /// The type of what stands there, where no argument says it.
    let span: SpanType?

    package init(_ name: String, type: String? = nil, isMarked: Bool = false) {
        self.name = name
        self.type = type
        self.isMarked = isMarked
        span = SpanType(name: type ?? name)
    }
}

/// One way of saying a verb.
package struct Phrase: Hashable, Sendable {
    package struct Implied: Hashable, Sendable {
        package var key: String
        package var value: String
    }
    package var nodes: [PhraseNode]
    /// The values that what is said implies: `→ type:threat`.
    package var implied: [Implied]
    /// Arguments of which at least one must have been said.
    package var needs: [String]
    /// As it is written in the catalogue.
    package var source: String

    package init(nodes: [PhraseNode], implied: [Implied] = [], needs: [String] = [], source: String) {
        self.nodes = nodes
        self.implied = implied
        self.needs = needs
        self.source = source
    }

    /// The name of the slot that the phrase ends with, when every way through it does.
    package var lastSlot: PhraseSlot? { if case .slot(let slot)? = nodes.last { slot } else { nil } }

    /// The words it can begin with; nil where it may begin with something else than a word.
    var firstWords: Set<String>? { Phrase.firstWords(nodes[...]) }

    private static func firstWords(_ nodes: ArraySlice<PhraseNode>) -> Set<String>? {
        guard let node = nodes.first else { return nil }
        switch node {
        case .word(let word, _): return [word]
        case .slot, .rule: return nil
        case .oneOf(let ways, let isOptional):
            var words: Set<String> = []
            for way in ways {
                guard let first = firstWords(way[...]) else { return nil }
                words.formUnion(first)
            }
            guard isOptional else { return words }
            return firstWords(nodes.dropFirst()).map { words.union($0) }
        }
    }

    /// Words of which one must be in what is said; nil where none must.
    package var requiredWords: Set<String>? { Phrase.requiredWords(nodes) }

    private static func requiredWords(_ nodes: [PhraseNode]) -> Set<String>? {
        var fewest: Set<String>?
        for node in nodes {
            let words: Set<String>?
            switch node {
            case .word(let word, _): words = [word]
            case .oneOf(let ways, false):
                let each = ways.map(requiredWords)
                words = each.contains(nil) ? nil : Set(each.flatMap { $0 ?? [] })
            case .oneOf, .slot, .rule: words = nil
            }
            if let words, words.count < fewest?.count ?? .max { fewest = words }
        }
        return fewest
    }
}
