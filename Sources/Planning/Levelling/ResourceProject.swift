// A resource-constrained project: activities that wait for each other and share what is scarce.

/// Activities with durations, finish-to-start precedence and needs of renewable resources of constant capacity: the
/// resource-constrained project scheduling problem (RCPSP) in whole units of time.
package struct ResourceProject: Sendable {
    /// Units of time, from 0.
    package let durations: [Int32]
    package let predecessors: Adjacency
    package let successors: Adjacency
    /// Units of each resource, from 1.
    package let capacities: [Int32]
    /// What an activity needs while it runs: `demands[activity * capacities.count + resource]`.
    package let demands: [Int32]
    /// An order in which every activity comes after its predecessors.
    package let order: [Int32]

    package var count: Int { durations.count }

    /// The sum of durations up to which a project is taken, for up to four resources, and a part of it for more: a
    /// schedule keeps a profile of that length.
    package static let longestHorizon = 20_000_000
    package static let mostActivities = 20_000

    /// - Throws: `ResourceProblem` for a loop, a need above its capacity, a negative figure, or a project whose
    ///   durations add up to more than ``longestHorizon``.
    package init(durations: [Int], successors: [[Int]], demands: [[Int]], capacities: [Int]) throws(ResourceProblem) {
        let count = durations.count
        guard count <= ResourceProject.mostActivities else { throw .activities(count) }
        var horizon = 0
        for (activity, duration) in durations.enumerated() {
            guard duration >= 0, duration <= ResourceProject.longestHorizon else {
                throw .duration(activity: activity, duration)
            }
            horizon += duration
            guard horizon <= ResourceProject.longestHorizon else { throw .horizon }
        }
        for (resource, capacity) in capacities.enumerated() {
            guard capacity >= 0, capacity < 1 << 30 else { throw .capacity(resource: resource, capacity) }
        }
        let words = PackedCapacity(capacities.map { Int32($0) }).words
        guard horizon * words <= ResourceProject.longestHorizon else { throw .horizon }
        for activity in 0..<count {
            for (resource, demand) in demands[activity].enumerated() {
                guard demand >= 0 else { throw .demand(activity: activity, resource: resource, demand) }
                guard demand <= capacities[resource] || durations[activity] == 0 else {
                    throw .neverFree(
                        activity: activity, resource: resource, demand: demand, capacity: capacities[resource])
                }
            }
        }
        var from: [Int32] = []
        var to: [Int32] = []
        for activity in 0..<count {
            for successor in successors[activity] {
                guard (0..<count).contains(successor) else { throw .successor(activity: activity, successor) }
                from.append(Int32(activity))
                to.append(Int32(successor))
            }
        }
        let after = Adjacency(count: count, from: from, to: to)
        let before = Adjacency(count: count, from: to, to: from)
        switch TopologicalOrder.of(successors: after, predecessors: before) {
        case .loop(let loop): throw .loop(loop)
        case .order(let order): self.order = order
        }
        self.durations = durations.map { Int32($0) }
        self.successors = after
        self.predecessors = before
        self.capacities = capacities.map { Int32($0) }
        self.demands = demands.enumerated().flatMap { activity, needs in
            needs.map { durations[activity] == 0 ? 0 : Int32($0) }
        }
    }
}

/// What makes a project one that cannot be scheduled. Activities and resources are numbered from 0.
package enum ResourceProblem: Error, Hashable, Sendable {
    case duration(activity: Int, Int)
    case activities(Int)
    case horizon
    case capacity(resource: Int, Int)
    case demand(activity: Int, resource: Int, Int)
    case neverFree(activity: Int, resource: Int, demand: Int, capacity: Int)
    case successor(activity: Int, Int)
    /// Each waits for the one before it, and the first for the last.
    case loop([Int])
}
