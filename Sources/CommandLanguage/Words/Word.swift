// One word of a message, with what its spelling said about it.

/// A word: the text between separators, or one quoted phrase.
package struct Word: Hashable, Sendable {
    /// The word without its quotes.
    package var text: String
    /// Where in `text` a quoted part begins (0: the whole word is quoted), or nil without one.
    package var quotedFrom: Int?
    /// In a code span or a quoted block: never a command, key or typed value.
    package var isVerbatim = false
    /// The platform token the word is, or ends with (`owner:<@U1>`).
    package var token: PlatformToken?
    /// Whether the word began a new line, and whether anything separated it from the word before.
    package var startsLine = false
    /// Where it stands in the message, in bytes; nil of a word that was made.
    package var place: Range<Int>?
    /// The word as it was typed, for showing it again.
    package var typed: String

    package init(_ text: String, quotedFrom: Int? = nil, token: PlatformToken? = nil) {
        self.text = text
        self.quotedFrom = quotedFrom
        self.token = token
        typed = text
    }

    /// A word that nobody typed, and that what was typed means.
    static func supplied(_ text: String) -> Word {
        var word = Word(text)
        word.typed = ""
        return word
    }

    /// Whether nothing stands between it and the word before: a comma after a code span, a name or a quote.
    func follows(_ word: Word) -> Bool { place != nil && place?.lowerBound == word.place?.upperBound }

    /// Nobody typed it.
    var isSupplied: Bool { typed.isEmpty }

    /// Quoted or verbatim as a whole: plain text, whatever it looks like.
    package var isText: Bool { quotedFrom == 0 || isVerbatim }

    /// Somebody, marked by the platform or by an `@`.
    var isMention: Bool {
        if let token {
            if case .user = token { true } else { false }
        } else {
            !isText && text.utf8.first == UInt8(ascii: "@")
        }
    }

    /// The English letters of the word, in lower case: `what's` is `whats`.
    var letters: String {
        String(decoding: text.utf8.lazy.map { $0 | 0x20 }.filter { $0 &- 0x61 < 26 }, as: UTF8.self)
    }

    /// Nothing but a dash, however it was typed.
    var isDash: Bool {
        // Most words begin with a letter or a figure, and Characters are dear to look at.
        guard !isText, text.utf8.count <= 6, let first = text.utf8.first, first >= 0x80 || first == UInt8(ascii: "-")
        else { return false }
        return text.allSatisfy { WordReader.dashes.contains($0) }
    }
}

extension [Word] {
    /// The words as one text, verbatim; quotes that only forced one phrase to be text are gone.
    package var phrase: String { count == 1 ? self[0].text : typed }

    /// The words as they were typed, quotes and all.
    package var typed: String {
        var text = ""
        text.reserveCapacity(reduce(0) { $0 + $1.typed.utf8.count + 1 })
        for (index, word) in enumerated() {
            if index > 0, !word.follows(self[index - 1]) { text.append(word.startsLine ? "\n" : " ") }
            text.append(word.typed)
        }
        return text
    }
}
