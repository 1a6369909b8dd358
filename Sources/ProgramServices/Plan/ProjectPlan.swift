// The one plan of a workspace: what any command that speaks of dates and floats asks.

import Conversation
import Planning
import ProgramModel
import Quantities

/// When everything that is open can be done, as of a day: computed over all projects, whoever asks.
struct ProjectPlan: Sendable {
    private let workspace: Workspace
    let today: CalendarDate
    private let cache: PlanCache

    init(workspace: Workspace, today: CalendarDate, cache: PlanCache) {
        self.workspace = workspace
        self.today = today
        self.cache = cache
    }

    /// The plan of a project and of all that is linked with it; nil when nothing of it is open.
    func cluster(of project: ProjectKey?) -> PlanCluster? { cache.cluster(of: project, in: workspace, on: today) }

    /// The plan that a record is in; nil of one that is closed or no work.
    func place(of id: ItemID) -> PlanPlace? {
        guard let item = workspace.item(id), item.isOpen, let cluster = cluster(of: item.project) else { return nil }
        return cluster.place(of: id)
    }

    /// What the plan says of a milestone that open work stands before.
    func plannedFinish(of id: ItemID) -> PlannedFinish? {
        guard let place = place(of: id), place.cluster.waits[place.index], let float = place.floatToDate else {
            return nil
        }
        return PlannedFinish(finish: place.finish, float: float, last: place.driver?.id)
    }
}

extension ProgramView {
    /// The one plan, as of today.
    var plan: ProjectPlan { derived(PlanCache.self) }
}

extension PlanCluster {
    func place(of id: ItemID) -> PlanPlace? {
        places[id].flatMap { dates[$0].isScheduled ? PlanPlace(cluster: self, index: $0) : nil }
    }

    /// Everything of a project that is scheduled, in the order of their starts.
    func places(of project: ProjectKey?) -> [PlanPlace] {
        records.indices.filter { records[$0].project == project && dates[$0].isScheduled }
            .map { PlanPlace(cluster: self, index: $0) }
            .sorted { ($0.dates.start, $0.dates.finish, $0.id) < ($1.dates.start, $1.dates.finish, $1.id) }
    }
}

/// One record in the plan.
struct PlanPlace: Sendable {
    let cluster: PlanCluster
    let index: Int

    var record: PlannedRecord { cluster.records[index] }
    var id: ItemID { record.id }
    var dates: TaskDates { cluster.dates[index] }
    var start: CalendarDate { CalendarDate(startMinute: dates.start) }
    /// The day on whose end it is done: a record without work that is due today is done today.
    var finish: CalendarDate { max(CalendarDate(finishMinute: dates.finish), start) }
    var lateFinish: CalendarDate { CalendarDate(finishMinute: dates.lateFinish) }

    /// How many whole working days it can slip before a promised date, or what its project ends with, moves; negative when a
    /// date cannot be kept. The one float that every answer gives.
    var totalFloat: Int { WorkSpan.wholeDays(within: (dates.totalFloat ?? 0) - (cluster.isIdle[index] ? ownDay : 0)) }
    var freeFloat: Int { max(0, WorkSpan.wholeDays(within: (dates.freeFloat ?? 0) - ownDay)) }

    /// Whole working days from its finish to its own date; negative when it is past it; nil without a date.
    var floatToDate: Int? {
        record.promised(today: cluster.facts.today).map { due in
            WorkSpan.wholeDays(within: minutes(to: due.endMinute) - minutes(to: dates.finish) - ownDay)
        }
    }

    /// What has no work takes the day it is reached on when that is at its beginning: so many working minutes.
    private var ownDay: Int {
        guard record.work == 0 else { return 0 }
        let isBefore = minutes(to: finish.startMinute) == minutes(to: dates.finish)
        return isBefore ? min(WorkSpan.minutesPerDay, minutes(to: finish.endMinute) - minutes(to: dates.finish)) : 0
    }

    private func minutes(to instant: Int) -> Int { cluster.network.workingMinutes(to: instant) }

    /// The record whose end or start puts it where it is; nil when nothing else does.
    var driver: PlannedRecord? {
        if case .link(let link) = dates.reason.driver { return cluster.records[cluster.links[link].from] }
        return nil
    }

    /// The first record of another project in the chain that puts it where it is; nil where its own project does.
    var causeElsewhere: ItemID? {
        var (current, seen) = (self, Set([index]))
        while let driver = current.driver, let next = cluster.place(of: driver.id), seen.insert(next.index).inserted {
            if next.record.project != record.project { return next.id }
            current = next
        }
        return nil
    }

    /// Whether it is work that decides when its project is done, or which date is missed. A whole of parts is not: they are.
    var isCritical: Bool {
        guard dates.reason.driver != .parts, record.work > 0 || cluster.waits[index], let float = dates.totalFloat,
            let limit = cluster.criticalFloats[record.project]
        else { return false }
        return float <= limit
    }
    /// Whether nothing open stands before it.
    var isNext: Bool { !cluster.waits[index] }

    /// The record whose date its float counts to, following what holds it back most; nil when it is the end of its project.
    var bindingDate: PlanPlace? { binding.isBoundByDate ? binding : nil }
    private var binding: PlanPlace { PlanPlace(cluster: cluster, index: Int(cluster.bindings[index])) }

    private var isBoundByDate: Bool { PlanCluster.isBound(record, dates, cluster.network, cluster.facts) }
}

extension PlanCluster {
    /// Whether a record's own date leaves it no more float than anything after it does.
    static func isBound(
        _ record: PlannedRecord, _ dates: TaskDates, _ network: ScheduleNetwork, _ facts: PlanFacts
    ) -> Bool {
        guard let float = dates.totalFloat, let due = record.deadline(today: facts.today) else { return false }
        return network.workingMinutes(to: due.endMinute) - network.workingMinutes(to: dates.earlyFinish) <= float
    }

    static func bindings(
        _ records: [PlannedRecord], _ dates: [TaskDates], _ followers: Adjacency, _ isBound: [Bool]
    ) -> (bindings: [Int32], isIdle: [Bool]) {
        var bindings = Array(repeating: Int32(-1), count: dates.count)
        var isIdle = records.map { $0.work == 0 }
        for index in dates.indices {
            var (path, current) = ([Int](), index)
            while bindings[current] < 0, path.count <= dates.count {
                path.append(current)
                let next = followers[current].min {
                    (dates[Int($0)].totalFloat ?? .max, $0) < (dates[Int($1)].totalFloat ?? .max, $1)
                }
                guard let next, !isBound[current] else {
                    bindings[current] = Int32(current)
                    break
                }
                current = Int(next)
            }
            let end = max(bindings[current], 0)
            for place in path.reversed() {
                bindings[place] = end
                isIdle[place] = isIdle[place] && isIdle[current]
                current = place
            }
        }
        return (bindings, isIdle)
    }
}

extension WorkSpan {
    /// Whole working days that so many minutes hold, rounded down: what is short by an hour is short by a day.
    static func wholeDays(within minutes: Int) -> Int {
        minutes >= 0 ? minutes / minutesPerDay : -((minutesPerDay - 1 - minutes) / minutesPerDay)
    }
}
