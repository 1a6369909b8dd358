// Undo and redo of what is no record: words, settings, roles, zones.

import ProgramModel
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
        ("/alias oops brief", "/oops means nothing of its own", "/oops means /brief"),
        ("/alias oops brief for:all", "/oops means nothing of its own", "/oops means /brief"),
        ("/admin set rag.silence 21", "rag.silence is as it is without a setting", "rag.silence is 21"),
        ("/person zone Europe/Berlin", "@ana's days are those of UTC", "@ana's days are those of Europe/Berlin"),
        ("/role grant @bo manager NET", "@bo is contributor", "@bo is contributor, manager of NET"),
        ("/role grant @bo admin", "@bo is contributor", "@bo is admin"),
        ("/role revoke @bo", "@bo is contributor", "@bo is viewer"),
    ]

    @Test(arguments: changes) func `what was set is put back, and set again`(
        _ said: String, _ undone: String, _ redone: String
    ) async throws {
        let trial = try await trial()
        let before = trial.workspace
        #expect(await trial.say(said).map(\.outcome) == [.done])
        #expect(await trial.text("/undo").contains("• " + undone))
        #expect(trial.workspace.settings == before.settings)
        #expect(trial.workspace.aliases == before.aliases)
        #expect(trial.workspace.people == before.people)
        #expect(await trial.text("/redo").contains("• " + redone))
        #expect(Workspace(snapshot: trial.workspace.snapshot)?.snapshot == trial.workspace.snapshot)
    }

    @Test func `an undo goes back by one change`() async throws {
        let trial = try await trial()
        await trial.say("/admin set rag.silence 21")
        await trial.say("/admin set rag.silence 30")
        #expect(await trial.text("/undo").contains("rag.silence is 21"))
        #expect(await trial.text("/undo").contains("as it is without a setting"))
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
        #expect(answer.contains("rag.silence is as it is without a setting"))
        #expect(trial.workspace.aliases.isEmpty)
    }
}
