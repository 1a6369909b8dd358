// Schedules of a network with calendars, in both directions of time, from activity lists.

/// Positions of the network are the activities. A forward schedule is a levelled plan; a backward one, placed from the
/// finish of the first plan, is a step to a better list.
final class NetworkGenerator: ScheduleGenerator {
    private(set) var network: ScheduleNetwork
    let successors: Adjacency
    let predecessors: Adjacency
    let order: [Int32]
    let lowerBound: Int32
    private(set) var ruleKeys: [[Int]] = []
    let resources: [LevellingResource]
    /// Needs by position.
    let needs: [[ResourceNeed]]
    let priorities: [Int]
    private let isFixed: [Bool]
    /// Fixed tasks whose dates no other task decides: their units are taken before anything is placed.
    private let isReserved: [Bool]
    let isUrgent: [Bool]
    private(set) var profiles: [ResourceProfile] = []
    /// By resource, when and how much of its capacity is missing, on its own working time.
    private(set) var absences: [[(from: Int, to: Int, units: Int)]] = []
    private var horizon: Int
    private(set) var best: [Int32]
    /// Something did not fit into the laid-out years.
    private(set) var isTooLong = false
    private let shouldStop: @Sendable () -> Bool
    /// No time is left to look for room: what is not placed yet goes behind all that is.
    private var isHurried = false
    private var hasPlan = false

    init(_ input: LevellingInput, shouldStop: @escaping @Sendable () -> Bool) {
        self.shouldStop = shouldStop
        let network = input.network
        self.network = network
        let count = network.taskAt.count
        // The last part of a summary waits for the others where a link leads to the summary's finish.
        let waits = network.finishGroups.sorted { $0.key < $1.key }.flatMap { group in
            group.value.dropLast().map { ($0, group.value[group.value.count - 1]) }
        }
        let (before, after) = (network.linkFrom + waits.map(\.0), network.linkTo + waits.map(\.1))
        successors = Adjacency(count: count, from: before, to: after)
        predecessors = Adjacency(count: count, from: after, to: before)
        order = (0..<count).map { Int32($0) }
        resources = input.resources
        var byPosition: [[ResourceNeed]] = Array(repeating: [], count: count)
        for need in input.needs {
            guard let position = network.position(of: need.task, assignment: need.assignment),
                !network.flags[position].isInactive
            else { continue }
            byPosition[position].append(need)
        }
        absences = input.resources.map { $0.absences(on: network.timelines[$0.calendar]) }
        needs = byPosition
        priorities = network.taskAt.map { input.priorities[Int($0)] }
        isFixed = (0..<count).map { position in
            let state = network.flags[position]
            return state.isStarted || state.isFinished || state.isPin || state.isFixed
                || input.priorities[Int(network.taskAt[position])] >= LevellingInput.fixedPriority
        }
        var isReserved = network.flags.map { $0.isPin || $0.isFixed }
        for position in 0..<count where network.flags[position].isStarted {
            isReserved[position] = predecessors[position].allSatisfy { network.flags[Int($0)].isFinished }
        }
        self.isReserved = isReserved
        // What may not wait for a resource is placed first, and so is all it waits for: the others go around it.
        var isUrgent = Array(repeating: false, count: count)
        for position in (0..<count).reversed() {
            isUrgent[position] =
                (isFixed[position] && !isReserved[position] && !network.flags[position].isFinished)
                || successors[position].contains { isUrgent[Int($0)] }
        }
        self.isUrgent = isUrgent
        best = network.early
        horizon = network.finish
        lowerBound = Int32(clamping: network.finish - network.start)
        ruleKeys = rules()
    }

    var count: Int { order.count }
    var backwardCounts: Bool { false }
    var allowsParallel: Bool {
        count <= ScheduleSearch.manyActivities && Set(priorities).count <= 1 && !isUrgent.contains(true)
    }

    // MARK: Forward

    /// Whether to give the pass up. The first that fits is brought to its end in a hurry, so
    /// that there is a plan.
    func isOver(_ placed: Int) -> Bool {
        if isTooLong { return true }
        guard placed % 16 == 15, !isHurried, shouldStop() else { return false }
        isHurried = !hasPlan
        return hasPlan
    }

    func begin() {
        profiles = resources.map { ResourceProfile(capacity: $0.most) }
        for (resource, missing) in absences.enumerated() {
            for stretch in missing { profiles[resource].take(stretch.units, from: stretch.from, to: stretch.to) }
        }
        for position in order.indices where isReserved[position] { occupy(position, Int(best[position])) }
    }

    func firstRoom(_ position: Int) -> Int {
        network.startInstant(position, room(position))
    }

    func place(_ position: Int, at start: Int) { settle(position, room(position)) }

    private func room(_ position: Int) -> Int {
        firstCoordinate(position, network.earliest(position, from: network.early.span).coordinate)
    }

    private func settle(_ position: Int, _ coordinate: Int) {
        network.placeEarly(position)
        network.early[position] = Int32(clamping: coordinate)
        if !isReserved[position] { occupy(position, coordinate) }
    }

    func finishPass(keys: UnsafeMutablePointer<Int32>) -> Int32 {
        let finish = network.computedFinish()
        for position in order.indices { keys[position] = Int32(clamping: finish - network.finishInstant(position)) }
        return Int32(clamping: finish - network.start)
    }

