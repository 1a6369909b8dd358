// Opens a store file with the settings that make it durable, and says plainly when it cannot.

import Foundation
import GRDB

enum StoreOpening {
    /// - Returns: the database, and the upgrade that its schema went through.
    static func open(
        _ path: String, _ access: SQLiteEventLog.Access
    ) throws -> (database: any DatabaseWriter, upgrade: StoreUpgrade?) {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.label = "steerco.store"
        if path == ":memory:" {
            let queue = try DatabaseQueue(configuration: configuration)
            try queue.write { try Schema.migrate($0) }
            return (queue, nil)
        }
        if case .readOnly = access {
            guard FileManager.default.fileExists(atPath: path) else {
                throw StoreProblem.cannotOpen(path: path, reason: "there is no such file")
            }
            configuration.readonly = true
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.read { try refuseNewer($0) }
            return (queue, nil)
        }
        let isNew = !FileManager.default.fileExists(atPath: path)
        if isNew {
            // Made before SQLite opens it, so that it never is readable by others.
            guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
            else {
                throw StoreProblem.cannotOpen(
                    path: path, reason: "the file cannot be created; is the directory writable?")
            }
        }
        if !isNew { try refuseForeign(path) }
        // A pool: a long read, such as an answer as of last month, holds up no commit. A queue opens sooner.
        let queue: any DatabaseWriter =
            if case .write(_, readsBeside: false) = access {
                try DatabaseQueue(path: path, configuration: configuration)
            } else {
                try DatabasePool(path: path, configuration: configuration)
            }
        try queue.writeWithoutTransaction { database in
            try refuseNewer(database)
            // Set after opening: a pool's own set-up puts WAL databases at NORMAL, a queue's asks for no WAL.
            let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL") ?? ""
            try database.execute(sql: "PRAGMA synchronous = FULL")
            let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? 0
            guard mode == "wal" else { throw StoreProblem.notDurable(setting: "journal_mode is \(mode), not wal") }
            guard synchronous == 2 else {
                throw StoreProblem.notDurable(setting: "synchronous is \(synchronous), not 2 (FULL)")
            }
        }
        let upgrade = try queue.writeWithoutTransaction { try StoreUpgrade.keepCopy(of: path, $0) }
        try queue.write { database in
            try Schema.migrate(database)
            // Whoever was to answer these in an HTTP response is gone: they go out now.
            try AnsweringTable.moveAllToOutbox(database)
            try database.execute(sql: "UPDATE outbox SET due = 0 WHERE dead IS NULL")
        }
        return (queue, upgrade)
    }

    /// Refuses the database of another program, before SQLite changes anything in it: one that has tables, and not this
    /// program's version. Source: sqlite.org, "Database File Format", 1.3: the schema cookie is at 40, the user version at 60.
    private static func refuseForeign(_ path: String) throws {
        guard let file = FileHandle(forReadingAtPath: path) else { return }
        defer { try? file.close() }
        guard let header = try file.read(upToCount: 100), header.count == 100,
            header.prefix(15) == Data("SQLite format 3".utf8)
        else { return }
        func isZero(_ place: Int) -> Bool { header[place..<(place + 4)].allSatisfy { $0 == 0 } }
        if !isZero(40), isZero(60) { throw StoreProblem.foreign }
    }

    private static func refuseNewer(_ database: Database) throws {
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        if found > Schema.version { throw StoreProblem.newerVersion(found: found, known: Schema.version) }
    }

    /// The problem an operator can act on.
    static func problem(_ error: any Error, _ path: String) -> StoreProblem {
        if let problem = error as? StoreProblem { return problem }
        guard let error = error as? DatabaseError else {
            return .cannotOpen(path: path, reason: String(describing: error))
        }
        let reason = error.message ?? "SQLite error \(error.resultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: return .corrupt(path: path, reason: reason)
        default: return .cannotOpen(path: path, reason: reason)
        }
    }
}

/// Byte arrays to and from blobs.
enum Blob {
    static func data(_ bytes: [UInt8]) -> Data { Data(bytes) }
    static func fetch(_ database: Database, _ sql: String, _ arguments: StatementArguments = []) throws -> [UInt8]? {
        try Data.fetchOne(database, sql: sql, arguments: arguments).map { Array($0) }
    }
}
