// Dates that tasks have of their own: before the project's start, at the latest, as late as possible, counted from the end.

import Planning
import Quantities
import Testing

struct OwnDateTests {
    @Test(arguments: [
        (ConstraintKind.startNoEarlierThan, -9, -9), (.finishNoEarlierThan, -2, -6), (.mustStartOn, -3, -3),
        (.mustFinishOn, 1, -3), (.finishNoEarlierThan, 3, 0),
    ]) func `a date before the project's start holds, is told, and what follows is not held back`(
        _ kind: ConstraintKind, _ date: Int, _ start: Int
    ) throws {
        let network = try smallNetwork([4, 2, 1], [(0, 1)]) {
            $0.tasks[0].constraint = DateConstraint(kind, date: date)
        }
        #expect(network.starts(0, 1, 2) == [start, start + 4, 0])
        let told = start < 0 ? [NetworkConflict(task: 0, kind: .dateBeforeStart, minutes: -start)] : []
        #expect(network.conflicts() == told)
        #expect(network.finish == max(start + 6, 1))
    }

    @Test func `a plan that lies wholly before its start ends when it ends`() throws {
        let network = try smallNetwork([4, 2], [(0, 1)]) {
            $0.tasks[0].constraint = DateConstraint(.startNoEarlierThan, date: -20)
        }
        #expect(network.finish == -14)
        #expect(network[0].totalFloat == 0 && network[1].totalFloat == 0)
    }

    @Test func `a change to a date before the start gives what computing anew gives, and back again`() throws {
        var input = NetworkInput(
            tasks: [4, 2, 3].map { NetworkTask(duration: $0) }, links: [NetworkLink(from: 0, to: 1)], start: 0)
        var network = try ScheduleNetwork(input)
        let before = network.allDates()
        input.tasks[0].constraint = DateConstraint(.startNoEarlierThan, date: -7)
        try network.change(0, to: input.tasks[0])
        #expect(network.allDates() == (try ScheduleNetwork(input)).allDates())
        try network.change(0, to: NetworkTask(duration: 4))
        #expect(network.allDates() == before)
    }

    @Test(arguments: [true, false])
    func `a latest date is kept against a link where dates are honored, and missed elsewhere`(_ isHonored: Bool) throws
    {
        for (kind, date) in [(ConstraintKind.startNoLaterThan, 5), (.finishNoLaterThan, 8)] {
            let network = try smallNetwork([10, 3, 2], [(0, 1), (1, 2)]) {
                $0.tasks[1].constraint = DateConstraint(kind, date: date)
                $0.honorsLatestDates = isHonored
            }
            #expect(network.starts(1, 2) == (isHonored ? [5, 8] : [10, 13]))
            #expect(network[0].totalFloat == -5)
            let conflict = NetworkConflict(
                task: 1, kind: isHonored ? .linkBeaten(link: 0) : .dateMissed, minutes: 5)
            #expect(network.conflicts() == [conflict])
        }
    }

    @Test func `an honored date beats links, not the project's start or the status date`() throws {
        let network = try smallNetwork([10, 3], [(0, 1)]) {
            $0.tasks[1].constraint = DateConstraint(.startNoLaterThan, date: -4)
        }
        #expect(network[1].earlyStart == 0)
        #expect(network.conflicts().map(\.kind) == [.linkBeaten(link: 0), .dateMissed])
    }

    @Test func `a latest start is an instant: the end of a day is not the next morning`() throws {
        let input = NetworkInput(
            tasks: [
                NetworkTask(duration: 6 * 480),
                NetworkTask(
                    duration: 960, constraint: DateConstraint(.startNoLaterThan, date: minute("2026-01-13T00:00"))),
                NetworkTask(duration: 9600),
            ], links: [NetworkLink(from: 0, to: 1)], calendars: [.standard], start: minute("2026-01-05T08:00"))
        let network = try ScheduleNetwork(input)
        #expect(network[1].earlyStart == minute("2026-01-13T08:00"))
        #expect(network[1].lateStart == minute("2026-01-12T16:59"))
        #expect(network[1].totalFloat == -1 && network[0].totalFloat == -1)
        #expect(network.conflicts() == [NetworkConflict(task: 1, kind: .dateMissed, minutes: 1)])
    }

    @Test func `free float is never negative`() throws {
        let network = try smallNetwork([10, 5], [(0, 1)]) { $0.tasks[1].deadline = 10 }
        for task in 0..<2 {
            #expect(network[task].totalFloat == -5)
            #expect(network[task].freeFloat == 0 && network[task].independentFloat == 0)
        }
    }

    @Test(arguments: [(LateRule.totalFloat, [10, 15]), (.freeFloat, [0, 5])])
    func `as late as possible takes all float, or what is free`(_ rule: LateRule, _ starts: [Int]) throws {
        let network = try smallNetwork([20, 5, 5], [(1, 2)]) {
            $0.tasks[1].constraint = DateConstraint(.asLateAsPossible)
            $0.lateRule = rule
        }
        #expect([network[1].start, network[2].start] == starts)
        #expect(network.starts(1, 2) == [0, 5])
        #expect(network.allDates() == (0..<3).map { network[$0] })
    }

    @Test func `a project from its finish starts as late as it can`() throws {
        let friday = minute("2026-01-30T17:00")
        var input = NetworkInput(
            tasks: [4800, 2400, 480].map {
                NetworkTask(duration: $0, constraint: DateConstraint(.asLateAsPossible))
            }, links: [NetworkLink(from: 0, to: 1)], calendars: [.standard], start: friday)
        input.imposedFinish = friday
        input.direction = .fromFinish
        let network = try ScheduleNetwork(input)
        #expect(network.start == minute("2026-01-12T08:00"))
        #expect(network.finish == friday)
        #expect(network[2].start == minute("2026-01-30T08:00") && network[2].totalFloat == 14 * 480)
        #expect(network[0].totalFloat == 0 && network[1].finish == friday)
        var changed = network
        input.tasks[1].duration = 2880
        try changed.change(1, to: input.tasks[1])
        #expect(changed.start == minute("2026-01-09T08:00"))
        input.imposedFinish = nil
        #expect(throws: NetworkProblem.noFinish) { try ScheduleNetwork(input) }
    }
}
