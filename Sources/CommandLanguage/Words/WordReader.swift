// Splits a message into words and undoes what phones and office suites do to typed text.
//
// word    := quoted | verbatim | plain
// quoted  := one of " “ ” „ ‟ « » at a word's start or after one of : = < >, up to any closing quote of the kind;
//            ' ‘ ’ ‚ ‛ only at a word's start; an unclosed quote is literal text
// verbatim:= `code`, ```code```, or a line that begins with >
// Separators: ASCII and Unicode spaces. A run of dashes before a letter at a word's start becomes --. What nobody sees was
// dropped before, by VisibleText.

package enum WordReader {
    /// The words of a message, in order.
    package static func words(_ message: MessageText) -> [Word] {
        var reader = Reader()
        for piece in message.pieces {
            switch piece {
            case .text(let text): reader.bytes.append(contentsOf: text.utf8)
            case .token(let token):
                reader.bytes.append(Reader.tokenByte)
                reader.tokens.append(token)
            }
        }
        return reader.words()
    }

    package static func words(_ text: String) -> [Word] { words(MessageText(text)) }

    static let doubleQuotes: Set<Unicode.Scalar> = ["\"", "“", "”", "„", "‟", "«", "»"]
    static let singleQuotes: Set<Unicode.Scalar> = ["'", "‘", "’", "‚", "‛"]
    static let dashes: Set<Character> = ["-", "‐", "‑", "‒", "–", "—", "―", "−", "﹘", "﹣", "－"]
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value == 0x20 || scalar.value &- 9 < 5 }
        return scalar.properties.isWhitespace
    }

    static func isNewline(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// With the dash that a word processor put into an id made the plain one: `T‑1`.
    static func withPlainID(_ text: String) -> String {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 1, let place = text.firstIndex(where: { dashes.contains($0) }) else { return text }
        let (letters, digits) = (text[..<place], text[text.index(after: place)...])
        guard (1...4).contains(letters.count), letters.allSatisfy({ $0.isASCII && $0.isLetter }),
            digits.first?.isNumber == true
        else { return text }
        return letters + "-" + digits
    }

    /// With a run of dashes before a letter made `--`.
    static func withPlainDashes(_ text: String) -> String {
        guard let first = text.utf8.first, first == 0x2D || first >= 0x80 else { return text }
        let run = text.prefix { dashes.contains($0) }
        guard !run.isEmpty, let next = text.dropFirst(run.count).first, next.isLetter, run != "--" else { return text }
        return "--" + text.dropFirst(run.count)
    }
}

/// Reads UTF-8 in place: a word is a stretch of the message's bytes, and most are ASCII.
private struct Reader {
    /// Stands for the next of `tokens`; no text has this byte.
    static let tokenByte: UInt8 = 0xFF
    var bytes: [UInt8] = []
    var tokens: [PlatformToken] = []
    private var index = 0
    private var nextToken = 0
    private var result: [Word] = []
    private var startsLine = true
    private var isQuotedLine = false
    /// From here on nothing closes a quote of a kind: it was looked for to the end before.
    private var unclosedFrom: [Set<Unicode.Scalar>: Int] = [:]

    mutating func words() -> [Word] {
        while index < bytes.count {
            if bytes[index] != Reader.tokenByte, case let (scalar, length) = scalar(at: index),
                WordReader.isSpace(scalar)
            {
                if WordReader.isNewline(scalar) {
                    startsLine = true
                    isQuotedLine = false
                }
                index += length
            } else {
                readWord()
            }
        }
        return result
    }

