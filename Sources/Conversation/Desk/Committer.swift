// The one writer: decides waiting messages in order and commits them together.

import ProgramModel
import Quantities
import Synchronization

/// One message waiting to be decided and committed.
final class CommitJob: Sendable {
    let invocation: Invocation
    let decider: MessageDecider
    private let outcome = Mutex<(HandledMessage, Decided?)?>(nil)

    init(invocation: Invocation, decider: MessageDecider) {
        self.invocation = invocation
        self.decider = decider
    }

    /// Set before ``Committer/commit(_:)`` returns.
    var result: (HandledMessage, Decided?) { outcome.withLock { $0 } ?? (HandledMessage(response: []), nil) }
    func finish(_ handled: HandledMessage, _ decided: Decided?) { outcome.withLock { $0 = (handled, decided) } }
}

/// Where commits run: off the shared thread pool, since they wait for the disk.
package protocol CommitQueue: Sendable {
    /// Runs the work, one at a time, and returns when it is done.
    func run(_ work: @escaping @Sendable () -> Void) async
}

/// Runs commits on the caller's own thread: for a process with one speaker, and for tests.
package struct InlineCommitQueue: CommitQueue {
    package init() {}
    package func run(_ work: @escaping @Sendable () -> Void) async { work() }
}

final class Committer: Sendable {
    private let log: any EventLog
    private let surroundings: Surroundings
    private let queue: any CommitQueue
    private let outboxChanged: @Sendable () -> Void
    /// What reads see: only what is on disk.
    private let published: Mutex<Workspace>
    private let waiting = Mutex<[CommitJob]>([])
    /// Held while committing, so that there is one writer whatever the queue does.
    private let writing = Mutex(())
    private static let mostTogether = 512

    init(
        workspace: Workspace, log: any EventLog, surroundings: Surroundings, queue: any CommitQueue,
        outboxChanged: @escaping @Sendable () -> Void
    ) {
        self.log = log
        self.surroundings = surroundings
        self.queue = queue
        self.outboxChanged = outboxChanged
        published = Mutex(workspace)
    }

    var committed: Workspace { published.withLock { $0 } }

    /// Decides and commits a message, together with all others that wait. Done when this returns.
    func commit(_ job: CommitJob) async {
        waiting.withLock { $0.append(job) }
        await queue.run { self.writing.withLock { _ in self.drain() } }
    }

    /// Commits everything that waits. Called once per job: an earlier call has often done this one's work already.
    private func drain() {
        while true {
            let jobs = waiting.withLock { waiting in
                let jobs = Array(waiting.prefix(Committer.mostTogether))
                waiting.removeFirst(jobs.count)
                return jobs
            }
            guard !jobs.isEmpty else { return }
            commit(jobs)
        }
    }

    private func commit(_ jobs: [CommitJob]) {
        var pending = committed
        var transaction = LogTransaction()
        var finished: [(CommitJob, HandledMessage, Decided?)] = []
        var together: [String: [UInt8]] = [:]
        var failed: [CommitJob] = []
        for job in jobs {
            do {
                if let id = job.invocation.deliveryID, let stored = try together[id] ?? log.storedReply(for: id) {
                    finished.append((job, HandledMessage(answer: nil, response: stored), nil))
                    continue
                }
                let decided = job.decider.decide(job.invocation, on: pending)
                pending = decided.workspace
                let handled = record(job, decided, in: &transaction)
                if let id = job.invocation.deliveryID {
                    together[id] = handled.response
                }
                finished.append((job, handled, decided))
            } catch {
                surroundings.reportFault(surroundings.makeID(), error)
                failed.append(job)
            }
        }
        do {
            if !transaction.isEmpty { try log.commit(transaction) }
            published.withLock { $0 = pending }
            for id in finished.flatMap({ $0.2?.resend ?? [] }) { _ = try log.resend(id, now: surroundings.clock()) }
            for (job, handled, decided) in finished { job.finish(handled, decided) }
            if !transaction.outbox.isEmpty { outboxChanged() }
        } catch {
            // Nothing was written: everybody is told, and what was decided is forgotten.
            let ref = surroundings.makeID()
            surroundings.reportFault(ref, error)
            for (job, handled, decided) in finished {
                if decided == nil { job.finish(handled, nil) } else { fault(job, ref) }
            }
        }
        for job in failed { fault(job, surroundings.makeID()) }
    }

    private func fault(_ job: CommitJob, _ ref: String) {
        let answer = MessageAnswer([.fault(ref)])
        job.finish(
            HandledMessage(answer: answer, response: Array(payloads(for: answer, job.invocation).joined())), nil)
    }

    /// Puts what a message decided into the transaction.
    private func record(_ job: CommitJob, _ decided: Decided, in transaction: inout LogTransaction) -> HandledMessage {
        let invocation = job.invocation
        let now = max(invocation.now ?? surroundings.clock(), decided.workspace.time)
        let answer = MessageAnswer(decided.results)
        var payloads = payloads(for: answer, invocation)
        var handled = HandledMessage(answer: answer, response: [])
        transaction.events += decided.events
        if let address = invocation.replyAddress {
            let contentType = surroundings.renderers(address.platform)?.contentType ?? "application/json"
            for (index, payload) in payloads.enumerated() {
                let isInResponse = index == 0 && address.answersInResponse
                // A read that fits the response needs no second way.
                if isInResponse, !decided.attemptsWrite, decided.events.isEmpty { continue }
                let entry = OutboxEntry(
                    id: surroundings.makeID(), destination: address.destination, payload: payload,
                    contentType: contentType, created: now, due: isInResponse ? now + 10_000 : now,
                    expires: address.expires)
                transaction.outbox.append(entry)
                if isInResponse { handled.answeredInResponse.append(entry.id) }
            }
            payloads = Array(payloads.prefix(1))
        }
        handled.response = Array(payloads.joined())
        for announcement in decided.announcements {
            guard let platform = surroundings.policy.webhooks[announcement.webhook],
                let renderer = surroundings.renderers(platform)
            else { continue }
            let line = CommandResult(outcome: .done, reply: Reply(announcement.text), isPrivate: false)
            for payload in renderer.payloads(for: MessageAnswer([line]), context: [:]) {
                transaction.outbox.append(
                    OutboxEntry(
                        id: surroundings.makeID(), destination: .webhook(announcement.webhook), payload: payload,
                        contentType: renderer.contentType, created: now, due: now, expires: nil))
            }
        }
        // A read that is answered by post is remembered too: a repeat would post a second time.
        let isPosted = invocation.replyAddress.map { !$0.answersInResponse } ?? false
        if let id = invocation.deliveryID, decided.attemptsWrite || !decided.events.isEmpty || isPosted {
            transaction.inbox.append(InboxEntry(deliveryID: id, received: now, reply: handled.response))
        }
        return handled
    }

    func payloads(for answer: MessageAnswer, _ invocation: Invocation) -> [[UInt8]] {
        let platform = invocation.replyAddress?.platform ?? invocation.channel.platform
        let renderer = surroundings.renderers(platform) ?? surroundings.renderers("generic")
        return renderer?.payloads(for: answer, context: invocation.rendering) ?? [[]]
    }
}
