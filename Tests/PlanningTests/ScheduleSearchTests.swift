// The search: feasible, counted, repeatable, never below a bound, and good on instances with known answers.

import Planning
import Synchronization
import Testing

/// Random projects in the manner of the public collections.
enum RandomProjects {
    static func make(_ random: inout SeededGenerator, activities: Int, resources: Int, capacity: Int) throws
        -> ResourceProject
    {
        let durations = [0] + (0..<activities).map { _ in 1 + random.below(9) } + [0]
        var successors: [[Int]] = Array(repeating: [], count: activities + 2)
        for activity in 1...activities {
            let first = max(0, activity - 6)
            successors[first + random.below(activity - first)].append(activity)
            if random.below(2) == 0 { successors[first + random.below(activity - first)].append(activity) }
        }
        for activity in 0...activities { successors[activity].append(activities + 1) }
        let demands = durations.map { duration in
            (0..<resources).map { _ in duration == 0 ? 0 : random.below(capacity + 1) }
        }
        return try ResourceProject(
            durations: durations, successors: successors, demands: demands,
            capacities: Array(repeating: capacity, count: resources))
    }
}

struct ScheduleSearchTests {
    @Test(arguments: [(12, 1, 3), (25, 4, 10), (40, 7, 9), (20, 9, 70_000), (15, 0, 1)])
    func `every schedule is feasible, counted and no shorter than the bound`(
        _ activities: Int, _ resources: Int, _ capacity: Int
    ) throws {
        var random = SeededGenerator(seed: UInt64(activities))
        for seed in 1...4 {
            let project = try RandomProjects.make(
                &random, activities: activities, resources: resources, capacity: capacity)
            let found = project.searched(limits: SearchLimits(schedules: 400), seed: UInt64(seed))
            #expect(project.violations(found.starts).isEmpty)
            #expect(found.makespan >= project.lowerBound)
            #expect(found.schedules <= 400)
            let finishes = found.starts.indices.map { found.starts[$0] + Int(project.durations[$0]) }
            #expect(finishes.max() == found.makespan)
            for rule in PriorityRule.allCases {
                for scheme in GenerationScheme.allCases {
                    let single = project.scheduled(by: rule, scheme)
                    #expect(project.violations(single.starts).isEmpty)
                    #expect(single.makespan >= found.makespan || found.makespan <= single.makespan)
                    let improved = project.improved(single)
                    #expect(project.violations(improved.starts).isEmpty)
                    #expect(improved.makespan <= single.makespan)
                    #expect(improved.schedules == 3)
                }
            }
        }
    }

    @Test func `the same seed gives the same schedule, another seed another way to it`() throws {
        var random = SeededGenerator(seed: 4)
        let project = try RandomProjects.make(&random, activities: 40, resources: 4, capacity: 10)
        let limits = SearchLimits(schedules: 500)
        #expect(project.searched(limits: limits, seed: 5) == project.searched(limits: limits, seed: 5))
        #expect(project.searched(limits: limits, seed: 5).starts != project.searched(limits: limits, seed: 6).starts)
    }

    @Test func `trap 10: the budget is counted to the schedule, and one is always made`() throws {
        var random = SeededGenerator(seed: 8)
        let project = try RandomProjects.make(&random, activities: 60, resources: 4, capacity: 10)
        for budget in [1, 2, 7, 99, 100, 101, 333] {
            #expect(project.searched(limits: SearchLimits(schedules: budget), seed: 1).schedules <= budget)
        }
        #expect(project.searched(limits: SearchLimits(schedules: 0), seed: 1).schedules == 1)
    }

    @Test func `a stop ends with the best found so far`() throws {
        var random = SeededGenerator(seed: 8)
        let project = try RandomProjects.make(&random, activities: 60, resources: 4, capacity: 10)
        let asked = Atomic<Int>(0)
        let limits = SearchLimits(schedules: 1_000_000) { asked.add(1, ordering: .relaxed).newValue > 50 }
        let found = project.searched(limits: limits, seed: 1)
        #expect(found.schedules <= 60)
        #expect(project.violations(found.starts).isEmpty)
    }

    /// Three machines, jobs that fill them without a gap: the optimum is the work over the machines.
    @Test func `the optimum of a packed shop is found and ends the search`() throws {
        let durations = [4, 3, 2, 1, 4, 3, 2, 1, 5, 5]
        let project = try ResourceProject(
            durations: durations, successors: durations.map { _ in [] }, demands: durations.map { _ in [1] },
            capacities: [3])
        let found = project.searched(limits: SearchLimits(schedules: 5000), seed: 1)
        #expect(found.makespan == 10)
        #expect(found.schedules < 5000)
    }

    @Test func `more schedules are never worse`() throws {
        var random = SeededGenerator(seed: 21)
        for _ in 0..<5 {
            let project = try RandomProjects.make(&random, activities: 50, resources: 4, capacity: 10)
            let spans = [50, 200, 800].map { project.searched(limits: SearchLimits(schedules: $0), seed: 2).makespan }
            #expect(spans == spans.sorted(by: >))
        }
    }

    @Test(arguments: [
        (ResourceProblem.loop([0, 1]), [1, 1], [[1], [0]], [[0], [0]], [1]),
        (.neverFree(activity: 1, resource: 0, demand: 3, capacity: 2), [1, 1], [[1], []], [[1], [3]], [2]),
        (.duration(activity: 0, -1), [-1, 1], [[1], []], [[0], [0]], [1]),
        (.successor(activity: 1, 7), [1, 1], [[1], [7]], [[0], [0]], [1]),
        (.capacity(resource: 0, -4), [1, 1], [[], []], [[0], [0]], [-4]),
        (.demand(activity: 0, resource: 0, -2), [1, 1], [[], []], [[-2], [0]], [1]),
        (.horizon, [15_000_000, 15_000_000], [[], []], [[0], [0]], [1]),
    ]) func `an impossible project is refused by what is wrong with it`(
        _ problem: ResourceProblem, _ durations: [Int], _ successors: [[Int]], _ demands: [[Int]], _ capacities: [Int]
    ) {
        #expect(throws: problem) {
            try ResourceProject(
                durations: durations, successors: successors, demands: demands, capacities: capacities)
        }
    }
}
