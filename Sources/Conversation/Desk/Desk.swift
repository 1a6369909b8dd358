// Where messages arrive: reads are answered from what is committed, writes go through one committer.

package import ProgramModel
package import Quantities
import NIOConcurrencyHelpers

/// What a message was answered with.
package struct HandledMessage: Sendable {
    /// The answer, unless it is a repeat that was answered from the store.
    package var answer: MessageAnswer?
    /// The rendered answer for the HTTP response or the terminal.
    package var response: [UInt8]
    /// What others were told of it, for the terminal or pipe that this process reads from.
    package var told: [UInt8] = []
    /// Outbox entries that are as good as sent once the response was flushed.
    package var answeredInResponse: [String] = []
    /// Outbox entries that go out by post.
    package var posted: [String] = []

    package init(answer: MessageAnswer?, response: [UInt8]) {
        self.answer = answer
        self.response = response
    }
}

/// The bot: takes invocations, gives answers, keeps the log.
package final class Desk: Sendable {
    private let surroundings: Surroundings
    private let log: any EventLog
    private let routing: AnswerRouting
    private let committer: Committer
    private let pool: WorkPool
    /// Bytes of text: to read a longer message is itself no small work.
    private static let longestSmallText = 4096
    private let readings = RememberedReadings()
    private let rests: RestsOfAnswers
    private let lastShown = LastShown()
    private let dueWork: DueWork

    /// - Parameters:
    ///   - queue: where commits run.
    ///   - pool: where what takes longer runs than whoever hands a message over may wait.
    ///   - outboxChanged: called after a commit that put replies into the outbox.
    /// - Throws: what the log throws when it cannot be read.
    package init(
        surroundings: Surroundings, log: any EventLog, queue: any CommitQueue, pool: WorkPool = .inline(),
        outboxChanged: @escaping @Sendable () -> Void
    ) throws {
        self.surroundings = surroundings
        self.pool = pool
        self.log = log
        routing = AnswerRouting(surroundings: surroundings)
        dueWork = DueWork(surroundings: surroundings, log: log, routing: routing, outboxChanged: outboxChanged)
        let rests = RestsOfAnswers()
        self.rests = rests
        committer = Committer(
            workspace: try log.load(), log: log, surroundings: surroundings, routing: routing, queue: queue,
            outboxChanged: outboxChanged, wordsErased: { rests.forget() })
    }

    /// The workspace as committed now.
    package var workspace: Workspace { committer.committed.workspace }

    /// Answers one message.
    package func handle(_ invocation: Invocation) async -> HandledMessage {
        await withCheckedContinuation { continuation in
            start(invocation) { continuation.resume(returning: $0) }
        }
    }

    /// Answers one message: a small read before this returns, another from the pool, a write from the thread that commits.
    ///
    /// - Parameter done: called once.
    package func start(_ invocation: Invocation, done: @escaping @Sendable (HandledMessage) -> Void) {
        guard invocation.text.length > Desk.longestSmallText else { return begin(invocation, done: done) }
        pool.start(for: Desk.owner(of: invocation)) { self.begin(invocation, done: done) }
    }

    /// Whose work in the pool a message is.
    private static func owner(of invocation: Invocation) -> String { invocation.identity.text }

    private func begin(_ invocation: Invocation, done: @escaping @Sendable (HandledMessage) -> Void) {
        let key = RestsOfAnswers.Key(identity: invocation.identity, channel: invocation.channel)
        var decider = MessageDecider(surroundings: surroundings, log: log)
        decider.more = rests[key]
        decider.shown = { [lastShown] in lastShown[key] }
        let hadRest = decider.more != nil
        let committed = committer.committed
        let reading = decider.reading(invocation, in: committed, readings)
        let job = CommitJob(invocation: invocation, decider: decider, reading: reading) { handled, decided in
            if let decided {
                // What was listed before a write may be listed on after it.
                if decided.more != nil || hadRest && decided.events.isEmpty { self.rests.keep(decided.more, for: key) }
                if let shown = Shown(decided, at: self.surroundings.clock()) { self.lastShown.keep(shown, for: key) }
                self.count(decided.misses)
            }
            done(handled)
        }
        guard let reading, reading.isRead else { return committer.commit(job) }
        if reading.isSmall(on: committed.workspace) { return read(job, on: committed) }
        // Neither the caller's thread nor a commit waits for it.
        pool.start(for: Desk.owner(of: invocation)) { self.read(job, on: committed) }
    }

    /// What a message would be answered with: it is decided on a copy, and nothing of it is kept.
    package func tried(_ invocation: Invocation) -> MessageAnswer {
        var copy = committer.committed.workspace
        var decider = MessageDecider(surroundings: surroundings, log: log)
        decider.tells = false
        return MessageAnswer(decider.decide(invocation, on: &copy).results)
    }

    /// Does what is due by now.
    ///
    /// - Returns: what is for this process's own terminal or pipe.
    /// - Throws: what the log throws.
    package func tick(_ now: Instant) throws -> [UInt8] {
        let results = try dueWork.tick(now, committer.committed)
        guard !results.isEmpty, let renderer = surroundings.renderers("stdin") else { return [] }
        return renderer.combined(renderer.payloads(for: MessageAnswer(results), context: [:]))
    }

    /// What exists for whoever would say this now; nil for those who never spoke.
    package func view(for invocation: Invocation) -> ProgramView? {
        let committed = committer.committed
        guard let person = committed.workspace.identities[invocation.identity] else { return nil }
        let decider = MessageDecider(surroundings: surroundings, log: log)
        return ProgramView(
            committed, eyes: decider.eyes(person, in: committed.workspace, invocation, surroundings.clock()))
    }

    /// Answers a read from what is committed; through the outbox when it is posted, or is more than one response holds.
    private func read(_ job: CommitJob, on committed: SharedWorkspace) {
        let decided = decide(job, on: committed)
        // What lacks something answers nobody: the committer reads the log anew.
        guard !committed.workspace.isDamaged else { return committer.commit(job) }
        // Whoever speaks is written down first: decided anew, on what is the newest then.
        guard decided.events.isEmpty else { return committer.commit(job) }
        let answer = MessageAnswer(decided.results)
        let (payloads, renderer) = routing.payloads(for: answer, job.invocation)
        let address = job.invocation.replyAddress
        guard address == nil || (address?.answersInResponse == true && payloads.count == 1) else {
            return committer.commit(job.with(decided))
        }
        job.finish(HandledMessage(answer: answer, response: renderer?.combined(payloads) ?? []), decided)
    }

    private func decide(_ job: CommitJob, on committed: SharedWorkspace) -> Decided {
        if let reading = job.reading, let decided = job.decider.decideReads(job.invocation, on: committed, reading) {
            return decided
        }
        var workspace = committed.workspace
        return job.decider.decide(job.invocation, on: &workspace, job.reading)
    }

    /// Tells the outbox that an answer reached the caller.
    package func responseFlushed(_ handled: HandledMessage) {
        guard !handled.answeredInResponse.isEmpty else { return }
        do {
            try log.markSent(handled.answeredInResponse)
        } catch {
            // The reply may go out once more: at least once is what is promised.
            surroundings.reportFault(surroundings.makeID(), error)
        }
    }

    /// Posts an answer that came too late for the HTTP response, unless the outbox owes it already.
    package func postLate(_ handled: HandledMessage, _ invocation: Invocation) {
        guard handled.answeredInResponse.isEmpty, let address = invocation.replyAddress, address.answersInResponse
        else { return }
        do {
            try committer.post(handled.response, to: address, invocation)
        } catch {
            surroundings.reportFault(surroundings.makeID(), error)
        }
    }

    /// Keeps a snapshot, so that the next start is quick.
    package func close() throws { try log.keepSnapshot(of: workspace) }

    private func count(_ misses: [(command: String, word: String)]) {
        for miss in misses {
            do { try log.countMiss(command: miss.command, word: miss.word) } catch {
                surroundings.reportFault(surroundings.makeID(), error)
            }
        }
    }
}
