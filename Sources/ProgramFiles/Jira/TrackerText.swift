// Text of trackers as records hold it: titles on one line, notes on several, words made alike to be compared.

/// Text from boards and issues.
enum TrackerText {
    /// A title as written, on one line and without control characters.
    static func title(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return trimmed(text) }
        var line = String.UnicodeScalarView()
        for scalar in oneBreak(text).unicodeScalars {
            if isBreak(scalar) || scalar == "\t" {
                line.append(" ")
            } else if scalar.properties.generalCategory != .control {
                line.append(scalar)
            }
        }
        return trimmed(String(line))
    }

    /// A note as written: line breaks are `\n`, and control characters are left out.
    static func note(_ text: String) -> String {
        var note = String.UnicodeScalarView()
        for scalar in oneBreak(text).unicodeScalars {
            if isBreak(scalar) {
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
        let line = title(text)
        return line.count > 40 ? "\"\(line.prefix(40))…\"" : "\"\(line)\""
    }

    /// The lines of a text, however they end; empty ones too.
    static func lines(_ text: String) -> [Substring] {
        text.split(omittingEmptySubsequences: false) { $0.isNewline }
    }

    /// A break of two characters is one.
    private static func oneBreak(_ text: String) -> String {
        guard text.utf8.contains(0x0D) else { return text }
        return String(text.map { $0 == "\r\n" ? "\n" : $0 })
    }

    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}": true
        default: false
        }
    }
}
