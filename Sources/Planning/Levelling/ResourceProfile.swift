// How much of one resource is taken, over its own working time.

/// A step function: from each point on, so much is used, until the next point.
///
/// Points stand in blocks that know their least and their most, so that a search passes over what is full, or free, a
/// block at a time, and a new point moves only its block. Neighbours that use the same are one.
struct ResourceProfile {
    let capacity: Int
    private var blocks = [ProfileBlock(points: [Int.min], used: [0])]

    init(capacity: Int) { self.capacity = capacity }

    /// From here on nothing is used.
    var end: Int { blocks[blocks.count - 1].points.last ?? Int.min }

    /// Whether these units would be too many at a step, whose place it is.
    private func isFull(_ place: Place, _ units: Int) -> Bool {
        blocks[place.block][place.entry] + units > capacity
    }

    /// Where, after the last conflict between two coordinates, there is room for these units again; nil without conflict.
    func endOfLastConflict(from first: Int, to last: Int, units: Int) -> Int? {
        guard first < last else { return nil }
        var place = place(of: last - 1)
        while true {
            if blocks[place.block].most + units > capacity {
                while !isFull(place, units) {
                    if blocks[place.block].points[place.entry] <= first { return nil }
                    if place.entry == 0 { break }
                    place.entry -= 1
                }
                if isFull(place, units) { return room(after: place, units) }
            } else if blocks[place.block].points[0] <= first {
                return nil
            }
            guard place.block > 0 else { return nil }
            place = Place(block: place.block - 1, entry: blocks[place.block - 1].points.count - 1)
        }
    }

    /// Where, before the first conflict between two coordinates, room for these units ends; nil without conflict.
    func beginOfFirstConflict(from first: Int, to last: Int, units: Int) -> Int? {
        guard first < last else { return nil }
        var place = place(of: first)
        while true {
            if blocks[place.block].most + units > capacity {
                while place.entry < blocks[place.block].points.count {
                    guard blocks[place.block].points[place.entry] < last else { return nil }
                    if isFull(place, units) { return room(before: place, units) }
                    place.entry += 1
                }
            }
            guard place.block + 1 < blocks.count else { return nil }
            place = Place(block: place.block + 1, entry: 0)
            guard blocks[place.block].points[0] < last else { return nil }
        }
    }

    /// The next point from which there is room.
    private func room(after full: Place, _ units: Int) -> Int {
        var place = full
        while true {
            if blocks[place.block].least + units <= capacity {
                while place.entry < blocks[place.block].points.count {
                    if !isFull(place, units) { return blocks[place.block].points[place.entry] }
                    place.entry += 1
                }
            }
            guard place.block + 1 < blocks.count else { return Int.max }
            place = Place(block: place.block + 1, entry: 0)
        }
    }

    /// The point up to which there is room, before a full one.
    private func room(before full: Place, _ units: Int) -> Int {
        var begin = blocks[full.block].points[full.entry]
        var place = full
        while true {
            if blocks[place.block].least + units > capacity {
                place.entry = 0
            } else {
                while place.entry >= 0, isFull(place, units) { place.entry -= 1 }
                if place.entry < blocks[place.block].points.count - 1 {
                    begin = blocks[place.block].points[place.entry + 1]
                }
                if place.entry >= 0 { return begin }
            }
            begin = blocks[place.block].points[0]
            guard place.block > 0 else { return begin }
            place = Place(block: place.block - 1, entry: blocks[place.block - 1].points.count - 1)
            if !isFull(place, units) { return begin }
        }
    }

    /// Takes units for a stretch.
    mutating func take(_ units: Int, from first: Int, to last: Int) {
        guard first < last, units > 0 else { return }
        split(at: last)
        split(at: first)
        let begin = place(of: first)
        let end = place(of: last)
        for block in begin.block...end.block {
            let from = block == begin.block ? begin.entry : 0
            let to = block == end.block ? end.entry : blocks[block].points.count
            blocks[block].add(units, from..<to)
        }
        merge(at: last)
        merge(at: first)
    }

    /// Stretches with more than there is.
    var overloads: [(from: Int, to: Int, used: Int)] {
        let points = blocks.flatMap(\.points)
        let used = blocks.flatMap { block in block.points.indices.map { block[$0] } }
        return points.indices.dropLast().filter { used[$0] > capacity }.map { (points[$0], points[$0 + 1], used[$0]) }
    }

    // MARK: Points

    private struct Place {
        var block: Int
        var entry: Int
    }

    /// The last point at or before a coordinate.
    private func place(of coordinate: Int) -> Place {
        let block = lastIndex(below: blocks.count) { blocks[$0].points[0] <= coordinate }
        return Place(
            block: block, entry: lastIndex(below: blocks[block].points.count) { blocks[block].points[$0] <= coordinate }
        )
    }

    /// The last index for which it holds, knowing that it holds for 0 and then up to somewhere.
    private func lastIndex(below count: Int, where holds: (Int) -> Bool) -> Int {
        var low = 1
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if holds(middle) { low = middle + 1 } else { high = middle }
        }
        return low - 1
    }

    private mutating func split(at coordinate: Int) {
        let place = place(of: coordinate)
        guard blocks[place.block].points[place.entry] < coordinate else { return }
        blocks[place.block].repeatEntry(place.entry, at: coordinate)
        if let rest = blocks[place.block].half() { blocks.insert(rest, at: place.block + 1) }
    }

    /// Takes a point away at which nothing changes.
    private mutating func merge(at coordinate: Int) {
        let place = place(of: coordinate)
        guard place.block > 0 || place.entry > 0 else { return }
        let before =
            place.entry > 0
            ? blocks[place.block][place.entry - 1]
            : blocks[place.block - 1][blocks[place.block - 1].points.count - 1]
        guard before == blocks[place.block][place.entry] else { return }
        if blocks[place.block].points.count == 1 {
            blocks.remove(at: place.block)
        } else {
            blocks[place.block].remove(place.entry)
        }
    }
}

/// Some successive points of a profile.
private struct ProfileBlock {
    private static let mostPoints = 128

    private(set) var points: [Int]
    /// What is used from each point on, less ``everywhere``.
    private var used: [Int]
    /// Used in the whole block.
    private var everywhere = 0
    private(set) var least = 0
    private(set) var most = 0

    init(points: [Int], used: [Int]) {
        self.points = points
        self.used = used
        measure()
    }

    subscript(entry: Int) -> Int { used[entry] + everywhere }

    private mutating func measure() {
        least = (used.min() ?? 0) + everywhere
        most = (used.max() ?? 0) + everywhere
    }

    mutating func add(_ units: Int, _ entries: Range<Int>) {
        guard entries.count < points.count else {
            everywhere += units
            least += units
            most += units
            return
        }
        for entry in entries { used[entry] += units }
        measure()
    }

    mutating func repeatEntry(_ entry: Int, at coordinate: Int) {
        points.insert(coordinate, at: entry + 1)
        used.insert(used[entry], at: entry + 1)
    }

    mutating func remove(_ entry: Int) {
        points.remove(at: entry)
        used.remove(at: entry)
        measure()
    }

    /// The second half of a block that has become too large, taken out of it.
    mutating func half() -> ProfileBlock? {
        guard points.count > ProfileBlock.mostPoints else { return nil }
        let middle = points.count / 2
        let rest = ProfileBlock(points: Array(points[middle...]), used: used[middle...].map { $0 + everywhere })
        points.removeSubrange(middle...)
        used.removeSubrange(middle...)
        measure()
        return rest
    }
}
