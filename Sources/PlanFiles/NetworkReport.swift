// What a network, a forecast and a levelled plan say, as JSON with the file's names and units.

package import JSONText
package import Planning

extension NetworkFile {
    /// The dates of everything, in the order of the file.
    package func report(_ network: ScheduleNetwork) -> [JSON.Member] {
        let path = network.longestPath().map { JSON.string(taskNames[$0]) }
        let dates = network.allDates()
        let isLeaf = isLeaf
        // What lies before the project's start by its own date takes time too.
        let first = dates.filter(\.isScheduled).map(\.start).reduce(network.start) { min($0, $1) }
        let critical = taskNames.indices.filter { dates[$0].isCritical && isLeaf[$0] }
        return title + [
            .init("unit", .string(times.unitName)), .init("start", times.json(network.start)),
            .init("finish", times.json(network.finish)),
            .init(
                "duration", times.units(network.workingMinutes(to: network.finish) - network.workingMinutes(to: first))),
            .init("critical_path", .array(critical.map { .string(taskNames[$0]) })),
            .init("longest_path", .array(path)),
            .init("tasks", .array(taskNames.indices.map { json($0, dates[$0]) })),
            .init("conflicts", .array(network.conflicts().map(json))),
        ]
    }

    private var title: [JSON.Member] { name.map { [.init("name", .string($0))] } ?? [] }

    private var isLeaf: [Bool] {
        let summaries = Set(input.tasks.compactMap(\.parent))
        return taskNames.indices.map { !summaries.contains($0) }
    }

    private func json(_ task: Int, _ dates: TaskDates) -> JSON {
        let mode = input.tasks[task].mode.word
        guard dates.isScheduled else {
            return .members([
                "id": .string(taskNames[task]), "name": titles[task].map { .string($0) },
                "mode": .string(mode ?? "inactive"), "critical": false,
            ])
        }
        return .members([
            "id": .string(taskNames[task]), "name": titles[task].map { .string($0) }, "mode": mode.map { .string($0) },
            "start": times.json(dates.start), "finish": times.json(dates.finish),
            "early_start": times.json(dates.earlyStart), "early_finish": times.json(dates.earlyFinish),
            "late_start": times.json(dates.lateStart), "late_finish": times.json(dates.lateFinish),
            "total_float": dates.totalFloat.map(times.units), "free_float": dates.freeFloat.map(times.units),
            "independent_float": dates.independentFloat.map(times.units), "critical": .bool(dates.isCritical),
            "reason": json(dates.reason),
        ])
    }

    private func json(_ reason: DateReason) -> JSON {
        let driver: String
        var link: Int?
        switch reason.driver {
        case .projectStart: driver = "project_start"
        case .statusDate: driver = "status_date"
        case .actual: driver = "actual"
        case .constraint: driver = "constraint"
        case .summaryConstraint: driver = "summary_constraint"
        case .parts: driver = "parts"
        case .fixedDates: driver = "fixed_dates"
        case .resume: driver = "resume"
        case .link(let index):
            driver = "link"
            link = index
        }
        return .members([
            "driver": .string(driver), "from": link.map { .string(names.links[$0].from) },
            "kind": link.map { .string(input.links[$0].kind.letters) },
            "lag": link.flatMap { times.lag(input.links[$0].lag)?.size },
            "lag_kind": link.flatMap { times.lag(input.links[$0].lag)?.kind },
            "waits_for_calendar": reason.waitsForCalendar ? true : nil,
        ])
    }

    private func json(_ conflict: NetworkConflict) -> JSON {
        var from: String?
        let kind: String
        switch conflict.kind {
        case .dateMissed: kind = "date_missed"
        case .dateBeforeStart: kind = "date_before_start"
        case .actualDates: kind = "actual_dates"
        case .linkBeaten(let link):
            kind = "link_beaten"
            from = names.links[link].from
        }
        return .members([
            "task": .string(taskNames[conflict.task]), "kind": .string(kind), "from": from.map { .string($0) },
            "by": times.units(conflict.minutes),
        ])
    }

    // MARK: Levelling

    /// - Parameter wasStopped: before its budget was used.
    package func report(_ plan: LevelledPlan, wasStopped: Bool = false) -> JSON {
        let dates = plan.network.allDates()
        let isLeaf = isLeaf
        return .object(
            [
                .init("finish_before", times.json(plan.finishBefore)),
                .init("finish", times.json(plan.network.finish)),
                .init("duration", times.units(plan.network.workingMinutes(to: plan.network.finish))),
                .init("schedules", .int(Int64(plan.schedules))),
            ] + interrupted(wasStopped) + [
                .init(
                    "tasks",
                    .array(
                        taskNames.indices.filter { isLeaf[$0] && dates[$0].isScheduled }.map { task in
                            [
                                "id": .string(taskNames[task]), "start": times.json(dates[task].earlyStart),
                                "finish": times.json(dates[task].earlyFinish),
                            ]
                        })),
                .init("moves", .array(plan.moves.map(json))),
                .init(
                    "overloads",
                    .array(
                        plan.overloads.map { overload in
                            [
                                "resource": .string(names.resources[overload.resource]),
                                "from": times.json(overload.from), "to": times.json(overload.to),
                                "used": .double(Double(overload.used) / 1000),
                            ]
                        })),
            ])
    }

