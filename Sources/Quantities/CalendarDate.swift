// A day on the Gregorian calendar, without time or zone.

/// A calendar day, counted from 1970-01-01 (day 0).
///
/// Conversions follow the civil-date algorithm of Howard Hinnant ("chrono-compatible low-level date algorithms"),
/// exact over the years 1 to 9999.
package struct CalendarDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01; negative before it.
    package let dayNumber: Int

    /// The first and the last day there is: those that ``iso`` writes with ten characters.
    private static let days = -719_162...2_932_896

    /// The day of this number; beyond the years 1 to 9999 the first or the last day there is, so that every date that is
    /// reckoned can be written and read again.
    package init(dayNumber: Int) {
        self.dayNumber = min(max(dayNumber, CalendarDate.days.lowerBound), CalendarDate.days.upperBound)
    }

    /// The day of these parts, or nil when the calendar has no such day (30 February, year 0).
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day),
            day <= CalendarDate.length(ofMonth: month, in: year)
        else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        dayNumber = era * 146_097 + dayOfEra - 719_468
    }

    /// Reads `2026-12-24`, strictly; nil for anything else.
    package init?(iso text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
            let year = Int(asciiDigits: bytes[0..<4]), let month = Int(asciiDigits: bytes[5..<7]),
            let day = Int(asciiDigits: bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Year, month (1–12) and day of the month (1–31).
    package var parts: (year: Int, month: Int, day: Int) {
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch + (monthFromMarch < 10 ? 3 : -9)
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    package var weekday: Weekday { Weekday(rawValue: (((dayNumber + 3) % 7) + 7) % 7 + 1) ?? .monday }

    package static func < (left: CalendarDate, right: CalendarDate) -> Bool { left.dayNumber < right.dayNumber }
    package static func + (date: CalendarDate, days: Int) -> CalendarDate {
        CalendarDate(dayNumber: date.dayNumber + days)
    }
    package static func - (date: CalendarDate, days: Int) -> CalendarDate { date + -days }

    /// Calendar days from the other date to this one.
    package func days(since other: CalendarDate) -> Int { dayNumber - other.dayNumber }

    /// Monday-to-Friday days after `other` up to and including this one; negative when this one is earlier.
    package func workingDays(since other: CalendarDate) -> Int {
        if self < other { return -other.workingDays(since: self) }
        let days = self.days(since: other)
        let rest = days % 7
        var working = days / 7 * 5
        for offset in 0..<rest where (self - offset).weekday.isWorking { working += 1 }
        return working
    }

    /// This date moved by whole working days (Monday to Friday).
    package func adding(workingDays: Int) -> CalendarDate {
        var date = self
        let step = workingDays < 0 ? -1 : 1
        let weeks = workingDays / 5
        date = date + weeks * 7
        var left = abs(workingDays % 5)
        while left > 0 {
            date = date + step
            if date.weekday.isWorking { left -= 1 }
        }
        return date
    }

    /// `2026-11-27`.
    package var iso: String {
        let (year, month, day) = parts
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// `Fri 27 Nov`, with the year only when it is not the reader's (`Fri 27 Nov 2027`).
    package func short(today: CalendarDate) -> String {
        let (year, month, day) = parts
        // In a string's own sixteen bytes, without the year.
        var text = weekday.abbreviation
        text += day < 10 ? " " : CalendarDate.tens[day / 10]
        text += CalendarDate.units[day % 10]
        text += CalendarDate.shortMonths[month - 1]
        return year == today.parts.year ? text : "\(text) \(year)"
    }

    /// The first day of this date's month.
    package var firstOfMonth: CalendarDate { self - (parts.day - 1) }

    private static let tens = (0...3).map { " \($0)" }
    private static let units = (0...9).map { "\($0) " }
    private static let shortMonths = monthNames.map { String($0.prefix(3)) }

    package static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    package static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

/// A day of the week, numbered as ISO 8601 does: Monday is 1.
package enum Weekday: Int, CaseIterable, Sendable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday

    private static let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    private static let abbreviations = names.map { String($0.prefix(3)) }

    package var name: String { Weekday.names[rawValue - 1] }
    package var abbreviation: String { Weekday.abbreviations[rawValue - 1] }
    package var isWorking: Bool { rawValue <= 5 }
}

func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

extension Int {
    /// Reads one or more ASCII digits and nothing else: no sign, no spaces, no other script; nil on overflow.
    @inlinable package init?(asciiDigits bytes: some Collection<UInt8>) {
        guard !bytes.isEmpty else { return nil }
        var value = 0
        for byte in bytes {
            guard (0x30...0x39).contains(byte) else { return nil }
            let (product, overflowed) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflowedAgain) = product.addingReportingOverflow(Int(byte - 0x30))
            guard !overflowed, !overflowedAgain else { return nil }
            value = sum
        }
        self = value
    }

    /// Reads ASCII digits only, as `init(asciiDigits:)` over bytes does.
    @inlinable package init?(asciiDigits text: some StringProtocol) { self.init(asciiDigits: text.utf8) }
}
