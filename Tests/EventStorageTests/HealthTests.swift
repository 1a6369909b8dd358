// A store says that it cannot be written, before and after somebody tried.

import Conversation
import Foundation
import GRDB
import ProgramModel
import Quantities
import Synchronization
import TestSupport
import Testing

@testable import EventStorage

struct HealthTests {
    private func path() throws -> String { try BuiltBinary.temporaryDirectory().path + "/s.db" }
    private func open(_ path: String) throws -> SQLiteEventLog {
        let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
        try store.commit(StoreSuite.transaction(1...2))
        return store
    }

    @Test func `a store that can be written is well, and so is one in memory`() throws {
        let path = try path()
        let store = try open(path)
        #expect(store.health() == StoreHealth())
        #expect(
            try !FileManager.default.contentsOfDirectory(atPath: (path as NSString).deletingLastPathComponent)
                .contains { $0.hasSuffix(".probe") })
        #expect(try SQLiteEventLog(path: ":memory:", access: .write(patience: 0)).health() == StoreHealth())
    }

    /// The files of a running store that somebody removes or replaces.
    @Test(arguments: ["", "-wal", ".lock"], [true, false])
    func `nothing is written into a file that is no longer there`(_ end: String, _ isReplaced: Bool) throws {
        let path = try path()
        let store = try open(path)
        let files = FileManager.default
        if isReplaced { try files.copyItem(atPath: path + end, toPath: path + ".other") }
        try files.removeItem(atPath: path + end)
        if isReplaced { try files.moveItem(atPath: path + ".other", toPath: path + end) }
        #expect(throws: StoreProblem.replaced(path: path + end)) { try store.commit(StoreSuite.transaction(3...3)) }
        #expect(store.health().problem?.contains(path + end) == true)
        #expect(store.end.events == 2)
    }

    @Test func `a lock that another process took is told, and nothing is written beside it`() throws {
        let path = try path()
        let first = try open(path)
        try FileManager.default.removeItem(atPath: path + ".lock")
        let second = try SQLiteEventLog(path: path, access: .write(patience: 0))
        try second.commit(StoreSuite.transaction(3...3))
        #expect(first.health().problem?.contains(".lock") == true)
        #expect(throws: StoreProblem.replaced(path: path + ".lock")) { try first.commit(StoreSuite.transaction(3...3)) }
        #expect(try second.verify(keptHead: nil).events == 3)
    }

    @Test func `after a commit that failed it is well again once rows can be written, without anybody writing`() throws
    {
        let store = try open(try path())
        try store.database.write { try $0.execute(sql: "ALTER TABLE event RENAME TO away") }
        #expect(throws: (any Error).self) { try store.commit(StoreSuite.transaction(3...3)) }
        #expect(store.health().problem?.contains("the last commit failed") == true)
        try store.database.write { try $0.execute(sql: "ALTER TABLE away RENAME TO event") }
        let clock = Mutex(ContinuousClock.now)
        let upkeep = StoreUpkeep(
            StoreFiles(store.path), store: "s", kept: nil, now: { clock.withLock { $0 } })
        upkeep.failed(.corrupt(path: store.path, reason: "gone"))
        #expect(upkeep.health(of: store.database, events: 2) == StoreHealth())
        #expect(store.end.events == 2)
        #expect(try store.verify(keptHead: nil).events == 2)
    }

    @Test func `whoever asks often is answered the same for a second`() throws {
        let store = try open(try path())
        let clock = Mutex(ContinuousClock.now)
        let upkeep = StoreUpkeep(StoreFiles(store.path), store: "s", kept: nil, now: { clock.withLock { $0 } })
        #expect(upkeep.health(of: store.database, events: 2).problem == nil)
        try FileManager.default.removeItem(atPath: store.path)
        #expect(upkeep.health(of: store.database, events: 2).problem == nil)
        clock.withLock { $0 += .seconds(1) }
        #expect(upkeep.health(of: store.database, events: 2).problem != nil)
    }

    @Test func `another who holds the database's own lock is told`() throws {
        let store = try open(try path())
        let other = try DatabaseQueue(path: store.path)
        try other.inDatabase { database in
            try database.execute(sql: "BEGIN IMMEDIATE")
            defer { try? database.execute(sql: "ROLLBACK") }
            #expect(store.health().problem?.contains("locked") == true)
        }
    }

    @Test func `a long write-ahead log is cut off once nobody reads it any more`() throws {
        let path = try path()
        let store = try open(path)
        var size: Int {
            (try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int) ?? 0
        }
        let clock = Mutex(ContinuousClock.now)
        let upkeep = StoreUpkeep(StoreFiles(path), store: "s", kept: nil, now: { clock.withLock { $0 } })
        let reader = try DatabaseQueue(path: path)
        try reader.inDatabase { database in
            try database.execute(sql: "BEGIN; SELECT count(*) FROM event")
            for _ in 0..<20 {
                try store.database.write {
                    try $0.execute(sql: "INSERT INTO snapshot_part (version, body) VALUES (9, zeroblob(1048576))")
                }
            }
            upkeep.committed(events: 2, head: [], store.database)
            #expect(size > StoreUpkeep.longestWAL)
            try database.execute(sql: "COMMIT")
        }
        // Not asked of the disk at every commit.
        upkeep.committed(events: 2, head: [], store.database)
        #expect(size > StoreUpkeep.longestWAL)
        clock.withLock { $0 += .seconds(5) }
        upkeep.committed(events: 2, head: [], store.database)
        #expect(size < StoreUpkeep.longestWAL)
    }

    @Test func `files and folders that others may use are told with what mends it`() throws {
        let path = try path()
        let files = StoreFiles(path)
        _ = try open(path)
        #expect(files.tooOpen == nil)
        for (file, mode, mend) in [(path, 0o666, "chmod 600 \(path)"), (path, 0o640, "chmod 600 \(path)")] {
            chmod(file, mode_t(mode))
            #expect(files.tooOpen?.hasSuffix(mend) == true)
            chmod(file, 0o600)
        }
        chmod(files.folder, 0o777)
        #expect(files.tooOpen?.hasSuffix("chmod 700 \(files.folder)") == true)
        chmod(files.folder, 0o700)
    }
}
