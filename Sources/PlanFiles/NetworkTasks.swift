// The tasks of a network file, with their links, needs and estimates.

import JSONText
import Planning

/// Gathers tasks and resources while names are resolved.
struct NetworkTasks {
    private let times: PlanTimes
    private let calendars: CalendarFields
    private let usual: String
    private let ignoresResourceCalendars: Bool
    private let statusDate: Int?
    private var resources: [(name: String, capacity: Int, calendar: String)] = []
    private var resourceIndex: [String: Int] = [:]
    private var taskIndex: [String: Int] = [:]
    private var result = NetworkFileParts()
    /// Calendars in use, by the names that make them up.
    private var inUse: [[String]: Int] = [:]

    /// Capacities and needs may have three digits behind the point.
    private static let scale = 1000.0

    init(_ fields: Fields, _ times: PlanTimes) throws(FieldProblem) {
        self.times = times
        calendars = try CalendarFields(fields)
        usual = try fields.string("calendar") ?? (times.isAbstract ? "continuous" : "standard")
        _ = try calendars.named(usual, fields.place("calendar"))
        statusDate = try times.instant(fields, "status_date", isEnd: true)
        ignoresResourceCalendars = try fields.flag("ignore_resource_calendars")
    }

    private static let known = [
        "id", "name", "duration", "unit", "calendar", "parent", "constraint", "deadline", "actual_start",
        "actual_finish", "remaining", "links", "needs", "priority", "estimate", "factors", "baseline_finish", "cost",
        "level_of_effort",
    ]

    mutating func read(_ fields: Fields) throws(FieldProblem) {
        _ = try calendar([usual], fields.place("calendar"))
        for (name, json, path) in try fields.members("resources") {
            let resource = try Fields(json, path, known: ["capacity", "calendar"])
            let capacity = try resource.number("capacity", in: 0...1_000_000) ?? 1
            let calendarName = try resource.string("calendar") ?? usual
            _ = try calendar([calendarName], resource.place("calendar"))
            resourceIndex[name] = resources.count
            resources.append((name, Int((capacity * NetworkTasks.scale).rounded()), calendarName))
        }
        let list = try fields.list("tasks")
        var tasks: [Fields] = []
        tasks.reserveCapacity(list.count)
        for (json, path) in list {
            let task = try Fields(json, path, known: NetworkTasks.known)
            let id = try task.required("id")
            guard taskIndex.updateValue(tasks.count, forKey: id) == nil else {
                throw task.problem("id", "the id \"\(id.prefix(40))\" is used twice")
            }
            result.ids.append(id)
            tasks.append(task)
        }
        for task in tasks { try read(task: task) }
        for (json, path) in try fields.list("links") {
            let link = try Fields(json, path, known: ["from", "to", "kind", "lag", "lag_kind"])
            guard let from = link.value("from"), let to = link.value("to") else {
                throw FieldProblem(path: path, reason: "expected from and to")
            }
            try add(link, from: task(from, link.place("from")), to: task(to, link.place("to")))
        }
    }

    /// The task with this id.
    func task(_ json: JSON, _ path: [JSONStep]) throws(FieldProblem) -> Int {
        guard let id = json.string, let index = taskIndex[id] else {
            throw FieldProblem(path: path, reason: "there is no task with the id \(json.text.prefix(40))")
        }
        return index
    }

