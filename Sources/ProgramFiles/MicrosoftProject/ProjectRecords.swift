// From a project file to records: tasks and milestones with their people, dates and links, and all that no record has a field
// for kept beside them.

import JSONText
import Planning
import Quantities

extension ProjectNetwork {
    /// The kind of file, as origins name it.
    package static let source = "mspdi"

    /// What the file says of work.
    package func records() -> FileRecords {
        var result = FileRecords(source: ProjectNetwork.source)
        result.file = file.properties.text("GUID") ?? ""
        result.title = PlainTitle.of(file.name ?? "")
        let reading = RecordReading(self)
        result.records = tasks.indices.compactMap { reading.record($0) }
        result.skipped = skipped + tasks.indices.compactMap { reading.reasonToSkip($0) }
        result.problems = problems
        result.named = named + reading.named
        result.plan = tasks.indices.map { fileDates($0) }
        result.kept = ProjectKept.project(file)
        return result
    }

    private func fileDates(_ index: Int) -> FileDates {
        let task = tasks[index]
        let date = dates[index]
        return FileDates(
            uid: task.uid, name: task.name, start: date.isScheduled ? ProjectCodes.short(date.start) : nil,
            finish: date.isScheduled ? ProjectCodes.short(date.finish) : nil,
            totalFloat: date.isScheduled ? date.totalFloat.map { days($0) } : nil,
            isCritical: date.isScheduled && date.isCritical, storedStart: task.start.map { ProjectCodes.short($0) },
            storedFinish: task.finish.map { ProjectCodes.short($0) }, why: difference(index))
    }

    private func days(_ minutes: Int) -> Double {
        (Double(minutes) / Double(file.minutesPerDay) * 1e6).rounded() / 1e6
    }
}

/// Makes records of the tasks of a file.
private struct RecordReading {
    private let network: ProjectNetwork
    private let isSummary: [Bool]
    private let rows: [Int: XMLElement]
    private let assignments: [Int: [XMLElement]]
    private let people: [Int: FilePerson]
    /// Where each task stands.
    private let places: [Int: Int]
    /// What is kept and has no field of ours, by how often it stands there.
    let named: [String]

    init(_ network: ProjectNetwork) {
        self.network = network
        let parents = Set(network.input.tasks.compactMap(\.parent))
        isSummary = network.tasks.indices.map { parents.contains($0) }
        var rows: [Int: XMLElement] = [:]
        for row in network.file.tasks {
            if let uid = row.text("UID").flatMap({ Int($0) }), rows[uid] == nil { rows[uid] = row }
        }
        self.rows = rows
        assignments = Dictionary(grouping: network.file.assignments) { $0.text("TaskUID").flatMap { Int($0) } ?? -1 }
        people = RecordReading.people(network.file)
        places = Dictionary(network.tasks.enumerated().map { ($1.uid, $0) }) { one, _ in one }
        named = RecordReading.named(network.file, network.tasks)
    }

    private static func people(_ file: ProjectFile) -> [Int: FilePerson] {
        var people: [Int: FilePerson] = [:]
        for row in file.resources {
            guard let uid = row.text("UID").flatMap({ Int($0) }), let name = row.text("Name"), !name.isEmpty,
                row.text("Type") != "0", row.text("Type") != "2", ProjectCodes.flag(row.text("IsCostResource")) != true,
                ProjectCodes.flag(row.text("IsGeneric")) != true
            else { continue }
            people[uid] = FilePerson(
                name: PlainTitle.of(name), mail: row.text("EmailAddress"), account: row.text("NTAccount"))
        }
        return people
    }

    /// What is in the file and in no field of a record: kept, and written back by an export.
    private static func named(_ file: ProjectFile, _ tasks: [ProjectTask]) -> [String] {
        let has = { (name: String) in file.tasks.count { $0[name] != nil } }
        let counts: KeyValuePairs<String, Int> = [
            "constraint": tasks.count { $0.constraint.kind != .asSoonAsPossible },
            "task calendar": tasks.count { $0.calendar != nil },
            "elapsed duration": tasks.count(where: \.isElapsed),
            "levelling delay": tasks.count { $0.levellingDelay > 0 },
            "manual task": tasks.count(where: \.isManual), "inactive task": tasks.count { !$0.isActive },
            "task with baselines": has("Baseline"), "task with custom fields": has("ExtendedAttribute"),
            "recurring task": file.tasks.count { ProjectCodes.flag($0.text("Recurring")) == true },
            "shaped assignment": file.assignments.count { ($0.text("WorkContour") ?? "0") != "0" },
            "calendar": file.calendars.count, "resource": file.resources.count { $0.text("Name") != nil },
        ]
        let kept = counts.filter { $0.value > 0 }.map { "\($0.value) \($0.key)\($0.value == 1 ? "" : "s")" }
        return kept.isEmpty ? [] : ["kept, and written back by an export: \(kept.joined(separator: ", "))"]
    }

