// Durability counted: how often SQLite asks the disk to keep what it wrote.

import Conversation
import GRDB
import GRDBSQLite
import NIOConcurrencyHelpers
import Synchronization
import TestSupport
import Testing

@testable import EventStorage

/// Counts the syncs of a store's write-ahead log, by putting a counting function in front of the file's own.
private enum SyncCounter {
    typealias Sync = @convention(c) (UnsafeMutablePointer<sqlite3_file>?, Int32) -> Int32
    static let count = Atomic<Int>(0)
    static let own = NIOLockedValueBox<Sync?>(nil)

    static func attach(to store: SQLiteEventLog) throws {
        try store.database.writeWithoutTransaction { database in
            var file: UnsafeMutablePointer<sqlite3_file>?
            let code = sqlite3_file_control(
                database.sqliteConnection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file)
            let found = try #require(file)
            #expect(code == SQLITE_OK)
            // The methods are shared by all files of their kind: this file gets a copy of its own, for as long as it lives.
            let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
            methods.initialize(to: try #require(found.pointee.pMethods).pointee)
            own.withLockedValue { $0 = methods.pointee.xSync }
            methods.pointee.xSync = { file, flags in
                SyncCounter.count.add(1, ordering: .relaxed)
                return SyncCounter.own.withLockedValue { $0 }?(file, flags) ?? SQLITE_IOERR
            }
            found.pointee.pMethods = UnsafePointer(methods)
        }
    }
}

struct SyncTests {
    @Test func `a commit is one sync of the log, however many messages it holds`() throws {
        let path = try BuiltBinary.temporaryDirectory().path + "/s.db"
        let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
        // The first one also writes the log's header.
        try store.commit(StoreSuite.transaction(1...1, delivery: "d0"))
        try SyncCounter.attach(to: store)
        func syncs(_ body: () throws -> Void) rethrows -> Int {
            let before = SyncCounter.count.load(ordering: .relaxed)
            try body()
            return SyncCounter.count.load(ordering: .relaxed) - before
        }
        #expect(try syncs { try store.commit(StoreSuite.transaction(2...2, delivery: "d1")) } == 1)
        var together = StoreSuite.transaction(3...52, delivery: "d2")
        together.outbox = (0..<50).map { StoreSuite.entry("e\($0)") }
        #expect(try syncs { try store.commit(together) } == 1)
        #expect(
            try syncs { for version in 53...55 { try store.commit(StoreSuite.transaction(version...version)) } } == 3)
        #expect(try syncs { _ = try store.storedReplies(for: [try StoreSuite.key("d1")]) } == 0)
    }
}
