// What project files of other tools mean, written as plan files: the library has to be able to say each of these.

import JSONText
import Planning
import Testing

@testable import PlanFiles

struct ProjectFileCases {
    private func report(_ text: String) throws -> JSON {
        let file = try NetworkFile(Array(text.utf8), zones: WorkedFile.zones)
        return .object(file.report(try file.network()))
    }

    private func dates(_ id: String, _ report: JSON) -> [String?] {
        let task = report["tasks"]?.array?.first { $0["id"]?.string == id }
        return [task?["start"]?.string, task?["finish"]?.string]
    }

    static let cases: [(what: String, file: String, task: String, dates: [String])] = [
        (
            "a manual task keeps its dates whatever its links say",
            #"{"start":"2026-01-05","tasks":[{"id":"1","duration":5},{"id":"2","mode":"manual","start":"2026-01-07T08:00:00","finish":"2026-01-09T17:00:00","links":["1"]},{"id":"3","duration":2,"links":["2"]}]}"#,
            "3", ["2026-01-12T08:00", "2026-01-13T17:00"]
        ),
        (
            "without a status date the rest goes on right after what is done",
            #"{"start":"2026-01-05","tasks":[{"id":"1","duration":5,"actual_start":"2026-01-06","remaining":3},{"id":"2","duration":2,"links":["1"]},{"id":"3","duration":1}]}"#,
            "2", ["2026-01-13T08:00", "2026-01-14T17:00"]
        ),
        (
            "nothing else moves for it",
            #"{"start":"2026-01-05","tasks":[{"id":"1","duration":5,"actual_start":"2026-01-06","remaining":3},{"id":"3","duration":1}]}"#,
            "3", ["2026-01-05T08:00", "2026-01-05T17:00"]
        ),
        (
            "a levelling delay of two elapsed days",
            #"{"start":"2026-01-05","tasks":[{"id":"1","duration":2},{"id":"2","duration":2,"links":["1"],"levelling_delay":2}]}"#,
            "2", ["2026-01-09T08:00", "2026-01-12T17:00"]
        ),
        (
            "each assignment runs on its own calendar",
            #"{"start":"2026-01-05T08:00","calendar":"continuous","calendars":{"day":{"base":"standard"}},"resources":{"r1":{"calendar":"day"},"r2":{}},"tasks":[{"id":"1","duration":16,"unit":"hours","needs":["r1","r2"]}]}"#,
            "1", ["2026-01-05T08:00", "2026-01-06T17:00"]
        ),
        (
            "a start before the project's start holds, and moves what follows",
            #"{"start":"2026-03-02","tasks":[{"id":"1","duration":5,"constraint":{"kind":"start_no_earlier_than","date":"2026-02-02"}},{"id":"2","duration":3,"links":["1"]}]}"#,
            "2", ["2026-02-09T08:00", "2026-02-11T17:00"]
        ),
        (
            "an inactive task holds nothing",
            #"{"start":"2026-01-05","tasks":[{"id":"1","duration":5,"mode":"inactive"},{"id":"2","duration":3,"links":["1"]}]}"#,
            "2", ["2026-01-05T08:00", "2026-01-07T17:00"]
        ),
        (
            "an elapsed duration is one on the continuous calendar",
            #"{"start":"2026-01-05T08:00","tasks":[{"id":"1","duration":72,"unit":"hours","calendar":"continuous"},{"id":"2","duration":4,"links":["1"]}]}"#,
            "2", ["2026-01-08T08:00", "2026-01-13T17:00"]
        ),
        (
            "a lag of half the predecessor",
            #"{"start":"2026-01-08","tasks":[{"id":"2","duration":4},{"id":"3","duration":1,"links":[{"from":"2","kind":"SS","lag":50,"lag_kind":"percent"}]}]}"#,
            "3", ["2026-01-12T08:00", "2026-01-12T17:00"]
        ),
        (
            "a single working day beats the weekly rest",
            #"{"start":"2026-08-03","calendar":"c","calendars":{"c":{"base":"standard","exceptions":[{"date":"2026-08-07","shifts":["08:00-12:00","13:00-17:00"]},{"every":"week","on":["fri"],"from":"2026-08-03","to":"2026-12-31"}]}},"tasks":[{"id":"1","duration":5}]}"#,
            "1", ["2026-08-03T08:00", "2026-08-07T17:00"]
        ),
        (
            "another week for a time",
            #"{"start":"2026-08-03","calendar":"c","calendars":{"c":{"base":"standard","work_weeks":[{"from":"2026-08-03","to":"2026-08-09","week":{"wed":[],"sat":["08:00-16:00"]}}]}},"tasks":[{"id":"1","duration":5}]}"#,
            "1", ["2026-08-03T08:00", "2026-08-08T16:00"]
        ),
        (
            "a split task ends later by its rest",
            #"{"start":"2026-01-05","tasks":[{"id":"1","duration":4,"splits":[{"after":2,"pause":1}]}]}"#, "1",
            ["2026-01-05T08:00", "2026-01-09T17:00"]
        ),
        (
            "what remains goes on at its resume date",
            #"{"start":"2026-01-05","tasks":[{"id":"1","duration":4,"actual_start":"2026-01-05","remaining":2,"resume":"2026-01-14"}]}"#,
            "1", ["2026-01-05T08:00", "2026-01-15T17:00"]
        ),
        (
            "a plan from its finish",
            #"{"finish":"2026-01-16","schedule_from":"finish","tasks":[{"id":"1","duration":3},{"id":"2","duration":2,"links":["1"]},{"id":"3","duration":1}]}"#,
            "3", ["2026-01-16T08:00", "2026-01-16T17:00"]
        ),
        (
            "it begins as late as it can",
            #"{"finish":"2026-01-16","schedule_from":"finish","tasks":[{"id":"1","duration":3},{"id":"2","duration":2,"links":["1"]}]}"#,
            "1", ["2026-01-12T08:00", "2026-01-14T17:00"]
        ),
        (
            "half the units take twice as long, and a delay comes on top",
            #"{"start":"2026-01-05","resources":{"r":{},"s":{}},"tasks":[{"id":"1","duration":2,"needs":["r",{"resource":"s","units":0.5,"work":1,"delay":1}]}]}"#,
            "1", ["2026-01-05T08:00", "2026-01-07T17:00"]
        ),
        (
            "a task of another plan",
            #"{"start":"2026-01-05","tasks":[{"id":"x","mode":"external","start":"2026-01-05","finish":"2026-01-08"},{"id":"1","duration":1,"links":["x"]}]}"#,
            "1", ["2026-01-09T08:00", "2026-01-09T17:00"]
        ),
        (
            "seconds are read",
            #"{"start":"2026-01-05T08:00:00.000","tasks":[{"id":"1","duration":1,"deadline":"2026-01-09T17:00:59"}]}"#,
            "1", ["2026-01-05T08:00", "2026-01-05T17:00"]
        ),
    ]

