// The profile of a resource against an array with a number for each minute.

import Testing

@testable import Planning

struct ResourceProfileTests {
    private static let minutes = 3000

    @Test(arguments: [1, 2, 5]) func `what it says is what a plain array says`(_ capacity: Int) {
        var random = SeededGenerator(seed: UInt64(capacity))
        var profile = ResourceProfile(capacity: capacity)
        var used = Array(repeating: 0, count: ResourceProfileTests.minutes)
        // So many short stretches that blocks are halved, and some long ones that cover blocks.
        for step in 0..<1500 {
            let first = random.below(ResourceProfileTests.minutes - 700)
            let last = first + 1 + random.below(step % 50 == 0 ? 600 : 3)
            let units = 1 + random.below(2)
            profile.take(units, from: first, to: last)
            for minute in first..<last { used[minute] += units }
            let wanted = 1 + random.below(min(2, capacity))
            let from = random.below(ResourceProfileTests.minutes - 700)
            let to = from + 1 + random.below(40)
            func isFull(_ minute: Int) -> Bool {
                minute >= 0 && minute < used.count && used[minute] + wanted > capacity
            }
            var end: Int?
            if let conflict = (from..<to).last(where: isFull) {
                end = (conflict...).first { !isFull($0) }
            }
            #expect(profile.endOfLastConflict(from: from, to: to, units: wanted) == end)
            var begin: Int?
            if let conflict = (from..<to).first(where: isFull) {
                begin = (0...conflict).reversed().first { !isFull($0) }.map { $0 + 1 } ?? 0
            }
            #expect(profile.beginOfFirstConflict(from: from, to: to, units: wanted) == begin)
        }
        #expect(profile.end == used.lastIndex { $0 != 0 }.map { $0 + 1 })
        let over = profile.overloads.reduce(into: Set<Int>()) { $0.formUnion($1.from..<$1.to) }
        #expect(over == Set(used.indices.filter { used[$0] > capacity }))
    }

    @Test func `who holds a resource is found among many`() {
        var random = SeededGenerator(seed: 4)
        let held = (0..<1000).map { position in
            let first = random.below(5000)
            return ResourceHolders.Held(position: position, first: first, last: first + 1 + random.below(60))
        }
        let holders = ResourceHolders(held)
        for minute in stride(from: 0, to: 5100, by: 7) {
            let expected = held.filter { $0.first <= minute && $0.last > minute }.map(\.position)
            #expect(holders.positions(at: minute).sorted() == expected)
        }
    }
}
