// A time of day, and a moment, as values.

package import JSONText
package import Quantities

/// A time of day, to the minute.
package struct TimeOfDay: FieldContent, Hashable, Comparable {
    /// Minutes since midnight, 0 to 1439.
    package let minute: Int

    /// The time of this hour and minute; nil when no clock shows it.
    package init?(hour: Int, minute: Int = 0) {
        guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        self.minute = hour * 60 + minute
    }

    package static let storedName = "time"
    package static let storedNumber = 10
    package static let accepted = "a time of day, such as 9:30 or 5pm"

    package var json: JSON { .string(text) }
    package init?(json: JSON) {
        let parts = json.string?.split(separator: ":", omittingEmptySubsequences: false) ?? []
        guard parts.count == 2, let hour = Int(asciiDigits: parts[0]), let minute = Int(asciiDigits: parts[1]) else {
            return nil
        }
        self.init(hour: hour, minute: minute)
    }

    /// `09:30`.
    package var text: String {
        let (hour, rest) = minute.quotientAndRemainder(dividingBy: 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(rest < 10 ? "0" : "")\(rest)"
    }
    package var value: FieldValue { .time(self) }
    package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.minute < right.minute }
}

extension Instant: FieldContent {
    package static let storedName = "moment"
    package static let storedNumber = 11
    package static let accepted = "a day and a time, such as fri 10:00"

    package var json: JSON { .int(milliseconds) }
    package init?(json: JSON) {
        guard let milliseconds = json.int else { return nil }
        self.init(milliseconds: Int64(milliseconds))
    }
    package var text: String { iso }
    package var value: FieldValue { .moment(self) }
}
