// Writes a project as Microsoft Project reads it: every element in its order, what it needs said even where it is as usual.

import Planning
import Quantities

extension ProjectFile {
    /// The bytes of the file, with the dates that our plan gives its tasks.
    ///
    /// - Throws: a `FileProblem` where the dates cannot be computed.
    package func bytes() throws(FileProblem) -> [UInt8] {
        var whole = self
        whole.completeProperties()
        try whole.schedule()
        var root = ProjectOrder.sorted(whole.properties, ProjectOrder.project)
        root.children += [
            XMLElement("Calendars", "", whole.calendars.map { ProjectOrder.sorted($0, ProjectOrder.calendar) }),
            XMLElement("Tasks", "", whole.tasks.map { ProjectOrder.sorted($0, ProjectOrder.task) }),
            XMLElement("Resources", "", whole.resources.map { ProjectOrder.sorted($0, ProjectOrder.resource) }),
            XMLElement("Assignments", "", whole.assignments.map { ProjectOrder.sorted($0, ProjectOrder.assignment) }),
        ]
        var bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".utf8)
        var body: [UInt8] = []
        root.write(to: &body)
        bytes += "<Project xmlns=\"http://schemas.microsoft.com/project\">".utf8
        bytes += body.dropFirst("<Project>".utf8.count)
        return bytes
    }

    private mutating func completeProperties() {
        if calendars.isEmpty { calendars = [ProjectFile.standardCalendar] }
        let first = calendars.first { ProjectCodes.flag($0.text("IsBaseCalendar")) == true }?.text("UID") ?? "1"
        let usual: KeyValuePairs = [
            "SaveVersion": "14", "Name": "Project", "ScheduleFromStart": "1", "CurrencyCode": "EUR",
            "CurrencyDigits": "2", "CurrencySymbol": "€", "CurrencySymbolPosition": "3", "CalendarUID": first,
            "DefaultStartTime": "08:00:00", "DefaultFinishTime": "17:00:00", "MinutesPerDay": "480",
            "MinutesPerWeek": "2400", "DaysPerMonth": "20", "DefaultTaskType": "0", "DurationFormat": "7",
            "WorkFormat": "2", "HonorConstraints": "1", "NewTasksEffortDriven": "0", "NewTasksEstimated": "1",
            "SplitsInProgressTasks": "1", "WeekStartDay": "1", "NewTasksAreManual": "0", "CriticalSlackLimit": "0",
        ]
        for (name, text) in usual where properties.text(name) == nil { properties.set(name, text) }
        properties.set("SaveVersion", "14")
    }

    /// Monday to Friday, 08:00 to 12:00 and 13:00 to 17:00.
    static let standardCalendar: XMLElement = {
        let shifts = [("08:00:00", "12:00:00"), ("13:00:00", "17:00:00")].map {
            XMLElement("WorkingTime", "", [XMLElement("FromTime", $0.0), XMLElement("ToTime", $0.1)])
        }
        let days = (1...7).map { day in
            XMLElement(
                "WeekDay", "",
                [XMLElement("DayType", "\(day)"), XMLElement("DayWorking", (2...6).contains(day) ? "1" : "0")]
                    + ((2...6).contains(day) ? [XMLElement("WorkingTimes", "", shifts)] : []))
        }
        return XMLElement(
            "Calendar", "",
            [
                XMLElement("UID", "1"), XMLElement("Name", "Standard"), XMLElement("IsBaseCalendar", "1"),
                XMLElement("BaseCalendarUID", "-1"), XMLElement("WeekDays", "", days),
            ])
    }()

    // MARK: Tasks

    /// Numbers the rows, and gives them the dates of our plan.
    private mutating func schedule() throws(FileProblem) {
        tasks.removeAll { $0.text("UID") == "0" }
        number()
        guard !tasks.isEmpty else { throw FileProblem("there is no task to write") }
        let network = try ProjectNetwork(self)
        var places: [Int: Int] = [:]
        for (index, task) in network.tasks.enumerated() { places[task.uid] = index }
        let parents = Set(network.input.tasks.compactMap(\.parent))
        for row in tasks.indices {
            guard let uid = tasks[row].text("UID").flatMap({ Int($0) }), let index = places[uid] else { continue }
            complete(row, network, index, isSummary: parents.contains(index))
        }
        properties.set("StartDate", ProjectCodes.text(network.network.start))
        properties.set("FinishDate", ProjectCodes.text(network.network.finish))
        tasks.insert(projectRow(network), at: 0)
        placeAssignments(network, places)
    }

    private mutating func number() {
        var counts: [Int] = []
        for row in tasks.indices {
            tasks[row].set("ID", "\(row + 1)")
            let level = max(1, tasks[row].text("OutlineLevel").flatMap { Int($0) } ?? 1)
            if counts.count < level { counts += Array(repeating: 0, count: level - counts.count) }
            counts.removeLast(counts.count - level)
            counts[level - 1] += 1
            tasks[row].set("OutlineNumber", counts.map { "\(max($0, 1))" }.joined(separator: "."))
        }
    }

