// Reads the ways people write a day.

package import Quantities

package enum DateReader {
    /// What a text may mean as a day.
    package enum Reading: Hashable, Sendable {
        case date(CalendarDate)
        /// Two days are possible: day first, month first.
        case ambiguous(CalendarDate, CalendarDate)
        /// A day that no such month has: `31 feb`.
        case impossible
    }

    /// Reads `today`, `fri` (the next Friday, never today), `next fri` (in the next ISO week), `eow` (the week's last
    /// working day), `end of month`, `+3d` and `in 3 days` (calendar days), `24dec` (the next one), `2026-12-24`,
    /// `24.12.`; nil for anything else.
    package static func read(_ words: [String], today: CalendarDate) -> Reading? {
        guard let first = words.first else { return nil }
        // `by the end of the month`
        if words.count > 3, first.lowercased() == "the", words[1].lowercased() == "end" {
            return read(Array(words.dropFirst()), today: today)
        }
        guard mayRead(words.count, first: first) else { return nil }
        if words.count > 1, let spoken = readSpoken(words.map { $0.lowercased() }, today: today) { return spoken }
        // `4 dec`, `5th of december`, `2 weeks from now`: after a number, as many titles end, most words are none of these.
        if words.count > 1, first.utf8.first.map({ $0 &- 0x30 < 10 }) == true, !begins(words[1]) { return nil }
        var words = words.map { $0.lowercased() }
        if words[0] == "nxt" { words[0] = "next" }
        // `fri eod`, `friday morning`: the day counts.
        if words.count > 1, let last = words.last, partsOfDay.contains(last) { words.removeLast() }
        // `friday the 13th`
        if words.count > 2, words[1] == "the", weekday(words[0]) != nil { words.remove(at: 1) }
        // `friday 4 dec`, `fri, 4dec`: both have to be the same day.
        if words.count > 1, words.count < 5, let weekday = weekday(words[0].filter { $0 != "," }),
            case .date(let date)? = read(Array(words.dropFirst()), today: today)
        {
            // `fri next week` is no date beside it.
            let namesDay = words.dropFirst().contains { $0.contains(where: \.isNumber) }
            if namesDay { return date.weekday == weekday ? .date(date) : .impossible }
        }
        switch words.count {
        case 1: return single(words[0], today: today)
        case 2: return double(words[0], words[1], today: today)
        case 3, 4:
            if words[0] == "end", words[1] == "of" { return end(words.last ?? "", words[2], words.count, today: today) }
            // `fri next week`, `next week friday`
            if words.count == 3, let place = words.firstIndex(of: "next"), place < 2, words[place + 1] == "week",
                let weekday = weekday(words[place == 0 ? 2 : 0])
            {
                return double("next", weekday.name.lowercased(), today: today)
            }
            // `2 weeks from now`
            if words.count == 4, words[2] == "from", ["now", "today"].contains(words[3]) {
                return relative(words[0], words[1]).map { .date(today + $0) }
            }
            guard words.count == 3 else { return nil }
            if words[0] == "in", let days = relative(words[1], words[2]) { return .date(today + days) }
            if let day = dayNumber(words[0]), let month = month(words[1]), let year = fullYear(words[2][...]) {
                return written(day, month, year)
            }
            // `5th of december`, `dec 4, 2026`
            if let day = dayNumber(words[0]), words[1] == "of", let month = month(words[2]) {
                return nextOccurrence(day, month, today)
            }
            if let month = month(words[0]), let day = dayNumber(words[1].filter { $0 != "," }),
                let year = fullYear(words[2][...])
            {
                return written(day, month, year)
            }
            return nil
        default: return nil
        }
    }

    /// Whether so many words can be a day, by the first: most are turned away here.
    static func mayRead(_ count: Int, first: String) -> Bool {
        guard let byte = first.utf8.first else { return false }
        if count > 1, byte &- 0x30 >= 10, beginsSpoken(first) { return true }
        // `24dec`, and no number alone.
        if byte &- 0x30 < 10 { return count <= 4 && (count > 1 || first.utf8.contains { $0 &- 0x30 >= 10 }) }
        // `end of month`, `end of next week`
        if byte | 0x20 == 0x65, count >= 3 { return first.lowercased() == "end" }
        guard byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || count == 4 || begins(first) else {
            return false
        }
        switch count {
        // `fri`, `today`, `september24`, `+3d`.
        case 1: return (3...13).contains(first.utf8.count)
        // `next fri`, `this fri`, `in 3d`, `dec 24`.
        case 2: return (2...9).contains(first.utf8.count) && openers.contains(first.lowercased())
        // `in 3 days`, `fri next week`, `next week fri`, `two weeks from now`, `fri 4 dec`, `dec 4, 2026`.
        case 3:
            let first = first.lowercased()
            return ["in", "next"].contains(first) || weekday(first.filter { $0 != "," }) != nil || month(first) != nil
        case 4: return numbers[first.lowercased()] != nil || weekday(first.lowercased().filter { $0 != "," }) != nil
        default: return false
        }
    }

    /// Whether a word begins as one that a day may begin with, or go on with after a number: most words do not.
    private static func begins(_ word: String) -> Bool {
        beginnings.contains(beginning(word))
    }

    /// The first three letters, in lower case.
    private static func beginning(_ word: String) -> UInt32 {
        word.utf8.prefix(3).reduce(0) { $0 << 8 | UInt32($1 | 0x20) }
    }

    /// The beginnings of all words that a day begins with.
    private static let beginnings = Set(
        (Array(openers) + Array(partsOfDay)
            + ["mid", "now", "eow", "eom", "eoq", "eoy", "tmrw", "tmr", "yesterday", "of", "day", "d", "week", "w"])
            .map(beginning)
    ).sorted()

    private static func single(_ word: String, today: CalendarDate) -> Reading? {
        switch word {
        case "today", "now", "eod": return .date(today)
        case "tomorrow", "tmrw", "tmr": return .date(today + 1)
        case "yesterday": return .date(today - 1)
        case "eow": return .date(endOfWeek(today))
        case "eom": return .date(endOfMonth(today))
        case "eoq": return .date(endOfQuarter(today))
        case "eoy": return .date(lastDay(ofMonth: 12, today))
        default: break
        }
        if let weekday = weekday(word) { return .date(next(weekday, after: today)) }
        // `mid-december`
        if word.hasPrefix("mid-"), let month = month(String(word.dropFirst(4))) {
            return nextOccurrence(15, month, today)
        }
        guard word.utf8.contains(where: { $0 &- 0x30 < 10 }) else { return nil }
        if word.first == "+", let span = daysOf(word.dropFirst()) { return .date(today + span) }
        if word.first == "-", let span = daysOf(word.dropFirst()) { return .date(today - span) }
        if let date = CalendarDate(iso: word) { return .date(date) }
        return dayAndMonth(word, today: today) ?? numeric(word, today: today)
    }

    private static func double(_ first: String, _ second: String, today: CalendarDate) -> Reading? {
        if first == "next" {
            if second == "week" { return .date(monday(of: today) + 7) }
            if let weekday = weekday(second) { return .date(monday(of: today) + 7 + weekday.rawValue - 1) }
            return nil
        }
        if first == "coming", let weekday = weekday(second) { return .date(next(weekday, after: today)) }
        if let weekday = weekday(first), second.utf8.count > 2, let day = dayNumber(second) {
            return nextOccurrence(day, weekday, today)
        }
        if first == "this", let weekday = weekday(second) { return .date(monday(of: today) + weekday.rawValue - 1) }
        if first == "in", let days = daysOf(second[...]) { return .date(today + days) }
        if let day = dayNumber(first), let month = month(second) { return nextOccurrence(day, month, today) }
        if let month = month(first), let day = dayNumber(second) { return nextOccurrence(day, month, today) }
        return nil
    }

    package static func weekday(_ word: String) -> Weekday? {
        guard word.utf8.count >= 2 else { return nil }
        if word == "tues" { return .tuesday }
        if word == "thur" || word == "thurs" { return .thursday }
        if word == "weds" { return .wednesday }
        return weekdays[word]
    }

    private static let weekdays = Dictionary(
        Weekday.allCases.flatMap { [($0.name.lowercased(), $0), ($0.abbreviation.lowercased(), $0)] }
    ) { one, _ in one }
    private static let months = Dictionary(
        CalendarDate.monthNames.enumerated().flatMap {
            [($1.lowercased(), $0 + 1), ($1.prefix(3).lowercased(), $0 + 1)]
        }
            + [("sept", 9)]
    ) { one, _ in one }

    private static let openers = Set(months.keys).union(months.keys.map { $0 + "." }).union([
        "next", "nxt", "this", "coming", "in", "today", "tomorrow",
    ]).union(
        weekdays.keys.flatMap { [$0, $0 + ","] })
    private static let partsOfDay: Set<String> = [
        "eod", "cob", "cop", "morning", "noon", "afternoon", "evening", "am", "pm",
    ]

    static func month(_ word: String) -> Int? {
        guard word.utf8.count >= 3 else { return nil }
        // `Dec.`
        return months[word.last == "." ? String(word.dropLast()) : word]
    }

    static func next(_ weekday: Weekday, after today: CalendarDate) -> CalendarDate {
        let distance = (weekday.rawValue - today.weekday.rawValue + 7) % 7
        return today + (distance == 0 ? 7 : distance)
    }

    static func monday(of date: CalendarDate) -> CalendarDate { date - (date.weekday.rawValue - 1) }

    /// `3d`, `2w`: calendar days.
    private static func daysOf(_ text: Substring) -> Int? {
        guard let unit = text.last, let count = Int(asciiDigits: text.dropLast()), count < 10_000 else { return nil }
        switch unit {
        case "d": return count
        case "w": return count * 7
        default: return nil
        }
    }

    /// How many days a span is: `2d`, `1w`, `3 days`, `a week`; nil for anything else.
    package static func days(_ words: [String]) -> Int? {
        switch words.count {
        case 1: daysOf(words[0].lowercased()[...])
        case 2: relative(words[0].lowercased(), words[1].lowercased())
        default: nil
        }
    }

    private static let numbers = ["a": 1, "one": 1, "two": 2, "three": 3, "four": 4]

    static func relative(_ number: String, _ unit: String) -> Int? {
        guard let count = Int(asciiDigits: number) ?? numbers[number], count < 10_000 else { return nil }
        switch unit {
        case "day", "days", "d": return count
        case "week", "weeks", "w": return count * 7
        case "fortnight", "fortnights": return count * 14
        default: return nil
        }
    }

    private static func dayNumber(_ word: String) -> Int? {
        guard word.utf8.count <= 5, let first = word.utf8.first, first &- 0x30 < 10 else { return nil }
        if word.utf8.count <= 2, let day = Int(asciiDigits: word) { return (1...31).contains(day) ? day : nil }
        guard !word.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
        var text = word[...]
        if text.last == "." { text.removeLast() }
        for ending in ["st", "nd", "rd", "th"] where text.hasSuffix(ending) { text = text.dropLast(2) }
        guard text.utf8.count <= 2, let day = Int(asciiDigits: text), (1...31).contains(day) else { return nil }
        return day
    }

    /// `24dec`, `dec24`, `24dec2026`.
    private static func dayAndMonth(_ word: String, today: CalendarDate) -> Reading? {
        let digits = word.prefix { $0.isASCII && $0.isNumber }
        let rest = word.dropFirst(digits.count)
        let letters = rest.prefix { $0.isLetter }
        let tail = rest.dropFirst(letters.count)
        guard let month = month(String(letters)) else { return nil }
        if !digits.isEmpty {
            guard let day = dayNumber(String(digits)) else { return nil }
            if tail.isEmpty { return nextOccurrence(day, month, today) }
            guard tail.utf8.count == 4, let year = Int(asciiDigits: tail) else { return nil }
            return written(day, month, year)
        }
        guard let day = dayNumber(String(tail)) else { return nil }
        return nextOccurrence(day, month, today)
    }

    /// The day of a month that was written as a word.
    private static func written(_ day: Int, _ month: Int, _ year: Int) -> Reading? {
        guard (1...9999).contains(year) else { return nil }
        return CalendarDate(year: year, month: month, day: day).map { .date($0) } ?? .impossible
    }

    static func nextOccurrence(_ day: Int, _ month: Int, _ today: CalendarDate) -> Reading? {
        let year = today.parts.year
        for candidate in year...(year + 8) {
            if let date = CalendarDate(year: candidate, month: month, day: day), date >= today { return .date(date) }
        }
        return .impossible
    }

    /// `fri 13th`: the next such day of a month, of those that are near.
    private static func nextOccurrence(_ day: Int, _ weekday: Weekday, _ today: CalendarDate) -> Reading? {
        var month = today.firstOfMonth
        for _ in 0..<3 {
            let (year, number, _) = month.parts
            if let date = CalendarDate(year: year, month: number, day: day), date >= today {
                return date.weekday == weekday ? .date(date) : .impossible
            }
            month = (month + 31).firstOfMonth
        }
        return .impossible
    }

    static func fullYear(_ text: Substring) -> Int? {
        guard let year = Int(asciiDigits: text) else { return nil }
        return text.utf8.count == 4 ? year : text.utf8.count == 2 ? 2000 + year : nil
    }
}
