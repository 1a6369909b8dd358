// Which of several readings stands, where more than one may.

extension Reading {
    /// How well it reads, the most telling first.
    var rank: [Int] {
        [
            features.mayBeText ? -1000 : -leftovers.count,
            -missing.count,
            fault == nil ? 1 : 0,
            features.typed - features.searched,
            features.isCanonical ? 0 : 1,
            features.literal,
            -features.weak,
            -features.free,
        ]
    }

    /// The part of the rank that says which verb is meant.
    var meaningRank: ArraySlice<Int> { rank[..<5] }

    /// Whether both would do the same.
    func means(_ other: Reading) -> Bool {
        verb.handler == other.verb.handler && verb.moves == other.verb.moves && values.equals(other.values)
    }
}

extension ArgumentValues {
    /// Whether the same arguments have the same values.
    func equals(_ other: ArgumentValues) -> Bool {
        names == other.names && names.allSatisfy { self[$0] == other[$0] }
    }
}
