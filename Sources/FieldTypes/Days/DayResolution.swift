// Which days are meant by what was said of them.

package import Quantities

extension DayExpression {
    /// The one day that is meant: the last of a stretch that is to come, its last working day where it is a week; else its
    /// first.
    ///
    /// - Throws: `DayFault` where there is none, or two are.
    package func day(_ use: DayUse, today: CalendarDate) throws(DayFault) -> CalendarDate {
        let days = try DayResolver(today: today, use: use).days(self)
        guard use != .back else { return days.lowerBound }
        let isWeek = days.upperBound.days(since: days.lowerBound) == 6 && days.lowerBound.weekday == .monday
        return isWeek ? days.upperBound - 2 : days.upperBound
    }

    /// Every day that is meant.
    ///
    /// - Throws: `DayFault` where there is none, or two are.
    package func days(_ use: DayUse, today: CalendarDate) throws(DayFault) -> ClosedRange<CalendarDate> {
        try DayResolver(today: today, use: use).days(self)
    }

    /// What is wrong with it whatever it is for: a day that no year has, numerals with two readings.
    package func fault(today: CalendarDate) -> DayFault? {
        do {
            _ = try days(.near, today: today)
            return nil
        } catch {
            return error
        }
    }
}

/// Resolves days against today and a use.
struct DayResolver {
    let today: CalendarDate
    let use: DayUse

    func days(_ said: DayExpression) throws(DayFault) -> ClosedRange<CalendarDate> {
        switch said {
        case .date(let day, let month, let year): try only(date(day, month, year))
        case .numerals(let one, let other, let year): try only(numerals(one, other, year))
        case .weekday(let weekday, let step): only(self.weekday(weekday, step))
        case .weekdays(let count, let weekday): only(weekdays(count, weekday))
        case .shifted(let count, let unit, let base): only(try shifted(count, unit, from: base))
        case .weekdayInWeek(let weekday, let week):
            only(monday(of: try days(week).lowerBound) + (weekday.rawValue - 1))
        case .period(let unit, let step):
            unit.stretch(around: unit.adding(step, to: unit.stretch(around: today).lowerBound))
        case .month(let month, let year): try span(of: .month, month, in: year)
        case .quarter(let quarter, let year): try span(of: .quarter, quarter * 3 - 2, in: year)
        case .week(let week, let year): try self.week(week, year)
        case .year(let year): DayUnit.year.stretch(around: try existing(year, 1, 1))
        case .easter(let offset): only(yearly { easter(in: $0).map { $0 + offset } } ?? today)
        case .within(let day, let year): try within(day, try days(year).lowerBound.parts.year)
        case .looking(let use, let day): try DayResolver(today: today, use: use).days(day)
        case .nthWeekday(let number, let weekday, let base): try only(nth(number, weekday, base))
        case .nthDay(let number, let base): only(try nthDay(number, of: try days(base)))
        case .nthWorkingDay(let number, let base): only(try nthWorkingDay(number, of: try days(base)))
        case .nthWeek(let number, let base): try nthWeek(number, of: try days(base))
        case .closest(let number, let weekday, let base): only(closest(number, weekday, to: try days(base).lowerBound))
        case .edge(let edge, let base): try self.edge(edge, base)
        case .checked(let weekday, let base): only(try checked(weekday, base))
        case .weekOf(let base): DayUnit.week.stretch(around: try days(base).lowerBound)
        case .between(let first, let last): try between(first, last)
        case .span(let count, let unit):
            count < 0 ? unit.adding(count, to: today)...today : today...unit.adding(count, to: today)
        }
    }

    private func only(_ day: CalendarDate) -> ClosedRange<CalendarDate> { day...day }

    /// So many units from a day; of a day that was not said in full the last one, if what is counted from it is to come:
    /// `one year after christmas`.
    private func shifted(_ count: Int, _ unit: DayUnit, from base: DayExpression?) throws(DayFault) -> CalendarDate {
        guard let base else { return unit.adding(count, to: today) }
        if use == .ahead, base.isYearly, let last = try? DayResolver(today: today, use: .back).days(base).lowerBound {
            let date = unit.adding(count, to: last)
            if date >= today { return date }
        }
        return unit.adding(count, to: try days(base).lowerBound)
    }

