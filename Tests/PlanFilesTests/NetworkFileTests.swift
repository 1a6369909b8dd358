// Network files: the worked examples, every refusal with its line, and reading by name.

import Foundation
import JSONText
import Planning
import Quantities
import Testing

@testable import PlanFiles

enum WorkedFile {
    static func bytes(_ name: String) throws -> [UInt8] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return [UInt8](try Data(contentsOf: root.appendingPathComponent("docs/plans/" + name)))
    }

    static func zones(_ name: String) -> ZoneRules? {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/" + name)) else { return nil }
        return ZoneRules(timeZoneFile: [UInt8](data), name: name)
    }
}

struct NetworkFileTests {
    private func file(_ text: String) throws -> NetworkFile {
        try NetworkFile(Array(text.utf8), zones: WorkedFile.zones)
    }

    private func report(_ text: String) throws -> JSON {
        let plan = try file(text)
        return .object(plan.report(try plan.network()))
    }

    private func task(_ id: String, _ report: JSON) -> JSON? {
        report["tasks"]?.array?.first { $0["id"]?.string == id }
    }

    @Test func `the worked network has the dates that a hand reckons`() throws {
        let plan = try NetworkFile(WorkedFile.bytes("data-centre.json"), zones: WorkedFile.zones)
        let network = try plan.network()
        let report = JSON.object(plan.report(network))
        let expected: KeyValuePairs<String, (String, String)> = [
            "order": ("2026-11-23T08:00", "2026-11-24T17:00"),
            // Ten days and nights after Tuesday 17:00 is Friday 17:00, where a milestone may stand.
            "delivery": ("2026-12-04T17:00", "2026-12-04T17:00"),
            "racks": ("2026-12-07T08:00", "2026-12-09T17:00"),
            "cabling": ("2026-12-08T08:00", "2026-12-11T17:00"),
            "configuration": ("2026-12-14T08:00", "2026-12-18T17:00"),
            // Ana is away from the 7th to the 11th.
            "handbook": ("2026-11-25T08:00", "2026-12-02T17:00"),
            "cutover": ("2026-12-18T17:00", "2026-12-18T17:00"),
        ]
        for (id, dates) in expected {
            #expect(task(id, report)?["start"]?.string == dates.0, "\(id)")
            #expect(task(id, report)?["finish"]?.string == dates.1, "\(id)")
        }
        #expect(
            report["longest_path"]
                == ["order", "delivery", "racks", "cabling", "configuration", "cutover"] as JSON)
        #expect(report["duration"]?.int == 20)
        let forecast = plan.report(
            try plan.forecast(
                network, trials: 2000, seed: 1, cruciality: .pearson, threads: 2, stopsWhenStable: false,
                shouldStop: { false }, progress: { _ in }), network)
        #expect(forecast["percentiles"]?.array?.count == 6)
        #expect(forecast["targets"]?.array?.first?["p50"]?.string?.hasPrefix("2026-12") ?? false)
        let levelled = plan.report(try plan.levelled(network, limits: SearchLimits(schedules: 100), seed: 1))
        #expect(levelled["overloads"] == .array([]))
        #expect(levelled["moves"]?.array?.isEmpty == false)
        #expect(plan.health(network).count == 14)
    }

    @Test func `without a start times are numbers of the unit`() throws {
        let report = try report(
            #"{"tasks":[{"id":"A","duration":6},{"id":"B","duration":2.5,"links":["A"]},{"id":"C","duration":1,"links":[{"to":"B","kind":"FF","lag":-1}]}]}"#
        )
        #expect(report["finish"]?.double == 8.5)
        #expect(task("B", report)?["early_start"]?.int == 6)
        #expect(task("C", report)?["total_float"]?.double == 7.5)
        #expect(task("B", report)?["reason"]?["from"]?.string == "A")
        #expect(report["critical_path"] == ["A", "B"] as JSON)
    }

    @Test func `units of a file and of a task`() throws {
        let report = try report(
            #"{"start":"2026-11-23","unit":"hours","tasks":[{"id":"A","duration":4},{"id":"B","duration":30,"unit":"minutes","links":["A"]}]}"#
        )
        #expect(task("A", report)?["finish"]?.string == "2026-11-23T12:00")
        #expect(task("B", report)?["start"]?.string == "2026-11-23T13:00")
        #expect(task("B", report)?["finish"]?.string == "2026-11-23T13:30")
    }

    @Test(arguments: [
        ("{\n\"tasks\": [\n{\"id\":\"A\",\"duration\":-3}]}", 3, "duration is -3"),
        ("{\n\"tasks\": [\n{\"id\":\"A\",\"durration\":3}]}", 3, "unknown field \"durration\""),
        ("{\"tasks\": [{\"id\":\"A\"},\n{\"id\":\"A\"}]}", 2, "used twice"),
        ("{\"tasks\": [{\"id\":\"A\",\n\"links\":[\"Z\"]}]}", 2, "no task with the id"),
        (
            "{\"tasks\": [{\"id\":\"A\",\"links\":[\"B\"]},\n{\"id\":\"B\",\"links\":[\"A\"]}]}", 1,
            "wait for each other: A → B → A"
        ),
        ("{\"tasks\": [\n]}", 1, "no tasks"),
        ("{\n\"tasks\": [", 2, "no JSON"),
        ("", 1, "no JSON"),
        ("[]", 1, "expected an object"),
        ("{\"start\":\"2026-13-01\",\"tasks\":[]}", 1, "expected a date"),
        ("{\"zone\":\"Mars/Olympus\",\"tasks\":[]}", 1, "time zone"),
        ("{\"tasks\":[{\"id\":\"A\",\"duration\":1,\n\"calendar\":\"x\"}]}", 2, "unknown calendar"),
        (
            "{\"start\":\"2026-11-23\",\"calendars\":{\"n\":{}},\n\"tasks\":[{\"id\":\"A\",\"duration\":1,\"calendar\":\"n\"}]}",
            1, "no working time"
        ),
        ("{\"tasks\":[{\"id\":\"A\",\"duration\":1e300}]}", 1, "expected 0 to"),
        ("{\"tasks\":[{\"id\":\"A\",\"duration\":\"long\"}]}", 1, "expected a number"),
        (
            "{\"tasks\":[{\"id\":\"A\",\"estimate\":{\"least\":3,\"likely\":2,\"most\":4}}]}", 1,
            "least <= likely <= most"
        ),
        ("{\"tasks\":[{\"id\":\"A\",\"needs\":[\"x\"]}]}", 1, "no resource"),
        ("{\"tasks\":[{\"id\":\"A\",\"actual_finish\":3}]}", 1, "expected actual_start"),
        ("{\"tasks\":[{\"id\":\"A\",\"duration\":3,\n\"splits\":[{\"after\":3,\"pause\":1}]}]}", 2, "splits of A"),
        ("{\"tasks\":[{\"id\":\"A\",\n\"mode\":\"manual\"}]}", 2, "expected start and finish"),
        ("{\"tasks\":[{\"id\":\"A\",\"mode\":\"manual\",\"start\":3,\n\"finish\":1}]}", 2, "before its start"),
        ("{\"tasks\":[{\"id\":\"A\",\"duration\":1,\n\"start\":3}]}", 2, "mode is manual or external"),
        ("{\"schedule_from\":\"finish\",\"tasks\":[{\"id\":\"A\"}]}", 1, "expected the finish"),
        (
            "{\"resources\":{\"r\":{\"availability\":[{\"to\":5},\n{\"from\":3}]}},\"tasks\":[{\"id\":\"A\"}]}", 2,
            "periods in order"
        ),
        (
            "{\"start\":\"2026-11-23\",\"calendars\":{\"n\":{\"week\":{\"mon\":[\"8-12\"]}}},\"tasks\":[]}", 1,
            "expected a shift"
        ),
    ]) func `what is wrong is told with its line`(_ text: String, _ line: Int, _ reason: String) {
        do {
            let plan = try file(text)
            _ = try plan.network()
            Issue.record("read: \(text)")
        } catch let problem as PlanFileProblem {
            #expect(problem.line == line, "\(problem.reason)")
            #expect(problem.reason.contains(reason), "\(problem.reason)")
            #expect(problem.text(file: "f.json") == "f.json:\(line): \(problem.reason)")
        } catch {
            Issue.record("another error: \(error)")
        }
    }

    @Test func `a need that can never be met is told with its line`() throws {
        let plan = try file(
            "{\"resources\":{\"bo\":{}},\"tasks\":[{\"id\":\"A\",\"duration\":1,\n\"needs\":[{\"resource\":\"bo\",\"units\":2}]}]}"
        )
        let network = try plan.network()
        let problem = #expect(throws: PlanFileProblem.self) {
            try plan.levelled(network, limits: SearchLimits(schedules: 1), seed: 1)
        }
        #expect(problem?.line == 2)
        #expect(problem?.reason == "bo can never be free for A: it needs more than there ever is")
    }
}

