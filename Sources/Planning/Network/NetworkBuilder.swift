// What is checked before a network is computed, and how summaries dissolve into their leaves.

enum NetworkBuilder {
    /// The first and the last date the input names.
    static func dates(of input: NetworkInput) -> (first: Int, last: Int) {
        var first = input.start
        var last = input.start
        func note(_ date: Int?) {
            guard let date else { return }
            first = min(first, date)
            last = max(last, date)
        }
        note(input.imposedFinish)
        note(input.statusDate)
        // By index: a task is not copied to be looked at.
        for index in input.tasks.indices {
            if input.tasks[index].isUsual {
                if input.tasks[index].constraint.kind.rawValue > 1 { note(input.tasks[index].constraint.date) }
                note(input.tasks[index].deadline)
            } else {
                for date in dates(of: input.tasks[index]) { note(date) }
            }
        }
        return (first, last)
    }

    static func dates(of task: NetworkTask) -> [Int] {
        let constraint = task.constraint.kind.rawValue > 1 ? task.constraint.date : nil
        let fixed = task.mode.fixedDates
        let progress = task.progress
        return [
            constraint, task.deadline, progress?.actualStart, progress?.actualFinish, progress?.resume, fixed?.start,
            fixed?.finish,
        ].compactMap { $0 }
    }

    static func check(_ task: NetworkTask, _ index: Int, calendars: Int, tasks: Int) throws(NetworkProblem) {
        let lengths = 0...NetworkInput.longestDuration
        guard lengths.contains(task.duration) else { throw .duration(task: index) }
        guard (0..<calendars).contains(task.calendar) else { throw .unknownCalendar(task: index) }
        if let parent = task.parent, !(0..<tasks).contains(parent) { throw .unknownParent(task: index) }
        guard !task.isUsual else { return }
        guard lengths.contains(task.progress?.remaining ?? 0), lengths.contains(task.levellingDelay),
            task.assignments.allSatisfy({ lengths.contains($0.duration) && lengths.contains($0.delay) })
        else { throw .duration(task: index) }
        guard task.assignments.allSatisfy({ (0..<calendars).contains($0.calendar) }) else {
            throw .unknownCalendar(task: index)
        }
        var done = 0
        var length = task.duration
        for split in task.splits {
            guard split.after > done, split.after < task.duration else { throw .split(task: index) }
            done = split.after
            length += min(split.pause, NetworkInput.longestDuration)
            guard lengths.contains(split.pause), lengths.contains(length) else { throw .duration(task: index) }
        }
        if let fixed = task.mode.fixedDates, fixed.finish < fixed.start { throw .fixedDates(task: index) }
    }

    /// For each summary the tasks at the bottom that are part of it; for a task without parts, itself.
    static func leaves(of tasks: [NetworkTask]) throws(NetworkProblem) -> [[Int]] {
        var leaves: [[Int]] = Array(repeating: [], count: tasks.count)
        var isSummary = Array(repeating: false, count: tasks.count)
        for task in tasks { if let parent = task.parent { isSummary[parent] = true } }
        for index in tasks.indices {
            var steps = 0
            var next = tasks[index].parent
            while let parent = next {
                steps += 1
                if steps > deepest {
                    // Deep, or a loop: a walk as long as there are tasks ends in one if there is one.
                    var last = parent
                    for _ in tasks.indices { last = tasks[last].parent ?? last }
                    throw tasks[last].parent == nil ? .tooDeep(task: index) : .parentLoop(loop(through: last, tasks))
                }
                if !isSummary[index] { leaves[parent].append(index) }
                next = tasks[parent].parent
            }
            if !isSummary[index] { leaves[index] = [index] }
        }
        return leaves
    }

    /// Summaries within summaries.
    private static let deepest = 200

    private static func loop(through task: Int, _ tasks: [NetworkTask]) -> [Int] {
        var loop = [task]
        while let parent = tasks[loop[loop.count - 1]].parent, parent != task { loop.append(parent) }
        return TopologicalOrder.fromSmallest(loop)
    }
}

/// The tasks of an input with those that several people work on, each in their own way, dissolved: such a task is a
/// summary of one part for each of them.
struct DividedTasks {
    /// The input's tasks, then the parts. A part has one assignment and its task as parent.
    private(set) var tasks: [NetworkTask]
    /// For each part, in their order, the task of the input it belongs to.
    private var owners: [Int] = []
    private let count: Int
    /// By task of the input that is divided, its parts.
    private(set) var parts: [Int: [Int]] = [:]
    /// By task, whether it or a summary it is part of is inactive.
    private(set) var isInactive: [Bool] = []

    init(_ input: [NetworkTask]) {
        tasks = input
        count = input.count
        for index in input.indices where !input[index].assignments.isEmpty && NetworkBuilder.isDivided(input[index]) {
            for part in NetworkBuilder.parts(of: input[index], at: index) {
                parts[index, default: []].append(tasks.count)
                tasks.append(part)
                owners.append(index)
            }
        }
    }

    /// The task of the input that one of ``tasks`` is or belongs to.
    func owner(_ task: Int) -> Int { task < count ? task : owners[task - count] }

    var hasSummaries: Bool { tasks.indices.contains { tasks[$0].parent != nil } }

    /// Once it is known that no task is part of itself.
    mutating func spreadInactivity() {
        guard tasks.indices.contains(where: { tasks[$0].mode.isInactive }) else { return }
        isInactive = tasks.indices.map { [tasks] index in
            sequence(first: index) { tasks[$0].parent }.contains { tasks[$0].mode.isInactive }
        }
    }
}

extension NetworkBuilder {
    /// Whether its people do not all work alike.
    static func isDivided(_ task: NetworkTask) -> Bool {
        guard let first = task.assignments.first else { return false }
        return task.assignments.contains { $0 != first }
    }

    static func parts(of task: NetworkTask, at index: Int) -> [NetworkTask] {
        task.assignments.map { assignment in
            var part = task
            part.assignments = [assignment]
            part.parent = index
            return part
        }
    }
}
