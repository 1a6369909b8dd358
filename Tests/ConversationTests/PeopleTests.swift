// Who speaks and what they may: first contact, claims, roles, ceilings, teams.

import ChatPlatforms
import CommandLanguage
import Conversation
import ProgramModel
import Quantities
import NIOConcurrencyHelpers
import TestSupport
import Testing

struct PeopleAndRights {
    private func trial(_ lines: String...) async throws -> TrialDesk {
        let trial = try await TrialDesk()
        for line in ["/project new NET \"Network\"", "/here NET"] + lines { await trial.say(line) }
        return trial
    }

    @Test func `the first understood speaker is admin, the next contributor`() async throws {
        let trial = try await TrialDesk()
        await trial.say("gibberish", as: "eve")
        await trial.say("/whoami", as: "ana")
        await trial.say("/whoami", as: "bo")
        #expect(trial.role("ana") == .admin)
        #expect(trial.role("bo") == .contributor)
        #expect(trial.workspace.person(handle: "eve") == nil)
    }

    @Test func `a name that others used is claimed by its first speaker, with no role before`() async throws {
        let trial = try await trial("/task Rack @kim")
        #expect(trial.role("kim") == nil)
        #expect(await trial.say("/role grant @kim manager NET").map(\.code) == ["not-seen"])
        await trial.say("/mine", as: "kim")
        #expect(trial.role("kim") == .contributor)
        #expect(await trial.text("/mine", as: "kim").contains("T-1"))
    }

    /// As Slack's events come: with an account and no name.
    @discardableResult private func mention(
        _ text: String, of trial: TrialDesk, as user: String, named name: String? = nil
    ) async
        -> String
    {
        var invocation = trial.invocation(text)
        invocation.identity.user = user
        invocation.name = name ?? user
        return await trial.handle(invocation).answer?.results.map { TerminalRenderer.text($0.reply) }.joined() ?? ""
    }

    @Test func `whoever spoke without a name gets it with the first command that tells it, and what was given to it`()
        async throws
    {
        let trial = try await trial("/task One @bo", "/task Two @kim")
        #expect(await mention("/mine", of: trial, as: "U7").contains("nothing open"))
        #expect(await mention("/mine", of: trial, as: "U7", named: "bo").contains("T-1 One"))
        #expect(await trial.text("/person list").contains("@bo contributor"))
        // Nobody else of that name so far: the account is called so from now on.
        await mention("/task Three", of: trial, as: "U8")
        await mention("/mine", of: trial, as: "U8", named: "sam")
        #expect(await trial.text("/task Four @sam").contains("@sam"))
        #expect(trial.workspace.person(handle: "sam")?.identities.map(\.user) == ["U8"])
    }

    @Test func `who somebody is learnt to be is nothing that an undo takes back`() async throws {
        let trial = try await trial("/task One @bo")
        await mention("/task Two", of: trial, as: "U7")
        #expect(await mention("/undo", of: trial, as: "U7", named: "bo").contains("Undone: /task add"))
        #expect(await mention("/mine", of: trial, as: "U7", named: "bo").contains("T-1 One"))
    }

    @Test func `whoever leads a project stays who leads it when the name is learnt`() async throws {
        let trial = try await trial("/task One @bo")
        await mention("/project new OWN", of: trial, as: "U7")
        await mention("/mine", of: trial, as: "U7", named: "bo")
        #expect(await mention("/milestone Go 4dec on OWN", of: trial, as: "U7", named: "bo").contains("M-1 logged"))
        #expect(await mention("/mine", of: trial, as: "U7", named: "bo").contains("T-1 One"))
    }

