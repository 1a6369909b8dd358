// The desk: exactly once, all or nothing, who may do what, undo.

import ChatPlatforms
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

    @Test func `announcements to a webhook that left the configuration are kept and told`() async throws {
        var policy = Policy()
        policy.webhooks = ["net": "slack"]
        let before = try await TrialDesk(policy: policy)
        for line in ["/project new NET", "/here NET announce:net"] { await before.say(line) }
        #expect(await before.text("/here").contains("announcements go to net. /here"))
        let after = try await TrialDesk(log: before.log)
        #expect(await after.text("/here").contains("announcements go to net, which the configuration no longer names"))
        await after.say("/blocker Cable cut from @kim")
        let waiting = try after.log.due(now: after.now, besides: [], limit: 9)
        #expect(waiting.map(\.destination) == [.webhook("net")])
    }

    @Test func `announce none ends the announcements of a room`() async throws {
        var policy = Policy()
        policy.webhooks = ["net": "slack"]
        let trial = try await TrialDesk(policy: policy)
        for line in ["/project new NET", "/here NET announce:net", "/here announce:none", "/blocker Cut from @kim"] {
            await trial.say(line)
        }
        #expect(try trial.log.due(now: trial.now, besides: [], limit: 9).isEmpty)
        #expect(await !trial.text("/here").contains("announcements"))
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
        // When the second message arrives there is no project CRM yet: its words are text.
        let answers = NIOLockedValueBox<[Int: [CommandResult]]>([:])
        for (number, line) in ["/project new CRM", "/task Prepare the import on CRM"].enumerated() {
            trial.desk.start(trial.invocation(line)) { handled in
                answers.withLockedValue { $0[number] = handled.answer?.results }
            }
        }
        #expect(answers.withLockedValue { $0.isEmpty })
        queue.letGo()
        #expect(answers.withLockedValue { $0.values.flatMap { $0 }.map(\.outcome) } == [.done, .done])
        #expect(trial.workspace.item(ItemID("T", 1))?.project == ProjectKey("CRM"))
        #expect(trial.workspace.item(ItemID("T", 1))?.title == "Prepare the import")
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
        #expect(queue.asides == 1)
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

    // MARK: Undo

    @Test func `undo and redo walk back and forth`() async throws {
        let trial = try await trial("/task One", "/set T-1 due:fri", "/set T-1 title:Other")
        await trial.say("/undo")
        #expect(trial.workspace.item(ItemID("T", 1))?.title == "One")
        await trial.say("/undo")
        #expect(trial.workspace.item(ItemID("T", 1))?.due == nil)
        await trial.say("/redo")
        #expect(trial.workspace.item(ItemID("T", 1))?.due != nil)
        await trial.say("/redo")
        #expect(trial.workspace.item(ItemID("T", 1))?.title == "Other")
        #expect(await trial.text("/redo").contains("nothing to do again"))
    }

    @Test func `what a later change depends on is refused, naming it`() async throws {
        let trial = try await trial("/task One")
        await trial.say("/note T-1 hm", as: "bo")
        #expect(await trial.text("/undo") == "T-1 was changed since by /note of @bo; undo that first.")
    }

    @Test func `an undo that is too late finds nothing`() async throws {
        let trial = try await trial("/task One")
        trial.advance(Instant.day + 1000)
        #expect(await trial.text("/undo").hasPrefix("You wrote nothing in the last 24 hours"))
    }

    @Test func `undo never reaches past a change it cannot take back`() async throws {
        let trial = try await trial("/task One", "/person link @ana slack:T1/U7")
        #expect(await trial.text("/undo").contains("/person link does."))
        #expect(trial.workspace.item(ItemID("T", 1))?.isOpen == true)
    }

    @Test func `another person's change needs a manager`() async throws {
        let trial = try await trial("/task One")
        #expect(await trial.say("/undo T-1", as: "bo").map(\.code) == ["undo-of-others"])
        await trial.say("/whoami", as: "bo")
        await trial.say("/role grant @bo manager NET")
        #expect(await trial.say("/undo T-1", as: "bo").map(\.outcome) == [.done])
    }

    @Test func `a project that is used cannot be undone`() async throws {
        let trial = try await TrialDesk()
        await trial.say("/project new NET")
        await trial.say("/risk Vendor on NET", as: "bo")
        #expect(await trial.say("/undo").map(\.code) == ["undo-blocked"])
    }

    // MARK: People

    @Test func `the first understood speaker is admin, the next contributor`() async throws {
        let trial = try await TrialDesk()
        await trial.say("gibberish", as: "eve")
        await trial.say("/whoami", as: "ana")
        await trial.say("/whoami", as: "bo")
        #expect(trial.workspace.person(handle: "ana")?.role == .admin)
        #expect(trial.workspace.person(handle: "bo")?.role == .contributor)
        #expect(trial.workspace.person(handle: "eve") == nil)
    }

    @Test func `a name that others used is claimed by its first speaker, with no role before`() async throws {
        let trial = try await trial("/task Rack @kim")
        #expect(trial.workspace.person(handle: "kim")?.role == nil)
        #expect(await trial.say("/role grant @kim manager NET").map(\.code) == ["not-seen"])
        await trial.say("/mine", as: "kim")
        #expect(trial.workspace.person(handle: "kim")?.role == .contributor)
        #expect(await trial.text("/mine", as: "kim").contains("T-1"))
    }

    @Test func `a name one edit from somebody known is refused, not made`() async throws {
        let trial = try await trial()
        #expect(await trial.text("/task Rack @aan").hasPrefix("I know no @aan. Did you mean @ana?"))
        #expect(trial.workspace.item(ItemID("T", 1)) == nil)
    }

    static let holes: [(String, String)] = [
        ("/milestone move M-1 18dec", "forbidden"), ("/set M-1 due:18dec", "forbidden"), ("/close M-1", "forbidden"),
        ("/set M-1 project:OWN", "forbidden"), ("/assign M-1 @bo due:18dec", "forbidden"),
        ("/milestone done M-1", "forbidden"), ("/reschedule M-1 to 18dec", "forbidden"),
        ("M-1 slips to 18dec", "forbidden"), ("/milestone Fake 18dec", "forbidden"),
        ("/milestone Fake 18dec after T-1", "forbidden"),
        ("/status set green on NET", "forbidden"), ("/role grant @bo admin", "forbidden"),
        ("/admin misses", "forbidden"),
        ("/project close NET --yes", "forbidden"), ("/person link @bo slack:T1/U1", "forbidden"),
        ("/admin set zone UTC", "forbidden"),
    ]

    @Test(arguments: holes) func `a contributor who manages another project stays out`(_ line: String, _ code: String)
        async throws
    {
        let trial = try await trial("/milestone Cutover 4dec")
        await trial.say("/project new OWN", as: "bo")
        await trial.say("/task One on OWN", as: "bo")
        let before = trial.workspace.snapshot
        #expect(await trial.say(line, as: "bo").map(\.code) == [code])
        #expect(trial.workspace.snapshot == before)
    }

    @Test func `the last admin cannot be revoked`() async throws {
        let trial = try await trial()
        #expect(await trial.say("/role revoke @ana").map(\.code) == ["last-admin"])
        #expect(await trial.say("/role grant @ana viewer").map(\.code) == ["last-admin"])
    }

    @Test func `a ceiling holds whatever role the person has`() async throws {
        let trial = try await trial()
        var invocation = trial.invocation("/status set red")
        invocation.ceiling = .contributor
        let refused = try #require(await trial.handle(invocation).answer?.results.first)
        #expect(refused.code == "limited")
        #expect(refused.reply.headline.plain.contains("which you have, but not from here"))
        var asking = trial.invocation("/whoami")
        asking.ceiling = .contributor
        let told = await trial.handle(asking).answer?.results.first?.reply.headline.plain
        #expect(told?.contains("What this secret signs goes as far as contributor.") == true)
        #expect(await !trial.text("/whoami").contains("secret"))
    }

    @Test func `listed teams bind their own platform, and leave the first of any other`() async throws {
        var policy = Policy()
        policy.teams = ["slack:T9"]
        let trial = try await TrialDesk(policy: policy)
        func codes(_ platform: String, _ team: String) async -> [String?]? {
            var invocation = trial.invocation("/whoami")
            invocation.isLocal = false
            invocation.identity = Identity(platform: platform, team: team, user: "U1")
            invocation.channel = ChannelAddress(platform: platform, team: team, channel: "C1")
            return await trial.handle(invocation).answer?.results.map(\.code)
        }
        #expect(await codes("slack", "T1") == ["team-not-known"])
        #expect(await codes("slack", "T9") == [nil])
        #expect(await codes("mattermost", "m1") == [nil])
        #expect(await codes("mattermost", "m2") == ["team-not-known"])
    }

    // MARK: Proposals, time, rooms

    @Test func `a proposal waits fifteen minutes for a yes, and is done once`() async throws {
        let trial = try await trial()
        let asked = await trial.say("/project close NET")
        #expect(asked.map(\.outcome) == [.asks])
        #expect(asked.first?.ask == "ASK-1")
        #expect(await trial.say("/yes ASK-1").map(\.outcome) == [.done])
        #expect(await trial.say("/yes ASK-1").map(\.code) == ["proposal-settled"])
        await trial.say("/project reopen NET")
        await trial.say("/project close NET")
        trial.advance(16 * Instant.minute)
        #expect(await trial.say("/yes").map(\.code) == ["no-proposal"])
        #expect(await trial.say("/yes ASK-2").map(\.code) == ["proposal-expired"])
    }

    @Test func `a yes means the room the question was asked in`() async throws {
        let trial = try await trial("/project new CRM")
        await trial.say("/here CRM", in: "crm")
        await trial.say("/project close", in: "net-refresh")
        await trial.say("/yes ASK-1", in: "crm")
        #expect(trial.workspace.projects[.net]?.isOpen == false)
        #expect(trial.workspace.projects[.crm]?.isOpen == true)
    }

    @Test func `at: answers as it would have been answered then`() async throws {
        let trial = try await trial("/task One")
        trial.advance(3 * Instant.day)
        await trial.say("/task done T-1")
        #expect(await trial.text("/task list at:-2d").contains("1 open task"))
        #expect(await trial.text("/task list").hasPrefix("No open tasks"))
        #expect(await trial.say("/close T-1 at:yesterday").map(\.outcome) == [.usage])
    }

    @Test func `long answers in rooms go behind more`() async throws {
        let trial = try await trial()
        for number in 0..<30 { await trial.say("/task Number \(number)") }
        let shown = await trial.say("/task list", direct: false)
        let text = TerminalRenderer.text(shown[0].reply)
        #expect(text.split(separator: "\n").count <= 19)
        #expect(text.contains("/more"))
        #expect(await trial.say("/more", direct: false).first?.reply.touched.count == 30)
    }

    @Test func `reads are private in rooms and writes public, unless flipped`() async throws {
        let trial = try await trial()
        #expect(await trial.say("/status").first?.isPrivate == true)
        #expect(await trial.say("/status --public").first?.isPrivate == false)
        #expect(await trial.say("/task One").first?.isPrivate == false)
        #expect(await trial.say("/task Two --private").first?.isPrivate == true)
        #expect(await trial.say("/tsk").first?.isPrivate == true)
    }

    @Test func `days are the person's, across daylight saving`() async throws {
        let trial = try await trial("/person zone America/New_York")
        trial.set(Instant(iso: "2027-03-14T04:30:00Z") ?? trial.now)
        #expect(await trial.text("/whoami").contains("today is Sat 13 Mar"))
        trial.set(Instant(iso: "2027-03-15T03:59:00Z") ?? trial.now)
        #expect(await trial.text("/whoami").contains("today is Sun 14 Mar"))
        trial.set(Instant(iso: "2027-03-15T04:01:00Z") ?? trial.now)
        #expect(await trial.text("/whoami").contains("today is Mon 15 Mar"))
    }

    @Test func `words of one's own stand for commands, and shadow none`() async throws {
        let trial = try await trial("/alias oops undo", "/task One")
        #expect(await trial.text("/oops").hasPrefix("Undone: /task add"))
        #expect(await trial.say("/alias risk undo").map(\.code) == ["word-taken"])
    }

    @Test func `misses are counted without the text`() async throws {
        let trial = try await trial("/statsu secret words", "/statsu")
        #expect(await trial.text("/admin misses").contains("2× statsu"))
    }
}
