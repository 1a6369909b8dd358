// What a writer does beside its commits: keeps the head file, keeps the write-ahead log short, knows whether it is well.

package import Conversation
import Foundation
import GRDB
import NIOConcurrencyHelpers

/// The upkeep of one store file that is open for writing.
final class StoreUpkeep: Sendable {
    let files: StoreFiles
    /// The database, its write-ahead log and its lock, as they were opened.
    let opened: OpenedFiles
    private let store: String
    private let state: NIOLockedValueBox<State>
    private let now: @Sendable () -> ContinuousClock.Instant

    private struct State {
        var kept: KeptHead?
        var headWritten: ContinuousClock.Instant?
        var walCut: ContinuousClock.Instant?
        /// Why the last commit failed; nil when it worked.
        var failure: String?
        var probed: (at: ContinuousClock.Instant, health: StoreHealth)?
    }

    /// The head is written at most so often, and when the store is closed.
    private static let headEvery = Duration.seconds(1)
    /// A longer write-ahead log is cut off: one grows while somebody reads for long, and SQLite leaves it as it is.
    static let longestWAL = 16 << 20
    private static let cutEvery = Duration.seconds(5)
    /// Whoever asks often is answered the same.
    private static let probeEvery = Duration.seconds(1)

    init(
        _ files: StoreFiles, store: String, kept: KeptHead?,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.files = files
        self.store = store
        self.now = now
        opened = OpenedFiles([files.path, files.wal, files.lock])
        state = NIOLockedValueBox(State(kept: kept))
    }

    /// A commit is on disk.
    func committed(events: Int, head: [UInt8], _ database: any DatabaseWriter) {
        let now = now()
        let (isHeadDue, isCutDue) = state.withLockedValue { state in
            state.failure = nil
            let isHeadDue = state.headWritten.map { now - $0 >= StoreUpkeep.headEvery } ?? true
            let isCutDue = state.walCut.map { now - $0 >= StoreUpkeep.cutEvery } ?? true
            return (isHeadDue, isCutDue)
        }
        if isHeadDue { keepHead(events: events, HashChain.hex(head)) }
        if isCutDue, let size = StoreUpkeep.size(of: files.wal), size > StoreUpkeep.longestWAL {
            state.withLockedValue { $0.walCut = now }
            cutWAL(database)
        }
    }

    private static func size(of path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    /// Writes the log back into the database and cuts it off, unless somebody still reads: nobody is waited for.
    func cutWAL(_ database: any DatabaseWriter) {
        try? database.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA busy_timeout = 0")
            defer { try? database.execute(sql: "PRAGMA busy_timeout = 5000") }
            _ = try StoredRows(database, of: "wal_checkpoint", "PRAGMA wal_checkpoint(TRUNCATE)").next()
        }
    }

    /// Rewrites the file without the pages that are free, which may hold what was erased. What fails leaves them to be
    /// written over.
    func sweep(_ database: any DatabaseWriter) {
        try? database.writeWithoutTransaction { try $0.execute(sql: "VACUUM") }
        cutWAL(database)
    }

    /// Writes the head file, unless it says so already. A disk that is full fails the next commit, which is told.
    func keepHead(events: Int, _ head: String) {
        let kept = KeptHead(store: store, events: events, head: head)
        state.withLockedValue { state in
            guard state.kept != kept, (try? opened.check()) != nil else { return }
            state.headWritten = now()
            if (try? HeadFile.write(kept, to: files.head)) != nil { state.kept = kept }
        }
    }

    func failed(_ problem: StoreProblem) { state.withLockedValue { $0.failure = problem.description } }

    // MARK: Health

    /// Whether a commit would work now. What a failed one needed is tried again: nobody else might.
    func health(of database: any DatabaseWriter, events: Int) -> StoreHealth {
        let now = now()
        let (known, failure) = state.withLockedValue { state in
            (state.probed.flatMap { now - $0.at < StoreUpkeep.probeEvery ? $0.health : nil }, state.failure)
        }
        // A commit that failed since then is told at once.
        if let known, known.problem != nil || failure == nil { return known }
        let health = StoreHealth(problem: problem(database, events: events, after: failure))
        state.withLockedValue { state in
            state.probed = (now, health)
            if health.problem == nil, state.failure == failure { state.failure = nil }
        }
        return health
    }

    private func problem(_ database: any DatabaseWriter, events: Int, after failure: String?) -> String? {
        do {
            try opened.check()
        } catch {
            return error.description
        }
        if let reason = files.pageProblem() { return "nothing can be written beside \(files.path): \(reason)" }
        do {
            let found = try database.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA busy_timeout = 500")
                defer { try? database.execute(sql: "PRAGMA busy_timeout = 5000") }
                try database.inTransaction(.immediate) {
                    // A write like any other where the last one failed; else the right to write is enough.
                    guard failure != nil else { return .rollback }
                    try StoreUpkeep.tryRows(database, after: events)
                    return .commit
                }
                return try StoreOpening.end(of: database).events
            }
            // Its own commits are in turn with this, and may have come in between.
            guard found >= events else { return "the store has lost events since it was opened: \(found) are left" }
        } catch {
            let problem = StoreOpening.problem(error, files.path)
            return failure.map { "the last commit failed: \($0)" } ?? problem.description
        }
        return nil
    }
}

extension StoreUpkeep {
    /// Writes rows as a commit does and takes them back, then writes what changes nothing, to the disk.
    private static func tryRows(_ database: Database, after events: Int) throws {
        try database.execute(
            sql: """
                SAVEPOINT rows;
                INSERT INTO event SELECT \(events + 1), word, schema, payload, payload_hash, person, time, delivery,
                    command_number, position, command, command_name, undone, previous, hash
                    FROM event ORDER BY version DESC LIMIT 1;
                INSERT INTO inbox (delivery, received, reply) VALUES ('health', 0, zeroblob(8192));
                ROLLBACK TO rows;
                RELEASE rows;
                UPDATE store SET id = id;
                """)
    }
}

extension SQLiteEventLog {
    /// Notes where this process answers, beside the lock that it holds.
    package func noteAddress(_ address: String) { lock?.noteAddress(address) }

    /// Refuses to make a store where one is known to have been.
    package static func refuseLoss(of files: StoreFiles) throws(StoreProblem) {
        let size = try files.refuseOddKinds()
        try StoreOpening.refuseLoss(files.path, try HeadFile.read(files.head), size: size)
    }

    /// Where the process that writes to a store answers, if it does.
    package static func address(ofWriterOf path: String) -> String? { WriterLock.address(StoreFiles(path)) }

    package func health() -> StoreHealth {
        upkeep?.health(of: database, events: end.events) ?? StoreHealth()
    }
}
