// Makes a language of the plain lists that its file holds.

/// A language file's parts, as they are written.
package struct LanguageParts: Sendable {
    package var rules: [String: [String]] = [:]
    package var same: [String: [String]] = [:]
    package var classes: [String: [String: Int]] = [:]
    package var scale: [Int: [String]] = [:]
    package var asides: [String] = []
    package var tails: [String: [String]] = [:]
    package var keys: [String: [String]] = [:]
    package var choices: [String: String] = [:]
    package var orders: [String: String] = [:]
    package var sets: [String: [String]] = [:]
    package var conditions: [String] = []
    package init() {}
}

/// Reads the pieces of phrases of a language's parts.
enum LanguageText {
    static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

    static func phrases(_ texts: [String]) throws(PhraseProblem) -> [[PhraseNode]] {
        var nodes: [[PhraseNode]] = []
        for text in texts { nodes.append(try PhraseNotation.nodes(text)) }
        return nodes
    }

    static func conditions(_ texts: [String]) throws(PhraseProblem) -> [ConditionPhrase] {
        var conditions: [ConditionPhrase] = []
        for text in texts {
            let halves = text.split(separator: "→", maxSplits: 1).map(trimmed)
            guard halves.count == 2 else { throw PhraseProblem(expected: "phrase → condition; \(text) has no →") }
            conditions.append(ConditionPhrase(nodes: try PhraseNotation.nodes(halves[0]), condition: halves[1]))
        }
        return conditions
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
