// Moments as Jira's interface and its XML export write them: each has one form only.

import Quantities

/// Reads moments of Jira. A day is that of the clock they were written by.
enum JiraMoment {
    /// `2019-02-16` of `2019-02-16T13:12:10.037-0800`, or of a day alone.
    static func day(_ text: String) -> CalendarDate? {
        guard text.utf8.count == 10 || text.utf8.dropFirst(10).first == UInt8(ascii: "T") else { return nil }
        return CalendarDate(iso: text.prefix(10))
    }

    /// The moment of `2019-02-16T13:12:10.037-0800`, whose offset has no colon.
    static func instant(_ text: String) -> Instant? {
        if let instant = Instant(iso: text) { return instant }
        guard text.utf8.count > 24 else { return nil }
        return Instant(iso: text.dropLast(2) + ":" + text.suffix(2))
    }

    /// Beyond all that can be a moment the first or the last one.
    static func instant(milliseconds: Int64) -> Instant { Instant(milliseconds: milliseconds) }

    /// The day of `Mon, 15 Feb 2026 16:37:00 +0100` (RFC 822).
    static func feedDay(_ text: String) -> CalendarDate? {
        var words = text.split { $0 == " " || $0 == "," }[...]
        if words.first?.first?.isLetter == true { words = words.dropFirst() }
        guard words.count >= 4, words[words.startIndex + 3].utf8.contains(UInt8(ascii: ":")),
            let day = words.first.flatMap({ Int(asciiDigits: $0) }),
            let month = JiraMonth.number(words[words.startIndex + 1]),
            let year = Int(asciiDigits: words[words.startIndex + 2])
        else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }
}
