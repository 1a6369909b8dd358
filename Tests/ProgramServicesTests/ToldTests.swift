// Who hears of what somebody else did: once, in their own view, and never the doer.

import Conversation
import ProgramModel
import Quantities
import TestSupport
import Testing

struct Told {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// Said by @ana, or by who stands before the colon; what the last one brings about is looked at.
        var said: [String]
        /// `bo: T-1 Cable (NET) is yours now` begins so.
        var told: [String]
        var reply: String?

        init(_ description: String, _ said: [String], told: [String], reply: String? = nil) {
            testDescription = description
            self.said = said
            self.told = told
            self.reply = reply
        }
    }

    static let cases: [Case] = [
        .init(
            "who is given a task", ["/task Cable @bo due:fri"],
            told: ["bo: @ana: T-1 Cable (NET), due Fri 27 Nov, is yours now"], reply: "Told: @bo."),
        .init("not who takes it themself", ["@bo: /task Cable @bo"], told: []),
        .init(
            "both when it changes hands", ["/task Cable @bo", "/assign T-1 @kim"],
            told: ["bo: @ana: T-1 Cable is @kim's now, no longer yours", "kim: @ana: T-1 Cable (NET) is yours now"]),
        .init(
            "who is asked to acknowledge", ["/blocker Firewall rule is missing needs:@bo"],
            told: ["bo: @ana: waits for you: B-1 Firewall rule is missing"]),
        .init(
            "who is mentioned in a note", ["/task Cable", "/note T-1 asked @bo, who knows"],
            told: ["bo: @ana: mentions you on T-1 Cable: asked @bo, who knows"]),
        .init(
            "everybody of a group", ["/group netops @bo @kim lead:@bo", "/task Cable @netops"],
            told: ["bo: @ana: T-1 Cable (NET) is yours now", "kim: @ana: T-1 Cable (NET) is yours now"]),
        .init(
            "whose date another's move broke",
            ["/task Cable @bo due:2dec", "/task Test @kim due:4dec after T-1", "/T-1 +5d"],
            told: [
                "bo: ", "kim: @ana: T-2 Test, yours and due Fri 4 Dec, waits for T-1 Cable, now due Mon 7 Dec",
            ].filter { !$0.hasPrefix("bo: ") }),
        .init(
            "not whose date was broken before",
            [
                "/task Cable @bo due:2dec", "/task Test @kim due:4dec after T-1", "/T-1 +5d", "/T-1 +1d",
            ], told: []),
        .init(
            "one message for one command, however many records",
            ["/task One @bo", "/task Two @bo", "/task Three @bo", "/handover @bo to @kim --yes"],
            told: ["bo: @ana: 3 changes for you", "kim: @ana: 3 changes for you"]),
        .init(
            "a correction, when it is undone", ["/task Cable @bo", "/assign T-1 @kim", "/undo"],
            told: ["bo: @ana: T-1 Cable (NET) is yours now", "kim: @ana: T-1 Cable is @bo's now, no longer yours"]),
        .init("nobody of a dry run", ["/dry /task Cable @bo"], told: []),
        .init("nobody of what was refused", ["/assign T-9 @bo"], told: []),
        .init(
            "not who is only a name, and the doer is told so", ["/task Cable @zoe", "/task Test @zoe"], told: [],
            reply: "@zoe has no chat account here yet, and was not told."),
        .init(
            "not who wants to hear of nothing", ["@bo: /notify off", "/task Cable @bo"], told: []),
        .init(
            "of a restricted project only its members",
            ["/project restrict NET", "/task Cable @bo"], told: []),
        .init(
            "at once, who subscribed so", ["@kim: /subscribe kind:risk on NET at once", "/risk Vendor slips"],
            told: ["kim: kind:risk on NET at once: 1 change\n• new: R-1 Vendor slips"]),
        .init(
            "not at once of what was not looked for", ["@kim: /subscribe kind:risk at once", "/task Cable"], told: []),
    ]

    @Test(arguments: cases) func `hears`(_ given: Case) async throws {
        let trial = try await TrialDesk()
        for line in ["/project new NET \"Network\"", "/here NET"] { await trial.say(line) }
        for name in ["bo", "kim"] { await trial.say("/whoami", as: name) }
        var told: [TrialNotice] = []
        var reply = ""
        for line in given.said {
            trial.advance(Instant.minute)
            let parts = line.split(separator: ":", maxSplits: 1)
            let isOfAnother = line.first == "@" && parts.count == 2
            let who = isOfAnother ? String(parts[0].dropFirst()) : "ana"
            let invocation = trial.invocation(
                isOfAnother ? parts[1].trimmingPrefix(" ").description : line, as: who)
            let handled = await trial.handle(invocation)
            told = TrialNotice.all(handled.told)
            reply = String(decoding: handled.response, as: UTF8.self)
        }
        #expect(told.count == given.told.count, "\(told)\n\(reply)")
        for (one, expected) in zip(told, given.told) {
            #expect(one.description.hasPrefix(expected), "\(one)")
            #expect(one.outcome == "told")
        }
        if let expected = given.reply { #expect(reply.contains(expected), "\(reply)") }
    }

    @Test func `a repeat of a message tells nobody twice`() async throws {
        let trial = try await TrialDesk()
        await trial.say("/project new NET")
        await trial.say("/whoami", as: "bo")
        let first = await trial.handle(trial.invocation("/task Cable @bo on NET", id: "m1"))
        #expect(TrialNotice.all(first.told).map(\.cause) == ["m1"])
        let second = await trial.handle(trial.invocation("/task Cable @bo on NET", id: "m1"))
        #expect(second.told.isEmpty)
    }

    @Test func `on Slack it is posted to the person, after the quiet hours`() async throws {
        var policy = Policy()
        policy.direct = ["slack"]
        let trial = try await TrialDesk(now: "2026-11-23T21:00:00Z", policy: policy)
        await trial.say("/whoami")
        await trial.say("/project new NET")
        await trial.say("/whoami", as: "bo")
        await trial.say("/person link @bo slack:T1/U7 --yes")
        var invocation = trial.invocation("/task Cable @bo on NET")
        invocation.channel = ChannelAddress(platform: "slack", team: "T1", channel: "C1")
        _ = await trial.handle(invocation)
        let entry = try #require(try trial.log.due(now: trial.now + Instant.day, besides: [], limit: 9).first)
        #expect(entry.destination == .direct(platform: "slack", place: "@U7"))
        #expect(String(decoding: entry.payload, as: UTF8.self).contains("\"channel\":\"U7\""))
        #expect(entry.due == Instant(iso: "2026-11-24T07:00:00Z"))
    }
}
