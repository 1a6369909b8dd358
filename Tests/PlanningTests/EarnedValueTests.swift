// Earned value and earned schedule: the published examples, and figures that do not exist.

import Planning
import Testing

private func near(_ figure: Figure, _ expected: Double, _ tolerance: Double = 0.0001) -> Bool {
    figure.value.map { abs($0 - expected) < tolerance } ?? false
}

struct EarnedValueTests {
    @Test func `the example of the PRA package`() {
        let curve = PlannedCurve(cumulative: [10_000, 20_000, 40_000, 70_000, 100_000])
        let value = EarnedValue(budget: 100_000, planned: curve.value(at: 3), earned: 35_000, actual: 36_000)
        #expect(value.planned == 40_000)
        #expect(value.scheduleVariance == -5000 && value.costVariance == -1000)
        #expect(near(value.scheduleIndex, 0.875) && near(value.costIndex, 0.972222))
    }

    @Test func `trap 1: every estimate at completion has its name and its own answer`() {
        let value = EarnedValue(budget: 100, planned: 50, earned: 40, actual: 45)
        #expect(near(value.costIndex, 0.8889) && near(value.scheduleIndex, 0.8))
        #expect(near(value.estimateAtCompletion(.typical), 112.5))
        #expect(near(value.estimateToComplete(.typical), 67.5))
        #expect(near(value.varianceAtCompletion(.typical), -12.5))
        #expect(near(value.estimateAtCompletion(.criticalRatio), 129.375))
        #expect(near(value.toCompleteIndex, 1.0909))
        #expect(near(value.estimateAtCompletion(.atypical), 105))
        #expect(near(value.estimateAtCompletion(.scheduleIndex), 120))
        #expect(near(value.estimateAtCompletion(.weighted), 45 + 60 / (0.8 * 40 / 45 + 0.2 * 0.8)))
        #expect(near(value.estimateAtCompletion(.bottomUp(.value(70))), 115))
        #expect(near(value.estimateAtCompletion(.timeIndex(.value(0.75))), 125))
        #expect(near(value.estimateAtCompletion(.timeCriticalRatio(.value(0.75))), 45 + 60 / (0.75 * 40 / 45)))
        #expect(near(value.estimateAtCompletion(.recent(.value(1.2))), 95))
        let range = value.independentRange
        #expect(range?.least == 105 && range?.most == 129.375)
        #expect(near(value.toCompleteIndex(within: 112.5), 60 / 67.5))
    }

    @Test(arguments: [
        (EarnedValue(budget: 5_000_000, planned: 0, earned: 1_500_000, actual: 1_800_000), 0.8333, 6_000_000.0),
        (EarnedValue(budget: 100_000, planned: 55_000, earned: 50_000, actual: 45_000), 1.1111, 90_000.0),
    ]) func `published indices and estimates`(_ value: EarnedValue, _ index: Double, _ estimate: Double) {
        #expect(near(value.costIndex, index))
        #expect(near(value.estimateAtCompletion(.typical), estimate, 0.01))
    }

    @Test func `the estimates of the PRA manual`() {
        // The manual gives indices, not the values they come from.
        let value = EarnedValue(budget: 100_000, planned: 40_000, earned: 35_000, actual: 63_000)
        #expect(near(value.estimateAtCompletion(.atypical), 128_000))
        #expect(near(value.estimateAtCompletion(.recent(.value(0.83 * 0.875))), 152_500.86, 0.01))
        let typical = EarnedValue(budget: 100_000, planned: 0, earned: 83, actual: 100)
        #expect(near(typical.estimateAtCompletion(.typical), 120_481.93, 0.01))
    }

    @Test func `a new estimate of the rest, as people who do the work see it`() {
        // A hundred hours planned, 110 spent, ten to go, at 100 an hour; what is earned is the share of the estimate spent.
        let spent = EarnedValue(budget: 10_000, planned: 10_000, earned: 10_000 * 11.0 / 12, actual: 11_000)
        #expect(near(spent.estimateAtCompletion(.bottomUp(.value(1000))), 12_000))
        #expect(near(spent.varianceAtCompletion(.bottomUp(.value(1000))), -2000))
        #expect(near(.value(spent.earned), 9166.67, 0.01) && near(spent.scheduleIndex, 0.9167))
    }

