// Which weekday is meant, and days that are counted within others.

import Quantities

extension DayResolver {
    func weekday(_ weekday: Weekday, _ step: WeekdayStep) -> CalendarDate {
        let own = monday(of: today) + (weekday.rawValue - 1)
        switch step {
        case .last: return own < today ? own : own - 7
        case .ofNextWeek: return own + 7
        case .this: return use == .back || own >= today ? own : own + 7
        case .upcoming:
            if use == .back { return own < today ? own : own - 7 }
            return own > today ? own : own + 7
        }
    }

    /// The n-th such weekday after a day, or before it.
    func weekdays(_ count: Int, _ weekday: Weekday, from day: CalendarDate) -> CalendarDate {
        let own = monday(of: day) + (weekday.rawValue - 1)
        return count > 0
            ? (own > day ? own : own + 7) + 7 * (count - 1) : (own < day ? own : own - 7) + 7 * (count + 1)
    }

    /// The day that was said, if it is that weekday; of a day without its month the next that is.
    func checked(_ weekday: Weekday, _ base: DayExpression) throws(DayFault) -> CalendarDate {
        if case .date(let day, nil, _) = base {
            let step = use == .back ? -1 : 1
            let date = (0..<62).lazy.map { today + step * $0 }.first { $0.parts.day == day && $0.weekday == weekday }
            guard let date else { throw .impossible }
            return date
        }
        let days = try days(base)
        guard days.lowerBound == days.upperBound else { return monday(of: days.lowerBound) + (weekday.rawValue - 1) }
        if days.lowerBound.weekday == weekday { return days.lowerBound }
        // `friday 20 nov` on the Monday after it: the weekday says that it has just been.
        if base.isYearly, let last = try? DayResolver(today: today, use: .back).days(base).lowerBound,
            last.weekday == weekday, today.days(since: last) <= 60
        {
            return last
        }
        throw .otherWeekday(days.lowerBound)
    }

    /// The n-th such weekday of some days; of a month without its year, in the year that the use means.
    func nth(_ number: Int, _ weekday: Weekday, _ base: DayExpression) throws(DayFault) -> CalendarDate {
        if case .month(let month, nil) = base {
            let date = yearly { year in
                CalendarDate(year: year, month: month, day: 1).flatMap {
                    nth(number, weekday, in: DayUnit.month.stretch(around: $0))
                }
            }
            guard let date else { throw .impossible }
            return date
        }
        guard let date = nth(number, weekday, in: try days(base)) else { throw .impossible }
        return date
    }

    func nth(_ number: Int, _ weekday: Weekday, in days: ClosedRange<CalendarDate>) -> CalendarDate? {
        let (first, last) = (days.lowerBound, days.upperBound)
        let date =
            number > 0
            ? first + ((weekday.rawValue - first.weekday.rawValue + 7) % 7 + 7 * (number - 1))
            : last - ((last.weekday.rawValue - weekday.rawValue + 7) % 7 + 7 * (-number - 1))
        return days.contains(date) ? date : nil
    }

    func nthDay(_ number: Int, of days: ClosedRange<CalendarDate>) throws(DayFault) -> CalendarDate {
        let date = number > 0 ? days.lowerBound + (number - 1) : days.upperBound + (number + 1)
        guard days.contains(date) else { throw .impossible }
        return date
    }

    func nthWorkingDay(
        _ number: Int, of days: ClosedRange<CalendarDate>
    ) throws(DayFault) -> CalendarDate {
        let date =
            number > 0
            ? (days.lowerBound - 1).adding(workingDays: number) : (days.upperBound + 1).adding(workingDays: number)
        guard days.contains(date) else { throw .impossible }
        return date
    }

    /// The weeks of a month count from the first that begins in it.
    func nthWeek(_ number: Int, of days: ClosedRange<CalendarDate>) throws(DayFault) -> ClosedRange<
        CalendarDate
    > {
        guard let monday = nth(number, .monday, in: days) else { throw .impossible }
        return DayUnit.week.stretch(around: monday)
    }

    func closest(_ number: Int, _ weekday: Weekday, to day: CalendarDate) -> CalendarDate {
        let near = (-3...3).map { day + $0 }.first { $0.weekday == weekday } ?? day
        // The next one lies on the other side, and so on in turn.
        let isAfter = near >= day
        let step = number / 2 * 7
        return number % 2 == 1 ? (isAfter ? near + step : near - step) : (isAfter ? near - step : near + step)
    }
}
