// The one writer: decides waiting messages in order and commits them together, each batch while the next is decided.

import NIOConcurrencyHelpers
import ProgramModel
import Quantities

/// Where commits run: off the shared thread pool, since they wait for the disk.
package protocol CommitQueue: Sendable {
    /// Runs the work; at most two at a time have something to do, one deciding and one writing.
    func start(_ work: @escaping @Sendable () -> Void)
    /// Runs work that nobody waits for, beside the commits.
    func startAside(_ work: @escaping @Sendable () -> Void)
}

/// Runs commits on the caller's own thread: for a process with one speaker, and for tests.
package struct InlineCommitQueue: CommitQueue {
    package init() {}
    package func start(_ work: @escaping @Sendable () -> Void) { work() }
    package func startAside(_ work: @escaping @Sendable () -> Void) { work() }
}

/// Something that was left in a snapshot until somebody asked for it is not what was written.
struct DamagedSnapshot: Error, CustomStringConvertible {
    var description: String {
        "a snapshot in the store is damaged, though its sum is right: all snapshots are dropped, and the events are read instead. Run steerco verify"
    }
}

final class Committer: Sendable {
    private let log: any EventLog
    private let surroundings: Surroundings
    private let routing: AnswerRouting
    private let queue: any CommitQueue
    private let outboxChanged: @Sendable () -> Void
    /// Called when words were erased: what is remembered of answers may hold them.
    private let wordsErased: @Sendable () -> Void
    /// What reads see: only what is on disk.
    private let published: NIOLockedValueBox<SharedWorkspace>
    private let line: NIOLockedValueBox<CommitLine>
    /// The version of the last snapshot that was asked for, or was there at the start.
    private let snapshotVersion: NIOLockedValueBox<Int>
    /// Events between two kept snapshots: as many as there were at the last one, so that a snapshot's cost stays a small
    /// share of the work since, and within these bounds, so that a start replays for half a second at most.
    private static let snapshotIntervals = (least: 10_000, most: 100_000)

    init(
        workspace: Workspace, log: any EventLog, surroundings: Surroundings, routing: AnswerRouting,
        queue: any CommitQueue, outboxChanged: @escaping @Sendable () -> Void,
        wordsErased: @escaping @Sendable () -> Void
    ) {
        self.log = log
        self.surroundings = surroundings
        self.routing = routing
        self.queue = queue
        self.outboxChanged = outboxChanged
        self.wordsErased = wordsErased
        let shared = SharedWorkspace(workspace)
        published = NIOLockedValueBox(shared)
        line = NIOLockedValueBox(CommitLine(shared))
        snapshotVersion = NIOLockedValueBox(log.newestSnapshot)
    }

    var committed: SharedWorkspace { published.withLockedValue { $0 } }

    /// Decides and commits a message, together with all others that wait; the job is told when it is done.
    func commit(_ job: CommitJob) {
        let begins = line.withLockedValue { line in
            line.add(job)
            return line.beginsDeciding()
        }
        if begins { queue.start { self.work() } }
    }

    /// Decides and writes by turns, until nothing waits or another thread is at it.
    private func work() {
        while let (batch, workspace) = decide() {
            if line.withLockedValue({ $0.beginsDeciding() }) { queue.start { self.work() } }
            write(batch, workspace)
            let goesOn = line.withLockedValue { line in
                line.endWriting()
                return line.beginsDeciding()
            }
            guard goesOn else { return }
        }
    }

    /// Decides what waits: a batch for this thread to write, or nil when the thread that writes goes on with it.
    private func decide() -> (CommitBatch, SharedWorkspace)? {
        while true {
            // Replies in writing are looked at before those on disk: between the two no delivery is missed.
            var (batch, waiting) = line.withLockedValue { $0.take() }
            do {
                let stored = try log.storedReplies(for: waiting.jobs.compactMap(\.invocation.delivery))
                for job in waiting.jobs {
                    batch.decide(job, stored: stored, inWriting: waiting.inWriting, routing)
                }
            } catch {
                let ref = report(error)
                for job in waiting.jobs { job.finish(routing.fault(ref, job.invocation), nil) }
            }
            let step = line.withLockedValue { $0.handOn(batch) }
            switch step {
            case .write(let workspace): return (batch, workspace)
            case .decide: continue
            case .leave: return nil
            }
        }
    }

