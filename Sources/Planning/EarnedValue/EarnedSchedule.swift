// Earned schedule (Lipke 2003): the time by which the work that is done was to be done.

/// Times count in the unit of the curve, as working time from the project's start.
package struct EarnedSchedule: Hashable, Sendable {
    package let value: EarnedValue
    /// AT: the time that has passed.
    package let actualTime: Double
    /// PD: the planned duration.
    package let plannedDuration: Double
    /// ES: the latest time with PV ≤ EV, never beyond AT while EV equals PV; PD once all is earned.
    package let earned: Double

    package init(_ value: EarnedValue, curve: PlannedCurve, actualTime: Double) {
        self.value = value
        self.actualTime = actualTime
        plannedDuration = curve.duration
        let latest = curve.latestTime(within: value.earned)
        let isOnPlan = abs(value.earned - value.planned) <= 1e-9 * max(1, value.budget)
        let isDone = value.earned >= value.budget
        earned = isOnPlan && !isDone ? min(latest, max(actualTime, 0)) : latest
    }

    /// SV(t) = ES − AT. It goes on counting down once the plan's end is past.
    package var variance: Double { earned - actualTime }
    /// SPI(t) = ES / AT.
    package var index: Figure { .quotient(earned, actualTime, else: .noTimePassed) }
    /// SCI(t) = SPI(t) · CPI.
    package var criticalRatio: Figure { index.flatMap { time in value.costIndex.map { $0 * time } } }
    /// TSPI = (PD − ES) / (PD − AT).
    package var toCompleteIndex: Figure {
        guard value.earned < value.budget else { return .undefined(.nothingLeft) }
        guard actualTime < plannedDuration else { return .undefined(.timeUp) }
        return .quotient(plannedDuration - earned, plannedDuration - actualTime, else: .timeUp)
    }
    /// TV = SV / (BAC / PD): the schedule variance in money as time at the average rate.
    package var timeVariance: Figure {
        Figure.quotient(value.budget, plannedDuration, else: .noDuration)
            .flatMap { .quotient(value.scheduleVariance, $0, else: .noBudget) }
    }

    /// EAC(t): the duration to be expected.
    package func duration(_ method: DurationMethod) -> Figure {
        let sci = value.criticalRatio
        func after(_ rest: Double, _ factor: Figure) -> Figure {
            factor.flatMap { factor in
                factor > 0
                    ? Figure.quotient(rest, factor, else: .nothingEarned).map { actualTime + $0 }
                    : .undefined(.nothingEarned)
            }
        }
        func planned(over factor: Figure) -> Figure {
            factor.flatMap {
                $0 > 0 ? .quotient(plannedDuration, $0, else: .nothingEarned) : .undefined(.nothingEarned)
            }
        }
        let rest = plannedDuration - earned
        let earnedDuration = value.scheduleIndex.map { $0 * actualTime }
        func jacob(_ factor: Figure) -> Figure {
            earnedDuration.flatMap { after(max(plannedDuration, actualTime) - $0, factor) }
        }
        switch method {
        case .plannedValue:
            return Figure.quotient(value.scheduleVariance * plannedDuration, value.budget, else: .noBudget)
                .map { plannedDuration - $0 }
        case .plannedValueSPI: return planned(over: value.scheduleIndex)
        case .plannedValueSCI: return planned(over: sci)
        case .earnedDuration: return jacob(.value(1))
        case .earnedDurationSPI: return jacob(value.scheduleIndex)
        case .earnedDurationSCI: return jacob(sci)
        case .earnedSchedule: return after(rest, .value(1))
        case .earnedScheduleSPI: return after(rest, index)
        case .earnedScheduleSCI: return after(rest, criticalRatio)
        }
    }
}

/// The nine forecasts of duration: planned value (Anbari), earned duration (Jacob), earned schedule (Lipke), each with
/// a performance factor for the rest.
package enum DurationMethod: String, CaseIterable, Sendable {
    case plannedValue = "PV (PF=1)"
    case plannedValueSPI = "PV (PF=SPI)"
    case plannedValueSCI = "PV (PF=SCI)"
    case earnedDuration = "ED (PF=1)"
    case earnedDurationSPI = "ED (PF=SPI)"
    case earnedDurationSCI = "ED (PF=SCI)"
    case earnedSchedule = "ES (PF=1)"
    case earnedScheduleSPI = "ES (PF=SPI(t))"
    case earnedScheduleSCI = "ES (PF=SCI(t))"
}

/// Schedule adherence: how much of what should be done by ES is what was done.
package enum ScheduleAdherence {
    /// p-factor = Σ min(PV(i, ES), EV(i)) / Σ PV(i, ES) over tasks.
    ///
    /// PV at ES adds up to EV, for that is what ES is. Where the plan makes a step at ES, that step is due only as far as EV
    /// reaches into it.
    package static func pFactor(_ budgets: [PhasedBudget], earned: [Double], at earnedTime: Double) -> Figure {
        guard !budgets.isEmpty else { return .undefined(.noTasks) }
        let after = budgets.reduce(0) { $0 + $1.planned(at: earnedTime) }
        let step = budgets.reduce(0) { $0 + $1.step(at: earnedTime) }
        let reach = step > 0 ? min(1, max(0, (earned.reduce(0, +) - (after - step)) / step)) : 1
        var kept = 0.0
        var planned = 0.0
        for (budget, earned) in zip(budgets, earned) {
            let due = budget.planned(at: earnedTime) - (1 - reach) * budget.step(at: earnedTime)
            kept += min(due, earned)
            planned += due
        }
        return .quotient(kept, planned, else: .nothingPlanned)
    }
}
