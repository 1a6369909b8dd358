// Cost efficiency of late, beside that to date.

/// CPI of the last periods, from cumulative figures at the ends of periods.
package enum PeriodCosts {
    /// CPI over the last `periods` periods (3 and 6 are usual).
    package static func recentIndex(earned: [Double], actual: [Double], periods: Int) -> Figure {
        guard periods > 0, earned.count >= periods, actual.count == earned.count else {
            return .undefined(.tooFewPeriods)
        }
        let last = earned.count - 1
        let first = last - periods
        let earnedBefore = first >= 0 ? earned[first] : 0
        let actualBefore = first >= 0 ? actual[first] : 0
        // A credit can outweigh what was spent.
        let spent = actual[last] - actualBefore
        return spent > 0
            ? .quotient(earned[last] - earnedBefore, spent, else: .nothingSpent) : .undefined(.nothingSpent)
    }
}

extension PeriodCosts {
    /// A cumulative figure between the ends of periods 1, 2, …, straight in between; after the last one it stays.
    ///
    /// It may fall: a credit takes cost back, work that is not accepted takes earned value back.
    package static func value(_ series: [Double], at time: Double) -> Double {
        guard let last = series.last else { return 0 }
        guard time < Double(series.count) else { return last }
        let period = Int(max(0, time).rounded(.down))
        let before = period > 0 ? series[period - 1] : 0
        return before + (series[period] - before) * (max(0, time) - Double(period))
    }
}
