// The title of a record as a file gives it: text, and nothing but text.

/// Titles of one line.
package enum PlainTitle {
    /// A title as written, on one line, without control characters and without blanks at its ends.
    package static func of(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return TrackerText.trimmed(text) }
        var line = String.UnicodeScalarView()
        for scalar in oneBreak(text).unicodeScalars {
            if isBreak(scalar) || scalar == "\t" {
                line.append(" ")
            } else if scalar.properties.generalCategory != .control {
                line.append(scalar)
            }
        }
        return TrackerText.trimmed(String(line))
    }

    /// A break of two characters is one.
    static func oneBreak(_ text: String) -> String {
        guard text.utf8.contains(0x0D) else { return text }
        return String(text.map { $0 == "\r\n" ? "\n" : $0 })
    }

    static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}": true
        default: false
        }
    }
}
