// A whole number as a value.

package import JSONText

/// A whole number, of either sign.
package struct WholeNumber: FieldContent, Hashable, Comparable {
    package let number: Int
    package init(_ number: Int) { self.number = number }

    package static let storedName = "number"
    package static let storedNumber = 1
    package static let accepted = "a whole number, such as 5"

    package var json: JSON { .int(Int64(number)) }
    package init?(json: JSON) {
        guard let number = json.int else { return nil }
        self.init(number)
    }
    package func write(to writer: inout ByteWriter) { writer.int(number) }
    package init(from reader: inout ByteReader) throws(SnapshotDamaged) { self.init(try reader.int()) }

    package var text: String { "\(number)" }
    package var value: FieldValue { .number(number) }
    package static func < (left: WholeNumber, right: WholeNumber) -> Bool { left.number < right.number }
}
