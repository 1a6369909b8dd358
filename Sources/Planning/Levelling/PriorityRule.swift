// The usual priority rules: which of several activities goes first.

/// Each gives every activity a number from the resource-free network; the smallest goes first.
package enum PriorityRule: String, CaseIterable, Sendable {
    /// LFT: whose latest finish comes first.
    case latestFinish
    /// LST: whose latest start comes first.
    case latestStart
    /// MSLK: who has the least total float.
    case leastFloat
    /// MTS: who has the most successors, direct and indirect.
    case mostSuccessors
    /// GRPW: whose own duration and those of the direct successors add up to most.
    case rankPositionalWeight
    /// SPT: who is shortest.
    case shortest

    /// The key of each activity, smallest first.
    package func keys(_ project: ResourceProject) -> [Int] {
        let times = project.resourceFreeTimes()
        return (0..<project.count).map { activity in
            let duration = Int(project.durations[activity])
            switch self {
            case .latestFinish: return times.latestFinish[activity]
            case .latestStart: return times.latestFinish[activity] - duration
            case .leastFloat: return times.latestFinish[activity] - duration - times.earliestStart[activity]
            case .mostSuccessors: return -project.successorCount(activity)
            case .rankPositionalWeight:
                return -project.successors[activity].reduce(duration) { $0 + Int(project.durations[Int($1)]) }
            case .shortest: return duration
            }
        }
    }
}

extension ResourceProject {
    /// Earliest starts and latest finishes without resources, and the critical path's length.
    package func resourceFreeTimes() -> (earliestStart: [Int], latestFinish: [Int], criticalPath: Int) {
        var earliest = Array(repeating: 0, count: count)
        var end = 0
        for activity in order.map({ Int($0) }) {
            let finish = earliest[activity] + Int(durations[activity])
            end = max(end, finish)
            for successor in successors[activity] { earliest[Int(successor)] = max(earliest[Int(successor)], finish) }
        }
        var latest = Array(repeating: end, count: count)
        for activity in order.reversed().map({ Int($0) }) {
            for successor in successors[activity] {
                latest[activity] = min(latest[activity], latest[Int(successor)] - Int(durations[Int(successor)]))
            }
        }
        return (earliest, latest, end)
    }

    /// No schedule is shorter: the critical path, or the work of a resource spread over all its units.
    package var lowerBound: Int {
        var bound = resourceFreeTimes().criticalPath
        for (resource, capacity) in capacities.enumerated() where capacity > 0 {
            var work = 0
            for activity in 0..<count {
                work += Int(durations[activity]) * Int(demands[activity * capacities.count + resource])
            }
            bound = max(bound, (work + Int(capacity) - 1) / Int(capacity))
        }
        return bound
    }

    /// How many activities come after this one, directly or not.
    fileprivate func successorCount(_ activity: Int) -> Int {
        var seen: Set<Int32> = []
        var open = Array(successors[activity])
        while let next = open.popLast() {
            if seen.insert(next).inserted { open.append(contentsOf: successors[Int(next)]) }
        }
        return seen.count
    }
}
