// Which day is meant where its year is not said: one that has been, the nearest, or one that is recorded.

package import Quantities

extension DateReader {
    /// Reads a day that has been: as ``read(_:today:)``, but `mon` is the last Monday and `16nov` the last one.
    ///
    /// `3 days ago` and `last tue` are read too; `next fri` is none.
    package static func readPast(_ words: [String], today: CalendarDate) -> Reading? {
        let spoken = words.map { $0.lowercased() }
        if spoken.count == 3, spoken[2] == "ago", let days = relative(spoken[0], spoken[1]) {
            return .date(today - days)
        }
        if spoken.count == 2, spoken[0] == "last", weekday(spoken[1]) != nil {
            return readPast([spoken[1]], today: today)
        }
        if spoken.first == "next" { return nil }
        let reading = read(words, today: today)
        guard case .date(let date)? = reading, date > today else { return reading }
        let word = words.last?.lowercased() ?? ""
        if weekday(word) != nil { return .date(date - (date.days(since: today) >= 7 ? 14 : 7)) }
        let (_, month, day) = date.parts
        let hasYear = words.contains { $0.count(where: \.isNumber) > 4 } || words.count > 2
        if !hasYear, words.joined().contains(where: \.isNumber), word.first != "+",
            let before = CalendarDate(year: today.parts.year, month: month, day: day)
        {
            // `since 20nov` on the 16th: four days to come, or a year ago?
            if before > today, before.days(since: today) <= justToCome,
                let last = CalendarDate(year: today.parts.year - 1, month: month, day: day)
            {
                return .ambiguous(last, before)
            }
            return .date(
                before > today ? CalendarDate(year: today.parts.year - 1, month: month, day: day) ?? before : before)
        }
        return .date(date)
    }

    /// Reads a day that may be past or to come: as ``read(_:today:)``, but `18nov` is the nearest one.
    package static func readNear(_ words: [String], today: CalendarDate) -> Reading? {
        let reading = read(words, today: today)
        guard case .date(let date)? = reading, let before = before(date, words, today: today) else { return reading }
        return today.days(since: before) <= date.days(since: today) ? .date(before) : reading
    }

    /// Reads a day that is recorded: `20nov` on the 23rd was three days ago or is in a year, and neither is guessed; what
    /// has started or holds since a day has so on the nearest one.
    ///
    /// - Parameter isIntroduced: whether a key or a word before it says that it is a day.
    package static func readRecorded(
        _ words: [String], as field: String, isIntroduced: Bool = true, today: CalendarDate
    ) -> Reading? {
        var words = words
        if isIntroduced, dotted(words) != words {
            guard readIntroduced(words, today: today) != nil else { return nil }
            words = dotted(words)
        }
        if field == "start" || field == "since" { return readNear(words, today: today) }
        let reading = read(words, today: today) ?? (isIntroduced ? readIntroduced(words, today: today) : nil)
        guard case .date(let date)? = reading, let before = before(date, words, today: today),
            today.days(since: before) <= justPassed
        else { return reading }
        return .ambiguous(before, date)
    }

    /// Days in which a date without its year may still mean the one that was.
    private static let justPassed = 60
    /// Days in which a date of what has been may mean the one to come.
    private static let justToCome = 14

    /// The same day a year before, where it was said without a year: nil for what is near anyway.
    static func before(_ date: CalendarDate, _ words: [String], today: CalendarDate) -> CalendarDate? {
        let (year, month, day) = date.parts
        guard date.days(since: today) > 180, let before = CalendarDate(year: year - 1, month: month, day: day),
            before < today, words.contains(where: { $0.utf8.contains { $0 &- 0x30 < 10 } })
        else { return nil }
        // A day of a month is itself on that day, whatever the year; `+200d` and a date with its year are not.
        return read(words, today: before) == .date(before) ? before : nil
    }
}
