// The desk: exactly once, all or nothing, dry runs and batches.

import ChatPlatforms
import CommandLanguage
import Conversation
import ProgramModel
import Quantities
import NIOConcurrencyHelpers
import TestSupport
import Testing

struct DeskBehaviour {
    private func trial(_ lines: String...) async throws -> TrialDesk {
        let trial = try await TrialDesk()
        for line in ["/project new NET \"Network\"", "/here NET"] + lines { await trial.say(line) }
        return trial
    }

    @Test func `a delivery handled once is answered from the store`() async throws {
        let trial = try await trial()
        let first = await trial.handle(trial.invocation("/risk Vendor slips", id: "d1"))
        let commits = trial.log.commits
        let second = await trial.handle(trial.invocation("/risk Vendor slips", id: "d1"))
        #expect(first.response == second.response)
        #expect(trial.log.commits == commits)
        #expect(trial.workspace.items(.open, of: .records(ProjectKey("NET"), kind: "risk")).count == 1)
    }

    @Test func `another text under a used id is refused, and the first keeps the id`() async throws {
        let trial = try await trial()
        let first = await trial.handle(trial.invocation("/risk Vendor slips", id: "d1"))
        let commits = trial.log.commits
        for text in ["/risk Vendor slips.", "/task Vendor slips", "/close R-1"] {
            let results = await trial.say(text, id: "d1")
            #expect(results.map(\.outcome) == [.refused])
            #expect(results.map(\.code) == ["id-reused"])
        }
        #expect(trial.log.commits == commits)
        let again = await trial.handle(trial.invocation("/risk Vendor slips", id: "d1"))
        #expect(again.response == first.response)
        // An id belongs to whoever uses it.
        #expect(await trial.say("/risk Racks late", as: "bo", id: "d1").map(\.outcome) == [.done])
    }

    @Test func `what an earlier release answered under an id is answered again, whatever the text`() async throws {
        let trial = try await trial()
        var invocation = trial.invocation("/risk Vendor slips", id: "d1")
        invocation.delivery?.earlier = "stdin:ana:d1"
        var before = LogTransaction()
        before.inbox = [
            InboxEntry(
                deliveryID: "stdin:ana:d1", received: trial.now, reply: StoredReply(Array("as before".utf8), to: nil))
        ]
        try trial.log.commit(before)
        #expect(await trial.handle(invocation).response == Array("as before".utf8))
        #expect(trial.workspace.item(ItemID("R", 1)) == nil)
    }

    @Test func `a refused write is remembered too`() async throws {
        let trial = try await trial("/risk Vendor slips", "/close R-1")
        let first = await trial.handle(trial.invocation("/close R-1", id: "d1"))
        await trial.say("/reopen R-1")
        let second = await trial.handle(trial.invocation("/close R-1", id: "d1"))
        #expect(first.response == second.response)
        #expect(trial.workspace.item(ItemID("R", 1))?.isOpen == true)
    }

    @Test func `a read leaves no trace in the log`() async throws {
        let trial = try await trial()
        let commits = trial.log.commits
        for line in ["/status", "/help", "/risk list", "/statsu", "/whoami"] { await trial.say(line) }
        #expect(trial.log.commits == commits)
    }

    @Test func `when the disk is full nothing is half done, and what was answered stays`() async throws {
        let trial = try await trial("/risk One")
        trial.log.fill()
        let results = await trial.say("/risk Two")
        #expect(results.map(\.outcome) == [.fault])
        #expect(!results[0].reply.headline.plain.contains("DiskFull"))
        #expect(trial.workspace.item(ItemID("R", 2)) == nil)
        trial.log.free()
        await trial.say("/risk Three")
        #expect(trial.workspace.item(ItemID("R", 2))?.title == "Three")
        #expect(try trial.log.load().snapshot == trial.workspace.snapshot)
    }

    @Test func `a message that wrote before it failed is not done a second time`() async throws {
        let trial = try await trial()
        trial.log.makeUnreadable()
        let text = "/risk Vendor slips\n/changes since:monday"
        let first = await trial.handle(trial.invocation(text, id: "d1"))
        #expect(first.answer?.results.map(\.outcome) == [.done, .fault])
        let second = await trial.handle(trial.invocation(text, id: "d1"))
        #expect(second.response == first.response)
        #expect(trial.workspace.nextNumber("R") == 2)
    }

