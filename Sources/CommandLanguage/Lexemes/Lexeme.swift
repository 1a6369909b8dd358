// One word of a statement with its marks: what every later step looks at.

/// A word, the marks around it, and where it stands. Made once; nothing later takes signs off by hand.
package struct Lexeme: Sendable {
    /// The word as typed, without its marks.
    package var text: String
    /// The word in lower case, with straight apostrophes.
    package var folded: String
    package var before: Marks
    package var after: Marks
    /// Quoted or in a code span as a whole: text, whatever it looks like.
    package var isText = false
    package var startsLine = false
    /// Nothing but a mark sets it apart from the word before: the value of `due:fri`.
    package var isGlued = false
    /// The person, room or link that the platform marked.
    package var token: PlatformToken?
    /// Where the word stands in the line, in bytes: without its marks, and with them.
    package var core: Range<Int>
    package var outer: Range<Int>

    /// Whether it is the key of what follows: `due:`, `due=`, `--due`.
    package var isKey: Bool { !isText && (!after.isDisjoint(with: [.colon, .equals]) || before.contains(.option)) }

    /// Somebody, marked by the platform or by an `@`.
    package var isMention: Bool {
        if case .user? = token { return true }
        return !isText && token == nil && text.utf8.first == UInt8(ascii: "@") && text.utf8.count > 1
    }

    /// Whether the word begins with a capital.
    package var isCapitalised: Bool {
        guard let byte = text.utf8.first else { return false }
        return byte < 0x80 ? byte &- 0x41 < 26 : text.first?.isUppercase == true
    }

    /// Whether it is the whole value of a key, in quotes: `"24 dec"` of `due:"24 dec"`.
    var isQuotedValue: Bool { isGlued && before.contains(.quote) && after.contains(.quote) }

    package var startsWithDigit: Bool { text.utf8.first.map { $0 &- 0x30 < 10 } ?? false }
}

/// The lexemes of one statement, with the text they were taken from.
package struct LexedLine: Sendable {
    package var text: String
    package var lexemes: [Lexeme]

    package init(text: String, lexemes: [Lexeme]) {
        self.text = text
        self.lexemes = lexemes
    }

    package var count: Int { lexemes.count }
    package subscript(index: Int) -> Lexeme { lexemes[index] }

    /// The text of a stretch of bytes.
    package func text(_ range: Range<Int>) -> String {
        let bytes = text.utf8
        let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
        let end = bytes.index(start, offsetBy: range.count)
        return String(text[start..<end])
    }

    /// The lexemes from an index on, as a line of its own.
    package func dropFirst(_ count: Int) -> LexedLine {
        LexedLine(text: text, lexemes: Array(lexemes.dropFirst(count)))
    }
}
