// The title of a record as a file gives it: text, and nothing but text.

/// Titles of one line.
package enum PlainTitle {
    /// The text on one line, without control characters and without blanks at its ends.
    package static func of(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        guard !isPlain || text.first == " " || text.last == " " else { return text }
        let scalars = text.unicodeScalars.map { scalar -> UnicodeScalar in
            scalar.properties.generalCategory == .control || scalar == "\u{2028}" || scalar == "\u{2029}" ? " " : scalar
        }
        var line = String.UnicodeScalarView()
        line.append(contentsOf: scalars)
        return String(line).split(separator: " ").joined(separator: " ")
    }
}
