// A project as a file of Microsoft Project: what was imported goes back as it came, with what has changed since on top.

import Conversation
import JSONText
import ProgramFiles
import ProgramModel
import Quantities

/// Builds the file of a project.
struct ProjectExport {
    private let view: ProgramView
    private let key: ProjectKey
    private var file: ProjectFile
    private let items: [Item]
    private let origins: [ItemID: Origin]
    private var uids: [ItemID: Int] = [:]
    private var resources: [PersonID: Int] = [:]

    /// - Parameter items: the records to write, of which tasks and milestones are.
    init(_ project: Project, _ items: [Item], _ view: ProgramView) {
        self.view = view
        key = project.key
        let kept = view.slots(ImportedFile.self) { _ in true }.last {
            $0.project == project.key && $0.source == ProjectNetwork.source
        }
        file = kept?.kept.map { ProjectKept.file($0) } ?? ProjectFile()
        let fileOfOrigins = kept?.file
        let kinds = [KindDeclaration.task.kind, KindDeclaration.milestone.kind]
        self.items = items.filter { kinds.contains($0.kind) }
        let ids = Set(self.items.map(\.id))
        let origins = view.slots(Origin.self).filter {
            ids.contains($0.item) && $0.source == ProjectNetwork.source && $0.file == fileOfOrigins
                && $0.project == project.key
        }
        self.origins = Dictionary(origins.map { ($0.item, $0) }) { one, _ in one }
        setProperties(project)
    }

    private mutating func setProperties(_ project: Project) {
        if file.properties.text("Name") == nil { file.properties.set("Name", "\(project.key.text).xml") }
        if file.properties.text("Title") == nil { file.properties.set("Title", project.name) }
        if file.properties.text("StartDate") == nil {
            let created = items.map { view.day(of: $0.created.time) }.min()
            let start = project.start ?? created ?? view.today
            file.properties.set("StartDate", ProjectMoment.start(start))
        }
    }

    /// The file, rows in the order of the outline.
    mutating func made() throws -> ProjectFile {
        numberTasks()
        readResources()
        for (item, level) in outline() {
            let (row, assignments) = ProjectKept.rows(origins[item.id]?.kept)
            file.tasks.append(task(item, row, level: level))
            file.assignments += people(item, assignments)
        }
        try promiseMilestones()
        return file
    }

    /// A milestone is promised for its planned day unless a deadline says otherwise.
    private mutating func promiseMilestones() throws {
        let planned = Dictionary(try ProjectNetwork(file).records().plan.map { ($0.uid, $0) }) { one, _ in one }
        var rows: [Int: Int] = [:]
        for (index, row) in file.tasks.enumerated() { rows[row.text("UID").flatMap { Int($0) } ?? 0] = index }
        for item in items where item.kind == KindDeclaration.milestone.kind {
            guard let due = item.due, let uid = uids[item.id], let row = rows[uid],
                file.tasks[row].text("Deadline") == nil, file.tasks[row]["Baseline"] == nil,
                planned[uid]?.finish.map({ $0.prefix(10) != due.iso }) ?? false
            else { continue }
            file.tasks[row].set("Deadline", ProjectMoment.end(due))
        }
    }

    private mutating func numberTasks() {
        var next = 1
        for (id, origin) in origins {
            if let uid = Int(origin.reference) {
                uids[id] = uid
                next = max(next, uid + 1)
            }
        }
        for item in items where uids[item.id] == nil {
            uids[item.id] = next
            next += 1
        }
    }