    private func interrupted(_ wasStopped: Bool) -> [JSON.Member] {
        wasStopped ? [.init("interrupted", .bool(true))] : []
    }

    private func json(_ move: LevelledPlan.Move) -> JSON {
        var resource: String?
        var other: String?
        let cause: String
        switch move.cause {
        case .resource(let index, let holder):
            (cause, resource, other) = ("resource", names.resources[index], taskNames[holder])
        case .availability(let index): (cause, resource) = ("availability", names.resources[index])
        case .link(let link): (cause, other) = ("link", names.links[link].from)
        case .order: cause = "order"
        }
        return .members([
            "task": .string(taskNames[move.task]), "from": times.json(move.from), "to": times.json(move.to),
            "cause": .string(cause), "resource": resource.map { .string($0) }, "other": other.map { .string($0) },
        ])
    }

    // MARK: Forecast

    private static let shares = [0.1, 0.5, 0.8, 0.85, 0.9, 0.95]

    /// - Parameter wasStopped: before all trials were done.
    package func report(_ forecast: Forecast, _ network: ScheduleNetwork, wasStopped: Bool = false) -> JSON {
        let trials = [
            JSON.Member("trials", .int(Int64(forecast.trials))), .init("seed", seedJSON(forecast.seed)),
        ]
        return .object(
            trials + interrupted(wasStopped) + [
                .init("stable", .bool(forecast.isStable)),
                .init("mean", times.units(forecast.duration.mean)),
                .init("standard_deviation", times.units(forecast.duration.standardDeviation)),
                .init("standard_error", times.units(forecast.duration.standardErrorOfMean)),
                .init("deterministic_finish", times.json(forecast.deterministicFinish)),
                .init("deterministic", times.units(forecast.deterministicDuration)),
                .init("contingency_p80", times.units(forecast.contingency)),
                .init("percentiles", .array(NetworkFile.shares.map { percentile($0, forecast, network) })),
                .init(
                    "targets",
                    .array(
                        forecast.targets.map { target in
                            .object(
                                [.init("id", .string(taskNames[target.task]))]
                                    + NetworkFile.shares.map {
                                        .init("p\(Int($0 * 100))", times.json(target.finish.percentile($0)))
                                    })
                        })),
                .init("sensitivity", .array(forecast.sensitivities.map(json))),
            ])
    }

    /// `date` is the working day by whose end this share of the trials has finished: the percentile rounded up to a day.
    private func percentile(_ share: Double, _ forecast: Forecast, _ network: ScheduleNetwork) -> JSON {
        .members([
            "p": .int(Int64((share * 100).rounded())), "duration": times.units(forecast.duration.percentile(share)),
            "finish": times.json(forecast.finish.percentile(share)),
            "date": times.workingDay(forecast.finish.percentile(share), network),
            "standard_error": times.units(forecast.duration.standardError(ofPercentile: share)),
        ])
    }

    private func json(_ sensitivity: TaskSensitivity) -> JSON {
        [
            "id": .string(taskNames[sensitivity.task]), "criticality": .double(rounded(sensitivity.criticality)),
            "significance": .double(rounded(sensitivity.significance)),
            "cruciality": .double(rounded(sensitivity.cruciality)),
            "schedule_sensitivity": .double(rounded(sensitivity.scheduleSensitivity)),
            "mean_duration": times.units(sensitivity.meanDuration),
        ]
    }

    // MARK: Health

    package func report(_ points: [HealthPoint]) -> JSON {
        .array(
            points.map { point in
                let bound: (name: String, value: Double) =
                    switch point.bound {
                    case .atMost(let limit): ("at_most", limit)
                    case .atLeast(let limit): ("at_least", limit)
                    }
                return .members([
                    "point": .int(Int64(point.number)), "name": .string(point.name), "figure": figureJSON(point.figure),
                    bound.name: .double(bound.value), "passes": point.passes.map { .bool($0) },
                    "tasks": point.tasks.isEmpty ? nil : .array(point.tasks.map { .string(taskNames[$0]) }),
                    "links": point.links.isEmpty
                        ? nil
                        : .array(point.links.map { .string("\(names.links[$0].from) → \(names.links[$0].to)") }),
                ])
            })
    }
}

extension TaskMode {
    /// As the file says it; nil for the usual one.
    fileprivate var word: String? {
        switch self {
        case .automatic: nil
        case .manual: "manual"
        case .external: "external"
        case .inactive: "inactive"
        }
    }
}

/// A figure, or `{"undefined": "why"}`.
func figureJSON(_ figure: Figure) -> JSON {
    switch figure {
    case .value(let number): .double(rounded(number))
    case .undefined(let reason): ["undefined": .string(reason.rawValue)]
    }
}

extension LinkKind {
    var letters: String {
        switch self {
        case .finishToStart: "FS"
        case .startToStart: "SS"
        case .finishToFinish: "FF"
        case .startToFinish: "SF"
        }
    }
}