    private func write(_ batch: CommitBatch, _ workspace: SharedWorkspace) {
        guard !workspace.workspace.isDamaged else { return decideAnew(batch) }
        do {
            if !batch.transaction.isEmpty { try log.commit(batch.transaction) }
        } catch {
            // Nothing was written: everybody is told, and what was decided is forgotten.
            line.withLockedValue { $0.beginAfresh(on: committed) }
            return batch.fail(report(error), routing)
        }
        let isErasing = batch.transaction.events.contains { !$0.event.replacements.isEmpty }
        let workspace = isErasing ? reloaded(workspace) : workspace
        published.withLockedValue { $0 = workspace }
        batch.finish()
        afterwards(resend: batch.resend, workspace.workspace)
        let now = surroundings.wallClock()
        if batch.transaction.outbox.contains(where: { $0.due <= now }) { outboxChanged() }
    }

    /// The workspace that the log adds up to now that words were erased from it: no value in memory keeps them.
    private func reloaded(_ before: SharedWorkspace) -> SharedWorkspace {
        do {
            var workspace = try log.load()
            workspace.follow(before.workspace)
            let after = SharedWorkspace(workspace)
            line.withLockedValue { $0.beginAfresh(on: after) }
            wordsErased()
            return after
        } catch {
            // The next start has it; until then no snapshot may be made of what is in memory.
            snapshotVersion.withLockedValue { $0 = .max - Committer.snapshotIntervals.most }
            report(error)
            return before
        }
    }

    /// Takes a batch back that was decided on what lacks something, and goes on from what the events alone add up to.
    private func decideAnew(_ batch: CommitBatch) {
        do {
            report(DamagedSnapshot())
            var workspace = try log.replay()
            workspace.follow(committed.workspace)
            let whole = SharedWorkspace(workspace)
            published.withLockedValue { $0 = whole }
            snapshotVersion.withLockedValue { $0 = 0 }
            line.withLockedValue { line in
                line.beginAfresh(on: whole)
                for job in batch.jobs { line.add(job) }
            }
        } catch {
            batch.fail(report(error), routing)
        }
    }

    /// What follows a commit and may fail without harm to it.
    private func afterwards(resend: [String], _ workspace: Workspace) {
        do {
            for id in resend where try log.resend(id, now: surroundings.wallClock()) { outboxChanged() }
            let last = snapshotVersion.withLockedValue { $0 }
            let (least, most) = Committer.snapshotIntervals
            if workspace.version - last >= max(least, min(most, last)) {
                snapshotVersion.withLockedValue { $0 = workspace.version }
                // Beside the commits, which go on: the workspace is a value.
                queue.startAside { [log] in
                    do { try log.keepSnapshot(of: workspace) } catch { self.report(error) }
                }
            }
        } catch {
            report(error)
        }
    }

    /// Puts one more reply into the outbox.
    func post(_ payload: [UInt8], to address: ReplyAddress, _ invocation: Invocation) throws {
        let now = surroundings.wallClock()
        var transaction = LogTransaction()
        transaction.outbox = [
            routing.entry(Payload(payload, isPrivate: true), to: address, invocation, now: now, due: now)
        ]
        try log.commit(transaction)
        outboxChanged()
    }

    /// - Returns: the reference the operator finds the error by.
    @discardableResult private func report(_ error: any Error) -> String {
        let ref = surroundings.makeID()
        surroundings.reportFault(ref, error)
        return ref
    }
}
