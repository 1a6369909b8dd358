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
    /// The words it can begin with, where it begins with a word.
    private let firstWords: Set<String>?

    init(
        command: CommandDeclaration, verb: VerbDeclaration, phrase: Phrase, isCanonical: Bool,
        text: ArgumentDeclaration? = nil
    ) {
        self.command = command
        self.verb = verb
        self.phrase = phrase
        self.isCanonical = isCanonical
        self.text = text
        firstWords = phrase.firstWords
    }

    /// Whether a line may begin as the phrase does: most phrases are told by the first word.
    func mayBegin(_ chart: Chart) -> Bool {
        guard let firstWords else { return true }
        return chart.isWord(0, in: firstWords)
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
                return keys.union([PhraseIndex.beginning(argument.type)])
            default: return [PhraseIndex.anything]
            }
        }
        return [PhraseIndex.anything]
    }
}

/// The phrases of one command. A statement looks at those alone of which it has a word.
package final class PhraseIndex: Sendable {
    /// The key of phrases that need no word.
    package static let anything = "*"

    /// The key of phrases that begin with a value of a type.
    static func beginning(_ type: FieldType) -> String {
        switch type {
        case .id: "*id"
        case .project: "*project"
        case .person: "*person"
        default: anything
        }
    }

    private let byKey: [String: [Int]]
    private let phrases: [IndexedPhrase]

    package init(_ command: CommandDeclaration) {
        var phrases: [IndexedPhrase] = []
        for (verb, phrase) in CanonicalForms.phrases(of: command) {
            phrases.append(PhraseIndex.indexed(command, verb, phrase, isCanonical: true))
        }
        for verb in command.verbs {
            for phrase in verb.says { phrases.append(PhraseIndex.indexed(command, verb, phrase, isCanonical: false)) }
        }
        // `late risks of bo`: what names a kind of record and conditions on it lists them.
        if let verb = command.bareVerb, verb.handler == "item.list", command.kind == nil {
            phrases.append(
                IndexedPhrase(
                    command: command, verb: verb, phrase: Phrase(nodes: [], source: "{filter}"), isCanonical: true))
        }
        var byKey: [String: [Int]] = [:]
        for (number, phrase) in phrases.enumerated() {
            for key in phrase.keys { byKey[key, default: []].append(number) }
        }
        self.byKey = byKey
        self.phrases = phrases
    }

    /// A text slot at the end is left to the binder, which knows where a text ends.
    private static func indexed(
        _ command: CommandDeclaration, _ verb: VerbDeclaration, _ phrase: Phrase, isCanonical: Bool
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
        return IndexedPhrase(command: command, verb: verb, phrase: phrase, isCanonical: isCanonical, text: text)
    }

    /// The keys of its phrases: a statement without any of them is none of this command's.
    package var keys: Set<String> { Set(byKey.keys) }

    /// The phrases that a line with these keys may be read by, in their order.
    package func candidates(_ keys: Set<String>) -> [IndexedPhrase] {
        var numbers: Set<Int> = []
        for key in keys { if let found = byKey[key] { numbers.formUnion(found) } }
        return numbers.sorted().map { phrases[$0] }
    }
}
