// Who waits for a commit and who is at it: at most one thread decides, and at most one writes.

/// The state of the committer. While one batch is written the next is decided on what that one adds up to, and is written
/// after it.
struct CommitLine {
    private var jobs: [CommitJob] = []
    private var isDeciding = false
    private var isWriting = false
    /// What the last batch that was handed on adds up to; on disk, or being written.
    private var newest: SharedWorkspace
    /// The replies of the batch that is being written, by delivery.
    private var inWriting: [String: StoredReply] = [:]
    /// Its events.
    private var eventsInWriting: [LoggedEvent] = []
    /// Decided while another batch is written.
    private var next: CommitBatch?
    /// How often a write failed: what was decided on something that was not written is void.
    private var failures = 0

    /// The most messages of one batch.
    private static let most = 512
    /// A thread is woken for so many messages while another writes; fewer wait for the end of the write, as one thread
    /// decides them sooner than it is woken.
    private static let worthAThread = 64

    init(_ workspace: SharedWorkspace) { newest = workspace }

    enum Step {
        /// The batch is to be written by whoever handed it on.
        case write(SharedWorkspace)
        /// There is more to decide.
        case decide
        /// Another thread goes on.
        case leave
    }

    mutating func add(_ job: CommitJob) { jobs.append(job) }

    /// Whether a thread is to begin deciding; it is then the one that does.
    mutating func beginsDeciding() -> Bool {
        guard !isDeciding, isWriting ? isWorthAThread : !jobs.isEmpty || next != nil else { return false }
        isDeciding = true
        return true
    }

    private var isWorthAThread: Bool {
        jobs.count >= CommitLine.worthAThread && (next?.count ?? 0) < CommitLine.most
    }

    /// The batch to be decided, the messages it is to take in, and the replies being written meanwhile.
    mutating func take() -> (CommitBatch, (jobs: [CommitJob], inWriting: [String: StoredReply])) {
        var batch = next ?? CommitBatch(on: newest.workspace, failures: failures)
        batch.eventsInWriting = eventsInWriting
        next = nil
        let taken = Array(jobs.prefix(CommitLine.most - batch.count))
        jobs.removeFirst(taken.count)
        return (batch, (taken, inWriting))
    }

    /// Takes over a decided batch: it is written at once, or after the one that is being written.
    mutating func handOn(_ batch: CommitBatch) -> Step {
        guard batch.failures == failures else {
            jobs.insert(contentsOf: batch.jobs, at: 0)
            return .decide
        }
        guard isWriting else {
            isWriting = true
            isDeciding = false
            newest = SharedWorkspace(batch.workspace)
            inWriting = batch.replies
            eventsInWriting = batch.transaction.events
            return .write(newest)
        }
        next = batch
        guard !isWorthAThread else { return .decide }
        isDeciding = false
        return .leave
    }

    /// What is on disk is not what was being written, or adds up to something else: all goes on from there, and what was
    /// decided since waits again.
    mutating func beginAfresh(on onDisk: SharedWorkspace) {
        failures += 1
        newest = onDisk
        inWriting = [:]
        eventsInWriting = []
        jobs.insert(contentsOf: next?.jobs ?? [], at: 0)
        next = nil
    }

    mutating func endWriting() {
        isWriting = false
        inWriting = [:]
        eventsInWriting = []
    }
}
