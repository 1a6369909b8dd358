// What a verification finds: any change to what people are answered from.

import Conversation
import Foundation
import GRDB
import ProgramModel
import Quantities
import TestSupport
import Testing

@testable import EventStorage

struct VerificationTests {
    /// A store of some events, of a snapshot and of replies that wait.
    static func store(_ path: String) throws -> SQLiteEventLog {
        let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
        var transaction = StoreSuite.transaction(1...600, delivery: "d1")
        transaction.outbox = [StoreSuite.entry("waits"), StoreSuite.entry("dead", lane: "b")]
        try store.commit(transaction)
        try store.bury("dead", reason: "410", attempts: 2, isExpired: false)
        try store.keepSnapshot(of: try store.load())
        try store.commit(StoreSuite.transaction(601...604))
        return store
    }

    /// What was done to a store, and what is found.
    struct Tampering: Sendable, CustomTestStringConvertible {
        var sql: String
        var problem: StoreProblem
        var testDescription: String { sql }
        init(_ sql: String, _ problem: StoreProblem) { (self.sql, self.problem) = (sql, problem) }
    }

    static let all: [Tampering] = [
        // The log.
        .init("UPDATE event SET word = 'note-added' WHERE version = 2", .chainBroken(version: 2)),
        .init("UPDATE event SET time = time + 1 WHERE version = 2", .chainBroken(version: 2)),
        .init("UPDATE event SET person = 2 WHERE version = 2", .chainBroken(version: 2)),
        .init("UPDATE event SET command_name = 'x' WHERE version = 2", .chainBroken(version: 2)),
        .init("UPDATE event SET payload_hash = zeroblob(32) WHERE version = 2", .chainBroken(version: 2)),
        .init("UPDATE event SET delivery = 'z' WHERE version = 2", .chainBroken(version: 2)),
        .init("UPDATE event SET previous = zeroblob(32) WHERE version = 2", .chainBroken(version: 2)),
        .init("DELETE FROM event WHERE version = 2", .chainBroken(version: 2)),
        // Payloads: none is taken out without a word.
        .init("UPDATE event SET payload = CAST('{}' AS BLOB) WHERE version = 2", .payloadChanged(version: 2)),
        .init("UPDATE event SET payload = x'' WHERE version = 2", .payloadChanged(version: 2)),
        // The index of histories.
        .init("DELETE FROM item_event WHERE version = 2", .indexDiffers(version: 2)),
        .init("INSERT INTO item_event VALUES ('R-9', 2)", .indexDiffers(version: 2)),
        .init("UPDATE item_event SET item = 'R-9' WHERE version = 2", .indexDiffers(version: 2)),
        .init("INSERT INTO item_event VALUES ('R-9', 605)", .indexDiffers(version: 605)),
        // Snapshots.
        .init("UPDATE snapshot SET time = time - 1", .snapshotDiffers(version: 600)),
        .init(
            "UPDATE snapshot SET version = 700; UPDATE snapshot_part SET version = 700", .snapshotDiffers(version: 700)),
        // The schema.
        .init(
            "CREATE TRIGGER planted AFTER INSERT ON event BEGIN SELECT 1; END",
            .schemaDiffers("trigger planted was put in")),
        .init("CREATE VIEW planted AS SELECT * FROM event", .schemaDiffers("view planted was put in")),
        .init("DROP INDEX event_time", .schemaDiffers("index event_time is missing")),
        .init("DROP TABLE miss", .schemaDiffers("table miss is missing")),
        .init("CREATE TABLE theirs (name TEXT)", .schemaDiffers("table theirs was put in")),
        .init("ALTER TABLE miss ADD COLUMN more TEXT", .schemaDiffers("table miss was changed")),
        .init(
            "DROP INDEX inbox_delivery; CREATE INDEX inbox_delivery ON inbox (delivery)",
            .schemaDiffers("index inbox_delivery was changed")),
        // Types.
        .init(
            "UPDATE outbox SET created = 'soon' WHERE id = 'waits'",
            .damaged(place: "outbox 1, column created", reason: "text stands where integer belongs")),
        .init(
            "UPDATE inbox SET reply = 7",
            .damaged(place: "inbox 1, column reply", reason: "integer stands where blob belongs")),
        // Replies that wait or are kept.
        .init(
            "UPDATE outbox SET payload = x'7b7e' WHERE id = 'waits'",
            .damaged(place: "outbox 1", reason: "it is not what was written")),
        .init(
            "UPDATE outbox SET address = 'https://y.example/a' WHERE id = 'waits'",
            .damaged(place: "outbox 1", reason: "it is not what was written")),
        .init(
            "UPDATE inbox SET reply = x'64'", .damaged(place: "inbox 1", reason: "it is not what was written")),
        .init(
            "UPDATE inbox SET text_digest = x'02'",
            .damaged(place: "inbox 1", reason: "it is not what was written")),
    ]

    @Test(arguments: all) func `a change to the store is found, and said where`(_ tampering: Tampering) throws {
        let path = try BuiltBinary.temporaryDirectory().path + "/s.db"
        let store = try VerificationTests.store(path)
        #expect(try store.verify(keptHead: nil).events == 604)
        try store.database.write { try $0.execute(sql: tampering.sql) }
        #expect(throws: tampering.problem) { try store.verify(keptHead: nil) }
    }

    @Test func `an upgraded store has the schema of a new one, whatever its SQL text`() throws {
        let path = try BuiltBinary.temporaryDirectory().path + "/s.db"
        do { try OldStores.takeBack(try VerificationTests.store(path)) }
        let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
        let sql = "SELECT group_concat(sql) FROM sqlite_schema WHERE name = 'inbox'"
        #expect(try store.database.read { try String.fetchOne($0, sql: sql) }?.contains("inbox_in_order") == false)
        #expect(try store.verify(keptHead: nil).events == 604)
    }

    @Test func `an end that was cut off is found by the head file alone`() throws {
        let path = try BuiltBinary.temporaryDirectory().path + "/s.db"
        let store = try VerificationTests.store(path)
        store.keepHead()
        let kept = try #require(try store.verify(keptHead: nil).kept)
        #expect(kept.events == 604 && kept.head == store.head)
        try store.database.write {
            try $0.execute(sql: "DELETE FROM event WHERE version > 601; DELETE FROM item_event WHERE version > 601")
        }
        #expect(throws: StoreProblem.lost(path: path, kept: kept, found: "this one has 601")) {
            try store.verify(keptHead: nil)
        }
    }
}
