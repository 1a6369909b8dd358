// Changing one task of a computed network: only what it touches is computed again.

/// What a change moved.
package struct NetworkChange: Hashable, Sendable {
    package struct Move: Hashable, Sendable {
        // A change can move a hundred thousand tasks: three small numbers each.
        private let number: Int32
        private let before: Int32
        private let after: Int32

        init(task: Int32, from: Int, to: Int) {
            number = task
            before = Int32(truncatingIfNeeded: from)
            after = Int32(truncatingIfNeeded: to)
        }

        package var task: Int { Int(number) }
        /// The early finish before and after, in minutes since 1970.
        package var from: Int { Int(before) }
        package var to: Int { Int(after) }
    }
    /// Tasks whose early finish moved, in topological order, the changed one included when it did.
    package var moved: [Move]
    package var finishBefore: Int
    package var finishAfter: Int
    /// How many tasks had to be placed again, early and late together.
    package var recomputed: Int
}

extension ScheduleNetwork {
    /// Replaces what the input said of a task (not its links nor its summary) and brings all dates up to date.
    ///
    /// - Throws: `NetworkProblem`; the network is then as it was.
    @discardableResult
    package mutating func change(_ task: Int, to new: NetworkTask) throws(NetworkProblem) -> NetworkChange {
        guard positionOf.indices.contains(task), positionOf[task] >= 0 else { throw .summaryConstraint(task: task) }
        try NetworkBuilder.check(new, task, (calendars.count, positionOf.count, statusDate))
        let kept = self
        do {
            return try changed(Int(positionOf[task]), new)
        } catch {
            self = kept
            throw error
        }
    }

    private mutating func changed(_ position: Int, _ new: NetworkTask) throws(NetworkProblem) -> NetworkChange {
        let was = finishInstant(position)
        take(new, at: position)
        for link in Int(incoming[position])..<Int(incoming[position + 1]) { settle(link) }
        for index in Int(outgoing.offsets[position])..<Int(outgoing.offsets[position + 1]) {
            settle(Int(outgoing.targets[index]))
        }
        let finishBefore = finish
        var (moved, recomputed) = spreadForward(from: position, was)
        finish = computedFinish()
        if finish == finishBefore || imposedFinish != nil {
            recomputed += spreadBackward(from: position)
        } else if isUniform {
            // Every late date is the finish less what follows; what follows changed only before this task.
            let timeline = timelines[Int(calendar[position])]
            let shift = Int32(clamping: timeline.coordinate(finish) - timeline.coordinate(finishBefore))
            for other in late.indices { late[other] += shift }
            recomputed += spreadBackward(from: position)
        } else {
            backwardPass()
            recomputed += duration.count
        }
        if !isWithinLayout {
            let dates = [new.constraint.date, new.deadline, new.progress?.actualStart].compactMap { $0 } + [start]
            try layOutAndCompute(firstDates: (dates.min() ?? start, dates.max() ?? start))
        }
        try refuseContradictions()
        return NetworkChange(moved: moved, finishBefore: finishBefore, finishAfter: finish, recomputed: recomputed)
    }

    /// One calendar, no dates but the project's own, nothing has happened.
    private var isUniform: Bool {
        let first = calendar[0]
        return linkFlags.allSatisfy(\.isDirect) && flags.allSatisfy(\.isPlain) && calendar.allSatisfy { $0 == first }
            && deadline.allSatisfy { $0 == .max }
    }

    /// Places tasks again in order of position, as long as something before them moved.
    private mutating func spreadForward(from first: Int, _ firstWas: Int)
        -> (moved: [NetworkChange.Move], recomputed: Int)
    {
        var dirty = PositionSet(count: duration.count)
        dirty.insert(first)
        var moved: [NetworkChange.Move] = []
        var recomputed = 0
        var next: Int? = first
        while let position = next {
            let before = (early[position], flags[position].isAtEnd)
            let placed = earliest(position, usingLate: false)
            recomputed += 1
            driver[position] = placed.driver
            if position == first || before != (Int32(clamping: placed.coordinate), placed.isAtEnd) {
                let was = position == first ? firstWas : finishInstant(position)
                early[position] = Int32(clamping: placed.coordinate)
                flags[position].isAtEnd = placed.isAtEnd
                let now = finishInstant(position)
                if was != now { moved.append(NetworkChange.Move(task: taskAt[position], from: was, to: now)) }
                for index in Int(outgoing.offsets[position])..<Int(outgoing.offsets[position + 1]) {
                    dirty.insert(Int(linkTo[Int(outgoing.targets[index])]))
                }
            }
            next = dirty.first(from: position + 1)
        }
        return (moved, recomputed)
    }

    private mutating func spreadBackward(from first: Int) -> Int {
        var dirty = PositionSet(count: duration.count)
        dirty.insert(first)
        var recomputed = 0
        var next: Int? = first
        while let position = next {
            let before = late[position]
            placeLate(position)
            recomputed += 1
            if position == first || before != late[position] {
                for link in Int(incoming[position])..<Int(incoming[position + 1]) { dirty.insert(Int(linkFrom[link])) }
            }
            next = position == 0 ? nil : dirty.last(through: position - 1)
        }
        return recomputed
    }
}

/// Positions still to visit, in order, as bits: the next one is found a word of 64 at a time.
struct PositionSet {
    private var words: [UInt64]

    init(count: Int) { words = Array(repeating: 0, count: count / 64 + 1) }

    mutating func insert(_ position: Int) { words[position / 64] |= 1 << UInt64(position % 64) }

    func first(from position: Int) -> Int? {
        var word = position / 64
        guard word < words.count else { return nil }
        var bits = words[word] & (UInt64.max << UInt64(position % 64))
        while bits == 0 {
            word += 1
            guard word < words.count else { return nil }
            bits = words[word]
        }
        return word * 64 + bits.trailingZeroBitCount
    }

    func last(through position: Int) -> Int? {
        var word = position / 64
        var bits = words[word] & (UInt64.max >> UInt64(63 - position % 64))
        while bits == 0 {
            guard word > 0 else { return nil }
            word -= 1
            bits = words[word]
        }
        return word * 64 + 63 - bits.leadingZeroBitCount
    }
}
