// Who may do what where: every sort of verb, role, room and belonging; and what does not exist for whom.

import CatalogueFiles
import ChatPlatforms
import CommandLanguage
import Conversation
import ProgramModel
import Quantities
import TestSupport
import Testing

/// A workspace of the Slack team T1 with an open project NET and a restricted one, SEC; people of every role, members of SEC or
/// not; a team T2 that shares rooms with it.
private struct TwoProjects {
    let trial: TrialDesk
    /// Read once: each file of it is parsed when a command of it is first said.
    private static let catalogue = Result { try Catalogue.load(directory: nil) }

    init(guests: Guests?, direct: Set<String> = []) async throws {
        var policy = Policy()
        policy.direct = direct
        policy.admin = Identity(platform: "slack", team: "T1", user: "UANA")
        policy.guests = guests
        trial = try await TrialDesk(policy: policy, catalogue: try TwoProjects.catalogue.get())
        for line in [
            "/project new NET \"Network refresh\"", "/project new SEC \"Vault move\"", "/task Order racks on NET",
            "/task Move the vault on SEC", "/risk Vault keys get lost p4 i5 on SEC", "/blocker Locksmith is ill on SEC",
            "/milestone Vault closed due:4dec on SEC",
        ] { await ana(line) }
        for role in ["viewer", "contributor", "manager"] {
            for who in ["member", "other"] { _ = await say("/whoami", as: "\(who)-\(role)", in: "DM") }
            await ana("/role grant @other-\(role) \(role)")
            await ana("/role grant @member-\(role) viewer")
            await ana("/role grant @member-\(role) \(role) SEC")
        }
        await ana("/here NET", in: "CNET")
        await ana("/here SEC", in: "CSEC")
        await ana("/project restrict SEC")
    }

    func ana(_ text: String, in room: String = "DM") async {
        let results = await say(text, as: "ana", in: room)
        #expect(results.allSatisfy { $0.outcome == .done }, "\(text): \(results.map(\.reply.headline.plain))")
    }

    func say(_ text: String, as user: String, in room: String, team: String = "T1") async -> [CommandResult] {
        await trial.handle(
            Invocation(
                identity: Identity(platform: "slack", team: team, user: "U" + user.uppercased()), name: user,
                channel: ChannelAddress(platform: "slack", team: "T1", channel: room), isDirect: room == "DM",
                text: MessageText(text))
        ).answer?.results ?? []
    }

    func read(_ text: String, as user: String, in room: String, team: String = "T1") async -> String {
        await say(text, as: user, in: room, team: team).map { TerminalText.of($0.reply) }.joined(separator: "\n")
    }
}

private enum TerminalText {
    static func of(_ reply: Reply) -> String {
        let lines: [String] = reply.blocks.map { TerminalRenderer.text(Reply("", blocks: [$0])) }
        return ([reply.headline.plain] + lines + reply.suggestions.map(\.command)).joined(separator: "\n")
    }
}

struct RightsOfPeople {
    /// Who says it, as what, and whether they belong to SEC.
    private static let people: [(user: String, role: Role, isMember: Bool)] = [
        ("member-viewer", .viewer, true), ("member-contributor", .contributor, true),
        ("member-manager", .manager, true), ("other-viewer", .viewer, false),
        ("other-contributor", .contributor, false), ("other-manager", .manager, false), ("ana", .admin, true),
    ]
    private static let rooms = ["DM", "CNET", "CSEC", "CNONE"]

    /// A line about each project's records, and the role it needs in the project.
    static let verbs: [(said: String, needs: Role)] = [
        ("/show {T}", .viewer), ("/status {P}", .viewer), ("/history {T}", .viewer), ("/why {P}", .viewer),
        ("/note {T} looked at", .contributor), ("/task Call somebody project:{P}", .contributor),
        ("/task progress {T} 40%", .contributor), ("/tag {T} urgent", .contributor),
        ("/status set {P} green because fine", .manager), ("/role grant @guestbook viewer {P}", .manager),
        ("/project edit {P} end:24dec", .manager), ("/project close {P} --yes", .manager),
    ]

