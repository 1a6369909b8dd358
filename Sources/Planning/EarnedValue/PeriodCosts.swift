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
        return .quotient(earned[last] - earnedBefore, actual[last] - actualBefore, else: .nothingSpent)
    }
}
