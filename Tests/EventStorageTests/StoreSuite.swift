// What every store must do, run against SQLite and against the in-memory twin.

import Conversation
import Foundation
import GRDB
import ProgramModel
import Quantities
import TestSupport
import Testing

@testable import EventStorage

protocol TrialStore: EventLog, Outbox {}
extension SQLiteEventLog: TrialStore {}
extension MemoryEventLog: TrialStore {}

enum StoreKind: String, CaseIterable, Sendable { case memory, sqlite, sqliteInMemory }

struct StoreSuite {
    static func make(_ kind: StoreKind) throws -> any TrialStore {
        switch kind {
        case .memory: MemoryEventLog()
        case .sqliteInMemory: try SQLiteEventLog(path: ":memory:", access: .write(patience: 0))
        case .sqlite:
            try SQLiteEventLog(path: try BuiltBinary.temporaryDirectory().path + "/s.db", access: .write(patience: 0))
        }
    }

    static let net = ProjectKey.net

    static func transaction(_ versions: ClosedRange<Int>, delivery: String? = nil) -> LogTransaction {
        var transaction = LogTransaction()
        for version in versions {
            let id = ItemID("R", version)
            let event = ItemAdded(
                id: id, kind: "risk", title: "Risk \(version)", state: "open", project: net, tags: [],
                fields: FieldTable())
            let stamp = EventStamp(
                version: version, time: Instant(milliseconds: Int64(version) * 1000), person: PersonID(1),
                command: version, commandName: "risk add")
            transaction.events.append(
                LoggedEvent(
                    stamp: stamp, event: event, deliveryID: delivery, commandNumber: 0, position: 0, undone: nil,
                    items: [id]))
        }
        if let delivery {
            transaction.inbox = [
                InboxEntry(deliveryID: delivery, received: Instant(milliseconds: 1), reply: StoreSuite.reply("done"))
            ]
        }
        return transaction
    }

    static func entry(_ id: String, lane: String = "a", due: Int64 = 0) -> OutboxEntry {
        OutboxEntry(
            id: id, destination: .url("https://x.example/\(lane)"), lane: lane, payload: Array("{}".utf8),
            contentType: "application/json",
            created: Instant(milliseconds: 0), due: Instant(milliseconds: due), expires: nil)
    }

    static func reply(_ text: String, to digest: [UInt8]? = [1]) -> StoredReply {
        StoredReply(Array(text.utf8), to: digest)
    }

    static func key(_ text: String, earlier: String? = nil) throws -> DeliveryKey {
        let identity = Identity(platform: "generic", team: "", user: "ana")
        var key = try #require(DeliveryKey(identity, id: "id", earlier: earlier))
        key.text = text
        return key
    }

    /// A delivery answered in its HTTP response.
    static func answer(_ id: String, lane: String, due: Int64) -> InboxEntry {
        let entry = entry(id, lane: lane, due: due)
        return InboxEntry(
            deliveryID: "d\(id)", received: entry.created, reply: StoredReply(entry.payload, to: []), fallback: entry)
    }

    @Test(arguments: StoreKind.allCases) func `what was committed is loaded`(_ kind: StoreKind) throws {
        let store = try StoreSuite.make(kind)
        try store.commit(StoreSuite.transaction(1...3, delivery: "d1"))
        let workspace = try store.load()
        #expect(workspace.version == 3)
        #expect(workspace.item(ItemID("R", 3))?.title == "Risk 3")
        let keys = try ["d1", "d2"].map { try StoreSuite.key($0) }
        #expect(try store.storedReplies(for: keys) == ["d1": StoreSuite.reply("done")])
    }

