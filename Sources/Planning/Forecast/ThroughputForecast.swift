// When and how many, from how many were done: for teams that count items instead of estimating them.

/// Resamples the history of completed items per period, zeros included.
package struct ThroughputForecast: Hashable, Sendable {
    /// Completed items in each past period.
    package var history: [Int]
    package var trials: Int
    package var seed: UInt64
    /// How much the backlog grows by splitting and discovery: a factor drawn evenly between the two, usually 1–3, at least 1.
    package var splitRate: ClosedRange<Double>

    package init(history: [Int], trials: Int = 10_000, seed: UInt64, splitRate: ClosedRange<Double> = 1...1) {
        self.history = history
        self.trials = trials
        self.seed = seed
        self.splitRate = splitRate.clamped(to: 1...1000)
    }

    /// With fewer samples than this the ranges mean little.
    package static let enoughSamples = 7
    package var isThin: Bool { history.count < ThroughputForecast.enoughSamples }

    /// A trial that has not finished by then counts as this many periods.
    package static let mostPeriods = 10_000

    /// Periods until this many items are done; nil when nothing was ever completed.
    ///
    /// Percentile 0.85 is the period by which 85 % of the trials are done.
    package func periods(for items: Int) -> Distribution? {
        guard history.contains(where: { $0 > 0 }), items >= 0, trials > 0 else { return nil }
        var random = SeededGenerator(seed: seed)
        return Distribution(
            (0..<trials).map { _ in
                let growth = splitRate.lowerBound + (splitRate.upperBound - splitRate.lowerBound) * random.unit()
                var left = Double(items) * growth
                var periods = 0
                while left > 0, periods < ThroughputForecast.mostPeriods {
                    left -= Double(history[random.below(history.count)])
                    periods += 1
                }
                return periods
            })
    }

    /// Items done in this many periods; nil without history.
    ///
    /// To say with 85 % confidence how many, read the *lower* percentile 0.15: ``howMany(_:confidence:)``.
    package func items(in periods: Int) -> Distribution? {
        guard !history.isEmpty, periods >= 0, trials > 0 else { return nil }
        var random = SeededGenerator(seed: seed)
        return Distribution(
            (0..<trials).map { _ in
                let growth = splitRate.lowerBound + (splitRate.upperBound - splitRate.lowerBound) * random.unit()
                var done = 0
                for _ in 0..<periods { done += history[random.below(history.count)] }
                return Int((Double(done) / growth).rounded(.down))
            })
    }

    /// At least this many in so many periods, with this confidence.
    package func howMany(_ periods: Int, confidence: Double) -> Int? {
        // 1 - 0.85 is a little more than 0.15, which would be one rank too many.
        items(in: periods)?.percentile(max(0, ((1 - confidence) * 1e9).rounded() / 1e9))
    }
}
