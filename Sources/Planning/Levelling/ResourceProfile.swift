// How much of one resource is taken, over its own working time.

/// A step function: from each point on, so much is used, until the next point.
struct ResourceProfile {
    let capacity: Int
    private var points: [Int] = [Int.min]
    private var used: [Int] = [0]

    init(capacity: Int) { self.capacity = capacity }

    private func index(of coordinate: Int) -> Int {
        var low = 0
        var high = points.count
        while low < high {
            let middle = (low + high) / 2
            if points[middle] <= coordinate { low = middle + 1 } else { high = middle }
        }
        return low - 1
    }

    /// The last stretch between two coordinates in which these units find no room.
    func lastConflict(from first: Int, to last: Int, units: Int) -> (from: Int, to: Int)? {
        guard first < last else { return nil }
        var index = index(of: last - 1)
        while index >= 0 {
            if used[index] + units > capacity {
                return (points[index], index + 1 < points.count ? points[index + 1] : Int.max)
            }
            if points[index] <= first { return nil }
            index -= 1
        }
        return nil
    }

    /// The first such stretch.
    func firstConflict(from first: Int, to last: Int, units: Int) -> (from: Int, to: Int)? {
        guard first < last else { return nil }
        var index = index(of: first)
        while index < points.count, points[index] < last {
            if used[index] + units > capacity {
                return (points[index], index + 1 < points.count ? points[index + 1] : Int.max)
            }
            index += 1
        }
        return nil
    }

    /// Takes units, or gives them back when there are less than none.
    mutating func take(_ units: Int, from first: Int, to last: Int) {
        guard first < last, units != 0 else { return }
        let begin = split(at: first)
        let end = split(at: last)
        for index in begin..<end { used[index] += units }
    }

    private mutating func split(at coordinate: Int) -> Int {
        let index = index(of: coordinate)
        if points[index] == coordinate { return index }
        points.insert(coordinate, at: index + 1)
        used.insert(used[index], at: index + 1)
        return index + 1
    }

    /// Stretches with more than there is.
    var overloads: [(from: Int, to: Int, used: Int)] {
        points.indices.dropLast().filter { used[$0] > capacity }.map { (points[$0], points[$0 + 1], used[$0]) }
    }
}
