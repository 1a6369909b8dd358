// Amounts of money as people write them.

/// An amount in hundredths, and its currency where one is named.
struct RegisterAmount: Hashable {
    var hundredths: Int
    var currency: String?
    /// One mark with three digits behind it: `48.000` is two numbers.
    var isAmbiguous = false

    /// Nil where anything else stands beside the amount, or there is none.
    init?(_ text: String) {
        guard let start = text.firstIndex(where: \.isDigit) else { return nil }
        var end = start
        while end < text.endIndex {
            let next = text.index(after: end)
            let isGrouped =
                next < text.endIndex && text[next].isDigit && ".,'’\u{A0}\u{202F} ".contains(text[end])
            guard text[end].isDigit || isGrouped else { break }
            end = next
        }
        let before = text[..<start]
        // `25'000.-` has no hundredths.
        let after = text[end...].drop { ".,-–—".contains($0) }
        let sign = before.filter { "-−".contains($0) }
        guard sign.count <= 1, let number = Grouped(text[start..<end]),
            let (factor, currency) = RegisterAmount.unit(
                RegisterAmount.words(before.filter { !"-−".contains($0) }) + RegisterAmount.words(after))
        else { return nil }
        self.currency = currency
        isAmbiguous = number.isAmbiguous && factor == 1
        let (product, isOver) = number.hundredths.multipliedReportingOverflow(by: factor)
        guard !isOver else { return nil }
        hundredths = sign.isEmpty ? product : -product
    }

    /// Words, with signs of currencies as words of their own.
    private static func words(_ text: some StringProtocol) -> [String] {
        var words = [""]
        for character in text {
            if "€$£¥".contains(character) {
                // `US$` is one word.
                let isDollar = words.last.map { FoldedText.cell($0) == "us" } ?? false
                if isDollar { words[words.count - 1].append(character) } else { words += [String(character), ""] }
            } else if character.isBlank || character == "." {
                words.append("")
            } else {
                words[words.count - 1].append(character)
            }
        }
        return words.filter { !$0.isEmpty }
    }

    /// The factor and the currency that the words beside a number say; nil where they say something else.
    private static func unit(_ words: [String]) -> (Int, String?)? {
        var factor = 1
        var currency: String?
        for word in words {
            let folded = FoldedText.cell(word)
            if let known = RegisterHeads.currencies[folded] {
                guard currency == nil else { return nil }
                currency = known
            } else if RegisterHeads.currencyCodes.contains(folded) {
                guard currency == nil else { return nil }
                currency = folded.uppercased()
            } else if let known = RegisterHeads.factors.first(where: { $0.1.contains(folded) }) {
                guard factor == 1 else { return nil }
                factor = known.0
            } else {
                return nil
            }
        }
        return (factor, currency)
    }

    /// The currency that a column's head names: `Cost (EUR)`, `Schadenshöhe €`.
    static func currency(_ head: String) -> String? {
        for word in head.split(whereSeparator: { $0.isBlank || "()[],/".contains($0) }) {
            let folded = FoldedText.cell(word)
            if let known = RegisterHeads.currencies[folded] { return known }
            if RegisterHeads.currencyCodes.contains(folded), word == word.uppercased() { return folded.uppercased() }
            if let sign = word.first(where: { "€$£".contains($0) }) { return RegisterHeads.currencies[String(sign)] }
        }
        return nil
    }

    /// As somebody would type it: `25000 EUR`.
    func text(_ currency: String) -> String {
        let cents = abs(hundredths % 100)
        let whole = "\(abs(hundredths) / 100)"
        return cents == 0 ? "\(whole) \(currency)" : "\(whole).\(cents < 10 ? "0" : "")\(cents) \(currency)"
    }
}

/// A number of digits in groups.
private struct Grouped {
    var hundredths: Int
    var isAmbiguous: Bool

    init?(_ number: Substring) {
        let marks = number.filter { $0 == "." || $0 == "," }
        var decimal: Substring.Index?
        isAmbiguous = false
        if let last = number.lastIndex(where: { $0 == "." || $0 == "," }) {
            let behind = number.distance(from: last, to: number.endIndex) - 1
            let isRepeated = marks.filter { $0 == number[last] }.count > 1
            if marks.contains(where: { $0 != number[last] }) && !isRepeated {
                decimal = last
            } else if !isRepeated {
                if behind != 3 {
                    decimal = last
                } else {
                    isAmbiguous = number[..<last].count <= 3 && number.first != "0"
                }
                if behind == 3, number[..<last] == "0" { decimal = last }
            }
        }
        var digits = 0
        var whole = 0
        var cents = [0, 0]
        for (place, character) in zip(number.indices, number) {
            guard let digit = character.wholeNumberValue, character.isDigit, digit < 10 else { continue }
            if let decimal, place > decimal {
                let position = number.distance(from: decimal, to: place) - 1
                if position < 2 { cents[position] = digit }
            } else {
                whole = whole * 10 + digit
            }
            digits += 1
            guard digits <= 15 else { return nil }
        }
        guard digits > 0 else { return nil }
        hundredths = whole * 100 + cents[0] * 10 + cents[1]
    }
}
