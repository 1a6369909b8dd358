// A table of records too big to be copied with the tree that holds them, read from a snapshot only when asked for.

import FieldTypes
import Synchronization

/// A persistent table, in the order of its keys, whose tree holds one reference for each record.
///
/// A record that came from a snapshot stays bytes until somebody asks for it: a process that answers one command reads the
/// few records it needs. One that does not read then is not there, and the snapshot's ``DamageSign`` is raised.
struct RecordTable<Key: SnapshotKey, Value: SnapshotValue>: Sendable {
    private final class Made: Sendable {
        let value: Value
        init(_ value: Value) { self.value = value }
    }
    private final class Kept: Sendable {
        let bytes: ArraySlice<UInt8>
        private let damage: DamageSign
        private let made = AtomicLazyReference<Made>()
        init(_ bytes: ArraySlice<UInt8>, _ damage: DamageSign) {
            self.bytes = bytes
            self.damage = damage
        }

        func value(of key: Key) -> Value? {
            if let made = made.load() { return made.value }
            var reader = ByteReader(bytes)
            guard let value = try? Value(&reader), value.stands(under: key), reader.isAtEnd else {
                damage.raise()
                return nil
            }
            return made.storeIfNil(Made(value)).value
        }
    }
    private enum Slot: Sendable {
        case made(Made)
        case kept(Kept)

        func value(of key: Key) -> Value? {
            switch self {
            case .made(let made): made.value
            case .kept(let kept): kept.value(of: key)
            }
        }
    }
    private var tree = SortedTable<Key, Slot>()

    init() {}

    subscript(key: Key) -> Value? { tree[key]?.value(of: key) }

    @discardableResult
    mutating func update(_ key: Key, _ value: Value) -> Value? {
        tree.update(key, .made(Made(value)))?.value(of: key)
    }
    @discardableResult
    mutating func remove(_ key: Key) -> Value? { tree.remove(key)?.value(of: key) }

    var count: Int { tree.count }
    var firstKey: Key? { tree.first }

    /// All values in the order of their keys.
    var values: [Value] {
        var values: [Value] = []
        values.reserveCapacity(count)
        tree.walk { key, slot in
            if let value = slot.value(of: key) { values.append(value) }
            return true
        }
        return values
    }

    /// The values from a key on, in the order of their keys, until the body says false.
    func walk(from key: Key? = nil, _ body: (Value) -> Bool) { walkKeys(from: key) { _, value in body(value) } }

    /// As ``walk(from:_:)``, with the keys.
    func walkKeys(from key: Key? = nil, _ body: (Key, Value) -> Bool) {
        tree.walk(from: key) { key, slot in slot.value(of: key).map { body(key, $0) } ?? true }
    }

    // MARK: Snapshots

    func write(_ writer: inout ByteWriter) {
        var pages = PageWriter<Key>()
        tree.walk { key, slot in
            pages.add(key) { page in
                switch slot {
                case .made(let made): made.value.write(&page)
                case .kept(let kept): page.bytes += kept.bytes
                }
            }
            return true
        }
        pages.finish(into: &writer)
    }

    init(_ reader: inout ByteReader) throws(SnapshotDamaged) {
        tree = SortedTable(
            pages: try reader.pages { (reader, count) throws(SnapshotDamaged) in
                var lengths: [Int] = []
                lengths.reserveCapacity(min(count, 1024))
                let keys: [Key] = try reader.keys(count) { reader throws(SnapshotDamaged) in
                    lengths.append(try reader.length())
                }
                var slots: [Slot] = []
                slots.reserveCapacity(lengths.count)
                for length in lengths { slots.append(.kept(Kept(try reader.bytes(length), reader.damage))) }
                return (keys, slots)
            })
    }
}
