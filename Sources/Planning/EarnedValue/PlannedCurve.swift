// The time-phased baseline: how much was to be done by when.

/// When a cost is counted as planned (accrual): it changes PV by more than a tenth, so it is said per task.
package enum Accrual: Hashable, Sendable {
    case start
    case prorated
    case end
    /// This share at the start and the rest evenly (fixed cost first, as ProTrack's project data have it).
    case startShare(Double)
}

/// A task's budget over its planned time; times count in any unit of working time from the project's start.
package struct PhasedBudget: Hashable, Sendable {
    package var start: Double
    package var finish: Double
    package var budget: Double
    package var accrual: Accrual

    package init(start: Double, finish: Double, budget: Double, accrual: Accrual = .prorated) {
        self.start = start
        self.finish = finish
        self.budget = budget
        self.accrual = accrual
    }

    /// PV of this task: what was to be earned by then. A step counts from its own moment on.
    package func planned(at time: Double) -> Double {
        let run =
            time >= finish ? 1 : time <= start ? 0 : (time - start) / (finish - start)
        switch accrual {
        case .start: return time >= start ? budget : 0
        case .end: return time >= finish ? budget : 0
        case .prorated: return budget * run
        case .startShare(let share): return time >= start ? budget * (share + (1 - share) * run) : 0
        }
    }

    /// What falls due all at once in this very moment.
    func step(at time: Double) -> Double {
        let isShort = start == finish
        switch accrual {
        case .start: return time == start ? budget : 0
        case .end: return time == finish ? budget : 0
        case .prorated: return time == start && isShort ? budget : 0
        case .startShare(let share): return time == start ? (isShort ? budget : budget * share) : 0
        }
    }
}

/// Cumulative planned value over time: rising, with straight stretches, plateaus and steps.
package struct PlannedCurve: Hashable, Sendable {
    /// Times, with the value just before and from each on; straight in between.
    private let times: [Double]
    private let before: [Double]
    private let after: [Double]

    /// From budgets of tasks.
    package init(_ budgets: [PhasedBudget]) {
        let times = Set(budgets.flatMap { [$0.start, $0.finish] } + [0]).sorted()
        self.times = times
        after = times.map { time in budgets.reduce(0) { $0 + $1.planned(at: time) } }
        before = times.map { time in budgets.reduce(0) { $0 + $1.planned(at: time) - $1.step(at: time) } }
    }

    /// From cumulative values at the ends of periods 1, 2, …; a value less than the one before is raised to it.
    package init(cumulative values: [Double]) {
        times = (0...values.count).map { Double($0) }
        var rising = [0.0]
        for value in values { rising.append(max(value, rising[rising.count - 1])) }
        before = rising
        after = rising
    }

    /// BAC.
    package var total: Double { after.last ?? 0 }

    /// PD: when all of it was planned to be done; a plateau at the top does not make the plan longer.
    package var duration: Double {
        times.indices.first { after[$0] >= total }.map { times[$0] } ?? 0
    }

    /// PV at this time.
    package func value(at time: Double) -> Double {
        guard let first = times.first, time >= first else { return 0 }
        var low = 0
        var high = times.count
        while low < high {
            let middle = (low + high) / 2
            if times[middle] <= time { low = middle + 1 } else { high = middle }
        }
        let index = low - 1
        guard index + 1 < times.count else { return total }
        let share = (time - times[index]) / (times[index + 1] - times[index])
        return after[index] + share * (before[index + 1] - after[index])
    }

    /// The latest time with PV ≤ EV: a plateau counts to its end, a step to its moment.
    package func latestTime(within value: Double) -> Double {
        // Sums of the same budgets in another order differ in the last digits.
        let slack = 1e-12 * max(1, total)
        guard value < total - slack else { return duration }
        for index in times.indices {
            if before[index] > value + slack {
                guard index > 0 else { return times[0] }
                let rise = before[index] - after[index - 1]
                let share = rise > 0 ? (value - after[index - 1]) / rise : 0
                return times[index - 1] + max(0, share) * (times[index] - times[index - 1])
            }
            if after[index] > value + slack { return times[index] }
        }
        return duration
    }
}
