// A table of records too big to be copied with the tree that holds them, read from a snapshot only when asked for.

import Synchronization

/// A persistent table, in the order of its keys, whose tree holds one reference for each record.
///
/// A record that came from a snapshot stays bytes until somebody asks for it: a process that answers one command reads the
/// few records it needs.
struct RecordTable<Key: SnapshotKey, Value: SnapshotValue>: Sendable {
    private final class Made: Sendable {
        let value: Value
        init(_ value: Value) { self.value = value }
    }
    private final class Kept: Sendable {
        let bytes: ArraySlice<UInt8>
        let made = AtomicLazyReference<Made>()
        init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

        var value: Value? {
            if let made = made.load() { return made.value }
            var reader = ByteReader(bytes)
            // The whole snapshot was checked by its sum when it was opened.
            guard let value = try? Value(&reader) else { return nil }
            return made.storeIfNil(Made(value)).value
        }
    }
    private enum Slot: Sendable {
        case made(Made)
        case kept(Kept)

        var value: Value? {
            switch self {
            case .made(let made): made.value
            case .kept(let kept): kept.value
            }
        }
    }
    private var tree = SortedTable<Key, Slot>()

    init() {}

    subscript(key: Key) -> Value? { tree[key]?.value }

    @discardableResult
    mutating func update(_ key: Key, _ value: Value) -> Value? { tree.update(key, .made(Made(value)))?.value }
    @discardableResult
    mutating func remove(_ key: Key) -> Value? { tree.remove(key)?.value }

    var keys: [Key] { tree.keys }
    var count: Int { tree.count }
    var firstKey: Key? { tree.first }

    /// All values in the order of their keys.
    var values: [Value] {
        var values: [Value] = []
        values.reserveCapacity(count)
        tree.walk { _, slot in
            if let value = slot.value { values.append(value) }
            return true
        }
        return values
    }

    // MARK: Snapshots

    /// Records in pages that can be read one by one: of each its count, its last key and its length, then the pages.
    func write(_ writer: inout ByteWriter) {
        var pages = PageWriter<Key>()
        var keys = ByteWriter()
        var values = ByteWriter()
        var last = Key.zero
        tree.walk { key, slot in
            let start = values.bytes.count
            switch slot {
            case .made(let made): made.value.write(&values)
            case .kept(let kept): values.bytes += kept.bytes
            }
            key.write(&keys, after: last)
            keys.int(values.bytes.count - start)
            last = key
            if pages.add(key) {
                pages.close(keys.bytes + values.bytes, last: key)
                (keys, values, last) = (ByteWriter(), ByteWriter(), Key.zero)
            }
            return true
        }
        pages.close(keys.bytes + values.bytes, last: last)
        pages.write(&writer)
    }

    init(_ reader: inout ByteReader) throws(SnapshotDamaged) {
        tree = SortedTable(
            pages: try PageReader.pages(&reader) { (reader, count) throws(SnapshotDamaged) in
                var keys: [Key] = []
                var lengths: [Int] = []
                keys.reserveCapacity(count)
                lengths.reserveCapacity(count)
                var last = Key.zero
                for _ in 0..<count {
                    last = try Key(&reader, after: last)
                    keys.append(last)
                    lengths.append(try reader.length())
                }
                var slots: [Slot] = []
                slots.reserveCapacity(count)
                for length in lengths { slots.append(.kept(Kept(try reader.bytes(length)))) }
                return (keys, slots)
            })
    }
}
