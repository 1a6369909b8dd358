// Messages that arrive while others are written: decided meanwhile, and never answered before what they build on is kept.

import Conversation
import EventStorage
import NIOConcurrencyHelpers
import ProgramModel
import Quantities
import TestSupport
import Testing

struct CommitBehaviour {
    /// The answers in the order they came, each with the number of its message.
    private final class Answers: Sendable {
        private let given = NIOLockedValueBox<[(number: Int, handled: HandledMessage)]>([])
        func add(_ number: Int, _ handled: HandledMessage) {
            given.withLockedValue { $0.append((number, handled)) }
        }
        var order: [Int] { given.withLockedValue { $0.map(\.number) } }
        subscript(_ number: Int) -> HandledMessage? {
            given.withLockedValue { $0.first { $0.number == number }?.handled }
        }
        func outcome(_ number: Int) -> CommandResult.Outcome? { self[number]?.answer?.results.first?.outcome }
    }

    private func trial(_ queue: any CommitQueue = InlineCommitQueue()) async throws -> TrialDesk {
        let trial = try await TrialDesk(queue: queue)
        for line in ["/project new NET \"Network\"", "/here NET"] { await trial.say(line) }
        return trial
    }

    /// - Parameter saying: the number in the text, where it is not the message's own.
    private func start(
        _ trial: TrialDesk, _ number: Int, saying: Int? = nil, id: String? = nil, _ answers: Answers
    ) {
        trial.desk.start(trial.invocation("/risk Number \(saying ?? number)", id: id)) { answers.add(number, $0) }
    }

    private func titles(_ trial: TrialDesk) -> [String] {
        trial.workspace.items(.open, of: .records(ProjectKey("NET"), kind: "risk")).map(\.title)
    }

    @Test(arguments: [1, 3, 10, 40])
    func `what arrives during a write is answered after it, in order, with one more write`(_ count: Int) async throws {
        let trial = try await trial()
        let answers = Answers()
        let commits = trial.log.commits
        trial.log.beforeNextCommit {
            for number in 1...count { start(trial, number, answers) }
            #expect(answers.order.isEmpty)
        }
        start(trial, 0, answers)
        #expect(answers.order == Array(0...count))
        #expect(trial.log.commits == commits + 2)
        #expect(titles(trial).count == count + 1)
        #expect(trial.workspace.item(ItemID("R", count + 1))?.title == "Number \(count)")
        #expect(try trial.log.load().snapshot == trial.workspace.snapshot)
    }

    @Test(arguments: [1, 3, 10, 40])
    func `what was decided on a write that failed is decided again on what is kept`(_ count: Int) async throws {
        let trial = try await trial()
        let answers = Answers()
        trial.log.failOnce()
        trial.log.beforeNextCommit {
            for number in 1...count { start(trial, number, answers) }
        }
        start(trial, 0, answers)
        #expect(answers.order == Array(0...count))
        #expect(answers.outcome(0) == .fault)
        #expect((1...count).allSatisfy { answers.outcome($0) == .done })
        #expect(trial.workspace.item(ItemID("R", 1))?.title == "Number 1")
        #expect(titles(trial).count == count)
        #expect(try trial.log.load().snapshot == trial.workspace.snapshot)
    }

    @Test(arguments: [0, 10])
    func `a repeat that comes during the write of its message gets the same answer`(_ others: Int) async throws {
        let trial = try await trial()
        let answers = Answers()
        trial.log.beforeNextCommit {
            start(trial, 1, saying: 0, id: "d1", answers)
            for number in 2..<(2 + others) { start(trial, number, answers) }
        }
        start(trial, 0, id: "d1", answers)
        #expect(answers[0]?.response == answers[1]?.response)
        #expect(titles(trial).count == 1 + others)
    }

    @Test(arguments: [0, 10])
    func `another text that comes during the write of a message with its id is refused`(_ others: Int) async throws {
        let trial = try await trial()
        let answers = Answers()
        trial.log.beforeNextCommit {
            start(trial, 1, id: "d1", answers)
            for number in 2..<(2 + others) { start(trial, number, answers) }
        }
        start(trial, 0, id: "d1", answers)
        #expect(answers[0]?.answer?.results.map(\.outcome) == [.done])
        #expect(answers[1]?.answer?.results.map(\.code) == ["id-reused"])
        #expect(titles(trial).count == 1 + others)
        #expect(!titles(trial).contains("Number 1"))
    }

    @Test(arguments: [0, 10])
    func `a repeat of a message whose write failed is done in its place`(_ others: Int) async throws {
        let trial = try await trial()
        let answers = Answers()
        trial.log.failOnce()
        trial.log.beforeNextCommit {
            start(trial, 1, saying: 0, id: "d1", answers)
            for number in 2..<(2 + others) { start(trial, number, answers) }
        }
        start(trial, 0, id: "d1", answers)
        #expect(answers.outcome(0) == .fault)
        #expect(answers.outcome(1) == .done)
        #expect(trial.workspace.item(ItemID("R", 1))?.title == "Number 0")
    }

    @Test func `a message and its repeat in one failed write both hear that it failed`() async throws {
        let queue = HeldQueue()
        let trial = try await trial(queue)
        let answers = Answers()
        queue.hold()
        trial.log.fill()
        for number in 0..<2 { start(trial, number, saying: 0, id: "d1", answers) }
        queue.letGo()
        #expect((0..<2).map { answers.outcome($0) } == [.fault, .fault])
    }

    @Test func `with a disk that fails now and then, done is on disk and a fault is not`() async throws {
        let trial = try await trial(DiskQueue())
        trial.log.failEach(3)
        let outcomes = await withTaskGroup(of: (String, CommandResult.Outcome?).self) { group in
            for number in 0..<600 {
                group.addTask {
                    let results = await trial.say("/risk Number \(number)", as: "p\(number % 5)", id: "d\(number)")
                    return ("Number \(number)", results.first?.outcome)
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        let done = Set(outcomes.filter { $0.value == .done }.keys)
        #expect(done.count + outcomes.values.count { $0 == .fault } == 600)
        #expect(!done.isEmpty)
        let kept = titles(trial)
        #expect(kept.count == done.count)
        #expect(Set(kept) == done)
        #expect(trial.workspace.nextNumber("R") == done.count + 1)
        #expect(try trial.log.load().snapshot == trial.workspace.snapshot)
    }
}
