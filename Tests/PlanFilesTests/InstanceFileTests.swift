// Instance files: small ones of our own in the public formats, and everything that can be wrong with them.

import Planning
import Testing

@testable import PlanFiles

enum SmallInstance {
    /// Five activities and two dummies on two machines and one crane; the optimum is 9.
    static let rcp = """
        7 2
        2 1
        0 0 0 3 2 3 4
        3 1 0 1 5
        4 1 1 1 6
        2 1 0 1 5
        3 1 0 1
        7
        4 1 1
        1 7
        0 0 0 0
        """

    static let sm = """
        ************************************************************************
        file with basedata            : own.bas
        ************************************************************************
        projects                      :  1
        jobs (incl. supersource/sink ):  7
        horizon                       :  16
        RESOURCES
          - renewable                 :  2   R
          - nonrenewable              :  0   N
          - doubly constrained        :  0   D
        ************************************************************************
        PRECEDENCE RELATIONS:
        jobnr.    #modes  #successors   successors
           1        1          3           2   3   4
           2        1          1           5
           3        1          1           6
           4        1          1           5
           5        1          1           7
           6        1          1           7
           7        1          0
        ************************************************************************
        REQUESTS/DURATIONS:
        jobnr. mode duration  R 1  R 2
        ------------------------------------------------------------------------
          1      1     0       0    0
          2      1     3       1    0
          3      1     4       1    1
          4      1     2       1    0
          5      1     3       1    0
          6      1     4       1    1
          7      1     0       0    0
        ************************************************************************
        RESOURCEAVAILABILITIES:
          R 1  R 2
            2    1
        ************************************************************************
        """
}

struct InstanceFileTests {
    @Test func `both formats give the same project, and the search its optimum`() throws {
        let rcp = try InstanceFile.rcp(Array(SmallInstance.rcp.utf8))
        let sm = try InstanceFile.sm(Array(SmallInstance.sm.utf8))
        #expect(rcp.durations == sm.durations && rcp.demands == sm.demands && rcp.capacities == sm.capacities)
        #expect(rcp.successors.targets == sm.successors.targets)
        let found = rcp.searched(limits: SearchLimits(schedules: 500), seed: 1)
        #expect(found.makespan == 8)
        #expect(rcp.violations(found.starts).isEmpty)
        #expect(rcp.resourceFreeTimes().criticalPath == 8)
    }

    @Test func `what was found is told as asked for`() throws {
        let project = try InstanceFile.rcp(Array(SmallInstance.rcp.utf8))
        let found = project.searched(limits: SearchLimits(schedules: 500), seed: 3)
        let json = SolveReport.json(found, project, seed: 3, wasStopped: false)
        #expect(json.members?.map(\.name) == ["makespan", "cpm", "starts", "schedules", "seed"])
        #expect(json["starts"]?.array?.count == 7)
        #expect(json["seed"]?.int == 3)
    }

    @Test(
        arguments: [
            ("", 1, "the file ends before the number of activities"),
            (String(repeating: "\n", count: 1_000_000), 1_000_001, "the file ends before"),
            ("x", 1, "expected a whole number as the number of activities, found \"x\""),
            ("2 1\n3\n0 0 1 2", 3, "the file ends before the duration of activity 2"),
            ("2 1\n3\n0 0 1 2\n-4 0 0", 4, "the duration of activity 2 is -4"),
            ("2 1\n3\n0 0 1 9\n0 0 0", 3, "a successor of activity 1 is 9; expected 1 to 2"),
            ("2 1\n3\n0 0 1 2\n1 7 0", 4, "activity 2 needs 7 of resource 1, which never has more than 3"),
            ("2 1\n3\n1 0 1 2\n1 0 1 1", 3, "wait for each other: 1 → 2 → 1"),
            ("2 0\n0 0\n0 0\n5", 4, "expected the end of the file, found \"5\""),
            ("99999999999999999999 1", 1, "found \"99999999999999999999\""),
            ("1000000000 1", 1, "expected 1 to 20000"),
            ("2 1\n99999999999", 2, "a capacity is 99999999999"),
            (
                "3 0\n20000000 0\n20000000 0\n0 0", nil,
                "the durations, times the resources, add up to more than 20000000"
            ),
        ] as [(String, Int?, String)]) func `a wrong rcp file is told with its line`(
            _ text: String, _ line: Int?, _ reason: String
        )
    {
        let problem = #expect(throws: PlanFileProblem.self) { try InstanceFile.rcp(Array(text.utf8)) }
        #expect(problem?.line == line, "\(problem?.reason ?? "")")
        #expect(problem?.reason.contains(reason) ?? false, "\(problem?.reason ?? "")")
    }

    @Test func `an sm file cut at any line is refused, not half read`() {
        let lines = SmallInstance.sm.split(separator: "\n", omittingEmptySubsequences: false)
        for count in 0..<(lines.count - 2) {
            let text = lines.prefix(count).joined(separator: "\n")
            #expect(throws: PlanFileProblem.self) { try InstanceFile.sm(Array(text.utf8)) }
        }
    }

    @Test(arguments: [
        ("  7\n", "jobs (incl. supersource/sink ):  7", "jobs (incl. supersource/sink ):  70"),
        ("", "   2        1          1           5", "   2        2          1           5"),
        ("", "   3        1          1           6", "   4        1          1           6"),
        ("", "  6      1     4 ", "  6      1     four "),
    ]) func `counts that lie and numbers that are none are refused`(_ note: String, _ from: String, _ to: String) {
        let text = SmallInstance.sm.replacing(from, with: to)
        #expect(text != SmallInstance.sm)
        #expect(throws: PlanFileProblem.self) { try InstanceFile.sm(Array(text.utf8)) }
    }
}
