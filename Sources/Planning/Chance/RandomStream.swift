// Random numbers by place: the number of a task in a trial is the same whoever asks, in whatever order.

/// The numbers of one purpose (a task's duration, a risk's occurrence), one for each trial.
///
/// It is SplitMix64 started at a mix of seed and purpose and entered at the trial's place, so that blocks of trials can
/// be worked on by any number of threads.
struct RandomStream {
    private let origin: UInt64

    init(seed: UInt64, purpose: UInt64) {
        origin = SeededGenerator.mixed(seed &+ SeededGenerator.mixed(purpose &+ 0x9E37_79B9_7F4A_7C15))
    }

    /// The numbers of a stretch of 512 trials, spread evenly: each 512th of (0, 1) comes up once, in random order (Latin
    /// hypercube sampling, McKay, Beckman and Conover 1979). It makes the same percentiles steadier.
    func strata(of block: Int) -> Strata {
        Strata(
            stream: self,
            order: SeededGenerator.mixed(origin ^ (UInt64(truncatingIfNeeded: block) &+ 1) &* 0xD6E8_FEB8_6659_FD93))
    }

    /// A number in (0, 1), never 0 nor 1.
    @inline(__always)
    func unit(_ trial: Int) -> Double {
        let bits = SeededGenerator.mixed(origin &+ UInt64(truncatingIfNeeded: trial) &* 0x9E37_79B9_7F4A_7C15)
        return (Double(bits >> 12) + 0.5) * 0x1p-52
    }
}

/// One block's numbers of a stream; the trials of the block are `block << 9` and the 511 after it.
struct Strata {
    static let shift = 9
    private static let mask: UInt64 = 511
    private let stream: RandomStream
    private let odd: UInt64
    private let add: UInt64
    private let second: UInt64

    init(stream: RandomStream, order: UInt64) {
        self.stream = stream
        odd = order & Strata.mask | 1
        add = order >> 9 & Strata.mask
        second = order >> 18 & Strata.mask | 1
    }

    /// A number in (0, 1): a random place in the stratum that is this trial's.
    @inline(__always)
    func unit(_ trial: Int) -> Double {
        // Multiplying by an odd number, adding and folding are each a permutation of 0..<512.
        var place = (UInt64(truncatingIfNeeded: trial) &* odd &+ add) & Strata.mask
        place ^= place >> 5
        place = (place &* second) & Strata.mask
        place ^= place >> 4
        return min((Double(place) + stream.unit(trial)) * (1 / 512), 1.0.nextDown)
    }
}
