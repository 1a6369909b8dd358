// Opens a store file with the settings that make it durable, and says plainly when it cannot.

import Foundation
import GRDB

/// What an operator is told of a store that was opened.
package enum StoreNotice: Hashable, Sendable, CustomStringConvertible {
    case made(path: String)
    case upgraded(StoreUpgrade)
    /// There are events and nothing beside the store that says how many: from now on there is.
    case headKept(path: String, events: Int)
    /// A snapshot does not read.
    case replayed(version: Int)

    package var description: String {
        switch self {
        case .made(let path): "new store made at \(path)"
        case .upgraded(let upgrade): upgrade.description
        case .headKept(let path, let events):
            "no head file lay beside the store: \(path) now keeps the head of its \(events) events"
        case .replayed(let version): "the snapshot of event \(version) is damaged: the events were read instead"
        }
    }
}

/// A store that was opened for writing.
struct OpenedStore {
    var database: any DatabaseWriter
    var notices: [StoreNotice] = []
    /// What the head file beside it said; nil when there was none, or it is not to be held against.
    var kept: KeptHead?
    /// What it said and is not held against the store, which is accepted as it is.
    var missed: KeptHead?
}

enum StoreOpening {
    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.label = "steerco.store"
        configuration.prepareDatabase { $0.add(function: RowSum.function) }
        return configuration
    }

    static func inMemory() throws -> any DatabaseWriter {
        let queue = try DatabaseQueue(configuration: configuration)
        try queue.write { try Schema.migrate($0) }
        return queue
    }

    static func readOnly(_ files: StoreFiles, size: Int?) throws -> any DatabaseWriter {
        // That what is kept cannot be read is told by a verification.
        let kept = (try? HeadFile.read(files.head)) ?? nil
        if size ?? 0 == 0 { try refuseLoss(files.path, kept, size: size) }
        guard let size else { throw StoreProblem.cannotOpen(path: files.path, reason: "there is no such file") }
        if size == 0 { throw StoreProblem.cannotOpen(path: files.path, reason: "the file is empty") }
        var configuration = configuration
        configuration.readonly = true
        let queue = try DatabaseQueue(path: files.path, configuration: configuration)
        try queue.read { database in
            try refuseNewer(database)
            try refuseNone(database, files.path, kept)
        }
        return queue
    }

    /// Opens the store for its one writer, who holds its lock.
    ///
    /// - Parameters:
    ///   - size: of the file; nil when there is none.
    ///   - accepts: whether the store is taken as it is, whatever was here before.
    static func writable(_ files: StoreFiles, size: Int?, readsBeside: Bool, accepts: Bool) throws -> OpenedStore {
        let path = files.path
        let missed = accepts ? (try? HeadFile.read(files.head)) ?? nil : nil
        let kept = accepts ? nil : try HeadFile.read(files.head)
        if size ?? 0 == 0 { try refuseLoss(path, kept, size: size) }
        if size == nil {
            // Made before SQLite opens it, so that it never is readable by others.
            guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
            else {
                throw StoreProblem.cannotOpen(
                    path: path, reason: "the file cannot be created; is the directory writable?")
            }
        } else {
            try refuseForeign(path, kept)
        }
        // A pool: a long read, such as an answer as of last month, holds up no commit. A queue opens sooner.
        let database: any DatabaseWriter =
            readsBeside
            ? try DatabasePool(path: path, configuration: configuration)
            : try DatabaseQueue(path: path, configuration: configuration)
        try database.writeWithoutTransaction { database in
            try refuseNewer(database)
            try makeDurable(database)
            if let kept, size ?? 0 > 0 { try hold(database, path, against: kept) }
        }
        // A start that failed may have left a file without a table.
        let isNew = try database.read { try Schema.version(of: $0) == 0 }
        let upgrade = try database.writeWithoutTransaction { try StoreUpgrade.keepCopy(of: path, $0) }
        try database.write { database in
            try Schema.migrate(database)
            // Whoever was to answer these in an HTTP response is gone: they go out now.
            try AnsweringTable.moveAllToOutbox(database)
            try database.execute(sql: "UPDATE outbox SET due = 0 WHERE dead IS NULL")
        }
        let made: [StoreNotice] = isNew ? [.made(path: path)] : []
        return OpenedStore(
            database: database, notices: made + (upgrade.map { [.upgraded($0)] } ?? []), kept: kept, missed: missed)
    }

    /// Refuses to begin anew where something is kept of a store that had events.
    static func refuseLoss(_ path: String, _ kept: KeptHead?, size: Int?) throws(StoreProblem) {
        guard let kept, kept.events > 0 else { return }
        throw .lost(path: path, kept: kept, found: size == nil ? "there is no file" : "the file is empty")
    }

    /// Refuses a file without a table where something is kept of a store: its write-ahead log is gone.
    private static func refuseNone(_ database: Database, _ path: String, _ kept: KeptHead?) throws {
        guard let kept, kept.events > 0, try Schema.version(of: database) == 0 else { return }
        throw StoreProblem.lost(path: path, kept: kept, found: "the file has no events")
    }

    private static func makeDurable(_ database: Database) throws {
        // Set after opening: a pool's own set-up puts WAL databases at NORMAL, a queue's asks for no WAL.
        let mode = try StoredRows.first(database, of: "settings", "PRAGMA journal_mode = WAL") { try $0.text() } ?? ""
        try database.execute(sql: "PRAGMA synchronous = FULL")
        let synchronous = try StoredRows.first(database, of: "settings", "PRAGMA synchronous") { try $0.int() } ?? 0
        guard mode == "wal" else { throw StoreProblem.notDurable(setting: "journal_mode is \(mode), not wal") }
        guard synchronous == 2 else {
            throw StoreProblem.notDurable(setting: "synchronous is \(synchronous), not 2 (FULL)")
        }
    }

    /// Holds a store against what was kept of it.
    ///
    /// - Throws: `StoreProblem.lost` when it is another store, has fewer events, or others.
    static func hold(_ database: Database, _ path: String, against kept: KeptHead) throws {
        try refuseNone(database, path, kept)
        if let id = try id(of: database), id != kept.store {
            throw StoreProblem.lost(path: path, kept: kept, found: "this is store \(id)")
        }
        guard kept.events > 0 else { return }
        let (events, _) = try end(of: database)
        guard events >= kept.events else {
            throw StoreProblem.lost(path: path, kept: kept, found: "this one has \(events)")
        }
        let hash = try StoredRows.first(
            database, of: "event", "SELECT hash FROM event WHERE version = ?", [kept.events]
        ) { try $0.blob() }
        guard hash.map(HashChain.hex) == kept.head else {
            throw StoreProblem.lost(path: path, kept: kept, found: "event \(kept.events) of this one is another")
        }
    }

    /// The store's own id; nil of one from before stores had any.
    static func id(of database: Database) throws -> String? {
        guard try Schema.version(of: database) >= 6 else { return nil }
        return try StoredRows.first(database, of: "store", "SELECT id FROM store") { try $0.text() }
    }

    /// The number of events and the last one's hash.
    static func end(of database: Database) throws -> (events: Int, head: [UInt8]) {
        try StoredRows.first(
            database, of: "event", "SELECT version, hash FROM event ORDER BY version DESC LIMIT 1"
        ) { row in (try row.int(), try row.blob()) } ?? (0, HashChain.genesis)
    }

    /// Refuses the database of another program, before SQLite changes anything in it: one that has tables, and not this
    /// program's version. Source: sqlite.org, "Database File Format", 1.3: the schema cookie is at 40, the user version at 60.
    private static func refuseForeign(_ path: String, _ kept: KeptHead?) throws {
        guard let file = FileHandle(forReadingAtPath: path) else { return }
        defer { try? file.close() }
        guard let header = try file.read(upToCount: 100), header.count == 100,
            header.prefix(15) == Data("SQLite format 3".utf8)
        else { return }
        func isZero(_ place: Int) -> Bool { header[place..<(place + 4)].allSatisfy { $0 == 0 } }
        guard !isZero(40), isZero(60) else { return }
        guard let kept, kept.events > 0 else { throw StoreProblem.foreign }
        throw StoreProblem.lost(path: path, kept: kept, found: "the file has no events")
    }

    private static func refuseNewer(_ database: Database) throws {
        let found = try Schema.version(of: database)
        if found > Schema.version { throw StoreProblem.newerVersion(found: found, known: Schema.version) }
    }

    /// The problem an operator can act on: where nothing can be written beside the store, that is the cause.
    static func problem(_ error: any Error, _ path: String) -> StoreProblem {
        if let problem = error as? StoreProblem { return problem }
        guard let error = error as? DatabaseError else {
            return .cannotOpen(path: path, reason: String(describing: error))
        }
        let reason = error.message ?? "SQLite error \(error.resultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR: return .corrupt(path: path, reason: reason)
        default:
            let cause = path == ":memory:" ? nil : StoreFiles(path).pageProblem()
            return .cannotOpen(path: path, reason: cause.map { "\($0) (\(reason))" } ?? reason)
        }
    }
}
