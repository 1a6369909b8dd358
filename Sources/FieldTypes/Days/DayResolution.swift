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
        case .weekdays(let count, let weekday): only(weekdays(count, weekday, from: today))
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
        case .weekdayFrom(let number, let weekday, let base):
            only(weekdays(number, weekday, from: number > 0 ? try days(base).upperBound : try days(base).lowerBound))
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

    func only(_ day: CalendarDate) -> ClosedRange<CalendarDate> { day...day }

    /// So many units from a day; of a day that was not said in full the last one, if what is counted from it is to come:
    /// `one year after christmas`.
    func shifted(_ count: Int, _ unit: DayUnit, from base: DayExpression?) throws(DayFault) -> CalendarDate {
        guard let base else { return unit.adding(count, to: today) }
        if use == .ahead, base.isYearly, let last = try? DayResolver(today: today, use: .back).days(base).lowerBound {
            let date = unit.adding(count, to: last)
            if date >= today { return date }
        }
        return unit.adding(count, to: try days(base).lowerBound)
    }

    func monday(of day: CalendarDate) -> CalendarDate { DayUnit.week.stretch(around: day).lowerBound }

    func existing(_ year: Int, _ month: Int, _ day: Int) throws(DayFault) -> CalendarDate {
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
    func within(_ day: DayExpression, _ year: Int) throws(DayFault) -> ClosedRange<CalendarDate> {
        let eve = try existing(year, 1, 1)
        let found = try DayResolver(today: eve, use: .ahead).days(day)
        guard found.lowerBound.parts.year == year else { throw .impossible }
        return found
    }

    func date(_ day: Int, _ month: Int?, _ year: Int?) throws(DayFault) -> CalendarDate {
        if let year, let month { return try existing(year, month, day) }
        guard let month else { return try dayOfMonth(day) }
        guard let date = yearly({ CalendarDate(year: $0, month: month, day: day) }) else { throw .impossible }
        return date
    }

    /// `the 20th`: of this month or the next that has it, or of the last.
    func dayOfMonth(_ day: Int) throws(DayFault) -> CalendarDate {
        guard (1...31).contains(day) else { throw .impossible }
        let step = use == .back ? -1 : 1
        let date = (0..<62).lazy.map { today + step * $0 }.first { $0.parts.day == day }
        guard let date else { throw .impossible }
        return date
    }

    func numerals(_ one: Int, _ other: Int, _ year: Int?) throws(DayFault) -> CalendarDate {
        var found: [CalendarDate] = []
        for (day, month) in one == other ? [(one, other)] : [(one, other), (other, one)] {
            if let date = try? date(day, month, year), (1...12).contains(month) { found.append(date) }
        }
        guard let first = found.first else { throw .impossible }
        guard found.count == 1 else { throw .ambiguous(found[0], found[1]) }
        return first
    }

    /// The Sunday of Easter, by the Gregorian rule in the form of Meeus, Jones and Butcher.
    func easter(in year: Int) -> CalendarDate? {
        let (golden, century, ofCentury) = (year % 19, year / 100, year % 100)
        let moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30
        let sunday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - moon - ofCentury % 4) % 7
        let late = (golden + 11 * moon + 22 * sunday) / 451
        let sum = moon + sunday - 7 * late + 114
        return CalendarDate(year: year, month: sum / 31, day: sum % 31 + 1)
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
