// How often something comes again, as a value: daily, every two weeks on Thursday, on the last working day of the month.

package import JSONText
package import Quantities

/// How often something comes again, on which days and at what time.
package struct Rhythm: FieldContent, Hashable {
    package enum Unit: String, CaseIterable, Sendable { case day, week, month }

    /// Which day of a month.
    package enum MonthDay: Hashable, Sendable {
        /// The first to the thirty-first; a shorter month has its last day instead.
        case number(Int)
        /// The first working day, the second, ...; the last one where the month has fewer.
        case working(Int)
        case last
        case lastWorking
    }

    /// Nil for what is said at once, whenever there is something to say.
    package var unit: Unit?
    /// Every so many days, weeks or months, from 1.
    package var interval: Int
    /// For weeks: on which days; none for that of the first one.
    package var weekdays: [Weekday]
    /// For months; nil for the day of the first one.
    package var monthDay: MonthDay?
    /// Nil for whatever time the receiver has such things at.
    package var time: TimeOfDay?

    package static let atOnce = Rhythm(nil)
    package static let longestInterval = 366

    package init(
        _ unit: Unit?, interval: Int = 1, weekdays: [Weekday] = [], monthDay: MonthDay? = nil, time: TimeOfDay? = nil
    ) {
        self.unit = unit
        self.interval = min(max(interval, 1), Rhythm.longestInterval)
        self.weekdays = Set(weekdays).sorted { $0.rawValue < $1.rawValue }
        self.monthDay = monthDay
        self.time = time
    }

    package static let storedName = "rhythm"
    package static let storedNumber = 18
    package static let accepted = "how often, such as daily 08:30, weekly mon 9:00 or every 2 weeks on thu"

    package var json: JSON {
        .members([
            "unit": unit.map { .string($0.rawValue) },
            "interval": .int(Int64(interval)),
            "weekdays": weekdays.isEmpty ? nil : .array(weekdays.map { .int(Int64($0.rawValue)) }),
            "day": monthDay.map { .string($0.word) },
            "time": time.map(\.json),
        ])
    }

    package init?(json: JSON) {
        guard let interval = json["interval"]?.int else { return nil }
        let unit = json["unit"]?.string.map { Unit(rawValue: $0) }
        if case .some(.none) = unit { return nil }
        self.init(
            unit ?? nil, interval: interval,
            weekdays: (json["weekdays"]?.array ?? []).compactMap { $0.int.flatMap { Weekday(rawValue: $0) } },
            monthDay: json["day"]?.string.flatMap { MonthDay(word: $0) },
            time: json["time"].flatMap { TimeOfDay(json: $0) })
    }

    /// As it can be typed again: `daily 08:30`, `every 2 weeks on thu`, `monthly on the last working day 09:00`.
    package var text: String {
        guard let unit else { return "at once" }
        let often =
            interval == 1
            ? [Unit.day: "daily", .week: "weekly", .month: "monthly"][unit] ?? ""
            : "every \(interval) \(unit.rawValue)s"
        let days =
            weekdays.isEmpty ? "" : " on " + weekdays.map { $0.abbreviation.lowercased() }.joined(separator: ", ")
        let day = monthDay.map { " on \($0.text)" } ?? ""
        return often + days + day + (time.map { " \($0.text)" } ?? "")
    }

    package var value: FieldValue { .rhythm(self) }
    package func holds(_ comparison: Comparison, _ other: FieldValue) -> Bool {
        if case .rhythm(let other) = other, comparison == .equal { self == other } else { false }
    }
}

extension Rhythm.MonthDay {
    fileprivate var word: String {
        switch self {
        case .number(let number): "\(number)"
        case .working(let number): "working \(number)"
        case .last: "last"
        case .lastWorking: "last working"
        }
    }

    fileprivate init?(word: String) {
        switch word {
        case "last": self = .last
        case "last working": self = .lastWorking
        default:
            if let number = Int(asciiDigits: word) {
                self = .number(number)
            } else if word.hasPrefix("working "), let number = Int(asciiDigits: word.dropFirst(8)) {
                self = .working(number)
            } else {
                return nil
            }
        }
    }

    fileprivate var text: String {
        switch self {
        case .number(let number): "day \(number)"
        case .working(let number): "working day \(number)"
        case .last: "the last day"
        case .lastWorking: "the last working day"
        }
    }
}

// MARK: Its days

extension Rhythm {
    /// The first of its days after a day; nil for what has no days.
    ///
    /// - Parameter anchor: a day that the count of weeks and months begins with.
    package func day(after date: CalendarDate, from anchor: CalendarDate) -> CalendarDate? {
        let date = max(date, anchor - 1)
        switch unit {
        case nil: return nil
        case .day:
            let passed = date.days(since: anchor)
            return passed < 0 ? anchor : anchor + (passed / interval + 1) * interval
        case .week: return days(ofWeeksFrom: date, anchor).first { $0 > date }
        case .month: return days(ofMonthsFrom: date, anchor).first { $0 > date }
        }
    }

    /// The last of its days up to a day; nil where there is none from the anchor on.
    package func day(upTo date: CalendarDate, from anchor: CalendarDate) -> CalendarDate? {
        guard date >= anchor else { return nil }
        switch unit {
        case nil: return nil
        case .day: return anchor + date.days(since: anchor) / interval * interval
        case .week: return days(ofWeeksFrom: date, anchor).last { $0 <= date && $0 >= anchor }
        case .month: return days(ofMonthsFrom: date, anchor).last { $0 <= date && $0 >= anchor }
        }
    }

    /// Its days in the counted week before a day's, that week and the one after.
    private func days(ofWeeksFrom date: CalendarDate, _ anchor: CalendarDate) -> [CalendarDate] {
        let first = anchor - (anchor.weekday.rawValue - 1)
        let weeks = date.days(since: first)
        let turn = (weeks >= 0 ? weeks : weeks - 6) / 7 / interval
        let said = weekdays.isEmpty ? [anchor.weekday] : weekdays
        return (turn - 1...turn + 1).flatMap { turn in
            said.map { first + max(turn, 0) * 7 * interval + $0.rawValue - 1 }
        }
    }

    /// Its days in the counted month before a day's, that month and the one after.
    private func days(ofMonthsFrom date: CalendarDate, _ anchor: CalendarDate) -> [CalendarDate] {
        let (begin, now) = (anchor.parts, date.parts)
        let passed = (now.year - begin.year) * 12 + now.month - begin.month
        let turn = max(passed, 0) / interval
        return (max(turn - 1, 0)...turn + 1).compactMap { turn in
            let month = begin.year * 12 + begin.month - 1 + turn * interval
            return day(ofMonth: month % 12 + 1, in: month / 12, anchor.parts.day)
        }
    }

    private func day(ofMonth month: Int, in year: Int, _ ownDay: Int) -> CalendarDate? {
        let length = CalendarDate.length(ofMonth: month, in: year)
        guard let first = CalendarDate(year: year, month: month, day: 1) else { return nil }
        let all = (0..<length).map { first + $0 }
        let working = all.filter(\.weekday.isWorking)
        switch monthDay ?? .number(ownDay) {
        case .number(let number): return all[min(max(number, 1), length) - 1]
        case .working(let number): return working[min(max(number, 1), working.count) - 1]
        case .last: return all.last
        case .lastWorking: return working.last
        }
    }
}
