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
                InboxEntry(deliveryID: delivery, received: Instant(milliseconds: 1), reply: Array("done".utf8))
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

    @Test(arguments: StoreKind.allCases) func `what was committed is loaded`(_ kind: StoreKind) throws {
        let store = try StoreSuite.make(kind)
        try store.commit(StoreSuite.transaction(1...3, delivery: "d1"))
        let workspace = try store.load()
        #expect(workspace.version == 3)
        #expect(workspace.item(ItemID("R", 3))?.title == "Risk 3")
        #expect(try store.storedReplies(for: ["d1", "d2"]) == ["d1": Array("done".utf8)])
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
        #expect(try store.due(now: now, limit: 10).map(\.id) == ["1", "3"])
        try store.retry("1", at: Instant(milliseconds: 50), attempts: 1)
        // The next of the lane waits for its head.
        #expect(try store.due(now: now, limit: 10).map(\.id) == ["3"])
        try store.markSent(["3"])
        #expect(try store.due(now: Instant(milliseconds: 60), limit: 10).map(\.id) == ["1"])
        try store.bury("1", reason: "410", attempts: 2)
        #expect(try store.due(now: now, limit: 10).map(\.id) == ["2"])
        #expect(try store.deadLetters(limit: 5).map(\.id) == ["1"])
        #expect(try store.undelivered(["1", "2", "3"]) == 2)
        #expect(try store.resend("1", now: now))
        #expect(try !store.resend("1", now: now))
        #expect(try store.pendingReplies() == 3)
    }

    @Test(arguments: StoreKind.allCases) func `misses are counted`(_ kind: StoreKind) throws {
        let store = try StoreSuite.make(kind)
        for _ in 0..<3 { try store.countMiss(command: "risk", word: "fly") }
        #expect(try store.misses(limit: 5) == [Miss(command: "risk", word: "fly", count: 3)])
    }
}

struct SQLiteStore {
    private func path() throws -> String { try BuiltBinary.temporaryDirectory().path + "/s.db" }

    @Test func `a version is never written twice, and a failed commit leaves nothing`() throws {
        let store = try SQLiteEventLog(path: try path(), access: .write(patience: 0))
        try store.commit(StoreSuite.transaction(1...2))
        var bad = StoreSuite.transaction(2...3, delivery: "d1")
        bad.outbox = [StoreSuite.entry("x")]
        #expect(throws: (any Error).self) { try store.commit(bad) }
        #expect(try store.load().version == 2)
        #expect(try store.storedReplies(for: ["d1"]).isEmpty)
        #expect(try store.pendingReplies() == 0)
        try store.commit(StoreSuite.transaction(3...3))
        #expect(try store.verify(keptHead: nil).events == 3)
    }

    @Test func `the chain shows any change to the log`() throws {
        let columns = [
            "word = 'note-added'", "time = time + 1", "person = 2", "command_name = 'x'",
            "payload = CAST('{}' AS BLOB)",
            "payload_hash = zeroblob(32)", "delivery = 'z'", "previous = zeroblob(32)",
        ]
        for change in columns {
            let path = try path()
            let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
            try store.commit(StoreSuite.transaction(1...4))
            try store.database.write { try $0.execute(sql: "UPDATE event SET \(change) WHERE version = 2") }
            #expect(throws: StoreProblem.chainBroken(version: 2), "\(change)") { try store.verify(keptHead: nil) }
        }
    }

    @Test func `a kept head is found in a longer log, and missed in another`() throws {
        let store = try SQLiteEventLog(path: try path(), access: .write(patience: 0))
        try store.commit(StoreSuite.transaction(1...4))
        let head = store.head
        try store.commit(StoreSuite.transaction(5...6))
        #expect(try store.verify(keptHead: head).head == store.head)
        #expect(throws: StoreProblem.self) { try store.verify(keptHead: String(repeating: "0", count: 64)) }
    }

    @Test func `commits are durable by the settings SQLite itself reports`() throws {
        let store = try SQLiteEventLog(path: try path(), access: .write(patience: 0))
        let (mode, synchronous) = try store.database.write { database in
            (
                try String.fetchOne(database, sql: "PRAGMA journal_mode"),
                try Int.fetchOne(database, sql: "PRAGMA synchronous")
            )
        }
        #expect(mode == "wal")
        #expect(synchronous == 2)
    }

    @Test func `a snapshot plus the rest is the whole replay`() throws {
        let path = try path()
        do {
            let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
            try store.commit(StoreSuite.transaction(1...600))
            try store.keepSnapshot(of: try store.load())
            try store.commit(StoreSuite.transaction(601...610))
        }
        let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
        let loaded = try store.load()
        try store.database.write { try $0.execute(sql: "DELETE FROM snapshot") }
        #expect(try store.load().snapshot == loaded.snapshot)
    }

    /// A store with a snapshot of several parts, at version 4,000, and ten events after it.
    private func storeInParts() throws -> SQLiteEventLog {
        let store = try SQLiteEventLog(path: try path(), access: .write(patience: 0))
        try store.commit(StoreSuite.transaction(1...4_000))
        try store.keepSnapshot(of: try store.load())
        try store.commit(StoreSuite.transaction(4_001...4_010))
        let parts = try store.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM snapshot_part") ?? 0 }
        #expect(parts > 2)
        return store
    }

