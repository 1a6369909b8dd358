// Which tasks drive the spread: from the sums of the trials, and by ranks where asked for.

extension TrialMerge.Outcome {
    func sensitivity(
        _ position: Int, _ durations: Distribution, _ network: ScheduleNetwork, _ plan: TrialPlan,
        _ measure: CrucialityMeasure
    ) -> TaskSensitivity {
        let count = Double(finishes.count)
        let sum = sums[position * 5 + 2]
        let variance = max(0, sums[position * 5 + 3] - sum * sum / count)
        let spread = count > 1 ? (variance / (count - 1)).squareRoot() : 0
        // Below half a minute of spread the duration is as good as certain, and a correlation would be of rounding.
        let varies = spread > 1e-6 && durations.standardDeviation > 1e-6
        let criticality = sums[position * 5] / count
        var cruciality = 0.0
        if varies {
            switch measure {
            case .pearson:
                let total = durations.mean * count
                let covariance = (sums[position * 5 + 4] - sum * total / count) / (count - 1)
                cruciality = min(1, abs(covariance / (spread * durations.standardDeviation)))
            case .spearman: cruciality = abs(Ranks.spearman(lengths(position, plan), self.durations))
            case .kendall: cruciality = abs(Ranks.kendall(lengths(position, plan), self.durations))
            }
        }
        return TaskSensitivity(
            task: Int(network.taskAt[position]), criticality: criticality,
            significance: durations.mean > 0 ? sums[position * 5 + 1] / count / durations.mean : 0,
            cruciality: cruciality,
            scheduleSensitivity: varies ? spread * criticality / durations.standardDeviation : 0,
            meanDuration: sum / count)
    }

    /// The durations of all trials again: they follow from seed, task and trial.
    private func lengths(_ position: Int, _ plan: TrialPlan) -> [Int] {
        var lengths = Array(repeating: Int32(0), count: durations.count)
        lengths.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            for first in stride(from: 0, to: buffer.count, by: TrialMerge.blockSize) {
                let count = min(TrialMerge.blockSize, buffer.count - first)
                plan.durations(position, base + first, from: first, count: count)
            }
        }
        for risk in plan.risks where risk.positions.contains(position) {
            for trial in lengths.indices where risk.occurrence.unit(trial) < risk.probability {
                lengths[trial] += Int32(risk.effect.value(risk.size.unit(trial)).rounded())
            }
        }
        return lengths.map { Int($0) }
    }
}

/// Correlations by rank.
enum Ranks {
    /// Spearman's ρ: Pearson's r of ranks, equal values sharing the average of theirs.
    static func spearman(_ left: [Int], _ right: [Int]) -> Double { pearson(ranks(left), ranks(right)) }

    /// Kendall's τ-b, which allows for ties, in O(n log n) (Knight 1966): sorted by one, counting swaps in the other.
    static func kendall(_ left: [Int], _ right: [Int]) -> Double {
        let count = left.count
        let order = left.indices.sorted { (left[$0], right[$0]) < (left[$1], right[$1]) }
        var values = order.map { right[$0] }
        var both = 0
        var run = 1
        for index in order.indices.dropFirst() {
            let (a, b) = (order[index - 1], order[index])
            if left[a] == left[b], right[a] == right[b] {
                both += run
                run += 1
            } else {
                run = 1
            }
        }
        var scratch = values
        let discordant = swaps(&values, &scratch, 0, count)
        let pairs = Double(count) * Double(count - 1) / 2
        let (tiedLeft, tiedRight) = (ties(left), ties(right))
        let denominator = ((pairs - tiedLeft) * (pairs - tiedRight)).squareRoot()
        guard denominator > 0 else { return 0 }
        return (pairs - tiedLeft - tiedRight + Double(both) - 2 * Double(discordant)) / denominator
    }

    private static func ties(_ values: [Int]) -> Double {
        var counts: [Int: Int] = [:]
        for value in values { counts[value, default: 0] += 1 }
        return Double(counts.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 })
    }

    private static func swaps(_ values: inout [Int], _ scratch: inout [Int], _ low: Int, _ high: Int) -> Int {
        guard high - low > 1 else { return 0 }
        let middle = (low + high) / 2
        var count = swaps(&values, &scratch, low, middle) + swaps(&values, &scratch, middle, high)
        var (left, right, place) = (low, middle, low)
        while left < middle || right < high {
            if right == high || (left < middle && values[left] <= values[right]) {
                scratch[place] = values[left]
                left += 1
            } else {
                scratch[place] = values[right]
                count += middle - left
                right += 1
            }
            place += 1
        }
        for index in low..<high { values[index] = scratch[index] }
        return count
    }

    private static func ranks(_ values: [Int]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = Array(repeating: 0.0, count: values.count)
        var first = 0
        while first < order.count {
            var last = first
            while last + 1 < order.count, values[order[last + 1]] == values[order[first]] { last += 1 }
            for index in first...last { ranks[order[index]] = Double(first + last) / 2 + 1 }
            first = last + 1
        }
        return ranks
    }

    static func pearson(_ left: [Double], _ right: [Double]) -> Double {
        let count = Double(left.count)
        let (meanLeft, meanRight) = (left.reduce(0, +) / count, right.reduce(0, +) / count)
        var (product, squaresLeft, squaresRight) = (0.0, 0.0, 0.0)
        for index in left.indices {
            let (a, b) = (left[index] - meanLeft, right[index] - meanRight)
            product += a * b
            squaresLeft += a * a
            squaresRight += b * b
        }
        let denominator = (squaresLeft * squaresRight).squareRoot()
        return denominator > 0 ? product / denominator : 0
    }
}
