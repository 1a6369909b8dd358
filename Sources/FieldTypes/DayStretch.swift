// A stretch of days as a value: last week, 16 to 20 November.

package import JSONText
package import Quantities

/// The days from one to another, both among them.
package struct DayStretch: FieldContent, Hashable {
    package let days: ClosedRange<CalendarDate>
    package init(_ days: ClosedRange<CalendarDate>) { self.days = days }

    package static let storedName = "days"
    package static let storedNumber = 9
    package static let accepted = "a day or days that have been, such as yesterday, last week or last 7 days"

    package var json: JSON { [.string(days.lowerBound.iso), .string(days.upperBound.iso)] }
    package init?(json: JSON) {
        let ends = json.array?.compactMap { $0.string.flatMap { CalendarDate(iso: $0) } } ?? []
        guard ends.count == 2, ends[0] <= ends[1] else { return nil }
        self.init(ends[0]...ends[1])
    }

    package var text: String {
        days.lowerBound == days.upperBound ? days.lowerBound.iso : "\(days.lowerBound.iso)..\(days.upperBound.iso)"
    }
    package var value: FieldValue { .days(days) }

    /// In the other stretch; wholly before it, or after it; ended by its last day, or begun no earlier than its first.
    package func holds(_ comparison: Comparison, _ other: FieldValue) -> Bool {
        let theirs: ClosedRange<CalendarDate>
        switch other {
        case .date(let date): theirs = date...date
        case .days(let days): theirs = days
        default: return false
        }
        return switch comparison {
        case .equal: theirs.lowerBound <= days.lowerBound && days.upperBound <= theirs.upperBound
        case .less: days.upperBound < theirs.lowerBound
        case .atMost: days.upperBound <= theirs.upperBound
        case .more: days.lowerBound > theirs.upperBound
        case .atLeast: days.lowerBound >= theirs.lowerBound
        }
    }
}
