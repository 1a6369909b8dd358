// A slot of a type that only this file knows is stored, undone, kept in snapshots and told like any other.

import JSONText
import Quantities
import Testing

@testable import ProgramModel

/// The whole of a new type of slots: where somebody sits.
private struct Desk: Slot {
    static let table = "desk"

    var person: PersonID
    var place: String

    init(_ person: PersonID, _ place: String) {
        self.person = person
        self.place = place
    }

    var key: PersonID { person }
    var payload: JSON { .members(["place": .string(place)]) }
    init?(key: PersonID, payload: JSON, schemaVersion: Int) {
        guard let place = payload["place"]?.string else { return nil }
        self.init(key, place)
    }

    var right: SlotRight { .own(person, or: .admin) }
    static func name(of key: PersonID) -> Wording { "desk of \(key)" }
    var text: Wording { "\(place)" }
}

struct Slots {
    private let ana = PersonID(1)
    private let kim = PersonID(2)

    /// A log of one event a command, read back as it was written.
    private struct Log {
        var workspace = Workspace()

        mutating func say(_ event: any ProgramEvent, _ person: PersonID = PersonID(1), hour: Int64 = 0) throws {
            let version = workspace.version + 1
            let read = try EventCatalogue.read(
                word: type(of: event).word, schemaVersion: event.schemaVersion,
                payload: try JSON(reading: event.payload.bytes))
            #expect(read.payload == event.payload)
            workspace.apply(
                read,
                EventStamp(
                    version: version, time: Instant(milliseconds: hour * Instant.hour), person: person,
                    command: version, commandName: "desk"))
            let bytes = workspace.snapshot
            #expect(Workspace(snapshot: bytes)?.snapshot == bytes)
        }
    }

    private func withDesks(_ body: () throws -> Void) rethrows {
        try SlotCatalogue.$current.withValue(SlotCatalogue(SlotCatalogue.all + [Desk.self]), operation: body)
    }

    @Test func `a type of slots is one file: it is put, changed, removed, undone and kept`() throws {
        try withDesks {
            var log = Log()
            try log.say(SlotChanged(Desk(kim, "B2")))
            try log.say(SlotChanged(Desk(ana, "A1")))
            #expect(log.workspace.slots(Desk.self) == [Desk(ana, "A1"), Desk(kim, "B2")])
            try log.say(SlotChanged(Desk(ana, "A7"), was: Desk(ana, "A1")))
            #expect(log.workspace.lastChange(of: Desk.self, ana)?.command == 3)
            try log.say(SlotChanged(removing: Desk(ana, "A7")))
            #expect(log.workspace.slots(Desk.self) == [Desk(kim, "B2")])
            try log.say(CommandUndone(command: 4))
            #expect(log.workspace.slot(Desk.self, ana) == Desk(ana, "A7"))
            try log.say(CommandUndone(command: 3))
            #expect(log.workspace.slot(Desk.self, ana) == Desk(ana, "A1"))
            try log.say(CommandRedone(command: 3))
            #expect(log.workspace.slot(Desk.self, ana) == Desk(ana, "A7"))
        }
    }

    @Test func `an undo names what stands in its way`() throws {
        try withDesks {
            var log = Log()
            try log.say(SlotChanged(Desk(ana, "A1")))
            try log.say(SlotChanged(removing: Desk(ana, "A1")), kim)
            let record = try #require(log.workspace.command(1))
            let obstacle = try #require(log.workspace.obstacle(to: record))
            #expect(obstacle.thing == "desk of \(ana)")
            #expect(obstacle.by?.number == 2)
        }
    }

    @Test func `that a slot was removed is forgotten with the command that removed it`() throws {
        try withDesks {
            var log = Log()
            try log.say(SlotChanged(Desk(ana, "A1")))
            try log.say(SlotChanged(removing: Desk(ana, "A1")))
            #expect(log.workspace.lastChange(of: Desk.self, ana)?.command == 2)
            try log.say(SlotChanged(Desk(kim, "B2")), hour: 30)
            #expect(log.workspace.lastChange(of: Desk.self, ana) == nil)
        }
    }

    @Test func `a redo stands after what was before is forgotten`() throws {
        try withDesks {
            var log = Log()
            try log.say(SlotChanged(Desk(ana, "A1")))
            try log.say(SlotChanged(removing: Desk(ana, "A1")), hour: 1)
            try log.say(SlotChanged(Desk(ana, "A7")), hour: 20)
            try log.say(CommandUndone(command: 3), hour: 21)
            try log.say(SlotChanged(Desk(kim, "B2")), kim, hour: 30)
            let record = try #require(log.workspace.command(3))
            #expect(log.workspace.obstacle(to: record)?.thing == nil)
        }
    }

    @Test func `slots of a newer binary are named, and not misread`() throws {
        let put = SlotChanged(Desk(ana, "A1")).payload
        #expect(throws: EventProblem.unknownTable("desk")) {
            try EventCatalogue.read(word: SlotChanged.word, schemaVersion: 1, payload: put)
        }
        #expect(throws: EventProblem.newerSchema(word: "setting", schemaVersion: 2)) {
            try EventCatalogue.read(
                word: SlotChanged.word, schemaVersion: 1,
                payload: ["table": "setting", "schema": 2, "key": [.null, "zone"], "slot": ["value": "UTC"]])
        }
        #expect(throws: EventProblem.missing(word: "setting", field: "key")) {
            try EventCatalogue.read(
                word: SlotChanged.word, schemaVersion: 1, payload: ["table": "setting", "key": "zone"])
        }
    }

    @Test func `what logs of before slots say becomes slots`() throws {
        var log = Log()
        let room = ChannelAddress(platform: "slack", team: "T1", channel: "C1")
        let identity = Identity(platform: "slack", team: "T1", user: "U1")
        try log.say(PersonRegistered(person: ana, handle: "ana", name: "Ana", identity: identity, role: .admin))
        try log.say(RoleGranted(person: ana, role: .manager, project: .net))
        try log.say(SettingChanged(name: "zone", value: "UTC"))
        try log.say(PersonChanged(person: ana, zone: "Europe/Berlin"))
        try log.say(AliasDefined(person: ana, word: "oops", expansion: "/undo"))
        try log.say(ChannelBound(channel: room, project: .net, announce: "net"))
        #expect(
            log.workspace.allSlots == [
                AnySlot(Alias(person: ana, word: "oops", meaning: "/undo")), AnySlot(RoleGrant(.admin, of: ana)),
                AnySlot(RoleGrant(.manager, of: ana, in: .net)), AnySlot(Room(room, project: .net, announce: "net")),
                AnySlot(Setting("zone", value: "UTC")),
                AnySlot(Setting("zone", of: .person(ana), value: "Europe/Berlin")),
            ])
        try log.say(RoleGranted(person: ana, role: nil, project: .net))
        try log.say(SettingChanged(name: "zone", value: nil))
        try log.say(AliasDefined(person: ana, word: "oops", expansion: nil))
        #expect(log.workspace.allSlots.count == 3)
        try log.say(CommandUndone(command: 9))
        #expect(log.workspace.slot(Alias.self, Alias.key("oops", of: ana))?.meaning == "/undo")
    }
}