    @Test(arguments: StoreKind.allCases) func `a moment's workspace ends at that moment`(_ kind: StoreKind) throws {
        let store = try StoreSuite.make(kind)
        try store.commit(StoreSuite.transaction(1...5))
        #expect(try store.workspace(at: Instant(milliseconds: 3000)).version == 3)
        #expect(try store.workspace(at: Instant(milliseconds: 0)).version == 0)
        #expect(try store.events(touching: ItemID("R", 2), limit: 5).map(\.stamp.version) == [2])
        #expect(
            try store.events(from: Instant(milliseconds: 2000), to: Instant(milliseconds: 4000), limit: 2).map(
                \.stamp.version) == [3, 4])
    }

    @Test(arguments: StoreKind.allCases) func `the outbox keeps lanes in order`(_ kind: StoreKind) throws {
        let store = try StoreSuite.make(kind)
        var transaction = LogTransaction()
        transaction.outbox = [
            StoreSuite.entry("1"), StoreSuite.entry("2"), StoreSuite.entry("3", lane: "b"),
            StoreSuite.entry("4", lane: "c", due: 99),
        ]
        try store.commit(transaction)
        let now = Instant(milliseconds: 10)
        #expect(try store.due(now: now, besides: [], limit: 10).map(\.id) == ["1", "3"])
        #expect(try store.due(now: now, besides: ["a"], limit: 10).map(\.id) == ["3"])
        try store.retry("1", at: Instant(milliseconds: 50), attempts: 1, reason: "503")
        // The next of the lane waits for its head, and is no reason to wake up.
        #expect(try store.nextDue() == Instant(milliseconds: 0))
        #expect(try store.due(now: now, besides: [], limit: 10).map(\.id) == ["3"])
        #expect(
            try store.outbox().places.sorted { $0.name < $1.name } == [
                .init(name: "x.example", waiting: 4, since: Instant(milliseconds: 0), reason: "503")
            ])
        try store.markSent(["3"])
        #expect(try store.nextDue() == Instant(milliseconds: 50))
        #expect(try store.due(now: Instant(milliseconds: 60), besides: [], limit: 10).map(\.id) == ["1"])
        try store.bury("1", reason: "410", attempts: 2, isExpired: false)
        #expect(try store.due(now: now, besides: [], limit: 10).map(\.id) == ["2"])
        #expect(try store.deadLetters(limit: 5).map(\.id) == ["1"])
        #expect(try store.undelivered(["1", "2", "3"]) == (1, 1))
        #expect(try store.outbox().waiting == 2)
        #expect(try store.outbox().dead == 1)
        #expect(try store.outbox().places.map(\.reason) == [nil])
        #expect(try store.resend("1", now: now))
        #expect(try !store.resend("1", now: now))
        #expect(try store.outbox().waiting == 3)
        try store.bury("1", reason: "its address expired", attempts: 3, isExpired: true)
        #expect(try store.deadLetters(limit: 5).map(\.canBeSent) == [false])
        #expect(try !store.resend("1", now: now))
    }

    /// What delivery finds: overdue answers too.
    static func due(_ store: any EventLog & Outbox, now: Instant) throws -> [OutboxEntry] {
        try store.postOverdueAnswers(now: now)
        return try store.due(now: now, besides: [], limit: 10)
    }

    @Test(arguments: StoreKind.allCases) func `a reply that a clock of the future put off is due`(
        _ kind: StoreKind
    ) throws {
        let store = try StoreSuite.make(kind)
        var transaction = LogTransaction()
        transaction.outbox = [StoreSuite.entry("1", due: OutboxEntry.longestWait + 1)]
        transaction.inbox = [StoreSuite.answer("2", lane: "b", due: OutboxEntry.longestWait + 1)]
        try store.commit(transaction)
        #expect(try StoreSuite.due(store, now: Instant(milliseconds: 1)).isEmpty)
        #expect(try StoreSuite.due(store, now: Instant(milliseconds: 0)).map(\.id) == ["1", "2"])
    }

    @Test(arguments: StoreKind.allCases) func `an answer is posted when its response was not flushed in time`(
        _ kind: StoreKind
    ) throws {
        let store = try StoreSuite.make(kind)
        var transaction = LogTransaction()
        transaction.inbox = (1...4).map { StoreSuite.answer("\($0)", lane: "lane \($0)", due: 100) }
        transaction.inbox[3].fallback?.due = Instant(milliseconds: 200)
        try store.commit(transaction)
        #expect(try store.outbox().waiting == 4)
        #expect(try store.nextDue() == Instant(milliseconds: 100))
        #expect(try StoreSuite.due(store, now: Instant(milliseconds: 99)).isEmpty)
        try store.markSent(["2"])
        #expect(try StoreSuite.due(store, now: Instant(milliseconds: 100)).map(\.id) == ["1", "3"])
        // Flushed late: what was not posted yet never is.
        try store.markSent(["3"])
        #expect(try StoreSuite.due(store, now: Instant(milliseconds: 100)).map(\.id) == ["1"])
        #expect(try StoreSuite.due(store, now: Instant(milliseconds: 200)).map(\.id) == ["1", "4"])
        #expect(
            try StoreSuite.due(store, now: Instant(milliseconds: 200)).first
                == transaction.inbox[0].fallback)
        try store.markSent(["1", "4"])
        #expect(try StoreSuite.due(store, now: Instant(milliseconds: 300)).isEmpty)
        try store.flushSent()
        #expect(try store.nextDue() == nil)
        #expect(try store.outbox().waiting == 0)
    }

    @Test(arguments: StoreKind.allCases) func `misses are counted`(_ kind: StoreKind) throws {
        let store = try StoreSuite.make(kind)
        for _ in 0..<3 { try store.countMiss(command: "risk", word: "fly") }
        #expect(try store.misses(limit: 5) == [Miss(command: "risk", word: "fly", count: 3)])
    }
}
