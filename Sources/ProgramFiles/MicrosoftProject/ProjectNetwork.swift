// The network of a project file: what its dates are by its own links, calendars and constraints.

package import Planning
import Quantities

/// A file's tasks with the dates that our plan gives them.
package struct ProjectNetwork: Sendable {
    let file: ProjectFile
    /// Every row that is a task, in the order of the file.
    private(set) var tasks: [ProjectTask] = []
    /// Rows that are none.
    private(set) var skipped: [FileProblem] = []
    package private(set) var problems: [FileProblem] = []
    /// What is shown and kept, and moves no date.
    package private(set) var named: [String] = []
    package private(set) var input: NetworkInput
    package let network: ScheduleNetwork
    package let dates: [TaskDates]

    /// - Throws: a `FileProblem` where there is no task, or the dates cannot be computed.
    package init(_ file: ProjectFile) throws(FileProblem) {
        self.file = file
        let start = try ProjectNetwork.start(of: file)
        input = NetworkInput(tasks: [], links: [], start: start)
        var shape = ProjectShape(file, start: start)
        guard !shape.tasks.isEmpty else { throw FileProblem("there is no task in it") }
        input.tasks = shape.networkTasks()
        input.links = shape.links()
        input.calendars = shape.calendars.all
        input.honorsLatestDates = ProjectCodes.flag(file.properties.text("HonorConstraints")) ?? true
        let slack = file.number("CriticalSlackLimit").map { min(10_000, max(0, $0)) } ?? 0
        input.criticalFloat = slack * file.minutesPerDay
        if file.isFromFinish {
            input.direction = .fromFinish
            input.imposedFinish = file.finish
        }
        tasks = shape.tasks
        skipped = shape.skipped
        named = shape.named.sorted()
        problems = shape.problems + shape.calendars.problems
        do {
            network = try ScheduleNetwork(input)
        } catch {
            throw ProjectNetwork.refusal(error, tasks)
        }
        dates = network.allDates()
    }

    private static func start(of file: ProjectFile) throws(FileProblem) -> Int {
        let stored = file.tasks.compactMap { $0.text("Start").flatMap { ProjectCodes.instant($0) } }.min()
        guard let start = file.start ?? stored ?? file.finish else {
            throw FileProblem(field: "StartDate", "is missing, and no task has a date")
        }
        return start
    }

    private static func refusal(_ problem: NetworkProblem, _ tasks: [ProjectTask]) -> FileProblem {
        func name(_ task: Int) -> String { "\(tasks[task].number) \"\(tasks[task].name.prefix(60))\"" }
        switch problem {
        case .loop(let loop):
            return FileProblem("tasks wait for each other: \(loop.map(name).joined(separator: " → "))")
        case .tooLong: return FileProblem("its dates lie more than 400 years apart")
        case .noFinish:
            return FileProblem(field: "FinishDate", "is missing, and the project is planned from its finish")
        case .noWorkingTime(let calendar): return FileProblem("calendar \(calendar) has no working time")
        case .tooDeep(let task): return FileProblem(row: tasks[task].number, "stands more than 200 summaries deep")
        default: return FileProblem("its dates cannot be computed: \(problem)")
        }
    }
}

extension ProjectNetwork {
    /// Why task `index` is where our plan puts it, where the file says otherwise; nil where both say the same.
    func difference(_ index: Int) -> String? {
        let task = tasks[index]
        let date = dates[index]
        guard date.isScheduled, !task.isManual, task.start != nil || task.finish != nil else { return nil }
        let calendar = input.calendars[input.tasks[index].calendar]
        func isSame(_ one: Int, _ other: Int?) -> Bool {
            guard let other else { return true }
            // The end of a day and the beginning of the next one are one moment of work.
            return one == other || !calendar.hasWork(from: min(one, other), to: max(one, other))
        }
        if isSame(date.start, task.start), isSame(date.finish, task.finish) { return nil }
        return reason(date)
    }

    private func reason(_ date: TaskDates) -> String {
        let why: String
        switch date.reason.driver {
        case .projectStart: why = "nothing holds it, so it begins with the project"
        case .statusDate: why = "nothing that has not happened is before the status date"
        case .actual: why = "it has begun, and goes on from what is done"
        case .constraint: why = "its constraint says so"
        case .summaryConstraint: why = "a constraint of its summary says so"
        case .fixedDates: why = "its dates are fixed"
        case .resume: why = "its work goes on on that day"
        case .parts: why = "its parts do"
        case .link(let link):
            let from = tasks[input.links[link].from]
            why = "it waits for \(from.number) \"\(from.name.prefix(60))\""
        }
        return date.reason.waitsForCalendar ? "\(why), and its calendar moves it on" : why
    }
}