    private mutating func complete(_ row: Int, _ network: ProjectNetwork, _ index: Int, isSummary: Bool) {
        let date = network.dates[index]
        let task = network.tasks[index]
        let usual: KeyValuePairs = [
            "Type": "0", "IsNull": "0", "OutlineLevel": "1", "Priority": "500", "DurationFormat": "7",
            "EffortDriven": "0", "Estimated": "0", "Active": "1", "Manual": "0", "ConstraintType": "0",
            "CalendarUID": "-1", "PercentComplete": "0", "Name": "",
        ]
        for (name, text) in usual where tasks[row].text(name) == nil { tasks[row].set(name, text) }
        tasks[row].set("Summary", isSummary ? "1" : "0")
        if tasks[row].text("Milestone") == nil {
            tasks[row].set("Milestone", !isSummary && task.duration == 0 ? "1" : "0")
        }
        guard date.isScheduled else {
            if tasks[row].text("Duration") == nil { tasks[row].set("Duration", ProjectCodes.duration(task.duration)) }
            return
        }
        tasks[row].set("Start", ProjectCodes.text(date.start))
        tasks[row].set("Finish", ProjectCodes.text(date.finish))
        tasks[row].set("EarlyStart", ProjectCodes.text(date.earlyStart))
        tasks[row].set("EarlyFinish", ProjectCodes.text(date.earlyFinish))
        tasks[row].set("LateStart", ProjectCodes.text(date.lateStart))
        tasks[row].set("LateFinish", ProjectCodes.text(date.lateFinish))
        if let float = date.totalFloat { tasks[row].set("TotalSlack", "\(float * 10)") }
        if let float = date.freeFloat { tasks[row].set("FreeSlack", "\(float * 10)") }
        tasks[row].set("Critical", date.isCritical ? "1" : "0")
        if isSummary || tasks[row].text("Duration") == nil {
            let calendar = network.input.calendars[0]
            let minutes = isSummary ? calendar.minutes(from: date.start, to: date.finish) : task.duration
            tasks[row].set("Duration", ProjectCodes.duration(minutes))
            if isSummary { tasks[row].set("DurationFormat", "7") }
        }
        if !isSummary { completeWork(row, task) }
        if task.complete > 0, tasks[row].text("ActualStart") == nil {
            tasks[row].set("ActualStart", ProjectCodes.text(date.start))
            if task.complete == 100 { tasks[row].set("ActualFinish", ProjectCodes.text(date.finish)) }
        }
    }

    /// What is done of a task and what remains, which others do not work out by themselves.
    private mutating func completeWork(_ row: Int, _ task: ProjectTask) {
        let isDone = task.complete == 100 || task.actualFinish != nil
        let done = task.actualDuration ?? (isDone ? task.duration : task.duration * task.complete / 100)
        let left = isDone ? 0 : task.remaining ?? max(0, task.duration - done)
        tasks[row].set("ActualDuration", ProjectCodes.duration(done))
        tasks[row].set("RemainingDuration", ProjectCodes.duration(left))
    }

    /// The row that stands for the whole project.
    private func projectRow(_ network: ProjectNetwork) -> XMLElement {
        let calendar = network.input.calendars[0]
        let duration = calendar.minutes(from: network.network.start, to: network.network.finish)
        return XMLElement(
            "Task", "",
            [
                XMLElement("UID", "0"), XMLElement("ID", "0"), XMLElement("Name", name ?? "Project"),
                XMLElement("Active", "1"), XMLElement("Manual", "0"), XMLElement("Type", "1"),
                XMLElement("IsNull", "0"), XMLElement("OutlineNumber", "0"), XMLElement("OutlineLevel", "0"),
                XMLElement("Priority", "500"), XMLElement("Start", ProjectCodes.text(network.network.start)),
                XMLElement("Finish", ProjectCodes.text(network.network.finish)),
                XMLElement("Duration", ProjectCodes.duration(duration)), XMLElement("DurationFormat", "7"),
                XMLElement("Summary", "1"),
            ])
    }

    /// Assignments without dates of their own reach over their task.
    private mutating func placeAssignments(_ network: ProjectNetwork, _ places: [Int: Int]) {
        for row in assignments.indices {
            assignments[row].set("UID", "\(row + 1)")
            guard let index = assignments[row].text("TaskUID").flatMap({ Int($0) }).flatMap({ places[$0] }),
                network.dates[index].isScheduled
            else { continue }
            if assignments[row].text("Start") == nil {
                assignments[row].set("Start", ProjectCodes.text(network.dates[index].start))
            }
            if assignments[row].text("Finish") == nil {
                assignments[row].set("Finish", ProjectCodes.text(network.dates[index].finish))
            }
            if assignments[row].text("Units") == nil { assignments[row].set("Units", "1") }
            if assignments[row].text("Work") == nil {
                assignments[row].set("Work", ProjectCodes.duration(network.tasks[index].duration))
            }
        }
    }
}
