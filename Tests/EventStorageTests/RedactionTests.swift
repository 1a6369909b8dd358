// What is erased is nowhere: not in the log, its snapshots, the replies that are kept, nor in free pages of the file.

import Conversation
import Foundation
import GRDB
import ProgramModel
import Quantities
import TestSupport
import Testing

@testable import EventStorage

struct RedactionTests {
    private static let words = ["Patient Zero Novak", "He \"said\" <no>"]

    /// A store whose second record says what must go, in every place that could hold it.
    private func store(_ path: String) throws -> SQLiteEventLog {
        let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
        var transaction = StoreSuite.transaction(1...600)
        transaction.events[1].event = ItemAdded(
            id: ItemID("R", 2), kind: "risk", title: RedactionTests.words[0], state: "open", project: StoreSuite.net,
            tags: [], fields: FieldTable(["mitigation": .text(RedactionTests.words[1])]))
        transaction.events[1].deliveryID = "d2"
        transaction.inbox = [
            InboxEntry(deliveryID: "d2", received: Instant(milliseconds: 1), reply: StoreSuite.reply("R-2 logged")),
            InboxEntry(
                deliveryID: "d3", received: Instant(milliseconds: 1),
                reply: StoreSuite.reply("{\"text\":\"He \\\"said\\\" &lt;no&gt;\"}")),
            InboxEntry(deliveryID: "d4", received: Instant(milliseconds: 1), reply: StoreSuite.reply("R-4 logged")),
        ]
        transaction.outbox = [StoreSuite.entry("quotes"), StoreSuite.entry("other", lane: "b")]
        transaction.outbox[0].payload = Array("R-2 Patient Zero Novak is late".utf8)
        try store.commit(transaction)
        try store.keepSnapshot(of: try store.load())
        return store
    }

    private func erasure(version: Int = 601) -> LogTransaction {
        let erased = ItemAdded(
            id: ItemID("R", 2), kind: "risk", title: Erasure.mark, state: "open", project: StoreSuite.net, tags: [],
            fields: FieldTable(["mitigation": .text(Erasure.mark)]))
        var transaction = StoreSuite.transaction(version...version)
        transaction.events[0].event = Redacted(
            subject: "R-2", reason: "asked by law", replacements: [Replacement(version: 2, payload: erased.payload)])
        transaction.events[0].items = [ItemID("R", 2)]
        return transaction
    }

    private func bytes(of path: String) -> [UInt8] {
        ["", "-wal"].flatMap { FileManager.default.contents(atPath: path + $0).map { Array($0) } ?? [] }
    }

    @Test func `what is erased is in no file of the store, and the chain still holds`() throws {
        let path = try BuiltBinary.temporaryDirectory().path + "/s.db"
        let store = try store(path)
        let head = store.head
        #expect(bytes(of: path).firstRange(of: Array("Novak".utf8)) != nil)
        try store.commit(erasure())
        for word in ["Novak", "He \"said\"", "He \\\"said"] {
            #expect(bytes(of: path).firstRange(of: Array(word.utf8)) == nil, "\(word)")
        }
        let verified = try store.verify(keptHead: head)
        #expect(
            verified.redactions == [.init(version: 601, subject: "R-2", reason: "asked by law", payloads: 1)])
        let item = try #require(try store.load().item(ItemID("R", 2)))
        #expect(item.title == Erasure.mark && item.text("mitigation") == Erasure.mark)
    }

    @Test func `replies that hold it are emptied, the others stay`() throws {
        let store = try store(try BuiltBinary.temporaryDirectory().path + "/s.db")
        try store.commit(erasure())
        let keys = try ["d2", "d3", "d4"].map { try StoreSuite.key($0) }
        let kept = try store.storedReplies(for: keys).mapValues(\.bytes.isEmpty)
        #expect(kept == ["d2": true, "d3": true, "d4": false])
        #expect(try store.due(now: Instant(milliseconds: 1), besides: [], limit: 9).map(\.id) == ["other"])
        #expect(try store.deadLetters(limit: 9).map(\.reason) == ["its text was erased"])
        #expect(try store.deadLetters(limit: 9).map(\.canBeSent) == [false])
    }

    @Test func `no snapshot of before brings it back`() throws {
        let store = try store(try BuiltBinary.temporaryDirectory().path + "/s.db")
        let before = try store.load()
        try store.commit(erasure())
        #expect(store.newestSnapshot == 0)
        // One that was asked for before, of a workspace that still holds it.
        try store.keepSnapshot(of: before)
        #expect(store.newestSnapshot == 0)
        try store.keepSnapshot(of: try store.load())
        #expect(store.newestSnapshot == 601)
        #expect(try store.workspace(at: Instant(milliseconds: 600_000)).item(ItemID("R", 2))?.title == Erasure.mark)
        #expect(try store.verify(keptHead: nil).events == 601)
    }

    @Test func `another payload than the one that a redaction wrote is found`() throws {
        let store = try store(try BuiltBinary.temporaryDirectory().path + "/s.db")
        try store.commit(erasure())
        try store.database.write {
            try $0.execute(sql: "UPDATE event SET payload = x'7b7d' WHERE version = 2")
        }
        #expect(throws: StoreProblem.payloadChanged(version: 2)) { try store.verify(keptHead: nil) }
        #expect(throws: StoreProblem.payloadChanged(version: 2)) { try store.load() }
    }

    @Test func `a redaction of events that are not there is refused whole`() throws {
        let store = try SQLiteEventLog(
            path: try BuiltBinary.temporaryDirectory().path + "/s.db", access: .write(patience: 0))
        try store.commit(StoreSuite.transaction(1...1))
        #expect(throws: StoreProblem.chainBroken(version: 2)) { try store.commit(erasure(version: 2)) }
        #expect(try store.load().version == 1)
    }
}
