// How the model's values are written in snapshots: each as ModelBytesReading reads it.

import FieldTypes
import Quantities

extension ByteWriter {
    mutating func key(_ key: ProjectKey) { string(key.text) }
    mutating func person(_ person: PersonID) { int(person.number) }
    mutating func date(_ date: CalendarDate) { int(date.dayNumber) }
    mutating func money(_ money: Money) {
        int(Int(money.minorUnits))
        string(money.currency)
    }
    mutating func stamp(_ stamp: Stamp) {
        person(stamp.person)
        int(Int(stamp.time.milliseconds))
        int(stamp.command)
    }
    mutating func link(_ link: Link) {
        string(link.kind.rawValue)
        id(link.other)
        bool(link.isSource)
        optional(link.type) { $0.string($1) }
        optional(link.lag) { $0.int($1.minutes) }
    }
    mutating func item(_ item: Item) {
        id(item.id)
        string(item.kind)
        string(item.title)
        optional(item.project) { $0.key($1) }
        optional(item.owner) { $0.person($1) }
        list(item.helpers) { $0.person($1) }
        string(item.state)
        bool(item.isOpen)
        optional(item.due) { $0.date($1) }
        optional(item.firstDue) { $0.date($1) }
        list(item.tags) { $0.string($1) }
        list(item.links) { $0.link($1) }
        list(item.notes) {
            $0.string($1.text); $0.stamp($1.stamp)
        }
        list(Array(item.fields)) {
            $0.string($1.name); $1.value.write(to: &$0)
        }
        stamp(item.created)
        stamp(item.changed)
        optional(item.closed) { $0.int(Int($1.milliseconds)) }
    }
    mutating func declared(_ declared: DeclaredStatus) {
        string(declared.colour.rawValue)
        optional(declared.reason) { $0.string($1) }
        stamp(declared.stamp)
    }
    mutating func project(_ project: Project) {
        key(project.key)
        string(project.name)
        optional(project.lead) { $0.person($1) }
        string(project.method)
        optional(project.program) { $0.key($1) }
        optional(project.start) { $0.date($1) }
        optional(project.end) { $0.date($1) }
        optional(project.budget) { $0.money($1) }
        optional(project.zone) { $0.string($1) }
        bool(project.isOpen)
        optional(project.declared) { $0.declared($1) }
        stamp(project.created)
        stamp(project.changed)
    }
    mutating func program(_ program: Program) {
        key(program.key)
        string(program.name)
        optional(program.lead) { $0.person($1) }
        optional(program.declared) { $0.declared($1) }
        stamp(program.created)
        stamp(program.changed)
    }
    mutating func identity(_ identity: Identity) {
        string(identity.platform)
        string(identity.team)
        string(identity.user)
    }
    mutating func personRecord(_ person: Person) {
        self.person(person.id)
        string(person.handle)
        string(person.name)
        list(person.identities) { $0.identity($1) }
        optional(person.placeholder) {
            $0.string($1.platform); $0.string($1.team)
        }
        optional(person.joinedTo) { $0.person($1) }
    }
    mutating func channel(_ channel: ChannelAddress) {
        string(channel.platform)
        string(channel.team)
        string(channel.channel)
    }
    mutating func proposal(_ proposal: Proposal) {
        int(proposal.number)
        string(proposal.text)
        optional(proposal.channel) { $0.channel($1) }
        string(proposal.role.rawValue)
        int(Int(proposal.expires.milliseconds))
        stamp(proposal.stamp)
        optional(proposal.question) { $0.string($1) }
        string(proposal.state.rawValue)
    }
    mutating func slot(_ address: SlotAddress, _ state: SlotState) {
        string(address.type.type.table)
        int(address.type.type.schemaVersion)
        json(address.key)
        optional(state.slot) { $0.json($1.slot.payload) }
        optional(state.changed) { $0.stamp($1) }
    }
    mutating func record(_ record: CommandRecord) {
        int(record.number)
        person(record.person)
        int(Int(record.time.milliseconds))
        string(record.name)
        optional(record.undoneBy) { $0.person($1) }
        optional(record.undoneAt) { $0.int($1) }
        list(record.changes) { writer, change in
            switch change.kept {
            case .item(let id, let item): writer.int(0); writer.id(id); writer.optional(item) { $0.item($1) }
            case .project(let key, let project):
                writer.int(1); writer.key(key); writer.optional(project) { $0.project($1) }
            case .program(let key, let program):
                writer.int(2); writer.key(key); writer.optional(program) { $0.program($1) }
            case .slot(let address, let state): writer.int(3); writer.slot(address, state)
            case .entry(let id, let booked): writer.int(4); writer.int(id); writer.optional(booked) { $1.write(&$0) }
            }
            writer.optional(change.left) { $0.int($1) }
        }
    }
}
