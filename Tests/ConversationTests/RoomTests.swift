// Rooms and what is particular to each: questions, privacy, announcements, days and words of one's own.

import ChatPlatforms
import Conversation
import ProgramModel
import Quantities
import NIOConcurrencyHelpers
import TestSupport
import Testing

struct RoomsAndTheirWays {
    private func trial(_ lines: String...) async throws -> TrialDesk {
        let trial = try await TrialDesk()
        for line in ["/project new NET \"Network\"", "/here NET"] + lines { await trial.say(line) }
        return trial
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

    @Test func `who sets a room's announcements needs the project's manager`() async throws {
        var policy = Policy()
        policy.webhooks = ["net": "slack", "crm": "slack"]
        let trial = try await TrialDesk(policy: policy)
        for line in ["/project new NET", "/project new CRM", "/here NET"] { await trial.say(line) }
        for line in ["/whoami", "/project new LAB"] { await trial.say(line, as: "bo") }
        func codes(_ lines: String..., as user: String = "bo", in channel: String = "net-refresh") async -> [String?] {
            var codes: [String?] = []
            for line in lines { codes += await trial.say(line, as: user, in: channel).map(\.code) }
            return codes
        }
        // Without announcements a room is anybody's to bind, and one's own project's are one's own to set.
        #expect(await codes("/here CRM", "/here NET", "/here NET announce:net") == [nil, nil, "forbidden"])
        #expect(await codes("/here LAB announce:net", "/here announce:none", in: "lab") == [nil, nil])
        #expect(await codes("/here NET announce:net", as: "ana") == [nil])
        // Neither ended nor turned to another project, which would be announced there instead.
        #expect(
            await codes("/here announce:none", "/here announce:crm", "/here LAB")
                == Array(repeating: "forbidden", count: 3))
        #expect(await codes("/here NET") == [nil])
        #expect(await trial.text("/here").contains("announcements go to net"))
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

    @Test func `what is said in private is announced nowhere`() async throws {
        var policy = Policy()
        policy.webhooks = ["net": "slack"]
        let trial = try await TrialDesk(policy: policy)
        for line in ["/project new NET", "/here NET announce:net"] { await trial.say(line) }
        #expect(await trial.text("/blocker Secret contract from @kim --private").contains("it was announced nowhere"))
        #expect(try trial.log.due(now: trial.now, besides: [], limit: 9).isEmpty)
    }

    @Test func `a conversation of two is paged where later parts go to one address`() async throws {
        let trial = try await trial("/task One")
        for number in 1...5 {
            await trial.say((1...50).map { "/task Number \(number) \($0)" }.joined(separator: "\n"))
        }
        var asking = trial.invocation("/list")
        asking.channel = ChannelAddress(platform: "slack", team: "local", channel: "D1")
        asking.identity = Identity(platform: "slack", team: "local", user: "U1")
        asking.replyAddress = ReplyAddress(
            destination: .url("https://hooks.example/1"), platform: "slack", answersInResponse: true,
            lifetime: Instant.hour)
        let reply = try #require(await trial.handle(asking).answer?.results.first?.reply)
        #expect(TerminalRenderer.text(reply).contains("53 more: /more"))
        #expect(await trial.text("/list").split(separator: "\n").count == 252)
    }

    @Test func `whoever was told is told what became of it, and nobody else`() async throws {
        var policy = Policy()
        policy.webhooks = ["net": "slack", "crm": "slack"]
        let trial = try await TrialDesk(policy: policy)
        for line in ["/project new CRM", "/here CRM announce:crm"] { await trial.say(line, in: "crm") }
        for line in ["/project new NET", "/here NET announce:net"] { await trial.say(line) }
        func told(_ line: String, in channel: String) async throws -> [ReplyAddress.Destination] {
            await trial.say(line, in: channel)
            let due = try trial.log.due(now: trial.now, besides: [], limit: 9)
            try trial.log.markSent(due.map(\.id))
            return due.map(\.destination)
        }
        // In a room that announces nothing.
        #expect(try await told("/blocker One on NET from @kim", in: "hall").isEmpty)
        #expect(try await told("/undo", in: "net-refresh").isEmpty)
        // In the room of another project.
        #expect(try await told("/blocker Two on NET from @kim", in: "crm") == [.webhook("crm")])
        #expect(try await told("/undo", in: "net-refresh") == [.webhook("crm")])
        // In one that announces no more.
        #expect(try await told("/blocker Three from @kim", in: "net-refresh") == [.webhook("net")])
        await trial.say("/here announce:none")
        #expect(try await told("/undo B-3", in: "net-refresh") == [.webhook("net")])
    }

    static let corrections: [(lines: [String], said: String)] = [
        (["/blocker Cut from @kim", "/undo"], "Correction: B-1 Cut was taken back."),
        (["/blocker Cut from @kim", "/undo", "/redo"], "@kim, B-1 Cut holds again and needs you."),
        (["/batch blocker Cut from @kim; task One", "/undo"], "Correction: B-1 Cut was taken back."),
        (
            ["/blocker Cut from @kim", "/blocker escalate B-1 to @sam", "/undo"],
            "Correction: B-1 Cut is not escalated any more."
        ),
    ]

    @Test(arguments: corrections) func `what a room was told is corrected there, wherever it is taken back`(
        _ lines: [String], _ said: String
    ) async throws {
        var policy = Policy()
        policy.webhooks = ["net": "slack", "crm": "slack"]
        let trial = try await TrialDesk(policy: policy)
        for line in ["/project new CRM", "/here CRM announce:crm"] { await trial.say(line, in: "crm") }
        for line in ["/project new NET", "/here NET announce:net"] { await trial.say(line) }
        for line in lines {
            await trial.say(line, in: ["/undo", "/redo"].contains(line) ? "crm" : "net-refresh")
        }
        var posted: [OutboxEntry] = []
        while let next = try trial.log.due(now: trial.now, besides: [], limit: 1).first {
            posted.append(next)
            try trial.log.markSent([next.id])
            try trial.log.flushSent()
        }
        #expect(posted.allSatisfy { $0.destination == .webhook("net") })
        let last = try #require(posted.last)
        #expect(String(decoding: last.payload, as: UTF8.self).contains(said))
    }

    @Test func `what is asked in private is asked of one person alone`() async throws {
        let trial = try await trial("/task One")
        #expect(await trial.say("/project close NET --private").map(\.isPrivate) == [true])
        #expect(await trial.say("/project close NET").map(\.isPrivate) == [false])
    }

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
