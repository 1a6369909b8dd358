// Levelling for people: nobody does two things at once, and everything that moved says why.

import Planning
import Quantities
import NIOConcurrencyHelpers
import Testing

struct LevellingTests {
    private let limits = SearchLimits(schedules: 200)

    private func plan(
        _ tasks: [NetworkTask], _ links: [(Int, Int)] = [], _ needs: [ResourceNeed], capacity: Int = 1,
        priorities: [Int]? = nil, calendars: [WorkingCalendar] = [.continuous], start: Int = 0, seed: UInt64 = 1
    ) throws -> LevelledPlan {
        let input = NetworkInput(
            tasks: tasks, links: links.map { NetworkLink(from: $0.0, to: $0.1) }, calendars: calendars, start: start)
        let levelling = LevellingInput(
            network: try ScheduleNetwork(input), resources: [LevellingResource(capacity: capacity)], needs: needs,
            priorities: priorities)
        return try levelling.levelled(limits: limits, seed: seed)
    }

    private func one(_ task: Int) -> ResourceNeed { ResourceNeed(task: task, resource: 0, units: 1) }

    @Test func `two tasks of one person follow each other, and the second says who held it up`() throws {
        let plan = try plan([NetworkTask(duration: 5), NetworkTask(duration: 3)], [], [one(0), one(1)])
        #expect(plan.network.finish == 8)
        #expect(plan.finishBefore == 5)
        let move = try #require(plan.moves.first)
        #expect(plan.moves.count == 1)
        let other = 1 - move.task
        #expect(move.cause == .resource(0, heldBy: other))
        #expect(move.to == plan.network[other].earlyFinish)
        #expect(plan.overloads.isEmpty)
    }

    @Test func `what follows a moved task names the link`() throws {
        let plan = try plan(
            [NetworkTask(duration: 5), NetworkTask(duration: 3), NetworkTask(duration: 1)], [(1, 2)],
            [one(0), one(1)], priorities: [900, 500, 500])
        #expect(plan.moves.map(\.task) == [1, 2])
        #expect(plan.moves.last?.cause == .link(0))
    }

    @Test func `the more important task keeps its place`() throws {
        let plan = try plan(
            [NetworkTask(duration: 5), NetworkTask(duration: 3)], [], [one(0), one(1)], priorities: [400, 600])
        #expect(plan.network[1].earlyStart == 0)
        #expect(plan.network[0].earlyStart == 3)
    }

    @Test func `a pinned task stays, and the others go around it`() throws {
        var pinned = NetworkTask(duration: 2)
        pinned.constraint = DateConstraint(.mustStartOn, date: 3)
        let plan = try plan(
            [NetworkTask(duration: 4), pinned, NetworkTask(duration: 3)], [], [one(0), one(1), one(2)])
        #expect(plan.network[1].earlyStart == 3)
        #expect(plan.network[2].earlyStart == 0)
        #expect(plan.network[0].earlyStart == 5)
        #expect(plan.network.finish == 9)
        #expect(plan.overloads.isEmpty)
    }

    @Test func `priority 1000 never moves, and the overload is told`() throws {
        let plan = try plan(
            [NetworkTask(duration: 5), NetworkTask(duration: 3)], [], [one(0), one(1)], priorities: [1000, 1000])
        #expect(plan.moves.isEmpty)
        #expect(plan.overloads == [LevelledPlan.Overload(resource: 0, from: 0, to: 3, used: 2)])
    }

    @Test func `overbooked on purpose waits for nobody`() throws {
        var second = one(1)
        second.isOverbooked = true
        let plan = try plan([NetworkTask(duration: 5), NetworkTask(duration: 3)], [], [one(0), second])
        #expect(plan.moves.isEmpty)
        #expect(plan.overloads.first?.used == 2)
    }

    @Test func `a person's free week is respected`() throws {
        let away = WorkingCalendar.standard.derived(
            week: [:], exceptions: [CalendarException(.range(day("2026-11-25"), day("2026-12-01")))])
        let plan = try plan(
            [NetworkTask(duration: 960), NetworkTask(duration: 960)], [], [one(0), one(1)], calendars: [away],
            start: minute("2026-11-23T08:00"))
        #expect(plan.network.finish == minute("2026-12-03T17:00"))
    }

