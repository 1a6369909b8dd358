// Days on which other hours hold: one range of days, or a rule that recurs.

package import Quantities

/// Other shifts on some days; no shifts make them non-working.
package struct CalendarException: Hashable, Sendable {
    package var days: ExceptionDays
    package var shifts: [Shift]

    package init(_ days: ExceptionDays, shifts: [Shift] = []) {
        self.days = days
        self.shifts = shifts
    }

    package func covers(_ date: CalendarDate) -> Bool { days.contains(date) }

    /// Which of two exceptions holds on a day of both: the rarer the rule, the stronger (a single day, a stretch of days,
    /// then yearly, monthly, weekly and daily rules, as Microsoft Project has it).
    var strength: Int {
        switch days {
        case .range(let first, let last): first == last ? 6 : 5
        case .recurring(.yearly, _, _), .recurring(.yearlyWeekday, _, _): 4
        case .recurring(.monthly, _, _), .recurring(.monthlyWeekday, _, _): 3
        case .recurring(.weekly, _, _): 2
        case .recurring(.daily, _, _): 1
        }
    }
}

/// Another week that holds for a stretch of days, both ends part of it; weekdays it does not name are as usual.
package struct WorkWeek: Hashable, Sendable {
    package var first: CalendarDate
    package var last: CalendarDate
    package var week: [Weekday: [Shift]]

    package init(from first: CalendarDate, through last: CalendarDate, week: [Weekday: [Shift]]) {
        self.first = first
        self.last = last
        self.week = week
    }
}

/// Which days an exception is about; both ends of a range are part of it.
package enum ExceptionDays: Hashable, Sendable {
    case range(CalendarDate, CalendarDate)
    case recurring(Recurrence, from: CalendarDate, through: CalendarDate)

    package func contains(_ date: CalendarDate) -> Bool {
        switch self {
        case .range(let first, let last): return first <= date && date <= last
        case .recurring(let rule, let first, let last):
            return first <= date && date <= last && rule.matches(date, countedFrom: first)
        }
    }
}

/// A rule that names days again and again, counted from the first day of its exception.
package enum Recurrence: Hashable, Sendable {
    case daily(every: Int)
    /// Weeks begin on Monday and are counted from the week of the first day.
    case weekly(every: Int, on: Set<Weekday>)
    /// This day of every so many months; months that are too short have none.
    case monthly(every: Int, day: Int)
    /// The first (1) to fourth, or the last (5), such weekday of every so many months.
    case monthlyWeekday(every: Int, week: Int, Weekday)
    case yearly(month: Int, day: Int)
    case yearlyWeekday(month: Int, week: Int, Weekday)

    func matches(_ date: CalendarDate, countedFrom first: CalendarDate) -> Bool {
        let (year, month, day) = date.parts
        switch self {
        case .daily(let every): return date.days(since: first) % max(1, every) == 0
        case .weekly(let every, let weekdays):
            let monday = first - (first.weekday.rawValue - 1)
            return weekdays.contains(date.weekday) && date.days(since: monday) / 7 % max(1, every) == 0
        case .monthly(let every, let wanted):
            return day == wanted && months(since: first, year, month) % max(1, every) == 0
        case .monthlyWeekday(let every, let week, let weekday):
            return isWeekday(date, week, weekday) && months(since: first, year, month) % max(1, every) == 0
        case .yearly(let wantedMonth, let wantedDay): return month == wantedMonth && day == wantedDay
        case .yearlyWeekday(let wantedMonth, let week, let weekday):
            return month == wantedMonth && isWeekday(date, week, weekday)
        }
    }

    private func months(since first: CalendarDate, _ year: Int, _ month: Int) -> Int {
        (year - first.parts.year) * 12 + month - first.parts.month
    }

    private func isWeekday(_ date: CalendarDate, _ week: Int, _ weekday: Weekday) -> Bool {
        guard date.weekday == weekday else { return false }
        let (year, month, day) = date.parts
        return week >= 5 ? day + 7 > CalendarDate.length(ofMonth: month, in: year) : (day - 1) / 7 + 1 == week
    }
}
