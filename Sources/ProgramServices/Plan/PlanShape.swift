// How the records of a plan hang together, and the network that comes of it.

import Planning
import ProgramModel
import Quantities

/// How records hang together: their places, links and parts.
struct PlanShape: Sendable {
    let places: [ItemID: Int]
    private(set) var links: [NetworkLink]
    private(set) var loops: [[ItemID]] = []
    private(set) var parents: [Int?]
    private(set) var isSummary: [Bool]
    var followers: Adjacency {
        Adjacency(count: isSummary.count, from: links.map { Int32($0.from) }, to: links.map { Int32($0.to) })
    }
    var waits: [Bool] {
        var waits = Array(repeating: false, count: isSummary.count)
        for link in links { waits[link.to] = true }
        return waits
    }
    /// By project what the float of its records counts to; none while that is not known.
    private(set) var ends: [ProjectKey?: Int] = [:]

    private let calendars: [PersonID: Int]

    private init(_ records: [PlannedRecord], _ facts: PlanFacts) {
        calendars = facts.calendarPlaces
        let places = Dictionary(uniqueKeysWithValues: records.enumerated().map { ($1.id, $0) })
        self.places = places
        let parents = records.map { record in record.parent.flatMap { places[$0] } }
        self.parents = parents
        isSummary = Array(repeating: false, count: records.count)
        for parent in parents { if let parent { isSummary[parent] = true } }
        links = []
        for (to, record) in records.enumerated() {
            for wait in record.waits {
                guard let from = places[wait.other] else { continue }
                // What waits for a start waits no longer once there was one; how much of a lag is left is not known.
                // Nor is it known when something starts of which only the end was said.
                if !wait.kind.isFromFinish, records[from].isStarted || records[from].isExpectedOnItsDate { continue }
                if PlanShape.isWithin(from, to, parents) || PlanShape.isWithin(to, from, parents) { continue }
                links.append(NetworkLink(from: from, to: to, kind: wait.kind, lag: .working(wait.lag)))
            }
        }
    }

    /// Whether a record is another, or a part of it.
    private static func isWithin(_ place: Int, _ whole: Int, _ parents: [Int?]) -> Bool {
        var next: Int? = place
        var steps = 0
        while let current = next, steps < 200 {
            if current == whole { return true }
            next = parents[current]
            steps += 1
        }
        return false
    }

    func task(_ record: PlannedRecord, _ place: Int, _ facts: PlanFacts) -> NetworkTask {
        var task = record.task(
            today: facts.today, projectStart: record.project.flatMap { facts.starts[$0] },
            calendar: record.owner.flatMap { calendars[$0] } ?? 0,
            parent: parents[place], isSummary: isSummary[place])
        if let end = ends[record.project], !isSummary[place] { task.deadline = min(task.deadline ?? .max, end) }
        return task
    }

    /// The network of these records; a circle is opened, and told.
    static func solved(_ records: [PlannedRecord], _ facts: PlanFacts) -> (shape: PlanShape, network: ScheduleNetwork)?
    {
        guard !records.isEmpty else { return nil }
        var shape = PlanShape(records, facts)
        guard let free = shape.network(records, facts) else { return nil }
        shape.ends = ends(of: records, finishes: finishes(records, free.allDates()), facts)
        return shape.network(records, facts).map { (shape, $0) }
    }

    /// What float counts to, by project: its planned end; where none is ahead, the last date promised, or what is done last if
    /// that is later. Never the end of another project that happens to be linked with it.
    static func ends(
        of records: [PlannedRecord], finishes: [ProjectKey?: Int], _ facts: PlanFacts
    ) -> [ProjectKey?: Int] {
        var ends = finishes
        for record in records where record.isMilestone {
            if let due = record.promised(today: facts.today), let end = ends[record.project] {
                ends[record.project] = max(end, due.endMinute)
            }
        }
        for (project, end) in facts.ends where end >= facts.today && ends[project] != nil {
            ends[project] = end.withinPlan(of: facts.today).endMinute
        }
        return ends
    }

    /// The least float of each project's work, or none where it is short already.
    static func criticalFloats(_ records: [PlannedRecord], _ dates: [TaskDates], _ waits: [Bool]) -> [ProjectKey?: Int]
    {
        var floats: [ProjectKey?: Int] = [:]
        for (place, record) in records.enumerated() where record.work > 0 || waits[place] {
            if let float = dates[place].totalFloat {
                floats[record.project] = min(floats[record.project] ?? .max, float)
            }
        }
        return floats.mapValues { max(0, $0) }
    }

    func input(_ records: [PlannedRecord], _ facts: PlanFacts) -> NetworkInput {
        let tasks = records.enumerated().map { task($1, $0, facts) }
        var input = NetworkInput(tasks: tasks, links: links, calendars: facts.calendars, start: facts.today.startMinute)
        input.imposedFinish = ends.values.max()
        return input
    }

    private mutating func network(_ records: [PlannedRecord], _ facts: PlanFacts) -> ScheduleNetwork? {
        for _ in 0...PlanShape.mostLoops {
            do {
                return try ScheduleNetwork(input(records, facts))
            } catch .loop(let loop) {
                guard open(loop, records) else { return nil }
            } catch .parentLoop(let loop) {
                loops.append(loop.map { records[$0].id })
                for place in loop { parents[place] = nil }
                isSummary = Array(repeating: false, count: records.count)
                for parent in parents { if let parent { isSummary[parent] = true } }
            } catch {
                return nil
            }
        }
        return nil
    }
    private static let mostLoops = 1000

    /// Takes out the links that close a circle.
    private mutating func open(_ loop: [Int], _ records: [PlannedRecord]) -> Bool {
        let pairs = zip(loop, loop.dropFirst() + loop.prefix(1)).reversed()
        for (from, to) in pairs {
            let before = links.count
            links.removeAll { link in
                PlanShape.isWithin(from, link.from, parents) && PlanShape.isWithin(to, link.to, parents)
            }
            guard links.count < before else { continue }
            loops.append(loop.map { records[$0].id })
            return true
        }
        return false
    }

    static func finishes(_ records: [PlannedRecord], _ dates: [TaskDates]) -> [ProjectKey?: Int] {
        var finishes: [ProjectKey?: Int] = [:]
        for (place, record) in records.enumerated() where dates[place].isScheduled {
            finishes[record.project] = max(finishes[record.project] ?? .min, dates[place].finish)
        }
        return finishes
    }
}