    @Test(arguments: verbs) func `are those of their role where they belong`(_ said: String, _ needs: Role) async throws
    {
        func line(_ project: String) -> String {
            said.replacing("{T}", with: project == "SEC" ? "T-2" : "T-1").replacing("{P}", with: project)
        }
        for room in RightsOfPeople.rooms {
            let two = try await TwoProjects(guests: nil)
            _ = await two.say("/whoami", as: "guestbook", in: "DM")
            for (user, role, isMember) in RightsOfPeople.people {
                for project in ["SEC", "NET"] {
                    // Members of the one are viewers in the other.
                    let held = project == "NET" && isMember && role < .admin ? .viewer : role
                    let isThere = project == "NET" || isMember
                    let results = await two.say(line(project), as: user, in: room)
                    let isDone = results.allSatisfy { $0.outcome == .done || $0.outcome == .answer }
                    #expect(
                        isDone == (isThere && held >= needs),
                        "\(line(project)) by \(user) in \(room): \(results.map(\.reply.headline.plain))")
                    if results.contains(where: { $0.outcome == .done }) {
                        #expect(await two.say("/undo", as: user, in: "C" + project).map(\.outcome) == [.done])
                    }
                }
            }
        }
    }

    /// What guests may, by the configuration: they belong to no project, and see the room's.
    @Test(arguments: [nil, Guests.read, .contribute], verbs)
    func `of guests are those of the room they share`(_ guests: Guests?, _ verb: (said: String, needs: Role))
        async throws
    {
        let two = try await TwoProjects(guests: guests)
        _ = await two.say("/whoami", as: "guestbook", in: "DM")
        for room in ["CNET", "CSEC", "CNONE"] {
            for project in ["SEC", "NET"] {
                let said = verb.said.replacing("{T}", with: project == "SEC" ? "T-2" : "T-1")
                    .replacing("{P}", with: project)
                let results = await two.say(said, as: "gus", in: room, team: "T2")
                let isDone = results.allSatisfy { $0.outcome == .done || $0.outcome == .answer }
                let held: Role? = guests == .contribute ? .contributor : guests == .read ? .viewer : nil
                // The restricted project is its members', even in its own room.
                let may = project == "NET" && room == "CNET" && held.map { $0 >= verb.needs } ?? false
                #expect(isDone == may, "\(said) in \(room): \(results.map(\.reply.headline.plain))")
            }
        }
    }

    @Test func `of a guest end with the room's project`() async throws {
        let two = try await TwoProjects(guests: .contribute)
        for said in ["/project new OWN", "/here SEC", "/alias oops brief for:all", "/group us @gus"] {
            let results = await two.say(said, as: "gus", in: "CNET", team: "T2")
            // SEC is no word they know.
            let expected: CommandResult.Outcome = said == "/here SEC" ? .usage : .refused
            #expect(results.map(\.outcome) == [expected], "\(said): \(results.map(\.reply.headline.plain))")
        }
        #expect(await two.say("/task Bring cables", as: "gus", in: "CNET", team: "T2").map(\.outcome) == [.done])
        #expect(await two.read("/list", as: "gus", in: "CNET", team: "T2").contains("Bring cables"))
    }
}

struct WhatDoesNotExist {
    /// Said by somebody who is no member: nothing in the answer tells of the project or its records.
    static let asked = [
        "/search vault", "/list", "/list open", "/task list", "/risk list", "/milestone list", "/project list",
        "/status", "/status all", "/changes since:2026-11-01", "/changes in all projects", "/brief", "/ready",
        "/today @ana",
        "/mine @ana", "/person @ana", "/person @member-viewer", "/person list", "/role list", "/help", "/risk matrix",
        "/list owner:@ana", "/list kind:task", "/search locksmith", "/project list lead:@ana",
    ]

    @Test(arguments: asked) func `is in no answer`(_ said: String) async throws {
        let two = try await TwoProjects(guests: .read)
        await two.ana("/depends T-1 on T-2")
        for (user, team) in [("other-manager", "T1"), ("gus", "T2")] {
            for room in ["CNET", "CSEC"] where user != "gus" || room == "CNET" {
                let text = await two.read(said, as: user, in: room, team: team)
                for secret in ["SEC", "Vault", "vault", "Locksmith", "T-2", "M-1"] where !said.contains(secret) {
                    #expect(!text.contains(secret), "\(user) in \(room): \(text)")
                }
            }
        }
        // A member is told of it.
        #expect(await two.read("/search vault", as: "member-viewer", in: "DM").contains("Vault"))
    }

    /// Lines with the project or a record of it; with one that never was, the answer is the same.
    static let named = [
        "/status SEC", "/show T-2", "/history T-2", "/why T-2", "/task done T-2", "/note T-2 hm", "/status set SEC red",
        "/dry task Call on SEC", "/here SEC", "/project show SEC", "/role list SEC", "/list project:SEC", "/undo T-2",
        "/depends T-1 on T-2", "/set T-1 project:SEC", "/changes SEC", "/role grant @ana viewer SEC",
        "/assign T-2 @ana",
        "/can close T-2", "/project restrict SEC", "/link T-1 T-2",
    ]

    @Test(arguments: named) func `is answered like what never was`(_ said: String) async throws {
        let two = try await TwoProjects(guests: nil)
        let real = await two.read(said, as: "other-manager", in: "CNET")
        let never = await two.read(
            said.replacing("SEC", with: "WEC").replacing("T-2", with: "T-77"), as: "other-manager", in: "CNET")
        func plain(_ text: String) -> String {
            text.replacing("SEC", with: "WEC").replacing("\"sec\"", with: "\"wec\"").replacing("T-2", with: "T-77")
        }
        #expect(plain(real) == plain(never))
    }

