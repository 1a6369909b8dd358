// A share in percent as a value.

package import JSONText

/// A whole number of percent.
package struct Percent: FieldContent, Hashable, Comparable {
    package let number: Int
    /// So many percent; a share is never more than a million, so that all of it can be multiplied.
    package init(_ number: Int) { self.number = min(max(number, -1_000_000), 1_000_000) }

    package static let storedName = "percent"
    package static let storedNumber = 3
    package static let accepted = "0% to 100%, such as 40%"

    package var json: JSON { .int(Int64(number)) }
    package init?(json: JSON) {
        guard let number = json.int else { return nil }
        self.init(number)
    }
    package func write(to writer: inout ByteWriter) { writer.int(number) }
    package init(from reader: inout ByteReader) throws(SnapshotDamaged) { self.init(try reader.int()) }

    package var text: String { "\(number)%" }
    package var value: FieldValue { .percent(number) }
    package static func < (left: Percent, right: Percent) -> Bool { left.number < right.number }
}
