// The event log on SQLite: one transaction for events, inbox and outbox, durable before it returns.

package import Conversation
import Foundation
import GRDB
import JSONText
package import ProgramModel
package import Quantities
import NIOConcurrencyHelpers

/// The default store: an embedded SQLite file, or memory for trials.
package final class SQLiteEventLog: EventLog {
    package enum Access: Sendable {
        /// The one writer; waits up to these milliseconds for another to let go. Reads run beside the writes, or in
        /// turn with them where nobody else asks: one connection is opened sooner than two.
        case write(patience: Int, readsBeside: Bool = true)
        /// Beside a running writer: for verify, check and backup.
        case readOnly
    }

    let database: any DatabaseWriter
    let path: String
    /// The upgrade that the store went through when it was opened; nil when it was of this schema.
    package let upgrade: StoreUpgrade?
    /// Whether rows of releases that kept no digest may still be there.
    private let hasEarlierKeys: Bool
    private let lock: WriterLock?
    private let state: NIOLockedValueBox<State>
    /// The version of the newest snapshot; held while one is written, which commits do not wait for.
    private let snapshotVersion: NIOLockedValueBox<Int>

    /// What the writer knows without asking the disk.
    private struct State {
        var head: [UInt8]
        var inboxPruned = Instant(milliseconds: 0)
    }

    /// What may wait for the next transaction: losing it costs a second delivery, or a count.
    private struct Waiting {
        /// Outbox rows that were sent, to be deleted.
        var sent: [String] = []
        /// Those being deleted by a write that is not durable yet.
        var leaving: Set<String> = []
        /// Rows of answers that went out in their HTTP response, to be deleted.
        var answered: [Int] = []
        /// Words that were not understood, by command and word.
        var misses: [[String]: Int] = [:]
        var isEmpty: Bool { sent.isEmpty && answered.isEmpty && misses.isEmpty }
    }
    private let waiting = NIOLockedValueBox(Waiting())
    private let isCommitting = NIOLockedValueBox(false)
    /// The answers whose HTTP response is still on its way.
    let openAnswers = NIOLockedValueBox(OpenAnswers())

    /// Events between two snapshots that are kept for ever: an answer as of a past day replays at most about this many.
    package static let snapshotInterval = 10_000
    /// A short-lived process leaves a snapshot after this many events, so that the next need not replay them.
    package static let smallSnapshotInterval = 500

    /// Opens or creates the store at a path; `:memory:` keeps nothing.
    ///
    /// - Throws: `StoreProblem` that says what is wrong and what to do.
    package init(path: String, access: Access) throws(StoreProblem) {
        self.path = path
        let isMemory = path == ":memory:"
        if case .write(let patience, _) = access, !isMemory {
            lock = try WriterLock(beside: path, patience: patience)
        } else {
            lock = nil
        }
        do {
            (database, upgrade) = try StoreOpening.open(path, access)
            let (head, snapshot, earlier) = try database.read { database in
                let head = try Blob.fetch(database, "SELECT hash FROM event ORDER BY version DESC LIMIT 1")
                return (
                    head ?? HashChain.genesis, try SnapshotTable.newest(database),
                    try InboxTable.hasEarlierKeys(database)
                )
            }
            hasEarlierKeys = earlier
            state = NIOLockedValueBox(State(head: head))
            snapshotVersion = NIOLockedValueBox(snapshot)
        } catch {
            throw StoreOpening.problem(error, path)
        }
    }

    /// The hash of the last event, in hexadecimal: what to keep for a later ``verify(keptHead:)``.
    package var head: String { HashChain.hex(state.withLockedValue { $0.head }) }

    /// Closes the store, for a process that ends at once.
    package func close() throws { try database.close() }

    // MARK: Writing

    package func commit(_ transaction: LogTransaction) throws {
        try state.withLockedValue { state in
            isCommitting.withLockedValue { $0 = true }
            defer { isCommitting.withLockedValue { $0 = false } }
            let head = state.head
            // Each hour, and when the clock was set back.
            let prunes =
                transaction.inbox.last.map {
                    $0.received > state.inboxPruned + Instant.hour || $0.received < state.inboxPruned
                } ?? false
            let answers = openAnswers.withLockedValue { $0.number(transaction.inbox) }
            state.head = try withWaiting { waiting in
                try database.write { database in
                    var head = head
                    for event in transaction.events { head = try EventTable.insert(event, after: head, database) }
                    for entry in transaction.inbox { try InboxTable.insert(entry, database) }
                    for entry in transaction.outbox { try OutboxTable.insert(entry, database) }
                    for answer in answers { try AnsweringTable.insert(answer, database) }
                    try SQLiteEventLog.write(waiting, database)
                    if prunes, let now = transaction.inbox.last?.received {
                        try InboxTable.prune(now, database)
                        try OutboxTable.prune(now, database)
                    }
                    return head
                }
            }
            openAnswers.withLockedValue { $0.add(answers) }
            if prunes, let now = transaction.inbox.last?.received { state.inboxPruned = now }
        }
    }

    /// Runs a write with what waits, which counts as waiting until the write is durable.
    private func withWaiting<Result>(_ body: (Waiting) throws -> Result) throws -> Result {
        let taken = waiting.withLockedValue { waiting in
            let taken = Waiting(sent: waiting.sent, answered: waiting.answered, misses: waiting.misses)
            waiting.sent = []
            waiting.answered = []
            waiting.misses = [:]
            waiting.leaving.formUnion(taken.sent)
            return taken
        }
        do {
            let result = try body(taken)
            waiting.withLockedValue { $0.leaving.subtract(taken.sent) }
            return result
        } catch {
            waiting.withLockedValue { waiting in
                waiting.leaving.subtract(taken.sent)
                waiting.sent += taken.sent
                waiting.answered += taken.answered
                waiting.misses.merge(taken.misses) { $0 + $1 }
            }
            throw error
        }
    }

    /// Replies that were sent, though their rows may still be there.
    var sentReplies: Set<String> { waiting.withLockedValue { $0.leaving.union($0.sent) } }

    package func markSent(_ ids: [String]) throws {
        var (answered, sent): ([Int], [String]) = ([], [])
        openAnswers.withLockedValue { open in
            for id in ids {
                if let number = open.flushed(id) { answered.append(number) } else { sent.append(id) }
            }
        }
        waiting.withLockedValue { waiting in
            waiting.answered += answered
            waiting.sent += sent
        }
    }

    package func countMiss(command: String, word: String) throws {
        waiting.withLockedValue { waiting in
            // Bounded until the next commit; the table is bounded too.
            guard waiting.misses.count < 1000 || waiting.misses[[command, word]] != nil else { return }
            waiting.misses[[command, word], default: 0] += 1
        }
    }

    /// Writes down what waits for the next commit, without waiting for it.
    package func flushSent() throws {
        guard !waiting.withLockedValue({ $0.isEmpty }) else { return }
        try withWaiting { taken in try database.write { try SQLiteEventLog.write(taken, $0) } }
    }

    private static func write(_ waiting: Waiting, _ database: Database) throws {
        try OutboxTable.delete(waiting.sent, database)
        try AnsweringTable.delete(waiting.answered, database)
        guard !waiting.misses.isEmpty else { return }
        // Bounded: an attacker's words must not fill the disk.
        let known = try Int.fetchOne(database, sql: "SELECT count(*) FROM miss") ?? 0
        for (key, count) in waiting.misses {
            let sql =
                known < 10_000
                ? "INSERT INTO miss VALUES (?, ?, ?) ON CONFLICT (command, word) DO UPDATE SET count = count + excluded.count"
                : "UPDATE miss SET count = count + ?3 WHERE command = ?1 AND word = ?2"
            try database.execute(sql: sql, arguments: [key[0], key[1], count])
        }
    }

    package var newestSnapshot: Int { snapshotVersion.withLockedValue { $0 } }

    package func keepSnapshot(of workspace: Workspace) throws {
        try flushSent()
        try snapshotVersion.withLockedValue { newest in
            guard workspace.version - newest >= SQLiteEventLog.smallSnapshotInterval else { return }
            try SnapshotTable.write(workspace, to: database)
            // Kept for ever at each interval, for answers as of then; those in between make room for the next.
            let last = newest / SQLiteEventLog.snapshotInterval
            if workspace.version / SQLiteEventLog.snapshotInterval == last {
                try SnapshotTable.forget(
                    after: last * SQLiteEventLog.snapshotInterval, before: workspace.version, database)
            }
            newest = workspace.version
        }
    }

    // MARK: Reading

    package func load() throws -> Workspace {
        do {
            return try database.read { try Replay.workspace($0, upTo: nil) }
        } catch {
            throw StoreOpening.problem(error, path)
        }
    }

    package func workspace(at moment: Instant) throws -> Workspace {
        try database.read { try Replay.workspace($0, upTo: moment) }
    }

    package func storedReplies(for deliveries: [DeliveryKey]) throws -> [String: StoredReply] {
        guard !deliveries.isEmpty else { return [:] }
        // Beside a commit that is going on; else on the writer's own connection, which has the pages at hand.
        return isCommitting.withLockedValue { $0 }
            ? try database.unsafeRead { try InboxTable.replies(to: deliveries, earlier: hasEarlierKeys, $0) }
            : try database.writeWithoutTransaction {
                try InboxTable.replies(to: deliveries, earlier: hasEarlierKeys, $0)
            }
    }

    package func events(touching id: ItemID, limit: Int) throws -> [LoggedEvent] {
        try database.read { database in
            try Replay.events(
                database,
                """
                SELECT event.* FROM item_event JOIN event USING (version) WHERE item = ?
                ORDER BY version DESC LIMIT ?
                """, [id.description, limit]
            ).reversed()
        }
    }

    package func events(from: Instant, to: Instant, limit: Int) throws -> [LoggedEvent] {
        try database.read { database in
            try Replay.events(
                database, "SELECT * FROM event WHERE time >= ? AND time <= ? ORDER BY time DESC, version DESC LIMIT ?",
                [from.milliseconds, to.milliseconds, limit]
            ).reversed()
        }
    }

    package func misses(limit: Int) throws -> [Miss] {
        try flushSent()
        return try database.read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM miss ORDER BY count DESC, command, word LIMIT ?", arguments: [limit]
            ).map { Miss(command: $0["command"], word: $0["word"], count: $0["count"]) }
        }
    }
}
