// Keeps text from being a formula. A spreadsheet reckons with a cell that begins like one, and a formula can send the
// neighbouring cells away: what begins so gets an apostrophe, which says that text follows.

enum FormulaGuard {
    private static let apostrophe: Unicode.Scalar = "'"
    /// The apostrophe's byte: a cell without it was not guarded.
    static let mark = UInt8(ascii: "'")
    /// With their full-width forms, which some programs read as these.
    private static let dangers: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}", "\t", "\r",
    ]
    /// Blanks that a program skips before it looks: space, no-break space and those of no width.
    private static let blanks: Set<Unicode.Scalar> = [
        " ", "\u{A0}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}",
    ]

    /// The text with an apostrophe before each line that begins like a formula, and before one that begins so after
    /// apostrophes of its own, so that ``restored(_:)`` gives back the same text.
    static func guarded(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        let starts = starts(scalars)
        guard !starts.isEmpty else { return text }
        var guarded = String.UnicodeScalarView()
        var written = 0
        for start in starts {
            guarded.append(contentsOf: scalars[written..<start])
            guarded.append(apostrophe)
            written = start
        }
        guarded.append(contentsOf: scalars[written...])
        return String(guarded)
    }

    /// The text without the apostrophe that ``guarded(_:)`` put before each of its lines.
    static func restored(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        let marks = starts(scalars).filter { scalars[$0] == apostrophe }
        guard !marks.isEmpty else { return text }
        var restored = String.UnicodeScalarView()
        var written = 0
        for mark in marks {
            restored.append(contentsOf: scalars[written..<mark])
            written = mark + 1
        }
        restored.append(contentsOf: scalars[written...])
        return String(restored)
    }

    /// Where each line starts that begins like a formula, whatever apostrophes stand before it; none in a plain number.
    private static func starts(_ scalars: [Unicode.Scalar]) -> [Int] {
        guard scalars.contains(where: { dangers.contains($0) }) else { return [] }
        guard !PlainNumber.isOne(scalars.drop { $0 == apostrophe }) else { return [] }
        return scalars.indices.filter { index in
            guard index == 0 || isBreak(before: index, scalars) else { return false }
            let first = scalars[index...].drop { $0 == apostrophe }.first { !blanks.contains($0) }
            return first.map { dangers.contains($0) } ?? false
        }
    }

    private static func isBreak(before index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
        switch scalars[index - 1] {
        case "\n": true
        case "\r": scalars[index] != "\n"
        default: false
        }
    }
}
