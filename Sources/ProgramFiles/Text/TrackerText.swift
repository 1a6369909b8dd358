// Text of trackers as records hold it: titles on one line, notes on several, words made alike to be compared.

/// Text from boards and issues.
enum TrackerText {
    /// A note as written: line breaks are `\n`, and control characters are left out.
    static func note(_ text: String) -> String {
        var note = String.UnicodeScalarView()
        for scalar in PlainTitle.oneBreak(text).unicodeScalars {
            if PlainTitle.isBreak(scalar) {
                note.append("\n")
            } else if scalar == "\t" || scalar.properties.generalCategory != .control {
                note.append(scalar)
            }
        }
        return trimmed(String(note))
    }

    /// A word to be compared: in lower case, with single blanks and straight apostrophes.
    static func word(_ text: String) -> String {
        var word = ""
        var isBlank = true
        for scalar in text.lowercased().unicodeScalars {
            switch scalar {
            case "\u{FEFF}", "\u{200B}": continue
            case "’", "‘":
                word.append("'")
                isBlank = false
            case _ where scalar.properties.isWhitespace:
                if !isBlank { word.append(" ") }
                isBlank = true
            default:
                word.unicodeScalars.append(scalar)
                isBlank = false
            }
        }
        if word.last == " " { word.removeLast() }
        return word
    }

    /// Without white space at either end.
    static func trimmed(_ text: some StringProtocol) -> String {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }

    /// A part of a text for a message: on one line, and short.
    static func shown(_ text: String) -> String {
        let line = PlainTitle.of(text)
        return line.count > 40 ? "\"\(line.prefix(40))…\"" : "\"\(line)\""
    }

    /// The lines of a text, however they end; empty ones too.
    static func lines(_ text: String) -> [Substring] {
        text.split(omittingEmptySubsequences: false) { $0.isNewline }
    }
}
