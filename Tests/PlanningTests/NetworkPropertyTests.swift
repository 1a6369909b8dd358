// Thousands of random networks with calendars, constraints and every kind of link, against the slow model.

import Foundation
import Planning
import Quantities
import Testing

/// Small random networks around 2026-11-23.
struct RandomNetworks {
    // Early enough for every negative float.
    static let first = day("2026-09-07")
    static let days = 180
    static let calendars: [WorkingCalendar] = [
        WorkingCalendar.standard,
        WorkingCalendar(
            week: [
                .monday: shifts((0, 180), (1200, 1440)), .wednesday: shifts((300, 900)),
                .friday: shifts((480, 720), (780, 1020)), .sunday: shifts((1320, 1700)),
            ],
            exceptions: [CalendarException(.range(day("2026-12-02"), day("2026-12-04")))]),
        .continuous,
    ]
    /// In each of 20 parts; the long form is 10,000 networks.
    static let count = ProcessInfo.processInfo.environment["STEERCO_TORTURE"] == "full" ? 500 : 100
    static let tables = calendars.map { SlowNetwork.Table($0, from: first, days: days) }

    static func make(_ random: inout SeededGenerator) -> NetworkInput {
        let count = 2 + random.below(7)
        let start = minute("2026-11-23T00:00") + random.below(2880)
        let isMixed = random.below(3) > 0
        var tasks: [NetworkTask] = []
        var links: [NetworkLink] = []
        for index in 0..<count {
            let lengths = [0, 1, 60, 480, 480, 700, 960]
            var task = NetworkTask(duration: lengths[random.below(lengths.count)])
            if isMixed { task.calendar = random.below(calendars.count) }
            if random.below(4) == 0 {
                let kinds: [ConstraintKind] = [
                    .startNoEarlierThan, .finishNoEarlierThan, .startNoLaterThan, .finishNoLaterThan, .mustStartOn,
                    .mustFinishOn,
                ]
                task.constraint = DateConstraint(
                    kinds[random.below(kinds.count)], date: start + random.below(6 * 1440))
            }
            if random.below(6) == 0 { task.deadline = start + random.below(8 * 1440) }
            tasks.append(task)
            guard index > 0 else { continue }
            for _ in 0..<random.below(3) {
                let sizes = [-900, -480, -60, 0, 0, 0, 1, 120, 480, 1000]
                let size = sizes[random.below(sizes.count)]
                let lag: Lag =
                    switch random.below(6) {
                    case 0: .elapsed(size)
                    case 1: .percent(size / 10)
                    case 2: .elapsedPercent(size / 10)
                    default: .working(size)
                    }
                links.append(
                    NetworkLink(
                        from: random.below(index), to: index, kind: LinkKind.allCases[random.below(4)], lag: lag))
            }
        }
        var input = NetworkInput(tasks: tasks, links: links, calendars: calendars, start: start)
        let rules: [LagCalendar] = [.successor, .predecessor, .continuous, .project]
        input.lagCalendar = rules[random.below(rules.count)]
        input.honorsLatestDates = random.below(3) > 0
        if random.below(5) == 0 { input.imposedFinish = start + random.below(10 * 1440) }
        return input
    }
}

struct NetworkPropertyTests {
    @Test(arguments: 0..<20) func `random networks agree with the slow model`(_ part: Int) throws {
        var random = SeededGenerator(seed: UInt64(part) + 1)
        for compared in 0..<RandomNetworks.count {
            let input = RandomNetworks.make(&random)
            let network = try ScheduleNetwork(input)
            let slow = SlowNetwork(input, tables: RandomNetworks.tables)
            let dates = input.tasks.indices.map { network[$0] }
            var same = network.finish == slow.finish
            for (task, dates) in dates.enumerated() {
                let table = RandomNetworks.tables[input.tasks[task].calendar]
                same = same && table.coordinate(dates.earlyStart) == slow.early[task]
                same = same && table.coordinate(dates.lateStart) == slow.late[task]
                same = same && dates.totalFloat == slow.late[task] - slow.early[task]
                same = same && (0...max(0, dates.totalFloat ?? 0)).contains(dates.freeFloat ?? 0)
            }
            #expect(same, "part \(part), network \(compared)")
            if !same { return }
        }
    }

