// A day, or a stretch of days, as somebody said it.

package import Quantities

/// What was said of days, before it is known which are meant: that depends on today and on what the days are for.
package indirect enum DayExpression: Hashable, Sendable {
    /// `24 dec 2026`, `24 dec`, `the 20th`: the day of a month, the parts that were left out nil.
    case date(day: Int, month: Int?, year: Int?)
    /// `03/04/2027`: two numbers, and nothing that says which is the month.
    case numerals(Int, Int, year: Int?)
    /// `fri`, `next fri`, `last fri`.
    case weekday(Weekday, WeekdayStep)
    /// `two sundays from now`, `2 thursdays ago` (negative).
    case weekdays(Int, Weekday)
    /// `tomorrow`, `in 3 days`, `a week from monday`, `one year after christmas`; from nothing: from today.
    case shifted(Int, DayUnit, from: DayExpression?)
    /// `wednesday next week`, `friday in two weeks`: a day of the week in which the other days begin.
    case weekdayInWeek(Weekday, of: DayExpression)
    /// `this week`, `next month`, `last year`: so many units from the one that today is in.
    case period(DayUnit, Int)
    /// `october`, `october 2027`.
    case month(Int, year: Int?)
    case quarter(Int, year: Int?)
    /// `KW49`, `2026-W49`: a week as ISO 8601 counts them.
    case week(Int, year: Int?)
    case year(Int)
    /// `easter`, and what is so many days from it.
    case easter(Int)
    /// `christmas 2027`, `march next year`: a day of every year in the year in which the other days begin.
    case within(DayExpression, year: DayExpression)
    /// `last christmas`, `next easter`: whatever the use.
    case looking(DayUse, DayExpression)
    /// `first tuesday of october`, `last friday of the month` (-1).
    case nthWeekday(Int, Weekday, of: DayExpression)
    /// `the monday after christmas`, `second friday before easter` (-2).
    case weekdayFrom(Int, Weekday, DayExpression)
    /// `third day of october`, `20th of next month`, `last day of 2026` (-1).
    case nthDay(Int, of: DayExpression)
    /// `last working day of march` (-1).
    case nthWorkingDay(Int, of: DayExpression)
    /// `second week of december`.
    case nthWeek(Int, of: DayExpression)
    /// `the second closest monday to october fifth`.
    case closest(Int, Weekday, to: DayExpression)
    /// `end of next week`, `mid december`, `start of 2027`.
    case edge(DayEdge, of: DayExpression)
    /// `fri 4 dec`: the day, which has to be that weekday.
    case checked(Weekday, DayExpression)
    /// `week commencing 7 dec`: the days of the week that a day is in.
    case weekOf(DayExpression)
    /// `from mon to fri`, `16.11.-20.11.`
    case between(DayExpression, DayExpression)
    /// `last 7 days` (negative), `next two weeks`.
    case span(Int, DayUnit)
}

/// Which day of that name is meant.
package enum WeekdayStep: Int, Hashable, Sendable {
    /// The last one before today.
    case last = -1
    /// `fri`: the next one, never today.
    case upcoming = 0
    /// `next fri`: of the next week.
    case ofNextWeek = 1
    /// `this fri`: of this week, and the next one where that has been.
    case this = 2
}

/// What days are counted in.
package enum DayUnit: Character, Hashable, Sendable {
    case day = "d"
    case workingDay = "b"
    case week = "w"
    case month = "m"
    case quarter = "q"
    case year = "y"
}

/// Which part of a stretch of days.
package enum DayEdge: String, Hashable, Sendable {
    case start, middle, end
}

/// What the days are for, which decides what is meant where it was not said.
package enum DayUse: Hashable, Sendable {
    /// A day to come, such as a due date: the next one.
    case ahead
    /// A day that has been, such as since when: the last one.
    case back
    /// A day that is recorded, which may have been or be to come: the nearest one.
    case near
    /// The days that a condition looks at: of what was said without a year the nearest, and all the days of a stretch.
    case stretch
}

/// Why something that was said of days is no day.
package enum DayFault: Error, Hashable, Sendable {
    /// Two days may be meant.
    case ambiguous(CalendarDate, CalendarDate)
    /// No year has such a day.
    case impossible
    /// The day is another day of the week than was said.
    case otherWeekday(CalendarDate)
}
