// How the model's values are read back from snapshots: each as ModelBytesWriting wrote it.

import FieldTypes
import Quantities

extension ByteReader {
    mutating func key() throws(SnapshotDamaged) -> ProjectKey {
        ProjectKey(kept: try string())
    }
    mutating func person() throws(SnapshotDamaged) -> PersonID { PersonID(try count()) }
    mutating func date() throws(SnapshotDamaged) -> CalendarDate { CalendarDate(dayNumber: try int()) }
    mutating func instant() throws(SnapshotDamaged) -> Instant { Instant(milliseconds: Int64(try int())) }
    mutating func money() throws(SnapshotDamaged) -> Money {
        Money(minorUnits: Int64(try int()), currency: try string())
    }
    mutating func stamp() throws(SnapshotDamaged) -> Stamp {
        Stamp(person: try person(), time: try instant(), command: try count())
    }
    mutating func word<Value: RawRepresentable<String>>(_: Value.Type) throws(SnapshotDamaged) -> Value {
        guard let value = Value(rawValue: try string()) else { throw SnapshotDamaged() }
        return value
    }
    mutating func link() throws(SnapshotDamaged) -> Link {
        Link(
            Link.Kind(rawValue: try string()), try id(), isSource: try bool(),
            type: try optional { reader throws(SnapshotDamaged) in try reader.string() },
            lag: try optional { reader throws(SnapshotDamaged) in WorkSpan(minutes: try reader.int()) })
    }
    mutating func item() throws(SnapshotDamaged) -> Item {
        let id = try id()
        let kind = try string()
        let title = try string()
        let project = try optional { reader throws(SnapshotDamaged) in try reader.key() }
        let owner = try optional { reader throws(SnapshotDamaged) in try reader.person() }
        let helpers = try list { reader throws(SnapshotDamaged) in try reader.person() }
        var item = Item(
            id: id, kind: kind, title: title, state: try string(),
            created: Stamp(person: PersonID(0), time: Instant(milliseconds: 0), command: 0))
        item.project = project
        item.owner = owner
        item.helpers = helpers
        item.isOpen = try bool()
        item.due = try optional { reader throws(SnapshotDamaged) in try reader.date() }
        item.firstDue = try optional { reader throws(SnapshotDamaged) in try reader.date() }
        item.tags = try list { reader throws(SnapshotDamaged) in try reader.string() }
        item.links = try list { reader throws(SnapshotDamaged) in try reader.link() }
        item.notes = try list { reader throws(SnapshotDamaged) in
            Note(text: try reader.string(), stamp: try reader.stamp())
        }
        for (name, value) in try list({ reader throws(SnapshotDamaged) in
            (try reader.string(), try FieldValue(from: &reader))
        }) {
            item.fields[name] = value
        }
        item.created = try stamp()
        item.changed = try stamp()
        item.closed = try optional { reader throws(SnapshotDamaged) in try reader.instant() }
        return item
    }
    mutating func declared() throws(SnapshotDamaged) -> DeclaredStatus {
        DeclaredStatus(
            colour: try word(Colour.self),
            reason: try optional { reader throws(SnapshotDamaged) in try reader.string() },
            stamp: try stamp())
    }
    mutating func project() throws(SnapshotDamaged) -> Project {
        let placeholder = Stamp(person: PersonID(0), time: Instant(milliseconds: 0), command: 0)
        var project = Project(
            key: try key(), name: try string(),
            lead: try optional { reader throws(SnapshotDamaged) in try reader.person() }, method: try string(),
            program: try optional { reader throws(SnapshotDamaged) in try reader.key() }, created: placeholder)
        project.start = try optional { reader throws(SnapshotDamaged) in try reader.date() }
        project.end = try optional { reader throws(SnapshotDamaged) in try reader.date() }
        project.budget = try optional { reader throws(SnapshotDamaged) in try reader.money() }
        project.zone = try optional { reader throws(SnapshotDamaged) in try reader.string() }
        project.isOpen = try bool()
        project.declared = try optional { reader throws(SnapshotDamaged) in try reader.declared() }
        project.created = try stamp()
        project.changed = try stamp()
        return project
    }
    mutating func program() throws(SnapshotDamaged) -> Program {
        let placeholder = Stamp(person: PersonID(0), time: Instant(milliseconds: 0), command: 0)
        var program = Program(
            key: try key(), name: try string(),
            lead: try optional { reader throws(SnapshotDamaged) in try reader.person() }, created: placeholder)
        program.declared = try optional { reader throws(SnapshotDamaged) in try reader.declared() }
        program.created = try stamp()
        program.changed = try stamp()
        return program
    }
    mutating func identity() throws(SnapshotDamaged) -> Identity {
        Identity(platform: try string(), team: try string(), user: try string())
    }
    mutating func personRecord() throws(SnapshotDamaged) -> Person {
        var person = Person(id: try person(), handle: try string(), name: try string())
        person.identities = try list { reader throws(SnapshotDamaged) in try reader.identity() }
        person.placeholder = try optional { reader throws(SnapshotDamaged) in
            Person.Placeholder(platform: try reader.string(), team: try reader.string())
        }
        person.joinedTo = try optional { reader throws(SnapshotDamaged) in try reader.person() }
        return person
    }
    mutating func channel() throws(SnapshotDamaged) -> ChannelAddress {
        ChannelAddress(platform: try string(), team: try string(), channel: try string())
    }
    mutating func proposal() throws(SnapshotDamaged) -> Proposal {
        var proposal = Proposal(
            number: try count(), text: try string(),
            channel: try optional { reader throws(SnapshotDamaged) in try reader.channel() }, role: try word(Role.self),
            expires: try instant(), stamp: try stamp(),
            question: try optional { reader throws(SnapshotDamaged) in try reader.string() })
        proposal.state = try word(Proposal.State.self)
        return proposal
    }
    mutating func slot() throws(SnapshotDamaged) -> (SlotAddress, SlotState) {
        guard let type = SlotCatalogue.current[try string()], try int() == type.type.schemaVersion,
            let address = SlotAddress(type, key: try json())
        else { throw SnapshotDamaged() }
        let slot = try optional { reader throws(SnapshotDamaged) in
            let payload = try reader.json()
            guard let slot = type.type.read(key: address.key, payload: payload, schemaVersion: type.type.schemaVersion)
            else { throw SnapshotDamaged() }
            return slot
        }
        return (
            address,
            SlotState(slot: slot, changed: try optional { reader throws(SnapshotDamaged) in try reader.stamp() })
        )
    }
    mutating func record() throws(SnapshotDamaged) -> CommandRecord {
        var record = CommandRecord(number: try count(), person: try person(), time: try instant(), name: try string())
        record.undoneBy = try optional { reader throws(SnapshotDamaged) in try reader.person() }
        record.undoneAt = try optional { reader throws(SnapshotDamaged) in try reader.count() }
        record.changes = try list { reader throws(SnapshotDamaged) in
            let kept: CommandRecord.Change.Kept
            switch try reader.int() {
            case 0:
                kept = .item(
                    try reader.id(), try reader.optional { reader throws(SnapshotDamaged) in try reader.item() })
            case 1:
                kept = .project(
                    try reader.key(), try reader.optional { reader throws(SnapshotDamaged) in try reader.project() })
            case 2:
                kept = .program(
                    try reader.key(), try reader.optional { reader throws(SnapshotDamaged) in try reader.program() })
            case 3:
                let (address, state) = try reader.slot()
                kept = .slot(address, state)
            case 4:
                kept = .entry(
                    try reader.count(),
                    try reader.optional { reader throws(SnapshotDamaged) in try Ledger.Booked(&reader) })
            default: throw SnapshotDamaged()
            }
            return .init(kept: kept, left: try reader.optional { reader throws(SnapshotDamaged) in try reader.count() })
        }
        return record
    }
}
