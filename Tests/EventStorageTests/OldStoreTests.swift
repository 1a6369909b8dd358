// Stores written by older versions, and by a newer one.

import Conversation
import Foundation
import GRDB
import ProgramModel
import Quantities
import TestSupport
import Testing

@testable import EventStorage

struct OldStores {
    private func path() throws -> String { try BuiltBinary.temporaryDirectory().path + "/s.db" }

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
                        DROP TABLE snapshot; DROP TABLE snapshot_part; DROP TABLE answering; DROP TABLE store;
                        ALTER TABLE outbox DROP COLUMN reason; ALTER TABLE inbox DROP COLUMN text_digest;
                        ALTER TABLE outbox DROP COLUMN sum; ALTER TABLE inbox DROP COLUMN sum;
                        DROP TABLE done; PRAGMA user_version = 1;
                        CREATE TABLE snapshot (
                          version INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL, time INTEGER NOT NULL, body BLOB NOT NULL
                        );
                        INSERT INTO snapshot VALUES (600, 'steerco-model-1', 0, zeroblob(1000));
                        """)
            }
        }
        let beside = try SQLiteEventLog(path: path, access: .readOnly)
        #expect(try beside.load().snapshot == whole)
        #expect(try beside.outbox().waiting == 0)
        let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
        #expect(try store.load().snapshot == whole)
        try store.keepSnapshot(of: try store.load())
        #expect(try store.database.read { try SnapshotTable.newest($0) } == 600)
    }

    @Test func `a store of the third schema keeps its deliveries and posts the answers left open`() throws {
        let path = try path()
        do {
            let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
            try store.commit(StoreSuite.transaction(1...3))
            try store.database.write {
                try $0.execute(
                    sql: """
                        DROP TABLE inbox; DROP TABLE answering; DROP TABLE store;
                        ALTER TABLE outbox DROP COLUMN reason; ALTER TABLE outbox DROP COLUMN sum;
                        DROP TABLE done; PRAGMA user_version = 3;
                        CREATE TABLE inbox (
                          delivery TEXT PRIMARY KEY, received INTEGER NOT NULL, reply BLOB NOT NULL
                        ) WITHOUT ROWID;
                        CREATE INDEX inbox_received ON inbox (received);
                        INSERT INTO inbox VALUES ('d1', 20, CAST('one' AS BLOB)), ('d2', 10, CAST('two' AS BLOB));
                        CREATE TABLE answering (
                          number INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, address TEXT NOT NULL,
                          lane TEXT NOT NULL, payload BLOB NOT NULL, content_type TEXT NOT NULL,
                          created INTEGER NOT NULL, due INTEGER NOT NULL, expires INTEGER
                        );
                        INSERT INTO answering VALUES (7, 'a', 'url', 'https://x.example/a', 'a', CAST('{}' AS BLOB),
                          'application/json', 0, 5, NULL);
                        """)
            }
        }
        let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
        #expect(try store.load().version == 3)
        let keys = try ["d1", "d2", "d3"].map { try StoreSuite.key($0) }
        let replies = try store.storedReplies(for: keys)
        #expect(replies == ["d1": StoreSuite.reply("one", to: nil), "d2": StoreSuite.reply("two", to: nil)])
        #expect(try store.due(now: Instant(milliseconds: 5), besides: [], limit: 10) == [StoreSuite.entry("a", due: 0)])
        // In the order they came, in which they are forgotten.
        var transaction = LogTransaction()
        let now = Instant(milliseconds: 15) + 7 * Instant.day
        transaction.inbox = [InboxEntry(deliveryID: "d3", received: now, reply: StoreSuite.reply(""))]
        try store.commit(transaction)
        #expect(try store.storedReplies(for: keys).keys.sorted() == ["d1", "d3"])
        #expect(try store.verify(keptHead: nil).events == 3)
    }

    /// Turns a store into what a release of the fourth schema left.
    static func takeBack(_ store: SQLiteEventLog) throws {
        try store.database.write {
            try $0.execute(
                sql: """
                    ALTER TABLE inbox DROP COLUMN text_digest; ALTER TABLE outbox DROP COLUMN reason;
                    ALTER TABLE inbox DROP COLUMN sum; ALTER TABLE outbox DROP COLUMN sum;
                    ALTER TABLE answering DROP COLUMN sum; DROP TABLE store; DROP TABLE done; PRAGMA user_version = 4;
                    """)
        }
    }

    @Test func `a store is kept as it was before its schema changes, and who starts it is told`() throws {
        let path = try path()
        do {
            let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
            #expect(store.notices == [.made(path: path)])
            try store.commit(StoreSuite.transaction(1...3, delivery: "d1"))
            try OldStores.takeBack(store)
        }
        // Half a copy of a start that was killed gives way.
        try Data("half".utf8).write(to: URL(fileURLWithPath: path + ".before-4.partial"))
        do {
            let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
            #expect(
                store.notices == [.upgraded(StoreUpgrade(from: 4, to: Schema.version, copy: path + ".before-4"))])
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: path + ".before-4")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(!FileManager.default.fileExists(atPath: path + ".before-4.partial"))
        let copy = try DatabaseQueue(path: path + ".before-4")
        #expect(try copy.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 4)
        #expect(try copy.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM event") } == 3)
        #expect(try SQLiteEventLog(path: path, access: .write(patience: 0)).notices.isEmpty)
    }

    @Test func `a store that cannot be kept as it was is not changed`() throws {
        let path = try path()
        do { try OldStores.takeBack(try SQLiteEventLog(path: path, access: .write(patience: 0))) }
        try FileManager.default.createDirectory(
            atPath: path + ".before-4/full", withIntermediateDirectories: true)
        #expect(throws: StoreProblem.self) { try SQLiteEventLog(path: path, access: .write(patience: 0)) }
        #expect(
            try DatabaseQueue(path: path).read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 4)
    }

    @Test func `rows of before an upgrade are found by the earlier form of their key, and no later ones`() throws {
        let path = try path()
        do {
            let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
            try store.commit(StoreSuite.transaction(1...1, delivery: "old"))
            try OldStores.takeBack(store)
        }
        let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
        let key = try StoreSuite.key("new", earlier: "old")
        #expect(try store.storedReplies(for: [key]) == ["new": StoreSuite.reply("done", to: nil)])
        try store.commit(StoreSuite.transaction(2...2, delivery: "later"))
        let other = try StoreSuite.key("other", earlier: "later")
        #expect(try store.storedReplies(for: [other]).isEmpty)
        #expect(try store.storedReplies(for: [try StoreSuite.key("later")]) == ["later": StoreSuite.reply("done")])
    }

    @Test func `a newer store is refused by name`() throws {
        let path = try path()
        do {
            let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
            try store.database.write { try $0.execute(sql: "PRAGMA user_version = 9") }
        }
        #expect(throws: StoreProblem.newerVersion(found: 9, known: Schema.version)) {
            try SQLiteEventLog(path: path, access: .write(patience: 0))
        }
    }

    @Test func `the database of another program is left as it is`() throws {
        let path = try path()
        try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE theirs (name TEXT)") }
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(throws: StoreProblem.foreign) { try SQLiteEventLog(path: path, access: .write(patience: 0)) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }
}
