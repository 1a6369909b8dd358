// What a cell of a column of probability or impact says.

/// A step of a scale of words.
enum ScaleStep: Hashable {
    case veryLow, low, medium, high, veryHigh, critical
    /// Of a scale whose words say all five steps.
    case fixed(Int)

    /// For the order of steps only.
    var order: Double {
        switch self {
        case .veryLow: 1
        case .low: 2
        case .medium: 3
        case .high: 4
        case .veryHigh, .critical: 5
        case .fixed(let rank): Double(rank)
        }
    }
}

/// A cell as read, before its column's scale is known.
enum ScaleCell: Hashable {
    case empty
    /// - Parameter most: of `4/5`.
    case number(Double, most: Double?)
    case percent(Double)
    /// `75% to 100%`: the middle.
    case range(Double)
    /// One step, or two of which the middle is meant.
    case steps([ScaleStep])
    case rate
    case colour
    case other

    /// - Returns: the cell, and what stands beside it: `Low, as everyone knows` has a reason.
    static func read(_ text: String) -> (cell: ScaleCell, rest: String) {
        let clean = text.utf8.contains { $0 >= 0x80 || $0 == 0x2A } ? text.filter { !marks.contains($0) }.trimmed : text
        let folded = FoldedText.cell(clean)
        if folded.isEmpty || RegisterHeads.nothing.contains(folded) { return (.empty, "") }
        if let number = NumberStart(clean) { return numeric(number) }
        let bare = clean.drop { "<>≥≤~".contains($0) || $0.isBlank }
        if bare.count < clean.count, let number = NumberStart(String(bare)), number.isPercent {
            // Beyond a bound: half way to the end of the scale.
            let isBelow = clean.first == "<" || clean.first == "≤"
            return (.range(isBelow ? number.value / 2 : (number.value + 100) / 2), "")
        }
        return words(clean)
    }

    /// Arrows of trends, and marks of bold type.
    private static let marks: Set<Character> = Set("↑↓→↗↘↔▲▼△▽⬆⬇➡*")

    /// - Parameter folded: a whole cell or some words.
    static func step(_ folded: String) -> ScaleStep? { table[folded] }

    private static let table: [String: ScaleStep] = {
        var table: [String: ScaleStep] = [:]
        for (step, words) in RegisterHeads.steps { for word in words { table[word] = step } }
        return table
    }()

    private static func numeric(_ first: NumberStart) -> (ScaleCell, String) {
        let rest = first.rest.trimmed
        if rest.isEmpty { return (first.isPercent ? .percent(first.value) : .number(first.value, most: nil), "") }
        if rest.first == ":", NumberStart(String(rest.dropFirst())) != nil { return (.rate, rest) }
        let folded = FoldedText.cell(rest)
        let joiner = folded.prefix { $0.isOfWord || "-–/".contains($0) }
        let after = rest.drop { !$0.isDigit }
        if RegisterHeads.joiners.contains(String(joiner)), let second = NumberStart(String(after)) {
            if second.isPercent, second.rest.trimmed.isEmpty { return (.range((first.value + second.value) / 2), "") }
            if rest.first == "/" { return (.number(first.value, most: second.value), second.rest.trimmed) }
            return (.steps([]), rest)
        }
        if let word = folded.words.first, RegisterHeads.rates.contains(String(word)) || folded.first == "/" {
            return (.rate, rest)
        }
        let mark = rest.drop { " -–—:=(.,;)".contains($0) }
        let beside = step(FoldedText.cell(mark.filter { $0 != ")" })) == nil ? String(mark) : ""
        return (first.isPercent ? .percent(first.value) : .number(first.value, most: nil), beside)
    }

    /// One or two leading steps, and what follows them.
    private static func words(_ text: String) -> (ScaleCell, String) {
        let parts = text.split { $0.isBlank || "-–—/,;:().=".contains($0) }
        let folded = parts.map { FoldedText.cell($0) }
        guard let (first, length) = leading(folded[...]) else {
            let isColour = folded.first.map { RegisterHeads.colours.contains($0) } ?? false
            return (isColour ? .colour : .other, text)
        }
        var steps = [first]
        var used = length
        if used < folded.count {
            let isJoined = RegisterHeads.joiners.contains(folded[used])
            let mark = text[parts[used - 1].endIndex..<parts[used].startIndex].trimmed
            let next = folded[(isJoined ? used + 1 : used)...]
            if isJoined || mark == "-" || mark == "–" || mark == "/", let (second, more) = leading(next) {
                steps.append(second)
                used += more + (isJoined ? 1 : 0)
            }
        }
        let rest = used < parts.count ? String(text[parts[used].startIndex...]) : ""
        if let number = NumberStart(rest), number.rest.filter({ $0 != ")" }).trimmed.isEmpty, !number.isPercent {
            return (.number(number.value, most: nil), "")
        }
        return (.steps(steps), rest.last == ")" && !rest.contains("(") ? String(rest.dropLast()) : rest)
    }

    private static func leading(_ words: ArraySlice<String>) -> (ScaleStep, Int)? {
        for length in stride(from: min(3, words.count), to: 0, by: -1) {
            if let step = table[words.prefix(length).joined(separator: " ")] { return (step, length) }
        }
        return nil
    }
}

/// A number at the start of a text, with a decimal point or comma, in digits of any script.
struct NumberStart {
    var value: Double
    var isPercent: Bool
    var rest: Substring

    init?(_ text: String) {
        var place = text.startIndex
        var isNegative = false
        if let sign = text.first, "-−+".contains(sign) {
            isNegative = sign != "+"
            place = text.index(after: place)
        }
        var whole = 0.0
        var scale = 0.0
        var digits = 0
        while place < text.endIndex {
            let character = text[place]
            if let digit = character.wholeNumberValue, (0...9).contains(digit) {
                digits += 1
                whole = whole * 10 + Double(digit)
                scale *= 10
            } else if scale == 0, digits > 0, character == "." || character == ",",
                text[text.index(after: place)...].first?.isDigit == true
            {
                scale = 1
            } else {
                break
            }
            place = text.index(after: place)
        }
        guard (1...15).contains(digits) else { return nil }
        value = (isNegative ? -whole : whole) / max(scale, 1)
        rest = text[place...]
        let sign = rest.drop { $0.isBlank }
        isPercent = sign.first == "%" || sign.first == "٪"
        if isPercent { rest = sign.dropFirst() }
    }
}

/// The greatest number of a scale that a head names: `Likelihood (1-5)`, `impact_1to5`.
struct ScaleHint: Hashable {
    var most: Double?

    init(_ head: String) {
        if head.contains("%") { most = 100 }
        let numbers = FoldedText.cell(head).split { !$0.isDigit }.compactMap { Int(asciiDigits: $0) }
        guard numbers.count >= 2, numbers[0] <= 1, let last = numbers.last, [3, 4, 5, 10, 100].contains(last) else {
            return
        }
        most = Double(last)
    }
}