    /// The records with how deep they stand, each below what it is part of; imported ones in the order of their file.
    private func outline() -> [(Item, Int)] {
        let byReference = Dictionary(origins.map { ($0.value.reference, $0.key) }) { one, _ in one }
        let shown = Set(items.map(\.id))
        func parent(_ item: Item) -> ItemID? {
            // A milestone has no field for it; the file it came from said so.
            let said = origins[item.id]?.said["parent"]?.string.flatMap { byReference[$0] }
            guard case .id(let id)? = item.fields["parent"] else {
                return item.kind == KindDeclaration.milestone.kind
                    ? said.flatMap { shown.contains($0) ? $0 : nil } : nil
            }
            return shown.contains(id) ? id : nil
        }
        func row(_ item: Item) -> Int {
            ProjectKept.rows(origins[item.id]?.kept).task.text("ID").flatMap { Int($0) } ?? .max
        }
        let ranked = items.enumerated().sorted { (row($0.element), $0.offset) < (row($1.element), $1.offset) }
        let parts = Dictionary(grouping: ranked.map(\.element)) { parent($0) }
        var lines: [(Item, Int)] = []
        var waiting = (parts[nil] ?? []).reversed().map { ($0, 1) }
        var seen: Set<ItemID> = []
        while let (item, level) = waiting.popLast() {
            guard seen.insert(item.id).inserted else { continue }
            lines.append((item, level))
            waiting += (parts[item.id] ?? []).reversed().map { ($0, level + 1) }
        }
        return lines
    }

    // MARK: Tasks

    private func task(_ item: Item, _ kept: XMLElement, level: Int) -> XMLElement {
        let said = origins[item.id]?.said
        var row = kept
        row.set("UID", "\(uids[item.id] ?? 0)")
        row.set("OutlineLevel", "\(level)")
        if row.text("Name") == nil || said?["title"]?.string != item.title && !isShortened(item, said) {
            row.set("Name", item.title)
        }
        setWork(item, said, &row)
        setState(item, said, &row)
        setDates(item, said, &row)
        setLinks(item, said, &row)
        if said == nil, let note = item.notes.first { row.set("Notes", note.text) }
        return row
    }

    /// Whether the title only stands for a longer one, or for none.
    private func isShortened(_ item: Item, _ said: JSON?) -> Bool {
        guard let title = said?["title"]?.string else { return false }
        return item.title.hasSuffix("…") && title.hasPrefix(item.title.dropLast()) || title.isEmpty
            || PlainTitle.of(title) == item.title
    }

    private func setWork(_ item: Item, _ said: JSON?, _ row: inout XMLElement) {
        var minutes: Int?
        if case .span(let span)? = item.fields["estimate"] { minutes = span.minutes }
        guard said == nil || said?["estimate"]?.int != minutes else { return }
        let perDay = file.minutesPerDay
        let scaled = (minutes ?? 0) * perDay / WorkSpan.minutesPerDay
        row.set("Duration", ProjectMoment.duration(scaled))
        row.set("DurationFormat", "7")
        for name in ["ManualDuration", "RemainingDuration", "ActualDuration", "Work", "RemainingWork"] {
            row.set(name, nil)
        }
        if item.kind == KindDeclaration.milestone.kind { row.set("Milestone", "1") }
    }

    private func setState(_ item: Item, _ said: JSON?, _ row: inout XMLElement) {
        let isDone = !item.isOpen && item.state == view.kinds[item.kind]?.closedState?.name
        let state: FileState = item.isOpen ? (item.state == "started" ? .started : .open) : isDone ? .done : .dropped
        let progress = isDone ? 100 : item.percent("progress") ?? 0
        let before = said?["state"]?.string.flatMap { FileState(rawValue: $0) }
        let wasProgress = before == .done ? 100 : said?["progress"]?.int ?? 0
        guard said == nil || before != state || wasProgress != progress else { return }
        for name in ["ActualDuration", "RemainingDuration", "ActualFinish", "Stop", "Resume", "PercentWorkComplete"] {
            row.set(name, nil)
        }
        row.set("Active", state == .dropped ? "0" : "1")
        row.set("PercentComplete", "\(progress)")
        let begun: CalendarDate? = item.date("start")
        if state == .started || isDone {
            if let begun { row.set("ActualStart", ProjectMoment.start(begun)) }
        } else {
            row.set("ActualStart", nil)
        }
        if isDone {
            let end = item.date("finish") ?? item.closed.map { view.day(of: $0) }
            if let end {
                row.set("ActualFinish", ProjectMoment.end(end))
                if begun == nil { row.set("ActualStart", ProjectMoment.start(end)) }
            }
        }
    }

