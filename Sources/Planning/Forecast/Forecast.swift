// What came of the trials: ranges with their errors, and which tasks drive the spread.

/// Values from trials, sorted, with percentiles by the inverted cumulative distribution: the smallest value that at
/// least this share of the trials does not exceed.
package struct Distribution: Hashable, Sendable {
    package let sorted: [Int]
    package let mean: Double
    package let standardDeviation: Double

    package init(_ values: [Int]) {
        sorted = values.sorted()
        let count = Double(values.count)
        // Around the first value, so that minutes since 1970 lose no digits.
        let origin = Double(values.first ?? 0)
        var sum = 0.0
        var squares = 0.0
        for value in values {
            let offset = Double(value) - origin
            sum += offset
            squares += offset * offset
        }
        mean = origin + (count > 0 ? sum / count : 0)
        standardDeviation = count > 1 ? max(0, (squares - sum * sum / count) / (count - 1)).squareRoot() : 0
    }

    package var count: Int { sorted.count }

    package func percentile(_ share: Double) -> Int {
        guard !sorted.isEmpty else { return 0 }
        let index = Int((share * Double(count)).rounded(.up)) - 1
        return sorted[min(max(0, index), count - 1)]
    }

    /// Standard deviation over the square root of the number of trials: that of independent trials, which evenly spread
    /// ones (``Strata``) stay below.
    package var standardErrorOfMean: Double {
        count > 0 ? standardDeviation / Double(count).squareRoot() : 0
    }

    /// Half the distance between the order statistics one binomial standard deviation to either side.
    package func standardError(ofPercentile share: Double) -> Double {
        guard count > 1 else { return 0 }
        let step = (share * (1 - share) / Double(count)).squareRoot()
        return Double(percentile(min(1, share + step)) - percentile(max(0, share - step))) / 2
    }

    /// The share of trials that do not exceed the value.
    package func share(within value: Int) -> Double {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return count > 0 ? Double(low) / Double(count) : 0
    }
}

/// How one task drives the project's duration T; d is its duration, TF its total float in a trial.
package struct TaskSensitivity: Hashable, Sendable {
    package var task: Int
    /// CI: the share of trials in which it is critical.
    package var criticality: Double
    /// SI: the mean of d / (d + TF) · T / mean(T).
    package var significance: Double
    /// CRI: the absolute correlation of d and T by the measure asked for; 0 when either never varies.
    package var cruciality: Double
    /// SSI: σ(d) · CI / σ(T).
    package var scheduleSensitivity: Double
    package var meanDuration: Double
}

package struct Forecast: Sendable {
    /// Finish instants in minutes since 1970, one for each trial.
    package var finish: Distribution
    /// Working minutes of the project's calendar from start to finish.
    package var duration: Distribution
    package var targets: [(task: Int, finish: Distribution)]
    /// By falling schedule sensitivity: the order of a tornado.
    package var sensitivities: [TaskSensitivity]
    /// The finish with the planned durations and no risks.
    package var deterministicFinish: Int
    package var deterministicDuration: Int
    package var trials: Int
    package var seed: UInt64
    /// P80 moved by less than 0.5 % of the duration over the last fifth of the trials.
    package var isStable: Bool

    /// P80 of the duration less the planned one, in working minutes: what a contingency has to hold.
    package var contingency: Int { duration.percentile(0.8) - deterministicDuration }
}
