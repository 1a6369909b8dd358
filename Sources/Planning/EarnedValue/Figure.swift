// A number that may not exist, and then says why.

/// A computed figure: a finite number, or the reason there is none. Never NaN, never infinite.
package enum Figure: Hashable, Sendable {
    case value(Double)
    case undefined(Reason)

    package enum Reason: String, Hashable, Sendable {
        case noBudget = "there is no budget"
        case nothingSpent = "nothing is spent yet"
        case nothingPlanned = "nothing was planned by now"
        case nothingEarned = "nothing is earned yet"
        case budgetUnachievable = "the budget is spent and work is left"
        case estimateUnachievable = "the estimate is spent and work is left"
        case nothingLeft = "nothing is left to do"
        case noTimePassed = "no time has passed"
        case noDuration = "the plan has no duration"
        case timeUp = "the planned time is over and work is left"
        case noEstimate = "nobody has estimated the rest"
        case tooFewPeriods = "there are not enough periods"
        case noTasks = "the budget is not split into tasks"
        case outOfRange = "it is too large for a number"
        case noData = "there is nothing to compute it from"
    }

    package var value: Double? { if case .value(let number) = self { number } else { nil } }
    package var reason: Reason? { if case .undefined(let reason) = self { reason } else { nil } }

    private init(finite number: Double) { self = number.isFinite ? .value(number) : .undefined(.outOfRange) }

    /// The quotient, or the reason where the divisor is 0 or the result is no finite number.
    static func quotient(_ dividend: Double, _ divisor: Double, else reason: Reason) -> Figure {
        let result = dividend / divisor
        return divisor != 0 && result.isFinite ? .value(result) : .undefined(reason)
    }

    package func map(_ transform: (Double) -> Double) -> Figure {
        switch self {
        case .value(let number):
            // What leaves the range of numbers is no figure.
            Figure(finite: transform(number))
        case .undefined: self
        }
    }

    package func flatMap(_ transform: (Double) -> Figure) -> Figure {
        switch self {
        case .value(let number): transform(number)
        case .undefined: self
        }
    }
}
