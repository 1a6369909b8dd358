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
        /// One that accepts takes the store as it is, whatever was here before.
        case write(patience: Int, readsBeside: Bool = true, accepts: Bool = false)
        /// Beside a running writer: for verify, check and backup.
        case readOnly
    }

    let database: any DatabaseWriter
    let path: String
    /// Whether rows of releases that kept no digest may still be there.
    private let hasEarlierKeys: Bool
    let lock: WriterLock?
    /// What an operator is to be told of how the store was found.
    package let notices: [StoreNotice]
    /// What was kept of the store that stood here before, when this one is accepted in its place.
    let missed: KeptHead?
    private let state: NIOLockedValueBox<State>
    let upkeep: StoreUpkeep?
    /// Held while a snapshot is written, which commits do not wait for unless they erase something.
    private let snapshots: NIOLockedValueBox<Snapshots>

    /// What the writer knows without asking the disk.
    private struct State {
        var head: [UInt8]
        var events: Int
        var inboxPruned = Instant(milliseconds: 0)
    }

    private struct Snapshots {
        /// The version of the newest.
        var newest: Int
        /// The last event that erased something: a workspace from before it holds what is gone.
        var erasure = 0
        var reading = SnapshotReading()
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
        let files = path == ":memory:" ? nil : StoreFiles(path)
        let size = try files?.refuseOddKinds()
        if case .write(let patience, _, _) = access, let files {
            lock = try WriterLock(files, patience: patience)
        } else {
            lock = nil
        }
        do {
            let opened = try SQLiteEventLog.open(files, size: size, access)
            database = opened.database
            let (end, snapshot, id, earlier) = try database.read { database in
                (
                    try StoreOpening.end(of: database), try SnapshotTable.newest(database),
                    try StoreOpening.id(of: database), try InboxTable.hasEarlierKeys(database)
                )
            }
            hasEarlierKeys = earlier
            state = NIOLockedValueBox(State(head: end.head, events: end.events))
            snapshots = NIOLockedValueBox(Snapshots(newest: snapshot))
            var notices = opened.notices
            if lock != nil, let files, let id {
                upkeep = StoreUpkeep(files, store: id, kept: opened.kept)
                // An upgrade gives a store its id.
                if opened.kept?.store != id { upkeep?.keepHead(events: end.events, HashChain.hex(end.head)) }
                if opened.kept == nil, opened.missed == nil, end.events > 0 {
                    notices.append(.headKept(path: files.head, events: end.events))
                }
            } else {
                upkeep = nil
            }
            self.notices = notices
            missed = opened.missed
        } catch {
            throw StoreOpening.problem(error, path)
        }
    }

    private static func open(_ files: StoreFiles?, size: Int?, _ access: Access) throws -> OpenedStore {
        guard let files else { return OpenedStore(database: try StoreOpening.inMemory()) }
        switch access {
        case .readOnly: return OpenedStore(database: try StoreOpening.readOnly(files, size: size))
        case .write(_, let readsBeside, let accepts):
            return try StoreOpening.writable(files, size: size, readsBeside: readsBeside, accepts: accepts)
        }
    }

    /// The hash of the last event, in hexadecimal: what to keep for a later ``verify(keptHead:)``.
    package var head: String { HashChain.hex(state.withLockedValue { $0.head }) }

    /// The number of events and the hash of the last one, in hexadecimal.
    package var end: (events: Int, head: String) {
        state.withLockedValue { ($0.events, HashChain.hex($0.head)) }
    }

    /// Closes the store, for a process that ends at once.
    package func close() throws {
        keepHead()
        upkeep?.cutWAL(database)
        try database.close()
        lock?.letGo()
    }

    /// Writes the head file, unless it says so already.
    func keepHead() {
        let (events, head) = end
        upkeep?.keepHead(events: events, head)
    }

    // MARK: Writing

    package func commit(_ transaction: LogTransaction) throws {
        do {
            try state.withLockedValue { state in
                isCommitting.withLockedValue { $0 = true }
                defer { isCommitting.withLockedValue { $0 = false } }
                // Nothing is written into a file that is no longer there, and what was is not answered.
                try upkeep?.opened.check()
                if transaction.events.contains(where: { !$0.event.replacements.isEmpty }) {
                    try commitErasing(transaction, &state)
                } else {
                    try commit(transaction, &state)
                }
                try upkeep?.opened.check()
                upkeep?.committed(events: state.events, head: state.head, database)
            }
        } catch {
            upkeep?.failed(StoreOpening.problem(error, path))
            throw error
        }
    }

    /// Commits while no snapshot is written: one of before would bring back what is erased.
    private func commitErasing(_ transaction: LogTransaction, _ state: inout State) throws {
        try snapshots.withLockedValue { snapshots in
            try commit(transaction, &state)
            snapshots.newest = try database.read { try SnapshotTable.newest($0) }
            snapshots.erasure = state.events
        }
        upkeep?.sweep(database)
    }

    private func commit(_ transaction: LogTransaction, _ state: inout State) throws {
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
                for event in transaction.events { try Redactions.write(event, database) }
                try SQLiteEventLog.write(waiting, database)
                if prunes, let now = transaction.inbox.last?.received {
                    try InboxTable.prune(now, database)
                    try OutboxTable.prune(now, database)
                }
                return head
            }
        }
        state.events += transaction.events.count
        openAnswers.withLockedValue { $0.add(answers) }
        if prunes, let now = transaction.inbox.last?.received { state.inboxPruned = now }
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
        defer { keepHead() }
        guard !waiting.withLockedValue({ $0.isEmpty }) else { return }
        try withWaiting { taken in try database.write { try SQLiteEventLog.write(taken, $0) } }
    }

    private static func write(_ waiting: Waiting, _ database: Database) throws {
        try OutboxTable.delete(waiting.sent, database)
        try AnsweringTable.delete(waiting.answered, database)
        guard !waiting.misses.isEmpty else { return }
        // Bounded: an attacker's words must not fill the disk.
        let known =
            try StoredRows.first(database, of: "miss", "SELECT count(*) FROM miss") { try $0.int() } ?? 0
        for (key, count) in waiting.misses {
            let sql =
                known < 10_000
                ? "INSERT INTO miss VALUES (?, ?, ?) ON CONFLICT (command, word) DO UPDATE SET count = count + excluded.count"
                : "UPDATE miss SET count = count + ?3 WHERE command = ?1 AND word = ?2"
            try database.execute(sql: sql, arguments: [key[0], key[1], count])
        }
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

    // MARK: Reading

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
                SELECT \(EventRow.columns) FROM item_event JOIN event USING (version) WHERE item = ?
                ORDER BY event.version DESC LIMIT ?
                """, [id.description, limit]
            ).reversed()
        }
    }

    package func events(from: Instant, to: Instant, limit: Int) throws -> [LoggedEvent] {
        try database.read { database in
            try Replay.events(
                database,
                """
                SELECT \(EventRow.columns) FROM event WHERE time >= ? AND time <= ?
                ORDER BY time DESC, version DESC LIMIT ?
                """, [from.milliseconds, to.milliseconds, limit]
            ).reversed()
        }
    }

    package func events(of words: Set<String>) throws -> [LoggedEvent] {
        try database.read { database in
            try Replay.events(
                database,
                """
                SELECT \(EventRow.columns) FROM event WHERE word IN (SELECT value FROM json_each(?)) ORDER BY version
                """, [OutboxTable.list(words)])
        }
    }

    package func events(saying text: String) throws -> [LoggedEvent] {
        try database.read { database in
            let rows = try StoredRows(
                database, of: "event", "SELECT \(EventRow.columns) FROM event ORDER BY version")
            var found: [LoggedEvent] = []
            while var row = try rows.next() {
                let logged = try EventRow(&row).logged()
                if logged.event.says(text) { found.append(logged) }
            }
            return found
        }
    }

    package func misses(limit: Int) throws -> [Miss] {
        try flushSent()
        return try database.read { database in
            try StoredRows.all(
                database, of: "miss",
                "SELECT command, word, count FROM miss ORDER BY count DESC, command, word LIMIT ?", [limit]
            ) { row in Miss(command: try row.text(), word: try row.text(), count: try row.int()) }
        }
    }
}