    func monday(of day: CalendarDate) -> CalendarDate { DayUnit.week.stretch(around: day).lowerBound }

    private func existing(_ year: Int, _ month: Int, _ day: Int) throws(DayFault) -> CalendarDate {
        guard let date = CalendarDate(year: year, month: month, day: day) else { throw .impossible }
        return date
    }

    // MARK: Days of a year

    /// Of a day that every year may have, the one that the use means: the next, the last, or the nearest.
    func yearly(_ day: @escaping (Int) -> CalendarDate?) -> CalendarDate? {
        let year = today.parts.year
        let next = (year...(year + 8)).lazy.compactMap(day).first { $0 >= today }
        let last = (0...8).lazy.compactMap { day(year - $0) }.first { $0 <= today }
        guard let next, let last else { return next ?? last }
        return switch use {
        case .ahead: next
        case .back: last
        case .near, .stretch: today.days(since: last) <= next.days(since: today) ? last : next
        }
    }

    /// What every year has, in one year: as seen from the day before that year.
    private func within(_ day: DayExpression, _ year: Int) throws(DayFault) -> ClosedRange<CalendarDate> {
        let eve = try existing(year, 1, 1)
        let found = try DayResolver(today: eve, use: .ahead).days(day)
        guard found.lowerBound.parts.year == year else { throw .impossible }
        return found
    }

    private func date(_ day: Int, _ month: Int?, _ year: Int?) throws(DayFault) -> CalendarDate {
        if let year, let month { return try existing(year, month, day) }
        guard let month else { return try dayOfMonth(day) }
        guard let date = yearly({ CalendarDate(year: $0, month: month, day: day) }) else { throw .impossible }
        return date
    }

    /// `the 20th`: of this month or the next that has it, or of the last.
    private func dayOfMonth(_ day: Int) throws(DayFault) -> CalendarDate {
        guard (1...31).contains(day) else { throw .impossible }
        let step = use == .back ? -1 : 1
        let date = (0..<62).lazy.map { today + step * $0 }.first { $0.parts.day == day }
        guard let date else { throw .impossible }
        return date
    }

    private func numerals(_ one: Int, _ other: Int, _ year: Int?) throws(DayFault) -> CalendarDate {
        var found: [CalendarDate] = []
        for (day, month) in one == other ? [(one, other)] : [(one, other), (other, one)] {
            if let date = try? date(day, month, year), (1...12).contains(month) { found.append(date) }
        }
        guard let first = found.first else { throw .impossible }
        guard found.count == 1 else { throw .ambiguous(found[0], found[1]) }
        return first
    }

