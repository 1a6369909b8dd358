// Who comes next to whom, as two flat arrays.

/// For each of `count` nodes a run of neighbours, stored one after the other (compressed sparse rows).
package struct Adjacency: Sendable {
    /// Where each node's run begins in ``targets``; one more entry than there are nodes.
    package let offsets: [Int32]
    package let targets: [Int32]

    /// Groups pairs `(from, to)` by `from`, keeping their order within a node. Both lists are of one length; every
    /// index is in `0..<count`.
    package init(count: Int, from: [Int32], to: [Int32]) {
        var offsets = [Int32](repeating: 0, count: count + 1)
        for node in from { offsets[Int(node) + 1] += 1 }
        for node in 0..<count { offsets[node + 1] += offsets[node] }
        var next = offsets
        var targets = [Int32](repeating: 0, count: from.count)
        for index in from.indices {
            targets[Int(next[Int(from[index])])] = to[index]
            next[Int(from[index])] += 1
        }
        self.offsets = offsets
        self.targets = targets
    }

    package var count: Int { offsets.count - 1 }

    package subscript(node: Int) -> ArraySlice<Int32> { targets[Int(offsets[node])..<Int(offsets[node + 1])] }
}
