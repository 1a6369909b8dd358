// What a formula gives: a number, a day, an amount, or why there is none.

package import Quantities

/// The value of a formula. Where it cannot be computed that is a value too, with the reason, and never 0.
package enum FormulaValue: Hashable, Sendable {
    case number(Double)
    case day(CalendarDate)
    case money(Money)
    case truth(Bool)
    case text(String)
    /// One of the words a field accepts, from the least to the most.
    case choice(String, among: [String])
    case person(PersonID)
    /// There is none, because: `no end is set`.
    case unknown(String)

    /// The value as formulas compute with it; text of what they only compare.
    package init(_ value: FieldValue) {
        self =
            switch value {
            case .number(let number): .number(Double(number))
            case .percent(let percent): .number(Double(percent))
            case .level(let level): .number(Double(level.rank))
            case .date(let date): .day(date)
            case .days(let days): .day(days.upperBound)
            case .money(let money): .money(money)
            case .span(let span): .number(Double(span.minutes) / Double(WorkSpan.minutesPerDay))
            case .person(let person): .person(person)
            case .text(let text): .text(text)
            default: .text(value.content.text)
            }
    }

    /// What a condition that holds, and one that does not, are called.
    package static let truths = ["no", "yes"]

    /// Whether it compares so with a value that a condition names.
    package func holds(_ comparison: Comparison, _ other: FieldValue) -> Bool {
        switch (self, other) {
        case (.day(let day), _): FieldValue.date(day).holds(comparison, other)
        case (.money(let money), _): FieldValue.money(money).holds(comparison, other)
        case (.truth(let truth), .text(let word)):
            comparison == .equal && FormulaValue.truths[truth ? 1 : 0] == word.lowercased()
        case (_, .named), (_, .filter): false
        default: compares(comparison, with: FormulaValue(other)) ?? false
        }
    }

    package var isKnown: Bool { if case .unknown = self { false } else { true } }

    /// Whether it is a condition that holds; one that cannot be told does not.
    package var holds: Bool { self == .truth(true) }

    /// Whether it compares so with another; nil where the two have nothing to do with each other.
    package func compares(_ comparison: Comparison, with other: FormulaValue) -> Bool? {
        switch (self, other) {
        case (.number(let one), .number(let two)): comparison.holds(one, two)
        case (.day(let one), .day(let two)): comparison.holds(one, two)
        case (.money(let one), .money(let two)):
            one.currency == two.currency ? comparison.holds(one.minorUnits, two.minorUnits) : nil
        case (.money(let money), .number(let number)): comparison.holds(Double(money.minorUnits) / 100, number)
        case (.number(let number), .money(let money)): comparison.holds(number, Double(money.minorUnits) / 100)
        case (.choice(let one, let words), .choice(let two, _)), (.choice(let one, let words), .text(let two)):
            FormulaValue.ranked(comparison, one, two, words)
        case (.text(let one), .choice(let two, let words)): FormulaValue.ranked(comparison, one, two, words)
        case (.text(let one), .text(let two)): comparison == .equal ? one.lowercased() == two.lowercased() : nil
        case (.truth(let one), .truth(let two)): comparison == .equal ? one == two : nil
        case (.person(let one), .person(let two)): comparison == .equal ? one == two : nil
        default: nil
        }
    }

    private static func ranked(_ comparison: Comparison, _ one: String, _ two: String, _ words: [String]) -> Bool? {
        guard comparison != .equal else { return one.lowercased() == two.lowercased() }
        guard let left = words.firstIndex(of: one), let right = words.firstIndex(of: two) else { return nil }
        return comparison.holds(left, right)
    }

    /// Whether it stands before another where records are sorted by it, the least first; what is unknown comes last.
    package func precedes(_ other: FormulaValue) -> Bool? {
        switch (self, other) {
        case (.unknown, .unknown): return nil
        case (.unknown, _): return false
        case (_, .unknown): return true
        case (.text(let one), .text(let two)): return one == two ? nil : one < two
        case (.person(let one), .person(let two)): return one == two ? nil : one < two
        case (.money(let one), .money(let two)) where one.currency != two.currency:
            return one.currency < two.currency
        default:
            if compares(.less, with: other) == true { return true }
            return other.compares(.less, with: self) == true ? false : nil
        }
    }
}
