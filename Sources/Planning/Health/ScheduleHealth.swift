// The 14-point assessment of a schedule (DCMA), each point with its figure, its bound and the tasks behind it.

/// What the assessment needs beside the network. Sets and lists are by task or hold tasks of the input.
package struct HealthInput: Sendable {
    package var input: NetworkInput
    package var network: ScheduleNetwork
    /// Baseline finishes in minutes since 1970.
    package var baselineFinish: [Int: Int]
    /// Tasks that have a resource or a cost.
    package var loaded: Set<Int>
    /// Tasks that only accompany others; they are left out.
    package var levelOfEffort: Set<Int>
    /// Working minutes of a day.
    package var minutesPerDay: Int

    package init(
        input: NetworkInput, network: ScheduleNetwork, baselineFinish: [Int: Int] = [:], loaded: Set<Int> = [],
        levelOfEffort: Set<Int> = [], minutesPerDay: Int = 480
    ) {
        self.input = input
        self.network = network
        self.baselineFinish = baselineFinish
        self.loaded = loaded
        self.levelOfEffort = levelOfEffort
        self.minutesPerDay = minutesPerDay
    }
}

package struct HealthPoint: Hashable, Sendable {
    package enum Bound: Hashable, Sendable {
        case atMost(Double)
        case atLeast(Double)
    }
    package var number: Int
    package var name: String
    /// A share (0–1), a count or an index, as the point has it.
    package var figure: Figure
    package var bound: Bound
    /// Tasks (points about tasks) that offend.
    package var tasks: [Int]
    /// Links of the input (points about links) that offend.
    package var links: [Int]

    /// Nil when there is no figure.
    package var passes: Bool? {
        figure.value.map { value in
            switch bound {
            case .atMost(let limit): value <= limit
            case .atLeast(let limit): value >= limit
            }
        }
    }
}

extension HealthInput {
    private static let longDays = 44
    private static let testDays = 600

    /// The points, in their usual order.
    ///
    /// Counted are tasks of this plan that are active and not finished, no summaries, no milestones and no level of effort.
    package func assessed() -> [HealthPoint] {
        let counted = countedTasks()
        let links = input.links.indices.filter { link in
            let (from, to) = (input.tasks[input.links[link].from], input.tasks[input.links[link].to])
            return to.progress?.actualFinish == nil && from.mode != .inactive && to.mode != .inactive
        }
        return logic(counted, links) + dates(counted) + execution(counted)
    }

    private func countedTasks() -> [Int] {
        let summaries = Set(input.tasks.compactMap(\.parent))
        return input.tasks.indices.filter { task in
            input.tasks[task].progress?.actualFinish == nil && input.tasks[task].duration > 0
                && !summaries.contains(task) && !levelOfEffort.contains(task) && isPlanned(task)
        }
    }

    private func isPlanned(_ task: Int) -> Bool {
        switch input.tasks[task].mode {
        case .automatic, .manual: true
        case .external, .inactive: false
        }
    }

    private func share(_ number: Int, _ name: String, _ tasks: [Int], of all: Int, _ bound: Double) -> HealthPoint {
        HealthPoint(
            number: number, name: name, figure: .quotient(Double(tasks.count), Double(all), else: .noData),
            bound: .atMost(bound), tasks: tasks, links: [])
    }

    private func linkShare(_ number: Int, _ name: String, _ links: [Int], of all: Int, _ bound: HealthPoint.Bound)
        -> HealthPoint
    {
        HealthPoint(
            number: number, name: name, figure: .quotient(Double(links.count), Double(all), else: .noData),
            bound: bound,
            tasks: [], links: links)
    }

    private func logic(_ counted: [Int], _ links: [Int]) -> [HealthPoint] {
        let before = Set(input.links.map(\.to))
        let after = Set(input.links.map(\.from))
        // A summary's links are its parts'.
        func isIn(_ linked: Set<Int>, _ task: Int) -> Bool {
            sequence(first: task) { input.tasks[$0].parent }.contains { linked.contains($0) }
        }
        func size(_ link: Int) -> Int {
            switch input.links[link].lag {
            case .working(let size), .elapsed(let size), .percent(let size), .elapsedPercent(let size): size
            }
        }
        let open = counted.filter { !isIn(before, $0) || !isIn(after, $0) }
        let leads = links.filter { size($0) < 0 }
        var forward = linkShare(
            4, "finish-to-start links", links.filter { input.links[$0].kind == .finishToStart }, of: links.count,
            .atLeast(0.9))
        forward.links = links.filter { input.links[$0].kind != .finishToStart }
        return [
            share(1, "missing logic", open, of: counted.count, 0.05),
            HealthPoint(
                number: 2, name: "leads", figure: .value(Double(leads.count)), bound: .atMost(0), tasks: [],
                links: leads),
            linkShare(3, "lags", links.filter { size($0) > 0 }, of: links.count, .atMost(0.05)), forward,
        ]
    }

