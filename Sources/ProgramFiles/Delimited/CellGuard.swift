// The mark before a text that a spreadsheet would run as a formula.

/// A cell that begins as a formula does is written with a `'` before it, and read without.
enum CellGuard {
    static let mark = UInt8(ascii: "'")

    /// The text without one mark at the start of each of its lines that would be dangerous without marks.
    static func removed(_ text: String) -> String {
        var kept = ""
        var isStart = true
        var place = text.startIndex
        let scalars = text.unicodeScalars
        while place < scalars.endIndex {
            let scalar = scalars[place]
            let next = scalars.index(after: place)
            if !(isStart && scalar == "'" && isDangerous(scalars[next...])) { kept.unicodeScalars.append(scalar) }
            isStart = scalar == "\n" || scalar == "\r"
            place = next
        }
        return kept
    }

    /// Whether what is left after marks and blanks begins as a formula does.
    private static func isDangerous(_ rest: Substring.UnicodeScalarView) -> Bool {
        let text = rest.drop { $0 == "'" }
        guard let first = text.first else { return false }
        if first == "\t" || first == "\r" { return true }
        return text.first { !blanks.contains($0) }.map { starts.contains($0) } ?? false
    }

    private static let blanks: Set<Unicode.Scalar> = [" ", "\u{A0}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{FEFF}"]
    private static let starts: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}", "\t", "\r",
    ]
}