    /// The scalar whose first byte is here, which is no token's, and how many bytes it takes.
    private func scalar(at index: Int) -> (Unicode.Scalar, length: Int) {
        let first = bytes[index]
        if first < 0x80 { return (Unicode.Scalar(first), 1) }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for byte in bytes[(index + 1)..<(index + length)] { value = value << 6 | UInt32(byte & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }

    /// The text of a range, in which `tokens` tokens have been read before it.
    private func text(_ range: Range<Int>, tokensBefore: Int) -> String {
        guard bytes[range].contains(Reader.tokenByte) else { return String(decoding: bytes[range], as: UTF8.self) }
        var text = ""
        for (number, part) in bytes[range].split(separator: Reader.tokenByte, omittingEmptySubsequences: false)
            .enumerated()
        {
            if number > 0 { text += tokens[tokensBefore + number - 1].display }
            text += String(decoding: part, as: UTF8.self)
        }
        return text
    }

    private mutating func readWord() {
        let start = index
        let count = result.count
        defer { if result.count > count { result[count].place = start..<index } }
        if startsLine, bytes[index] == UInt8(ascii: ">") { isQuotedLine = true }
        if bytes[index] == UInt8(ascii: "`"), let word = codeSpan() { return append(word) }
        while index < bytes.count {
            if bytes[index] == Reader.tokenByte {
                // A word ends with its token, so that `<@U1>,` leaves the person clean, and the end of a sentence.
                let token = tokens[nextToken]
                let end = sentenceEnd(after: index + 1)
                let text = text(start..<end, tokensBefore: nextToken)
                index = end
                nextToken += 1
                return append(text: text, typed: text, quotedFrom: nil, token: token)
            }
            let (scalar, length) = scalar(at: index)
            if WordReader.isSpace(scalar) { break }
            if let phrase = quote(opening: scalar, length, wordStart: start) {
                let before = text(start..<index, tokensBefore: nextToken)
                let said = text(phrase.inside, tokensBefore: nextToken)
                let typed = text(start..<phrase.end, tokensBefore: nextToken)
                index = phrase.end
                nextToken += bytes[phrase.inside].count { $0 == Reader.tokenByte }
                return append(text: before + said, typed: typed, quotedFrom: before.count, token: nil)
            }
            index += length
        }
        let text = text(start..<index, tokensBefore: nextToken)
        append(text: text, typed: text, quotedFrom: nil, token: nil)
    }

    /// The end of the full stops and colons that follow a token and end its word.
    private func sentenceEnd(after start: Int) -> Int {
        let end = bytes[start...].firstIndex { !".:!?".utf8.contains($0) } ?? bytes.count
        guard end < bytes.count else { return end }
        return bytes[end] != Reader.tokenByte && WordReader.isSpace(scalar(at: end).0) ? end : start
    }

    /// The quoted phrase that starts here: the bytes inside it, and the index after its closing quote.
    private mutating func quote(opening scalar: Unicode.Scalar, _ length: Int, wordStart: Int) -> (
        inside: Range<Int>, end: Int
    )? {
        if scalar.isASCII, scalar != "\"", scalar != "'" { return nil }
        let isStart = index == wordStart
        let closing: Set<Unicode.Scalar>
        if WordReader.doubleQuotes.contains(scalar), isStart || ":=<>".utf8.contains(bytes[index - 1]) {
            closing = WordReader.doubleQuotes
        } else if WordReader.singleQuotes.contains(scalar), isStart {
            closing = WordReader.singleQuotes
        } else {
            return nil
        }
        let begin = index + length
        if let end = unclosedFrom[closing], begin >= end { return nil }
        var position = begin
        while position < bytes.count {
            guard bytes[position] != Reader.tokenByte, case let (next, width) = self.scalar(at: position) else {
                position += 1
                continue
            }
            if closing.contains(next) {
                if position == begin { return nil }
                // A closing single quote ends a word; inside one it is an apostrophe.
                let after = position + width
                let endsWord =
                    after == bytes.count || bytes[after] == Reader.tokenByte
                    || WordReader.isSpace(self.scalar(at: after).0) || ",.;:!?)".utf8.contains(bytes[after])
                if endsWord || WordReader.doubleQuotes.contains(next) { return (begin..<position, after) }
            }
            position += width
        }
        unclosedFrom[closing] = begin
        return nil
    }

    private mutating func codeSpan() -> Word? {
        let fence = bytes[index...].prefix { $0 == UInt8(ascii: "`") }.count
        var position = index + fence
        var run = 0
        while position < bytes.count {
            run = bytes[position] == UInt8(ascii: "`") ? run + 1 : 0
            position += 1
            if run == fence {
                var word = Word(text(index..<position, tokensBefore: nextToken))
                word.isVerbatim = true
                nextToken += bytes[index..<position].count { $0 == Reader.tokenByte }
                index = position
                return word
            }
        }
        return nil
    }

    private mutating func append(text: String, typed: String, quotedFrom: Int?, token: PlatformToken?) {
        var cleaned = text
        if quotedFrom != 0 { cleaned = WordReader.withPlainDashes(cleaned) }
        if quotedFrom != 0, cleaned.utf8.count < 12, cleaned.utf8.contains(where: { $0 >= 0x80 }) {
            cleaned = WordReader.withPlainID(cleaned)
        }
        guard !cleaned.isEmpty else { return }
        var word = Word(cleaned, quotedFrom: quotedFrom, token: token)
        word.typed = typed
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