    @Test func `undefined figures say why and are never NaN`() {
        let nothing = EarnedValue(budget: 100, planned: 0, earned: 0, actual: 0)
        #expect(nothing.costIndex == .undefined(.nothingSpent))
        #expect(nothing.scheduleIndex == .undefined(.nothingPlanned))
        #expect(nothing.estimateAtCompletion(.typical) == .undefined(.nothingSpent))
        let unearned = EarnedValue(budget: 100, planned: 10, earned: 0, actual: 5)
        #expect(unearned.estimateAtCompletion(.typical) == .undefined(.nothingEarned))
        #expect(unearned.estimateAtCompletion(.atypical) == .value(105))
        let spent = EarnedValue(budget: 100, planned: 90, earned: 80, actual: 100)
        #expect(spent.toCompleteIndex == .undefined(.budgetUnachievable))
        let done = EarnedValue(budget: 100, planned: 100, earned: 100, actual: 120)
        #expect(done.toCompleteIndex == .undefined(.nothingLeft))
        #expect(EarnedValue(budget: 0, planned: 0, earned: 0, actual: 0).completeShare == .undefined(.noBudget))
        for method in [EstimateMethod.atypical, .typical, .scheduleIndex, .criticalRatio, .weighted] {
            if let value = nothing.estimateAtCompletion(method).value { #expect(value.isFinite) }
        }
    }

    @Test func `trap 3: when a cost accrues changes what was planned`() {
        func planned(_ accrual: Accrual) -> Double {
            PhasedBudget(start: 0, finish: 10, budget: 100, accrual: accrual).planned(at: 4)
        }
        #expect(planned(.start) == 100)
        #expect(planned(.prorated) == 40)
        #expect(planned(.end) == 0)
        #expect(planned(.startShare(0.5)) == 70)
        let end = PhasedBudget(start: 0, finish: 10, budget: 100, accrual: .end)
        #expect(end.planned(at: 10) == 100)
    }

    @Test func `trap 2: for time, earned schedule`() {
        // Twenty periods of ten; at period twenty, eighteen are earned.
        let curve = PlannedCurve(cumulative: (1...25).map { Double($0) * 10 })
        let value = EarnedValue(budget: 250, planned: curve.value(at: 20), earned: 180, actual: 190)
        let schedule = EarnedSchedule(value, curve: curve, actualTime: 20)
        #expect(schedule.earned == 18)
        #expect(schedule.variance == -2)
        #expect(near(schedule.index, 0.9))
        #expect(near(schedule.toCompleteIndex, 7.0 / 5))
        #expect(near(schedule.timeVariance, -2))
    }

    @Test func `trap 2: a finished project that was late shows it in time, not in money`() {
        let curve = PlannedCurve(cumulative: [10, 20, 30, 40])
        let value = EarnedValue(budget: 40, planned: curve.value(at: 6), earned: 40, actual: 40)
        #expect(value.scheduleIndex == .value(1))
        let schedule = EarnedSchedule(value, curve: curve, actualTime: 6)
        #expect(schedule.earned == 4)
        #expect(schedule.variance == -2)
    }

    @Test func `trap 4: a plateau counts to its end, a step to its moment, and never beyond now on plan`() {
        let curve = PlannedCurve([
            PhasedBudget(start: 0, finish: 2, budget: 20), PhasedBudget(start: 5, finish: 7, budget: 20),
            PhasedBudget(start: 9, finish: 9, budget: 10, accrual: .end),
        ])
        #expect(curve.total == 50 && curve.duration == 9)
        #expect(curve.latestTime(within: 10) == 1)
        #expect(curve.latestTime(within: 20) == 5)
        #expect(curve.latestTime(within: 30) == 6)
        #expect(curve.latestTime(within: 45) == 9)
        #expect(curve.value(at: 8.9) == 40 && curve.value(at: 9) == 50)
        let value = EarnedValue(budget: 50, planned: 20, earned: 20, actual: 20)
        #expect(EarnedSchedule(value, curve: curve, actualTime: 3).earned == 3)
    }

    @Test func `the nine forecasts of duration, by their formulas`() {
        let curve = PlannedCurve(cumulative: [10_000, 20_000, 40_000, 70_000, 100_000])
        let value = EarnedValue(budget: 100_000, planned: 40_000, earned: 35_000, actual: 36_000)
        let schedule = EarnedSchedule(value, curve: curve, actualTime: 3)
        #expect(near(.value(schedule.earned), 2.75))
        let (spi, cpi) = (0.875, 35.0 / 36)
        let spiTime = 2.75 / 3
        let expected: [DurationMethod: Double] = [
            .plannedValue: 5.25, .plannedValueSPI: 5 / spi, .plannedValueSCI: 5 / (spi * cpi),
            .earnedDuration: 3 + (5 - 2.625), .earnedDurationSPI: 3 + (5 - 2.625) / spi,
            .earnedDurationSCI: 3 + (5 - 2.625) / (spi * cpi), .earnedSchedule: 3 + 2.25,
            .earnedScheduleSPI: 5 / spiTime, .earnedScheduleSCI: 3 + 2.25 / (spiTime * cpi),
        ]
        for method in DurationMethod.allCases { #expect(near(schedule.duration(method), expected[method] ?? -1)) }
    }

    @Test func `schedule adherence is what was done of what should be`() {
        let budgets = [
            PhasedBudget(start: 0, finish: 2, budget: 20), PhasedBudget(start: 2, finish: 4, budget: 20),
        ]
        #expect(near(ScheduleAdherence.pFactor(budgets, earned: [15, 5], at: 2), 0.75))
        #expect(ScheduleAdherence.pFactor([], earned: [], at: 1) == .undefined(.noTasks))
    }

    @Test(arguments: [(0.0, 1.0), (25, 1), (50, 1)])
    func `a step in the plan is due as far as what is earned reaches into it`(_ earned: Double, _ expected: Double) {
        let budgets = [
            PhasedBudget(start: 0, finish: 10, budget: 100),
            PhasedBudget(start: 10, finish: 20, budget: 50, accrual: .start),
        ]
        #expect(near(ScheduleAdherence.pFactor(budgets, earned: [100, earned], at: 10), expected))
        // The first task is not done, and what is earned of the second was not due.
        #expect(near(ScheduleAdherence.pFactor(budgets, earned: [90, 10], at: 10), 0.9))
    }

    @Test func `figures that fall are what they are at their period`() {
        #expect(PeriodCosts.value([12, 25, 22], at: 3) == 22)
        #expect(PeriodCosts.value([12, 25, 22], at: 2.5) == 23.5)
        #expect(PeriodCosts.value([12, 25, 22], at: 0.5) == 6)
        #expect(PeriodCosts.value([12, 25, 22], at: 9) == 22)
        #expect(PeriodCosts.value([], at: 1) == 0)
        #expect(PeriodCosts.recentIndex(earned: [10, 20], actual: [12, 5], periods: 1) == .undefined(.nothingSpent))
        #expect(EarnedValue(budget: 10, planned: 5, earned: 5, actual: -2).costIndex == .undefined(.nothingSpent))
    }

    @Test(arguments: [
        (EarningRule.zeroHundred, true, false, 0.0), (.zeroHundred, true, true, 1), (.fiftyFifty, true, false, 0.5),
        (.fiftyFifty, false, false, 0), (.startShare(0.2), true, false, 0.2),
        (.units(done: 3, of: 12), true, false, 0.25), (.percentComplete(0.97, cap: 0.9), true, false, 0.9),
        (.percentComplete(0.97, cap: 0.9), true, true, 1), (.apportioned(share: 0.4), true, false, 0.4),
        (.levelOfEffort, true, false, 0.6), (.levelOfEffort, true, true, 0.6),
        (
            .weightedMilestones([.init(weight: 3, isReached: true), .init(weight: 1, isReached: false)]), true, false,
            0.75
        ),
    ]) func `each rule earns what it should`(
        _ rule: EarningRule, _ isStarted: Bool, _ isFinished: Bool, _ share: Double
    ) {
        #expect(abs(rule.share(isStarted: isStarted, isFinished: isFinished, plannedShare: 0.6) - share) < 1e-12)
    }

    @Test func `recent efficiency is of the last periods alone`() {
        let index = PeriodCosts.recentIndex(earned: [10, 20, 26], actual: [10, 20, 32], periods: 1)
        #expect(near(index, 0.5))
        #expect(PeriodCosts.recentIndex(earned: [1], actual: [1], periods: 3) == .undefined(.tooFewPeriods))
    }
}
