// A day as it was said, resolved once by the use it is put to.

package import FieldTypes
import Quantities

/// What was said of days, with the words that said it.
package struct SaidDay: Hashable, Sendable {
    /// The words, for telling what is wrong with them.
    package var words: [String]
    package var day: DayExpression
    /// A day only where one is expected: it may be a version, or a short word.
    package var isWeak = false

    /// From one day to another: no day to be done by.
    var isStretch: Bool {
        switch day {
        case .between: true
        case .span(let count, _): count < 0
        default: false
        }
    }

    var text: String { words.joined(separator: " ") }

    /// The one day that is meant, for a use: of a stretch the last for what is to come, and the first for what has been.
    ///
    /// - Throws: `UsageProblem` for an ambiguous or impossible day.
    func date(_ use: DayUse, today: CalendarDate) throws(UsageProblem) -> CalendarDate {
        do throws(DayFault) { return try day.day(use, today: today) } catch { throw problem(error) }
    }

    /// The day to come that is meant, where nothing says which year: one that was a short while ago may be meant as well.
    ///
    /// - Throws: `UsageProblem` with both.
    func dateToCome(today: CalendarDate) throws(UsageProblem) -> CalendarDate {
        let date = try date(.ahead, today: today)
        guard date.days(since: today) > SaidDay.farAhead, let before = try? self.date(.back, today: today),
            before < today,
            today.days(since: before) <= SaidDay.justPassed
        else { return date }
        throw UsageProblem(.ambiguousDate(value: text, before, date), marked: text)
    }

    /// Days in which a date without its year may still mean the one that was, where the other is far.
    private static let (justPassed, farAhead) = (60, 180)

    /// All the days that are meant.
    ///
    /// - Throws: `UsageProblem` for an ambiguous or impossible day.
    func days(_ use: DayUse, today: CalendarDate) throws(UsageProblem) -> ClosedRange<CalendarDate> {
        do throws(DayFault) { return try day.days(use, today: today) } catch { throw problem(error) }
    }

    private func problem(_ fault: DayFault) -> UsageProblem {
        switch fault {
        case .ambiguous(let one, let other): UsageProblem(.ambiguousDate(value: text, one, other), marked: text)
        case .impossible, .otherWeekday: UsageProblem(.noSuchDay(value: text, mayBeText: true), marked: text)
        }
    }
}