    private mutating func read(task fields: Fields) throws(FieldProblem) {
        let index = result.tasks.count
        // The task's own unit holds for its duration, what remains of it, and its estimate.
        var ownTimes = times
        ownTimes.unit =
            try fields.choice("unit", ["days": times.minutesPerDay, "hours": 60, "minutes": 1]) ?? times.unit
        func minutes(_ name: String) throws(FieldProblem) -> Int? {
            try fields.number(name, in: 0...ownTimes.mostUnits).map { ownTimes.minutes($0) }
        }
        var task = NetworkTask(duration: try minutes("duration") ?? 0)
        if let parent = fields.value("parent") { task.parent = try self.task(parent, fields.place("parent")) }
        let own = try fields.string("calendar") ?? usual
        _ = try calendars.named(own, fields.place("calendar"))
        task.constraint = try constraint(fields)
        task.deadline = try times.instant(fields, "deadline", isEnd: true)
        if let start = try times.instant(fields, "actual_start", isEnd: false) {
            let finish = try times.instant(fields, "actual_finish", isEnd: true, notAfter: statusDate)
            let remaining = try minutes("remaining")
            guard finish != nil || (remaining != nil && statusDate != nil) else {
                throw FieldProblem(
                    path: fields.path, reason: "a task that began needs remaining, and the file a status_date")
            }
            task.progress = TaskProgress(actualStart: start, actualFinish: finish, remaining: remaining ?? 0)
        } else if fields.has("actual_finish") || fields.has("remaining") {
            throw FieldProblem(path: fields.path, reason: "expected actual_start beside actual_finish and remaining")
        }
        let people = try needs(fields, index)
        let names = [own] + (ignoresResourceCalendars ? [] : people.filter { $0 != own }.sorted())
        task.calendar = try calendar(names, fields.place("calendar"))
        result.tasks.append(task)
        result.priorities.append(
            try fields.whole("priority", in: 0...1000) ?? LevellingInput.usualPriority)
        if let json = fields.value("estimate") {
            result.estimates[index] = try estimate(json, fields.place("estimate"), ownTimes)
        }
        for (name, json, path) in try fields.members("factors") {
            guard let loading = json.double, (-1...1).contains(loading) else {
                throw FieldProblem(path: path, reason: "expected a loading from -1 to 1")
            }
            let factor = result.factors.firstIndex(of: name) ?? result.factors.count
            if factor == result.factors.count { result.factors.append(name) }
            result.loadings.append(FactorLoading(task: index, factor: factor, loading: loading))
        }
        if let finish = try times.instant(fields, "baseline_finish", isEnd: true) { result.baseline[index] = finish }
        if let cost = try fields.number("cost", in: 0...1e15), cost > 0 { result.withCost.insert(index) }
        if try fields.flag("level_of_effort") { result.levelOfEffort.insert(index) }
        for (json, path) in try fields.list("links") { try read(link: json, path, of: index) }
    }

    private mutating func read(link json: JSON, _ path: [JSONStep], of index: Int) throws(FieldProblem) {
        if json.string != nil {
            result.add(NetworkLink(from: try task(json, path), to: index), path)
            return
        }
        let link = try Fields(json, path, known: ["from", "to", "kind", "lag", "lag_kind"])
        switch (link.value("from"), link.value("to")) {
        case (let from?, nil): try add(link, from: task(from, link.place("from")), to: index)
        case (nil, let to?): try add(link, from: index, to: task(to, link.place("to")))
        default: throw FieldProblem(path: path, reason: "expected from (what this task waits for) or to, not both")
        }
    }

    private mutating func add(_ fields: Fields, from: Int, to: Int) throws(FieldProblem) {
        let kind =
            try fields.choice(
                "kind",
                [
                    "FS": LinkKind.finishToStart, "SS": .startToStart, "FF": .finishToFinish, "SF": .startToFinish,
                ]) ?? .finishToStart
        enum Count { case working, elapsed, percent, elapsedPercent }
        let count =
            try fields.choice(
                "lag_kind",
                [
                    "working": Count.working, "elapsed": .elapsed, "percent": .percent,
                    "elapsed_percent": .elapsedPercent,
                ]) ?? .working
        let most = times.mostUnits
        let lag: Lag
        switch count {
        case .working: lag = .working(times.minutes(try fields.number("lag", in: -most...most) ?? 0))
        case .elapsed:
            let size = try fields.number("lag", in: -most...most) ?? 0
            lag = .elapsed(Int((size * Double(times.elapsedUnit)).rounded()))
        case .percent: lag = .percent(try fields.whole("lag", in: -10_000...10_000) ?? 0)
        case .elapsedPercent: lag = .elapsedPercent(try fields.whole("lag", in: -10_000...10_000) ?? 0)
        }
        result.add(NetworkLink(from: from, to: to, kind: kind, lag: lag), fields.path)
    }

    private static let constraints: KeyValuePairs<String, ConstraintKind> = [
        "as_soon_as_possible": .asSoonAsPossible, "as_late_as_possible": .asLateAsPossible,
        "must_start_on": .mustStartOn, "must_finish_on": .mustFinishOn, "start_no_earlier_than": .startNoEarlierThan,
        "start_no_later_than": .startNoLaterThan, "finish_no_earlier_than": .finishNoEarlierThan,
        "finish_no_later_than": .finishNoLaterThan,
    ]

    private func constraint(_ fields: Fields) throws(FieldProblem) -> DateConstraint {
        guard let json = fields.value("constraint") else { return DateConstraint(.asSoonAsPossible) }
        let own = try Fields(json, fields.place("constraint"), known: ["kind", "date"])
        let kind = try own.choice("kind", NetworkTasks.constraints) ?? .asSoonAsPossible
        guard kind.rawValue > 1 else { return DateConstraint(kind) }
        let isFinish = [.mustFinishOn, .finishNoEarlierThan, .finishNoLaterThan].contains(kind)
        guard let date = try times.instant(own, "date", isEnd: isFinish || kind == .startNoLaterThan) else {
            throw FieldProblem(path: own.path, reason: "expected the date of the constraint")
        }
        return DateConstraint(kind, date: date)
    }

