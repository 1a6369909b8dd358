// Checks that a store is what was written: the log, and everything else that people are answered from.

import Foundation
import GRDB
import ProgramModel

/// What a verification found.
package struct VerifiedLog: Hashable, Sendable {
    package var events: Int
    /// The hash of the last event, in hexadecimal.
    package var head: String
    /// What was lawfully taken out of the log, in its order.
    package var redactions: [Redaction]
    /// The head file that the log was held against; nil when there is none.
    package var kept: KeptHead?

    /// One `redacted` event.
    package struct Redaction: Hashable, Sendable {
        package var version: Int
        package var subject: String
        package var reason: String
        package var payloads: Int
    }
}

extension SQLiteEventLog {
    /// Recomputes the hash chain and replays the log, and holds against it what people are answered from: snapshots, the
    /// index of histories, the kept head; the schema against the one that this program makes, and every value's type.
    ///
    /// - Parameter keptHead: a head printed by an earlier run; it must still be in the chain.
    /// - Throws: `StoreProblem` naming the first thing that is not what was written.
    package func verify(keptHead: String?) throws -> VerifiedLog {
        let own = try SchemaShape.own()
        do {
            return try database.read { database in
                try SQLiteEventLog.checkPages(database, path)
                if try Schema.version(of: database) == Schema.version {
                    if let difference = try SchemaShape(of: database).difference(from: own) {
                        throw StoreProblem.schemaDiffers(difference)
                    }
                }
                try SchemaShape.check(typesIn: database)
                try RowSum.check(database)
                var walk = try LogWalk(database, keptHead: keptHead)
                try walk.run()
                let kept = path == ":memory:" ? nil : try HeadFile.read(StoreFiles(path).head)
                if let kept { try StoreOpening.hold(database, path, against: kept) }
                return VerifiedLog(
                    events: walk.count, head: HashChain.hex(walk.head), redactions: walk.redactions, kept: kept)
            }
        } catch let error as DatabaseError {
            throw StoreOpening.problem(error, path)
        }
    }

    private static func checkPages(_ database: Database, _ path: String) throws {
        let damage = try StoredRows.first(database, of: "integrity_check", "PRAGMA integrity_check") { try $0.text() }
        if let damage, damage != "ok" {
            throw StoreProblem.corrupt(
                path: path, reason: damage.split(separator: "\n").prefix(2).joined(separator: "; "))
        }
    }

    /// Writes a consistent copy of the store to a new file, beside a running writer.
    ///
    /// - Throws: `StoreProblem.cannotBackUp` when the file exists already or cannot be written.
    package func backup(to target: String) throws {
        guard !FileManager.default.fileExists(atPath: target) else {
            throw StoreProblem.cannotBackUp(path: target, reason: "the file exists already; a backup never overwrites")
        }
        try database.writeWithoutTransaction { try SQLiteEventLog.copy($0, to: target) }
    }

    /// Writes a copy to a file that is not there yet, and to the disk.
    ///
    /// - Throws: `StoreProblem.cannotBackUp`; no half of a copy is left.
    static func copy(_ database: Database, to target: String) throws {
        // Made before SQLite writes to it, so that it never is readable by others.
        guard FileManager.default.createFile(atPath: target, contents: nil, attributes: [.posixPermissions: 0o600])
        else {
            throw StoreProblem.cannotBackUp(path: target, reason: "the file cannot be created")
        }
        do {
            try database.execute(sql: "VACUUM INTO ?", arguments: [target])
            let file = try FileHandle(forUpdating: URL(fileURLWithPath: target))
            defer { try? file.close() }
            try file.synchronize()
        } catch {
            try? FileManager.default.removeItem(atPath: target)
            let known = error as? DatabaseError
            throw StoreProblem.cannotBackUp(
                path: target,
                reason: known?.message ?? known.map { "SQLite error \($0.resultCode.rawValue)" } ?? "\(error)")
        }
    }
}
