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

    func decide(on workspace: inout Workspace) -> Decided {
        decided ?? decider.decide(invocation, on: &workspace, reading)
    }

    func finish(_ handled: HandledMessage, _ decided: Decided?) { done(handled, decided) }
}

struct CommitBatch {
    /// What the batch adds up to.
    private(set) var workspace: Workspace
    private(set) var transaction = LogTransaction()
    /// The replies of this batch by delivery, for repeats that come before it is on disk.
    private(set) var replies: [String: [UInt8]] = [:]
    /// How often a write had failed when its first message was decided.
    let failures: Int
    private var answers: [Answer] = []

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

    /// Decides a message after those before it; one that was handled gets the reply it got.
    ///
    /// - Parameters:
    ///   - stored: replies on disk, by delivery.
    ///   - inWriting: replies of the batch that is being written.
    mutating func decide(
        _ job: CommitJob, stored: [String: [UInt8]], inWriting: [String: [UInt8]], _ routing: AnswerRouting
    ) {
        if let id = job.invocation.deliveryID {
            if let reply = stored[id] {
                return answers.append(
                    Answer(job: job, handled: HandledMessage(answer: nil, response: reply), isStored: true))
            }
            if let reply = replies[id] ?? inWriting[id] {
                return answers.append(Answer(job: job, handled: HandledMessage(answer: nil, response: reply)))
            }
        }
        let decided = job.decide(on: &workspace)
        let handled = routing.record(job.invocation, decided, in: &transaction)
        if let id = job.invocation.deliveryID, transaction.inbox.last?.deliveryID == id {
            replies[id] = handled.response
        }
        answers.append(Answer(job: job, handled: handled, decided: decided))
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
