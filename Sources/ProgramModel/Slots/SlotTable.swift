// The slots of one type, with the command that touched each last.

import FieldTypes
import JSONText
import Quantities

/// A slot as it stood at a moment.
package struct SlotState: Hashable, Sendable {
    /// Nil where there was none.
    package var slot: AnySlot?
    /// Who put or removed it last, and by which command; nil when nobody ever did.
    package var changed: Stamp?

    static let never = SlotState(slot: nil, changed: nil)
}

/// The table of one type, whichever that is.
protocol AnySlotTable: Sendable {
    func state(_ key: JSON) -> SlotState
    /// Makes an entry so; one that nobody ever touched is taken out.
    mutating func set(_ key: JSON, to state: SlotState)
    /// All there are, in the order of their keys.
    var slots: [AnySlot] { get }
    func write(_ writer: inout ByteWriter)
}

/// A slot, or that there is none any more, with who made it so.
struct SlotEntry<S: Slot>: SnapshotValue {
    var slot: S?
    var changed: Stamp

    init(slot: S?, changed: Stamp) {
        self.slot = slot
        self.changed = changed
    }

    /// The key stands in the payload's bytes too: an entry is read by itself.
    init(_ reader: inout ByteReader) throws(SnapshotDamaged) {
        changed = try reader.stamp()
        guard try reader.bool() else {
            slot = nil
            return
        }
        guard let key = S.Key(json: try reader.json()),
            let read = S(key: key, payload: try reader.json(), schemaVersion: S.schemaVersion)
        else { throw SnapshotDamaged() }
        slot = read
    }

    func write(_ writer: inout ByteWriter) {
        writer.stamp(changed)
        writer.optional(slot) {
            $0.json($1.key.json)
            $0.json($1.payload)
        }
    }
}

/// A table's key as snapshots hold it: whole, since keys of slots have no difference.
enum SlotTableKey<Key: SlotKey>: SnapshotKey {
    case first
    case key(Key)

    static var zero: SlotTableKey { .first }
    init(_ reader: inout ByteReader, after last: SlotTableKey) throws(SnapshotDamaged) {
        guard let key = Key(json: try reader.json()) else { throw SnapshotDamaged() }
        self = .key(key)
    }
    func write(_ writer: inout ByteWriter, after last: SlotTableKey) {
        if case .key(let key) = self { writer.json(key.json) }
    }

    static func < (left: SlotTableKey, right: SlotTableKey) -> Bool {
        switch (left, right) {
        case (.first, .first), (.key, .first): false
        case (.first, .key): true
        case (.key(let left), .key(let right)): left < right
        }
    }
}

struct SlotTable<S: Slot>: AnySlotTable {
    private var entries = RecordTable<SlotTableKey<S.Key>, SlotEntry<S>>()

    init() {}

    subscript(key: S.Key) -> SlotEntry<S>? { entries[.key(key)] }

    /// The slots from a key on, until the body says false.
    func walk(from key: S.Key?, _ body: (S) -> Bool) {
        entries.walk(from: key.map { .key($0) }) { entry in entry.slot.map(body) ?? true }
    }

    func state(_ json: JSON) -> SlotState {
        guard let key = S.Key(json: json), let entry = self[key] else { return .never }
        return SlotState(slot: entry.slot.map { AnySlot($0) }, changed: entry.changed)
    }

    mutating func set(_ json: JSON, to state: SlotState) {
        guard let key = S.Key(json: json) else { return }
        if let changed = state.changed {
            entries.update(.key(key), SlotEntry(slot: state.slot?.slot as? S, changed: changed))
        } else {
            entries.remove(.key(key))
        }
    }

    var slots: [AnySlot] { entries.values.compactMap { $0.slot.map { AnySlot($0) } } }

    func write(_ writer: inout ByteWriter) { entries.write(&writer) }
    init(_ reader: inout ByteReader) throws(SnapshotDamaged) { entries = try RecordTable(&reader) }
}
