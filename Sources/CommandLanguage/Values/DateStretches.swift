// Stretches of days, and the days they end on: this week, last month, end of next quarter.

import Quantities

extension DateReader {
    /// Reads a stretch of days: `this week` (Monday to Sunday), `last month`, `last 7 days`; nil for anything else.
    static func stretch(_ words: [String], today: CalendarDate) -> ClosedRange<CalendarDate>? {
        let words = words.map { $0.lowercased() }
        if words.count == 3, ["last", "past"].contains(words[0]), let days = relative(words[1], words[2]) {
            return (today - days)...today
        }
        if words.count == 3, words[0] == "next", let days = relative(words[1], words[2]), days >= 0 {
            return today...(today + days)
        }
        if let week = numberedWeek(words, today: today) { return week }
        guard words.count == 2, let step = ["last": -1, "past": -1, "this": 0, "next": 1][words[0]] else { return nil }
        switch words[1] {
        case "week":
            let first = monday(of: today) + 7 * step
            return first...(first + 6)
        case "month":
            let first =
                step < 0 ? (today.firstOfMonth - 1).firstOfMonth : step > 0 ? endOfMonth(today) + 1 : today.firstOfMonth
            return first...endOfMonth(first)
        default: return nil
        }
    }

    /// The days of a month by its name: of this month, or the next that is called so; nil for any other word.
    static func ofMonth(_ word: String, today: CalendarDate) -> ClosedRange<CalendarDate>? {
        guard let month = month(word) else { return nil }
        let year = today.parts.year + (month < today.parts.month ? 1 : 0)
        return CalendarDate(year: year, month: month, day: 1).map { $0...endOfMonth($0) }
    }

    /// The days of a month by its name: of this month, or the last that was called so; nil for any other word.
    static func ofPastMonth(_ word: String, today: CalendarDate) -> ClosedRange<CalendarDate>? {
        guard let month = month(word) else { return nil }
        let year = today.parts.year - (month > today.parts.month ? 1 : 0)
        return CalendarDate(year: year, month: month, day: 1).map { $0...endOfMonth($0) }
    }

    /// `end of month`, `end of this week`, `end of next month`, `end of the year`, `end of june`.
    static func end(_ unit: String, _ which: String, _ count: Int, today: CalendarDate) -> Reading? {
        if count == 3, let month = month(unit) {
            let last = lastDay(ofMonth: month, today)
            return .date(
                last >= today
                    ? last
                    : lastDay(ofMonth: month, CalendarDate(year: today.parts.year + 1, month: 1, day: 1) ?? today))
        }
        if count == 3, unit.utf8.count == 2, unit.first == "q", let quarter = Int(asciiDigits: unit.dropFirst()),
            (1...4).contains(quarter)
        {
            return .date(endOfQuarter(quarter, today))
        }
        guard count == 3 || ["this", "the", "next"].contains(which) else { return nil }
        let isNext = count == 4 && which == "next"
        switch unit {
        case "week": return .date(isNext ? monday(of: today) + 11 : endOfWeek(today))
        case "month": return .date(isNext ? endOfMonth(endOfMonth(today) + 1) : endOfMonth(today))
        case "quarter": return .date(isNext ? endOfQuarter(endOfQuarter(today) + 1) : endOfQuarter(today))
        case "year": return .date(lastDay(ofMonth: 12, isNext ? lastDay(ofMonth: 12, today) + 1 : today))
        default: return nil
        }
    }

    static func endOfWeek(_ today: CalendarDate) -> CalendarDate {
        let friday = monday(of: today) + 4
        return friday < today ? friday + 7 : friday
    }

    static func endOfMonth(_ today: CalendarDate) -> CalendarDate {
        let (year, month, _) = today.parts
        return today.firstOfMonth + (CalendarDate.length(ofMonth: month, in: year) - 1)
    }

    static func endOfQuarter(_ today: CalendarDate) -> CalendarDate {
        lastDay(ofMonth: (today.parts.month + 2) / 3 * 3, today)
    }

    /// The last day of a quarter by its number, the next one that comes.
    static func endOfQuarter(_ number: Int, _ today: CalendarDate) -> CalendarDate {
        let last = lastDay(ofMonth: number * 3, today)
        return last >= today
            ? last : lastDay(ofMonth: number * 3, CalendarDate(year: today.parts.year + 1, month: 1, day: 1) ?? today)
    }

    static func lastDay(ofMonth month: Int, _ today: CalendarDate) -> CalendarDate {
        let year = today.parts.year
        let day = CalendarDate.length(ofMonth: month, in: year)
        return CalendarDate(year: year, month: month, day: day) ?? today
    }
}
