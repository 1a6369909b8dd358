// Keeps the plan of each project between questions, and brings it up to date where records changed.

import Conversation
import NIOConcurrencyHelpers
import ProgramModel
import Quantities

/// The plans of projects as they were asked for, for every day that is today somewhere.
final class PlanCache: Derivation {
    private let kept = NIOLockedValueBox(KeptPlans())

    func value(of workspace: Workspace, on today: CalendarDate) -> ProjectPlan {
        ProjectPlan(workspace: workspace, today: today, cache: self)
    }

    /// The plan that a project is part of; nil when nothing of it is open.
    func cluster(of project: ProjectKey?, in workspace: Workspace, on today: CalendarDate) -> PlanCluster? {
        kept.withLockedValue { $0.cluster(of: project, in: workspace, on: today) }
    }
}

/// The open records of one project that the plan is about.
private struct ProjectWork {
    var mark: RecordChange
    var records: [ItemID: PlannedRecord]
}

private struct KeptPlans {
    private var works: [ProjectKey?: ProjectWork] = [:]
    /// By day and project; the projects of a cluster share it. No cluster is an empty project.
    private var days: [CalendarDate: [ProjectKey?: PlanCluster]] = [:]
    /// Today in the east, here and in the west.
    private static let mostDays = 3

    mutating func cluster(of project: ProjectKey?, in workspace: Workspace, on today: CalendarDate) -> PlanCluster? {
        if let known = days[today]?[project], known.facts == PlanFacts(of: known.marks.keys, in: workspace, today),
            isSame(known.watched, workspace)
        {
            if isSame(known.marks, workspace) { return known }
            if let changed = changed(known, workspace) { return keep(changed, today) }
        }
        return built(project, workspace, today)
    }

    private func isSame(_ marks: [ProjectKey?: RecordChange], _ workspace: Workspace) -> Bool {
        marks.allSatisfy { workspace.lastChange(in: $0.key) === $0.value }
    }

    private mutating func keep(_ cluster: PlanCluster, _ today: CalendarDate) -> PlanCluster {
        if days[today] == nil, days.count >= KeptPlans.mostDays, let first = days.keys.min() { days[first] = nil }
        for project in cluster.marks.keys { days[today, default: [:]][project] = cluster }
        return cluster
    }

    /// A plan of one project with the records that changed, when it is linked as before.
    private mutating func changed(_ known: PlanCluster, _ workspace: Workspace) -> PlanCluster? {
        guard known.marks.count == 1, let (project, mark) = known.marks.first else { return nil }
        let now = workspace.lastChange(in: project)
        guard let ids = now.changes(since: mark) else { return nil }
        var records: [PlannedRecord] = []
        for id in ids.sorted() {
            let record = workspace.item(id).flatMap { PlannedRecord($0) }
            let isOurs = record?.project == project
            guard let record, isOurs else {
                if known.places[id] != nil { return nil }
                continue
            }
            records.append(record)
        }
        guard let changed = known.changed(records, marks: [project: now]) else { return nil }
        // The work may be kept as of another state than this plan is of.
        bringUpToDate(project, workspace)
        return changed
    }

    private mutating func built(_ first: ProjectKey?, _ workspace: Workspace, _ today: CalendarDate) -> PlanCluster? {
        var members: [ProjectKey?] = [first]
        var seen: Set<ProjectKey?> = [first]
        var found: [PlannedRecord] = []
        var closedIn: Set<ProjectKey?> = []
        var index = 0
        while index < members.count {
            let project = members[index]
            index += 1
            bringUpToDate(project, workspace)
            // What is no work matters where it is linked with some.
            var queue = works[project].map { $0.records.values.filter(\.isWork) } ?? []
            var reached = Set(queue.map(\.id))
            while let record = queue.popLast() {
                found.append(record)
                for partner in record.partners where !reached.contains(partner) {
                    guard let item = workspace.item(partner) else { continue }
                    guard let other = PlannedRecord(item) else {
                        closedIn.insert(item.project)
                        continue
                    }
                    if other.project == project {
                        reached.insert(partner)
                        works[project]?.records[partner] = other
                        queue.append(other)
                    } else if seen.insert(other.project).inserted {
                        members.append(other.project)
                    }
                }
            }
        }
        let facts = PlanFacts(of: members, in: workspace, today)
        let marks = Dictionary(uniqueKeysWithValues: members.map { ($0, workspace.lastChange(in: $0)) })
        let others = closedIn.subtracting(members).map { ($0, workspace.lastChange(in: $0)) }
        let watched = Dictionary(uniqueKeysWithValues: others)
        let records = found.sorted { $0.id < $1.id }
        guard let cluster = PlanCluster(records, marks: marks, watched: watched, facts: facts) else {
            for project in members { days[today]?[project] = nil }
            return nil
        }
        return keep(cluster, today)
    }

    /// The records of a project as they are now: only those that changed are read again.
    private mutating func bringUpToDate(_ project: ProjectKey?, _ workspace: Workspace) {
        let now = workspace.lastChange(in: project)
        guard let work = works[project], let ids = now.changes(since: work.mark) else {
            let kinds = [KindDeclaration.task.kind, KindDeclaration.milestone.kind]
            let items = kinds.flatMap { workspace.items(.open, of: .records(project, kind: $0)) }
            let records = items.compactMap { PlannedRecord($0) }.map { ($0.id, $0) }
            works[project] = ProjectWork(mark: now, records: Dictionary(uniqueKeysWithValues: records))
            return
        }
        for id in ids {
            let record = workspace.item(id).flatMap { PlannedRecord($0) }
            works[project]?.records[id] = record?.project == project ? record : nil
        }
        works[project]?.mark = now
    }
}

extension PlanFacts {
    fileprivate init(of projects: some Sequence<ProjectKey?>, in workspace: Workspace, _ today: CalendarDate) {
        self.today = today
        (starts, ends) = ([:], [:])
        for absence in workspace.absences() where absence.days.upperBound >= today {
            absences[absence.person, default: []].append(absence.days)
        }
        for case let key? in projects {
            starts[key] = workspace.projects[key]?.start
            ends[key] = workspace.projects[key]?.end
        }
    }
}
