// The tasks of an earned value file: budgets over planned time, progress by a rule, what was spent.

import JSONText
import Planning

/// Tasks added up at a status date; times are numbers of one unit of working time from the project's start.
struct TaskBudgets {
    private(set) var value = EarnedValue(budget: 0, planned: 0, earned: 0, actual: 0)
    let schedule: EarnedSchedule
    let adherence: Figure
    private(set) var tasks: [(id: String, value: EarnedValue)] = []

    private static let known = [
        "id", "budget", "start", "finish", "accrual", "start_share", "rule", "percent", "cap", "units_done", "units",
        "milestones", "started", "finished", "actual",
    ]

    init(_ fields: Fields) throws(FieldProblem) {
        guard let time = try fields.number("at", in: 0...1e6) else {
            throw FieldProblem(path: [], reason: "expected at, the time of the status")
        }
        var budgets: [PhasedBudget] = []
        var earned: [Double] = []
        var ids: Set<String> = []
        for (json, path) in try fields.list("tasks") {
            let task = try Fields(json, path, known: TaskBudgets.known)
            let id = try task.required("id")
            guard ids.insert(id).inserted else { throw task.problem("id", "the id \"\(id.prefix(40))\" is used twice") }
            let budget = try TaskBudgets.budget(task)
            let planned = budget.planned(at: time)
            let share = try TaskBudgets.share(task, plannedShare: budget.budget > 0 ? planned / budget.budget : 0)
            let own = EarnedValue(
                budget: budget.budget, planned: planned, earned: budget.budget * share,
                actual: try task.number("actual", in: -1e15...1e15) ?? 0)
            budgets.append(budget)
            earned.append(own.earned)
            tasks.append((id, own))
            value.budget += own.budget
            value.planned += own.planned
            value.earned += own.earned
            value.actual += own.actual
        }
        guard !budgets.isEmpty else { throw fields.problem("tasks", "expected at least one task") }
        schedule = EarnedSchedule(value, curve: PlannedCurve(budgets), actualTime: time)
        adherence = ScheduleAdherence.pFactor(budgets, earned: earned, at: schedule.earned)
    }

    private static func budget(_ task: Fields) throws(FieldProblem) -> PhasedBudget {
        guard let budget = try task.number("budget", in: 0...1e15), let start = try task.number("start", in: 0...1e6),
            let finish = try task.number("finish", in: 0...1e6)
        else { throw FieldProblem(path: task.path, reason: "expected budget, start and finish") }
        guard start <= finish else { throw task.problem("finish", "the finish is before the start") }
        enum Word { case start, prorated, end, startShare }
        let accrual: Accrual =
            switch try task.choice(
                "accrual",
                ["start": Word.start, "prorated": .prorated, "end": .end, "start_share": .startShare])
            {
            case .start: .start
            case .end: .end
            case .startShare: .startShare(try task.number("start_share", in: 0...1) ?? 0)
            case .prorated, nil: .prorated
            }
        return PhasedBudget(start: start, finish: finish, budget: budget, accrual: accrual)
    }

    private static func share(_ task: Fields, plannedShare: Double) throws(FieldProblem) -> Double {
        let percent = try task.number("percent", in: 0...100)
        let isFinished = try task.flag("finished") || percent == 100
        let isStarted = try task.flag("started") || isFinished || (percent ?? 0) > 0
        enum Word { case percent, zeroHundred, fiftyFifty, startShare, milestones, units, apportioned, levelOfEffort }
        let word =
            try task.choice(
                "rule",
                [
                    "percent": Word.percent, "0/100": .zeroHundred, "50/50": .fiftyFifty, "start_share": .startShare,
                    "milestones": .milestones, "units": .units, "apportioned": .apportioned,
                    "level_of_effort": .levelOfEffort,
                ]) ?? .percent
        let rule: EarningRule
        switch word {
        case .percent:
            rule = .percentComplete((percent ?? 0) / 100, cap: (try task.number("cap", in: 0...100) ?? 100) / 100)
        case .zeroHundred: rule = .zeroHundred
        case .fiftyFifty: rule = .fiftyFifty
        case .startShare: rule = .startShare(try task.number("start_share", in: 0...1) ?? 0.2)
        case .milestones:
            var milestones: [EarningRule.Milestone] = []
            for (json, path) in try task.list("milestones") {
                let own = try Fields(json, path, known: ["weight", "reached"])
                milestones.append(
                    EarningRule.Milestone(
                        weight: try own.number("weight", in: 0...1e9) ?? 1, isReached: try own.flag("reached")))
            }
            rule = .weightedMilestones(milestones)
        case .units:
            rule = .units(
                done: try task.number("units_done", in: 0...1e15) ?? 0, of: try task.number("units", in: 0...1e15) ?? 0)
        case .apportioned: rule = .apportioned(share: (percent ?? 0) / 100)
        case .levelOfEffort: rule = .levelOfEffort
        }
        return rule.share(isStarted: isStarted, isFinished: isFinished, plannedShare: plannedShare)
    }
}
