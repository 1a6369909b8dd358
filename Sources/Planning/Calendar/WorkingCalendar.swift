// Working time: the shifts of a week and the days that differ.

package import Quantities

/// A run of working minutes within a day, local time: `from` up to, not including, `to`.
///
/// Minutes count from midnight, 0–1440; `to` may go on to 2880 for a shift that ends on the next day.
package struct Shift: Hashable, Sendable {
    package let from: Int
    package let to: Int

    /// Nil unless `0 <= from < 1440` and `from < to <= 2880` and the shift is at most a day long.
    package init?(from: Int, to: Int) {
        guard (0..<1440).contains(from), to > from, to <= 2880, to - from <= 1440 else { return nil }
        self.from = from
        self.to = to
    }
}

/// When work is done: a week of shifts, other weeks for a time, and exceptions.
///
/// An exception beats a work week, and that the usual week. Of two exceptions on a day the rarer rule wins
/// (``CalendarException/strength``), of two alike the later one; so does the later of two work weeks.
///
/// A person's calendar is ``derived(week:workWeeks:exceptions:)`` from a base calendar: own weekdays replace the base's, own
/// work weeks and exceptions win over the base's, and the base's holidays go on to hold (the inheritance of Microsoft
/// Project).
package struct WorkingCalendar: Hashable, Sendable {
    /// Shifts by weekday, Monday first; seven lists.
    package private(set) var week: [[Shift]]
    package private(set) var workWeeks: [WorkWeek]
    /// By rising strength, a base's before those of what derives from it.
    package private(set) var exceptions: [CalendarException]
    /// Work is done only when these calendars work too: a task's people.
    package private(set) var within: [WorkingCalendar] = []

    package init(week: [Weekday: [Shift]], workWeeks: [WorkWeek] = [], exceptions: [CalendarException] = []) {
        self.week = Weekday.allCases.map { week[$0] ?? [] }
        self.workWeeks = workWeeks
        self.exceptions = WorkingCalendar.ranked(exceptions)
    }

    private static func ranked(_ exceptions: [CalendarException]) -> [CalendarException] {
        exceptions.enumerated().sorted { ($0.element.strength, $0.offset) < ($1.element.strength, $1.offset) }
            .map(\.element)
    }

    /// Every minute of every day.
    package static let continuous = WorkingCalendar(
        week: Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, shifts((0, 1440))) }))

    /// Monday to Friday, 08:00–12:00 and 13:00–17:00: the standard calendar of Microsoft Project, 480 minutes a day.
    package static let standard = WorkingCalendar(
        week: Dictionary(
            uniqueKeysWithValues: Weekday.allCases.filter(\.isWorking).map { ($0, shifts((480, 720), (780, 1020))) }))

    /// This calendar with some weekdays and exceptions of one's own.
    package func derived(week own: [Weekday: [Shift]], workWeeks: [WorkWeek] = [], exceptions: [CalendarException])
        -> WorkingCalendar
    {
        var result = self
        for (day, shifts) in own { result.week[day.rawValue - 1] = shifts }
        result.workWeeks += workWeeks
        result.exceptions += WorkingCalendar.ranked(exceptions)
        return result
    }

    /// The time that this calendar and all the others share.
    package func shared(with others: [WorkingCalendar]) -> WorkingCalendar {
        var result = self
        result.within += others
        return result
    }

    package var isContinuous: Bool {
        within.isEmpty && exceptions.isEmpty && workWeeks.isEmpty
            && week.allSatisfy { $0.count == 1 && $0[0].from == 0 && $0[0].to == 1440 }
    }

    /// The shifts that begin on this day.
    package func shifts(on date: CalendarDate) -> [Shift] {
        for exception in exceptions.reversed() where exception.covers(date) { return exception.shifts }
        for other in workWeeks.reversed() where other.first <= date && date <= other.last {
            if let shifts = other.week[date.weekday] { return shifts }
        }
        return week[date.weekday.rawValue - 1]
    }

    private static func shifts(_ bounds: (Int, Int)...) -> [Shift] {
        bounds.compactMap { Shift(from: $0.0, to: $0.1) }
    }
}
