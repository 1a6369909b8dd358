// Projects that wait for each other, as one network with its dates: what every answer about dates is read from.

import Planning
import ProgramModel
import Quantities

/// The open records of one project, or of several that are linked, with the dates of each.
final class PlanCluster: Sendable {
    /// In the order of their ids; the places of the network's tasks.
    let records: [PlannedRecord]
    let places: [ItemID: Int]
    /// By project the last change of its records that is in here.
    let marks: [ProjectKey?: RecordChange]
    /// The same of other projects, whose records are linked with these and not open: they may be again.
    let watched: [ProjectKey?: RecordChange]
    let facts: PlanFacts
    let network: ScheduleNetwork
    let dates: [TaskDates]
    /// The links that hold, by place.
    let links: [NetworkLink]
    /// Records that wait for each other in a circle; the last link of each circle holds nothing.
    let loops: [[ItemID]]
    /// By place the places that wait for it.
    let followers: Adjacency
    /// By place whether something open stands before it.
    let waits: [Bool]
    /// When each project's last record is done.
    let finishes: [ProjectKey?: Int]
    /// By project the float, in minutes, up to which its work is critical: none, or the least there is.
    let criticalFloats: [ProjectKey?: Int]
    let shape: PlanShape
    /// By place the place at the end of the chain that holds it back most: its date, or the project's end, is what float
    /// counts to.
    let bindings: [Int32]
    /// By place whether there is no work from it up to there.
    let isIdle: [Bool]
    /// What float counts to: see ``PlanShape/ends(of:finishes:facts:)``.
    var ends: [ProjectKey?: Int] { shape.ends }

    /// - Returns: nil when there is nothing open, or the work does not fit within 400 years.
    convenience init?(
        _ records: [PlannedRecord], marks: [ProjectKey?: RecordChange], watched: [ProjectKey?: RecordChange],
        facts: PlanFacts
    ) {
        guard let solved = PlanShape.solved(records, facts) else { return nil }
        self.init(records, solved.shape, solved.network, marks, watched, facts)
    }

    private init(
        _ records: [PlannedRecord], _ shape: PlanShape, _ network: ScheduleNetwork,
        _ marks: [ProjectKey?: RecordChange], _ watched: [ProjectKey?: RecordChange], _ facts: PlanFacts
    ) {
        self.records = records
        self.shape = shape
        self.network = network
        self.marks = marks
        self.watched = watched
        self.facts = facts
        places = shape.places
        links = shape.links
        loops = shape.loops
        followers = shape.followers
        waits = shape.waits
        let dates = network.allDates()
        self.dates = dates
        finishes = PlanShape.finishes(records, dates)
        criticalFloats = PlanShape.criticalFloats(records, dates, waits)
        let isBound = records.indices.map { PlanCluster.isBound(records[$0], dates[$0], network, facts) }
        (bindings, isIdle) = PlanCluster.bindings(records, dates, followers, isBound)
    }

    /// The same with other work and dates of some records, computed anew only where that reaches; nil when more differs: then
    /// the network is another one.
    func changed(_ changed: [PlannedRecord], marks: [ProjectKey?: RecordChange]) -> PlanCluster? {
        guard marks.count == 1 else { return nil }
        var (records, network) = (records, network)
        for record in changed {
            guard let place = places[record.id], records[place].isLinked(like: record), !shape.isSummary[place] else {
                return nil
            }
            if records[place] == record { continue }
            records[place] = record
            do {
                try network.change(place, to: shape.task(record, place, facts))
            } catch {
                return nil
            }
        }
        let cluster = PlanCluster(records, shape, network, marks, watched, facts)
        // What float counts to has moved: all of it counts anew.
        guard PlanShape.ends(of: records, finishes: cluster.finishes, facts) == shape.ends else { return nil }
        return cluster
    }
}

/// What a plan is made from besides records.
struct PlanFacts: Hashable, Sendable {
    var today: CalendarDate
    /// The day before which nothing of a project begins, where one is set.
    var starts: [ProjectKey: CalendarDate]
    /// The day by which a project is to end, where one is set.
    var ends: [ProjectKey: CalendarDate]
    /// The days on which people are away.
    var absences: [PersonID: [ClosedRange<CalendarDate>]] = [:]

    /// The calendars of a network: everybody's first, then one of each person who is away some time.
    var calendars: [WorkingCalendar] {
        [.standard]
            + absent.map { person in
                let away = absences[person] ?? []
                let exceptions = away.map { CalendarException(.range($0.lowerBound, $0.upperBound)) }
                return WorkingCalendar.standard.derived(week: [:], exceptions: exceptions)
            }
    }
    private var absent: [PersonID] { absences.keys.sorted() }
    /// The places of people's calendars.
    var calendarPlaces: [PersonID: Int] {
        Dictionary(uniqueKeysWithValues: absent.enumerated().map { ($1, $0 + 1) })
    }
}
