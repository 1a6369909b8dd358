// Checks that the log is what was written: every hash, in order, up to a kept head.

import Foundation
import GRDB
import ProgramModel

/// What a verification found.
package struct VerifiedLog: Hashable, Sendable {
    package var events: Int
    /// The hash of the last event, in hexadecimal.
    package var head: String
}

extension SQLiteEventLog {
    /// Recomputes the hash chain, replays the log, and holds every snapshot against it: people are answered from these.
    ///
    /// - Parameter keptHead: a head printed by an earlier run; it must still be in the chain.
    /// - Throws: `StoreProblem` naming the first event that is not what was written.
    package func verify(keptHead: String?) throws -> VerifiedLog {
        try database.read { database in
            if let damage = try String.fetchOne(database, sql: "PRAGMA integrity_check"), damage != "ok" {
                throw StoreProblem.corrupt(path: path, reason: damage)
            }
            var previous = HashChain.genesis
            var count = 0
            var foundKept = keptHead == nil
            var workspace = Workspace()
            let snapshots = try SnapshotTable.versions(database)
            let cursor = try Row.fetchCursor(database, sql: "SELECT * FROM event ORDER BY version")
            while let row = try cursor.next() {
                count += 1
                let stored = Replay.row(row)
                let storedPrevious: Data = row["previous"]
                let storedHash: Data = row["hash"]
                let hash = HashChain.hash(stored, after: previous)
                guard stored.stamp.version == count, Array(storedPrevious) == previous, Array(storedHash) == hash else {
                    throw StoreProblem.chainBroken(version: count)
                }
                guard stored.payload.isEmpty || HashChain.hash(payload: stored.payload) == stored.payloadHash else {
                    throw StoreProblem.chainBroken(version: count)
                }
                let logged = try Replay.event(row)
                workspace.apply(logged.event, logged.stamp)
                if snapshots.contains(count), let kept = try SnapshotTable.readable(database, version: count),
                    kept != workspace.snapshot
                {
                    throw StoreProblem.snapshotDiffers(version: count)
                }
                previous = hash
                if HashChain.hex(hash) == keptHead?.lowercased() { foundKept = true }
            }
            let head = HashChain.hex(previous)
            guard foundKept else { throw StoreProblem.headDiffers(expected: keptHead ?? "", found: head) }
            return VerifiedLog(events: count, head: head)
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
