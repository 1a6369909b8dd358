// The serial schedule generation scheme: each activity in turn at the earliest moment that precedence and resources allow.

/// Turns activity lists into schedules in one direction of time, with buffers of its own that are used again and again.
///
/// What is still free at a moment is packed into 64-bit words, a lane for each resource with its top bit kept as guard:
/// one subtraction tells whether all the resources of a word suffice (SIMD within a register).
final class SerialGeneration {
    let count: Int
    private let durations: UnsafeMutablePointer<Int32>
    private let beforeOffsets: UnsafeMutablePointer<Int32>
    private let before: UnsafeMutablePointer<Int32>
    private let words: Int
    private let demands: UnsafeMutablePointer<UInt64>
    private let full: UnsafeMutablePointer<UInt64>
    private let guards: UInt64
    private let free: UnsafeMutablePointer<UInt64>
    private let horizon: Int
    private var used: Int

    /// - Parameter isBackward: time runs from the project's end to its start: precedence is turned round.
    init(_ project: ResourceProject, isBackward: Bool) {
        count = project.count
        let precedence = isBackward ? project.successors : project.predecessors
        durations = SerialGeneration.copy(project.durations)
        beforeOffsets = SerialGeneration.copy(precedence.offsets)
        before = SerialGeneration.copy(precedence.targets)
        let lanes = PackedCapacity(project.capacities)
        words = lanes.words
        guards = lanes.guards
        full = SerialGeneration.copy(lanes.packed(project.capacities[...]))
        demands = SerialGeneration.copy(
            (0..<project.count).flatMap { activity in
                lanes.packed(project.demands[(activity * project.capacities.count)...].prefix(project.capacities.count))
            })
        horizon = project.durations.reduce(0) { $0 + Int($1) }
        free = UnsafeMutablePointer.allocate(capacity: max(1, horizon * lanes.words))
        used = horizon
    }

    deinit {
        durations.deallocate()
        beforeOffsets.deallocate()
        before.deallocate()
        full.deallocate()
        demands.deallocate()
        free.deallocate()
    }

    private static func copy<Element>(_ array: [Element]) -> UnsafeMutablePointer<Element> {
        let pointer = UnsafeMutablePointer<Element>.allocate(capacity: max(1, array.count))
        array.withUnsafeBufferPointer { buffer in
            if let base = buffer.baseAddress { pointer.initialize(from: base, count: array.count) }
        }
        return pointer
    }

    /// Places the activities in this order, which must name each once, after those it waits for.
    ///
    /// - Returns: the makespan; `starts` receives each activity's start, counted from this direction's beginning.
    func schedule(_ order: UnsafePointer<Int32>, into starts: UnsafeMutablePointer<Int32>) -> Int32 {
        clear()
        var makespan: Int32 = 0
        for position in 0..<count {
            let activity = Int(order[position])
            let duration = Int(durations[activity])
            let start = earliestStart(activity, starts)
            take(activity, start, duration)
            starts[activity] = Int32(truncatingIfNeeded: start)
            makespan = max(makespan, Int32(truncatingIfNeeded: start + duration))
        }
        return makespan
    }

    /// Empties the profile.
    func clear() {
        if words == 1 {
            free.update(repeating: full[0], count: used)
        } else {
            for moment in 0..<used { (free + moment * words).update(from: full, count: words) }
        }
        used = 0
    }

    /// The first moment at which the predecessors have finished and the resources suffice for the whole duration.
    @inline(__always)
    func earliestStart(_ activity: Int, _ starts: UnsafePointer<Int32>) -> Int {
        var earliest: Int32 = 0
        for index in Int(beforeOffsets[activity])..<Int(beforeOffsets[activity + 1]) {
            let other = Int(before[index])
            earliest = max(earliest, starts[other] &+ durations[other])
        }
        let duration = Int(durations[activity])
        return words == 1
            ? firstRoomOne(activity, Int(earliest), duration) : firstRoom(activity, Int(earliest), duration)
    }

    /// The usual case of a single word: looks at a window from its end, so that a moment without room moves the window
    /// past it at once.
    @inline(__always)
    private func firstRoomOne(_ activity: Int, _ earliest: Int, _ duration: Int) -> Int {
        let need = demands[activity]
        guard need != 0 else { return earliest }
        var start = earliest
        var known = earliest
        search: while true {
            var moment = start + duration
            while moment > known {
                moment -= 1
                if ((free[moment] | guards) &- need) & guards != guards {
                    known = start + duration
                    start = moment + 1
                    continue search
                }
            }
            return start
        }
    }

    private func firstRoom(_ activity: Int, _ earliest: Int, _ duration: Int) -> Int {
        let need = demands + activity * words
        var start = earliest
        search: while true {
            for moment in stride(from: start + duration - 1, through: start, by: -1) {
                for word in 0..<words where ((free[moment * words + word] | guards) &- need[word]) & guards != guards {
                    start = moment + 1
                    continue search
                }
            }
            return start
        }
    }

    /// Takes what the activity needs out of the profile.
    @inline(__always)
    func take(_ activity: Int, _ start: Int, _ duration: Int) {
        let need = demands + activity * words
        used = max(used, start + duration)
        if words == 1 {
            for moment in start..<(start + duration) { free[moment] &-= need[0] }
        } else {
            for moment in start..<(start + duration) {
                for word in 0..<words { free[moment * words + word] &-= need[word] }
            }
        }
    }
}

/// How capacities share 64-bit words: four lanes of 16 bits where every capacity is below 2^15, else two of 32.
struct PackedCapacity {
    let words: Int
    let guards: UInt64
    private let lane: Int
    private let lanesPerWord: Int

    init(_ capacities: [Int32]) {
        let isSmall = capacities.allSatisfy { $0 < 1 << 15 }
        lane = isSmall ? 16 : 32
        lanesPerWord = 64 / lane
        guards = isSmall ? 0x8000_8000_8000_8000 : 0x8000_0000_8000_0000
        words = max(1, (capacities.count + lanesPerWord - 1) / lanesPerWord)
    }

    func packed(_ values: ArraySlice<Int32>) -> [UInt64] {
        var result = [UInt64](repeating: 0, count: words)
        for (index, value) in values.enumerated() {
            result[index / lanesPerWord] |= UInt64(value) << UInt64(index % lanesPerWord * lane)
        }
        return result
    }
}
