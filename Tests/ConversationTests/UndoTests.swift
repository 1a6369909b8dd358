// Undo and redo of what is no record: words, settings, roles, zones.

import Conversation
import JSONText
import ProgramModel
import Quantities
import TestSupport
import Testing

struct UndoOfSettings {
    private func trial() async throws -> TrialDesk {
        let trial = try await TrialDesk()
        await trial.say("/project new NET \"Network refresh\"")
        await trial.say("/whoami", as: "bo")
        return trial
    }

    /// What ana says, what her undo answers, and her redo.
    static let changes: [(String, undone: String, redone: String)] = [
        ("/alias oops brief", "/oops of @ana: /brief → no word", "/oops of @ana: no word → /brief"),
        ("/alias oops brief for:all", "/oops: /brief → no word", "/oops: no word → /brief"),
        ("/admin set rag.silence 21", "rag.silence: 21 → unset", "rag.silence: unset → 21"),
        ("/person zone Europe/Berlin", "zone of @ana: Europe/Berlin → unset", "zone of @ana: unset → Europe/Berlin"),
        ("/role grant @bo manager NET", "@bo on NET: manager → no role", "@bo on NET: no role → manager"),
        ("/role grant @bo admin", "@bo: admin → contributor", "@bo: contributor → admin"),
        ("/role revoke @bo", "@bo: viewer → contributor", "@bo: contributor → viewer"),
        ("/here NET", "room net-refresh: NET → no project", "room net-refresh: no project → NET"),
    ]

    @Test(arguments: changes) func `what was set is put back, and set again`(
        _ said: String, _ undone: String, _ redone: String
    ) async throws {
        let trial = try await trial()
        let before = trial.workspace
        #expect(await trial.say(said).map(\.outcome) == [.done])
        #expect(await trial.text("/undo").contains("• " + undone))
        #expect(trial.workspace.allSlots == before.allSlots)
        #expect(trial.workspace.people == before.people)
        #expect(await trial.text("/redo").contains("• " + redone))
        #expect(Workspace(snapshot: trial.workspace.snapshot)?.snapshot == trial.workspace.snapshot)
    }

    @Test func `an undo goes back by one change`() async throws {
        let trial = try await trial()
        await trial.say("/admin set rag.silence 21")
        await trial.say("/admin set rag.silence 30")
        #expect(await trial.text("/undo").contains("rag.silence: 30 → 21"))
        #expect(await trial.text("/undo").contains("rag.silence: 21 → unset"))
    }