    /// The Sunday of Easter, by the Gregorian rule in the form of Meeus, Jones and Butcher.
    private func easter(in year: Int) -> CalendarDate? {
        let (golden, century, ofCentury) = (year % 19, year / 100, year % 100)
        let moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30
        let sunday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - moon - ofCentury % 4) % 7
        let late = (golden + 11 * moon + 22 * sunday) / 451
        let sum = moon + sunday - 7 * late + 114
        return CalendarDate(year: year, month: sum / 31, day: sum % 31 + 1)
    }

    // MARK: Weekdays

    private func weekday(_ weekday: Weekday, _ step: WeekdayStep) -> CalendarDate {
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

    private func weekdays(_ count: Int, _ weekday: Weekday) -> CalendarDate {
        let own = monday(of: today) + (weekday.rawValue - 1)
        return count > 0
            ? (own > today ? own : own + 7) + 7 * (count - 1) : (own < today ? own : own - 7) + 7 * (count + 1)
    }

    /// The day that was said, if it is that weekday; of a day without its month the next that is.
    private func checked(_ weekday: Weekday, _ base: DayExpression) throws(DayFault) -> CalendarDate {
        if case .date(let day, nil, _) = base {
            let step = use == .back ? -1 : 1
            let date = (0..<62).lazy.map { today + step * $0 }.first { $0.parts.day == day && $0.weekday == weekday }
            guard let date else { throw .impossible }
            return date
        }
        let days = try days(base)
        guard days.lowerBound == days.upperBound else { return monday(of: days.lowerBound) + (weekday.rawValue - 1) }
        guard days.lowerBound.weekday == weekday else { throw .otherWeekday(days.lowerBound) }
        return days.lowerBound
    }

    /// The n-th such weekday of some days; of a month without its year, in the year that the use means.
    private func nth(_ number: Int, _ weekday: Weekday, _ base: DayExpression) throws(DayFault) -> CalendarDate {
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

    private func nth(_ number: Int, _ weekday: Weekday, in days: ClosedRange<CalendarDate>) -> CalendarDate? {
        let (first, last) = (days.lowerBound, days.upperBound)
        let date =
            number > 0
            ? first + ((weekday.rawValue - first.weekday.rawValue + 7) % 7 + 7 * (number - 1))
            : last - ((last.weekday.rawValue - weekday.rawValue + 7) % 7 + 7 * (-number - 1))
        return days.contains(date) ? date : nil
    }

    private func nthDay(_ number: Int, of days: ClosedRange<CalendarDate>) throws(DayFault) -> CalendarDate {
        let date = number > 0 ? days.lowerBound + (number - 1) : days.upperBound + (number + 1)
        guard days.contains(date) else { throw .impossible }
        return date
    }

    private func nthWorkingDay(
        _ number: Int, of days: ClosedRange<CalendarDate>
    ) throws(DayFault) -> CalendarDate {
        let date =
            number > 0
            ? (days.lowerBound - 1).adding(workingDays: number) : (days.upperBound + 1).adding(workingDays: number)
        guard days.contains(date) else { throw .impossible }
        return date
    }

    /// The weeks of a month count from the first that begins in it.
    private func nthWeek(_ number: Int, of days: ClosedRange<CalendarDate>) throws(DayFault) -> ClosedRange<
        CalendarDate
    > {
        guard let monday = nth(number, .monday, in: days) else { throw .impossible }
        return DayUnit.week.stretch(around: monday)
    }

    private func closest(_ number: Int, _ weekday: Weekday, to day: CalendarDate) -> CalendarDate {
        let near = (-3...3).map { day + $0 }.first { $0.weekday == weekday } ?? day
        // The next one lies on the other side, and so on in turn.
        let isAfter = near >= day
        let step = number / 2 * 7
        return number % 2 == 1 ? (isAfter ? near + step : near - step) : (isAfter ? near - step : near + step)
    }

    // MARK: Stretches

    /// A month, or the quarter that begins with it, in the year that was said or that the use means.
    private func span(of unit: DayUnit, _ month: Int, in year: Int?) throws(DayFault) -> ClosedRange<CalendarDate> {
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

    private func week(_ number: Int, _ year: Int?) throws(DayFault) -> ClosedRange<CalendarDate> {
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

    private func edge(_ edge: DayEdge, _ base: DayExpression) throws(DayFault) -> ClosedRange<CalendarDate> {
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

    private func between(_ first: DayExpression, _ last: DayExpression) throws(DayFault) -> ClosedRange<CalendarDate> {
        let first = try days(first)
        // The second end is the next one after the first.
        let last = try DayResolver(today: max(first.lowerBound, use == .back ? first.lowerBound : today), use: .ahead)
            .days(last)
        guard first.lowerBound <= last.upperBound else { throw .impossible }
        return first.lowerBound...last.upperBound
    }
}

extension DayExpression {
    /// Whether it is a day that every year has, and its year was not said.
    package var isYearly: Bool {
        switch self {
        case .date(_, _?, nil), .easter, .month(_, nil), .nthWeekday(_, _, of: .month(_, nil)): true
        default: false
        }
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