    @Test(arguments: [
        "DELETE FROM snapshot_part WHERE number = 2",
        "UPDATE snapshot_part SET body = substr(body, 2) WHERE number = 1",
        "UPDATE snapshot_part SET body = zeroblob(length(body)) WHERE number = 2", "DELETE FROM snapshot",
    ]) func `a snapshot that lost anything is replayed instead`(_ damage: String) throws {
        let store = try storeInParts()
        let whole = try store.load()
        #expect(whole.version == 4_010)
        try store.database.write { try $0.execute(sql: damage) }
        #expect(try store.load().snapshot == whole.snapshot)
    }

    @Test func `a snapshot is read and not the events before it`() throws {
        let store = try storeInParts()
        try store.database.write { try $0.execute(sql: "DELETE FROM event WHERE version <= 4000") }
        #expect(try store.load().item(ItemID("R", 4_000))?.title == "Risk 4000")
    }

    @Test func `parts of a snapshot that was never finished are ignored, and go with the next`() throws {
        let store = try storeInParts()
        try store.database.write {
            try $0.execute(sql: "INSERT INTO snapshot_part (version, body) VALUES (4005, zeroblob(100))")
        }
        #expect(try store.load().version == 4_010)
        try store.commit(StoreSuite.transaction(4_011...4_600))
        try store.keepSnapshot(of: try store.load())
        let versions = try store.database.read {
            try Int.fetchAll($0, sql: "SELECT DISTINCT version FROM snapshot_part ORDER BY version")
        }
        // The one between made room for the newer one.
        #expect(versions == [4_600])
        #expect(try store.load().version == 4_600)
    }

    @Test func `a store of the first schema keeps its events and loses only its snapshots`() throws {
        let path = try path()
        let whole: [UInt8]
        do {
            let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
            try store.commit(StoreSuite.transaction(1...600))
            whole = try store.load().snapshot
            try store.database.write {
                try $0.execute(
                    sql: """
                        DROP TABLE snapshot; DROP TABLE snapshot_part; PRAGMA user_version = 1;
                        CREATE TABLE snapshot (
                          version INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL, time INTEGER NOT NULL, body BLOB NOT NULL
                        );
                        INSERT INTO snapshot VALUES (600, 'steerco-model-1', 0, zeroblob(1000));
                        """)
            }
        }
        #expect(try SQLiteEventLog(path: path, access: .readOnly).load().snapshot == whole)
        let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
        #expect(try store.load().snapshot == whole)
        try store.keepSnapshot(of: try store.load())
        #expect(try store.database.read { try SnapshotTable.newest($0) } == 600)
    }

    @Test func `a snapshot of another fold is not read`() throws {
        let store = try SQLiteEventLog(path: try path(), access: .write(patience: 0))
        try store.commit(StoreSuite.transaction(1...600))
        try store.keepSnapshot(of: try store.load())
        try store.database.write {
            try $0.execute(
                sql: "UPDATE snapshot SET fingerprint = 'other'; UPDATE snapshot_part SET body = zeroblob(9)")
        }
        #expect(try store.load().version == 600)
    }

    @Test func `a newer store is refused by name`() throws {
        let path = try path()
        do {
            let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
            try store.database.write { try $0.execute(sql: "PRAGMA user_version = 9") }
        }
        #expect(throws: StoreProblem.newerVersion(found: 9, known: 2)) {
            try SQLiteEventLog(path: path, access: .write(patience: 0))
        }
    }

    @Test func `a second writer is refused after its patience`() throws {
        let path = try path()
        let first = try SQLiteEventLog(path: path, access: .write(patience: 0))
        #expect(throws: StoreProblem.self) { try SQLiteEventLog(path: path, access: .write(patience: 40)) }
        _ = try SQLiteEventLog(path: path, access: .readOnly).verify(keptHead: nil)
        withExtendedLifetime(first) {}
    }

    @Test func `a backup is whole and never overwrites`() throws {
        let path = try path()
        let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
        try store.commit(StoreSuite.transaction(1...9))
        let reader = try SQLiteEventLog(path: path, access: .readOnly)
        try reader.backup(to: path + ".copy")
        #expect(try SQLiteEventLog(path: path + ".copy", access: .readOnly).verify(keptHead: store.head).events == 9)
        #expect(throws: StoreProblem.self) { try reader.backup(to: path + ".copy") }
    }

    @Test func `a full disk refuses the write and keeps what was there`() throws {
        let store = try SQLiteEventLog(path: try path(), access: .write(patience: 0))
        try store.commit(StoreSuite.transaction(1...2))
        let pages = try store.database.write { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
        try store.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(pages + 2)") }
        #expect(throws: (any Error).self) { try store.commit(StoreSuite.transaction(3...2000)) }
        #expect(try store.load().version == 2)
        try store.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 100000") }
        try store.commit(StoreSuite.transaction(3...4))
        #expect(try store.verify(keptHead: nil).events == 4)
    }
}