    private func dates(_ counted: [Int]) -> [HealthPoint] {
        let hard: Set<ConstraintKind> = [.mustStartOn, .mustFinishOn, .startNoLaterThan, .finishNoLaterThan]
        let long = HealthInput.longDays * minutesPerDay
        let dates = network.allDates()
        let floats = counted.map { dates[$0].totalFloat ?? 0 }
        let negative = zip(counted, floats).filter { $1 < 0 }.map(\.0)
        let summaries = Set(input.tasks.compactMap(\.parent))
        let invalid = input.tasks.indices.filter { task in
            guard let status = input.statusDate else { return false }
            if let progress = input.tasks[task].progress {
                if progress.actualStart > status || (progress.actualFinish ?? status) > status { return true }
                return progress.actualFinish == nil && dates[task].earlyFinish < status
            }
            return dates[task].earlyStart < status && !summaries.contains(task) && isPlanned(task)
        }
        let unloaded = counted.filter { !loaded.contains($0) }
        return [
            share(
                5, "hard constraints", counted.filter { hard.contains(input.tasks[$0].constraint.kind) },
                of: counted.count, 0.05),
            share(6, "high float", zip(counted, floats).filter { $1 > long }.map(\.0), of: counted.count, 0.05),
            HealthPoint(
                number: 7, name: "negative float", figure: .value(Double(negative.count)), bound: .atMost(0),
                tasks: negative, links: []),
            share(8, "high duration", counted.filter { input.tasks[$0].duration > long }, of: counted.count, 0.05),
            HealthPoint(
                number: 9, name: "invalid dates",
                figure: input.statusDate == nil ? .undefined(.noData) : .value(Double(invalid.count)),
                bound: .atMost(0), tasks: invalid, links: []),
            HealthPoint(
                number: 10, name: "tasks without resources or cost", figure: .value(Double(unloaded.count)),
                bound: .atMost(0), tasks: unloaded, links: []),
        ]
    }

    private func execution(_ counted: [Int]) -> [HealthPoint] {
        let status = input.statusDate
        let due = baselineFinish.filter { status != nil && $1 <= (status ?? 0) }.keys.sorted()
        func finish(_ task: Int) -> Int? { input.tasks[task].progress?.actualFinish }
        let missed = due.filter { task in finish(task).map { $0 > baselineFinish[task] ?? $0 } ?? true }
        let done = baselineFinish.keys.filter { finish($0).map { $0 <= status ?? Int.max } ?? false }
        return [
            share(11, "missed tasks", missed, of: due.count, 0.05),
            criticalPathTest(),
            HealthPoint(
                number: 13, name: "critical path length index", figure: criticalPathLengthIndex(),
                bound: .atLeast(0.95), tasks: [], links: []),
            HealthPoint(
                number: 14, name: "baseline execution index",
                figure: .quotient(Double(done.count), Double(due.count), else: .noData), bound: .atLeast(0.95),
                tasks: missed.filter { finish($0) == nil }, links: []),
        ]
    }

    /// A critical task that has not begun, made 600 days longer, must move the finish by 600 days. The figure is the share
    /// that arrives.
    private func criticalPathTest() -> HealthPoint {
        var figure = Figure.undefined(.noData)
        let path = network.longestPath()
        let task = path.first {
            input.tasks[$0].progress == nil && input.tasks[$0].duration > 0 && input.tasks[$0].mode == .automatic
        }
        if let task {
            var changed = input.tasks[task]
            let added = HealthInput.testDays * minutesPerDay
            changed.duration += added
            for index in changed.assignments.indices { changed.assignments[index].duration += added }
            var copy = network
            if (try? copy.change(task, to: changed)) != nil {
                let timeline = copy.timelines[changed.calendar]
                let moved = timeline.coordinate(copy.finish) - timeline.coordinate(network.finish)
                figure = .value(Double(moved) / Double(added))
            }
        }
        return HealthPoint(
            number: 12, name: "critical path test", figure: figure, bound: .atLeast(0.999),
            tasks: task.map { [$0] } ?? [],
            links: [])
    }

    /// CPLI = (critical path length + total float) / critical path length, from the status date to the finish, the float
    /// being what is left to the imposed finish, or to the last baseline finish.
    private func criticalPathLengthIndex() -> Figure {
        let timeline = network.timelines[0]
        let now = timeline.coordinate(input.statusDate ?? input.start)
        let length = timeline.coordinate(network.finish) - now
        guard let target = input.imposedFinish ?? baselineFinish.values.max() else { return .undefined(.noData) }
        return ScheduleHealth.criticalPathLengthIndex(
            length: Double(length),
            totalFloat: Double(timeline.coordinate(target) - timeline.coordinate(network.finish)))
    }
}

package enum ScheduleHealth {
    /// (CPL + TF) / CPL.
    package static func criticalPathLengthIndex(length: Double, totalFloat: Double) -> Figure {
        .quotient(length + totalFloat, length, else: .noDuration)
    }
}
