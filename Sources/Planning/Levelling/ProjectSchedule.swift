// Schedules of a resource project: made by a rule, searched for, and checked.

/// Starts in whole units of time, and what it took to find them.
package struct ProjectSchedule: Hashable, Sendable {
    package var starts: [Int]
    package var makespan: Int
    /// Generation and justification passes used.
    package var schedules: Int
}

package enum GenerationScheme: String, CaseIterable, Sendable { case serial, parallel }

extension ResourceProject {
    /// The genetic search (``ScheduleSearch``) within its limits; at least one schedule is made.
    package func searched(limits: SearchLimits, seed: UInt64) -> ProjectSchedule {
        let generator = ProjectGenerator(self, shouldStop: limits.shouldStop)
        let outcome = ScheduleSearch.run(generator, limits: limits, seed: seed)
        return ProjectSchedule(
            starts: generator.best.map { Int($0) }, makespan: Int(outcome.span), schedules: outcome.schedules)
    }

    /// One pass by a priority rule.
    package func scheduled(by rule: PriorityRule, _ scheme: GenerationScheme) -> ProjectSchedule {
        let keys = rule.keys(self)
        let generator = ProjectGenerator(self)
        var placed = Array(repeating: Int32(0), count: max(1, count))
        let makespan = placed.withUnsafeMutableBufferPointer { placed -> Int32 in
            guard let placed = placed.baseAddress else { return 0 }
            switch scheme {
            case .serial:
                var random = SeededGenerator(seed: 0)
                let lists = ActivityLists(order: order, successors: successors, predecessors: predecessors)
                lists.generate(keys, &random, isRandom: false)
                return generator.schedule(lists.child, isBackward: false, keys: placed)
            case .parallel: return generator.scheduleParallel(keys, keys: placed)
            }
        }
        generator.keep(isBackward: false)
        return ProjectSchedule(starts: generator.best.map { Int($0) }, makespan: Int(makespan), schedules: 1)
    }

    /// Forward-backward improvement: justifies to the right, then to the left; never longer than it was. Two passes.
    package func improved(_ schedule: ProjectSchedule) -> ProjectSchedule {
        let lists = ActivityLists(order: order, successors: successors, predecessors: predecessors)
        let generator = ProjectGenerator(self)
        var keys = (0..<count).map { Int32(schedule.makespan - schedule.starts[$0]) - durations[$0] }
        var span = Int32(schedule.makespan)
        for isBackward in [true, false] {
            keys.withUnsafeMutableBufferPointer { keys in
                guard let base = keys.baseAddress else { return }
                lists.sort(base, isBackward: isBackward, into: lists.child)
                span = generator.schedule(lists.child, isBackward: isBackward, keys: base)
            }
        }
        generator.keep(isBackward: false)
        return ProjectSchedule(
            starts: generator.best.map { Int($0) }, makespan: Int(span), schedules: schedule.schedules + 2)
    }

    /// What is wrong with these starts, in words of fact; empty when precedence and every capacity hold at every moment.
    /// It shares no code with the generation.
    package func violations(_ starts: [Int]) -> [String] {
        var found: [String] = []
        guard starts.count == count else { return ["\(starts.count) starts for \(count) activities"] }
        for activity in 0..<count {
            if starts[activity] < 0 { found.append("activity \(activity + 1) starts before 0") }
            for successor in successors[activity].map({ Int($0) })
            where starts[successor] < starts[activity] + Int(durations[activity]) {
                found.append("activity \(successor + 1) starts before \(activity + 1) finishes")
            }
        }
        for (resource, capacity) in capacities.enumerated() {
            var changes: [Int: Int] = [:]
            for activity in 0..<count where durations[activity] > 0 {
                let demand = Int(demands[activity * capacities.count + resource])
                changes[starts[activity], default: 0] += demand
                changes[starts[activity] + Int(durations[activity]), default: 0] -= demand
            }
            var used = 0
            for (moment, change) in changes.sorted(by: { $0.key < $1.key }) {
                used += change
                if used > Int(capacity) { found.append("resource \(resource + 1) is overused at \(moment)") }
            }
        }
        return found
    }
}

/// The generator of plain resource projects: the mirror image of a backward schedule is a schedule.
final class ProjectGenerator: ScheduleGenerator {
    private let project: ResourceProject
    private let forward: SerialGeneration
    private let backward: SerialGeneration
    private let starts: UnsafeMutablePointer<Int32>
    private var makespan: Int32 = 0
    private(set) var best: [Int32]
    let lowerBound: Int32
    private let shouldStop: @Sendable () -> Bool

    init(_ project: ResourceProject, shouldStop: @escaping @Sendable () -> Bool = { false }) {
        self.project = project
        self.shouldStop = shouldStop
        forward = SerialGeneration(project, isBackward: false)
        backward = SerialGeneration(project, isBackward: true)
        starts = .allocate(capacity: max(1, project.count))
        best = Array(repeating: 0, count: project.count)
        lowerBound = Int32(project.lowerBound)
    }

    deinit { starts.deallocate() }

    var count: Int { project.count }
    var successors: Adjacency { project.successors }
    var predecessors: Adjacency { project.predecessors }
    var order: [Int32] { project.order }
    var backwardCounts: Bool { true }
    var allowsParallel: Bool { project.count <= ScheduleSearch.manyActivities }
    var ruleKeys: [[Int]] {
        var rules: [PriorityRule] = [.latestFinish, .latestStart, .rankPositionalWeight]
        if project.count <= ScheduleSearch.manyActivities { rules.insert(.mostSuccessors, at: 2) }
        return rules.map { $0.keys(project) }
    }

    func schedule(_ list: UnsafePointer<Int32>, isBackward: Bool, keys: UnsafeMutablePointer<Int32>) -> Int32 {
        makespan = (isBackward ? backward : forward).schedule(list, into: starts)
        write(keys)
        return makespan
    }

    private func write(_ keys: UnsafeMutablePointer<Int32>) {
        project.durations.withUnsafeBufferPointer { durations in
            for activity in 0..<durations.count { keys[activity] = makespan - starts[activity] - durations[activity] }
        }
    }

    /// Only what chooses as it goes asks; a serial pass is over soon.
    func isOver(_ placed: Int) -> Bool { placed % 64 == 63 && shouldStop() }

    func begin() {
        forward.clear()
        makespan = 0
    }

    func firstRoom(_ activity: Int) -> Int { forward.earliestStart(activity, starts) }

    func place(_ activity: Int, at start: Int) {
        let duration = project.durations[activity]
        forward.take(activity, start, Int(duration))
        starts[activity] = Int32(start)
        makespan = max(makespan, Int32(start) + duration)
    }

    func finishPass(keys: UnsafeMutablePointer<Int32>) -> Int32 {
        write(keys)
        return makespan
    }

    func keep(isBackward: Bool) {
        for activity in best.indices {
            best[activity] = isBackward ? makespan - starts[activity] - project.durations[activity] : starts[activity]
        }
    }
}
