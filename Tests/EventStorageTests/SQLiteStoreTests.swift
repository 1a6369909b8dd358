// What the store on SQLite promises beyond the suite: its file, its schema, its snapshots.

import Conversation
import Foundation
import GRDB
import ProgramModel
import Quantities
import NIOConcurrencyHelpers
import TestSupport
import Testing
@testable import EventStorage

/// Counts the parts of snapshots that each transaction writes.
private final class PartCounter: TransactionObserver, Sendable {
    private let counts = NIOLockedValueBox((now: 0, done: [Int]()))
    var parts: [Int] { counts.withLockedValue { $0.done } }

    func observes(eventsOfKind kind: DatabaseEventKind) -> Bool { kind.tableName == "snapshot_part" }
    func databaseDidChange(with event: DatabaseEvent) { counts.withLockedValue { $0.now += 1 } }
    func databaseDidCommit(_ database: Database) {
        counts.withLockedValue { counts in
            if counts.now > 0 { counts.done.append(counts.now) }
            counts.now = 0
        }
    }
    func databaseDidRollback(_ database: Database) { counts.withLockedValue { $0.now = 0 } }
}

/// Refuses every commit at its very end, as a full disk does.
private final class FullAtCommit: TransactionObserver, Sendable {
    struct Full: Error {}
    func observes(eventsOfKind kind: DatabaseEventKind) -> Bool { true }
    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseWillCommit() throws { throw Full() }
    func databaseDidCommit(_ database: Database) {}
    func databaseDidRollback(_ database: Database) {}
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
        #expect(try store.storedReplies(for: [try StoreSuite.key("d1")]).isEmpty)
        #expect(try store.outbox().waiting == 0)
        try store.commit(StoreSuite.transaction(3...3))
        #expect(try store.verify(keptHead: nil).events == 3)
    }

    @Test func `answers of a process that ended are posted by the next, but for those known to be flushed`() throws {
        let path = try path()
        do {
            let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
            var transaction = LogTransaction()
            transaction.outbox = [StoreSuite.entry("before")]
            transaction.inbox = ["1", "2", "3"].map { StoreSuite.answer($0, lane: $0, due: 10_000) }
            try store.commit(transaction)
            try store.markSent(["2"])
            // The next commit makes it known.
            try store.commit(StoreSuite.transaction(1...1))
            try store.markSent(["3"])
        }
        let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
        let due = try store.due(now: Instant(milliseconds: 0), besides: [], limit: 10)
        #expect(due.map(\.id) == ["before", "1", "3"])
        #expect(due.map(\.payload) == [Array("{}".utf8), Array("{}".utf8), Array("{}".utf8)])
    }

    @Test func `what was flushed as sent is not there for the next process, without any commit`() throws {
        let path = try path()
        do {
            let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
            var transaction = LogTransaction()
            transaction.outbox = [StoreSuite.entry("1"), StoreSuite.entry("2", lane: "b")]
            try store.commit(transaction)
            try store.markSent(["1"])
            try store.flushSent()
        }
        let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
        #expect(try store.due(now: Instant(milliseconds: 0), besides: [], limit: 10).map(\.id) == ["2"])
    }

    @Test func `of a reply whose address expired nothing is kept that leads to it`() throws {
        let path = try path()
        let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
        let url = "https://chat.example/hooks/commands/secret77"
        var transaction = LogTransaction()
        transaction.outbox = [
            OutboxEntry(
                id: "1", destination: .url(url), lane: url, payload: Array("Salary list".utf8),
                contentType: "application/json", created: Instant(milliseconds: 0), due: Instant(milliseconds: 0),
                expires: Instant(milliseconds: 1))
        ]
        try store.commit(transaction)
        try store.bury("1", reason: "its address expired", attempts: 1, isExpired: true)
        let row = try #require(try store.database.read { try Row.fetchOne($0, sql: "SELECT * FROM outbox") })
        for (column, value) in row {
            let text = String(decoding: Data.fromDatabaseValue(value) ?? Data(), as: UTF8.self)
            #expect(!text.contains("secret77") && !text.contains("Salary"), "\(column)")
        }
        #expect(try store.deadLetters(limit: 1).first?.place.contains("chat.example") == true)
    }

    @Test func `a second writer is refused by whatever name it comes`() throws {
        let path = try path()
        let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
        try store.commit(StoreSuite.transaction(1...1))
        let (soft, hard) = (path + ".soft", path + ".hard")
        try FileManager.default.createSymbolicLink(atPath: soft, withDestinationPath: path)
        #expect(throws: StoreProblem.heldBy(path: soft, holder: "process \(getpid())")) {
            try SQLiteEventLog(path: soft, access: .write(patience: 0))
        }
        try FileManager.default.linkItem(atPath: path, toPath: hard)
        #expect(throws: StoreProblem.self) { try SQLiteEventLog(path: hard, access: .write(patience: 0)) }
    }

    @Test func `answers that cannot be moved to the outbox are moved when the disk is mended`() throws {
        let store = try SQLiteEventLog(path: try path(), access: .write(patience: 0))
        var transaction = LogTransaction()
        transaction.inbox = [StoreSuite.answer("1", lane: "a", due: 10)]
        try store.commit(transaction)
        try store.database.write { try $0.execute(sql: "ALTER TABLE outbox RENAME TO away") }
        let now = Instant(milliseconds: 20)
        #expect(throws: (any Error).self) { try store.postOverdueAnswers(now: now) }
        try store.database.write { try $0.execute(sql: "ALTER TABLE away RENAME TO outbox") }
        #expect(try StoreSuite.due(store, now: now).map(\.id) == ["1"])
    }

    @Test func `answers whose move to the outbox fails at its end are moved when the disk is mended`() throws {
        let store = try SQLiteEventLog(path: try path(), access: .write(patience: 0))
        var transaction = LogTransaction()
        transaction.inbox = [StoreSuite.answer("1", lane: "a", due: 10)]
        try store.commit(transaction)
        let full = FullAtCommit()
        store.database.add(transactionObserver: full)
        let now = Instant(milliseconds: 20)
        #expect(throws: FullAtCommit.Full.self) { try store.postOverdueAnswers(now: now) }
        store.database.remove(transactionObserver: full)
        #expect(try StoreSuite.due(store, now: now).map(\.id) == ["1"])
    }

    @Test func `a kept head is found in a longer log, and missed in another`() throws {
        let store = try SQLiteEventLog(path: try path(), access: .write(patience: 0))
        try store.commit(StoreSuite.transaction(1...4))
        let head = store.head
        try store.commit(StoreSuite.transaction(5...6))
        #expect(try store.verify(keptHead: head).head == store.head)
        #expect(throws: StoreProblem.self) { try store.verify(keptHead: String(repeating: "0", count: 64)) }
    }

    @Test(arguments: [true, false])
    func `commits are durable by the settings SQLite itself reports`(_ readsBeside: Bool) throws {
        let store = try SQLiteEventLog(
            path: try path(), access: .write(patience: 0, readsBeside: readsBeside))
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

    @Test func `a snapshot is written a part at a time, so that a commit waits for one at most`() throws {
        let store = try SQLiteEventLog(path: try path(), access: .write(patience: 0))
        try store.commit(StoreSuite.transaction(1...4_000))
        let counter = PartCounter()
        store.database.add(transactionObserver: counter)
        try store.keepSnapshot(of: try store.load())
        let parts = counter.parts
        #expect(parts.count > 2)
        #expect(parts.allSatisfy { $0 == 1 })
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

    @Test func `a snapshot that says other than the events is found out`() throws {
        let store = try storeInParts()
        #expect(try store.verify(keptHead: nil).events == 4_010)
        // The snapshot of another history, whole in itself.
        let other = try SQLiteEventLog(path: try path(), access: .write(patience: 0))
        var history = StoreSuite.transaction(1...4_000)
        history.events[3_999].event = ItemChanged(
            id: ItemID("R", 1), title: "Forged", fields: FieldTable(), cleared: [])
        try other.commit(history)
        let forged = Data(try other.load().snapshot)
        try store.database.write {
            try $0.execute(sql: "DELETE FROM snapshot_part")
            try $0.execute(sql: "INSERT INTO snapshot_part (version, body) VALUES (4000, ?)", arguments: [forged])
        }
        #expect(throws: StoreProblem.snapshotDiffers(version: 4_000)) { try store.verify(keptHead: nil) }
    }

    @Test func `a snapshot is read and not the events before it`() throws {
        let store = try storeInParts()
        try store.database.write { try $0.execute(sql: "DELETE FROM event WHERE version < 4000") }
        #expect(try store.load().item(ItemID("R", 4_000))?.title == "Risk 4000")
    }

    @Test func `an event that is gone is told at the start, and no answer is made without it`() throws {
        let store = try storeInParts()
        try store.database.write { try $0.execute(sql: "DELETE FROM event WHERE version = 4005") }
        #expect(throws: StoreProblem.chainBroken(version: 4_005)) { try store.load() }
    }

    @Test func `an event put in place of another is told at the start`() throws {
        let store = try storeInParts()
        try store.database.write { try $0.execute(sql: "UPDATE event SET hash = zeroblob(32) WHERE version = 4005") }
        #expect(throws: StoreProblem.chainBroken(version: 4_006)) { try store.load() }
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

    @Test func `deliveries are remembered for a week`() throws {
        let store = try SQLiteEventLog(path: try path(), access: .write(patience: 0))
        // The third came while the clock was wrong; the answer of the first is still on its way.
        let days = [0, 1, 900, 2, 9]
        for day in days {
            var transaction = LogTransaction()
            transaction.inbox = [
                InboxEntry(
                    deliveryID: "day \(day)", received: Instant(milliseconds: 0) + Int64(day) * Instant.day,
                    reply: StoreSuite.reply("\(day)"), fallback: day == 0 ? StoreSuite.entry("open", due: .max) : nil)
            ]
            try store.commit(transaction)
        }
        let left = try store.storedReplies(for: days.map { try StoreSuite.key("day \($0)") }).keys.sorted()
        #expect(left == ["day 0", "day 2", "day 9"])
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

    @Test func `the first snapshot of another fold takes the place of the old one at its version`() throws {
        let path = try path()
        do {
            let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
            try store.commit(StoreSuite.transaction(1...600))
            try store.keepSnapshot(of: try store.load())
            try store.database.write { try $0.execute(sql: "UPDATE snapshot SET fingerprint = 'other'") }
        }
        let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
        try store.keepSnapshot(of: try store.load())
        try store.database.write { try $0.execute(sql: "DELETE FROM event WHERE version < 600") }
        #expect(try store.load().version == 600)
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
        let mode = try FileManager.default.attributesOfItem(atPath: path + ".copy")[.posixPermissions] as? Int
        #expect(mode == 0o600)
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
