// The workspace as the store gives it: from the newest snapshot and the events since, or from the events alone.

import GRDB
package import ProgramModel
package import Quantities

/// What is known of the snapshots without asking the disk.
struct KeptSnapshots {
    /// The version of the newest.
    var newest: Int
    /// The last event that erased something: a workspace from before it holds what is gone.
    var erasure = 0
    var reading = SnapshotReading()
}

extension SQLiteEventLog {
    /// Events between two snapshots that are kept for ever: an answer as of a past day replays at most about this many.
    package static let snapshotInterval = 10_000
    /// A short-lived process leaves a snapshot after this many events, so that the next need not replay them.
    package static let smallSnapshotInterval = 500

    package func load() throws -> Workspace {
        do {
            return try workspace(upTo: nil)
        } catch {
            throw StoreOpening.problem(error, path)
        }
    }

    package func workspace(at moment: Instant) throws -> Workspace { try workspace(upTo: moment) }

    private func workspace(upTo moment: Instant?) throws -> Workspace {
        var reading = snapshots.withLockedValue { $0.reading }
        let workspace = try database.read { try Replay.workspace($0, upTo: moment, &reading) }
        snapshots.withLockedValue { $0.reading.unread.formUnion(reading.unread) }
        return workspace
    }

    package func replay() throws -> Workspace {
        try snapshots.withLockedValue { snapshots in
            try SnapshotTable.forgetAll(database)
            (snapshots.newest, snapshots.reading) = (0, SnapshotReading())
        }
        return try load()
    }

    /// What an operator is to be told of how the snapshots were found, once something was read.
    package var snapshotNotices: [StoreNotice] {
        snapshots.withLockedValue { $0.reading.unread.sorted().map { .replayed(version: $0) } }
    }

    package var newestSnapshot: Int { snapshots.withLockedValue { $0.newest } }

    package func keepSnapshot(of workspace: Workspace) throws {
        try flushSent()
        try snapshots.withLockedValue { snapshots in
            guard workspace.version - snapshots.newest >= SQLiteEventLog.smallSnapshotInterval,
                workspace.version >= snapshots.erasure, try SnapshotTable.write(workspace, to: database)
            else { return }
            // Kept for ever at each interval, for answers as of then; those in between make room for the next.
            let last = snapshots.newest / SQLiteEventLog.snapshotInterval
            if workspace.version / SQLiteEventLog.snapshotInterval == last {
                try SnapshotTable.forget(
                    after: last * SQLiteEventLog.snapshotInterval, before: workspace.version, database)
            }
            snapshots.newest = workspace.version
        }
    }
}
