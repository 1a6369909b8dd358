// What a contributor may not do to what a project is measured by.

import ProgramModel
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
}
