// Records, by their ids, as values: one and several.

package import JSONText
package import Quantities

extension ItemID: FieldContent {
    package static let storedName = "item"
    package static let storedNumber = 8
    package static let accepted = "an id such as T-3"

    package var json: JSON { .string(description) }
    package init?(json: JSON) {
        guard let text = json.string, let id = ItemID(text) else { return nil }
        self = id
    }
    package func write(to writer: inout ByteWriter) { writer.id(self) }
    package init(from reader: inout ByteReader) throws(SnapshotDamaged) { self = try reader.id() }

    package var text: String { description }
    package var value: FieldValue { .id(self) }

    /// The same record, or one of them; none is more than another.
    package func holds(_ comparison: Comparison, _ other: FieldValue) -> Bool {
        guard comparison == .equal else { return false }
        return switch other {
        case .id(let id): self == id
        case .ids(let ids): ids.contains(self)
        default: false
        }
    }

    /// Before every id: what the first of a list differs from.
    package static let zero = ItemID(code: 0, number: 0)
}

/// Several records, in the order they were named.
package struct ItemList: FieldContent, Hashable {
    package let ids: [ItemID]
    package init(_ ids: [ItemID]) { self.ids = ids }

    package static let storedName = "items"
    package static let storedNumber = 14
    package static let accepted = "ids, such as T-3 and T-4"

    package var json: JSON { .array(ids.map(\.json)) }
    package init?(json: JSON) {
        guard let values = json.array else { return nil }
        let ids = values.compactMap { ItemID(json: $0) }
        guard ids.count == values.count else { return nil }
        self.init(ids)
    }

    package var text: String { ids.map(\.description).joined(separator: ", ") }
    package var value: FieldValue { .ids(ids) }

    /// Whether a record is among them.
    package func holds(_ comparison: Comparison, _ other: FieldValue) -> Bool {
        ids.contains { $0.holds(comparison, other) }
    }
}

extension ByteWriter {
    package mutating func id(_ id: ItemID) { self.id(id, after: ItemID.zero) }
    /// An id as its difference to another: two bytes in most lists.
    package mutating func id(_ id: ItemID, after last: ItemID) {
        int(Int(id.code) - Int(last.code))
        int(id.number - last.number)
    }
}

extension ByteReader {
    package mutating func id() throws(SnapshotDamaged) -> ItemID { try id(after: ItemID.zero) }
    package mutating func id(after last: ItemID) throws(SnapshotDamaged) -> ItemID {
        ItemID(code: last.code &+ UInt32(truncatingIfNeeded: try int()), number: last.number &+ (try int()))
    }
}
