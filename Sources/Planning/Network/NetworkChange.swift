// Changing one task of a computed network: only what it touches is computed again.

/// What a change moved.
package struct NetworkChange: Sendable {
    package struct Move: Hashable, Sendable {
        package var task: Int
        /// The early finish before and after, in minutes since 1970.
        package var from: Int
        package var to: Int
    }
    private let before: ScheduleNetwork
    private let after: ScheduleNetwork
    private let positions: [Int32]
    /// How many tasks had to be placed again, early and late together.
    package let recomputed: Int

    init(_ before: ScheduleNetwork, _ after: ScheduleNetwork, at position: Int, recomputed: Int) {
        self.before = before
        self.after = after
        self.recomputed = recomputed
        positions = after.positionsMoved(since: before, changed: position)
    }

    /// How many tasks' early finish moved.
    package var movedCount: Int { positions.count }

    /// Tasks whose early finish moved, in topological order, the changed one included when it did.
    ///
    /// A change can move a hundred thousand tasks: a date is looked up when it is read.
    package var moved: some RandomAccessCollection<Move> {
        positions.lazy.map { [before, after] position in
            Move(
                task: Int(after.taskAt[Int(position)]), from: before.finishInstant(Int(position)),
                to: after.finishInstant(Int(position)))
        }
    }

    package var finishBefore: Int { before.finish }
}

extension ScheduleNetwork {
    /// Replaces what the input said of a task (not its links nor its summary) and brings all dates up to date.
    ///
    /// - Throws: `NetworkProblem`; the network is then as it was.
    @discardableResult
    package mutating func change(_ task: Int, to new: NetworkTask) throws(NetworkProblem) -> NetworkChange {
        guard positionOf.indices.contains(task), !positions(of: task).isEmpty else {
            throw .summaryConstraint(task: task)
        }
        try NetworkBuilder.check(new, task, calendars: calendars.count, tasks: positionOf.count)
        let parts = NetworkBuilder.isDivided(new) ? NetworkBuilder.parts(of: new, at: task) : [new]
        let isAsBefore = positions(of: task).allSatisfy { flags[$0].isInactive == (new.mode == .inactive) }
        guard parts.count == positions(of: task).count, isAsBefore else { throw .structure(task: task) }
        let before = self
        do {
            return try changed(positions(of: task), parts, before)
        } catch {
            self = before
            throw error
        }
    }

    private mutating func changed(_ positions: [Int], _ parts: [NetworkTask], _ before: ScheduleNetwork)
        throws(NetworkProblem) -> NetworkChange
    {
        for (position, part) in zip(positions, parts) {
            take(part, at: position)
            for link in incomingLinks(position) { settle(link) }
            for link in outgoing[position] { settle(Int(link)) }
        }
        let first = positions.min() ?? 0
        let isFixed = positions.contains { fixed[$0] != nil }
        if isSpreadable, before.isSpreadable, positions.count == 1, !isFixed {
            let recomputed = spread(from: first, before)
            if isWithinLayout { return NetworkChange(before, self, at: first, recomputed: recomputed) }
        }
        let dates = parts.flatMap { NetworkBuilder.dates(of: $0) } + [start]
        try layOutAndCompute(firstDates: (dates.min() ?? start, dates.max() ?? start))
        return NetworkChange(before, self, at: first, recomputed: 2 * duration.count)
    }

    /// Whether a date depends on nothing but the dates of what it is linked with.
    private var isSpreadable: Bool { !hasGroups && direction == .fromStart && !hasEarlyDates }

    private mutating func spread(from position: Int, _ before: ScheduleNetwork) -> Int {
        let placed = spreadForward(from: position)
        finish = computedFinish()
        if finish == before.finish || imposedFinish != nil { return placed + spreadBackward(from: position) }
        // Late dates count from the finish: nearly all of them are others.
        backwardPass()
        return placed + duration.count
    }

    /// The positions whose early finish is another than in a network of the same tasks, of which one has changed.
    fileprivate func positionsMoved(since before: ScheduleNetwork, changed: Int) -> [Int32] {
        // In one layout the same coordinate is the same instant.
        let isOneLayout = timelines[0].firstInstant == before.timelines[0].firstInstant
        return early.indices.filter { position in
            if isOneLayout, position != changed, duration[position] > 0 {
                return early[position] != before.early[position]
            }
            return finishInstant(position) != before.finishInstant(position)
        }.map { Int32($0) }
    }

    /// Places tasks again in order of position, as long as something before them moved.
    ///
    /// - Returns: how many were placed.
    private mutating func spreadForward(from first: Int) -> Int {
        var dirty = PositionSet(count: duration.count)
        dirty.insert(first)
        var placed = 0
        var next: Int? = first
        while let position = next {
            let before = (early[position], flags[position].isAtEnd)
            placeEarly(position)
            placed += 1
            if position == first || before != (early[position], flags[position].isAtEnd) {
                for index in Int(outgoing.offsets[position])..<Int(outgoing.offsets[position + 1]) {
                    dirty.insert(Int(linkTo[Int(outgoing.targets[index])]))
                }
            }
            // Once many move, to place all that follow is quicker than to ask each time who is next.
            if placed == ScheduleNetwork.manyMoved {
                placeOnward(from: position + 1)
                return placed + duration.count - position - 1
            }
            next = dirty.first(from: position + 1)
        }
        return placed
    }

    private static let manyMoved = 4096

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
