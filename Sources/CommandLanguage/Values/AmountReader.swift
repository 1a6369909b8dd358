// Reads money, working time, levels and numbers as people write them.

package import FieldTypes
package import Quantities

package enum AmountReader {
    /// What a text may mean as money.
    package enum MoneyReading: Hashable, Sendable {
        case money(Money)
        /// A separator followed by three digits: thousands, or a fraction.
        case ambiguous(Money, Money)
    }

    /// How a workspace writes numbers, when it has said so.
    package enum NumberStyle: String, Sendable {
        /// `1,200.50`
        case point
        /// `1.200,50`
        case comma
    }

    /// Reads `12k€`, `€12,000`, `1.2m USD`; nil for anything else.
    package static func money(_ words: [String], style: NumberStyle?) -> MoneyReading? {
        guard mayBeMoney(words) else { return nil }
        var text = words.map { factors[$0.lowercased()] ?? $0 }.joined().filter { $0 != "'" && $0 != "’" }
        var currency: String?
        for (symbol, code) in Money.symbols {
            if text.first == symbol {
                text.removeFirst()
                currency = code
            } else if text.last == symbol {
                text.removeLast()
                currency = code
            }
        }
        if currency == nil {
            let capitals = text.uppercased()
            for code in [capitals.suffix(3), capitals.prefix(3)] where Money.currencies.contains(String(code)) {
                currency = String(code)
                text = capitals.hasSuffix(code) ? String(text.dropLast(3)) : String(text.dropFirst(3))
                break
            }
        }
        guard let currency, let last = text.last else { return nil }
        var factor: Int64 = 100
        switch last {
        case "k", "K": factor = 100_000
        case "m", "M": factor = 100_000_000
        case "b", "B": factor = 100_000_000_000
        default: break
        }
        if factor > 100 { text.removeLast() }
        func money(_ minor: Int64?) -> Money? { minor.map { Money(minorUnits: $0, currency: currency) } }
        let point = money(amount(text, decimal: ".", group: ",", factor: factor))
        let comma = money(amount(text, decimal: ",", group: ".", factor: factor))
        switch style {
        case .point: return point.map { .money($0) }
        case .comma: return comma.map { .money($0) }
        case nil: break
        }
        switch (point, comma) {
        case (let one?, let other?) where one != other:
            // With a multiplier nobody groups thousands: 1.234m is a fraction either way.
            if factor > 100 { return .money(one.minorUnits < other.minorUnits ? one : other) }
            // `12,000` and `1.200` both have a second reading, but a leading symbol with a comma group is how English
            // writes it; the other spelling stays ambiguous.
            return text.contains(",") ? .money(point ?? one) : .ambiguous(other, one)
        case (let one?, _): return .money(one)
        case (nil, let other?): return .money(other)
        case (nil, nil): return nil
        }
    }

    private static let factors = [
        "million": "m", "millions": "m", "mio": "m", "mio.": "m", "mln": "m", "billion": "b", "bn": "b",
        "thousand": "k", "tsd": "k", "tsd.": "k",
    ]

    /// Money is one word or two, or more where they are thousands set apart or a factor, `50 000 €` and `1.5 million USD`; has
    /// a digit, and a symbol or a currency's three letters beside a number: most words have not.
    static func mayBeMoney(_ words: some Collection<String>) -> Bool {
        guard words.count <= 2 || words.count <= 4 && goOn(words) else { return false }
        func isDigit(_ byte: UInt32) -> Bool { byte &- 0x30 < 10 }
        func isLetter(_ byte: UInt32) -> Bool { (byte | 0x20) &- 0x61 < 26 }
        var (count, hasDigit, beginsWithLetters, digitFollows) = (0, false, true, false)
        // The last four bytes, the newest lowest.
        var tail: UInt32 = 0
        for word in words {
            for byte in word.utf8 {
                if byte == UInt8(ascii: "$") || byte >= 0x80 { return true }
                let byte = UInt32(byte)
                hasDigit = hasDigit || isDigit(byte)
                if count < 3 { beginsWithLetters = beginsWithLetters && isLetter(byte) }
                if count == 3 { digitFollows = isDigit(byte) }
                tail = tail << 8 | byte
                count += 1
            }
        }
        guard count >= 4, hasDigit else { return false }
        if beginsWithLetters, digitFollows { return true }
        let number = tail >> 24
        return isLetter(tail & 0xFF) && isLetter(tail >> 8 & 0xFF) && isLetter(tail >> 16 & 0xFF)
            && (isDigit(number) || [0x6B, 0x6D, 0x62, 0x2E, 0x2C].contains(number | 0x20))
    }

    /// Whether so many words may be one amount: the first has a digit, and those between it and the last go on with it.
    private static func goOn(_ words: some Collection<String>) -> Bool {
        guard let first = words.first, first.utf8.contains(where: { $0 &- 0x30 < 10 }), first.utf8.count <= 6 else {
            return false
        }
        return words.dropFirst().dropLast().allSatisfy { word in
            word.utf8.count == 3 && word.utf8.allSatisfy { $0 &- 0x30 < 10 } || factors[word.lowercased()] != nil
        }
    }

    /// The number in minor units, when `text` is written with these separators.
    private static func amount(_ text: String, decimal: Character, group: Character, factor: Int64) -> Int64? {
        let halves = text.split(separator: decimal, omittingEmptySubsequences: false)
        guard halves.count <= 2, let head = halves.first else { return nil }
        let groups = head.split(separator: group, omittingEmptySubsequences: false)
        if groups.count > 1 {
            guard let first = groups.first, (1...3).contains(first.utf8.count),
                groups.dropFirst().allSatisfy({ $0.utf8.count == 3 })
            else { return nil }
        }
        guard let whole = Int(asciiDigits: groups.joined()), whole < 1_000_000_000_000 else { return nil }
        var total = Int64(whole).multipliedReportingOverflow(by: factor)
        guard !total.overflow else { return nil }
        if halves.count == 2 {
            guard (1...6).contains(halves[1].utf8.count), let fraction = Int(asciiDigits: halves[1]) else { return nil }
            var scale: Int64 = 1
            for _ in 0..<halves[1].utf8.count { scale *= 10 }
            // Less than the smallest coin is no amount of money, and is not cut off.
            guard Int64(fraction) * factor % scale == 0 else { return nil }
            total = total.partialValue.addingReportingOverflow(Int64(fraction) * factor / scale)
            guard !total.overflow else { return nil }
        }
        return Money.range.contains(total.partialValue) ? total.partialValue : nil
    }

    /// Reads `3d`, `2.5d`, `2w`, `4h`, `90min` as working time; nil for anything else, a bare `m` included.
    package static func span(_ text: String) -> WorkSpan? {
        var rest = text.lowercased()[...]
        let isNegative = rest.first == "-"
        if isNegative { rest.removeFirst() }
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int(asciiDigits: digits), count < 100_000 else { return nil }
        rest = rest.dropFirst(digits.count)
        // `2.5d`, `1,5w`
        var tenths = 0
        if let mark = rest.first, ".,".contains(mark),
            let tenth = rest.dropFirst().first.flatMap({ Int(asciiDigits: String($0)) })
        {
            tenths = tenth
            rest = rest.dropFirst(2)
        }
        let minutes: Int
        switch rest {
        case "d", "day", "days": minutes = WorkSpan.minutesPerDay
        case "w", "wk", "week", "weeks": minutes = WorkSpan.minutesPerWeek
        case "h", "hr", "hour", "hours": minutes = 60
        case "min", "mins": minutes = 1
        default: return nil
        }
        return WorkSpan(minutes: (isNegative ? -1 : 1) * (count * minutes + tenths * minutes / 10))
    }

    /// Reads `4`, `40%`, `high`; nil for anything else.
    package static func level(_ text: String) -> Level? {
        if text.last == "%" {
            guard let percent = Int(asciiDigits: text.dropLast()), percent <= 100 else { return nil }
            return Level(ofPercent: percent)
        }
        if let number = Int(asciiDigits: text) { return (1...5).contains(number) ? Level(number) : nil }
        return levelWord(text).map { Level($0) }
    }

    package static func levelWord(_ text: String) -> Int? {
        // Most words are too long, or too short.
        (2...10).contains(text.utf8.count) ? levelWords[text.lowercased()] : nil
    }

    static let levelWords = [
        "verylow": 1, "very-low": 1, "vl": 1, "rare": 1, "negligible": 1, "low": 2, "unlikely": 2, "minor": 2,
        "medium": 3, "med": 3, "moderate": 3, "possible": 3, "high": 4, "likely": 4, "major": 4, "veryhigh": 5,
        "very-high": 5, "vh": 5, "critical": 5, "severe": 5, "certain": 5,
    ]
}
