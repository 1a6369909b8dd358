// What a slot is: one typed record of the model that is no item, such as a setting, a role or a room's project.

package import JSONText
package import Quantities

/// One typed record of the model that is no item.
///
/// A slot type is one file and a line in ``SlotCatalogue``: with that, workspaces have a table of it, one event puts and removes
/// it, undo puts it back, snapshots hold it, rights guard it, and histories tell it. A slot of a new shape gets a new
/// ``schemaVersion``, and ``init(key:payload:schemaVersion:)`` goes on reading every one before.
package protocol Slot: Hashable, Sendable {
    associatedtype Key: SlotKey

    /// The word for its table in events and snapshots, for ever.
    static var table: String { get }
    static var schemaVersion: Int { get }
    /// Whether putting or removing one may change how words are read.
    static var changesWords: Bool { get }

    /// What tells it from the others of its table.
    var key: Key { get }
    /// Its facts besides the key, in a fixed order.
    var payload: JSON { get }
    /// Reads what `payload` printed, at this or any earlier schema version; nil where a fact is missing.
    init?(key: Key, payload: JSON, schemaVersion: Int)

    /// Who may change it into another, or remove it.
    var right: SlotRight { get }
    /// Who may put it, where there was none or in the place of another.
    var rightToPut: SlotRight { get }
    /// Who may take back that it was put, changed or removed.
    var undoRight: SlotRight { get }

    /// What histories call it, set or not: `rag.silence`, `the role of @bo in NET`.
    static func name(of key: Key) -> Wording
    /// What it says: `21`, `manager`.
    var text: Wording { get }
    /// What stands for it where there is none.
    static var absent: Wording { get }

    /// The project it belongs to, which hides it with its other records.
    var project: ProjectKey? { get }
    /// The records it is about: their histories tell of it.
    var items: [ItemID] { get }
    /// The person whose names or accounts it holds.
    var namedPerson: PersonID? { get }
    /// The same slot without the words and names that are erased.
    func without(_ erasure: Erasure) -> Self
}

extension Slot {
    package static var schemaVersion: Int { 1 }
    package static var changesWords: Bool { false }
    package var rightToPut: SlotRight { right }
    package var undoRight: SlotRight { right }
    package static var absent: Wording { "unset" }
    package var project: ProjectKey? { nil }
    package var items: [ItemID] { [] }
    package var namedPerson: PersonID? { nil }
    package func without(_ erasure: Erasure) -> Self { self }
}

/// Who may change something: any of some people, or whoever holds a role in a place.
package struct SlotRight: Hashable, Sendable {
    /// Those whose own it is.
    package var people: [PersonID]
    /// The role that may besides; nil when it is nobody's but theirs.
    package var role: Role?
    /// Where the role is held; nil for everywhere.
    package var project: ProjectKey?

    /// Whoever holds a role, in a project or everywhere.
    package static func role(_ role: Role, in project: ProjectKey? = nil) -> SlotRight {
        SlotRight(people: [], role: role, project: project)
    }
    /// These people, and whoever holds the role.
    package static func own(_ people: PersonID..., or role: Role? = nil, in project: ProjectKey? = nil) -> SlotRight {
        SlotRight(people: people, role: role, project: project)
    }
}

/// A slot of any type.
package struct AnySlot: Hashable, Sendable {
    package let slot: any Slot

    package init(_ slot: any Slot) { self.slot = slot }

    package var address: SlotAddress { SlotAddress(slot) }

    package static func == (left: AnySlot, right: AnySlot) -> Bool { left.slot.isSame(as: right.slot) }
    package func hash(into hasher: inout Hasher) { slot.hash(into: &hasher) }
}

extension Slot {
    fileprivate func isSame(as other: any Slot) -> Bool { self == other as? Self }
}

/// Where a slot of any type stands: its table and its key.
package struct SlotAddress: Hashable, Sendable {
    package let type: SlotType
    package let key: JSON

    package init<S: Slot>(_ type: S.Type, _ key: S.Key) {
        self.type = SlotType(type)
        self.key = key.json
    }
    package init(of slot: any Slot) { self.init(slot) }
    init(_ slot: some Slot) { self.init(Swift.type(of: slot), slot.key) }
    /// Nil when the key is none of that table.
    init?(_ type: SlotType, key: JSON) {
        guard type.type.isKey(key) else { return nil }
        self.type = type
        self.key = key
    }

    /// What histories call it.
    package var name: Wording { type.type.name(of: key) }
}

/// A type of slots, told by its table.
package struct SlotType: Hashable, Sendable {
    package let type: any Slot.Type

    package init(_ type: any Slot.Type) { self.type = type }

    package static func == (left: SlotType, right: SlotType) -> Bool { left.type == right.type }
    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(type)) }
}

extension Slot {
    static func isKey(_ json: JSON) -> Bool { Key(json: json) != nil }
    static func name(of json: JSON) -> Wording { Key(json: json).map { name(of: $0) } ?? "\(table)" }
    /// The slot that a payload says; nil where a fact is missing.
    static func read(key: JSON, payload: JSON, schemaVersion: Int) -> AnySlot? {
        Key(json: key).flatMap { Self(key: $0, payload: payload, schemaVersion: schemaVersion) }.map { AnySlot($0) }
    }
}