    @Test(arguments: cases.indices) func `what other tools' files mean can be said`(_ index: Int) throws {
        let own = ProjectFileCases.cases[index]
        #expect(dates(own.task, try report(own.file)) == own.dates, "\(own.what)")
    }

    @Test func `an inactive task is shown without dates`() throws {
        let report = try report(#"{"tasks":[{"id":"1","duration":5,"mode":"inactive"},{"id":"2","duration":3}]}"#)
        let task = report["tasks"]?.array?.first
        #expect(task == ["id": "1", "mode": "inactive", "critical": false])
        #expect(report["finish"]?.int == 3)
    }

    @Test func `what contradicts is answered and told`() throws {
        let report = try report(
            #"{"status_date":8,"tasks":[{"id":"a","duration":5,"constraint":{"kind":"must_start_on","date":9}},{"id":"b","duration":1,"links":["a"],"constraint":{"kind":"must_start_on","date":10}},{"id":"c","duration":1,"actual_start":2,"actual_finish":11},{"id":"d","duration":1,"constraint":{"kind":"start_no_earlier_than","date":-4}}]}"#
        )
        let told = (report["conflicts"]?.array ?? []).map { "\($0["task"]?.string ?? "") \($0["kind"]?.string ?? "")" }
        #expect(told.sorted() == ["b link_beaten", "c actual_dates"])
    }
}
