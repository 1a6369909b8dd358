// Undo and redo as a person walks back and forth.

import ChatPlatforms
import Conversation
import ProgramModel
import Quantities
import NIOConcurrencyHelpers
import TestSupport
import Testing

struct WalkingBack {
    private func trial(_ lines: String...) async throws -> TrialDesk {
        let trial = try await TrialDesk()
        for line in ["/project new NET \"Network\"", "/here NET"] + lines { await trial.say(line) }
        return trial
    }

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
}
