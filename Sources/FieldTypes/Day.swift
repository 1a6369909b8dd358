// A day as a value.

package import JSONText
package import Quantities

extension CalendarDate: FieldContent {
    package static let storedName = "date"
    package static let storedNumber = 4
    package static let accepted = "a day, such as fri, +3d, 24dec or 2026-12-24"

    package var json: JSON { .string(iso) }
    package init?(json: JSON) {
        guard let text = json.string, let date = CalendarDate(iso: text) else { return nil }
        self = date
    }
    package func write(to writer: inout ByteWriter) { writer.int(dayNumber) }
    package init(from reader: inout ByteReader) throws(SnapshotDamaged) { self.init(dayNumber: try reader.int()) }

    package var text: String { iso }
    package var value: FieldValue { .date(self) }

    /// A day is in a stretch of days, before its first or after its last.
    package func holds(_ comparison: Comparison, _ other: FieldValue) -> Bool {
        switch other {
        case .date(let date): comparison.holds(self, date)
        case .days(let days): DayStretch(self...self).holds(comparison, .days(days))
        default: false
        }
    }
}
