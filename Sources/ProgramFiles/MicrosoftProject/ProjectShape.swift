// From the rows of a project file to the tasks and links of a network.

import Planning
import Quantities

/// Gathers the network of a file.
struct ProjectShape {
    let file: ProjectFile
    let start: Int
    private(set) var tasks: [ProjectTask] = []
    private(set) var skipped: [FileProblem] = []
    private(set) var problems: [FileProblem] = []
    /// What is kept and moves no date, each once.
    private(set) var named: Set<String> = []
    var calendars: ProjectCalendars
    private var parents: [Int?] = []
    private var isSummary: [Bool] = []
    private var places: [Int: Int] = [:]
    private let work: ProjectAssignments

    init(_ file: ProjectFile, start: Int) {
        self.file = file
        self.start = start
        calendars = ProjectCalendars(file)
        work = ProjectAssignments(file)
        for row in file.tasks { add(ProjectTask(row, file, &problems)) }
        findParents()
        named.formUnion(work.named)
    }

    private mutating func add(_ task: ProjectTask) {
        if task.isNoTask {
            if task.uid != 0 { skipped.append(FileProblem(row: task.number, "is an empty row")) }
            return
        }
        guard places[task.uid] == nil else {
            problems.append(FileProblem(row: task.number, field: "UID", "stands twice; the first one is taken"))
            return
        }
        places[task.uid] = tasks.count
        tasks.append(task)
    }

    /// A task is part of the last one above it that stands further out.
    private mutating func findParents() {
        parents = Array(repeating: nil, count: tasks.count)
        isSummary = Array(repeating: false, count: tasks.count)
        var above: [Int] = []
        for index in tasks.indices {
            while let last = above.last, tasks[last].level >= tasks[index].level { above.removeLast() }
            if let parent = above.last {
                parents[index] = parent
                isSummary[parent] = true
                if tasks[index].level > tasks[parent].level + 1 {
                    problems.append(FileProblem(row: tasks[index].number, field: "OutlineLevel", "leaves a level out"))
                }
            }
            above.append(index)
        }
    }

    // MARK: Tasks

    mutating func networkTasks() -> [NetworkTask] { tasks.indices.map { networkTask($0) } }

    private mutating func networkTask(_ index: Int) -> NetworkTask {
        let task = tasks[index]
        var result = NetworkTask(duration: isSummary[index] ? 0 : task.duration, parent: parents[index])
        result.deadline = task.deadline
        if !task.isActive { result.mode = .inactive }
        guard !isSummary[index] else { return summary(result, task) }
        place(&result, task)
        result.constraint = constraint(task, isFromFinish: file.isFromFinish)
        result.levellingDelay = min(task.levellingDelay, NetworkInput.longestDuration)
        let calendar = calendars.all[result.calendar]
        if task.isActive, task.isExternal || task.isSubproject {
            result.mode = .external(fixed(task.start, task.finish, task, calendar))
            named.insert(task.isExternal ? "tasks of other files" : "inserted projects")
        } else if task.isActive, task.isManual {
            result.mode = .manual(
                fixed(task.manual.start ?? task.start, task.manual.finish ?? task.finish, task, calendar))
        }
        result.progress = progress(task, calendar)
        if result.progress != nil { result.assignments = [] }
        if result.assignments.isEmpty, result.mode == .automatic { result.splits = work.splits(of: task, calendar) }
        return result
    }

    /// What a summary says of its own dates, as far as it holds for its parts.
    private mutating func summary(_ result: NetworkTask, _ task: ProjectTask) -> NetworkTask {
        var result = result
        if task.isManual { named.insert("manual summaries (their dates are those of their parts)") }
        switch task.constraint.kind {
        case .asSoonAsPossible: break
        case .startNoEarlierThan, .finishNoLaterThan: result.constraint = task.constraint
        default: named.insert("constraints of summaries other than start no earlier, finish no later")
        }
        return result
    }

    private func constraint(_ task: ProjectTask, isFromFinish: Bool) -> DateConstraint {
        // A project planned from its finish has everything late that says nothing else.
        task.constraint.kind == .asSoonAsPossible && isFromFinish && !task.isManual
            ? DateConstraint(.asLateAsPossible) : task.constraint
    }

