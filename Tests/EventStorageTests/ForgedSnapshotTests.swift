// A snapshot that somebody forged, its sum made right again: it is told or does no harm, and never ends the process.

import CatalogueFiles
import CommandLanguage
import Conversation
import FieldTypes
import Foundation
import GRDB
import ProgramModel
import TestSupport
import Testing

@testable import EventStorage

struct ForgedSnapshotTests {
    /// A program of some hundred records with a snapshot of all of it, closed.
    private static func store(at path: String, _ catalogue: Catalogue) async throws {
        let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
        let trial = try await TrialDesk(catalogue: catalogue, store: store)
        for line in ["/project new NET", "/here NET", "/milestone Cutover due:2026-12-24"] { await trial.say(line) }
        for number in 1...60 {
            await trial.say("/risk Risk number \(number) p4 i\(number % 5 + 1) due:2026-12-\(10 + number % 20) @bo")
            await trial.say("/task Task number \(number) due:2026-12-02 estimate:3d @kim\n/blocker No lab \(number)")
            await trial.say("/note R-\(number) seen\n/task done T-\(number)")
        }
        for number in 1...200 { await trial.say("/note R-1 Note \(number)") }
        try trial.desk.close()
        try store.close()
    }

    private static let questions = [
        "/risk show R-30", "/risk list", "/status NET", "/today", "/why NET", "/search number", "/history R-2",
        "/task list --all", "/risk matrix", "/blocker list", "/risk list at:2026-11-30", "/impact M-1", "/dry /undo",
    ]

    /// What a desk on the store answers, to a write and `/undo` after the questions too.
    private static func answers(at path: String, _ catalogue: Catalogue) async throws -> [String] {
        let store = try SQLiteEventLog(path: path, access: .write(patience: 0, accepts: true))
        let trial = try await TrialDesk(now: "2026-11-23T10:00:00Z", catalogue: catalogue, store: store)
        var answers: [String] = []
        for question in questions { answers.append(await trial.text(question)) }
        for write in ["/risk One more p2 i2", "/task done T-1", "/undo", "/note R-30 seen again", "/undo"] {
            answers.append(await trial.text(write))
        }
        try trial.desk.close()
        try store.close()
        return answers
    }

    /// Changes the bytes of every snapshot, and makes its sum right.
    private static func forge(_ path: String, _ change: (inout [UInt8]) -> Void) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { database in
            let version = try #require(try Int.fetchOne(database, sql: "SELECT version FROM snapshot"))
            let parts = try Data.fetchAll(database, sql: "SELECT body FROM snapshot_part ORDER BY number")
            var bytes = parts.flatMap { Array($0) }
            bytes.removeLast(8)
            change(&bytes)
            bytes += ByteSum.bytes(of: bytes[...])
            try database.execute(sql: "DELETE FROM snapshot_part")
            try database.execute(
                sql: "INSERT INTO snapshot_part (version, body) VALUES (?, ?)", arguments: [version, Data(bytes)])
        }
        try queue.close()
    }

    struct Forgery: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var change: @Sendable (inout [UInt8]) -> Void
    }

    static let forgeries: [Forgery] = [
        Forgery(testDescription: "a record's title is longer than the record") { bytes in
            let title = Array("Risk number 30".utf8)
            if let place = bytes.firstRange(of: title) { bytes[place.lowerBound - 1] = 0x7E }
        },
        Forgery(testDescription: "a record says it is another") { bytes in
            let title = [UInt8(4)] + Array("risk".utf8) + [28] + Array("Risk number 30".utf8)
            if let place = bytes.firstRange(of: title) { bytes[place.lowerBound - 1] ^= 2 }
        },
        Forgery(testDescription: "the last byte is gone") { $0.removeLast() },
        Forgery(testDescription: "nothing is left") { $0 = [] },
    ]

    @Test(arguments: forgeries) func `a snapshot that does not read is dropped, and the events are read`(
        _ forgery: Forgery
    ) async throws {
        let catalogue = try Catalogue.load(directory: nil)
        let path = try BuiltBinary.temporaryDirectory().path + "/s.db"
        try await ForgedSnapshotTests.store(at: path, catalogue)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let good = try await ForgedSnapshotTests.answers(at: path, catalogue)
        try StoreFuzz.write(Array(bytes), to: path)
        try ForgedSnapshotTests.forge(path, forgery.change)
        #expect(try await ForgedSnapshotTests.answers(at: path, catalogue) == good)
        #expect(try SQLiteEventLog(path: path, access: .readOnly).verify(keptHead: nil).events > 500)
    }

    @Test func `whatever bytes a snapshot has, the process goes on`() async throws {
        let catalogue = try Catalogue.load(directory: nil)
        let path = try BuiltBinary.temporaryDirectory().path + "/s.db"
        try await ForgedSnapshotTests.store(at: path, catalogue)
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        let good = try await ForgedSnapshotTests.answers(at: path, catalogue)
        var random = SplitMix(seed: 36)
        for _ in 0..<StoreFuzz.count / 4 {
            try StoreFuzz.write(bytes, to: path)
            var change = ""
            try ForgedSnapshotTests.forge(path) { snapshot in
                for _ in 0...(random.next() % 3) {
                    let place = Int(random.next() % UInt64(snapshot.count))
                    let value = [0, 0x7F, 0x80, 0xFF, UInt8(truncatingIfNeeded: random.next())][Int(random.next() % 5)]
                    snapshot[place] = value
                    change += "\(place) = \(value) "
                }
            }
            let isTold = (try? SQLiteEventLog(path: path, access: .readOnly).verify(keptHead: nil)) == nil
            let answers = try await ForgedSnapshotTests.answers(at: path, catalogue)
            #expect(isTold || answers == good, "\(change)")
        }
    }
}