    @Test func `trap 7: free float is the largest delay that moves no successor`() throws {
        var random = SeededGenerator(seed: 99)
        for _ in 0..<300 {
            var input = RandomNetworks.make(&random)
            input.imposedFinish = nil
            for index in input.tasks.indices {
                input.tasks[index].constraint = DateConstraint(.asSoonAsPossible)
                input.tasks[index].deadline = nil
            }
            let network = try ScheduleNetwork(input)
            for (task, own) in input.tasks.enumerated() where own.duration > 0 && network[task].freeFloat ?? 0 >= 0 {
                let timeline = RandomNetworks.tables[own.calendar]
                let free = network[task].freeFloat ?? 0
                var later = network
                var delayed = own
                let at = timeline.coordinate(network[task].earlyStart) + free
                delayed.constraint = DateConstraint(.startNoEarlierThan, date: timeline.start(at))
                // A milestone at 17:00 may turn to the next 08:00, which is the same coordinate.
                let moved = try later.change(task, to: delayed).moved.filter { move in
                    let table = RandomNetworks.tables[input.tasks[move.task].calendar]
                    return move.task != task && table.coordinate(move.from) != table.coordinate(move.to)
                }
                #expect(moved.isEmpty)
            }
        }
    }

    @Test func `a change gives what computing everything again gives`() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<400 {
            var input = RandomNetworks.make(&random)
            guard var network = try? ScheduleNetwork(input) else { continue }
            for _ in 0..<4 {
                let task = random.below(input.tasks.count)
                var changed = RandomNetworks.make(&random).tasks[0]
                if random.below(2) == 0 {
                    changed = input.tasks[task]
                    changed.duration += 60 * random.below(20)
                }
                let before = input.tasks[task]
                let datesBefore = input.tasks.indices.map { network[$0] }
                input.tasks[task] = changed
                do {
                    let change = try network.change(task, to: changed)
                    let again = try ScheduleNetwork(input)
                    let dates = input.tasks.indices.map { again[$0] }
                    #expect(input.tasks.indices.map { network[$0] } == dates)
                    #expect(network.finish == again.finish)
                    let moved = input.tasks.indices.filter { datesBefore[$0].earlyFinish != dates[$0].earlyFinish }
                    #expect(change.moved.map(\.task).sorted() == moved)
                } catch {
                    input.tasks[task] = before
                    #expect(input.tasks.indices.map { network[$0] } == datesBefore)
                }
            }
        }
    }

    @Test func `a change that moves thousands gives the same too`() throws {
        var random = SeededGenerator(seed: 8)
        let start = minute("2026-11-23T00:00")
        var tasks: [NetworkTask] = []
        var links: [NetworkLink] = []
        for index in 0..<12_000 {
            var task = NetworkTask(duration: random.below(8) * 60)
            task.calendar = random.below(10) == 0 ? random.below(3) : 0
            if random.below(40) == 0 { task.deadline = start + random.below(4000) * 1440 }
            if random.below(40) == 0 {
                task.constraint = DateConstraint(
                    random.below(2) == 0 ? .startNoEarlierThan : .finishNoLaterThan,
                    date: start + random.below(1 + index / 20) * 1440)
            }
            tasks.append(task)
            // A long chain, so that nearly all wait for the first.
            if index > 0 { links.append(NetworkLink(from: index - 1 - random.below(min(index, 3)), to: index)) }
        }
        tasks[0].duration = 480
        var input = NetworkInput(tasks: tasks, links: links, calendars: RandomNetworks.calendars, start: start)
        input.honorsLatestDates = false
        var network = try ScheduleNetwork(input)
        for task in [0, 1, 6000, 0] {
            let before = network
            input.tasks[task].duration += 960
            let change = try network.change(task, to: input.tasks[task])
            let again = try ScheduleNetwork(input)
            #expect(network.allDates() == again.allDates())
            let dates = before.allDates()
            let moved = Array(change.moved)
            #expect(moved.count == change.movedCount)
            let expected = again.allDates().enumerated().filter {
                dates[$0.offset].earlyFinish != $0.element.earlyFinish
            }
            #expect(moved.map(\.task).sorted() == expected.map(\.offset))
            for move in moved.prefix(200) {
                #expect(move.from == dates[move.task].earlyFinish && move.to == again[move.task].earlyFinish)
            }
            if task == 0 { #expect(moved.count > 5000) }
        }
    }
}