    /// Reads what a task needs; the calendars of those it needs.
    private mutating func needs(_ fields: Fields, _ index: Int) throws(FieldProblem) -> [String] {
        var calendars: [String] = []
        for (json, path) in try fields.list("needs") {
            var need = ResourceNeed(task: index, resource: 0, units: Int(NetworkTasks.scale))
            var name = json.string
            if name == nil {
                let own = try Fields(json, path, known: ["resource", "units", "overbooked"])
                name = try own.required("resource")
                let units = try own.number("units", in: 0...1_000_000) ?? 1
                need.units = Int((units * NetworkTasks.scale).rounded())
                need.isOverbooked = try own.flag("overbooked")
            }
            guard let name, let resource = resourceIndex[name] else {
                throw FieldProblem(path: path, reason: "there is no resource \(json.text.prefix(60))")
            }
            need.resource = resource
            guard
                !result.needs.reversed().prefix(while: { $0.task == index }).contains(where: { $0.resource == resource }
                )
            else {
                throw FieldProblem(path: path, reason: "\(name.prefix(40)) is named twice")
            }
            result.needs.append(need)
            result.needPaths.append(path)
            let calendar = resources[resource].calendar
            if !calendars.contains(calendar) { calendars.append(calendar) }
        }
        return calendars
    }

    func estimate(_ json: JSON, _ path: [JSONStep], _ times: PlanTimes) throws(FieldProblem) -> DurationEstimate {
        let fields = try Fields(json, path, known: ["least", "likely", "most", "shape"])
        func minutes(_ name: String) throws(FieldProblem) -> Double {
            guard let units = try fields.number(name, in: 0...times.mostUnits) else {
                throw FieldProblem(path: path, reason: "expected least, likely and most")
            }
            return units * Double(times.unit)
        }
        let (least, likely, most) = (try minutes("least"), try minutes("likely"), try minutes("most"))
        let isTriangle = try fields.choice("shape", ["pert": false, "triangular": true]) ?? false
        let estimate =
            isTriangle
            ? DurationEstimate.triangular(least: least, likely: likely, most: most)
            : .pert(least: least, likely: likely, most: most)
        guard estimate.isValid else { throw FieldProblem(path: path, reason: "expected least <= likely <= most") }
        return estimate
    }

    func risk(_ json: JSON, _ path: [JSONStep]) throws(FieldProblem) -> DiscreteRisk {
        let fields = try Fields(json, path, known: ["name", "probability", "effect", "tasks"])
        guard let probability = try fields.number("probability", in: 0...1), let effect = fields.value("effect") else {
            throw FieldProblem(path: path, reason: "expected probability (0 to 1), effect and tasks")
        }
        var tasks: [Int] = []
        for (json, path) in try fields.list("tasks") { tasks.append(try task(json, path)) }
        return DiscreteRisk(
            probability: probability, effect: try estimate(effect, fields.place("effect"), times), tasks: tasks)
    }

    /// The index of the calendar that these share; a task needs all of them to work.
    private mutating func calendar(_ names: [String], _ path: [JSONStep]) throws(FieldProblem) -> Int {
        if let index = inUse[names] { return index }
        var all: [WorkingCalendar] = []
        for name in names {
            guard !times.isAbstract || name == "continuous" else {
                throw FieldProblem(path: path, reason: "a plan with calendars needs its start date")
            }
            all.append(try calendars.named(name, path))
        }
        inUse[names] = result.calendars.count
        result.calendars.append(all[0].shared(with: Array(all.dropFirst())))
        result.calendarNames.append(names.joined(separator: " with "))
        return result.calendars.count - 1
    }

    func fill(_ file: inout NetworkFile) {
        file.input.tasks = result.tasks
        file.input.links = result.links
        file.input.calendars = result.calendars
        file.taskNames = result.ids
        file.linkPaths = result.linkPaths
        file.resources = resources.map {
            LevellingResource(capacity: $0.capacity, calendar: inUse[[$0.calendar]] ?? 0)
        }
        file.needs = result.needs
        file.needPaths = result.needPaths
        file.priorities = result.priorities
        file.estimates = result.estimates
        file.loadings = result.loadings
        file.baselineFinish = result.baseline
        file.withCost = result.withCost
        file.levelOfEffort = result.levelOfEffort
        file.names = PlanNames(
            tasks: result.ids, links: result.links.map { (result.ids[$0.from], result.ids[$0.to]) },
            calendars: result.calendarNames, resources: resources.map(\.name),
            needs: result.needs.map { ($0.task, $0.resource) })
    }
}
