// Who works on which task of a project file, by which calendar, how long.

import Planning
import Quantities

/// The assignments of a file by task.
struct ProjectAssignments {
    struct Share: Sendable {
        var resource: Int
        /// The resource's own calendar.
        var calendar: Int?
        /// Working minutes that it takes this one.
        var duration: Int
        /// Working minutes by which this one begins later.
        var delay: Int
    }

    private struct Resource {
        var calendar: Int?
        /// A person or a machine, whose time decides when the work is done.
        var works: Bool
    }

    private let resources: [Int: Resource]
    private let byTask: [Int: [XMLElement]]
    private let perDay: Int
    private(set) var named: Set<String> = []

    init(_ file: ProjectFile) {
        perDay = file.minutesPerDay
        var resources: [Int: Resource] = [:]
        for row in file.resources {
            guard let uid = row.text("UID").flatMap({ Int($0) }), ProjectCodes.flag(row.text("IsNull")) != true else {
                continue
            }
            let isCost = ProjectCodes.flag(row.text("IsCostResource")) == true || row.text("Type") == "2"
            let isMaterial = row.text("Type") == "0" && !isCost
            if isCost { named.insert("cost resources") }
            if isMaterial { named.insert("material") }
            resources[uid] = Resource(
                calendar: row.text("CalendarUID").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil },
                works: !isCost && !isMaterial)
        }
        self.resources = resources
        byTask = Dictionary(grouping: file.assignments) { $0.text("TaskUID").flatMap { Int($0) } ?? -1 }
    }

    /// Those whose time decides how long a task takes.
    func people(on task: ProjectTask) -> [Share] {
        (byTask[task.uid] ?? []).compactMap { row in
            guard let uid = row.text("ResourceUID").flatMap({ Int($0) }), let resource = resources[uid], resource.works
            else { return nil }
            let delay = row.text("Delay").flatMap { Int($0) }.map { ProjectCodes.tenths($0) } ?? 0
            return Share(
                resource: uid, calendar: resource.calendar, duration: duration(row, task),
                delay: min(max(0, delay), NetworkInput.longestDuration))
        }
    }

    /// Work at its units; where the hours were shaped, as long as the task takes.
    private func duration(_ row: XMLElement, _ task: ProjectTask) -> Int {
        let isFlat = (row.text("WorkContour") ?? "0") == "0"
        guard isFlat, let units = row.text("Units").flatMap({ Double($0) }), units > 0,
            let work = row.text("Work").flatMap({ ProjectCodes.minutes($0, perDay: perDay) }), work > 0
        else { return task.duration }
        return Int(min(Double(NetworkInput.longestDuration), (Double(work) / units).rounded()))
    }

    /// Where a task's work rests: by the hours of the only one who works on it, nobody included.
    func splits(of task: ProjectTask, _ calendar: WorkingCalendar) -> [TaskSplit] {
        guard let rows = byTask[task.uid], rows.count == 1, rows[0].text("WorkContour") == "8" else { return [] }
        let slots = rows[0].all("TimephasedData").compactMap { ProjectSlot($0, perDay: perDay) }.sorted {
            $0.start < $1.start
        }
        var splits: [TaskSplit] = []
        var done = 0
        var pause = 0
        for slot in slots {
            let minutes = calendar.minutes(from: slot.start, to: slot.end)
            if slot.hasWork {
                if pause > 0, done > 0, done < task.duration { splits.append(TaskSplit(after: done, pause: pause)) }
                pause = 0
                done += minutes
            } else if done > 0 {
                pause += minutes
            }
        }
        return splits
    }
}

/// Some hours of an assignment, with work or with none.
private struct ProjectSlot {
    var start: Int
    var end: Int
    var hasWork: Bool

    /// Nil for what is no work, and for time that is none of the calendar's.
    init?(_ row: XMLElement, perDay: Int) {
        guard ["1", "2"].contains(row.text("Type") ?? ""),
            let start = row.text("Start").flatMap({ ProjectCodes.instant($0) }),
            let end = row.text("Finish").flatMap({ ProjectCodes.instant($0) }),
            let value = row.text("Value").flatMap({ ProjectCodes.minutes($0, perDay: perDay) })
        else { return nil }
        (self.start, self.end, hasWork) = (start, end, value > 0)
    }
}
