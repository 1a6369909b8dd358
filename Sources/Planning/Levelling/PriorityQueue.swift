// The least key first.

/// A binary heap of keys with values; equal keys leave by value, so that the order is always the same.
struct PriorityQueue {
    private var entries: [(key: Int, value: Int)] = []

    mutating func push(_ key: Int, _ value: Int) {
        entries.append((key, value))
        var child = entries.count - 1
        while child > 0, entries[child] < entries[(child - 1) / 2] {
            entries.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func pop() -> Int? {
        guard let first = entries.first, let last = entries.popLast() else { return nil }
        guard !entries.isEmpty else { return first.value }
        entries[0] = last
        var parent = 0
        while true {
            let left = 2 * parent + 1
            guard left < entries.count else { return first.value }
            let right = left + 1
            let least = right < entries.count && entries[right] < entries[left] ? right : left
            guard entries[least] < entries[parent] else { return first.value }
            entries.swapAt(least, parent)
            parent = least
        }
    }
}
