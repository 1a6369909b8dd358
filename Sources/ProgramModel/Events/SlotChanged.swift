// Event: a slot of any type was put, changed or removed.

package import JSONText
package import Quantities

/// A slot of any type was put, changed or removed.
package struct SlotChanged: ProgramEvent, Hashable {
    package static let word = "slot-changed"

    package var address: SlotAddress
    /// Nil takes it away.
    package var slot: AnySlot?
    /// What it was before: for those who read histories, no part of the fold.
    package var was: AnySlot?

    /// Puts a slot in the place of the one before.
    package init<S: Slot>(_ slot: S, was: S? = nil) {
        address = SlotAddress(slot)
        self.slot = AnySlot(slot)
        self.was = was.map { AnySlot($0) }
    }

    /// Takes a slot away.
    package init(removing slot: some Slot) {
        address = SlotAddress(slot)
        was = AnySlot(slot)
    }

    /// - Throws: `EventProblem.unknownTable` and `EventProblem.newerSchema` for slots of a newer binary.
    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        let table = try facts.need("table", \.string)
        guard let type = SlotCatalogue.current[table] else { throw .unknownTable(table) }
        let schema = try facts.find("schema", \.int) ?? 1
        guard schema <= type.type.schemaVersion else { throw .newerSchema(word: table, schemaVersion: schema) }
        let key = try facts.need("key") { $0 }
        guard let address = SlotAddress(type, key: key) else { throw .missing(word: table, field: "key") }
        self.address = address
        func read(_ payload: JSON) -> AnySlot? { type.type.read(key: key, payload: payload, schemaVersion: schema) }
        slot = try facts.find("slot", read)
        was = try facts.find("was", read)
    }

    package var payload: JSON {
        let schema = address.type.type.schemaVersion
        return .members([
            "table": .string(address.type.type.table),
            "schema": schema > 1 ? .int(Int64(schema)) : nil,
            "key": address.key,
            "slot": slot?.slot.payload,
            "was": was?.slot.payload,
        ])
    }

    package func items(in workspace: Workspace) -> [ItemID] {
        let now = slot?.slot.items ?? []
        return now + (was?.slot.items ?? []).filter { !now.contains($0) }
    }

    package var namedPerson: PersonID? { slot?.slot.namedPerson ?? was?.slot.namedPerson }

    package func without(_ erasure: Erasure) -> any ProgramEvent {
        var event = self
        event.slot = slot.map { AnySlot($0.slot.without(erasure)) }
        event.was = was.map { AnySlot($0.slot.without(erasure)) }
        // A key may be made of words.
        event.address = (event.slot ?? event.was)?.address ?? address
        return event
    }

    package func apply(to workspace: inout Workspace, _ stamp: Stamp) { workspace.change(address, to: slot, stamp) }
}

/// An event of before slots that says what a slot says now.
package protocol SlotEvent: ProgramEvent {
    /// The same fact; nil where the event says something else.
    var asSlot: SlotChanged? { get }
}

extension SlotEvent {
    package func apply(to workspace: inout Workspace, _ stamp: Stamp) { asSlot?.apply(to: &workspace, stamp) }
}

extension SlotChanged {
    /// A slot that is put or removed, without what it was before: events of before slots did not say.
    init<S: Slot>(_ key: S.Key, to slot: S?) {
        address = SlotAddress(S.self, key)
        self.slot = slot.map { AnySlot($0) }
    }
}

extension ProgramEvent {
    /// The slot that the event changes, whichever event says so.
    package var slotChange: SlotChanged? { self as? SlotChanged ?? (self as? any SlotEvent)?.asSlot }
}
