// Messages that are written together: what they decided, and what each is answered once that is on disk.

import ProgramModel

/// One message waiting to be decided and committed.
final class CommitJob: Sendable {
    let invocation: Invocation
    let decider: MessageDecider
    /// The words as they were bound before the job began to wait, if they were.
    let reading: Reading?
    /// What a read came to, when it was decided before.
    private let decided: Decided?
    private let done: @Sendable (HandledMessage, Decided?) -> Void

    /// - Parameter done: called once, on the thread that commits.
    init(
        invocation: Invocation, decider: MessageDecider, reading: Reading?, decided: Decided? = nil,
        done: @escaping @Sendable (HandledMessage, Decided?) -> Void
    ) {
        self.invocation = invocation
        self.decider = decider
        self.reading = reading
        self.decided = decided
        self.done = done
    }

    /// The same job, decided.
    func with(_ decided: Decided) -> CommitJob {
        CommitJob(invocation: invocation, decider: decider, reading: reading, decided: decided, done: done)
    }

    /// - Parameter pending: events that are decided and not in the log yet.
    func decide(on workspace: inout Workspace, pending: [LoggedEvent] = []) -> Decided {
        if let decided { return decided }
        var decider = decider
        decider.pending = pending
        return decider.decide(invocation, on: &workspace, reading)
    }

    func finish(_ handled: HandledMessage, _ decided: Decided?) { done(handled, decided) }
}

struct CommitBatch {
    /// What the batch adds up to.
    private(set) var workspace: Workspace
    private(set) var transaction = LogTransaction()
    /// The replies of this batch by delivery, for repeats that come before it is on disk.
    private(set) var replies: [String: StoredReply] = [:]
    /// How often a write had failed when its first message was decided.
    let failures: Int
    private var answers: [Answer] = []
    /// The events of the batch that was being written when the last messages were taken in.
    var eventsInWriting: [LoggedEvent] = []

    private struct Answer {
        var job: CommitJob
        var handled: HandledMessage
        var decided: Decided?
        /// Whether the answer holds whatever becomes of this batch: it was on disk before.
        var isStored = false
    }

    init(on workspace: Workspace, failures: Int) {
        self.workspace = workspace
        self.failures = failures
    }

    var count: Int { answers.count }
    var jobs: [CommitJob] { answers.map(\.job) }
    /// Dead letters that are to be sent again.
    var resend: [String] { answers.flatMap { $0.decided?.resend ?? [] } }

    /// Decides a message after those before it; one that was handled gets the reply it got, and another under its key is
    /// refused.
    ///
    /// - Parameters:
    ///   - stored: replies on disk, by delivery.
    ///   - inWriting: replies of the batch that is being written.
    mutating func decide(
        _ job: CommitJob, stored: [String: StoredReply], inWriting: [String: StoredReply], _ routing: AnswerRouting
    ) {
        if let key = job.invocation.delivery?.text, let known = stored[key] ?? replies[key] ?? inWriting[key] {
            guard known.answers(job.invocation.text) else { return refuseReuse(job, routing) }
            return answers.append(
                Answer(
                    job: job, handled: HandledMessage(answer: nil, response: known.bytes),
                    isStored: stored[key] != nil))
        }
        let decided = job.decide(on: &workspace, pending: eventsInWriting + transaction.events)
        let handled = routing.record(job.invocation, decided, in: &transaction)
        if let key = job.invocation.delivery?.text, let last = transaction.inbox.last, last.deliveryID == key {
            replies[key] = last.reply
        }
        answers.append(Answer(job: job, handled: handled, decided: decided))
    }

    /// Answers another text under a key that is taken: the message before it keeps the key.
    private mutating func refuseReuse(_ job: CommitJob, _ routing: AnswerRouting) {
        var decided = Decided()
        decided.results = [.refused(.idReused, nil)]
        var invocation = job.invocation
        invocation.delivery = nil
        answers.append(
            Answer(job: job, handled: routing.record(invocation, decided, in: &transaction), decided: decided))
    }

    /// Tells everybody: the batch is on disk.
    func finish() {
        for answer in answers { answer.job.finish(answer.handled, answer.decided) }
    }

    /// Tells everybody that nothing was written.
    func fail(_ ref: String, _ routing: AnswerRouting) {
        for answer in answers {
            if answer.isStored {
                answer.job.finish(answer.handled, nil)
            } else {
                answer.job.finish(routing.fault(ref, answer.job.invocation), nil)
            }
        }
    }
}
