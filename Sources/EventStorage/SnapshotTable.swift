// Snapshots in the store: parts that are written one by one between the commits, and a row once all are there.

import FieldTypes
import Foundation
import GRDB
import ProgramModel

/// What is found of a store's snapshots while they are read.
struct SnapshotReading {
    /// Raised by the workspaces that were read, when a part of them turns out not to read.
    var damage = DamageSign()
    /// The versions of those that did not read at all.
    var unread: Set<Int> = []
}

enum SnapshotTable {
    /// Bytes written at once: a commit waits for so much at most.
    static let partSize = 128 << 10

    /// The version of the newest snapshot that this program can read; 0 when there is none.
    static func newest(_ database: Database) throws -> Int {
        try StoredRows.first(
            database, of: "snapshot",
            "SELECT version FROM snapshot WHERE fingerprint = ? ORDER BY version DESC LIMIT 1", [Workspace.fingerprint]
        ) { try $0.int() } ?? 0
    }

    /// Writes a snapshot, each part in a transaction of its own; it counts from the last one on.
    ///
    /// - Returns: whether it was written: what was not read until now may turn out not to read.
    static func write(_ workspace: Workspace, to store: any DatabaseWriter) throws -> Bool {
        let bytes = workspace.snapshot
        guard !workspace.isDamaged else { return false }
        // Those of another program version are read by nobody any more, and one of this version would mix with the new.
        try store.write {
            try $0.execute(
                sql: "DELETE FROM snapshot WHERE fingerprint <> ? OR version = ?",
                arguments: [Workspace.fingerprint, workspace.version])
        }
        try sweep(store)
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
        return true
    }

    /// Forgets all snapshots.
    static func forgetAll(_ store: any DatabaseWriter) throws {
        try store.write { try $0.execute(sql: "DELETE FROM snapshot") }
        try sweep(store)
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

    /// The newest workspace from before a moment that reads; an empty one when there is none.
    static func nearest(
        _ database: Database, before milliseconds: Int64, _ reading: inout SnapshotReading
    ) throws -> Workspace {
        let versions = try StoredRows(
            database, of: "snapshot",
            "SELECT version FROM snapshot WHERE fingerprint = ? AND time < ? ORDER BY version DESC",
            [Workspace.fingerprint, milliseconds])
        while var row = try versions.next() {
            let version = try row.int()
            let bytes = try bytes(database, version: version)
            if let workspace = Workspace(snapshot: bytes, damage: reading.damage), workspace.version == version {
                return workspace
            }
            // A damaged snapshot is no loss: the log says it all.
            reading.unread.insert(version)
        }
        return Workspace(damage: reading.damage)
    }

    /// The snapshots that this program can read: their times by their versions.
    static func readable(_ database: Database) throws -> [Int: Int64] {
        let rows = try StoredRows.all(
            database, of: "snapshot", "SELECT version, time FROM snapshot WHERE fingerprint = ?",
            [Workspace.fingerprint]
        ) { row in (try row.int(), try row.instant().milliseconds) }
        return Dictionary(rows) { one, _ in one }
    }

    /// The bytes of a snapshot that reads; nil for a damaged one, which nobody is answered from.
    static func readable(_ database: Database, version: Int) throws -> [UInt8]? {
        let bytes = try bytes(database, version: version)
        return Workspace(snapshot: bytes) == nil ? nil : bytes
    }

    /// The bytes of a snapshot; none where a part of it is damaged.
    private static func bytes(_ database: Database, version: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        let parts = try StoredRows(
            database, of: "snapshot_part",
            """
            SELECT (SELECT sum(length(body)) FROM snapshot_part WHERE version = ?1), body
            FROM snapshot_part WHERE version = ?1 ORDER BY number
            """, [version])
        do {
            while var part = try parts.next() {
                let size = try part.int(in: 0...1 << 40)
                if bytes.isEmpty { bytes.reserveCapacity(size) }
                try part.appendBlob(to: &bytes)
            }
        } catch is StoreProblem {
            return []
        }
        return bytes
    }
}
