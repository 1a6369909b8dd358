// What the tables of a workspace hold, as snapshots keep it.

import FieldTypes
import Quantities

/// A value that snapshots hold.
protocol SnapshotValue: Sendable {
    /// Whether it may stand under a key: one that says itself which it is stands under no other.
    func stands<Key: SnapshotKey>(under key: Key) -> Bool
    init(_ reader: inout ByteReader) throws(SnapshotDamaged)
    func write(_ writer: inout ByteWriter)
}

/// A key that snapshots hold as its difference to the one before.
protocol SnapshotKey: Comparable, Sendable {
    static var zero: Self { get }
    init(_ reader: inout ByteReader, after last: Self) throws(SnapshotDamaged)
    func write(_ writer: inout ByteWriter, after last: Self)
}

extension SnapshotValue {
    func stands<Key: SnapshotKey>(under key: Key) -> Bool { true }
}

extension Item: SnapshotValue {
    func stands<Key: SnapshotKey>(under key: Key) -> Bool { key as? ItemID == id }
    init(_ reader: inout ByteReader) throws(SnapshotDamaged) { self = try reader.item() }
    func write(_ writer: inout ByteWriter) { writer.item(self) }
}

extension CommandRecord: SnapshotValue {
    func stands<Key: SnapshotKey>(under key: Key) -> Bool { key as? Int == number }
    init(_ reader: inout ByteReader) throws(SnapshotDamaged) { self = try reader.record() }
    func write(_ writer: inout ByteWriter) { writer.record(self) }
}

extension ItemID: SnapshotKey {
    /// Less than every id there is.
    init(_ reader: inout ByteReader, after last: ItemID) throws(SnapshotDamaged) { self = try reader.id(after: last) }
    func write(_ writer: inout ByteWriter, after last: ItemID) { writer.id(self, after: last) }
}

extension Int: SnapshotKey {
    init(_ reader: inout ByteReader, after last: Int) throws(SnapshotDamaged) { self = last &+ (try reader.int()) }
    func write(_ writer: inout ByteWriter, after last: Int) { writer.int(self &- last) }
}
