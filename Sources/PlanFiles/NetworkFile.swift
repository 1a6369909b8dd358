// A network as a JSON file (docs/plan-files.md): tasks, links, calendars, resources, estimates.

import JSONText
package import Planning
package import Quantities

/// A file read, with the names that its tasks, calendars and resources have there.
package struct NetworkFile: Sendable {
    package internal(set) var input: NetworkInput
    package internal(set) var times: PlanTimes
    package internal(set) var taskNames: [String] = []
    /// What the plan is called.
    let name: String?
    /// What each task is called, where that is more than its id.
    var titles: [Int: String] = [:]
    var names = PlanNames()
    var linkPaths: [[JSONStep]] = []
    var resources: [LevellingResource] = []
    var needs: [ResourceNeed] = []
    var needPaths: [[JSONStep]] = []
    var priorities: [Int] = []
    var estimates: [Int: DurationEstimate] = [:]
    var risks: [DiscreteRisk] = []
    var loadings: [FactorLoading] = []
    var targets: [Int] = []
    var baselineFinish: [Int: Int] = [:]
    var withCost: Set<Int> = []
    var levelOfEffort: Set<Int> = []
    let minutesPerDay: Int
    private let bytes: [UInt8]

    /// Reads and checks a file.
    ///
    /// - Parameter zones: the rules of a time zone by its name.
    /// - Throws: `PlanFileProblem` with the line.
    package init(_ bytes: [UInt8], zones: (String) -> ZoneRules?) throws(PlanFileProblem) {
        self = try readJSONFile(bytes) { json, text throws(FieldProblem) in
            try NetworkFile(json, text, zones)
        }
    }

    private static let known = [
        "name", "start", "zone", "finish", "schedule_from", "status_date", "honor_constraints", "as_late_as_possible",
        "unit", "minutes_per_day", "lag_calendar", "progress",
        "critical_float", "calendar", "ignore_resource_calendars", "calendars", "resources", "tasks", "links", "risks",
        "targets",
    ]

    private init(_ json: JSON, _ bytes: [UInt8], _ zones: (String) -> ZoneRules?) throws(FieldProblem) {
        self.bytes = bytes
        let fields = try Fields(json, [], known: NetworkFile.known)
        name = try fields.string("name")
        minutesPerDay = try fields.whole("minutes_per_day", in: 1...1440) ?? 480
        times = try NetworkFile.times(fields, minutesPerDay, zones)
        input = NetworkInput(tasks: [], links: [], calendars: [], zone: times.zone, start: times.start)
        try readSettings(fields)
        var reader = try NetworkTasks(fields, times)
        try reader.read(fields)
        reader.fill(&self)
        if input.direction == .fromFinish { reader.placeLate(&input.tasks) }
        try refuseOnSummaries()
        for (json, path) in try fields.list("risks") { risks.append(try reader.risk(json, path)) }
        for (json, path) in try fields.list("targets") {
            let task = try reader.task(json, path)
            if !targets.contains(task) { targets.append(task) }
        }
        let summaries = Set(input.tasks.compactMap(\.parent))
        for (index, risk) in risks.enumerated() where risk.tasks.contains(where: { summaries.contains($0) }) {
            throw FieldProblem(path: [.name("risks"), .index(index)], reason: "a risk touches tasks, not summaries")
        }
    }

    private static func times(_ fields: Fields, _ minutesPerDay: Int, _ zones: (String) -> ZoneRules?)
        throws(FieldProblem) -> PlanTimes
    {
        let unit = try fields.choice("unit", ["days": minutesPerDay, "hours": 60, "minutes": 1]) ?? minutesPerDay
        let countsDays = try fields.string("unit").map { $0 == "days" } ?? true
        var zone = ZoneRules.utc
        if let name = try fields.string("zone") {
            guard let rules = zones(name) else {
                throw fields.problem("zone", "\"\(name.prefix(40))\" is not in the time zone database")
            }
            zone = rules
        }
        let isFromFinish = try fields.choice("schedule_from", ["start": false, "finish": true]) ?? false
        if isFromFinish, !fields.has("finish") {
            throw fields.problem("schedule_from", "expected the finish beside it")
        }
        let isAbstract = isFromFinish ? fields.value("finish")?.string == nil : !fields.has("start")
        var times = PlanTimes(
            unit: unit, minutesPerDay: minutesPerDay, elapsedUnit: countsDays && !isAbstract ? 1440 : unit, zone: zone,
            isAbstract: isAbstract,
            start: 0)
        if !isAbstract {
            let given = try times.instant(fields, isFromFinish ? "finish" : "start", isEnd: isFromFinish)
            times.start = given ?? 0
        }
        times.isFromFinish = isFromFinish
        return times
    }

    private mutating func readSettings(_ fields: Fields) throws(FieldProblem) {
        input.imposedFinish = try times.instant(fields, "finish", isEnd: true)
        if times.isFromFinish {
            input.direction = .fromFinish
            input.start = input.imposedFinish ?? times.start
        }
        input.statusDate = try times.instant(fields, "status_date", isEnd: true)
        input.honorsLatestDates = try fields.flag("honor_constraints", unlessSaid: true)
        input.lateRule =
            try fields.choice(
                "as_late_as_possible", ["total_float": LateRule.totalFloat, "free_float": .freeFloat]) ?? .totalFloat
        input.lagCalendar =
            try fields.choice(
                "lag_calendar",
                [
                    "successor": LagCalendar.successor, "predecessor": .predecessor, "continuous": .continuous,
                    "project": .project,
                ]) ?? .successor
        input.progressRule =
            try fields.choice(
                "progress", ["retained_logic": ProgressRule.retainedLogic, "progress_override": .progressOverride])
            ?? .retainedLogic
        let limit = try fields.number("critical_float", in: 0...times.mostUnits) ?? 0
        input.criticalFloat = times.minutes(limit)
    }

    /// A summary is the sum of its parts: what only work has is said of them.
    private func refuseOnSummaries() throws(FieldProblem) {
        let summaries = Set(input.tasks.compactMap(\.parent))
        let taken = Set(needs.map(\.task) + loadings.map(\.task))
        for task in summaries.sorted() {
            if estimates[task] != nil || taken.contains(task) {
                throw FieldProblem(
                    path: taskPath(task),
                    reason: "\(taskNames[task].prefix(40)) is a summary: needs, estimate and factors are its parts'")
            }
        }
    }

    // MARK: Computing, with lines for what is refused

    package func network() throws(PlanFileProblem) -> ScheduleNetwork {
        do {
            return try ScheduleNetwork(input)
        } catch {
            throw PlanFileProblem(line: lineOf(path(of: error), bytes), reason: ProblemText.text(error, names))
        }
    }

    package func levelled(_ network: ScheduleNetwork, limits: SearchLimits, seed: UInt64)
        throws(PlanFileProblem) -> LevelledPlan
    {
        do {
            let input = LevellingInput(network: network, resources: resources, needs: needs, priorities: priorities)
            return try input.levelled(limits: limits, seed: seed)
        } catch {
            var path: [JSONStep] = [.name("resources")]
            switch error {
            case .unknownResource(let need), .unknownTask(let need), .units(let need), .neverFree(let need):
                path = needPaths[need]
            default: break
            }
            throw PlanFileProblem(line: lineOf(path, bytes), reason: ProblemText.text(error, names))
        }
    }

    package func forecast(
        _ network: ScheduleNetwork, trials: Int, seed: UInt64, cruciality: CrucialityMeasure, threads: Int,
        stopsWhenStable: Bool, shouldStop: @escaping @Sendable () -> Bool, progress: @escaping @Sendable (Int) -> Void
    ) throws(PlanFileProblem) -> Forecast {
        var forecast = ForecastInput(
            network: network, estimates: estimates, risks: risks, loadings: loadings, targets: targets, trials: trials,
            seed: seed)
        forecast.cruciality = cruciality
        forecast.stopsWhenStable = stopsWhenStable
        do {
            return try forecast.forecast(threads: threads, shouldStop: shouldStop, progress: progress)
        } catch {
            var path: [JSONStep] = []
            switch error {
            case .estimate(let task), .loading(let task): path = taskPath(task)
            case .probability(let risk), .effect(let risk): path = [.name("risks"), .index(risk)]
            case .unknownTask, .targets: path = [.name("targets")]
            case .trials, .tooLong: break
            }
            throw PlanFileProblem(
                line: path.isEmpty ? nil : lineOf(path, bytes), reason: ProblemText.text(error, names))
        }
    }

    package func health(_ network: ScheduleNetwork) -> [HealthPoint] {
        let loaded = Set(needs.map(\.task)).union(withCost)
        return HealthInput(
            input: input, network: network, baselineFinish: baselineFinish, loaded: loaded,
            levelOfEffort: levelOfEffort,
            minutesPerDay: minutesPerDay
        ).assessed()
    }

    private func taskPath(_ task: Int, _ field: String? = nil) -> [JSONStep] {
        [.name("tasks"), .index(task)] + (field.map { [.name($0)] } ?? [])
    }

    private func path(of problem: NetworkProblem) -> [JSONStep] {
        switch problem {
        case .noTasks: [.name("tasks")]
        case .duration(let task): taskPath(task, "duration")
        case .lag(let link), .unknownTask(let link), .linkToOwnSummary(let link): linkPaths[link]
        case .unknownCalendar(let task): taskPath(task, "calendar")
        case .unknownParent(let task): taskPath(task, "parent")
        case .parentLoop(let loop), .loop(let loop): taskPath(loop.first ?? 0)
        case .summaryConstraint(let task), .summaryProgress(let task), .tooDeep(let task): taskPath(task)
        case .split(let task): taskPath(task, "splits")
        case .fixedDates(let task): taskPath(task, "finish")
        case .structure(let task): taskPath(task)
        case .noFinish: [.name("finish")]
        case .noWorkingTime: [.name("calendars")]
        case .tooLong, .tooManyLinks, .tooManyCalendars: []
        }
    }
}
