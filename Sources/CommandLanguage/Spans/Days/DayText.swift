// Reads a whole text as a day: a value after a key, a cell of a table, a line of a list of phrases.

package import FieldTypes
package import Quantities

extension DayLanguage {
    /// The day that a text is in this language, with or without a word that introduces one; nil where it is none.
    ///
    /// - Throws: `DayFault` where it is one that cannot be, or may be two.
    package func day(
        _ text: String, _ use: DayUse = .ahead, today: CalendarDate
    ) throws(DayFault) -> CalendarDate? {
        guard let said = try expression(text, use, today: today) else { return nil }
        return try said.day(use, today: today)
    }

    /// What a text says of days, if all of it does.
    ///
    /// - Throws: `DayFault` where the best that it may mean cannot be.
    package func expression(
        _ text: String, _ use: DayUse = .ahead, today: CalendarDate
    ) throws(DayFault) -> DayExpression? {
        let chart = DayChart(DayWord.words(text), language: self)
        var fault: DayFault?
        for start in [0] + introduced(chart.tokens) {
            for span in chart.days(start) where span.end == chart.tokens.count {
                do throws(DayFault) {
                    _ = try span.day.days(use, today: today)
                    return span.day
                } catch {
                    fault = fault ?? error
                }
            }
        }
        if let fault { throw fault }
        return nil
    }
}