    /// The first coordinate, from this one on, at which every resource has room until the task's finish.
    private func firstCoordinate(_ position: Int, _ bound: Int) -> Int {
        guard !isFixed[position], network.duration[position] > 0 else { return bound }
        let timeline = network.timelines[Int(network.calendar[position])]
        var coordinate = isHurried ? max(bound, firstUnused(position, timeline)) : bound
        let stretches = network.workStretches(position)
        while let conflict = conflict(position, coordinate, stretches) {
            let resource = network.timelines[resources[conflict.resource].calendar]
            guard conflict.end < resource.total, coordinate < timeline.total else {
                // Whoever leaves and does not come back is overbooked: the plan is not put off for ever.
                if !resources[conflict.resource].availability.isEmpty { return bound }
                isTooLong = true
                return coordinate
            }
            coordinate = max(coordinate + 1, timeline.coordinate(resource.start(conflict.end)))
        }
        if coordinate + Int(network.duration[position]) > timeline.total { isTooLong = true }
        return coordinate
    }

    /// From here on none of what the task needs is used by anybody.
    private func firstUnused(_ position: Int, _ timeline: WorkingTimeline) -> Int {
        needs[position].reduce(0) { latest, need in
            let end = profiles[need.resource].end
            guard !need.isOverbooked, end > 0 else { return latest }
            return max(latest, timeline.coordinate(network.timelines[resources[need.resource].calendar].start(end)))
        }
    }

    private func conflict(_ position: Int, _ coordinate: Int, _ stretches: [WorkStretch]) -> (resource: Int, end: Int)?
    {
        for need in needs[position] where !need.isOverbooked {
            for stretch in stretches.reversed() {
                let (first, last) = span(position, coordinate, stretch, on: need.resource)
                if let end = profiles[need.resource].endOfLastConflict(from: first, to: last, units: need.units) {
                    return (need.resource, end)
                }
            }
        }
        return nil
    }

    /// The stretch of a resource's working time that a stretch of a task's work holds.
    func span(_ position: Int, _ coordinate: Int, _ stretch: WorkStretch, on resource: Int) -> (first: Int, last: Int) {
        let own = network.timelines[Int(network.calendar[position])]
        let timeline = network.timelines[resources[resource].calendar]
        return (
            timeline.coordinate(own.start(coordinate + stretch.from)),
            timeline.coordinate(own.finish(coordinate + stretch.to))
        )
    }

    private func occupy(_ position: Int, _ coordinate: Int) {
        guard !needs[position].isEmpty else { return }
        for stretch in network.workStretches(position) {
            for need in needs[position] {
                let (first, last) = span(position, coordinate, stretch, on: need.resource)
                profiles[need.resource].take(need.units, from: first, to: last)
            }
        }
    }

    // MARK: Lists

    func schedule(_ list: UnsafePointer<Int32>, isBackward: Bool, keys: UnsafeMutablePointer<Int32>) -> Int32 {
        var rank = Array(repeating: 0, count: count)
        for place in 0..<count { rank[Int(list[place])] = place }
        let sequence = feasible(rank, isBackward: isBackward)
        begin()
        guard isBackward else {
            for (placed, position) in sequence.enumerated() {
                if isOver(placed) { return .max }
                settle(position, room(position))
            }
            return finishPass(keys: keys)
        }
        var first = horizon
        for (placed, position) in sequence.enumerated() {
            if isOver(placed) { return .max }
            let coordinate = lastCoordinate(position)
            network.late[position] = Int32(clamping: coordinate)
            if !isReserved[position] { occupy(position, coordinate) }
            let start = network.startInstant(position, coordinate)
            keys[position] = Int32(clamping: start)
            first = min(first, start)
        }
        return Int32(clamping: horizon - first)
    }

    /// The last coordinate that the successors allow, moved forward in time until there is room.
    private func lastCoordinate(_ position: Int) -> Int {
        if isFixed[position] { return Int(best[position]) }
        let timeline = network.timelines[Int(network.calendar[position])]
        let length = Int(network.duration[position])
        var coordinate = timeline.coordinate(horizon) - length
        coordinate = min(coordinate, network.latest(position, before: network.late.span))
        guard length > 0 else { return coordinate }
        let stretches = network.workStretches(position)
        search: while coordinate > 0 {
            for need in needs[position] where !need.isOverbooked {
                for stretch in stretches {
                    let (first, last) = span(position, coordinate, stretch, on: need.resource)
                    let begin = profiles[need.resource].beginOfFirstConflict(from: first, to: last, units: need.units)
                    guard let begin else { continue }
                    guard begin > Int.min else { return coordinate }
                    let finish = network.timelines[resources[need.resource].calendar].finish(begin)
                    coordinate = min(coordinate - 1, timeline.coordinate(finish) - stretch.to)
                    continue search
                }
            }
            break
        }
        return coordinate
    }

    func keep(isBackward: Bool) {
        hasPlan = true
        best = network.early
        horizon = max(horizon, network.computedFinish())
    }

    /// The best plan again, with its profiles.
    func restoreBest() {
        begin()
        for position in order.indices {
            network.placeEarly(position)
            network.early[position] = best[position]
            if !isReserved[position] { occupy(position, Int(best[position])) }
        }
    }
}