    @Test func `more than there ever is, is refused by name`() throws {
        #expect(throws: LevellingProblem.neverFree(need: 0)) {
            try plan([NetworkTask(duration: 5)], [], [ResourceNeed(task: 0, resource: 0, units: 2)])
        }
    }

    @Test(arguments: 0..<60) func `random levelled plans keep every link and every capacity`(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed) + 1000)
        var input = RandomNetworks.make(&random)
        for index in input.tasks.indices { input.tasks[index].constraint = DateConstraint(.asSoonAsPossible) }
        let network = try ScheduleNetwork(input)
        let resources = [
            LevellingResource(capacity: 2, calendar: 0), LevellingResource(capacity: 1, calendar: 2),
        ]
        let needs = input.tasks.indices.map { task in
            ResourceNeed(task: task, resource: random.below(2), units: 1)
        }
        let levelling = LevellingInput(network: network, resources: resources, needs: needs)
        let plan = try levelling.levelled(limits: SearchLimits(schedules: 60), seed: 3)
        // Links: nothing starts before what a network with these dates as floors would have it.
        var pinned = input
        for task in input.tasks.indices {
            pinned.tasks[task].constraint = DateConstraint(
                .startNoEarlierThan, date: plan.network[task].earlyStart)
        }
        let again = try ScheduleNetwork(pinned)
        for task in input.tasks.indices {
            let table = RandomNetworks.tables[input.tasks[task].calendar]
            #expect(
                table.coordinate(again[task].earlyStart) == table.coordinate(plan.network[task].earlyStart))
        }
        // Capacities, minute by minute of the resource's own calendar.
        for (resource, value) in resources.enumerated() {
            let table = RandomNetworks.tables[value.calendar]
            var used: [Int: Int] = [:]
            for need in needs where need.resource == resource && input.tasks[need.task].duration > 0 {
                let dates = plan.network[need.task]
                let first = table.coordinate(dates.earlyStart)
                let last = table.coordinate(dates.earlyFinish)
                for minute in first..<max(first, last) { used[minute, default: 0] += 1 }
            }
            #expect(used.values.allSatisfy { $0 <= value.capacity })
        }
        #expect(plan.overloads.isEmpty)
        #expect(plan.schedules <= 60)
    }

    @Test(arguments: 0..<60) func `what is fixed, urgent or begun stays in place, and only it overloads`(_ seed: Int)
        throws
    {
        var random = SeededGenerator(seed: UInt64(seed) + 5000)
        var input = RandomNetworks.make(&random)
        input.statusDate = input.start + 1440
        var priorities: [Int] = []
        for index in input.tasks.indices {
            let isPin = random.below(5) == 0
            input.tasks[index].constraint =
                isPin
                ? DateConstraint(.mustStartOn, date: input.start + 1440 + random.below(3000))
                : DateConstraint(.asSoonAsPossible)
            if !isPin, random.below(4) == 0 {
                input.tasks[index].progress = TaskProgress(
                    actualStart: input.start + random.below(1440), remaining: random.below(600))
            }
            priorities.append(random.below(6) == 0 ? LevellingInput.fixedPriority : 100 * random.below(10))
        }
        // Random pins often contradict each other.
        guard let network = try? ScheduleNetwork(input) else { return }
        let needs = input.tasks.indices.map { task in
            var need = ResourceNeed(task: task, resource: 0, units: 1)
            need.isOverbooked = random.below(8) == 0
            return need
        }
        let plan = try LevellingInput(
            network: network, resources: [LevellingResource(capacity: 1)], needs: needs, priorities: priorities
        ).levelled(limits: SearchLimits(schedules: 40), seed: 1)
        let isFixed = input.tasks.indices.map { task in
            input.tasks[task].progress != nil || input.tasks[task].constraint.kind == .mustStartOn
                || priorities[task] == LevellingInput.fixedPriority
        }
        var mayOverload = input.tasks.indices.map { isFixed[$0] || needs[$0].isOverbooked }
        // What a fixed task waits for may stand in its way.
        for link in input.links.reversed() where isFixed[link.to] || mayOverload[link.to] {
            mayOverload[link.from] = true
        }
        let table = RandomNetworks.tables[0]
        func span(_ task: Int) -> Range<Int> {
            let dates = plan.network[task]
            let isBegun = input.tasks[task].progress != nil
            let first = isBegun ? max(dates.earlyStart, input.statusDate ?? 0) : dates.earlyStart
            return table.coordinate(first)..<max(table.coordinate(first), table.coordinate(dates.earlyFinish))
        }
        // One that is overbooked on purpose may come over another; of the others never two at once.
        for overload in plan.overloads {
            for minute in table.coordinate(overload.from)..<table.coordinate(overload.to) {
                let there = input.tasks.indices.filter { span($0).contains(minute) }
                let others = there.filter { !mayOverload[$0] }.count
                #expect(others <= (there.contains { needs[$0].isOverbooked } ? 1 : 0))
            }
        }
        for task in input.tasks.indices where input.tasks[task].constraint.kind == .mustStartOn {
            #expect(plan.network[task].earlyStart == network[task].earlyStart)
        }
    }

    @Test(arguments: [0, 3, 40]) func `stopped in its first pass it still gives a plan that can be kept`(_ asks: Int)
        throws
    {
        var random = SeededGenerator(seed: 12)
        let tasks = (0..<500).map { _ in NetworkTask(duration: 1 + random.below(9)) }
        let links = (1..<500).filter { $0 % 3 == 0 }.map { NetworkLink(from: random.below($0), to: $0) }
        let input = NetworkInput(tasks: tasks, links: links, calendars: [.continuous], start: 0)
        let left = NIOLockedValueBox(asks)
        let stopsInTime: @Sendable () -> Bool = {
            left.withLockedValue { left in
                left -= 1
                return left < 0
            }
        }
        let limits = SearchLimits(schedules: 1000, shouldStop: stopsInTime)
        let plan = try LevellingInput(
            network: try ScheduleNetwork(input), resources: [LevellingResource(capacity: 2)],
            needs: tasks.indices.map { ResourceNeed(task: $0, resource: 0, units: 1 + $0 % 2) }
        ).levelled(limits: limits, seed: 1)
        #expect(plan.overloads.isEmpty)
        #expect(plan.schedules < 10)
        for link in links { #expect(plan.network[link.to].earlyStart >= plan.network[link.from].earlyFinish) }
    }

    private func plan(available periods: [AvailabilityPeriod], _ tasks: [NetworkTask], units: Int = 1) throws
        -> LevelledPlan
    {
        let network = try ScheduleNetwork(NetworkInput(tasks: tasks, links: [], start: 0))
        var resource = LevellingResource(capacity: 1)
        resource.availability = periods
        let needs = tasks.indices.map { ResourceNeed(task: $0, resource: 0, units: units) }
        return try LevellingInput(network: network, resources: [resource], needs: needs).levelled(
            limits: limits, seed: 1)
    }

    @Test func `a task waits until its resource is there, and says so`() throws {
        let plan = try plan(
            available: [AvailabilityPeriod(from: 4, to: 8, units: 1), AvailabilityPeriod(from: 20, to: nil, units: 2)],
            [NetworkTask(duration: 3), NetworkTask(duration: 5), NetworkTask(duration: 5)])
        #expect(plan.network.starts(0, 1, 2).sorted() == [4, 20, 20])
        #expect(plan.moves.map(\.cause).contains(.availability(0)))
        #expect(plan.overloads.isEmpty)
    }

    @Test func `work for somebody who has left is overbooked and told, not put off for ever`() throws {
        let plan = try plan(
            available: [AvailabilityPeriod(from: nil, to: 4, units: 1)], [NetworkTask(duration: 6)])
        #expect(plan.network[0].earlyStart == 0)
        #expect(plan.overloads == [LevelledPlan.Overload(resource: 0, from: 4, to: 6, used: 1)])
        #expect(throws: LevellingProblem.neverFree(need: 0)) {
            try self.plan(
                available: [AvailabilityPeriod(from: nil, to: nil, units: 1)], [NetworkTask(duration: 1)], units: 2)
        }
    }

    @Test func `others work while a split task rests`() throws {
        var split = NetworkTask(duration: 4)
        split.splits = [TaskSplit(after: 2, pause: 3)]
        let plan = try plan([split, NetworkTask(duration: 3)], [], [one(0), one(1)], priorities: [900, 500])
        #expect(plan.network.starts(0, 1) == [0, 2])
        #expect(plan.network.finish == 7)
        #expect(plan.overloads.isEmpty)
    }

    @Test func `each person's share of a task is levelled by itself`() throws {
        var shared = NetworkTask(duration: 4)
        shared.assignments = [TaskAssignment(calendar: 0, duration: 4), TaskAssignment(calendar: 0, duration: 2)]
        var second = ResourceNeed(task: 0, resource: 1, units: 1)
        second.assignment = 1
        let network = try ScheduleNetwork(
            NetworkInput(tasks: [shared, NetworkTask(duration: 3)], links: [], start: 0))
        let needs = [one(0), second, ResourceNeed(task: 1, resource: 1, units: 1)]
        let plan = try LevellingInput(
            network: network, resources: [LevellingResource(capacity: 1), LevellingResource(capacity: 1)], needs: needs,
            priorities: [400, 900]
        ).levelled(limits: limits, seed: 1)
        #expect(plan.network[0].earlyStart == 0 && plan.network[0].earlyFinish == 5)
        #expect(plan.network[1].earlyStart == 0)
    }

    @Test func `manual, external and inactive tasks do not move`() throws {
        var manual = NetworkTask(duration: 0)
        manual.mode = .manual(FixedDates(start: 2, finish: 5))
        var inactive = NetworkTask(duration: 9)
        inactive.mode = .inactive
        let plan = try plan(
            [manual, inactive, NetworkTask(duration: 3)], [], [one(0), one(1), one(2)])
        #expect(plan.network.starts(0, 2) == [2, 5])
        #expect(plan.moves.map(\.task) == [2])
    }
}
