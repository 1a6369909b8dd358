// Days that are read only where a word or key says that a day follows: alone they are versions, and names of reports.

package import Quantities

extension DateReader {
    /// Reads `24.12` as `24.12.`, and `KW49`, `week 49` as the last working day of that ISO week, the next one that comes.
    package static func readIntroduced(_ words: [String], today: CalendarDate) -> Reading? {
        let dotted = dotted(words)
        if dotted != words {
            guard let reading = read(dotted, today: today) else { return nil }
            // `TLS 1.2`, `8.1`: what may be a version is a day when it is near.
            if case .date(let date) = reading, date.parts.day <= 12, date.days(since: today) > 60 { return nil }
            return reading
        }
        if words.count == 1 {
            let word = words[0].lowercased()
            if let day = ordinal(word) { return ofThisOrNextMonth(day, today).map { .date($0) } }
            // `Q1`: by its last day
            if word.utf8.count == 2, word.first == "q", let quarter = Int(asciiDigits: word.dropFirst()),
                (1...4).contains(quarter)
            {
                return .date(endOfQuarter(quarter, today))
            }
        }
        // `2026-W49`
        if words.count == 1, words[0].utf8.count == 8, words[0].dropFirst(4).lowercased().hasPrefix("-w"),
            let year = Int(asciiDigits: words[0].prefix(4)), let number = Int(asciiDigits: words[0].suffix(2))
        {
            return week(number, of: year).map { .date($0 + 4) }
        }
        guard let number = weekNumber(words) else { return nil }
        let year = today.parts.year
        let fridays = (year - 7...year + 8).compactMap { week(number, of: $0).map { $0 + 4 } }
        guard let next = fridays.first(where: { $0 >= today }) else { return nil }
        // One that has just passed, or comes in years: which is meant?
        if let last = fridays.last(where: { $0 < today }),
            today.days(since: last) <= 60 || next.days(since: today) > 370
        {
            return .ambiguous(last, next)
        }
        return .date(next)
    }

    /// Whether words are written as a day that no year has: `31.11.`, `31.02.2027`.
    static func isNoDay(_ words: [String]) -> Bool {
        let parts = words.count == 1 ? words[0].split(separator: ".", omittingEmptySubsequences: false) : []
        guard parts.count == 3, let day = Int(asciiDigits: parts[0]), let month = Int(asciiDigits: parts[1]),
            (1...31).contains(day), (1...12).contains(month), parts[2].isEmpty || Int(asciiDigits: parts[2]) != nil
        else { return false }
        return CalendarDate(year: 2028, month: month, day: day) == nil
    }

    /// `24.12` with its last dot; other words as they are.
    static func dotted(_ words: [String]) -> [String] {
        guard words.count == 1, let word = words.first else { return words }
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        let isDay =
            parts.count == 2 && parts.allSatisfy { (1...2).contains($0.utf8.count) && Int(asciiDigits: $0) != nil }
        return isDay ? [word + "."] : words
    }

    /// The days of a week by its number, of the year in which it is nearest.
    static func numberedWeek(_ words: [String], today: CalendarDate) -> ClosedRange<CalendarDate>? {
        guard let number = weekNumber(words) else { return nil }
        let year = today.parts.year
        let mondays = (year - 1...year + 1).compactMap { week(number, of: $0) }
        return mondays.min { abs($0.days(since: today)) < abs($1.days(since: today)) }.map { $0...($0 + 6) }
    }

    /// The number in `KW49`, `CW 49`, `week 49`.
    private static func weekNumber(_ words: [String]) -> Int? {
        let said = words.joined().lowercased()
        guard words.count <= 2, let name = ["week", "kw", "cw", "wk"].first(where: said.hasPrefix),
            let number = Int(asciiDigits: said.dropFirst(name.count)), (1...53).contains(number)
        else { return nil }
        return number
    }

    /// The Monday of a week of a year, as ISO 8601 counts: the first is that of 4 January. Nil for a 53rd that a year lacks.
    private static func week(_ number: Int, of year: Int) -> CalendarDate? {
        guard let january = CalendarDate(year: year, month: 1, day: 4) else { return nil }
        let monday = monday(of: january) + 7 * (number - 1)
        return (monday + 3).parts.year == year ? monday : nil
    }
}