    private func setDates(_ item: Item, _ said: JSON?, _ row: inout XMLElement) {
        if said == nil || said?["due"]?.string != item.due?.iso {
            row.set("Deadline", item.due.map { ProjectMoment.end($0) })
            // A milestone that nothing stands before is on its day.
            let isLone = !item.links.contains { $0.kind == .precedes && !$0.isSource }
            if item.kind == KindDeclaration.milestone.kind, isLone, item.isOpen, let due = item.due {
                row.set("ConstraintType", "6")
                row.set("ConstraintDate", ProjectMoment.end(due))
            }
        }
        let start = item.date("start")
        guard item.isOpen, item.state != "started", said == nil || said?["start"]?.string != start?.iso else { return }
        for name in ["Manual", "ManualStart", "ManualFinish", "ConstraintType", "ConstraintDate"]
        where start != nil || said != nil {
            row.set(name, nil)
        }
        if let start {
            row.set("ConstraintType", "4")
            row.set("ConstraintDate", ProjectMoment.start(start))
        }
    }

    // MARK: Links and people

    private func setLinks(_ item: Item, _ said: JSON?, _ row: inout XMLElement) {
        let waits = item.links.filter { $0.kind == .precedes && !$0.isSource && uids[$0.other] != nil }
        let now = waits.map { "\($0.type ?? "fs") \(uids[$0.other] ?? 0) \($0.lag?.minutes ?? 0)" }.sorted()
        let before = (said?["links"]?.array ?? []).compactMap(\.string).sorted()
        guard now != before else { return }
        row.children.removeAll { $0.name == "PredecessorLink" && $0.text("CrossProject") != "1" }
        for wait in waits {
            let minutes = (wait.lag?.minutes ?? 0) * file.minutesPerDay / WorkSpan.minutesPerDay
            row.children.append(
                ProjectMoment.link(to: uids[wait.other] ?? 0, type: wait.type ?? "fs", minutes: minutes))
        }
    }

    private mutating func readResources() {
        for row in file.resources {
            guard let uid = row.text("UID").flatMap({ Int($0) }), let name = row.text("Name") else { continue }
            for item in items {
                for person in [item.owner].compactMap({ $0 }) + item.helpers where resources[person] == nil {
                    if called(person) == PlainTitle.of(name) { resources[person] = uid }
                }
            }
        }
    }

    private func called(_ person: PersonID) -> String { view.personRecord(person)?.name ?? view.mention(person).handle }

    private mutating func resource(of person: PersonID) -> Int {
        if let uid = resources[person] { return uid }
        let uid = (file.resources.compactMap { $0.text("UID").flatMap { Int($0) } }.max() ?? 0) + 1
        file.resources.append(
            XMLElement(
                "Resource", "",
                [
                    XMLElement("UID", "\(uid)"), XMLElement("ID", "\(uid)"),
                    XMLElement("Name", called(person).filter { !",[]".contains($0) }), XMLElement("Type", "1"),
                    XMLElement("IsNull", "0"), XMLElement("MaxUnits", "1"), XMLElement("CalendarUID", "-1"),
                ]))
        resources[person] = uid
        return uid
    }

    /// Who works on a record: as the file said, unless it is somebody else now.
    private mutating func people(_ item: Item, _ kept: [XMLElement]) -> [XMLElement] {
        let people = [item.owner].compactMap { $0 } + item.helpers
        let said = origins[item.id]?.said
        let names = [said?["owner"]?.string].compactMap { $0 } + (said?["helpers"]?.array ?? []).compactMap(\.string)
        if said != nil, Set(people.map(called)) == Set(names.map { PlainTitle.of($0) }) { return kept }
        let others = kept.filter { row in
            // What is no person stays: material, costs.
            guard let uid = row.text("ResourceUID") else { return false }
            return file.resources.contains {
                $0.text("UID") == uid && ($0.text("Type") == "0" || $0.text("IsCostResource") == "1")
            }
        }
        return others
            + people.map { person in
                XMLElement(
                    "Assignment", "",
                    [
                        XMLElement("TaskUID", "\(uids[item.id] ?? 0)"),
                        XMLElement("ResourceUID", "\(resource(of: person))"), XMLElement("Units", "1"),
                    ])
            }
    }
}
