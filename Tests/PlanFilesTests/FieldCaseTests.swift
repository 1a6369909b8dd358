// Plans as people write them that once went wrong.

import JSONText
import Planning
import Testing

@testable import PlanFiles

struct FieldCaseTests {
    private func plan(_ text: String) throws -> (NetworkFile, ScheduleNetwork, JSON) {
        let file = try NetworkFile(Array(text.utf8), zones: WorkedFile.zones)
        let network = try file.network()
        return (file, network, .object(file.report(network)))
    }

    private func value(_ id: String, _ field: String, _ report: JSON) -> JSON? {
        report["tasks"]?.array?.first { $0["id"]?.string == id }?[field]
    }

    @Test func `a calendar that is nothing but two windows is one`() throws {
        let (file, network, report) = try plan(
            #"{"start":"2026-11-23","calendars":{"window":{"exceptions":[{"date":"2026-12-05","shifts":["08:00-20:00"]},{"date":"2026-12-12","shifts":["08:00-20:00"]}]}},"tasks":[{"id":"prepare","duration":5},{"id":"cutover","duration":8,"unit":"hours","calendar":"window","links":["prepare"],"estimate":{"least":7,"likely":8,"most":9}}]}"#
        )
        #expect(value("cutover", "start", report)?.string == "2026-12-05T08:00")
        #expect(value("cutover", "finish", report)?.string == "2026-12-05T16:00")
        let forecast = try file.forecast(
            network, trials: 600, seed: 1, cruciality: .pearson, threads: 1, stopsWhenStable: false,
            shouldStop: { false }, progress: { _ in })
        #expect(forecast.finish.percentile(1) <= network.finish + 60)
        #expect(try file.levelled(network, limits: SearchLimits(schedules: 3), seed: 1).moves.isEmpty)
    }

    @Test func `a task's unit holds for its duration and its estimate`() throws {
        let (file, network, report) = try plan(
            #"{"unit":"hours","tasks":[{"id":"A","duration":2,"unit":"days","estimate":{"least":2,"likely":2,"most":2}}]}"#
        )
        #expect(report["finish"]?.int == 16)
        let forecast = try file.forecast(
            network, trials: 64, seed: 1, cruciality: .pearson, threads: 1, stopsWhenStable: false,
            shouldStop: { false }, progress: { _ in })
        #expect(forecast.duration.sorted.allSatisfy { $0 == 960 })
    }

    @Test(arguments: [
        #"{"resources":{"r":{}},"tasks":[{"id":"B","duration":4,"needs":["r"]},{"id":"P","duration":2},{"id":"A","duration":3,"links":["P"],"needs":["r"],"priority":1000}]}"#,
        #"{"status_date":0,"resources":{"r":{}},"tasks":[{"id":"Q","duration":2,"needs":["r"],"constraint":{"kind":"must_start_on","date":0}},{"id":"P","duration":3,"needs":["r"]},{"id":"S","duration":6,"actual_start":-2,"remaining":4,"links":["P"],"needs":["r"]},{"id":"X","duration":4,"needs":["r"]},{"id":"Y","duration":1,"needs":["r"]}]}"#,
    ]) func `what can move goes around what may not`(_ text: String) throws {
        let (file, network, _) = try plan(text)
        let levelled = try file.levelled(network, limits: SearchLimits(schedules: 300), seed: 1)
        #expect(levelled.overloads.isEmpty)
    }

    @Test func `as late as possible keeps its links`() throws {
        let (_, _, report) = try plan(
            #"{"as_late_as_possible":"free_float","tasks":[{"id":"A","duration":2,"constraint":{"kind":"as_late_as_possible"}},{"id":"B","duration":1,"links":["A"]},{"id":"C","duration":10},{"id":"D","duration":3,"constraint":{"kind":"as_late_as_possible"}}]}"#
        )
        #expect(value("A", "finish", report)?.int == 2)
        #expect(value("B", "start", report)?.int == 2)
        #expect(value("D", "start", report)?.int == 7)
    }

