// Every way of saying anything, found by a word that must be in it.

import FieldTypes

/// A phrase with what it says.
package final class IndexedPhrase: Sendable {
    let command: CommandDeclaration
    let verb: VerbDeclaration
    let phrase: Phrase
    let isCanonical: Bool
    /// The argument whose text follows it.
    let text: ArgumentDeclaration?
    /// Where it stands among all phrases: those of the first command first, in the order they are written in.
    package let place: Int
    private let beginning: PhraseBeginning

    init(
        command: CommandDeclaration, verb: VerbDeclaration, phrase: Phrase, isCanonical: Bool,
        text: ArgumentDeclaration? = nil, place: Int
    ) {
        self.command = command
        self.verb = verb
        self.phrase = phrase
        self.isCanonical = isCanonical
        self.text = text
        self.place = place
        beginning = PhraseBeginning(phrase, verb)
    }

    /// Whether a line may begin as the phrase does: most phrases are told by the first word, or by the record it is about.
    func mayBegin(_ chart: Chart) -> Bool {
        switch beginning {
        case .anything: true
        case .words(let words): chart.isWord(0, in: words)
        case .record(let heads):
            chart.isWord(0, in: heads)
                || !chart.firstRecords.isEmpty
                    && (command.kind == nil || chart.firstRecords.contains { $0.kind == command.kind })
        }
    }

    /// The words, or marks of what it begins with, by which it is found: at least one.
    var keys: Set<String> {
        if let words = phrase.requiredWords { return words }
        var keys: Set<String> = []
        for node in phrase.nodes {
            switch node {
            // `[task] {item}` begins with the one or the other.
            case .oneOf(let ways, isOptional: true):
                guard let words = Phrase(nodes: [.oneOf(ways, isOptional: false)], source: "").requiredWords else {
                    return [PhraseIndex.anything]
                }
                keys.formUnion(words)
            case .slot(let slot):
                guard slot.type == nil, let argument = verb.argument(slot.name) else { return [PhraseIndex.anything] }
                // A record of another kind is never meant.
                let kind = slot.name == "item" && argument.type == .id ? command.kind : nil
                return keys.union([kind.map(PhraseIndex.beginning) ?? PhraseIndex.beginning(argument.type)])
            default: return [PhraseIndex.anything]
            }
        }
        return [PhraseIndex.anything]
    }
}

/// What stands at the beginning of a phrase.
private enum PhraseBeginning {
    /// Something else than a word or a record.
    case anything
    case words(Set<String>)
    /// A record; one of these words may stand before it.
    case record(Set<String>)

    init(_ phrase: Phrase, _ verb: VerbDeclaration) {
        if let words = phrase.firstWords {
            self = .words(words)
            return
        }
        var nodes = phrase.nodes[...]
        var heads: Set<String> = []
        if case .oneOf(let ways, isOptional: true)? = nodes.first,
            let words = Phrase(nodes: [.oneOf(ways, isOptional: false)], source: "").firstWords
        {
            heads = words
            nodes.removeFirst()
        }
        guard case .slot(let slot)? = nodes.first, slot.name == "item", slot.type == nil,
            let type = verb.argument("item")?.type, type == .id || type == .ids
        else {
            self = .anything
            return
        }
        self = .record(heads)
    }
}

/// The phrases of one command. A statement looks at those alone of which it has a word.
package final class PhraseIndex: Sendable {
    /// The key of phrases that need no word.
    package static let anything = "*"

    /// The key of phrases that begin with a record of a kind.
    static func beginning(_ kind: String) -> String { "*id:" + kind }

    /// The key of phrases that begin with a value of a type.
    static func beginning(_ type: FieldType) -> String {
        switch type {
        case .id: "*id"
        case .project: "*project"
        case .person: "*person"
        default: anything
        }
    }

    private let byKey: [String: [IndexedPhrase]]
    private static let mostPhrases = 1 << 20

    /// - Parameter rank: where the command stands among all.
    package init(_ command: CommandDeclaration, rank: Int = 0) {
        var phrases: [IndexedPhrase] = []
        func add(_ verb: VerbDeclaration, _ phrase: Phrase, isCanonical: Bool) {
            let place = rank * PhraseIndex.mostPhrases + phrases.count
            phrases.append(PhraseIndex.indexed(command, verb, phrase, isCanonical: isCanonical, place: place))
        }
        for (verb, phrase) in CanonicalForms.phrases(of: command) {
            add(verb, phrase, isCanonical: true)
        }
        for verb in command.verbs {
            for phrase in verb.says { add(verb, phrase, isCanonical: false) }
        }
        // `late risks of bo`: what names a kind of record and conditions on it lists them.
        if let verb = command.bareVerb, verb.handler == "item.list", command.kind == nil {
            phrases.append(
                IndexedPhrase(
                    command: command, verb: verb, phrase: Phrase(nodes: [], source: "{filter}"), isCanonical: true,
                    place: rank * PhraseIndex.mostPhrases + phrases.count))
        }
        var byKey: [String: [IndexedPhrase]] = [:]
        for phrase in phrases { for key in phrase.keys { byKey[key, default: []].append(phrase) } }
        self.byKey = byKey
    }

    /// A text slot at the end is left to the binder, which knows where a text ends.
    private static func indexed(
        _ command: CommandDeclaration, _ verb: VerbDeclaration, _ phrase: Phrase, isCanonical: Bool, place: Int
    ) -> IndexedPhrase {
        var phrase = phrase
        var text = isCanonical ? verb.textArgument : nil
        if let slot = phrase.lastSlot, slot.type == nil, let argument = verb.argument(slot.name),
            [.text, .script].contains(argument.type)
        {
            phrase.nodes.removeLast()
            text = argument.type == .text ? argument : nil
        }
        if isCanonical, verb.argument("values") != nil { text = nil }
        return IndexedPhrase(
            command: command, verb: verb, phrase: phrase, isCanonical: isCanonical, text: text, place: place)
    }

    /// The keys of its phrases: a statement without any of them is none of this command's.
    package var keys: Set<String> { Set(byKey.keys) }

    /// The phrases that a line with this key may be read by, in their order.
    package func phrases(_ key: String) -> [IndexedPhrase] { byKey[key] ?? [] }
}
