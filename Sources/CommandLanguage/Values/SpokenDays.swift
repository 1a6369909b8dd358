// Days as people in offices say them: COP Friday, w/c 7 Dec, a week on Friday, two weeks today, first thing Monday.

import Quantities

extension DateReader {
    /// The day that such words say; nil for any other words.
    ///
    /// - Parameter words: in lower case.
    static func readSpoken(_ words: [String], today: CalendarDate) -> Reading? {
        guard words.count > 1, let first = words.first, beginsSpoken(first) || weekday(first) != nil else { return nil }
        let rest = Array(words.dropFirst())
        // `mid december`, `day after tomorrow`, `the day after tomorrow`
        if first == "mid", rest.count == 1, let month = month(rest[0]) { return nextOccurrence(15, month, today) }
        if words == ["day", "after", "tomorrow"] || words == ["the", "day", "after", "tomorrow"] {
            return .date(today + 2)
        }
        // `friday the 18th`
        if let weekday = weekday(first), rest.count == 2, rest[0] == "the", let day = ordinal(rest[1]) {
            let date = (0..<62).lazy.map { today + $0 }.first { $0.parts.day == day && $0.weekday == weekday }
            return date.map { .date($0) } ?? .impossible
        }
        // `first of december`, `the first of december`
        let named = first == "the" ? rest : words
        if named.count == 3, named[1] == "of", let day = ordinals.firstIndex(of: named[0]), let month = month(named[2])
        {
            return nextOccurrence(day + 1, month, today)
        }
        // `friday week`, `friday in two weeks`
        if let weekday = weekday(first) {
            if rest.count == 3, rest[0] == "in", let span = relative(rest[1], rest[2]), span > 0, span % 7 == 0 {
                return .date(monday(of: today + span) + (weekday.rawValue - 1))
            }
            guard rest == ["week"], case .date(let date)? = read([weekday.name], today: today) else { return nil }
            return .date(date + 7)
        }
        let isWeek = first == "week" && ["commencing", "beginning", "starting", "of"].contains(rest[0])
        // `week on friday`, `a week on friday`, `two weeks today`, `a fortnight tomorrow`
        let (span, after) = first == "week" ? (7, rest) : (relative(first, rest[0]) ?? 0, Array(rest.dropFirst()))
        if span > 0, !after.isEmpty, span % 7 == 0, !isWeek {
            let day = ["on", "from"].contains(after[0]) ? Array(after.dropFirst()) : after
            guard !day.isEmpty, day != ["now"], case .date(let date)? = read(day, today: today) else { return nil }
            return .date(date + span)
        }
        // `w/c 7 dec`, `week commencing 7 dec`: by the end of that week, as `KW49` is.
        if ["w/c", "wc"].contains(first) || isWeek {
            guard case .date(let date)? = read(isWeek ? Array(rest.dropFirst()) : rest, today: today) else {
                return nil
            }
            return .date(monday(of: date) + 4)
        }
        // `cop friday`, `close of play thursday`, `first thing on monday`, `5pm fri`: the day counts.
        for phrase in partsSaidFirst
        where words.count > phrase.count && words.prefix(phrase.count).elementsEqual(phrase) {
            let day = words.dropFirst(phrase.count).drop { $0 == "on" }
            return day.isEmpty ? nil : read(Array(day), today: today)
        }
        if isTime(first) { return read(rest, today: today) }
        // `the 20th`: of this month, or of the next
        if first == "the", rest.count == 1 {
            return ordinal(rest[0]).flatMap { ofThisOrNextMonth($0, today) }.map { .date($0) }
        }
        // `the 3rd of december`
        return first == "the" && rest[0].utf8.first.map { $0 &- 0x30 < 10 } == true ? read(rest, today: today) : nil
    }

    private static let ordinals = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
        "twelfth",
    ]

    /// The number of `20th`.
    static func ordinal(_ word: String) -> Int? {
        guard (3...4).contains(word.utf8.count), ["st", "nd", "rd", "th"].contains(word.suffix(2)) else { return nil }
        return Int(asciiDigits: word.dropLast(2)).flatMap { (1...31).contains($0) ? $0 : nil }
    }

    /// The next day of this number, today among them.
    static func ofThisOrNextMonth(_ day: Int, _ today: CalendarDate) -> CalendarDate? {
        (0..<62).lazy.map { today + $0 }.first { $0.parts.day == day }
    }

    /// Whether such a day may begin with a word.
    static func beginsSpoken(_ word: String) -> Bool {
        guard let byte = word.utf8.first, word.utf8.count <= 7 else { return false }
        return byte &- 0x30 < 10 ? isTime(word) || word.utf8.count <= 2 : spokenOpeners.contains(word.lowercased())
    }

    private static let partsSaidFirst = [
        ["cop"], ["cob"], ["eod"], ["close", "of", "play"], ["close", "of", "business"], ["end", "of", "day"],
        ["first", "thing"], ["end", "of", "play"], ["noon"], ["w/e"], ["week", "ending"],
    ]
    private static let spokenOpeners: Set<String> = [
        "a", "one", "two", "three", "four", "week", "w/c", "wc", "cop", "cob", "eod", "close", "end", "first", "the",
        "noon", "w/e", "mid", "day", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ]

    /// `5pm`, `5:30pm`.
    static func isTime(_ word: String) -> Bool {
        guard word.utf8.first.map({ $0 &- 0x30 < 10 }) == true else { return false }
        let bare = word.lowercased()
        guard bare.hasSuffix("am") || bare.hasSuffix("pm") else { return false }
        let digits = bare.dropLast(2)
        return (1...5).contains(digits.count) && digits.allSatisfy { $0.isNumber || $0 == ":" || $0 == "." }
    }
}
