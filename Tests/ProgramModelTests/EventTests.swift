// Every event is read back as it was written, by this version and from the golden file of all before it.

import Foundation
import JSONText
import Quantities
import TestSupport
import Testing

@testable import ProgramModel

struct Events {
    static let identity = Identity(platform: "slack", team: "T1", user: "U1")
    static let channel = ChannelAddress(platform: "slack", team: "T1", channel: "C1")
    static let day = CalendarDate(iso: "2026-12-04") ?? CalendarDate(dayNumber: 0)
    static let net = ProjectKey.net
    static let core = ProjectKey.core

    static var fields: FieldTable {
        FieldTable([
            "a": .text("te\"xt\n"), "b": .number(-3), "c": .level(4), "d": .percent(40), "e": .date(day),
            "f": .money(Money(minorUnits: 120_050, currency: "EUR")), "g": .span(.days(3)), "h": .person(PersonID(2)),
            "i": .id(ItemID("T", 3)),
        ])
    }

    /// One of each, with every optional fact present.
    static let all: [any ProgramEvent] = [
        PersonRegistered(person: PersonID(1), handle: "ana", name: "Ana Ü", identity: identity, role: .admin),
        PersonNamed(person: PersonID(2), handle: "bo", name: "bo", platform: "slack", team: "T1", identity: identity),
        PersonClaimed(person: PersonID(2), name: "Bo", identity: identity, role: .contributor),
        IdentityMoved(identity: identity, person: PersonID(1)),
        PersonChanged(person: PersonID(1), name: "A", handle: "a", zone: "Europe/Berlin"),
        RoleGranted(person: PersonID(1), role: .manager, project: net), TeamBound(platform: "slack", team: "T1"),
        ProjectCreated(
            key: net, name: "Network", lead: PersonID(1), method: "hybrid", program: core, start: day, end: day + 9,
            budget: Money(minorUnits: 1, currency: "USD")),
        ProjectChanged(
            key: net, name: "N", lead: PersonID(2), method: "agile", program: core, start: day, end: day,
            budget: Money(minorUnits: 2, currency: "EUR"),
            zone: "UTC", isOpen: false),
        ProgramCreated(key: core, name: "Core", lead: PersonID(1)),
        StatusDeclared(key: net, colour: .amber, reason: "late"),
        ItemAdded(
            id: ItemID("R", 1), kind: "risk", title: "Vendor", state: "open", project: net, owner: PersonID(1),
            due: day, tags: ["x"],
            fields: fields),
        ItemChanged(id: ItemID("R", 1), title: "V", project: net, due: day, tags: [], fields: fields, cleared: ["due"]),
        ItemMoved(id: ItemID("R", 1), state: "closed", isOpen: false, reason: "done"),
        ItemAssigned(id: ItemID("R", 1), owner: PersonID(2), helpers: [PersonID(1)]),
        NoteAdded(id: ItemID("R", 1), text: "hm"),
        ItemsLinked(kind: .precedes, source: ItemID("T", 1), target: ItemID("T", 2), type: "fs", lag: .days(-2)),
        ItemsUnlinked(kind: .blocks, source: ItemID("B", 1), target: ItemID("T", 2)),
        ChannelBound(channel: channel, project: net, announce: "net"), SettingChanged(name: "zone", value: "UTC"),
        AliasDefined(person: PersonID(1), word: "oops", expansion: "/undo"),
        ProposalMade(
            number: 1, text: "/project close NET --yes", channel: channel, role: .manager,
            expires: Instant(milliseconds: 9)),
        ProposalSettled(number: 1, state: .accepted), CommandUndone(command: 7), CommandRedone(command: 7),
        Redacted(
            subject: "R-1", reason: "asked by law",
            replacements: [Replacement(version: 12, payload: ["id": "R-1", "text": "(erased)"])]),
        StoreAccepted(events: 3, head: "aa", missedEvents: 9, missedHead: "bb"),
        SlotChanged(
            Alias(person: PersonID(1), word: "oops", meaning: "/redo"),
            was: Alias(person: PersonID(1), word: "oops", meaning: "/undo")),
        SlotChanged(Setting("zone", of: .person(PersonID(2)), value: "Europe/Berlin")),
        SlotChanged(removing: Setting("zone", value: "UTC")),
        SlotChanged(Room(channel, project: nil, announce: "net")),
        SlotChanged(RoleGrant(.manager, of: PersonID(2), in: net)),
        LedgerEntered(
            LedgerEntry(
                id: 1, subject: .item(ItemID("R", 1)), project: net, line: "hardware", kind: .spent,
                amount: LedgerAmount(Money(minorUnits: 120_050, currency: "EUR")), day: day, by: PersonID(2))),
        LedgerEntered(
            LedgerEntry(
                id: 2, subject: .project(net), project: net, kind: .measured, amount: LedgerAmount(thousandths: 99_950),
                day: day, by: PersonID(1), corrects: 1)),
    ]

    @Test func `there is one sample of every event`() {
        #expect(Set(Events.all.map { type(of: $0).word }) == Set(EventCatalogue.all.map { $0.word }))
    }

    @Test func `an event is read back as it was written`() throws {
        for event in Events.all {
            let read = try EventCatalogue.read(
                word: type(of: event).word, schemaVersion: event.schemaVersion,
                payload: try JSON(reading: event.payload.bytes))
            #expect(read.payload == event.payload)
            #expect("\(read)" == "\(event)")
        }
    }

