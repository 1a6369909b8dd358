// Splits a message into words and undoes what phones and office suites do to typed text.
//
// word    := quoted | verbatim | plain
// quoted  := one of " “ ” „ ‟ « » at a word's start or after `:` or `=`, up to any closing quote of the kind;
//            ' ‘ ’ ‚ ‛ only at a word's start; an unclosed quote is literal text
// verbatim:= `code`, ```code```, or a line that begins with >
// Separators: ASCII and Unicode spaces. Invisible marks are dropped at a word's edges, and control characters
// everywhere. A run of dashes before a letter at a word's start becomes --.

package enum WordReader {
    /// The words of a message, in order.
    package static func words(_ message: MessageText) -> [Word] {
        var reader = Reader()
        for piece in message.pieces {
            switch piece {
            case .text(let text): reader.characters.append(contentsOf: text.map { .character($0) })
            case .token(let token): reader.characters.append(.token(token))
            }
        }
        return reader.words()
    }

    package static func words(_ text: String) -> [Word] { words(MessageText(text)) }

    static let doubleQuotes: Set<Character> = ["\"", "“", "”", "„", "‟", "«", "»"]
    static let singleQuotes: Set<Character> = ["'", "‘", "’", "‚", "‛"]
    static let dashes: Set<Character> = ["-", "‐", "‑", "‒", "–", "—", "―", "−", "﹘", "﹣", "－"]
    private static let invisible: Set<Unicode.Scalar> = [
        "\u{200B}", "\u{2060}", "\u{FEFF}", "\u{200E}", "\u{200F}", "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}",
        "\u{202E}", "\u{2066}", "\u{2067}", "\u{2068}", "\u{2069}",
    ]

    static func isSpace(_ character: Character) -> Bool {
        if let ascii = character.asciiValue { return ascii == 0x20 || ascii &- 9 < 5 }
        switch character {
        case " ", "\t", "\u{A0}", "\u{2007}", "\u{2009}", "\u{202F}", "\u{3000}": return true
        default: return character.isWhitespace
        }
    }

    /// Without invisible marks at the edges, without control characters and bidirectional overrides anywhere.
    static func cleaned(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 9 || $0 == 10 }) { return text }
        let scalars = text.unicodeScalars.filter { scalar in
            switch scalar.value {
            case 0x0A, 0x09: true
            case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: false
            default: true
            }
        }
        var slice = scalars[...]
        while let first = slice.first, invisible.contains(first) { slice.removeFirst() }
        while let last = slice.last, invisible.contains(last) { slice.removeLast() }
        var kept = String.UnicodeScalarView()
        kept.append(contentsOf: slice)
        return String(kept)
    }

    /// With a run of dashes before a letter made `--`.
    static func withPlainDashes(_ text: String) -> String {
        guard let first = text.utf8.first, first == 0x2D || first >= 0x80 else { return text }
        let run = text.prefix { dashes.contains($0) }
        guard !run.isEmpty, let next = text.dropFirst(run.count).first, next.isLetter, run != "--" else { return text }
        return "--" + text.dropFirst(run.count)
    }
}

private struct Reader {
    enum Element {
        case character(Character)
        case token(PlatformToken)

        var character: Character? { if case .character(let character) = self { character } else { nil } }
    }
    var characters: [Element] = []
    var index = 0
    var result: [Word] = []
    var startsLine = true
    var isQuotedLine = false

    mutating func words() -> [Word] {
        while index < characters.count {
            if let character = characters[index].character, WordReader.isSpace(character) {
                if character.isNewline {
                    startsLine = true
                    isQuotedLine = false
                }
                index += 1
            } else {
                readWord()
            }
        }
        return result
    }

    private mutating func readWord() {
        if startsLine, characters[index].character == ">" { isQuotedLine = true }
        if characters[index].character == "`", let word = codeSpan() {
            append(word)
            return
        }
        var text = ""
        var typed = ""
        var quotedFrom: Int?
        var token: PlatformToken?
        while index < characters.count {
            switch characters[index] {
            case .token(let found):
                text += found.display
                typed += found.display
                token = found
                index += 1
                // A word ends with its token, so that `<@U1>,` leaves the person clean.
                append(text: text, typed: typed, quotedFrom: quotedFrom, token: token)
                return
            case .character(let character):
                if WordReader.isSpace(character) {
                    append(text: text, typed: typed, quotedFrom: quotedFrom, token: nil)
                    return
                }
                if let (phrase, end, closing) = quote(opening: character, after: text) {
                    let mark = text.count
                    typed += String(character) + phrase + String(closing)
                    text += phrase
                    quotedFrom = mark
                    index = end
                    append(text: text, typed: typed, quotedFrom: quotedFrom, token: nil)
                    return
                }
                text.append(character)
                typed.append(character)
                index += 1
            }
        }
        append(text: text, typed: typed, quotedFrom: quotedFrom, token: token)
    }

    /// The quoted phrase that starts here, the index after its closing quote, and that quote.
    private func quote(opening character: Character, after text: String) -> (String, Int, Character)? {
        if let ascii = character.asciiValue, ascii != 0x22, ascii != 0x27 { return nil }
        let isStart = text.isEmpty
        let closing: Set<Character>
        if WordReader.doubleQuotes.contains(character), isStart || text.last == ":" || text.last == "=" {
            closing = WordReader.doubleQuotes
        } else if WordReader.singleQuotes.contains(character), isStart {
            closing = WordReader.singleQuotes
        } else {
            return nil
        }
        var phrase = ""
        var position = index + 1
        while position < characters.count {
            switch characters[position] {
            case .token(let token): phrase += token.display
            case .character(let next):
                if closing.contains(next) {
                    let after = position + 1 < characters.count ? characters[position + 1].character : " "
                    // A closing single quote ends a word; inside one it is an apostrophe.
                    let ends = after.map { WordReader.isSpace($0) || ",.;:!?)".contains($0) } ?? true
                    if ends || WordReader.doubleQuotes.contains(next), !phrase.isEmpty {
                        return (phrase, position + 1, next)
                    }
                    if phrase.isEmpty { return nil }
                }
                phrase.append(next)
            }
            position += 1
        }
        return nil
    }

    private mutating func codeSpan() -> Word? {
        var fence = 0
        while index + fence < characters.count, characters[index + fence].character == "`" { fence += 1 }
        var position = index + fence
        var run = 0
        while position < characters.count {
            if characters[position].character == "`" { run += 1 } else { run = 0 }
            position += 1
            if run == fence {
                var text = ""
                for element in characters[index..<position] {
                    switch element {
                    case .character(let character): text.append(character)
                    case .token(let token): text += token.display
                    }
                }
                index = position
                var word = Word(text)
                word.isVerbatim = true
                return word
            }
        }
        return nil
    }

    private mutating func append(text: String, typed: String, quotedFrom: Int?, token: PlatformToken?) {
        var text = WordReader.cleaned(text)
        if quotedFrom != 0 { text = WordReader.withPlainDashes(text) }
        guard !text.isEmpty else { return }
        var word = Word(text, quotedFrom: quotedFrom, token: token)
        word.typed = WordReader.cleaned(typed)
        append(word)
    }

    private mutating func append(_ word: Word) {
        var word = word
        word.startsLine = startsLine && !result.isEmpty
        if isQuotedLine { word.isVerbatim = true }
        startsLine = false
        result.append(word)
    }
}