    @Test func `a batch that fails inside tells nobody of what it did not do`() async throws {
        var policy = Policy()
        policy.webhooks = ["net": "slack"]
        let trial = try await TrialDesk(policy: policy)
        for line in ["/project new NET \"Network\"", "/here NET announce:net", "/task Rack"] { await trial.say(line) }
        trial.log.makeUnreadable()
        let announced = "/blocker No power stops T-1 needs @bo"
        let failed = await trial.say("/batch \(announced); changes since:monday")
        #expect(failed.map(\.outcome) == [.fault])
        #expect(try trial.log.outbox().waiting == 0)
        await trial.say(announced)
        #expect(try trial.log.outbox().waiting == 1)
    }

    @Test func `after the last of what did not fit there is nothing more`() async throws {
        let trial = try await trial()
        for number in 1...30 { await trial.say("/task Number \(number)") }
        func say(_ line: String) async -> CommandResult? { await trial.say(line, direct: false).first }
        #expect(await say("/task list")?.reply.suggestions.last?.command == "/more")
        await trial.say("/task done T-30", direct: false)
        #expect(await say("/more")?.outcome == .answer)
        #expect(await say("/more")?.outcome == .refused)
        #expect(await say("/task list")?.outcome == .answer)
        #expect(await say("/whoami")?.outcome == .answer)
        #expect(await say("/more")?.outcome == .refused)
    }

    @Test func `a yes means what the proposer said, whoever says it`() async throws {
        let trial = try await trial()
        for number in 1...6 { await trial.say("/task Number \(number)") }
        await trial.say("/role bo manager")
        let ids = (1...6).map { "T-\($0)" }.joined(separator: " ")
        let ask = await trial.say("/assign \(ids) to me").first?.ask
        await trial.say("/yes \(try #require(ask))", as: "bo")
        let ana = trial.workspace.person(handle: "ana")?.id
        #expect((1...6).allSatisfy { trial.workspace.item(ItemID("T", $0))?.owner == ana })
    }

    @Test func `a person mentioned by an id is the same person after a yes`() async throws {
        let trial = try await trial()
        for number in 1...6 { await trial.say("/task Number \(number)") }
        let ids = (1...6).map { "T-\($0)" }.joined(separator: " ")
        var invocation = trial.invocation("")
        invocation.text = MessageText([.text("/assign \(ids) to "), .token(.user(id: "U0123", label: nil))])
        let ask = await trial.handle(invocation).answer?.results.first?.ask
        await trial.say("/yes \(try #require(ask))")
        let mentioned = Identity(platform: "stdin", team: "local", user: "U0123")
        let person = try #require(trial.workspace.identities[mentioned])
        #expect((1...6).allSatisfy { trial.workspace.item(ItemID("T", $0))?.owner == person })
    }

