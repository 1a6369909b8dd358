// A store that is lost is missed: the head file beside it says what was there.

import Conversation
import Foundation
import GRDB
import ProgramModel
import Quantities
import TestSupport
import Testing

@testable import EventStorage

struct HeadFileTests {
    private let path: String
    private let files: FileManager = .default

    init() throws { path = try BuiltBinary.temporaryDirectory().path + "/s.db" }

    private func open() throws -> SQLiteEventLog { try SQLiteEventLog(path: path, access: .write(patience: 0)) }

    /// A closed store of nine events, and what is kept of it.
    private func filled() throws -> KeptHead {
        let store = try open()
        try store.commit(StoreSuite.transaction(1...9))
        try store.close()
        return try #require(try HeadFile.read(path + ".head"))
    }

    @Test func `a new store is told, an old one is not`() throws {
        let store = try open()
        #expect(store.notices.map(\.description) == ["new store made at \(path)"])
        try store.close()
        #expect(try open().notices.isEmpty)
    }

    @Test func `what is kept is the last commit before the store was closed`() throws {
        let kept = try filled()
        let store = try open()
        #expect(kept == KeptHead(store: kept.store, events: 9, head: store.head))
        #expect(try files.attributesOfItem(atPath: path + ".head")[.posixPermissions] as? Int == 0o600)
    }

    /// What became of a store of nine events, and what the start finds.
    static let losses: [(name: String, found: String)] = [
        ("removed", "there is no file"), ("emptied", "the file is empty"), ("behind", "this one has 8"),
        ("another", "this is store"), ("rewritten", "event 9 of this one is another"),
        ("without its log", "the file has no events"),
        ("without its tables", "the file has no events"),
    ]

    private func lose(_ name: String) throws {
        for end in ["-wal", "-shm"] { try? files.removeItem(atPath: path + end) }
        switch name {
        case "removed": try files.removeItem(atPath: path)
        case "emptied": try Data().write(to: URL(fileURLWithPath: path))
        case "behind":
            try DatabaseQueue(path: path).write { try $0.execute(sql: "DELETE FROM event WHERE version = 9") }
        case "without its log":
            // As a crash leaves it before the log was ever written back.
            try files.removeItem(atPath: path)
            try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        case "without its tables":
            try files.removeItem(atPath: path)
            try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE other (name TEXT)") }
        case "rewritten":
            try DatabaseQueue(path: path).write { try $0.execute(sql: "UPDATE event SET hash = zeroblob(32)") }
        default:
            let other = try BuiltBinary.temporaryDirectory().path + "/other.db"
            let store = try SQLiteEventLog(path: other, access: .write(patience: 0))
            try store.commit(StoreSuite.transaction(1...20))
            try store.close()
            try files.removeItem(atPath: path)
            try files.copyItem(atPath: other, toPath: path)
        }
    }

    @Test(arguments: losses) func `a store that is not the one that was here is refused`(
        _ loss: (name: String, found: String)
    ) throws {
        let kept = try filled()
        try lose(loss.name)
        let problem = #expect(throws: StoreProblem.self) { try open() }
        guard case .lost(path, kept, let found) = problem else {
            Issue.record("\(String(describing: problem))")
            return
        }
        #expect(found.hasPrefix(loss.found))
        #expect(problem?.description.contains("steerco store accept --data \(path)") == true)
        // Who only looks is told the same, where the log itself is whole.
        let seen = #expect(throws: StoreProblem.self) {
            try SQLiteEventLog(path: path, access: .readOnly).verify(keptHead: nil)
        }
        if !["behind", "rewritten"].contains(loss.name) { #expect(seen == problem) }
        // Nothing was made in its place.
        #expect(files.fileExists(atPath: path) == (loss.name != "removed"))
    }

    @Test func `a restored store is accepted once, and its log says so`() throws {
        let backup = path + ".backup"
        do {
            let store = try open()
            try store.commit(StoreSuite.transaction(1...5))
            try store.backup(to: backup)
            try store.commit(StoreSuite.transaction(6...9))
            try store.close()
        }
        let kept = try #require(try HeadFile.read(path + ".head"))
        try files.removeItem(atPath: path)
        try files.copyItem(atPath: backup, toPath: path)
        #expect(throws: StoreProblem.self) { try open() }
        do {
            let store = try SQLiteEventLog(path: path, access: .write(patience: 0, accepts: true))
            let accepted = try store.accept(at: Instant(milliseconds: 1))
            #expect(accepted.events == 5 && accepted.missedEvents == 9 && accepted.missedHead == kept.head)
            try store.close()
        }
        let store = try open()
        let last = try #require(try store.events(of: [StoreAccepted.word]).first)
        #expect(last.stamp.version == 6 && last.stamp.person == .steerco)
        #expect(try store.verify(keptHead: nil).events == 6)
    }

    @Test func `a lost store is begun anew when that is accepted`() throws {
        _ = try filled()
        try lose("removed")
        let store = try SQLiteEventLog(path: path, access: .write(patience: 0, accepts: true))
        #expect(try store.accept(at: Instant(milliseconds: 1)).missedEvents == 9)
        try store.close()
        #expect(try open().end.events == 1)
    }

    @Test func `a head file that holds no head is told, and one that is empty holds nothing`() throws {
        _ = try filled()
        try Data("nothing".utf8).write(to: URL(fileURLWithPath: path + ".head"))
        #expect(throws: StoreProblem.headUnreadable(path: path + ".head", reason: "it holds no head")) { try open() }
        try Data().write(to: URL(fileURLWithPath: path + ".head"))
        #expect(try open().notices == [.headKept(path: path + ".head", events: 9)])
    }

    @Test func `the head is written at most once a second`() throws {
        let store = try open()
        let upkeep = try #require(store.upkeep)
        func kept() throws -> Int { try #require(try HeadFile.read(path + ".head")).events }
        try store.commit(StoreSuite.transaction(1...1))
        let first = try kept()
        for version in 2...20 { try store.commit(StoreSuite.transaction(version...version)) }
        #expect(try kept() - first <= 19 && first <= 1)
        upkeep.keepHead(events: 20, store.head)
        #expect(try kept() == 20)
    }

    /// What is no file, made at a path.
    static let odd = ["pipe", "directory", "device"]

    @Test(arguments: odd) func `what is no file is refused at once, for reading and for writing`(_ kind: String) throws
    {
        var path = path
        switch kind {
        case "pipe": #expect(mkfifo(path, 0o600) == 0)
        case "directory": try files.createDirectory(atPath: path, withIntermediateDirectories: true)
        default: path = "/dev/null"
        }
        for access in [SQLiteEventLog.Access.readOnly, .write(patience: 0)] {
            let problem = #expect(throws: StoreProblem.self) { try SQLiteEventLog(path: path, access: access) }
            #expect(problem?.description.contains("it is a \(kind)") == true)
        }
        #expect(!files.fileExists(atPath: path + ".lock"))
    }
}
