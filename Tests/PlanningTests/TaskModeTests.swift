// Tasks that are not simply placed by their links: manual, external, inactive, delayed, split, worked by several.

import Planning
import Quantities
import Testing

struct TaskModeTests {
    private let monday = minute("2026-01-05T08:00")

    @Test func `a manual task stays where it was put, what follows waits for it, and it has float`() throws {
        let network = try smallNetwork([5, 0, 2, 20], [(0, 1), (1, 2)]) {
            $0.tasks[1].mode = .manual(FixedDates(start: 2, finish: 5))
        }
        #expect(network.starts(1, 2) == [2, 5])
        #expect(network[1].earlyFinish == 5)
        #expect(network[1].totalFloat == 13 && network[1].freeFloat == 0)
        #expect(network[1].reason.driver == .fixedDates)
        #expect(network.conflicts() == [NetworkConflict(task: 1, kind: .linkBeaten(link: 0), minutes: 3)])
    }

    @Test func `a manual task may lie on days without work`() throws {
        let saturday = FixedDates(start: minute("2026-01-10T10:00"), finish: minute("2026-01-11T15:00"))
        var input = NetworkInput(
            tasks: [NetworkTask(duration: 0), NetworkTask(duration: 480)], links: [NetworkLink(from: 0, to: 1)],
            calendars: [.standard], start: monday)
        input.tasks[0].mode = .manual(saturday)
        let network = try ScheduleNetwork(input)
        #expect([network[0].start, network[0].finish] == [saturday.start, saturday.finish])
        #expect(network[1].start == minute("2026-01-12T08:00"))
    }

    @Test func `a task of another plan holds what follows and is no part of this finish`() throws {
        let network = try smallNetwork([0, 2], [(0, 1)]) {
            $0.tasks.append(NetworkTask(duration: 0))
            $0.tasks[0].mode = .external(FixedDates(start: 1, finish: 4))
            $0.tasks[2].mode = .external(FixedDates(start: 50, finish: 60))
        }
        #expect(network[1].earlyStart == 4)
        #expect(network.finish == 6)
        #expect(network.longestPath() == [0, 1])
        #expect(network[0].totalFloat == 0 && network[2].totalFloat == nil)
        #expect(!network[0].isCritical && network[1].isCritical && !network[2].isCritical)
    }

    @Test func `an inactive task takes no time and holds nothing, nor do the parts of an inactive summary`() throws {
        let network = try smallNetwork([0, 50, 3, 40], [(1, 2), (3, 2)]) {
            $0.tasks[1].parent = 0
            $0.tasks[0].mode = .inactive
            $0.tasks[3].mode = .inactive
        }
        #expect(network[2].earlyStart == 0)
        #expect(network.finish == 3)
        #expect([0, 1, 3].allSatisfy { !network[$0].isScheduled && !network[$0].isCritical })
        #expect(network.longestPath() == [2])
        var changed = network
        #expect(throws: NetworkProblem.structure(task: 3)) { try changed.change(3, to: NetworkTask(duration: 1)) }
    }

    @Test func `a levelling delay runs day and night after what the links ask`() throws {
        var input = NetworkInput(
            tasks: [NetworkTask(duration: 960), NetworkTask(duration: 960), NetworkTask(duration: 4800)],
            links: [NetworkLink(from: 0, to: 1)], calendars: [.standard], start: monday)
        input.tasks[1].levellingDelay = 2 * 1440
        let network = try ScheduleNetwork(input)
        #expect(network[1].start == minute("2026-01-09T08:00"))
        #expect(network[1].finish == minute("2026-01-12T17:00"))
        // As late as it can be, the first one still leaves room for the delay before the end on the 16th.
        #expect(network[1].totalFloat == 4 * 480)
        #expect(network[0].totalFloat ?? 0 > 0)
        var later = network
        var moved = input.tasks[0]
        moved.duration += network[0].totalFloat ?? 0
        try later.change(0, to: moved)
        #expect(later.finish == network.finish)
    }

