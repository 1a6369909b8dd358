// No byte in a store file ends the process: what is damaged is told, or does no harm.

import Conversation
import Foundation
import GRDB
import ProgramModel
import Quantities
import TestSupport
import Testing

@testable import EventStorage

@Suite(.serialized) struct StoreFuzz {
    /// Forty of each here; a thousand with `STEERCO_FUZZ`, which `deploy/fuzz.sh` sets.
    static let count = ProcessInfo.processInfo.environment["STEERCO_FUZZ"] == nil ? 40 : 1000

    /// A store of every kind of row, closed and in one file; and what it answers.
    private func sample() throws -> (bytes: [UInt8], answers: Answers) {
        let path = try BuiltBinary.temporaryDirectory().path + "/s.db"
        let store = try VerificationTests.store(path)
        var transaction = LogTransaction()
        transaction.inbox = [StoreSuite.answer("9", lane: "open", due: 10_000)]
        try store.commit(transaction)
        try store.countMiss(command: "risk", word: "fly")
        try store.flushSent()
        try store.close()
        return (Array(try Data(contentsOf: URL(fileURLWithPath: path))), try answers(at: path))
    }

    /// What people are answered, from the log and from the replies that wait or are kept.
    private struct Answers: Equatable {
        var workspace: [UInt8]
        var history: [Int]
        var changes: [Int]
        var kept: [String: StoredReply]
        var waiting: [Waiting]
        /// Those given up, which operators are told.
        var dead: [String] = []

        /// Whether they do no harm in place of others: all the same, or told as given up.
        func replaces(_ good: Answers) -> Bool {
            var told = good
            told.waiting.removeAll { dead.contains($0.id) }
            told.dead = dead
            return self == told
        }
    }

    /// What a reply on its way says, and to whom.
    private struct Waiting: Equatable {
        var id: String
        var destination: ReplyAddress.Destination
        var lane: String
        var payload: [UInt8]
        init(_ entry: OutboxEntry) {
            (id, destination, lane, payload) = (entry.id, entry.destination, entry.lane, entry.payload)
        }
    }

    /// Everything a server asks of its store.
    private func answers(at path: String) throws -> Answers {
        let store = try SQLiteEventLog(path: path, access: .write(patience: 0, accepts: true))
        let workspace = try store.load()
        let answers = Answers(
            workspace: workspace.snapshot,
            history: try store.events(touching: ItemID("R", 2), limit: 9).map(\.stamp.version),
            changes: try store.events(from: Instant(milliseconds: 0), to: Instant(milliseconds: 99_000), limit: 99).map(
                \.stamp.version),
            kept: try store.storedReplies(for: [try StoreSuite.key("d1"), try StoreSuite.key("d9")]),
            waiting: try store.due(now: Instant(milliseconds: 1), besides: [], limit: 9).map { Waiting($0) },
            dead: try store.deadLetters(limit: 9).map(\.id))
        _ = try store.workspace(at: Instant(milliseconds: 300_000))
        _ = try store.outbox()
        _ = try store.nextDue()
        _ = try store.misses(limit: 9)
        _ = try store.undelivered(["waits"])
        _ = store.health()
        let version = workspace.version + 1
        try store.commit(StoreSuite.transaction(version...version, delivery: "new"))
        return answers
    }

    /// Told when something says so; harmless when every answer is as before.
    ///
    /// - Returns: what was told; nil when nothing was.
    private func judge(_ path: String, _ good: Answers, _ change: String) -> String? {
        var told: String?
        do { _ = try SQLiteEventLog(path: path, access: .readOnly).verify(keptHead: nil) } catch { told = "\(error)" }
        let isReadable = (try? SQLiteEventLog(path: path, access: .readOnly).load()) != nil
        do {
            let found = try answers(at: path)
            if told == nil, !found.replaces(good) { Issue.record("\(change): other answers, and nothing was told") }
        } catch {
            if told == nil, isReadable, !(error is StoreProblem), !(error is DatabaseError) {
                Issue.record("\(change): \(error)")
            }
            told = told ?? "\(error)"
        }
        return told
    }

    static func write(_ bytes: [UInt8], to path: String) throws {
        for end in ["", "-wal", "-shm", ".head"] { try? FileManager.default.removeItem(atPath: path + end) }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    @Test func `a flipped byte anywhere in the file is told, or does no harm`() throws {
        let (bytes, good) = try sample()
        let path = try BuiltBinary.temporaryDirectory().path + "/s.db"
        var random = SplitMix(seed: 22)
        var told = 0
        for _ in 0..<StoreFuzz.count {
            var damaged = bytes
            let place = Int(random.next() % UInt64(bytes.count))
            damaged[place] ^= UInt8(1 + random.next() % 255)
            try StoreFuzz.write(damaged, to: path)
            if judge(path, good, "byte \(place)") != nil { told += 1 }
        }
        #expect(told > StoreFuzz.count / 10)
    }

    @Test func `a row of another type is told, and said where`() throws {
        let (bytes, good) = try sample()
        let path = try BuiltBinary.temporaryDirectory().path + "/s.db"
        var random = SplitMix(seed: 7)
        try StoreFuzz.write(bytes, to: path)
        let columns = try DatabaseQueue(path: path).read { database in
            try ["event", "item_event", "inbox", "outbox", "answering", "snapshot", "snapshot_part", "miss", "store"]
                .flatMap { table in try database.columns(in: table).map { (table, $0.name) } }
        }
        let values = [
            "NULL", "'text'", "1.5", "x'00ff'", "-1", "9223372036854775807", "-9223372036854775808", "''", "x''",
            "zeroblob(100000)", "'-'", "0",
        ]
        var changed = 0
        for number in 0..<StoreFuzz.count {
            try StoreFuzz.write(bytes, to: path)
            let (table, column) = columns[number % columns.count]
            let value = values[Int(random.next() % UInt64(values.count))]
            let row = random.next() % 7
            let key = table == "miss" || table == "item_event" ? "1 = 1" : "(rowid % 7 = \(row) OR rowid = 1)"
            let change = "UPDATE OR IGNORE \(table) SET \(column) = \(value) WHERE \(key)"
            // Checks of the table itself refuse some.
            guard (try? DatabaseQueue(path: path).write { try $0.execute(sql: change) }) != nil else { continue }
            changed += 1
            let isWrong = (try? DatabaseQueue(path: path).read { try SchemaShape.check(typesIn: $0) }) == nil
            let told = judge(path, good, change)
            if isWrong { #expect(told?.contains(table) == true, "\(change): \(told ?? "nothing was told")") }
        }
        #expect(changed > StoreFuzz.count / 2)
    }
}

/// Numbers that are the same in every run.
struct SplitMix {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
