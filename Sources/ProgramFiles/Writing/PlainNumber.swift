// Numbers as a cell holds them.

enum PlainNumber {
    /// With a point and without a fraction of nothing; empty for what is no number.
    static func text(_ number: Double) -> String {
        guard number.isFinite else { return "" }
        return Int(exactly: number).map { String($0) } ?? "\(number)"
    }

    /// Whether a cell is a number and nothing else, by whichever custom: `-5`, `+3,2`, `-4 %`.
    static func isOne(_ text: some Sequence<Unicode.Scalar>) -> Bool {
        var rest = ArraySlice(Array(text))
        let isBlank = { (scalar: Unicode.Scalar) in scalar == " " || scalar == "\u{A0}" }
        rest = rest.drop(while: isBlank)
        if rest.first == "+" || rest.first == "-" { rest = rest.dropFirst() }
        guard let first = rest.first, ("0"..."9").contains(first) else { return false }
        rest = rest.drop { ("0"..."9").contains($0) || $0 == "," || $0 == "." }.drop(while: isBlank)
        if rest.first == "%" { rest = rest.dropFirst() }
        return rest.allSatisfy(isBlank)
    }
}
