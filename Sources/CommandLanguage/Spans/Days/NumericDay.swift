// Days in figures alone: 2026-12-24, 24.12., 24/12/2026, 2026/12/24.

import FieldTypes
import Quantities

/// Reads days in figures: the same in every language, but for the order of day and month between slashes.
enum NumericDay {
    /// The day in figures that a token is, or begins.
    static func spans(_ tokens: [DayToken], _ index: Int, isDayFirst: Bool) -> [DaySpan] {
        let text = tokens[index].text
        guard text.utf8.first.map({ $0 &- 0x30 < 10 }) == true else { return [] }
        // `16.11.-20.11.`
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        if ends.count == 2, text.contains("."),
            let first = day(String(ends[0]), isDayFirst, hasStop: false),
            let last = day(String(ends[1]), isDayFirst, hasStop: tokens[index].hasStop)
        {
            return [DaySpan(end: index + 1, day: .between(first.day, last.day), isWeak: false)]
        }
        guard let found = day(text, isDayFirst, hasStop: tokens[index].hasStop) else { return [] }
        return [DaySpan(end: index + 1, day: found.day, isWeak: found.isWeak)]
    }

    private static func day(_ text: String, _ isDayFirst: Bool, hasStop: Bool) -> (
        day: DayExpression, isWeak: Bool
    )? {
        for separator in ["/", "-", "."] as [Character] where text.contains(separator) {
            var parts = text.split(separator: separator, omittingEmptySubsequences: false)
            let endsWithDot = separator == "." && parts.last?.isEmpty == true
            if endsWithDot { parts.removeLast() }
            let numbers = parts.compactMap { Int(asciiDigits: $0) }
            guard numbers.count == parts.count, (2...3).contains(parts.count) else { return week(text) }
            // `2026-12-24`
            if parts.count == 3, parts[0].utf8.count == 4 {
                return (.date(day: numbers[2], month: numbers[1], year: numbers[0]), false)
            }
            guard parts[0].utf8.count <= 2, parts[1].utf8.count <= 2, numbers[0] <= 31, numbers[1] <= 31
            else {
                return nil
            }
            var year: Int?
            if parts.count == 3 {
                guard parts[2].utf8.count == 4 || parts[2].utf8.count == 2 else { return nil }
                year = parts[2].utf8.count == 2 ? NumericDay.year(numbers[2]) : numbers[2]
            }
            // `3-4` is a number of people or a score, where no day is expected.
            let isShort = separator == "-" && (year == nil || parts[2].utf8.count == 2)
            if isShort, year == nil, !isDayFirst || numbers[1] > 12 { return nil }
            if separator == "." {
                if numbers[1] > 12 {
                    return year == nil ? nil : (.numerals(numbers[0], numbers[1], year: year), false)
                }
                // `24.12` without its last dot may be a version, as may `1.1` at the end of a sentence.
                let isShort = numbers[0] < 10 && numbers[1] < 10 && !text.hasPrefix("0")
                return (
                    .date(day: numbers[0], month: numbers[1], year: year),
                    year == nil && !endsWithDot && (!hasStop || isShort)
                )
            }
            let isOrdered = isDayFirst && numbers[1] <= 12
            let day: DayExpression =
                isOrdered
                ? .date(day: numbers[0], month: numbers[1], year: year)
                : .numerals(numbers[0], numbers[1], year: year)
            return (day, year == nil || isShort)
        }
        return nil
    }

    /// The year of two digits.
    static func year(_ digits: Int) -> Int { digits < 70 ? 2000 + digits : 1900 + digits }

    /// `2026-W49`
    static func week(_ text: String) -> (day: DayExpression, isWeak: Bool)? {
        let parts = text.split(separator: "-")
        guard parts.count == 2, parts[0].utf8.count == 4, let year = Int(asciiDigits: parts[0]),
            parts[1].first == "w",
            let week = Int(asciiDigits: parts[1].dropFirst()), (1...53).contains(week)
        else { return nil }
        return (.week(week, year: year), false)
    }
}