    @Test func `what somebody changed since is theirs to undo first`() async throws {
        let trial = try await trial()
        await trial.say("/role grant @bo admin")
        await trial.say("/admin set rag.silence 21")
        await trial.say("/admin set rag.silence 30", as: "bo")
        #expect(
            await trial.text("/undo") == "rag.silence was changed since by /admin set of @bo; undo that first.")
        await trial.say("/undo", as: "bo")
        #expect(await trial.text("/undo").hasPrefix("Undone: /admin set"))
    }

    @Test func `who lost a role cannot take back what needs it`() async throws {
        let trial = try await trial()
        await trial.say("/role grant @bo admin")
        await trial.say("/role grant @ana contributor", as: "bo")
        #expect(await trial.say("/undo").map(\.code) == ["forbidden"])
        #expect(await trial.text("/person @bo").contains("Role: admin"))
    }

    @Test func `a batch of settings and records is one undo`() async throws {
        let trial = try await trial()
        await trial.say("/batch /admin set rag.silence 21; /task Order racks on NET; /alias oops brief")
        let answer = await trial.text("/undo")
        #expect(answer.contains("T-1 Order racks"))
        #expect(answer.contains("rag.silence: 21 → unset"))
        #expect(trial.workspace.slots(Alias.self).isEmpty)
    }

    /// Two people in turns: each line is `who text`, and the code of a refusal where one is expected.
    static let turns: [(String, [(String, String)], setting: String?, kim: Role)] = [
        (
            "undo and redo in turns go back the way they came",
            [
                ("ana /admin set rag.silence 21", ""), ("bo /admin set rag.silence 30", ""), ("bo /undo", ""),
                ("ana /undo", ""), ("ana /redo", ""), ("bo /redo", ""), ("bo /undo", ""), ("ana /undo", ""),
            ], nil, .contributor
        ),
        (
            "a redo does not reach past what was taken back before it",
            [
                ("ana /admin set rag.silence 21", ""), ("bo /admin set rag.silence 30", ""), ("bo /undo", ""),
                ("ana /undo", ""), ("bo /redo", "undo-blocked"), ("ana /redo", ""), ("bo /redo", ""),
            ], "30", .contributor
        ),
        (
            "roles granted in turns are taken back in turns",
            [
                ("ana /role grant @kim viewer", ""), ("bo /role grant @kim manager", ""), ("ana /undo", "undo-blocked"),
                ("bo /undo", ""), ("ana /undo", ""), ("bo /redo", "undo-blocked"),
            ], nil, .contributor
        ),
        (
            "a zone of one's own does not stand in the way of a role",
            [
                ("ana /role grant @kim manager", ""), ("kim /person zone Europe/Berlin", ""), ("ana /undo", ""),
                ("kim /undo", ""),
            ], nil, .contributor
        ),
        (
            "nobody takes back what is another's own",
            [
                ("kim /batch /person zone Europe/Berlin; /task Order racks on NET", ""),
                ("ana /undo T-1", "not-yours"),
            ],
            nil, .contributor
        ),
        (
            "who lost the role in a project does not do its changes again",
            [
                ("ana /role grant @kim manager NET", ""), ("kim /project edit NET end:24dec", ""), ("kim /undo", ""),
                ("ana /role revoke @kim NET", ""), ("kim /redo", "forbidden"),
            ], nil, .contributor
        ),
        (
            "the last admins stay, though two of them came with one command",
            [
                ("ana /batch /role grant @kim admin; /task Order racks on NET", ""), ("kim /role revoke @bo", ""),
                ("kim /role grant @ana contributor", ""), ("kim /undo T-1", "last-admin"),
            ], nil, .admin
        ),
    ]

    @Test(arguments: turns) func `what two people do in turns stays right`(
        _ name: String, _ lines: [(String, String)], _ setting: String?, _ kim: Role
    ) async throws {
        let trial = try await trial()
        await trial.say("/whoami", as: "kim")
        await trial.say("/role grant @bo admin")
        for (line, code) in lines {
            let words = line.split(separator: " ", maxSplits: 1).map(String.init)
            let results = await trial.say(words[1], as: words[0])
            #expect(results.map { $0.code ?? "" } == [code], "\(line): \(results.map(\.reply.headline.plain))")
            #expect(Workspace(snapshot: trial.workspace.snapshot)?.snapshot == trial.workspace.snapshot)
        }
        #expect(trial.workspace.settings["rag.silence"] == setting)
        #expect(trial.role("kim") == kim)
    }

    @Test func `what made the configured admin one is no command of theirs`() async throws {
        var policy = Policy()
        let trial = try await TrialDesk()
        await trial.say("/whoami", as: "bo")
        await trial.say("/whoami", as: "ana")
        policy.admin = Identity(platform: "stdin", team: "local", user: "ana")
        let again = try await TrialDesk(policy: policy, log: trial.log)
        await again.say("/project new NET", as: "ana")
        #expect(again.role("ana") == .admin)
        #expect(await again.text("/undo", as: "ana").hasPrefix("Undone: /project new"))
        #expect(again.role("ana") == .admin)
    }

    @Test func `an undo of before settings could be undone leaves them as they were`() throws {
        var workspace = Workspace()
        func apply(_ event: any ProgramEvent, _ version: Int, command: Int) {
            workspace.apply(
                event,
                EventStamp(
                    version: version, time: Instant(milliseconds: 0), person: PersonID(1), command: command,
                    commandName: "admin set"))
        }
        apply(SettingChanged(name: "rag.silence", value: "21"), 1, command: 1)
        apply(try CommandUndone(payload: ["command": 1], schemaVersion: 1), 2, command: 2)
        #expect(workspace.settings["rag.silence"] == "21")
        apply(CommandRedone(command: 1), 3, command: 3)
        #expect(workspace.settings["rag.silence"] == "21")
    }
}
