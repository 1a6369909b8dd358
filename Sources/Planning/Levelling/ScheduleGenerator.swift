// What the search needs to know of a scheduling problem: precedence, and schedules from activity lists in both
// directions of time.

/// Generates schedules from activity lists. The search is written once over this; one generator knows plain resource
/// projects, another the network with its calendars.
protocol ScheduleGenerator: AnyObject {
    var count: Int { get }
    /// Who directly comes after whom in forward time.
    var successors: Adjacency { get }
    var predecessors: Adjacency { get }
    /// An order in which predecessors come first.
    var order: [Int32] { get }
    /// No span can be shorter.
    var lowerBound: Int32 { get }
    /// The keys of priority rules; the first one also guides the random lists of the beginning.
    var ruleKeys: [[Int]] { get }

    /// The serial scheme: places the activities of a precedence-feasible list in turn, each as early as possible, or, with
    /// `isBackward`, as late as possible from the list's (reversed) beginning.
    ///
    /// - Returns: the span, or the largest number when the pass was given up; `keys` receives for each activity its place in the opposite direction: sorted by them the
    ///   activities are a list for it.
    func schedule(_ list: UnsafePointer<Int32>, isBackward: Bool, keys: UnsafeMutablePointer<Int32>) -> Int32

    /// Whether the parallel scheme keeps the problem's priorities.
    var allowsParallel: Bool { get }

    // The steps of a forward pass, for schemes that choose as they go.

    /// Begins an empty schedule.
    func begin()
    /// The earliest start, now, of an activity whose predecessors are placed.
    func firstRoom(_ activity: Int) -> Int
    func place(_ activity: Int, at start: Int)
    /// Whether to give the pass up, asked before each activity with how many are placed.
    func isOver(_ placed: Int) -> Bool
    /// Ends the pass: the span, and the keys as in ``schedule(_:isBackward:keys:)``.
    func finishPass(keys: UnsafeMutablePointer<Int32>) -> Int32

    /// Whether a schedule of the backward direction is a solution too, or only a step to one.
    var backwardCounts: Bool { get }
    /// Keeps the schedule made last as the best one.
    func keep(isBackward: Bool)
}

extension ScheduleGenerator {
    /// The parallel scheme: always the activity that can start soonest, among equals the one with the least rule key, so
    /// that nothing waits that could run.
    func scheduleParallel(_ ruleKeys: [Int], keys: UnsafeMutablePointer<Int32>) -> Int32 {
        begin()
        var waiting = (0..<count).map { predecessors.offsets[$0 + 1] - predecessors.offsets[$0] }
        var eligible = order.filter { waiting[Int($0)] == 0 }
        var placed = 0
        while !eligible.isEmpty {
            if isOver(placed) { return .max }
            placed += 1
            var chosen = (start: Int.max, key: Int.max, index: 0)
            for (index, activity) in eligible.enumerated() {
                let start = firstRoom(Int(activity))
                if (start, ruleKeys[Int(activity)]) < (chosen.start, chosen.key) {
                    chosen = (start, ruleKeys[Int(activity)], index)
                }
            }
            let activity = Int(eligible.remove(at: chosen.index))
            place(activity, at: chosen.start)
            for successor in successors[activity] {
                waiting[Int(successor)] -= 1
                if waiting[Int(successor)] == 0 { eligible.append(successor) }
            }
        }
        return finishPass(keys: keys)
    }
}

/// How far a search goes.
package struct SearchLimits: Sendable {
    /// Every generation pass counts one, in either direction.
    package var schedules: Int
    /// Asked between schedules, and within long ones: true ends the search with the best found so far (a time limit, an
    /// interrupt). Once true it stays so.
    package var shouldStop: @Sendable () -> Bool
    /// Told how many schedules are done.
    package var progress: @Sendable (Int) -> Void

    package init(
        schedules: Int, shouldStop: @escaping @Sendable () -> Bool = { false },
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.schedules = schedules
        self.progress = progress
        self.shouldStop = shouldStop
    }
}