    @Test func `is seen by nobody in a room but its own`() async throws {
        let two = try await TwoProjects(guests: nil)
        let member = "member-manager"
        #expect(await two.say("/show T-2", as: member, in: "CNET").map(\.isPrivate) == [true])
        #expect(await two.say("/show T-2 --public", as: member, in: "CNET").map(\.outcome) == [.refused])
        #expect(await two.say("/show T-2 --public", as: member, in: "CSEC").map(\.isPrivate) == [false])
        // What is written elsewhere is told to the writer alone.
        #expect(await two.say("/note T-2 looked at", as: member, in: "CNET").map(\.isPrivate) == [true])
        #expect(await two.say("/note T-2 --public looked at", as: member, in: "CNET").map(\.isPrivate) == [true])
        #expect(await two.say("/note T-2 looked at", as: member, in: "CSEC").map(\.isPrivate) == [false])
    }

    @Test func `exists again once somebody is let in, or the project is shared`() async throws {
        let two = try await TwoProjects(guests: nil)
        #expect(await two.say("/show T-2", as: "other-viewer", in: "DM").map(\.code) == ["not-found"])
        await two.ana("/role grant @other-viewer viewer SEC")
        #expect(await two.say("/show T-2", as: "other-viewer", in: "DM").map(\.outcome) == [.answer])
        await two.ana("/undo")
        #expect(await two.say("/show T-2", as: "other-viewer", in: "DM").map(\.code) == ["not-found"])
        await two.ana("/project share SEC")
        #expect(await two.say("/show T-2", as: "other-viewer", in: "DM").map(\.outcome) == [.answer])
    }

    @Test func `is hidden in the past by the rights of today`() async throws {
        let two = try await TwoProjects(guests: nil)
        two.trial.advance(2 * Instant.day)
        await two.ana("/note T-1 two days later")
        #expect(await two.say("/show T-2 at:yesterday", as: "other-manager", in: "DM").map(\.code) == ["not-found"])
        #expect(await two.say("/show T-2 at:yesterday", as: "member-viewer", in: "DM").map(\.outcome) == [.answer])
    }
}

/// What comes to people by itself is built with what exists for them then.
struct UnaskedRights {
    private static let day = Instant.day

    /// Every message that waits for somebody's account or a room.
    private func messages(to place: String, _ two: TwoProjects) -> [String] {
        two.trial.log.waiting.filter { $0.destination == .direct(platform: "slack", place: place) }
            .map { String(decoding: $0.payload, as: UTF8.self) }
    }

    @Test(arguments: [("UMEMBER-MANAGER", true), ("UOTHER-MANAGER", false), ("UGUEST", false)])
    func `of a restricted project only its members hear`(_ account: String, _ hears: Bool) async throws {
        let two = try await TwoProjects(guests: .contribute, direct: ["slack"])
        let name = account.dropFirst().lowercased()
        let team = name == "guest" ? "T2" : "T1"
        let room = name == "guest" ? "CNET" : "DM"
        _ = try two.trial.desk.tick(two.trial.now)
        _ = await two.say("/subscribe kind:task daily 8:00", as: name, in: room, team: team)
        _ = await two.say("/subscribe kind:task at once", as: name, in: room, team: team)
        _ = await two.say("/digest daily 8:00", as: name, in: room, team: team)
        await two.ana("/task Drill the vault @\(name) on SEC")
        two.trial.advance(UnaskedRights.day)
        _ = try two.trial.desk.tick(two.trial.now)
        let told = messages(to: "@" + account, two).joined()
        #expect(told.contains("vault") == hears, "\(told)")
        #expect(told.contains("Order racks") == (name != "guest"), "\(told)")
    }

    @Test func `a guest hears nothing in a conversation of two, though the room is shared`() async throws {
        let two = try await TwoProjects(guests: .contribute, direct: ["slack"])
        #expect(await two.say("/show T-1", as: "guest", in: "CNET", team: "T2").map(\.outcome) == [.answer])
        let guest = two.trial.workspace.people.values.first { $0.identities.contains { $0.team == "T2" } }
        await two.ana("/assign T-1 @\(try #require(guest).handle)")
        #expect(messages(to: "@UGUEST", two).isEmpty)
        // The same from one of our own is told.
        await two.ana("/assign T-1 @other-viewer")
        #expect(messages(to: "@UOTHER-VIEWER", two).joined().contains("Order racks"))
    }

    @Test func `a room hears nothing of a project that is not everybody's in it`() async throws {
        let two = try await TwoProjects(guests: nil, direct: ["slack"])
        _ = try two.trial.desk.tick(two.trial.now)
        _ = await two.say("/subscribe kind:task daily 8:00 here", as: "ana", in: "CNET")
        two.trial.advance(UnaskedRights.day)
        _ = try two.trial.desk.tick(two.trial.now)
        let told = messages(to: "CNET", two).joined()
        #expect(told.contains("Order racks") && !told.contains("vault"), "\(told)")
    }

    @Test func `who set what reaches nobody hears of it once`() async throws {
        let trial = try await TrialDesk()
        for line in ["/project new NET", "/task Cable on NET"] { await trial.say(line) }
        _ = try trial.due("2026-11-23T09:00:00Z")
        await trial.say("/remind @zoe fri 9:00 to call")
        await trial.say("/remind @zoe mon 9:00 to call")
        let friday = try trial.due("2026-11-27T09:00:00Z")
        #expect(friday.map(\.to) == ["ana"] && friday[0].text.contains("zoe reaches nobody"), "\(friday)")
    }
}
