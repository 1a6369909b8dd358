// What takes long is worked on beside everybody else, and everybody has a turn.

import CommandLanguage
import Conversation
import NIOConcurrencyHelpers
import ProgramModel
import Quantities
import TestSupport
import Testing

/// Threads that begin when they are told to.
private final class HeldThreads: Sendable {
    private let works = NIOLockedValueBox<[@Sendable () -> Void]>([])
    func start(_ work: @escaping @Sendable () -> Void) { works.withLockedValue { $0.append(work) } }
    var count: Int { works.withLockedValue { $0.count } }
    /// Lets all of them run, one after the other, until none is left.
    func run() {
        while let next = works.withLockedValue({ $0.isEmpty ? nil : $0.removeFirst() }) { next() }
    }
}

struct LongWork {
    @Test func `whoever waits has a turn after one piece of each other`() {
        let threads = HeldThreads()
        let pool = WorkPool(width: 1) { threads.start($0) }
        let done = NIOLockedValueBox<[String]>([])
        for (owner, number) in [("ana", 1), ("ana", 2), ("ana", 3), ("bo", 1), ("kim", 1), ("bo", 2)] {
            pool.start(for: owner) { done.withLockedValue { $0.append("\(owner) \(number)") } }
        }
        threads.run()
        #expect(done.withLockedValue { $0 } == ["ana 1", "bo 1", "kim 1", "ana 2", "bo 2", "ana 3"])
    }

    @Test func `no more is begun at once than there are workers, and of one owner one piece`() {
        let threads = HeldThreads()
        let pool = WorkPool(width: 2) { threads.start($0) }
        let done = NIOLockedValueBox(0)
        for owner in ["ana", "ana", "bo", "kim"] { pool.start(for: owner) { done.withLockedValue { $0 += 1 } } }
        #expect(threads.count == 2)
        threads.run()
        #expect(done.withLockedValue { $0 } == 4)
        pool.start(for: "ana") { done.withLockedValue { $0 += 1 } }
        threads.run()
        #expect(done.withLockedValue { $0 } == 5)
    }

    /// A desk whose long work waits until it is let go.
    private func held(records: Int) async throws -> (TrialDesk, HeldThreads) {
        let threads = HeldThreads()
        let trial = try await TrialDesk(pool: WorkPool(width: 1) { threads.start($0) })
        for line in ["/project new NET", "/here NET"] { await trial.say(line) }
        for start in stride(from: 0, to: records, by: 50) {
            let lines = (start..<min(records, start + 50)).map { "/task Prepare switch \($0)" }
            await trial.say(lines.joined(separator: "\n"))
        }
        return (trial, threads)
    }

    private static let questions: [(text: String, isSmall: Bool)] = [
        ("/whoami", true), ("T-1", true), ("/task show T-1", true), ("/help", true), ("/status NET", true),
        ("/task list top:5", true), ("/list top:5", true), ("/why NET top:5", true), ("/project show NET", true),
        ("/risk matrix", true), ("/statsu", true),
        ("/search switch prepare the other racks", false), ("/task list tag:x tag:y tag:z", false),
        ("/task list sort:title top:5", false), ("/history T-1", false), ("/list at:yesterday", false),
        ("/admin outbox", false), ("/dry search switch", false),
        // Short, and not what it stands for.
        ("/hot", false),
    ]

    @Test func `what grows with the records or the log is worked on in the pool, what is small is answered at once`()
        async throws
    {
        let (trial, threads) = try await held(records: 4000)
        await trial.say("/alias hot \"task list tag:x tag:y tag:z\"")
        for (text, isSmall) in Self.questions {
            let answered = NIOLockedValueBox(false)
            trial.desk.start(trial.invocation(text)) { _ in answered.withLockedValue { $0 = true } }
            #expect(answered.withLockedValue { $0 } == isSmall, "\(text)")
            threads.run()
            #expect(answered.withLockedValue { $0 }, "\(text)")
        }
    }

    @Test func `with few records everything but the log is small`() async throws {
        let (trial, threads) = try await held(records: 50)
        for text in ["/search switch prepare the other racks", "/task list tag:x tag:y", "/today", "/list it"] {
            await trial.say(text)
        }
        #expect(threads.count == 0)
    }

    @Test func `other people's commands wait behind nobody's long one`() async throws {
        let (trial, threads) = try await held(records: 4000)
        let answers = NIOLockedValueBox<[String]>([])
        func start(_ text: String, as user: String, posted: Bool = false) {
            var invocation = trial.invocation(text, as: user)
            if posted {
                invocation.replyAddress = ReplyAddress(
                    destination: .slackMethod("chat.postMessage"), platform: "slack", answersInResponse: false)
            }
            trial.desk.start(invocation) { _ in answers.withLockedValue { $0.append("\(user) \(text)") } }
        }
        await trial.say("/whoami", as: "bo")
        start("/search switch prepare the other racks", as: "ana")
        // What is posted is long as well: it is not decided by the thread that commits.
        start("/search switch prepare the other cables", as: "ana", posted: true)
        start("/search switch prepare it", as: "ana")
        let long = "/note T-1 " + String(repeating: "long ", count: 500)
        start("\(long)\n\(long)", as: "ana")
        start("/task Order racks", as: "bo")
        start("/whoami", as: "bo")
        #expect(answers.withLockedValue { $0 } == ["bo /task Order racks", "bo /whoami"])
        threads.run()
        #expect(answers.withLockedValue { $0.count } == 6)
        #expect(trial.workspace.item(ItemID("T", 1))?.notes.count == 2)
    }
}
