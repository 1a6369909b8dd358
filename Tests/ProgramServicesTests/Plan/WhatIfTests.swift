// What is tried on a copy: nothing of it stays, and doing it gives what was said.

import Conversation
import JSONText
import Quantities
import TestSupport
import Testing

@testable import ProgramServices

struct WhatIfTests {
    private static let start = """
        2026-11-23T08:00:00Z ana /project new NET "Network"
        2026-11-23T08:01:00Z ana /here NET
        2026-11-23T08:02:00Z ana /task Order 2d
        2026-11-23T08:03:00Z ana /task Rack 5d after T-1
        2026-11-23T08:04:00Z ana /milestone Go-live due:2026-12-04 after T-2
        """

    private func finishes(_ desk: TrialDesk) async -> [String] {
        let data = await desk.say("/plan NET").first?.reply.data ?? []
        let tasks = data.first { $0.name == "tasks" }?.value.array ?? []
        return tasks.map { "\($0["id"]?.string ?? "") \($0["finish"]?.string ?? "") \($0["total_float"]?.int ?? 0)" }
    }

    @Test func `a draft changes nothing, and applied it gives the dates that it said`() async throws {
        let desk = try await TrialDesk(script: Self.start)
        let (before, version) = (await finishes(desk), desk.workspace.version)
        let draft = try #require(await desk.say("/whatif T-2 estimate 12d; T-1 estimate 4d").first)
        #expect(draft.reply.touched.first?.description == "W-1")
        #expect(desk.workspace.version == version)
        #expect(await finishes(desk) == before)
        let moved = draft.reply.data.first { $0.name == "moved" }?.value.array ?? []
        let said = moved.first { $0["id"]?.string == "M-1" }?["finish"]?.string
        _ = await desk.say("/whatif apply W-1")
        let after = await finishes(desk)
        #expect(said == "2026-12-14")
        #expect(after.contains { $0.hasPrefix("M-1 2026-12-14 ") })
        // One command, one undo.
        _ = await desk.say("/undo")
        #expect(await finishes(desk) == before)
    }

    @Test func `of a draft that is refused half way nothing is kept`() async throws {
        let desk = try await TrialDesk(script: Self.start)
        let version = desk.workspace.version
        let refused = try #require(await desk.say("/whatif T-1 estimate 4d; T-99 estimate 1d").first)
        #expect(refused.outcome == .refused)
        #expect(await desk.say("/whatif W-1").first?.outcome == .refused)
        #expect(desk.workspace.version == version)
    }

    @Test func `a command says which milestone moves with it and warns of a promise`() async throws {
        let desk = try await TrialDesk(script: Self.start)
        let text = await desk.text("/task estimate T-2 20d")
        #expect(text.contains("M-1 Go-live (@ana): forecast Tue 22 Dec"))
        #expect(text.contains("its date, Fri 4 Dec, no longer holds"))
        #expect(await desk.text("/status").contains("✗ M-1 Go-live (Fri 4 Dec) cannot be met"))
    }

    @Test(arguments: ["T-1", "T-2", "M-1"]) func `one float is given for a record, whoever asks`(_ id: String)
        async throws
    {
        let desk = try await TrialDesk(script: Self.start)
        _ = await desk.say("/blocker T-1 waits for papers")
        let float =
            await finishes(desk).first { $0.hasPrefix(id + " ") }?.split(separator: " ").last.map(String.init) ?? ""
        let why = await desk.say("/why date \(id)").first?.reply.data ?? []
        #expect(why.first { $0.name == "total_float" }?.value.int.map(String.init) == float)
    }

    @Test func `a forecast is the same for the same seed and names its days`() async throws {
        let desk = try await TrialDesk(script: Self.start)
        let one = try #require(await desk.say("/forecast M-1 seed:7").first)
        let other = await desk.say("/forecast M-1 seed:7").first
        #expect(one.reply == other?.reply)
        let names = one.reply.data.map(\.name)
        for name in ["p50", "p80", "p95", "seed", "deterministic_finish"] { #expect(names.contains(name)) }
    }
}
