// Earned value from a JSON file (docs/plan-files.md): cumulative figures by period, or tasks with budgets.

package import JSONText
import Planning

/// A file read: the figures at its status date.
package struct EarnedValueFile: Sendable {
    private let value: EarnedValue
    private let schedule: EarnedSchedule
    private let recent: (periods: Int, index: Figure)?
    private let toComplete: Figure?
    private let adherence: Figure?
    private let tasks: [(id: String, value: EarnedValue)]

    /// - Throws: `PlanFileProblem` with the line.
    package init(_ bytes: [UInt8]) throws(PlanFileProblem) {
        self = try readJSONFile(bytes) { json, _ throws(FieldProblem) in try EarnedValueFile(json) }
    }

    private init(_ json: JSON) throws(FieldProblem) {
        let fields = try Fields(
            json, [],
            known: ["at", "budget", "planned", "earned", "actual", "tasks", "estimate_to_complete", "recent_periods"])
        let periods = try fields.whole("recent_periods", in: 1...1000)
        toComplete = try fields.number("estimate_to_complete", in: 0...1e15).map { .value($0) }
        if fields.has("tasks") {
            let read = try TaskBudgets(fields)
            value = read.value
            schedule = read.schedule
            adherence = read.adherence
            tasks = read.tasks
            recent = nil
            return
        }
        let planned = try EarnedValueFile.series(fields, "planned", canFall: false)
        let earned = try EarnedValueFile.series(fields, "earned")
        let actual = try EarnedValueFile.series(fields, "actual")
        guard !planned.isEmpty else { throw FieldProblem(path: [], reason: "expected planned, a list, or tasks") }
        guard earned.count == actual.count else {
            throw fields.problem("actual", "expected as many actual as earned figures (\(earned.count))")
        }
        let time = try fields.number("at", in: 0...1e6) ?? Double(earned.count)
        let curve = PlannedCurve(cumulative: planned)
        let budget = try fields.number("budget", in: 0...1e15) ?? curve.total
        guard budget >= curve.total - 1e-9 else {
            throw fields.problem("budget", "the budget is less than what is planned")
        }
        guard earned.max() ?? 0 <= budget + 1e-9 else {
            throw fields.problem("earned", "more is earned than the whole budget (\(EarnedValueFile.plain(budget)))")
        }
        value = EarnedValue(
            budget: budget, planned: curve.value(at: time), earned: PeriodCosts.value(earned, at: time),
            actual: PeriodCosts.value(actual, at: time))
        schedule = EarnedSchedule(value, curve: curve, actualTime: time)
        recent = periods.map {
            (
                $0,
                PeriodCosts.recentIndex(
                    earned: Array(earned.prefix(Int(time))), actual: Array(actual.prefix(Int(time))), periods: $0)
            )
        }
        adherence = nil
        tasks = []
    }

    private static func plain(_ amount: Double) -> String { JSON.double(rounded(amount)).text }

    /// Cumulative figures. What is planned never falls; what is earned falls when work is not accepted, and what was spent
    /// when a credit comes in.
    private static func series(_ fields: Fields, _ name: String, canFall: Bool = true) throws(FieldProblem) -> [Double]
    {
        var values: [Double] = []
        let least = canFall ? -1e15 : 0
        for (json, path) in try fields.list(name) {
            guard let value = json.double, (least...1e15).contains(value) else {
                throw FieldProblem(path: path, reason: "expected an amount from \(canFall ? "-1e15" : "0") to 1e15")
            }
            guard canFall || value >= values.last ?? 0 else {
                throw FieldProblem(path: path, reason: "\(name) is cumulative: expected at least the figure before")
            }
            values.append(value)
        }
        return values
    }

    // MARK: Writing

    package var report: JSON {
        .members([
            "at": .double(rounded(schedule.actualTime)), "bac": number(value.budget), "pv": number(value.planned),
            "ev": number(value.earned), "ac": number(value.actual), "cv": number(value.costVariance),
            "cv_share": figureJSON(value.costVarianceShare), "sv": number(value.scheduleVariance),
            "sv_share": figureJSON(value.scheduleVarianceShare), "cpi": figureJSON(value.costIndex),
            "spi": figureJSON(value.scheduleIndex),
            "sci": figureJSON(value.criticalRatio), "spent": figureJSON(value.spentShare),
            "complete": figureJSON(value.completeShare),
            "planned": figureJSON(value.plannedShare), "tcpi_bac": figureJSON(value.toCompleteIndex),
            "estimates": .array(methods.map(estimate)), "range": range, "earned_schedule": earnedSchedule,
            "p_factor": adherence.map(figureJSON),
            "tasks": tasks.isEmpty
                ? nil
                : .array(
                    tasks.map { task in
                        [
                            "id": .string(task.id), "pv": number(task.value.planned), "ev": number(task.value.earned),
                            "ac": number(task.value.actual),
                        ]
                    }),
        ])
    }

    private func number(_ value: Double) -> JSON { .double(rounded(value)) }

    private var methods: [EstimateMethod] {
        var methods: [EstimateMethod] = [
            .atypical, .typical, .scheduleIndex, .timeIndex(schedule.index), .criticalRatio,
            .timeCriticalRatio(schedule.index), .weighted, .timeWeighted(schedule.index),
        ]
        if let recent { methods.append(.recent(recent.index)) }
        methods.append(.bottomUp(toComplete ?? .undefined(.noEstimate)))
        return methods
    }

    /// Every estimate with its method: a number alone says nothing.
    private func estimate(_ method: EstimateMethod) -> JSON {
        let estimate = value.estimateAtCompletion(method)
        return [
            "method": .string(method.name), "eac": figureJSON(estimate),
            "etc": figureJSON(value.estimateToComplete(method)),
            "vac": figureJSON(value.varianceAtCompletion(method)),
            "tcpi": figureJSON(estimate.flatMap { value.toCompleteIndex(within: $0) }),
        ]
    }

    private var range: JSON? {
        value.independentRange.map {
            ["least": number($0.least), "typical": number($0.typical), "most": number($0.most)]
        }
    }

    private var earnedSchedule: JSON {
        [
            "es": number(schedule.earned), "at": number(schedule.actualTime), "pd": number(schedule.plannedDuration),
            "sv_t": number(schedule.variance), "spi_t": figureJSON(schedule.index),
            "sci_t": figureJSON(schedule.criticalRatio),
            "tspi": figureJSON(schedule.toCompleteIndex), "tv": figureJSON(schedule.timeVariance),
            "durations": .array(
                DurationMethod.allCases.map {
                    ["method": .string($0.rawValue), "eac_t": figureJSON(schedule.duration($0))]
                }),
        ]
    }
}
