// The one writer: decides waiting messages in order and commits them together.

import ProgramModel
import Quantities
import NIOConcurrencyHelpers

/// One message waiting to be decided and committed.
final class CommitJob: Sendable {
    let invocation: Invocation
    let decider: MessageDecider
    /// The words as they were bound before the job began to wait, if they were.
    let reading: Reading?
    private let done: @Sendable (HandledMessage, Decided?) -> Void

    /// - Parameter done: called once, on the thread that commits.
    init(
        invocation: Invocation, decider: MessageDecider, reading: Reading?,
        done: @escaping @Sendable (HandledMessage, Decided?) -> Void
    ) {
        self.invocation = invocation
        self.decider = decider
        self.reading = reading
        self.done = done
    }

    func finish(_ handled: HandledMessage, _ decided: Decided?) { done(handled, decided) }
}

/// Where commits run: off the shared thread pool, since they wait for the disk.
package protocol CommitQueue: Sendable {
    /// Runs the work, one at a time, in order.
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

final class Committer: Sendable {
    private let log: any EventLog
    private let surroundings: Surroundings
    private let queue: any CommitQueue
    private let outboxChanged: @Sendable () -> Void
    /// What reads see: only what is on disk.
    private let published: NIOLockedValueBox<SharedWorkspace>
    private struct Waiting {
        var jobs: [CommitJob] = []
        var isDraining = false
    }
    private let waiting = NIOLockedValueBox(Waiting())
    /// Held while committing, so that there is one writer whatever the queue does.
    private let writing = NIOLockedValueBox(())
    /// The version of the last snapshot kept or found at the start.
    private let snapshotVersion: NIOLockedValueBox<Int>
    private static let mostTogether = 512
    /// Events between two kept snapshots: as many as there were at the last one, so that a snapshot's cost stays a small
    /// share of the work since, and within these bounds, so that a start replays for half a second at most.
    private static let snapshotIntervals = (least: 10_000, most: 100_000)

    init(
        workspace: Workspace, log: any EventLog, surroundings: Surroundings, queue: any CommitQueue,
        outboxChanged: @escaping @Sendable () -> Void
    ) {
        self.log = log
        self.surroundings = surroundings
        self.queue = queue
        self.outboxChanged = outboxChanged
        published = NIOLockedValueBox(SharedWorkspace(workspace))
        snapshotVersion = NIOLockedValueBox(workspace.version)
    }

    var committed: SharedWorkspace { published.withLockedValue { $0 } }

    /// Decides and commits a message, together with all others that wait; the job is told when it is done.
    func commit(_ job: CommitJob) {
        let starts = waiting.withLockedValue { waiting in
            waiting.jobs.append(job)
            defer { waiting.isDraining = true }
            return !waiting.isDraining
        }
        if starts { queue.start { self.writing.withLockedValue { _ in self.drain() } } }
    }

    /// Runs work beside the commits.
    func startAside(_ work: @escaping @Sendable () -> Void) { queue.startAside(work) }

    /// Commits until nothing waits.
    private func drain() {
        while true {
            let jobs = waiting.withLockedValue { waiting in
                guard waiting.jobs.count > Committer.mostTogether else {
                    let jobs = waiting.jobs
                    waiting.jobs = []
                    if jobs.isEmpty { waiting.isDraining = false }
                    return jobs
                }
                let jobs = Array(waiting.jobs.prefix(Committer.mostTogether))
                waiting.jobs.removeFirst(jobs.count)
                return jobs
            }
            guard !jobs.isEmpty else { return }
            commit(jobs)
        }
    }

    private func commit(_ jobs: [CommitJob]) {
        var pending = committed.workspace
        var transaction = LogTransaction()
        var finished: [(CommitJob, HandledMessage, Decided?)] = []
        var together: [String: [UInt8]] = [:]
        do {
            together = try log.storedReplies(for: jobs.compactMap(\.invocation.deliveryID))
        } catch {
            let ref = surroundings.makeID()
            surroundings.reportFault(ref, error)
            for job in jobs { fault(job, ref) }
            return
        }
        for job in jobs {
            if let id = job.invocation.deliveryID, let stored = together[id] {
                finished.append((job, HandledMessage(answer: nil, response: stored), nil))
                continue
            }
            let decided = job.decider.decide(job.invocation, on: &pending, job.reading)
            let handled = record(job, decided, in: &transaction)
            if let id = job.invocation.deliveryID {
                together[id] = handled.response
            }
            finished.append((job, handled, decided))
        }
        do {
            if !transaction.isEmpty { try log.commit(transaction) }
        } catch {
            // Nothing was written: everybody is told, and what was decided is forgotten.
            let ref = surroundings.makeID()
            surroundings.reportFault(ref, error)
            for (job, handled, decided) in finished {
                if decided == nil { job.finish(handled, nil) } else { fault(job, ref) }
            }
            return
        }
        let shared = SharedWorkspace(pending)
        published.withLockedValue { $0 = shared }
        for (job, handled, decided) in finished { job.finish(handled, decided) }
        afterwards(resend: finished.flatMap { $0.2?.resend ?? [] }, pending)
        let now = surroundings.wallClock()
        if transaction.outbox.contains(where: { $0.due <= now }) { outboxChanged() }
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
                queue.startAside { [log, surroundings] in
                    do { try log.keepSnapshot(of: workspace) } catch {
                        surroundings.reportFault(surroundings.makeID(), error)
                    }
                }
            }
        } catch {
            surroundings.reportFault(surroundings.makeID(), error)
        }
    }

    /// Puts one more reply into the outbox.
    func post(_ payload: [UInt8], to address: ReplyAddress, _ invocation: Invocation) throws {
        let now = surroundings.wallClock()
        var transaction = LogTransaction()
        transaction.outbox = [entry(Payload(payload, isPrivate: true), to: address, invocation, now: now, due: now)]
        try log.commit(transaction)
        outboxChanged()
    }

    private func fault(_ job: CommitJob, _ ref: String) {
        let answer = MessageAnswer([.fault(ref)])
        let (payloads, renderer) = payloads(for: answer, job.invocation)
        job.finish(HandledMessage(answer: answer, response: renderer?.combined(payloads) ?? []), nil)
    }

    private func entry(
        _ payload: Payload, to address: ReplyAddress, _ invocation: Invocation, now: Instant, due: Instant
    ) -> OutboxEntry {
        var destination = address.destination
        var lane = ""
        switch destination {
        case .url(let url): lane = url
        case .webhook(let name): lane = "webhook \(name)"
        case .slackMethod:
            lane = "slack \(invocation.channel.channel)"
            if payload.isPrivate, !invocation.isDirect { destination = .slackMethod("chat.postEphemeral") }
        }
        return OutboxEntry(
            id: surroundings.makeID(), destination: destination, lane: lane, payload: payload.bytes,
            contentType: surroundings.renderers(address.platform)?.contentType ?? "application/json", created: now,
            due: due,
            expires: address.lifetime.map { now + $0 })
    }

    /// Puts what a message decided into the transaction.
    private func record(_ job: CommitJob, _ decided: Decided, in transaction: inout LogTransaction) -> HandledMessage {
        let invocation = job.invocation
        let now = surroundings.wallClock()
        let answer = MessageAnswer(decided.results)
        let (payloads, renderer) = payloads(for: answer, invocation)
        var handled = HandledMessage(answer: answer, response: [])
        transaction.events += decided.events
        let writes = decided.attemptsWrite || !decided.events.isEmpty
        // A read that is answered by post is remembered too: a repeat would post a second time. A fault never is: a
        // repeat may find the disk mended.
        let isPosted = invocation.replyAddress.map { !$0.answersInResponse } ?? false
        let isFault = decided.results.contains { $0.outcome == .fault }
        let remembered = isFault || !(writes || isPosted) ? nil : invocation.deliveryID
        var fallback: OutboxEntry?
        if let address = invocation.replyAddress {
            for (index, payload) in payloads.enumerated() {
                let isInResponse = index == 0 && address.answersInResponse
                // A read that fits the response needs no second way.
                if isInResponse, !writes { continue }
                let entry = entry(payload, to: address, invocation, now: now, due: isInResponse ? now + 10_000 : now)
                // More of one answer keeps its order in the outbox, and an answer that no inbox remembers its payload.
                if isInResponse, payloads.count == 1, remembered != nil {
                    fallback = entry
                } else {
                    transaction.outbox.append(entry)
                }
                if isInResponse { handled.answeredInResponse.append(entry.id) } else { handled.posted.append(entry.id) }
            }
            handled.response = payloads.first?.bytes ?? []
        } else {
            handled.response = renderer?.combined(payloads) ?? []
        }
        for announcement in decided.announcements {
            // One that left the configuration gets its row all the same: delivery makes it a dead letter that is seen.
            let platform = surroundings.policy.webhooks[announcement.webhook] ?? "slack"
            guard let renderer = surroundings.renderers(platform) else { continue }
            let line = CommandResult(outcome: .done, reply: Reply(announcement.text), isPrivate: false)
            let address = ReplyAddress(
                destination: .webhook(announcement.webhook), platform: platform, answersInResponse: false)
            for payload in renderer.payloads(for: MessageAnswer([line]), context: [:]) {
                transaction.outbox.append(entry(payload, to: address, invocation, now: now, due: now))
            }
        }
        if let remembered {
            transaction.inbox.append(
                InboxEntry(deliveryID: remembered, received: now, reply: handled.response, fallback: fallback))
        }
        return handled
    }

    func payloads(for answer: MessageAnswer, _ invocation: Invocation) -> ([Payload], (any ReplyRenderer)?) {
        let platform = invocation.replyAddress?.platform ?? invocation.channel.platform
        let renderer = surroundings.renderers(platform) ?? surroundings.renderers("generic")
        return (renderer?.payloads(for: answer, context: invocation.rendering) ?? [], renderer)
    }
}
