// The sorted table does what an array kept in order would do.

import Testing

@testable import ProgramModel

struct SortedTableTests {
    /// A small generator, so that a failure comes again.
    struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
    }

    @Test(arguments: [10, 1_000, 20_000])
    func `holds, counts and forgets what a sorted array would`(range: Int) {
        var dice = Dice(state: UInt64(range) | 1)
        var table = SortedTable<Int, String>()
        var model: [Int: String] = [:]
        for step in 0..<30_000 {
            let key = Int.random(in: 0..<range, using: &dice)
            // First it grows, then it shrinks.
            if Int.random(in: 0..<10, using: &dice) < (step < 15_000 ? 8 : 3) {
                #expect(table.update(key, "\(step)") == model.updateValue("\(step)", forKey: key))
            } else {
                #expect(table.remove(key) == model.removeValue(forKey: key))
            }
            #expect(table.count == model.count)
        }
        let keys = model.keys.sorted()
        #expect(table.keys == keys)
        #expect(table.first == keys.first)
        for key in stride(from: -1, to: range + 1, by: max(1, range / 500)) {
            #expect(table[key] == model[key])
            #expect(table.place(of: key) == keys.prefix { $0 < key }.count)
        }
    }

    @Test func `a copy stays as it was`() {
        var table = SortedTable<Int, Int>()
        for key in 0..<5_000 { table.update(key, key) }
        let copy = table
        for key in stride(from: 0, to: 5_000, by: 2) { table.remove(key) }
        for key in 5_000..<6_000 { table.update(key, key) }
        #expect(copy.keys == Array(0..<5_000))
        #expect(table.count == 3_500)
        #expect(copy[4] == 4 && table[4] == nil)
    }

    @Test(arguments: [0, 1, 24, 25, 97, 577, 10_000])
    func `is built at once as it would have grown`(count: Int) {
        let keys = (0..<count).map { $0 * 3 }
        var table = SortedTable(sorted: keys, keys)
        #expect(table.keys == keys)
        for place in stride(from: 0, to: count, by: 7) { #expect(table.place(of: place * 3) == place) }
        table.update(1, 1)
        #expect(table.count == count + 1 && table[1] == 1)
    }

    @Test func `a walk begins where it is told and ends when it is told`() {
        let table = SortedTable(sorted: Array(stride(from: 0, to: 3_000, by: 2)), Array(repeating: (), count: 1_500))
        var seen: [Int] = []
        table.walk(from: 501) { key, _ in
            seen.append(key)
            return seen.count < 200
        }
        #expect(seen == Array(stride(from: 502, to: 902, by: 2)))
        table.walk(from: 3_000) { _, _ in
            Issue.record("there is nothing there")
            return true
        }
    }
}
