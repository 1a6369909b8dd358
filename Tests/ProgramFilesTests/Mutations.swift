// Damage to files, the same in every run.

import Foundation

/// Changes, repeats, takes out and puts in bytes by chance from a seed.
struct Mutations {
    /// How many damaged files a reader is given: a short form here, 100,000 in full (deploy/fuzz.sh).
    static let rounds = ProcessInfo.processInfo.environment["STEERCO_FUZZ"] == nil ? 2000 : 100_000

    private var state: UInt64
    init(seed: UInt64) { state = seed }

    private mutating func next(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % max(bound, 1)
    }

    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...next(below: 4) {
            let place = next(below: bytes.count)
            switch next(below: 5) {
            case 0: bytes.insert(UInt8(next(below: 256)), at: place)
            case 1 where place < bytes.count: bytes.remove(at: place)
            case 2 where place < bytes.count: bytes[place] ^= UInt8(1 << next(below: 8))
            case 3: bytes.removeSubrange(place..<min(bytes.count, place + next(below: 20)))
            default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + next(below: 20))], at: place)
            }
        }
        return bytes
    }
}