    func reasonToSkip(_ index: Int) -> FileProblem? {
        let task = network.tasks[index]
        guard task.isExternal || task.isSubproject else { return nil }
        return FileProblem(
            row: task.number,
            task.isExternal ? "is a task of another file" : "is an inserted project, without its tasks")
    }

    func record(_ index: Int) -> FileRecord? {
        let task = network.tasks[index]
        guard reasonToSkip(index) == nil else { return nil }
        let isMilestone = !isSummary[index] && (task.isMilestone || task.duration == 0)
        var record = FileRecord(
            key: "\(task.uid)", label: "task \(task.number)", row: task.number,
            kind: isMilestone ? "milestone" : "task",
            title: task.name.isEmpty ? "task \(task.number)" : task.name)
        record.parent = network.input.tasks[index].parent.map { "\(network.tasks[$0].uid)" }
        setDates(&record, task, index, isMilestone: isMilestone)
        if !isSummary[index] { setWork(&record, task, isMilestone: isMilestone) }
        record.links = task.links.compactMap { link in
            guard link.foreign == nil, let kind = link.kind, let from = rows[link.predecessor], from.name == "Task"
            else {
                return nil
            }
            return FileLink(.follows(kind.word), "\(link.predecessor)", lag: minutes(link))
        }
        if let row = rows[task.uid] {
            if let text = row.text("Notes"), !text.isEmpty { record.notes = [FileNote(text: text)] }
            if let priority = row.text("Priority").flatMap({ Int($0) }), priority != 500, !isMilestone {
                record.fields["priority"] = priority >= 900 ? "critical" : priority > 500 ? "high" : "low"
            }
            record.kept = ProjectKept.task(row, assignments[task.uid] ?? [])
        }
        return record
    }

    private func setDates(_ record: inout FileRecord, _ task: ProjectTask, _ index: Int, isMilestone: Bool) {
        let ends = task.actualFinish ?? (isMilestone ? task.finish : nil)
        record.due = (task.deadline ?? baseline(task) ?? (isMilestone ? task.finish : nil)).map { day(ending: $0) }
        guard !isMilestone, !isSummary[index] else { return }
        if let begun = task.actualStart {
            record.start = CalendarDate(startMinute: begun)
        } else if task.isManual {
            record.start = (task.manual.start ?? task.start).map { CalendarDate(startMinute: $0) }
        } else if [.startNoEarlierThan, .mustStartOn].contains(task.constraint.kind) {
            record.start = CalendarDate(startMinute: task.constraint.date)
        }
        if task.complete == 100 { record.finish = ends.map { day(ending: $0) } }
    }

    /// The day on which something ends: a midnight ends the day before it.
    private func day(ending minute: Int) -> CalendarDate { CalendarDate(startMinute: minute - 1) }

    private func baseline(_ task: ProjectTask) -> Int? {
        rows[task.uid]?.all("Baseline").first { $0.text("Number") == "0" }?.text("Finish").flatMap {
            ProjectCodes.instant($0)
        }
    }

    private func setWork(_ record: inout FileRecord, _ task: ProjectTask, isMilestone: Bool) {
        record.state =
            !task.isActive
            ? .dropped
            : task.complete == 100 || task.actualFinish != nil
                ? .done : task.complete > 0 || task.actualStart != nil ? .started : .open
        if !isMilestone {
            record.estimate = task.duration > 0 ? workingMinutes(task) : nil
            record.progress = task.complete > 0 ? task.complete : nil
        }
        var named: [FilePerson] = []
        for row in assignments[task.uid] ?? [] {
            guard let person = row.text("ResourceUID").flatMap({ Int($0) }).flatMap({ people[$0] }),
                !named.contains(person)
            else { continue }
            named.append(person)
        }
        record.owner = named.first
        record.helpers = Array(named.dropFirst())
    }

    /// A duration as working minutes of a day of eight hours, whatever the file's day has.
    private func workingMinutes(_ task: ProjectTask) -> Int {
        scaled(task.duration, perDay: task.isElapsed ? 1440 : network.file.minutesPerDay)
    }

    private func scaled(_ minutes: Int, perDay: Int) -> Int {
        Int((Double(minutes) * Double(WorkSpan.minutesPerDay) / Double(perDay)).rounded())
    }

    private func minutes(_ link: ProjectLink) -> Int {
        let predecessor = places[link.predecessor].map { network.tasks[$0] }
        return switch link.lag {
        case .working(let minutes): scaled(minutes, perDay: network.file.minutesPerDay)
        case .elapsed(let minutes): scaled(minutes, perDay: 1440)
        case .percent(let share), .elapsedPercent(let share):
            (predecessor.map { workingMinutes($0) } ?? 0) * share / 100
        }
    }
}

extension LinkKind {
    /// As links between records say it.
    var word: String {
        switch self {
        case .finishToStart: "fs"
        case .startToStart: "ss"
        case .finishToFinish: "ff"
        case .startToFinish: "sf"
        }
    }
}
