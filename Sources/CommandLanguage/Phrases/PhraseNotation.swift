// Reads the notation of phrases: `[there is] a (risk|threat) that {title} → type:threat`.

/// What is wrong with a phrase as it is written.
package struct PhraseProblem: Error, Hashable, Sendable {
    package var expected: String
}

/// Reads phrases.
///
///     phrase := { piece } [ "→" { key:value } [ "needs" name { "|" name } ] ]
///     piece  := word | word":" | "{"name["/"type]"}"[":"] | "<"rule">" | "["ways"]" | "("ways")"
///     ways   := { piece } { "|" { piece } }
package enum PhraseNotation {
    /// - Throws: `PhraseProblem` that says what was expected.
    package static func phrase(_ text: String) throws(PhraseProblem) -> Phrase {
        let halves = text.split(separator: "→", maxSplits: 1, omittingEmptySubsequences: false)
        var phrase = Phrase(nodes: try nodes(String(halves.first ?? "")), source: text)
        guard halves.count == 2 else { return phrase }
        var words = halves[1].split(separator: " ").map(String.init)[...]
        while let word = words.popFirst() {
            if word == "needs" {
                guard let names = words.popFirst() else { throw PhraseProblem(expected: "names after needs") }
                phrase.needs = names.split(separator: "|").map(String.init)
                continue
            }
            guard let colon = word.firstIndex(of: ":"), colon > word.startIndex else {
                throw PhraseProblem(expected: "key:value after →; \(word) is none")
            }
            phrase.implied.append(
                .init(key: String(word[..<colon]), value: String(word[word.index(after: colon)...])))
        }
        return phrase
    }

    /// The pieces of a phrase without what it implies.
    package static func nodes(_ text: String) throws(PhraseProblem) -> [PhraseNode] {
        var reader = Reader(rest: Array(text.utf8)[...])
        let ways = try reader.ways(until: nil)
        return ways.count == 1 ? ways[0] : [.oneOf(ways, isOptional: false)]
    }

    /// Reads bytes: every sign of the notation is one, and a language has hundreds of phrases that a start waits for.
    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func ways(until end: UInt8?) throws(PhraseProblem) -> [[PhraseNode]] {
            var ways: [[PhraseNode]] = [[]]
            while let next = rest.first {
                switch next {
                case UInt8(ascii: " "): rest.removeFirst()
                case UInt8(ascii: "]"), UInt8(ascii: ")"):
                    guard next == end else { throw PhraseProblem(expected: "no \(Reader.text([next])) here") }
                    rest.removeFirst()
                    return ways
                case UInt8(ascii: "|"):
                    rest.removeFirst()
                    ways.append([])
                default: ways[ways.count - 1].append(try piece(next))
                }
            }
            if let end { throw PhraseProblem(expected: "\(Reader.text([end])) before the end") }
            return ways
        }

        private mutating func piece(_ first: UInt8) throws(PhraseProblem) -> PhraseNode {
            switch first {
            case UInt8(ascii: "["):
                rest.removeFirst()
                return .oneOf(try ways(until: UInt8(ascii: "]")), isOptional: true)
            case UInt8(ascii: "("):
                rest.removeFirst()
                return .oneOf(try ways(until: UInt8(ascii: ")")), isOptional: false)
            case UInt8(ascii: "{"):
                let body = try enclosed(UInt8(ascii: "}"))
                let parts = body.split(separator: "/", maxSplits: 1).map(String.init)
                guard let name = parts.first else { throw PhraseProblem(expected: "a name in {}") }
                return .slot(PhraseSlot(name, type: parts.count > 1 ? parts[1] : nil, isMarked: mark()))
            case UInt8(ascii: "<"): return .rule(try enclosed(UInt8(ascii: ">")))
            default: return try word(first)
            }
        }

        private mutating func word(_ first: UInt8) throws(PhraseProblem) -> PhraseNode {
            var word: [UInt8] = []
            while let next = rest.first, !Reader.ends(next, word.isEmpty) {
                rest.removeFirst()
                // `\[` is the sign itself.
                if next == UInt8(ascii: "\\"), let escaped = rest.popFirst() {
                    word.append(escaped)
                } else {
                    word.append(next)
                }
            }
            let isMarked = word.count > 1 && word.last == UInt8(ascii: ":") && word.first != UInt8(ascii: ":")
            if isMarked { word.removeLast() }
            guard !word.isEmpty else { throw PhraseProblem(expected: "a word, not \(Reader.text([first]))") }
            return .word(Reader.text(word).lowercased(), isMarked: isMarked)
        }

        /// Whether a word ends before a sign of the notation.
        private static func ends(_ byte: UInt8, _ isFirst: Bool) -> Bool {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "("), UInt8(ascii: ")"),
                UInt8(ascii: "|"), UInt8(ascii: "{"), UInt8(ascii: "}"):
                true
            case UInt8(ascii: "<"): !isFirst
            default: false
            }
        }

        private mutating func mark() -> Bool {
            guard rest.first == UInt8(ascii: ":") else { return false }
            rest.removeFirst()
            return true
        }

        private mutating func enclosed(_ end: UInt8) throws(PhraseProblem) -> String {
            guard let close = rest.firstIndex(of: end) else { throw PhraseProblem(expected: Reader.text([end])) }
            let body = rest.dropFirst()[..<close]
            rest = rest[(close + 1)...]
            return Reader.text(body)
        }

        private static func text(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
    }
}