    static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
        "golden-events.jsonl")

    @Test func `what was ever stored stays readable`() throws {
        let lines = Events.all.map { event in
            ([
                "word": .string(type(of: event).word), "schema": .int(Int64(event.schemaVersion)),
                "payload": event.payload,
            ] as JSON).text
        }
        if ProcessInfo.processInfo.environment["STEERCO_UPDATE_GOLDEN"] != nil {
            // Lines are added, never changed: an event's old shapes stay in the file.
            let known =
                (try? String(contentsOf: Events.golden, encoding: .utf8))?.split(separator: "\n").map(String.init) ?? []
            try Data((known + lines.filter { !known.contains($0) }).joined(separator: "\n").appending("\n").utf8).write(
                to: Events.golden)
        }
        let stored = try String(contentsOf: Events.golden, encoding: .utf8).split(separator: "\n").map(String.init)
        for line in lines { #expect(stored.contains(line), "new shape without a golden line: \(line)") }
        for line in stored {
            let json = try JSON(reading: line)
            _ = try EventCatalogue.read(
                word: json["word"]?.string ?? "", schemaVersion: json["schema"]?.int ?? 0,
                payload: json["payload"] ?? .null)
        }
    }

    @Test func `an event that holds a later type of value says so by its version`() throws {
        var event = ItemAdded(
            id: ItemID("VEN", 1), kind: "vendor", title: "Acme", state: "active", tags: [],
            fields: FieldTable(["a": .level(4)]))
        #expect(event.schemaVersion == 1)
        event.fields["b"] = .tags(["eu"])
        event.fields["c"] = .people([PersonID(1), PersonID(2)])
        event.fields["d"] = .days(Events.day...(Events.day + 4))
        #expect(event.schemaVersion == 2)
        let read = try EventCatalogue.read(word: ItemAdded.word, schemaVersion: 2, payload: event.payload)
        #expect(read as? ItemAdded == event)
        let golden = try String(contentsOf: Events.golden, encoding: .utf8)
        #expect(golden.contains(#""schema":2,"payload":\#(event.payload.text)"#))
    }

    /// The texts that are nobody's own words: what the program, a platform or a form gave the choice of.
    static let given: Set<String> = [
        "handle", "identity", "role", "platform", "team", "zone", "method", "program", "project", "colour", "id",
        "kind",
        "state", "cleared", "source", "target", "type", "channel", "subject", "events", "head", "missedHead", "start",
        "end", "due", "budget", "table", "amount", "day", "name of setting-changed", "value of setting-changed",
        "name of person-registered", "name of person-named", "name of person-claimed", "name of person-changed",
        "key of project-created", "key of project-changed", "key of program-created", "key of status-declared",
        "key of setting", "slot of setting", "was of setting", "key of room", "key of role", "slot of role",
    ]

    /// Whoever gives an event another text says here that nobody wrote it, or has it erased.
    @Test func `every text that people wrote in an event can be erased`() {
        let erasure = Erasure { _ in true }
        for event in Events.all {
            let word = event.payload["table"]?.string ?? type(of: event).word
            for member in event.payload.members ?? [] where !member.value.texts.isEmpty {
                if Events.given.contains(member.name) || Events.given.contains("\(member.name) of \(word)") { continue }
                let left = event.without(erasure).payload[member.name]
                // Of the fields those that hold words; a text without a letter says nothing.
                let kept = member.value.texts.filter { member.name == "fields" ? $0.contains("te\"xt") : !$0.isEmpty }
                #expect(left?.texts.isDisjoint(with: kept) ?? true, "\(member.name) of \(word)")
            }
        }
    }

    @Test func `an event of a newer binary is refused by name`() {
        #expect(throws: EventProblem.unknownWord("time-travelled")) {
            try EventCatalogue.read(word: "time-travelled", schemaVersion: 1, payload: [:])
        }
        #expect(throws: EventProblem.newerSchema(word: "note-added", schemaVersion: 2)) {
            try EventCatalogue.read(word: "note-added", schemaVersion: 2, payload: [:])
        }
        #expect(throws: EventProblem.missing(word: "note-added", field: "id")) {
            try EventCatalogue.read(word: "note-added", schemaVersion: 1, payload: ["text": "x"])
        }
    }

    private func folded() -> Workspace {
        var workspace = Workspace()
        for (index, event) in Events.all.enumerated() {
            let stamp = EventStamp(
                version: index + 1, time: Instant(milliseconds: Int64(index) * 1000), person: PersonID(1 + index % 2),
                command: index + 1,
                commandName: "c\(index)")
            workspace.apply(event, stamp)
        }
        return workspace
    }

    @Test func `a snapshot is the workspace again, byte for byte`() {
        let workspace = folded()
        let bytes = workspace.snapshot
        #expect(Workspace(snapshot: bytes)?.snapshot == bytes)
    }

    @Test func `a damaged snapshot is none`() {
        let bytes = folded().snapshot
        for cut in stride(from: 0, to: bytes.count, by: 7) {
            #expect(Workspace(snapshot: Array(bytes[..<cut])) == nil || cut == bytes.count)
        }
        var flipped = bytes
        for index in stride(from: 0, to: bytes.count, by: 3) {
            flipped[index] ^= 0xFF
            _ = Workspace(snapshot: flipped)
            flipped[index] ^= 0xFF
        }
    }

    /// What the sample events add up to, as a number. When this fails, the fold or the format changed: give
    /// `Workspace.fingerprint` a new value, then set the number.
    @Test func `the fold changes only with its fingerprint`() {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in folded().snapshot { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        #expect("\(Workspace.fingerprint) \(hash)" == "steerco-model-5 10040214173757868923")
    }
}
