// The tasks of a network file, with their links, needs and estimates.

import JSONText
import Planning

/// Gathers tasks and resources while names are resolved.
struct NetworkTasks {
    let times: PlanTimes
    let calendars: CalendarFields
    let usual: String
    private let ignoresResourceCalendars: Bool
    let statusDate: Int?
    private var resources: [(name: String, resource: LevellingResource, calendar: String)] = []
    private var resourceIndex: [String: Int] = [:]
    private var taskIndex: [String: Int] = [:]
    private var result = NetworkFileParts()
    /// Calendars in use, by the names that make them up.
    private var inUse: [[String]: Int] = [:]

    init(_ fields: Fields, _ times: PlanTimes) throws(FieldProblem) {
        self.times = times
        calendars = try CalendarFields(fields)
        usual = try fields.string("calendar") ?? (times.isAbstract ? "continuous" : "standard")
        _ = try calendars.named(usual, fields.place("calendar"))
        statusDate = try times.instant(fields, "status_date", isEnd: true)
        ignoresResourceCalendars = try fields.flag("ignore_resource_calendars")
    }

    private static let known = [
        "id", "name", "duration", "unit", "calendar", "parent", "mode", "start", "finish", "constraint", "deadline",
        "actual_start", "actual_finish", "remaining", "resume", "splits", "levelling_delay", "links", "needs",
        "priority", "estimate", "factors", "baseline_finish", "cost",
        "level_of_effort",
    ]

    mutating func read(_ fields: Fields) throws(FieldProblem) {
        _ = try calendar([usual], fields.place("calendar"))
        for (name, json, path) in try fields.members("resources") {
            let resource = try Fields(json, path, known: ["name", "capacity", "calendar", "availability"])
            let calendarName = try resource.string("calendar") ?? usual
            _ = try calendar([calendarName], resource.place("calendar"))
            resourceIndex[name] = resources.count
            var own = LevellingResource(capacity: try units(resource, "capacity"))
            own.availability = try availability(resource)
            resources.append((name, own, calendarName))
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
        if let name = try fields.string("name") { result.titles[index] = name }
        task.constraint = try constraint(fields)
        if fields.has("constraint") { result.constrained.insert(index) }
        task.deadline = try times.instant(fields, "deadline", isEnd: true)
        task.mode = try mode(fields)
        task.progress = try progress(fields, remaining: try minutes("remaining"))
        task.splits = try splits(fields, ownTimes)
        if let delay = try fields.number("levelling_delay", in: 0...times.mostUnits) {
            task.levellingDelay = Int((delay * Double(times.elapsedUnit)).rounded())
        }
        try assign(&task, fields, index, ownTimes)
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

    /// Takes one need, with the calendars that decide when it is worked on.
    mutating func add(_ need: ResourceNeed, _ path: [JSONStep]) {
        result.needs.append(need)
        result.needPaths.append(path)
    }

    /// The resource of this name, and its calendar where that counts for tasks.
    func resource(_ name: String) -> (index: Int, calendar: String?)? {
        resourceIndex[name].map { ($0, ignoresResourceCalendars ? nil : resources[$0].calendar) }
    }

    /// A plan from its finish has everything as late as possible that says nothing else.
    func placeLate(_ tasks: inout [NetworkTask]) {
        let summaries = Set(tasks.compactMap(\.parent))
        for task in tasks.indices where !result.constrained.contains(task) && !summaries.contains(task) {
            tasks[task].constraint = DateConstraint(.asLateAsPossible)
        }
    }

    /// The index of the calendar that these share; a task needs all of them to work.
    mutating func calendar(_ names: [String], _ path: [JSONStep]) throws(FieldProblem) -> Int {
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
        file.titles = result.titles
        file.linkPaths = result.linkPaths
        file.resources = resources.map { entry in
            var resource = entry.resource
            resource.calendar = inUse[[entry.calendar]] ?? 0
            return resource
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