    @Test func `work that is split ends later by its rests, and what remains of it too`() throws {
        let split = try smallNetwork([6, 1], [(0, 1)]) {
            $0.tasks[0].splits = [TaskSplit(after: 2, pause: 3), TaskSplit(after: 4, pause: 1)]
        }
        #expect(split[0].earlyFinish == 10 && split[1].earlyStart == 10)
        let begun = try smallNetwork([6], []) {
            $0.tasks[0].splits = [TaskSplit(after: 2, pause: 3), TaskSplit(after: 4, pause: 1)]
            $0.tasks[0].progress = TaskProgress(actualStart: 1, remaining: 3)
        }
        // Begun at 1, two units and a rest and one more are done at 7; one unit, a rest and two are left.
        #expect(begun[0].earlyFinish == 11)
        #expect(throws: NetworkProblem.split(task: 0)) {
            try smallNetwork([6], []) { $0.tasks[0].splits = [TaskSplit(after: 6, pause: 1)] }
        }
    }

    @Test(arguments: [(nil, nil, 8), (nil, 9, 11), (20, nil, 22), (20, 25, 27)])
    func `begun work goes on after what is done, or from its resume date, or from the status date`(
        _ status: Int?, _ resume: Int?, _ finish: Int
    ) throws {
        let network = try smallNetwork([5, 1, 3], [(0, 1)]) {
            $0.statusDate = status
            $0.tasks[0].progress = TaskProgress(actualStart: 3, remaining: 2, resume: resume)
        }
        #expect(network[0].earlyStart == 3)
        #expect(network[0].earlyFinish == finish)
        #expect(network[1].earlyStart == finish)
        #expect(network[2].earlyStart == status ?? 0)
    }

    @Test func `what is said to have happened and cannot have is told`() throws {
        let network = try smallNetwork([5, 5], [(0, 1)]) {
            $0.statusDate = 10
            $0.tasks[0].progress = TaskProgress(actualStart: 0, actualFinish: 14)
        }
        #expect(network.conflicts() == [NetworkConflict(task: 0, kind: .actualDates, minutes: 4)])
        #expect(network[1].earlyStart == 14)
        let reversed = try smallNetwork([5, 5], [(0, 1)]) {
            $0.tasks[0].progress = TaskProgress(actualStart: 9, actualFinish: 6)
        }
        #expect(reversed.conflicts() == [NetworkConflict(task: 0, kind: .actualDates, minutes: 3)])
    }

    @Test func `each person works by an own calendar, and the task reaches from the first to the last`() throws {
        var input = NetworkInput(
            tasks: [NetworkTask(duration: 960), NetworkTask(duration: 480)], links: [NetworkLink(from: 0, to: 1)],
            calendars: [.standard, .continuous], start: monday)
        input.tasks[0].assignments = [
            TaskAssignment(calendar: 0, duration: 960), TaskAssignment(calendar: 1, duration: 960),
        ]
        let network = try ScheduleNetwork(input)
        #expect(network[0].start == monday && network[0].finish == minute("2026-01-06T17:00"))
        #expect(network[1].start == minute("2026-01-07T08:00"))
        #expect(network[0].totalFloat == 0 && network[0].reason.driver == .projectStart)
        #expect(network.longestPath() == [0, 1])
        input.tasks[0].assignments[1].delay = 2880
        let delayed = try ScheduleNetwork(input)
        #expect(delayed[0].start == monday && delayed[0].finish == minute("2026-01-08T00:00"))
        var changed = network
        try changed.change(0, to: input.tasks[0])
        #expect(changed.allDates() == delayed.allDates())
    }

    @Test func `dates and progress of a task are those of each one's share`() throws {
        var input = NetworkInput(tasks: [NetworkTask(duration: 10), NetworkTask(duration: 1)], links: [], start: 0)
        input.calendars = [.continuous]
        input.links = [NetworkLink(from: 0, to: 1, kind: .startToStart)]
        input.tasks[0].assignments = [
            TaskAssignment(calendar: 0, duration: 10), TaskAssignment(calendar: 0, duration: 4, delay: 2),
        ]
        input.tasks[0].progress = TaskProgress(actualStart: 0, remaining: 5)
        let begun = try ScheduleNetwork(input)
        #expect(begun[0].finish == 10)
        #expect(begun[1].earlyStart == 0)
        input.tasks[0].progress = nil
        input.tasks[0].constraint = DateConstraint(.mustStartOn, date: 5)
        let pinned = try ScheduleNetwork(input)
        #expect(pinned[0].start == 5 && pinned[0].finish == 15 && pinned[1].earlyStart == 5)
    }

    @Test func `a forecast knows modes, delays, rests and people as the plan does`() throws {
        let network = try smallNetwork([10, 4, 6, 0, 3], [(0, 1), (1, 2), (3, 4)]) {
            $0.tasks[0].assignments = [
                TaskAssignment(calendar: 0, duration: 10), TaskAssignment(calendar: 0, duration: 5),
            ]
            $0.tasks[1].levellingDelay = 2
            $0.tasks[2].splits = [TaskSplit(after: 3, pause: 4)]
            $0.tasks[3].mode = .manual(FixedDates(start: 4, finish: 8))
        }
        #expect(network.finish == 26)
        let certain = try ForecastInput(network: network, estimates: [:], targets: [0, 4], trials: 100, seed: 1)
            .forecast(threads: 2)
        #expect(Set(certain.finish.sorted) == [26])
        #expect(certain.targets.map { Set($0.finish.sorted) } == [[10], [11]])
        let estimate = DurationEstimate.triangular(least: 10, likely: 12, most: 20)
        let spread = try ForecastInput(network: network, estimates: [0: estimate], trials: 400, seed: 1)
            .forecast(threads: 2)
        #expect(spread.finish.sorted.allSatisfy { (26...36).contains($0) })
        #expect(spread.sensitivities.map(\.task).sorted() == [0, 1, 2, 3, 4])
    }
}
