// Snapshots in the store: parts that are written one by one between the commits, and a row once all are there.

import Foundation
import GRDB
import ProgramModel

enum SnapshotTable {
    /// Bytes written at once: a commit waits for so much at most.
    static let partSize = 128 << 10

    /// The version of the newest snapshot that this program can read; 0 when there is none.
    static func newest(_ database: Database) throws -> Int {
        try Int.fetchOne(
            database, sql: "SELECT max(version) FROM snapshot WHERE fingerprint = ?",
            arguments: [Workspace.fingerprint]) ?? 0
    }

    /// Writes a snapshot, each part in a transaction of its own; it counts from the last one on.
    static func write(_ workspace: Workspace, to store: any DatabaseWriter) throws {
        // Those of another program version are read by nobody any more, and one of this version would mix with the new.
        try store.write {
            try $0.execute(
                sql: "DELETE FROM snapshot WHERE fingerprint <> ? OR version = ?",
                arguments: [Workspace.fingerprint, workspace.version])
        }
        try sweep(store)
        let bytes = workspace.snapshot
        for start in stride(from: 0, to: bytes.count, by: partSize) {
            let part = Data(bytes[start..<min(start + partSize, bytes.count)])
            try store.write {
                try $0.execute(
                    sql: "INSERT INTO snapshot_part (version, body) VALUES (?, ?)",
                    arguments: [workspace.version, part])
            }
        }
        try store.write {
            try $0.execute(
                sql: "INSERT OR REPLACE INTO snapshot VALUES (?, ?, ?)",
                arguments: [workspace.version, Workspace.fingerprint, workspace.time.milliseconds])
        }
    }

    /// Forgets the snapshots between two versions, neither of them included.
    static func forget(after first: Int, before last: Int, _ store: any DatabaseWriter) throws {
        try store.write {
            try $0.execute(sql: "DELETE FROM snapshot WHERE version > ? AND version < ?", arguments: [first, last])
        }
        try sweep(store)
    }

    /// Removes, one by one, the parts of snapshots that were forgotten or never finished.
    private static func sweep(_ store: any DatabaseWriter) throws {
        var isDone = false
        while !isDone {
            try store.write { database in
                try database.execute(
                    sql: """
                        DELETE FROM snapshot_part WHERE number = (
                          SELECT number FROM snapshot_part WHERE version NOT IN (SELECT version FROM snapshot) LIMIT 1)
                        """)
                isDone = database.changesCount == 0
            }
        }
    }

    /// The newest workspace from before a moment that reads; nil when there is none.
    static func nearest(_ database: Database, before milliseconds: Int64) throws -> Workspace? {
        let versions = try Int.fetchCursor(
            database, sql: "SELECT version FROM snapshot WHERE fingerprint = ? AND time < ? ORDER BY version DESC",
            arguments: [Workspace.fingerprint, milliseconds])
        while let version = try versions.next() {
            // A damaged snapshot is no loss: the log says it all.
            if let workspace = Workspace(snapshot: try bytes(database, version: version)) { return workspace }
        }
        return nil
    }

    /// The versions of the snapshots that this program can read.
    static func versions(_ database: Database) throws -> Set<Int> {
        try Int.fetchSet(
            database, sql: "SELECT version FROM snapshot WHERE fingerprint = ?", arguments: [Workspace.fingerprint])
    }

    /// The bytes of a snapshot that reads; nil for a damaged one, which nobody is answered from.
    static func readable(_ database: Database, version: Int) throws -> [UInt8]? {
        let bytes = try bytes(database, version: version)
        return Workspace(snapshot: bytes) == nil ? nil : bytes
    }

    private static func bytes(_ database: Database, version: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        let parts = try Row.fetchCursor(
            database,
            sql: """
                SELECT body, (SELECT sum(length(body)) FROM snapshot_part WHERE version = ?1)
                FROM snapshot_part WHERE version = ?1 ORDER BY number
                """, arguments: [version])
        while let part = try parts.next() {
            if bytes.isEmpty { bytes.reserveCapacity(part[1]) }
            try part.withUnsafeData(atIndex: 0) { $0?.withUnsafeBytes { bytes.append(contentsOf: $0) } }
        }
        return bytes
    }
}
