// Which stretch of days is meant: months, quarters, weeks, ends of them; and how far a unit goes.

import Quantities

extension DayResolver {
    /// A month, or the quarter that begins with it, in the year that was said or that the use means.
    func span(of unit: DayUnit, _ month: Int, in year: Int?) throws(DayFault) -> ClosedRange<CalendarDate> {
        if let year { return unit.stretch(around: try existing(year, month, 1)) }
        let own = unit.stretch(around: try existing(today.parts.year, month, 1))
        switch use {
        case .back where own.lowerBound > today:
            return unit.stretch(around: try existing(today.parts.year - 1, month, 1))
        case .back: return own
        case .ahead, .near, .stretch:
            return own.upperBound >= today ? own : unit.stretch(around: try existing(today.parts.year + 1, month, 1))
        }
    }

    func week(_ number: Int, _ year: Int?) throws(DayFault) -> ClosedRange<CalendarDate> {
        func monday(_ year: Int) -> CalendarDate? {
            guard let january = CalendarDate(year: year, month: 1, day: 4) else { return nil }
            let monday = self.monday(of: january) + 7 * (number - 1)
            // Not every year has a 53rd.
            return (monday + 3).parts.year == year ? monday : nil
        }
        if let year {
            guard let monday = monday(year) else { throw .impossible }
            return monday...(monday + 6)
        }
        let near = today.parts.year
        let mondays = ((near - 7)...(near + 8)).compactMap(monday)
        guard let next = mondays.first(where: { $0 + 4 >= today }), let last = mondays.last(where: { $0 + 4 < today })
        else { throw .impossible }
        switch use {
        case .ahead:
            // One that has just passed, or comes in years: which is meant?
            let isUnsure = today.days(since: last + 4) <= 60 || next.days(since: today) > 366
            if isUnsure { throw .ambiguous(last + 4, next + 4) }
            return next...(next + 6)
        case .back: return next <= today ? next...(next + 6) : last...(last + 6)
        case .near, .stretch:
            let nearest = mondays.min { abs($0.days(since: today)) < abs($1.days(since: today)) } ?? next
            return nearest...(nearest + 6)
        }
    }

    func edge(_ edge: DayEdge, _ base: DayExpression) throws(DayFault) -> ClosedRange<CalendarDate> {
        let days = try days(base)
        let length = days.upperBound.days(since: days.lowerBound) + 1
        switch edge {
        case .start: return only(days.lowerBound)
        case .middle: return only(days.lowerBound + (length == 7 ? 2 : length <= 31 ? 14 : length / 2))
        case .end where length == 7:
            // The week ends with its last working day; on a weekend the next one is meant.
            let isOver = use != .back && base == .period(.week, 0) && days.upperBound - 2 < today
            return only(days.upperBound + (isOver ? 5 : -2))
        case .end: return only(days.upperBound)
        }
    }

    func between(_ first: DayExpression, _ last: DayExpression) throws(DayFault) -> ClosedRange<CalendarDate> {
        let first = try days(first)
        // The second end is the next one after the first.
        let last = try DayResolver(today: max(first.lowerBound, use == .back ? first.lowerBound : today), use: .ahead)
            .days(last)
        guard first.lowerBound <= last.upperBound else { throw .impossible }
        return first.lowerBound...last.upperBound
    }
}

extension DayUnit {
    /// A day moved by so many units: of months and years to the same day, or the last of a shorter month.
    func adding(_ count: Int, to day: CalendarDate) -> CalendarDate {
        switch self {
        case .day: return day + count
        case .workingDay: return day.adding(workingDays: count)
        case .week: return day + 7 * count
        case .month, .quarter, .year:
            let (year, month, number) = day.parts
            let months = year * 12 + month - 1 + count * (self == .month ? 1 : self == .quarter ? 3 : 12)
            let (toYear, toMonth) = (months / 12, months % 12 + 1)
            guard (1...9999).contains(toYear) else { return CalendarDate(dayNumber: count < 0 ? .min / 2 : .max / 2) }
            let last = CalendarDate.length(ofMonth: toMonth, in: toYear)
            return CalendarDate(year: toYear, month: toMonth, day: min(number, last)) ?? day
        }
    }

    /// The whole unit that a day is in: a week from Monday to Sunday.
    func stretch(around day: CalendarDate) -> ClosedRange<CalendarDate> {
        let first: CalendarDate
        switch self {
        case .day, .workingDay: return day...day
        case .week: first = day - (day.weekday.rawValue - 1)
        case .month: first = day.firstOfMonth
        case .quarter:
            let (year, month, _) = day.parts
            first = CalendarDate(year: year, month: (month - 1) / 3 * 3 + 1, day: 1) ?? day
        case .year: first = CalendarDate(year: day.parts.year, month: 1, day: 1) ?? day
        }
        return first...(adding(1, to: first) - 1)
    }
}
