// The words of a line as the rules for days look at them.

import Quantities

/// A word, or a part of one where a number and a name are written together: `24dec`, `KW49`.
struct DayToken: Sendable {
    /// In lower case, without accents.
    var text: String
    /// The word of the line that it is of, and whether it ends it.
    var word: Int
    var endsWord: Bool
    /// A full stop stands behind it: `18. Juli`, `do.`
    var hasStop = false
    /// No day goes on over what stands behind it: a question mark, a new line.
    var isLast = false
    /// Nothing that goes on a sentence follows: the end, a mark, somebody.
    var isFollowedByMark = false

    var number: Int? { Int(asciiDigits: text) }
    var isNumber: Bool { text.utf8.allSatisfy { $0 &- 0x30 < 10 } }
}

/// One word of a line with the marks that matter to days.
package struct DayWord: Sendable {
    package var text: String
    package var hasStop: Bool
    package var isLast: Bool
    package var isFollowedByMark: Bool
    /// `16 nov - 20 nov`
    package var isFollowedByDash: Bool
    /// Nothing sets it apart from the word before: the `'s` of `new year's`.
    package var isGlued: Bool

    /// The words of a text that stands alone.
    package static func words(_ text: String) -> [DayWord] {
        var words: [DayWord] = []
        for piece in text.split(separator: " ") {
            if !words.isEmpty, piece == "-" || piece == "–" {
                words[words.count - 1].isFollowedByDash = true
                continue
            }
            var (word, mark) = (piece, Character(" "))
            while let last = word.last, ".,;:!?".contains(last), word.count > 1 {
                mark = last
                word.removeLast()
            }
            words.append(
                DayWord(
                    String(word), hasStop: mark == ".", isLast: ";!?".contains(mark),
                    isFollowedByMark: mark != " "))
        }
        return words
    }

    package init(
        _ text: String, hasStop: Bool = false, isLast: Bool = false, isFollowedByMark: Bool = false,
        isFollowedByDash: Bool = false, isGlued: Bool = false
    ) {
        self.text = text
        self.hasStop = hasStop
        self.isLast = isLast
        self.isFollowedByMark = isFollowedByMark
        self.isFollowedByDash = isFollowedByDash
        self.isGlued = isGlued
    }
}

extension DayToken {
    /// The tokens of words, for the words that a language has.
    static func tokens(_ words: [DayWord], of language: DayLanguage) -> [DayToken] {
        var tokens: [DayToken] = []
        for (index, word) in words.enumerated() {
            if word.isGlued, let last = tokens.last {
                let joined = last.text + plain(word.text)
                if language.vocabulary.contains(joined) {
                    tokens[tokens.count - 1].text = joined
                    tokens[tokens.count - 1].word = index
                    continue
                }
            }
            let parts = parts(plain(word.text), language)
            for (place, part) in parts.enumerated() {
                let endsWord = place == parts.count - 1
                tokens.append(
                    DayToken(
                        text: part, word: index, endsWord: endsWord, hasStop: endsWord && word.hasStop,
                        isLast: endsWord && word.isLast, isFollowedByMark: endsWord && word.isFollowedByMark))
            }
            if word.isFollowedByDash { tokens.append(DayToken(text: "-", word: index, endsWord: true)) }
        }
        return tokens
    }

    /// In lower case and without accents, as people type on any keyboard.
    static func plain(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
        let scalars = text.lowercased().unicodeScalars.compactMap {
            accents[$0] ?? ($0.properties.isDiacritic ? nil : $0)
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// Letters with accents, by the letter without; what is composed of two needs no entry.
    private static let accents: [Unicode.Scalar: Unicode.Scalar] = {
        var table: [Unicode.Scalar: Unicode.Scalar] = ["’": "'", "`": "'"]
        for (plain, accented) in [
            ("a", "àáâãäå"), ("c", "ç"), ("e", "èéêë"), ("i", "ìíîï"), ("n", "ñ"), ("o", "òóôõö"),
            ("u", "ùúûü"),
            ("y", "ýÿ"),
        ] as [(Unicode.Scalar, String)] {
            for scalar in accented.unicodeScalars { table[scalar] = plain }
        }
        return table
    }()

    /// A word in its parts where each of them is one that the language has, or a number; else whole.
    private static func parts(_ text: String, _ language: DayLanguage) -> [String] {
        if language.vocabulary.contains(text) || NumericDay.week(text) != nil { return [text] }
        for opening in language.openings
        where text.hasPrefix(opening) && text.utf8.count > opening.utf8.count {
            return [opening] + parts(String(text.dropFirst(opening.count)), language)
        }
        let pieces = pieces(text)
        let isMixed =
            pieces.count > 1
            && pieces.allSatisfy {
                $0.utf8.allSatisfy { $0 &- 0x30 < 10 } || language.vocabulary.contains($0)
            }
            && pieces.contains { language.vocabulary.contains($0) }
        return isMixed ? pieces : [text]
    }

    /// `24dec2026` in numbers and letters, `mid-december` at its dash.
    private static func pieces(_ text: String) -> [String] {
        var pieces: [String] = []
        var isDigits = false
        var piece = ""
        for character in text {
            let digit = character.isASCII && character.isNumber
            let isJoint = (character == "-" || character == "/") && !(pieces.isEmpty && piece.isEmpty)
            if !piece.isEmpty, digit != isDigits || isJoint {
                pieces.append(piece)
                piece = ""
            }
            isDigits = digit
            if !isJoint { piece.append(character) }
        }
        if !piece.isEmpty { pieces.append(piece) }
        return pieces
    }
}
