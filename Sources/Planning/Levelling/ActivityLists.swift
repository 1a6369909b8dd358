// Activity lists: made at random, sorted from keys, crossed and disturbed, always with predecessors first.

/// Room for the lists of one search, and the operations on them.
final class ActivityLists {
    let count: Int
    private let forwardOrder: [Int32]
    private let backwardOrder: [Int32]
    private let successors: Adjacency
    private let predecessors: Adjacency
    let mother: UnsafeMutablePointer<Int32>
    let father: UnsafeMutablePointer<Int32>
    let child: UnsafeMutablePointer<Int32>
    private let isTaken: UnsafeMutablePointer<Bool>
    private var buckets: [Int32] = []

    init(order: [Int32], successors: Adjacency, predecessors: Adjacency) {
        count = order.count
        forwardOrder = order
        backwardOrder = order.reversed()
        self.successors = successors
        self.predecessors = predecessors
        mother = .allocate(capacity: max(1, count))
        father = .allocate(capacity: max(1, count))
        child = .allocate(capacity: max(1, count))
        isTaken = .allocate(capacity: max(1, count))
    }

    deinit {
        mother.deallocate()
        father.deallocate()
        child.deallocate()
        isTaken.deallocate()
    }

    /// Sorts by key; equals keep their topological order, so that the result is a list of that direction.
    func sort(_ keys: UnsafePointer<Int32>, isBackward: Bool, into list: UnsafeMutablePointer<Int32>) {
        let order = isBackward ? backwardOrder : forwardOrder
        var least = Int32.max
        var most = Int32.min
        for activity in 0..<count {
            least = min(least, keys[activity])
            most = max(most, keys[activity])
        }
        guard count > 0 else { return }
        let span = Int(most) - Int(least) + 1
        guard span <= 16 * count + 1024 else {
            let sorted = order.enumerated().sorted { left, right in
                let (a, b) = (keys[Int(left.element)], keys[Int(right.element)])
                return a == b ? left.offset < right.offset : a < b
            }
            for (place, entry) in sorted.enumerated() { list[place] = entry.element }
            return
        }
        if buckets.count < span + 1 { buckets = Array(repeating: 0, count: span + 1) }
        buckets.withUnsafeMutableBufferPointer { buckets in
            for index in 0...span { buckets[index] = 0 }
            for activity in 0..<count { buckets[Int(keys[activity] - least) + 1] += 1 }
            for index in 0..<span { buckets[index + 1] += buckets[index] }
            order.withUnsafeBufferPointer { order in
                for activity in order {
                    let bucket = Int(keys[Int(activity)] - least)
                    list[Int(buckets[bucket])] = activity
                    buckets[bucket] += 1
                }
            }
        }
    }

    /// Two-point crossover: the mother's list with the activities between two places in the father's order (both lists
    /// are feasible, so the child's is).
    func cross(from first: Int, to last: Int) {
        isTaken.update(repeating: false, count: count)
        for place in first..<last { isTaken[Int(mother[place])] = true }
        child.update(from: mother, count: count)
        var place = first
        for index in 0..<count where isTaken[Int(father[index])] {
            child[place] = father[index]
            place += 1
        }
    }

    var childIsMother: Bool {
        for place in 0..<count where child[place] != mother[place] { return false }
        return true
    }

    /// Moves one activity of the child to a random place between its predecessors and its successors.
    func shift(isBackward: Bool, _ random: inout SeededGenerator) {
        let place = random.below(count)
        let activity = child[place]
        let before = isBackward ? successors[Int(activity)] : predecessors[Int(activity)]
        let after = isBackward ? predecessors[Int(activity)] : successors[Int(activity)]
        var low = place
        var high = place
        while low > 0, !before.contains(child[low - 1]) { low -= 1 }
        while high < count - 1, !after.contains(child[high + 1]) { high += 1 }
        let target = low + random.below(high - low + 1)
        if target < place {
            for index in stride(from: place, to: target, by: -1) { child[index] = child[index - 1] }
        } else {
            for index in place..<target { child[index] = child[index + 1] }
        }
        child[target] = activity
    }

    /// Swaps neighbours of the child here and there.
    func swapNeighbours(share: Double, isBackward: Bool, _ random: inout SeededGenerator) {
        guard count > 1 else { return }
        for place in 0..<(count - 1) where random.unit() < share {
            let (left, right) = (child[place], child[place + 1])
            let after = isBackward ? predecessors[Int(left)] : successors[Int(left)]
            if after.contains(right) { continue }
            child[place] = right
            child[place + 1] = left
        }
    }

    /// Fills the child with a forward list: among those whose predecessors are placed, by least key, or, with a
    /// generator, at random with regret-based bias (parameter 1): the smaller the key, the likelier.
    func generate(_ keys: [Int], _ random: inout SeededGenerator, isRandom: Bool) {
        var waiting = (0..<count).map { predecessors.offsets[$0 + 1] - predecessors.offsets[$0] }
        var eligible = forwardOrder.filter { waiting[Int($0)] == 0 }
        for place in 0..<count {
            let chosen = isRandom ? draw(eligible, keys, &random) : least(eligible, keys)
            let activity = eligible.remove(at: chosen)
            child[place] = activity
            for successor in successors[Int(activity)] {
                waiting[Int(successor)] -= 1
                if waiting[Int(successor)] == 0 { eligible.append(successor) }
            }
        }
    }

    private func least(_ eligible: [Int32], _ keys: [Int]) -> Int {
        eligible.indices.min { left, right in
            let (a, b) = (eligible[left], eligible[right])
            return (keys[Int(a)], a) < (keys[Int(b)], b)
        } ?? 0
    }

    private func draw(_ eligible: [Int32], _ keys: [Int], _ random: inout SeededGenerator) -> Int {
        let worst = eligible.reduce(Int.min) { max($0, keys[Int($1)]) }
        let total = eligible.reduce(0) { $0 + (worst - keys[Int($1)] + 1) }
        var rest = random.unit() * Double(total)
        for (index, activity) in eligible.enumerated() {
            rest -= Double(worst - keys[Int(activity)] + 1)
            if rest < 0 { return index }
        }
        return eligible.count - 1
    }
}
