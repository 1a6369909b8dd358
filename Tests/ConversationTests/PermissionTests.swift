// What a contributor may not do to what a project is measured by.

import CommandLanguage
import Conversation
import ProgramModel
import Quantities
import TestSupport
import Testing

struct WhatContributorsMayNot {
    /// Said by somebody who contributes, in a project that somebody else manages.
    private static let refused = [
        "/rename M-1 Mine", "/set M-1 title:Mine", "/milestone assign M-1 @bo", "/assign M-1 @bo", "/unassign M-1",
        "/unlink M-1 from T-1", "/unlink T-1 from M-1", "/milestone drop M-1", "/handover @ana to @bo",
        "/set M-1 project:OWN",
        // Managing the project it would come to is not enough.
        "/set T-1 project:OWN",
    ]

    private func trial() async throws -> TrialDesk {
        let trial = try await TrialDesk()
        await trial.say("/project new NET")
        await trial.say("/here NET")
        await trial.say("/milestone Cutover 4dec @ana")
        await trial.say("/task Order racks")
        await trial.say("/depends M-1 on T-1")
        await trial.say("/project new OWN", as: "bo")
        return trial
    }

    @Test(arguments: refused) func `is refused, and changes nothing`(_ line: String) async throws {
        let trial = try await trial()
        let before = trial.workspace.version
        #expect(await trial.say(line, as: "bo").map(\.outcome) == [.refused], "\(line)")
        #expect(trial.workspace.version == before)
    }

    @Test func `is allowed with their own records`() async throws {
        let trial = try await trial()
        await trial.say("/task Call the landlord", as: "bo")
        #expect(await trial.say("/set T-2 project:OWN", as: "bo").map(\.outcome) == [.done])
    }

    @Test func `is told with the role that they have`() async throws {
        let trial = try await trial()
        #expect(await trial.text("/admin settings", as: "bo").contains("needs the role admin; you are contributor. "))
        await trial.say("/here OWN", as: "bo", in: "own")
        #expect(
            await trial.text("/admin settings", as: "bo", in: "own")
                .contains("needs the role admin; you are manager in OWN. /role list OWN shows who may."))
        #expect(await trial.text("/milestone drop M-1", as: "bo").contains("role manager in NET; you are contributor."))
    }

    @Test func `is not done by taking back what was done with more rights`() async throws {
        let trial = try await trial()
        await trial.say("/role grant @bo manager NET")
        await trial.say("/rename M-1 Go-live", as: "bo")
        await trial.say("/role grant @bo contributor NET")
        #expect(await trial.say("/undo", as: "bo").map(\.outcome) == [.refused])
        #expect(trial.workspace.item(ItemID("M", 1))?.title == "Go-live")
    }

    @Test func `is asked of others, and carried out on those that were meant`() async throws {
        let trial = try await trial()
        for number in 0..<8 { await trial.say("/task Number \(number)") }
        await trial.say("hello", as: "kim")
        func slack(_ user: String, _ name: String, _ text: String) async -> [CommandResult] {
            await trial.handle(
                Invocation(
                    identity: Identity(platform: "slack", team: "T1", user: user), name: name,
                    channel: ChannelAddress(platform: "slack", team: "T1", channel: "C1"), isDirect: true,
                    text: MessageText(text))
            ).answer?.results ?? []
        }
        _ = await slack("U9", "kim", "/whoami")
        let asked = await slack("U7", "dan", "/assign T-1, T-2, T-3, T-4, T-5, T-6, T-7, T-8 @kim")
        #expect(asked.map(\.outcome) == [.asks])
        #expect(await trial.say("/yes ASK-1").map(\.outcome) == [.done])
        let owner = try #require(trial.workspace.item(ItemID("T", 1))?.owner)
        #expect(trial.workspace.people[owner]?.identities.map(\.platform) == ["slack"])
    }
}
