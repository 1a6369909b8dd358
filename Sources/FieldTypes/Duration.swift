// A length of working time as a value.

package import JSONText
package import Quantities

extension WorkSpan: FieldContent {
    package static let storedName = "minutes"
    package static let storedNumber = 6
    package static let accepted = "working time, such as 3d, 2w or 4h (m alone may be months or minutes)"

    package var json: JSON { .int(Int64(minutes)) }
    package init?(json: JSON) {
        guard let minutes = json.int else { return nil }
        self.init(minutes: minutes)
    }
    package func write(to writer: inout ByteWriter) { writer.int(minutes) }
    package init(from reader: inout ByteReader) throws(SnapshotDamaged) { self.init(minutes: try reader.int()) }

    package var value: FieldValue { .span(self) }
}