struct EarnedValueFileTests {
    @Test func `the worked costs have the figures that a hand reckons`() throws {
        let report = try EarnedValueFile(WorkedFile.bytes("migration-costs.json")).report
        // 40 + 60 + half of 80 + nothing + 18 planned; 40 + 60 + 28 + 0 + 18 earned (level of effort as planned).
        #expect(report["bac"]?.double == 230_000)
        #expect(report["pv"]?.double == 158_000)
        #expect(report["ev"]?.double == 146_000)
        #expect(report["ac"]?.double == 153_500)
        #expect(report["cv"]?.double == -7500)
        #expect(report["p_factor"]?.double.map { $0 > 0.9 && $0 <= 1 } ?? false)
        let estimates = report["estimates"]?.array ?? []
        #expect(estimates.count == 9)
        #expect(estimates.last?["eac"]?["undefined"]?.string == "nobody has estimated the rest")
        #expect((report["earned_schedule"]?["durations"]?.array ?? []).count == 9)
    }

    @Test func `credits and work that is taken back are read`() throws {
        let credit = try EarnedValueFile(
            Array(#"{"at":3,"planned":[10,20,30],"earned":[10,20,30],"actual":[12,25,22]}"#.utf8)
        ).report
        #expect(credit["ac"]?.double == 22 && credit["cv"]?.double == 8)
        let rework = try EarnedValueFile(
            Array(#"{"at":3,"planned":[10,20,30],"earned":[10,25,20],"actual":[12,25,32]}"#.utf8)
        ).report
        #expect(rework["ev"]?.double == 20 && rework["earned_schedule"]?["es"]?.double == 2)
    }

    @Test func `undefined figures carry their reason`() throws {
        let report = try EarnedValueFile(Array(#"{"planned":[10,20],"earned":[],"actual":[]}"#.utf8)).report
        #expect(report["cpi"] == ["undefined": "nothing is spent yet"])
        #expect(report["earned_schedule"]?["spi_t"] == ["undefined": "no time has passed"])
        #expect(!report.text.contains("nan") && !report.text.contains("null"))
    }

    @Test(arguments: [
        ("{\"planned\":[10,\n5],\"earned\":[],\"actual\":[]}", 2, "cumulative"),
        ("{\"planned\":[10],\"earned\":[1],\n\"actual\":[]}", 2, "as many actual as earned"),
        ("{\"tasks\":[{\"id\":\"a\"}]}", 1, "expected at"),
        ("{\"at\":1,\"tasks\":[\n{\"id\":\"a\"}]}", 2, "expected budget, start and finish"),
        ("{\"planned\":[]}", 1, "expected planned"),
        ("{\"planned\":[1e400]}", 1, "out of range"),
        (
            "{\"at\":1,\"tasks\":[{\"id\":\"a\",\"budget\":1,\"start\":0,\"finish\":1},\n{\"id\":\"a\",\"budget\":1,\"start\":0,\"finish\":1}]}",
            2,
            "the id \"a\" is used twice"
        ),
    ]) func `what is wrong is told with its line`(_ text: String, _ line: Int, _ reason: String) {
        let problem = #expect(throws: PlanFileProblem.self) { try EarnedValueFile(Array(text.utf8)) }
        #expect(problem?.line == line)
        #expect(problem?.reason.contains(reason) ?? false, "\(problem?.reason ?? "")")
    }
}
