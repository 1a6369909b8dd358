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
        var reader = Reader(rest: text[...])
        let ways = try reader.ways(until: nil)
        return ways.count == 1 ? ways[0] : [.oneOf(ways, isOptional: false)]
    }

    private struct Reader {
        var rest: Substring

        mutating func ways(until end: Character?) throws(PhraseProblem) -> [[PhraseNode]] {
            var ways: [[PhraseNode]] = [[]]
            while let next = rest.first {
                switch next {
                case " ": rest.removeFirst()
                case "]", ")":
                    guard next == end else { throw PhraseProblem(expected: "no \(next) here") }
                    rest.removeFirst()
                    return ways
                case "|":
                    rest.removeFirst()
                    ways.append([])
                default: ways[ways.count - 1].append(try piece(next))
                }
            }
            guard end == nil else { throw PhraseProblem(expected: "\(end.map(String.init) ?? "") before the end") }
            return ways
        }

        private mutating func piece(_ first: Character) throws(PhraseProblem) -> PhraseNode {
            switch first {
            case "[":
                rest.removeFirst()
                return .oneOf(try ways(until: "]"), isOptional: true)
            case "(":
                rest.removeFirst()
                return .oneOf(try ways(until: ")"), isOptional: false)
            case "{":
                let body = try enclosed("}")
                let parts = body.split(separator: "/", maxSplits: 1).map(String.init)
                guard let name = parts.first else { throw PhraseProblem(expected: "a name in {}") }
                return .slot(PhraseSlot(name, type: parts.count > 1 ? parts[1] : nil, isMarked: mark()))
            case "<": return .rule(try enclosed(">"))
            default:
                var word = ""
                while let next = rest.first, !" []()|{}".contains(next), !(next == "<" && !word.isEmpty) {
                    rest.removeFirst()
                    // `\[` is the sign itself.
                    if next == "\\", let escaped = rest.popFirst() { word.append(escaped) } else { word.append(next) }
                }
                let isMarked = word.count > 1 && word.last == ":" && word.first != ":"
                if isMarked { word.removeLast() }
                guard !word.isEmpty else { throw PhraseProblem(expected: "a word, not \(first)") }
                return .word(word.lowercased(), isMarked: isMarked)
            }
        }

        private mutating func mark() -> Bool {
            guard rest.first == ":" else { return false }
            rest.removeFirst()
            return true
        }

        private mutating func enclosed(_ end: Character) throws(PhraseProblem) -> String {
            guard let close = rest.firstIndex(of: end) else { throw PhraseProblem(expected: "\(end)") }
            let body = rest.dropFirst()[..<close]
            rest = rest[rest.index(after: close)...]
            return String(body)
        }
    }
}
