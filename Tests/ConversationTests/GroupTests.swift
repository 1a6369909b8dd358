// Groups of people: mentioned, asked and given work, with a lead who answers for them.

import Conversation
import ProgramModel
import Quantities
import TestSupport
import Testing

struct GroupsOfPeople {
    private func trial() async throws -> TrialDesk {
        let trial = try await TrialDesk()
        await trial.say("/project new NET \"Network refresh\"")
        await trial.say("/here NET")
        for person in ["bo", "kim"] { await trial.say("/whoami", as: person) }
        #expect(await trial.text("/group netops @ana @bo lead:@bo").contains("@netops is led by @bo, @ana."))
        return trial
    }

    @Test func `a group owns work, and its lead sees to it`() async throws {
        let trial = try await trial()
        #expect(await trial.text("/task Order racks @netops").contains("@netops"))
        #expect(await trial.text("/assign T-1 @netops").contains("already"))
        #expect(await trial.text("/mine", as: "bo").contains("T-1 Order racks (NET) · @netops (@bo)"))
        #expect(await trial.text("/mine", as: "ana").contains("nothing open"))
        #expect(await trial.text("/task list owner:@netops").contains("T-1"))
    }

    @Test func `whoever is in a group is asked with it`() async throws {
        let trial = try await trial()
        await trial.say("/blocker Customs papers are missing needs:@netops", as: "kim")
        for person in ["ana", "bo"] {
            #expect(await trial.text("/today", as: person).contains("waits for you"), "\(person)")
        }
        #expect(!(await trial.text("/today", as: "kim").contains("waits for you")))
    }

    @Test func `a group is nobody, and nobody becomes it`() async throws {
        let trial = try await trial()
        #expect(!(await trial.text("/person list").contains("netops")))
        #expect(await trial.say("/role grant @netops manager NET").map(\.code) == ["not-seen"])
        await trial.say("/whoami", as: "netops")
        #expect(await trial.text("/whoami", as: "netops").contains("@netops-2"))
        #expect(await trial.text("/person @netops").contains("Group: led by @bo, @ana"))
    }

    @Test func `a name that was only mentioned becomes a group with its work`() async throws {
        let trial = try await trial()
        await trial.say("/task Rack the switches @dcops")
        #expect(await trial.say("/group dcops @kim").map(\.outcome) == [.done])
        #expect(await trial.text("/mine", as: "kim").contains("Rack the switches"))
        await trial.say("/whoami", as: "dcops")
        #expect(await trial.text("/whoami", as: "dcops").contains("@dcops-2"))
    }

    /// What is said, by whom, and the code of the refusal where there is one.
    static let changes: [(String, by: String, String)] = [
        ("/group add netops @kim", "bo", ""), ("/group add netops @kim", "kim", "forbidden"),
        ("/group remove netops @bo", "ana", ""), ("/group remove netops @kim", "ana", "already-so"),
        ("/group netops @kim", "kim", "forbidden"), ("/group bo @ana", "ana", "is-person"),
        ("/group add nobodys @ana", "ana", "no-such-group"), ("/group all-of-us @netops", "ana", "is-group"),
        ("/group remove netops", "bo", ""), ("/group netops lead:@ana", "bo", ""),
        ("/group oncall @ana @bo", "kim", ""),
    ]

    @Test(arguments: changes) func `a group is its lead's to change`(
        _ said: String, _ by: String, _ code: String
    ) async throws {
        let trial = try await trial()
        let before = trial.workspace.slots(Group.self)
        let results = await trial.say(said, as: by)
        #expect(results.map { $0.code ?? "" } == [code], "\(results.map(\.reply.headline.plain))")
        guard code.isEmpty else { return #expect(trial.workspace.slots(Group.self) == before) }
        #expect(await trial.say("/undo", as: by).map(\.outcome) == [.done])
        #expect(trial.workspace.slots(Group.self) == before)
    }

    @Test func `a group that owns work is not ended`() async throws {
        let trial = try await trial()
        await trial.say("/task Order racks @netops")
        #expect(await trial.say("/group remove netops").map(\.code) == ["owns-records"])
    }
}