    /// By which calendar a task runs, and who works on it in a way of their own.
    private mutating func place(_ result: inout NetworkTask, _ task: ProjectTask) {
        let own = task.isElapsed ? [ProjectCalendars.continuous] : task.calendar.map { [$0] } ?? []
        let people = task.isElapsed || task.ignoresPeople && task.calendar != nil ? [] : work.people(on: task)
        let shares = people.map { person in
            TaskAssignment(
                calendar: calendars.place(of: own + (person.calendar.map { [$0] } ?? [])), duration: person.duration,
                delay: person.delay)
        }
        result.calendar = shares.first?.calendar ?? calendars.place(of: own)
        let isAlike = shares.allSatisfy {
            $0.calendar == result.calendar && $0.delay == 0 && $0.duration == result.duration
        }
        if !isAlike { result.assignments = shares }
        if let only = shares.first, shares.count == 1, !isAlike, only.delay == 0 { result.assignments = [] }
    }

    private func fixed(_ start: Int?, _ finish: Int?, _ task: ProjectTask, _ calendar: WorkingCalendar) -> FixedDates {
        let begin = start ?? finish ?? self.start
        let end = finish ?? calendar.end(of: task.duration, from: begin) ?? begin
        return FixedDates(start: begin, finish: max(begin, end))
    }

    private func progress(_ task: ProjectTask, _ calendar: WorkingCalendar) -> TaskProgress? {
        guard task.isActive, task.actualStart != nil || task.actualFinish != nil || task.complete > 0,
            let begun = task.actualStart ?? task.start
        else { return nil }
        if task.complete == 100 || task.actualFinish != nil {
            let end = task.actualFinish ?? task.finish ?? calendar.end(of: task.duration, from: begun) ?? begun
            return TaskProgress(actualStart: begun, actualFinish: end)
        }
        // What a person has fixed stays there until it is done.
        guard !task.isManual, !task.isExternal else { return nil }
        let done = task.actualDuration ?? task.duration * task.complete / 100
        let rests = task.stop.map { stop in task.resume.map { $0 > stop } ?? false } ?? false
        return TaskProgress(
            actualStart: begun,
            remaining: min(task.remaining ?? max(0, task.duration - done), NetworkInput.longestDuration),
            resume: rests ? task.resume : nil)
    }

    // MARK: Links

    mutating func links() -> [NetworkLink] {
        var links: [NetworkLink] = []
        for (to, task) in tasks.enumerated() {
            for link in task.links {
                if let foreign = link.foreign {
                    named.insert("links to tasks of other files")
                    problems.append(FileProblem(row: task.number, "waits for \(foreign), which is in another file"))
                    continue
                }
                guard let from = places[link.predecessor], let kind = link.kind else {
                    problems.append(
                        FileProblem(
                            row: task.number, field: "PredecessorLink",
                            link.kind == nil
                                ? "is of no kind that is known"
                                : "names task \(link.predecessor), which is not in the file"))
                    continue
                }
                if from == to || isWithin(from, to) || isWithin(to, from) {
                    problems.append(FileProblem(row: task.number, "waits for a summary that it is a part of"))
                    continue
                }
                links.append(NetworkLink(from: from, to: to, kind: kind, lag: bounded(link.lag)))
            }
        }
        return links
    }

    private func bounded(_ lag: Lag) -> Lag {
        let most = NetworkInput.longestDuration
        func within(_ size: Int) -> Int { min(most, max(-most, size)) }
        return switch lag {
        case .working(let size): .working(within(size))
        case .elapsed(let size): .elapsed(within(size))
        case .percent(let share): .percent(min(10_000, max(-10_000, share)))
        case .elapsedPercent(let share): .elapsedPercent(min(10_000, max(-10_000, share)))
        }
    }

    private func isWithin(_ task: Int, _ whole: Int) -> Bool {
        var next = parents[task]
        while let parent = next {
            if parent == whole { return true }
            next = parents[parent]
        }
        return false
    }
}
