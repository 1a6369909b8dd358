// An order in which everything comes after what it waits for, or the loop that makes one impossible.

/// Kahn's algorithm, smallest index first among equals, so that the same links give the same order.
package enum TopologicalOrder: Sendable {
    case order([Int32])
    /// The nodes of one loop, each a predecessor of the next, and the last of the first.
    case loop([Int])

    package static func of(successors: Adjacency, predecessors: Adjacency) -> TopologicalOrder {
        let count = successors.count
        var waiting = (0..<count).map { predecessors.offsets[$0 + 1] - predecessors.offsets[$0] }
        var order: [Int32] = []
        order.reserveCapacity(count)
        for node in 0..<count where waiting[node] == 0 { order.append(Int32(node)) }
        var next = 0
        while next < order.count {
            let node = Int(order[next])
            next += 1
            for index in Int(successors.offsets[node])..<Int(successors.offsets[node + 1]) {
                let successor = Int(successors.targets[index])
                waiting[successor] -= 1
                if waiting[successor] == 0 { order.append(Int32(successor)) }
            }
        }
        if order.count == count { return .order(order) }
        return .loop(loop(among: waiting, predecessors: predecessors))
    }

    /// Walks back over predecessors that are themselves stuck until a node comes up twice.
    private static func loop(among waiting: [Int32], predecessors: Adjacency) -> [Int] {
        guard var node = waiting.firstIndex(where: { $0 > 0 }) else { return [] }
        var place: [Int: Int] = [:]
        var path: [Int] = []
        while place[node] == nil {
            place[node] = path.count
            path.append(node)
            guard let before = predecessors[node].first(where: { waiting[Int($0)] > 0 }) else { return [] }
            node = Int(before)
        }
        return fromSmallest(path[(place[node] ?? 0)...].reversed())
    }

    /// A loop has no beginning; it is told from its smallest number on.
    static func fromSmallest(_ loop: [Int]) -> [Int] {
        guard let least = loop.indices.min(by: { loop[$0] < loop[$1] }) else { return loop }
        return Array(loop[least...] + loop[..<least])
    }
}
