// Flow figures and the 14 points of schedule health.

import Planning
import Quantities
import Testing

struct FlowTests {
    private func item(_ started: Int?, _ finished: Int?) -> FlowItem {
        FlowItem(
            requested: day("2026-11-01"), started: started.map { day("2026-11-01") + $0 },
            finished: finished.map { day("2026-11-01") + $0 })
    }

    @Test func `cycle time and age count both days`() {
        #expect(item(3, 3).cycleTime == 1)
        #expect(item(3, 7).cycleTime == 5)
        #expect(item(3, 7).leadTime == 8)
        #expect(item(3, nil).age(on: day("2026-11-10")) == 7)
        #expect(item(3, 7).age(on: day("2026-11-10")) == nil)
        #expect(item(nil, nil).age(on: day("2026-11-10")) == nil)
    }

    @Test func `Little's law holds in a steady stream and breaks when work piles up`() {
        // One item a day, each in progress for three days.
        let steady = WorkFlow(
            items: (0..<40).map { item($0, $0 + 2) }, from: day("2026-11-06"), through: day("2026-12-05"))
        #expect(steady.averageWorkInProgress == .value(3))
        #expect(steady.throughput == .value(1))
        #expect(steady.littlesLawRatio == .value(1))
        let piling = WorkFlow(
            items: (0..<40).map { item($0, $0 % 4 == 0 ? $0 + 2 : nil) }, from: day("2026-11-06"),
            through: day("2026-12-05"))
        #expect((piling.littlesLawRatio.value ?? 0) > 3)
    }

    @Test func `a service level is the days within which a share is done, and old work stands against it`() {
        let flow = WorkFlow(
            items: (1...20).map { item(0, $0 - 1) } + [item(5, nil), item(20, nil)], from: day("2026-11-01"),
            through: day("2026-11-30"))
        #expect(flow.serviceLevel(0.85) == 17)
        let ageing = flow.ageingWork()
        #expect(ageing.map(\.age) == [25, 10])
        #expect(ageing[0].percentile == 1 && ageing[1].percentile == 0.45)
        #expect(flow.throughputByDay.count == 30 && flow.throughputByDay.reduce(0, +) == 20)
    }

    @Test func `cumulative flow never has a negative band`() {
        let first = day("2026-11-01")
        let flow = CumulativeFlow(
            [
                .init(entered: [first, first + 1, first + 3]), .init(entered: [first + 2, nil, first + 4]),
                .init(entered: [first + 1, first + 4, first + 2]),
            ], states: 3, from: first, through: first + 4)
        #expect(flow.arrivals[0] == [1, 2, 3, 3, 3])
        #expect(flow.arrivals[2] == [0, 0, 1, 2, 3])
        for state in 0..<3 { for day in 0..<5 { #expect(flow.inState(state, day: day) >= 0) } }
    }

    @Test func `velocity counts what was accepted`() {
        let velocity = Velocity(sprints: [
            SprintFigures(committed: 20, accepted: 10),
            SprintFigures(committed: 20, accepted: 20, added: 3, removed: 1),
            SprintFigures(committed: 10, accepted: 15),
        ])
        #expect(velocity.mean(last: 2) == .value(17.5))
        #expect(velocity.range(last: 3) == 10...20)
        #expect(velocity.sprints(for: 36, last: 2) == .value(3))
        #expect(velocity.sprints[0].reliability == .value(0.5))
        #expect(velocity.sprints[1].scopeChange == 4)
        #expect(Velocity(sprints: []).mean(last: 3) == .undefined(.noData))
        let burnUp = BurnUp(accepted: [10, 20, 15], scope: [50, 55, 55])
        #expect(burnUp.done == [10, 30, 45] && burnUp.remaining == [40, 25, 10])
    }

    @Test func `flow efficiency is work over work and waiting`() {
        #expect(FlowEfficiency.of(active: 2, waiting: 6) == .value(0.25))
        #expect(FlowEfficiency.of(active: 0, waiting: 0) == .undefined(.noData))
    }
}

struct HealthTests {
    private func points(_ change: (inout NetworkInput) -> Void, baseline: [Int: Int] = [:]) throws -> [HealthPoint] {
        // A chain of four days' work between two milestones, on the standard calendar.
        let start = minute("2026-11-23T08:00")
        var input = NetworkInput(
            tasks: [0, 480, 480, 480, 480, 0].map { NetworkTask(duration: $0) },
            links: (1..<6).map { NetworkLink(from: $0 - 1, to: $0) }, calendars: [.standard], start: start)
        change(&input)
        return HealthInput(
            input: input, network: try ScheduleNetwork(input), baselineFinish: baseline, loaded: [1, 2, 3, 4]
        ).assessed()
    }

    @Test func `a sound plan passes what can be told`() throws {
        let points = try points { _ in }
        #expect(points.map(\.number) == Array(1...14))
        #expect(points.compactMap(\.passes).allSatisfy { $0 })
        #expect(points[11].figure == .value(1))
        #expect(points.filter { $0.passes == nil }.map(\.number) == [9, 11, 13, 14])
    }

    @Test func `each fault is found by its point`() throws {
        func failing(_ change: (inout NetworkInput) -> Void, _ baseline: [Int: Int] = [:]) throws -> [Int] {
            try points(change, baseline: baseline).filter { $0.passes == false }.map(\.number)
        }
        #expect(try failing { $0.links.removeLast(2) }.contains(1))
        #expect(try failing { $0.links[1].lag = .working(-60) } == [2])
        #expect(try failing { $0.links[1].lag = .working(60) } == [3])
        #expect(try failing { $0.links[1].kind = .startToStart }.contains(4))
        let date = minute("2026-11-24T08:00")
        // A latest date that is honored does not let the finish move either.
        #expect(try failing { $0.tasks[2].constraint = DateConstraint(.startNoLaterThan, date: date) } == [5, 12])
        #expect(try failing { $0.tasks[5].deadline = date }.contains(7))
        #expect(try failing { $0.tasks[2].duration = 45 * 480 } == [8])
        let fixed = DateConstraint(.mustFinishOn, date: minute("2026-12-24T17:00"))
        #expect(try failing { $0.tasks[4].constraint = fixed } == [5, 12])
        let late = [1: minute("2026-11-23T17:00"), 2: minute("2026-11-24T17:00")]
        let status = minute("2026-11-25T08:00")
        let missed = try failing(
            {
                $0.statusDate = status
                $0.tasks[1].progress = TaskProgress(actualStart: $0.start, actualFinish: minute("2026-11-23T17:00"))
            }, late)
        #expect(missed.contains(11) && missed.contains(14))
    }

    @Test(arguments: [(720.0, -60.0, 0.917), (80, 20, 1.25), (800, 20, 1.025)])
    func `the critical path length index`(_ length: Double, _ float: Double, _ expected: Double) {
        let index = ScheduleHealth.criticalPathLengthIndex(length: length, totalFloat: float)
        #expect(abs((index.value ?? 0) - expected) < 0.0005)
    }
}