    @Test func `many at once get an answer each, and every id once`() async throws {
        let trial = try await trial()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask { _ = await trial.say("/risk Risk number \(number)", as: "p\(number % 7)") }
            }
        }
        let titles = trial.workspace.items(.open, of: .records(ProjectKey("NET"), kind: "risk")).map(\.title)
        #expect(Set(titles).count == 200)
        #expect(trial.workspace.nextNumber("R") == 201)
        #expect(try trial.log.load().snapshot == trial.workspace.snapshot)
    }

    @Test func `words are bound again when what they mean changed while the message waited`() async throws {
        let queue = HeldQueue()
        let trial = try await TrialDesk(queue: queue)
        for line in ["/project new NET \"Network\"", "/here NET"] { await trial.say(line) }
        queue.hold()
        // When the second message arrives nobody is called kim yet: its words are text.
        let answers = NIOLockedValueBox<[Int: [CommandResult]]>([:])
        for (number, line) in ["/task Call them @kim", "/task Prepare the import, kim"].enumerated() {
            trial.desk.start(trial.invocation(line)) { handled in
                answers.withLockedValue { $0[number] = handled.answer?.results }
            }
        }
        #expect(answers.withLockedValue { $0.isEmpty })
        queue.letGo()
        #expect(answers.withLockedValue { $0.values.flatMap { $0 }.map(\.outcome) } == [.done, .done])
        let kim = trial.workspace.person(handle: "kim")
        #expect(kim != nil && trial.workspace.item(ItemID("T", 2))?.owner == kim?.id)
        #expect(trial.workspace.item(ItemID("T", 2))?.title == "Prepare the import")
        #expect(try trial.log.load().snapshot == trial.workspace.snapshot)
    }

    @Test func `an answer as of another day waits for no commit and holds none up`() async throws {
        let queue = HeldQueue()
        let trial = try await TrialDesk(queue: queue)
        for line in ["/project new NET \"Network\"", "/here NET", "/risk Vendor p4 i5"] { await trial.say(line) }
        queue.hold()
        let answers = NIOLockedValueBox<[String: CommandResult]>([:])
        for line in ["/task Rack", "/risk list at:2026-11-01", "/risk list"] {
            trial.desk.start(trial.invocation(line)) { handled in
                answers.withLockedValue { $0[line] = handled.answer?.results.first }
            }
        }
        #expect(answers.withLockedValue { Set($0.keys) } == ["/risk list at:2026-11-01", "/risk list"])
        #expect(answers.withLockedValue { $0["/risk list"]?.reply.headline.plain.contains("1 open risk") } == true)
        #expect(
            answers.withLockedValue { $0["/risk list at:2026-11-01"]?.reply.headline.plain.contains("1 open risk") }
                == false)
        queue.letGo()
        #expect(answers.withLockedValue { $0["/task Rack"]?.outcome } == .done)
    }

    @Test func `two people changing one item both get an answer and neither is lost`() async throws {
        let trial = try await trial("/task Rack", "/role list")
        async let one = trial.say("/set T-1 due:fri", as: "ana")
        async let other = trial.say("/set T-1 estimate:3d", as: "bo")
        let results = await [one, other].flatMap { $0 }
        #expect(results.allSatisfy { $0.outcome == .done })
        #expect(trial.workspace.item(ItemID("T", 1))?.due != nil)
        #expect(trial.workspace.item(ItemID("T", 1))?.fields["estimate"] != nil)
    }

    @Test func `a dry run changes nothing, alone or in a batch`() async throws {
        let trial = try await trial("/task Rack")
        let before = trial.workspace.snapshot
        for line in [
            "/close T-1 --dry", "/dry close T-1", "/dry batch close T-1; note T-1 x",
            "/batch note T-1 x; close T-1 --dry",
        ] {
            await trial.say(line)
        }
        #expect(trial.workspace.snapshot == before)
        #expect(await trial.text("/dry close T-1").hasPrefix("Would be: T-1 done"))
    }

    @Test func `dry runs do not nest without end`() async throws {
        let trial = try await trial()
        let nested = String(repeating: "/dry ", count: 2000) + "task x"
        #expect(await trial.say(nested).map(\.outcome) == [.usage])
    }

    @Test func `a batch is all or nothing, and one undo`() async throws {
        let trial = try await trial("/task One")
        let before = trial.workspace.snapshot
        #expect(await trial.say("/batch task Two; close T-9").map(\.outcome) == [.refused])
        #expect(trial.workspace.snapshot == before)
        await trial.say("/batch task Two; task Three; close T-1")
        #expect(trial.workspace.item(ItemID("T", 3))?.isOpen == true)
        #expect(await trial.text("/undo").hasPrefix("Undone: /batch"))
        #expect(trial.workspace.item(ItemID("T", 3))?.state == Item.withdrawn)
        #expect(trial.workspace.item(ItemID("T", 1))?.isOpen == true)
    }

    @Test func `each command of a message has its own result`() async throws {
        let trial = try await trial()
        let results = await trial.say("/task One\n/close T-9\n/statsu\n/task Two")
        #expect(results.map(\.outcome) == [.done, .refused, .usage, .done])
        #expect(trial.workspace.item(ItemID("T", 2))?.title == "Two")
    }
}