    @Test func `a percentage is of the whole task, also when it is finished`() throws {
        let (_, _, report) = try plan(
            #"{"start":"2026-11-23","status_date":"2026-12-04","tasks":[{"id":"A","duration":10,"actual_start":"2026-11-23","actual_finish":"2026-12-04"},{"id":"B","duration":1,"links":[{"from":"A","lag":50,"lag_kind":"percent"}]}]}"#
        )
        #expect(value("B", "start", report)?.string == "2026-12-14T08:00")
    }

    @Test func `a trial of begun work is planned from the status date too`() throws {
        let (file, network, report) = try plan(
            #"{"status_date":10,"tasks":[{"id":"A","duration":6,"actual_start":2,"remaining":3,"constraint":{"kind":"must_start_on","date":2}}]}"#
        )
        #expect(report["finish"]?.int == 13)
        let forecast = try file.forecast(
            network, trials: 64, seed: 1, cruciality: .pearson, threads: 1, stopsWhenStable: false,
            shouldStop: { false }, progress: { _ in })
        #expect(forecast.contingency == 0)
    }

    @Test func `independent float is never more than free float`() throws {
        let (_, _, report) = try plan(
            #"{"tasks":[{"id":"A","duration":2,"deadline":3},{"id":"B","duration":10}]}"#)
        #expect(value("A", "free_float", report)?.int == 1)
        #expect(value("A", "independent_float", report)?.int == 1)
    }

    @Test func `a moved task names who held the resource until it began`() throws {
        let (file, network, _) = try plan(
            #"{"resources":{"r":{}},"tasks":[{"id":"A","duration":2,"needs":["r"],"priority":900},{"id":"B","duration":2,"needs":["r"],"priority":800},{"id":"C","duration":2,"needs":["r"]}]}"#
        )
        let levelled = try file.levelled(network, limits: SearchLimits(schedules: 50), seed: 1)
        #expect(levelled.moves.map(\.cause) == [.resource(0, heldBy: 0), .resource(0, heldBy: 1)])
    }

    @Test func `trap 9: a percentile is rounded up to a day on which the project works`() throws {
        let (file, network, _) = try plan(
            #"{"start":"2026-11-30","tasks":[{"id":"A","duration":5},{"id":"ship","duration":3,"calendar":"continuous","links":["A"],"estimate":{"least":3,"likely":3,"most":3}}]}"#
        )
        let forecast = try file.forecast(
            network, trials: 64, seed: 1, cruciality: .pearson, threads: 1, stopsWhenStable: false,
            shouldStop: { false }, progress: { _ in })
        let percentile = file.report(forecast, network)["percentiles"]?.array?.first
        #expect(percentile?["finish"]?.string?.hasPrefix("2026-12-05") ?? false)
        #expect(percentile?["date"]?.string == "2026-12-07")
    }

    @Test func `a deadline missed by a weekend is told`() throws {
        let (_, _, report) = try plan(
            #"{"start":"2026-11-30","calendars":{"we":{"week":{"sat":["08:00-18:00"]}}},"tasks":[{"id":"Prepare","duration":5},{"id":"Switch","duration":1,"calendar":"we","links":["Prepare"]},{"id":"Open","duration":0,"links":["Switch"],"deadline":"2026-12-04"}]}"#
        )
        #expect(report["conflicts"]?.array?.map { $0["task"]?.string } == ["Open"])
    }

    @Test(arguments: [
        (
            #"{"resources":{"r":{}},"tasks":[{"id":"S","needs":["r"]},{"id":"A","duration":1,"parent":"S"}]}"#,
            "is a summary"
        ),
        (
            #"{"risks":[{"probability":1,"effect":{"least":1,"likely":1,"most":1},"tasks":["S"]}],"tasks":[{"id":"S"},{"id":"A","duration":1,"parent":"S"}]}"#,
            "not summaries"
        ),
        (#"{"resources":{"r":{}},"tasks":[{"id":"A","duration":2,"needs":["r","r"]}]}"#, "named twice"),
        (#"{"status_date":3,"tasks":[{"id":"A","duration":5,"actual_start":0}]}"#, "needs remaining"),
    ]) func `what would be guessed is asked for`(_ text: String, _ reason: String) {
        let problem = #expect(throws: PlanFileProblem.self) {
            try NetworkFile(Array(text.utf8), zones: WorkedFile.zones)
        }
        #expect(problem?.reason.contains(reason) ?? false)
    }

    @Test func `an instance with more rows than it announces is refused`() {
        let text = SmallInstance.sm.replacing(
            "jobs (incl. supersource/sink ):  7", with: "jobs (incl. supersource/sink ):  6")
        #expect(throws: PlanFileProblem.self) { try InstanceFile.sm(Array(text.utf8)) }
        #expect(throws: PlanFileProblem.self) { try InstanceFile.sm(Array((SmallInstance.sm + "\n7").utf8)) }
    }

    @Test func `figures end at the status date, and none is null`() throws {
        let early = try EarnedValueFile(
            Array(
                #"{"at":2,"planned":[10,20,30,40],"earned":[10,20,20,20],"actual":[10,20,40,60],"recent_periods":2}"#
                    .utf8))
        let recent = early.report["estimates"]?.array?.first { $0["method"]?.string == "PF=CPI of last periods" }
        #expect(recent?["eac"]?.double == 40)
        let huge = try EarnedValueFile(Array(#"{"planned":[1e15],"earned":[1e15],"actual":[1e-290]}"#.utf8))
        #expect(!huge.report.text.contains("null"))
    }

    @Test(arguments: [
        (#"{"calendar":"standard","tasks":[{"id":"A","duration":2}]}"#, "needs its start date"),
        (#"{"tasks":[{"id":"A","duration":2,"calendar":"standard"}]}"#, "needs its start date"),
        (#"{"resources":{"ana":{"calendar":"standard"}},"tasks":[{"id":"A","duration":2}]}"#, "needs its start date"),
    ]) func `a calendar without dates is refused`(_ text: String, _ reason: String) throws {
        let problem = #expect(throws: PlanFileProblem.self) {
            try NetworkFile(Array(text.utf8), zones: WorkedFile.zones)
        }
        #expect(problem?.reason.contains(reason) == true)
    }

    @Test func `what finished on the day of the status date finished before it`() throws {
        let (_, _, report) = try plan(
            #"{"start":"2026-11-23","status_date":"2026-11-24T17:00","tasks":[{"id":"A","duration":2,"actual_start":"2026-11-23","actual_finish":"2026-11-24"},{"id":"B","duration":1,"links":["A"]}]}"#
        )
        #expect(value("A", "finish", report)?.string == "2026-11-24T17:00")
        #expect(value("B", "start", report)?.string == "2026-11-25T08:00")
    }

    @Test func `a date fixed before anything can start is told`() throws {
        let (_, _, report) = try plan(
            #"{"start":"2026-11-23","tasks":[{"id":"A","duration":1,"constraint":{"kind":"must_start_on","date":"2026-11-19"}},{"id":"B","duration":3}]}"#
        )
        let conflict = report["conflicts"]?.array?.first
        #expect(conflict?["kind"]?.string == "date_before_start" && conflict?["by"]?.int == 2)
    }

    @Test func `more earned than there is to earn is refused`() {
        let text = #"{"planned":[10,20],"earned":[10,30],"actual":[5,9]}"#
        let problem = #expect(throws: PlanFileProblem.self) { try EarnedValueFile(Array(text.utf8)) }
        #expect(problem?.reason == "more is earned than the whole budget (20.0)")
    }

    @Test func `parts of a linked summary have their links from it`() throws {
        let (file, network, _) = try plan(
            #"{"tasks":[{"id":"first","duration":1},{"id":"S"},{"id":"a","duration":2,"parent":"S"},{"id":"b","duration":2,"parent":"S"},{"id":"last","duration":1}],"links":[{"from":"first","to":"S"},{"from":"S","to":"last"}]}"#
        )
        let logic = file.health(network).first { $0.number == 1 }
        #expect(logic?.tasks.map { file.taskNames[$0] } == ["first", "last"])
    }
}
