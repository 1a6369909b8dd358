// Earned value at one moment: variances, indices, and estimates at completion by their names.

/// The four measures of ANSI/EIA-748 at a status date, in one currency or unit of work, with all that follows from them.
package struct EarnedValue: Hashable, Sendable {
    /// BAC: the sum of all budgets of the baseline, without management reserve.
    package var budget: Double
    /// PV (BCWS): the budget of the work that was to be done by now.
    package var planned: Double
    /// EV (BCWP): the budget of the work that is done.
    package var earned: Double
    /// AC (ACWP): what was spent.
    package var actual: Double

    package init(budget: Double, planned: Double, earned: Double, actual: Double) {
        self.budget = budget
        self.planned = planned
        self.earned = earned
        self.actual = actual
    }

    /// CV = EV − AC, SV = EV − PV.
    package var costVariance: Double { earned - actual }
    package var scheduleVariance: Double { earned - planned }
    /// CV / EV and SV / PV.
    package var costVarianceShare: Figure { .quotient(costVariance, earned, else: .nothingEarned) }
    package var scheduleVarianceShare: Figure { .quotient(scheduleVariance, planned, else: .nothingPlanned) }
    /// CPI = EV / AC.
    package var costIndex: Figure {
        actual > 0 ? .quotient(earned, actual, else: .nothingSpent) : .undefined(.nothingSpent)
    }
    /// SPI = EV / PV. It goes to 1 for any finished project, however late: for time see ``EarnedSchedule``.
    package var scheduleIndex: Figure { .quotient(earned, planned, else: .nothingPlanned) }
    /// SCI (CSI, CR) = CPI · SPI.
    package var criticalRatio: Figure {
        costIndex.flatMap { cost in scheduleIndex.map { $0 * cost } }
    }
    package var spentShare: Figure { .quotient(actual, budget, else: .noBudget) }
    package var completeShare: Figure { .quotient(earned, budget, else: .noBudget) }
    package var plannedShare: Figure { .quotient(planned, budget, else: .noBudget) }

    /// TCPI to BAC = (BAC − EV) / (BAC − AC): the efficiency the rest needs to keep the budget.
    package var toCompleteIndex: Figure { toComplete(within: budget, else: .budgetUnachievable) }

    /// TCPI to an EAC = (BAC − EV) / (EAC − AC).
    package func toCompleteIndex(within estimate: Double) -> Figure {
        toComplete(within: estimate, else: .estimateUnachievable)
    }

    private func toComplete(within limit: Double, else reason: Figure.Reason) -> Figure {
        guard earned < budget else { return .undefined(.nothingLeft) }
        guard limit > actual else { return .undefined(reason) }
        return .quotient(budget - earned, limit - actual, else: reason)
    }

    /// EAC by a method; each stands for another belief about the rest, so a figure without its method says nothing.
    package func estimateAtCompletion(_ method: EstimateMethod) -> Figure {
        let rest = budget - earned
        func over(_ factor: Figure) -> Figure {
            factor.flatMap { factor in
                factor > 0
                    ? Figure.quotient(rest, factor, else: .nothingEarned).map { actual + $0 }
                    : .undefined(.nothingEarned)
            }
        }
        switch method {
        case .atypical: return .value(actual + rest)
        case .typical: return over(costIndex)
        case .scheduleIndex: return over(scheduleIndex)
        case .timeIndex(let index): return over(index)
        case .criticalRatio: return over(criticalRatio)
        case .timeCriticalRatio(let index):
            return over(costIndex.flatMap { cost in index.map { $0 * cost } })
        case .weighted:
            return over(costIndex.flatMap { cost in scheduleIndex.map { 0.8 * cost + 0.2 * $0 } })
        case .timeWeighted(let index):
            return over(costIndex.flatMap { cost in index.map { 0.8 * cost + 0.2 * $0 } })
        case .bottomUp(let estimate): return estimate.map { actual + $0 }
        case .recent(let index): return over(index)
        }
    }

    /// ETC = EAC − AC.
    package func estimateToComplete(_ method: EstimateMethod) -> Figure {
        estimateAtCompletion(method).map { $0 - actual }
    }

    /// VAC = BAC − EAC.
    package func varianceAtCompletion(_ method: EstimateMethod) -> Figure {
        estimateAtCompletion(method).map { budget - $0 }
    }

    /// Least, typical and most of the EACs with PF = 1, CPI and SCI: the independent estimate's range.
    package var independentRange: (least: Double, typical: Double, most: Double)? {
        let all = [EstimateMethod.atypical, .typical, .criticalRatio].map { estimateAtCompletion($0).value }
        guard let atypical = all[0], let typical = all[1], let pessimistic = all[2] else { return nil }
        return (min(atypical, typical, pessimistic), typical, max(atypical, typical, pessimistic))
    }
}

/// How the rest is valued: EAC = AC + (BAC − EV) / PF.
package enum EstimateMethod: Hashable, Sendable {
    /// PF = 1: the variance so far was a one-off.
    case atypical
    /// PF = CPI: costs go on as before.
    case typical
    /// PF = SPI.
    case scheduleIndex
    /// PF = SPI(t).
    case timeIndex(Figure)
    /// PF = SCI = CPI · SPI.
    case criticalRatio
    /// PF = SCI(t) = CPI · SPI(t).
    case timeCriticalRatio(Figure)
    /// PF = 0.8 CPI + 0.2 SPI.
    case weighted
    /// PF = 0.8 CPI + 0.2 SPI(t).
    case timeWeighted(Figure)
    /// A new estimate of the rest by those who do it.
    case bottomUp(Figure)
    /// PF = CPI of the last few periods.
    case recent(Figure)

    package var name: String {
        switch self {
        case .atypical: "atypical (PF=1)"
        case .typical: "typical (PF=CPI)"
        case .scheduleIndex: "PF=SPI"
        case .timeIndex: "PF=SPI(t)"
        case .criticalRatio: "PF=SCI"
        case .timeCriticalRatio: "PF=SCI(t)"
        case .weighted: "PF=0.8 CPI+0.2 SPI"
        case .timeWeighted: "PF=0.8 CPI+0.2 SPI(t)"
        case .bottomUp: "bottom-up"
        case .recent: "PF=CPI of last periods"
        }
    }
}
