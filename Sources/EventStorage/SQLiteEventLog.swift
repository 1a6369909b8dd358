// The event log on SQLite: one transaction for events, inbox and outbox, durable before it returns.

package import Conversation
import Foundation
import GRDB
import ProgramModel
import Quantities
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
    let hasEarlierKeys: Bool
    let lock: WriterLock?
    /// What an operator is to be told of how the store was found.
    package let notices: [StoreNotice]
    /// What was kept of the store that stood here before, when this one is accepted in its place.
    let missed: KeptHead?
    private let state: NIOLockedValueBox<State>
    let upkeep: StoreUpkeep?
    /// Held while a snapshot is written, which commits do not wait for unless they erase something.
    let snapshots: NIOLockedValueBox<KeptSnapshots>

    /// What the writer knows without asking the disk.
    private struct State {
        var head: [UInt8]
        var events: Int
        var inboxPruned = Instant(milliseconds: 0)
    }

    let waiting = NIOLockedValueBox(WaitingWrites())
    let isCommitting = NIOLockedValueBox(false)
    /// The answers whose HTTP response is still on its way.
    let openAnswers = NIOLockedValueBox(OpenAnswers())

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
            snapshots = NIOLockedValueBox(KeptSnapshots(newest: snapshot))
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
                try DoneTable.write(transaction.done, database)
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
}
