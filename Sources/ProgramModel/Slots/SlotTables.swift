// All the slots of a workspace: one table a type.

import FieldTypes
import JSONText
import Quantities

/// The tables by their types.
struct SlotTables: Sendable {
    private var tables: [SlotType: any AnySlotTable] = [:]
    /// How often each table was changed in this process.
    private var revisions: [SlotType: Int] = [:]

    init() {}

    func table<S: Slot>(_ type: S.Type) -> SlotTable<S>? { tables[SlotType(type)] as? SlotTable<S> }

    /// Tells whether the slots of a type may be others than they were: a count, of one process only.
    func revision(of type: SlotType) -> Int { revisions[type] ?? 0 }

    /// Takes the place of other tables, so that none of their revisions is one of these.
    mutating func follow(_ other: SlotTables) { revisions = other.revisions.mapValues { $0 + 1 } }

    func state(_ address: SlotAddress) -> SlotState { tables[address.type]?.state(address.key) ?? .never }

    mutating func set(_ address: SlotAddress, to state: SlotState) {
        // Taken out while it changes, so that it is not copied.
        var table = tables.removeValue(forKey: address.type) ?? address.type.type.emptyTable
        table.set(address.key, to: state)
        revisions[address.type, default: 0] += 1
        tables[address.type] = table
    }

    /// Every slot, by the words of the tables and then by key.
    var slots: [AnySlot] { inOrder.flatMap(\.table.slots) }

    private var inOrder: [(type: SlotType, table: any AnySlotTable)] {
        tables.map { ($0.key, $0.value) }.sorted { $0.0.type.table < $1.0.type.table }
    }

    // MARK: Snapshots

    func write(_ writer: inout ByteWriter) {
        writer.list(inOrder) { writer, entry in
            writer.string(entry.type.type.table)
            writer.int(entry.type.type.schemaVersion)
            entry.table.write(&writer)
        }
    }

    /// - Throws: `SnapshotDamaged` also where a table or its shape is of another binary: the log is read instead.
    init(_ reader: inout ByteReader) throws(SnapshotDamaged) {
        for _ in 0..<(try reader.length()) {
            guard let type = SlotCatalogue.current[try reader.string()], try reader.int() == type.type.schemaVersion
            else {
                throw SnapshotDamaged()
            }
            tables[type] = try type.type.readTable(&reader)
        }
    }
}

extension Slot {
    fileprivate static var emptyTable: any AnySlotTable { SlotTable<Self>() }
    fileprivate static func readTable(_ reader: inout ByteReader) throws(SnapshotDamaged) -> any AnySlotTable {
        try SlotTable<Self>(&reader)
    }
}

extension Workspace {
    /// The slot of this key; nil where there is none.
    package func slot<S: Slot>(_ type: S.Type, _ key: S.Key) -> S? { slotTables.table(type)?[key]?.slot }

    /// Who put or removed the slot of this key last; nil when nobody ever did, or long ago removed it.
    package func lastChange<S: Slot>(of type: S.Type, _ key: S.Key) -> Stamp? { slotTables.table(type)?[key]?.changed }

    /// The slots of a type in the order of their keys, from a key on where one is said, until one does not belong.
    package func slots<S: Slot>(
        _ type: S.Type, from key: S.Key? = nil, while belongs: (S.Key) -> Bool = { _ in true }
    ) -> [S] {
        var found: [S] = []
        slotTables.table(type)?.walk(from: key) { slot in
            guard belongs(slot.key) else { return false }
            found.append(slot)
            return true
        }
        return found
    }

    /// Tells whether the slots of a type may be others than they were: a count, of one process only.
    package func revision(of type: any Slot.Type) -> Int { slotTables.revision(of: SlotType(type)) }

    /// A slot of any type as it stands.
    package func state(of address: SlotAddress) -> SlotState { slotTables.state(address) }

    /// Every slot there is: for questions about all of them.
    package var allSlots: [AnySlot] { slotTables.slots }

    /// Puts a slot in the place of the one before it, or removes it, and remembers how it was before this command.
    mutating func change(_ address: SlotAddress, to slot: AnySlot?, _ stamp: Stamp) {
        remember(.slot(address, state(of: address)), stamp)
        set(address, to: SlotState(slot: slot, changed: stamp))
    }
    mutating func put(_ slot: some Slot, _ stamp: Stamp) { change(SlotAddress(slot), to: AnySlot(slot), stamp) }
    mutating func remove<S: Slot>(_ type: S.Type, _ key: S.Key, _ stamp: Stamp) {
        change(SlotAddress(type, key), to: nil, stamp)
    }

    /// Makes a slot so. That there is none is kept as long as the command that removed it can be taken back.
    mutating func set(_ address: SlotAddress, to state: SlotState) {
        let isOver = state.slot == nil && state.changed.map { commands[$0.command] == nil } ?? true
        slotTables.set(address, to: isOver ? .never : state)
        if address.type.type.changesWords { changeWords() }
    }

    /// Drops what was kept of removed slots for the sake of commands that nobody can take back any more.
    mutating func forgetRemoved(by records: [CommandRecord]) {
        for record in records {
            for case .slot(let address, _) in record.changes.lazy.map(\.kept) {
                let state = state(of: address)
                if state.slot == nil, state.changed?.command == record.number { slotTables.set(address, to: .never) }
            }
        }
    }
}
