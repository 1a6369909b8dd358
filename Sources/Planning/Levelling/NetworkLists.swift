// In which order the tasks of a network are placed: by rules, and from any list the next one that may go.

extension NetworkGenerator {
    /// Latest start, latest finish, earliest start and least float, all from the network without resources.
    func rules() -> [[Int]] {
        let positions = order.map { Int($0) }
        return [
            positions.map { network.startInstant($0, Int(network.late[$0])) },
            positions.map { network.finishInstant($0, Int(network.late[$0])) },
            positions.map { network.startInstant($0) },
            positions.map { Int(network.late[$0]) - Int(network.early[$0]) },
        ]
    }

    /// The list with predecessors first (links of other kinds than finish-to-start, and negative lags, let starts come in
    /// another order) and the more important of what may go next first.
    func feasible(_ rank: [Int], isBackward: Bool) -> [Int] {
        let before = isBackward ? successors : predecessors
        let after = isBackward ? predecessors : successors
        var waiting = (0..<count).map { before.offsets[$0 + 1] - before.offsets[$0] }
        var ready = PriorityQueue()
        func key(_ position: Int) -> Int {
            // In the backward direction the important ones come last, next to the project's start.
            let weight = priorities[position] + (isUrgent[position] ? 2 * LevellingInput.fixedPriority : 0)
            return (isBackward ? weight : -weight) * (count + 1) + rank[position]
        }
        for position in 0..<count where waiting[position] == 0 { ready.push(key(position), position) }
        var result: [Int] = []
        result.reserveCapacity(count)
        while let position = ready.pop() {
            result.append(position)
            for other in after[position] {
                waiting[Int(other)] -= 1
                if waiting[Int(other)] == 0 { ready.push(key(Int(other)), Int(other)) }
            }
        }
        return result
    }
}