    @Test func `a mention with a name is whoever was only mentioned by it`() async throws {
        let trial = try await trial("/task One @dan")
        var invocation = trial.invocation("")
        invocation.text = MessageText([.text("/task Two "), .token(.user(id: "U9", label: "dan"))])
        #expect(await trial.handle(invocation).answer?.results.map(\.outcome) == [.done])
        #expect(trial.workspace.person(handle: "dan")?.identities.map(\.user) == ["U9"])
        #expect(await mention("/mine", of: trial, as: "U9").contains("T-1 One"))
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

    @Test func `the named admin's team belongs, whoever speaks first`() async throws {
        var policy = Policy()
        policy.admin = Identity(platform: "slack", team: "T1", user: "U1")
        let trial = try await TrialDesk(policy: policy)
        func codes(_ team: String) async -> [String?]? {
            var invocation = trial.invocation("/whoami")
            invocation.isLocal = false
            invocation.identity = Identity(platform: "slack", team: team, user: "U1")
            invocation.channel = ChannelAddress(platform: "slack", team: team, channel: "C1")
            return await trial.handle(invocation).answer?.results.map(\.code)
        }
        #expect(await codes("T2") == ["team-not-known"])
        #expect(await codes("T1") == [nil])
        #expect(await codes("T2") == ["team-not-known"])
    }

    private func slack(_ trial: TrialDesk, _ user: String, _ name: String, _ text: MessageText) async -> String {
        let handled = await trial.handle(
            Invocation(
                identity: Identity(platform: "slack", team: "T1", user: user), name: name,
                channel: ChannelAddress(platform: "slack", team: "T1", channel: "C1"), isDirect: true, text: text))
        return (handled.answer?.results ?? []).map { TerminalRenderer.text($0.reply) }.joined(separator: "\n")
    }

    @Test func `somebody who was only mentioned can be given a role, and has it when they speak`() async throws {
        var policy = Policy()
        policy.admin = Identity(platform: "slack", team: "T1", user: "U1")
        let trial = try await TrialDesk(policy: policy)
        _ = await slack(trial, "U1", "ana", MessageText("/project new NET"))
        let mention = MessageText([
            .text("/role grant "), .token(.user(id: "U2", label: "bo")), .text(" manager NET"),
        ])
        #expect(await slack(trial, "U1", "ana", mention).contains("@bo is manager of NET now."))
        #expect(await slack(trial, "U2", "bo", MessageText("/project close NET --yes")).contains("is closed"))
        #expect(await slack(trial, "U1", "ana", MessageText("/role grant @eve manager NET")).contains("is a name only"))
    }

    /// The teams that are configured, whose room it is, whose the speaker is, and what becomes of it.
    private static let sharedRooms: [(teams: Set<String>, room: String, speaker: String, code: String?)] = [
        ([], "T1", "T1", nil), ([], "T1", "T9", "team-not-known"), ([], "T9", "T9", "team-not-known"),
        ([], "T9", "T1", "team-not-known"),
        (["slack:T1"], "T1", "T1", nil), (["slack:T1"], "T1", "T9", "team-not-known"),
        (["slack:T1", "slack:T2"], "T1", "T2", nil), (["slack:T1", "slack:T2"], "T2", "T1", nil),
        (["slack:T1", "slack:T2"], "T1", "T9", "team-not-known"),
        (["slack:T1", "slack:T2"], "T9", "T1", "team-not-known"),
    ]

    @Test(arguments: sharedRooms) func `in a room that teams share only people of known teams are heard`(
        _ example: (teams: Set<String>, room: String, speaker: String, code: String?)
    ) async throws {
        var policy = Policy()
        policy.admin = Identity(platform: "slack", team: "T1", user: "U1")
        policy.teams = example.teams
        let trial = try await TrialDesk(policy: policy)
        for line in ["/project new SEC", "/here SEC", "/risk Secret p4 i5"] {
            _ = await slack(trial, "U1", "ana", MessageText(line))
        }
        for line in ["/project show SEC", "/list project:SEC", "/status all", "/task Theirs on SEC", "/statsu"] {
            let invocation = Invocation(
                identity: Identity(platform: "slack", team: example.speaker, user: "U6"), name: "eve",
                channel: ChannelAddress(platform: "slack", team: example.room, channel: "C1"), isDirect: false,
                text: MessageText(line))
            let code = await trial.handle(invocation).answer?.results.first?.code
            #expect(code == (line == "/statsu" && example.code == nil ? "usage" : example.code), "\(line)")
        }
        #expect(trial.workspace.people.count == (example.code == nil ? 2 : 1))
        #expect((trial.workspace.item(ItemID("T", 1)) != nil) == (example.code == nil))
    }

    @Test func `somebody of another team is the same person when mentioned`() async throws {
        var policy = Policy()
        policy.admin = Identity(platform: "slack", team: "T1", user: "U1")
        policy.teams = ["slack:T1", "slack:T2"]
        let trial = try await TrialDesk(policy: policy)
        for line in ["/project new NET", "/here NET"] { _ = await slack(trial, "U1", "ana", MessageText(line)) }
        func guest(_ text: String) async -> String {
            let handled = await trial.handle(
                Invocation(
                    identity: Identity(platform: "slack", team: "T2", user: "U6"), name: "U6",
                    channel: ChannelAddress(platform: "slack", team: "T1", channel: "C1"), isDirect: true,
                    text: MessageText(text)))
            return (handled.answer?.results ?? []).map { TerminalRenderer.text($0.reply) }.joined(separator: "\n")
        }
        _ = await guest("/whoami")
        _ = await slack(
            trial, "U1", "ana",
            MessageText([.text("/task Guest work "), .token(.user(id: "U6", label: "eve"))]))
        #expect(await guest("/mine").contains("T-1 Guest work"))
        #expect(trial.workspace.people.count == 2)
    }

    @Test func `two of one name are told apart by their accounts`() async throws {
        var policy = Policy()
        policy.admin = Identity(platform: "slack", team: "T1", user: "U1")
        let trial = try await TrialDesk(policy: policy)
        for line in ["/project new NET", "/here NET", "/task One"] {
            _ = await slack(trial, "U1", "ana", MessageText(line))
        }
        for user in ["U2", "U8"] { _ = await slack(trial, user, "bo", MessageText("/whoami")) }
        #expect(await slack(trial, "U1", "ana", MessageText("/assign T-1 @bo")).contains("@U2 or @bo-2"))
        let assigned = await slack(trial, "U1", "ana", MessageText("/assign T-1 @U2"))
        #expect(assigned.contains("is with @bo."))
    }

    @Test func `people are mentioned by the name that their platform shows`() async throws {
        let trial = try await trial()
        await trial.say("/whoami", as: "kimberly")
        var chat = trial.invocation("/whoami")
        chat.identity = Identity(platform: "mattermost", team: "m1", user: "mu3")
        chat.name = "kim"
        _ = await trial.handle(chat)
        await trial.say("/person link @kimberly mattermost:m1/mu3 --yes")
        let results = await trial.say("/task One @kimberly")
        let bytes = MattermostRenderer(buttonKey: nil, publicURL: nil).payloads(
            for: MessageAnswer(results), context: [:])
        let text = String(decoding: bytes[0].bytes, as: UTF8.self)
        #expect(text.contains("@kim.") && !text.contains("@kimberly"), "\(text)")
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

    static let names: [(name: String, handle: String)] = [
        ("Ana", "ana"), ("me", "me-2"), ("It", "it-2"), ("all", "all-2"), ("channel", "channel-2"), ("here", "here-2"),
        ("Nobody", "nobody-2"), ("to", "to-2"), ("Anna Lee", "anna.lee"), ("J\u{F6}rg", "j\u{F6}rg"),
        // Letters of another alphabet among Latin ones, wide and circled ones, and what nobody sees.
        ("\u{430}na", "ana"), ("an\u{430}", "ana"), ("\u{FF41}na", "ana"), ("\u{24D0}na", "ana"),
        ("a\u{200D}na", "ana"), ("ana\u{FEFF}\u{E0061}", "ana"), ("\u{202E}ana", "ana"), ("a\u{AD}na", "ana"),
        // Names of one alphabet stay as they are.
        ("\u{410}\u{43D}\u{43D}\u{430}", "\u{430}\u{43D}\u{43D}\u{430}"),
        ("\u{7530}\u{4E2D}taro", "\u{7530}\u{4E2D}taro"),
        ("", "someone"), ("!!!", "someone"),
    ]

    @Test(arguments: names) func `a name becomes a handle that means one person`(_ name: String, _ handle: String)
        async throws
    {
        let trial = try await trial()
        var invocation = trial.invocation("/whoami", as: "u7")
        invocation.name =
            Invocation(
                identity: invocation.identity, name: name, channel: invocation.channel, isDirect: true, text: ""
            ).name
        _ = await trial.handle(invocation)
        let person = try #require(trial.workspace.people[PersonID(2)])
        // @ana is here already.
        #expect(person.handle == (handle == "ana" ? "ana-2" : handle))
    }

    @Test func `a name that looks like another's is no handle of its own`() async throws {
        let trial = try await trial("/task Rack @ace")
        // Wholly Cyrillic, and the same to the eye.
        let looks = "\u{430}\u{441}\u{435}"
        #expect(await trial.text("/task Cable @\(looks)").contains("Did you mean @ace?"))
        await trial.say("/whoami", as: looks)
        #expect(trial.workspace.people.values.contains { $0.handle == looks + "-2" })
        for typed in ["\u{430}na", "a\u{43D}a"] {
            let results = await trial.say("/task Cable @\(typed)")
            #expect(results.map(\.outcome) == [.usage], "\(typed)")
        }
        #expect(await trial.text("/task Cable @j\u{430}ne").contains("mixes letters of several alphabets"))
        #expect(trial.workspace.item(ItemID("T", 2)) == nil)
    }

    @Test func `whoever has a word of the language for a handle keeps it, and is written with a number`() async throws {
        let log = MemoryEventLog()
        var before = LogTransaction()
        let stamp = EventStamp(
            version: 1, time: Instant(milliseconds: 0), person: PersonID(1), command: 1, commandName: "registration")
        let event = PersonRegistered(
            person: PersonID(1), handle: "it", name: "it",
            identity: Identity(platform: "stdin", team: "local", user: "it"), role: .admin)
        before.events = [
            LoggedEvent(
                stamp: stamp, event: event, deliveryID: nil, commandNumber: 0, position: 0, undone: nil, items: [])
        ]
        try log.commit(before)
        let trial = try await TrialDesk(log: log)
        for line in ["/project new NET \"Network\"", "/here NET"] { await trial.say(line, as: "it") }
        #expect(await trial.text("/whoami", as: "it").contains("You are @it-2 (it)"))
        #expect(await trial.text("/person list").contains("@it-2 admin"))
        #expect(await trial.text("/task Rack @it-2").contains("T-1 logged on NET: Rack. @it-2"))
        #expect(trial.workspace.item(ItemID("T", 1))?.owner == PersonID(1))
        #expect(await trial.text("/task Cable @it").contains("Did you mean @it-2?"))
        #expect(await trial.text("/mine @it-2").contains("T-1 Rack"))
        // What replies print can be typed back, and the handle that is kept is nobody else's.
        #expect(trial.workspace.person(handle: "it")?.id == PersonID(1))
    }
}
