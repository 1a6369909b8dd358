// Who holds a resource at a moment.

/// The tasks that hold one resource, to be asked by a minute of its working time.
struct ResourceHolders {
    struct Held {
        var position: Int
        var first: Int
        var last: Int
    }

    private static let blockSize = 64
    /// By their first minute.
    private let held: [Held]
    /// By block, the last minute of any of it: what ended before is passed over a block at a time.
    private let lasts: [Int]

    init(_ all: [Held]) {
        let held = all.sorted { ($0.first, $0.position) < ($1.first, $1.position) }
        self.held = held
        lasts = stride(from: 0, to: held.count, by: ResourceHolders.blockSize).map { start in
            held[start..<min(start + ResourceHolders.blockSize, held.count)].reduce(Int.min) { max($0, $1.last) }
        }
    }

    /// The positions of those that hold it in this minute.
    func positions(at minute: Int) -> [Int] {
        var found: [Int] = []
        for (block, last) in lasts.enumerated() where last > minute {
            let start = block * ResourceHolders.blockSize
            guard held[start].first <= minute else { break }
            for entry in held[start..<min(start + ResourceHolders.blockSize, held.count)]
            where entry.first <= minute && entry.last > minute { found.append(entry.position) }
        }
        return found
    }
}
