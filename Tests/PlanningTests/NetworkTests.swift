// Networks with known answers, and each rule on its own.

import Planning
import Quantities
import Testing

struct NetworkTests {
    @Test func `the tiny network has the dates and floats of the books`() throws {
        let network = try smallNetwork(
            [6, 2, 2, 3, 2, 4, 1], [(0, 1), (0, 2), (1, 3), (2, 5), (3, 4), (5, 4), (4, 6)]
        ) {
            // E waits for D and F; D takes 3, F 2, E 4.
            $0.tasks[4].duration = 4
            $0.tasks[5].duration = 2
        }
        #expect(network.finish == 16)
        #expect(network.longestPath() == [0, 1, 3, 4, 6])
        let c = network[2]
        #expect([c.earlyStart, c.lateStart] == [6, 7])
        #expect([c.totalFloat, c.freeFloat] == [1, 0])
        let f = network[5]
        #expect([f.earlyStart, f.lateStart] == [8, 9])
        #expect([f.totalFloat, f.freeFloat] == [1, 1])
    }

    @Test func `the patient transport system takes 25 on the published critical path`() throws {
        var links = [(1, 2), (2, 3), (3, 4), (3, 6), (4, 5), (5, 8), (6, 7), (7, 8)]
        links += (9...13).flatMap { [(8, $0), ($0, 14)] } + [(13, 15), (14, 16), (14, 17), (15, 16), (15, 17)]
        let network = try smallNetwork(
            [1, 1, 3, 2, 2, 2, 2, 1, 4, 5, 3, 3, 4, 5, 1, 5, 2], links.map { ($0.0 - 1, $0.1 - 1) })
        #expect(network.finish == 25)
        let critical = (0..<17).filter { network[$0].isCritical }.map { $0 + 1 }
        #expect(critical == [1, 2, 3, 4, 5, 6, 7, 8, 10, 14, 16])
    }

    @Test(arguments: LinkKind.allCases, [3, 5, 7])
    func `every link kind, length and lag agrees with the slow model`(_ kind: LinkKind, _ length: Int) throws {
        let tables = [SlowNetwork.Table(.continuous, from: CalendarDate(dayNumber: -2), days: 8)]
        for lag in [-9, -2, 0, 2, 9] {
            let input = NetworkInput(
                tasks: [NetworkTask(duration: length), NetworkTask(duration: 5)],
                links: [NetworkLink(from: 0, to: 1, kind: kind, lag: .working(lag))], start: 0)
            let slow = SlowNetwork(input, tables: tables)
            let network = try ScheduleNetwork(input)
            #expect(network.finish == slow.finish)
            for task in 0..<2 {
                #expect(network[task].earlyStart == tables[0].start(slow.early[task]), "\(kind) \(length) \(lag)")
                #expect(network[task].lateStart == tables[0].start(slow.late[task]), "\(kind) \(length) \(lag)")
            }
        }
    }

    @Test func `trap 6: a task as soon as possible never begins before the project`() throws {
        let network = try smallNetwork([5, 5], []) {
            $0.links = [NetworkLink(from: 0, to: 1, kind: .startToFinish, lag: .working(-3))]
        }
        #expect(network[1].earlyStart == 0)
    }

    @Test func `trap 6: lags are signed, count on a calendar, run day and night, or are a share`() throws {
        let monday = minute("2026-11-23T08:00")
        func start(_ lag: Lag, _ rule: LagCalendar = .successor) throws -> Int {
            var input = NetworkInput(
                tasks: [NetworkTask(duration: 5 * 480), NetworkTask(duration: 480)],
                links: [NetworkLink(from: 0, to: 1, lag: lag)], calendars: [.standard], start: monday)
            input.lagCalendar = rule
            return try ScheduleNetwork(input)[1].earlyStart
        }
        #expect(try start(.working(480)) == minute("2026-12-01T08:00"))
        #expect(try start(.working(-480)) == minute("2026-11-27T08:00"))
        #expect(try start(.elapsed(1440)) == minute("2026-11-30T08:00"))
        #expect(try start(.elapsed(4 * 1440)) == minute("2026-12-02T08:00"))
        #expect(try start(.percent(20)) == minute("2026-12-01T08:00"))
        #expect(try start(.elapsedPercent(50)) == minute("2026-11-30T08:00"))
        #expect(try start(.working(1440), .continuous) == minute("2026-11-30T08:00"))
    }

    @Test func `trap 7: a deadline alone makes float negative, and critical is a limit`() throws {
        let network = try smallNetwork([4, 3], [(0, 1)]) {
            $0.tasks[1].deadline = 5
            $0.criticalFloat = -1
        }
        #expect(network[0].totalFloat == -2)
        #expect(network[1].earlyFinish == 7)
        #expect(network[0].isCritical)
        #expect(network.conflicts() == [NetworkConflict(task: 1, kind: .dateMissed, minutes: 2)])
        let limited = try smallNetwork([4, 1], []) { $0.criticalFloat = 3 }
        #expect(limited[1].totalFloat == 3 && limited[1].isCritical)
    }

    @Test(arguments: [
        (ConstraintKind.startNoEarlierThan, 6, 6, 7), (.finishNoEarlierThan, 6, 4, 7), (.startNoLaterThan, 5, 3, 5),
        (.finishNoLaterThan, 6, 3, 4), (.mustStartOn, 5, 5, 5), (.mustFinishOn, 6, 4, 4),
        (.asSoonAsPossible, 0, 3, 7), (.asLateAsPossible, 0, 3, 7),
    ]) func `date constraints move early and late starts as they should`(
        _ kind: ConstraintKind, _ date: Int, _ early: Int, _ late: Int
    ) throws {
        let network = try smallNetwork([3, 2, 9], [(0, 1)]) {
            $0.tasks[1].constraint = DateConstraint(kind, date: date)
        }
        #expect(network[1].earlyStart == early)
        #expect(network[1].lateStart == late)
        #expect(network[1].start == (kind == .asLateAsPossible ? late : early))
    }

    @Test func `a fixed date beats a link, says so, and leaves negative float before it`() throws {
        let network = try smallNetwork([5, 2], [(0, 1)]) {
            $0.tasks[1].constraint = DateConstraint(.mustStartOn, date: 3)
        }
        #expect(network[1].earlyStart == 3)
        #expect(network[0].totalFloat == -2)
        #expect(network.conflicts().contains(NetworkConflict(task: 1, kind: .linkBeaten(link: 0), minutes: 2)))
    }

    @Test func `two fixed dates that cannot both hold are kept, and told as a link that is beaten`() throws {
        let network = try smallNetwork([5, 1, 2], [(0, 1), (1, 2)]) {
            $0.tasks[0].constraint = DateConstraint(.mustStartOn, date: 10)
            $0.tasks[2].constraint = DateConstraint(.mustStartOn, date: 12)
        }
        #expect([network[0].earlyStart, network[1].earlyStart, network[2].earlyStart] == [10, 15, 12])
        #expect(network.conflicts() == [NetworkConflict(task: 2, kind: .linkBeaten(link: 1), minutes: 4)])
    }

    @Test func `a loop is shown as the loop, in order`() throws {
        #expect(throws: NetworkProblem.loop([1, 2, 3])) {
            try smallNetwork([1, 1, 1, 1, 1], [(0, 1), (1, 2), (2, 3), (3, 1), (3, 4)])
        }
        #expect(throws: NetworkProblem.loop([0])) { try smallNetwork([1], [(0, 0)]) }
    }

    @Test func `summaries reach over their parts, and their links are links of each part`() throws {
        // 0 is a summary of 1 and 2; 3 waits for the summary.
        let network = try smallNetwork([99, 4, 2, 1], [(0, 3)]) {
            $0.tasks[1].parent = 0
            $0.tasks[2].parent = 0
            $0.tasks[0].constraint = DateConstraint(.startNoEarlierThan, date: 3)
        }
        #expect([network[0].earlyStart, network[0].earlyFinish] == [3, 7])
        #expect(network[3].earlyStart == 7)
        #expect(network[2].totalFloat == 2)
        #expect(network[2].reason.driver == .summaryConstraint)
        #expect(network[0].totalFloat == 0)
        #expect(network.allDates() == (0..<4).map { network[$0] })
    }

    @Test func `what summaries may not be is refused`() {
        #expect(throws: NetworkProblem.linkToOwnSummary(link: 0)) {
            try smallNetwork([1, 1], [(0, 1)]) { $0.tasks[1].parent = 0 }
        }
        #expect(throws: NetworkProblem.parentLoop([0, 1])) {
            try smallNetwork([1, 1], []) {
                $0.tasks[1].parent = 0
                $0.tasks[0].parent = 1
            }
        }
        #expect(throws: NetworkProblem.tooDeep(task: 201)) {
            try smallNetwork(Array(repeating: 1, count: 300), []) { input in
                for task in 1..<300 { input.tasks[task].parent = task - 1 }
            }
        }
        #expect(throws: NetworkProblem.summaryConstraint(task: 0)) {
            try smallNetwork([1, 1], []) {
                $0.tasks[1].parent = 0
                $0.tasks[0].constraint = DateConstraint(.mustStartOn, date: 3)
            }
        }
    }

    @Test func `what has happened stays, and the rest is planned from the status date`() throws {
        let network = try smallNetwork([4, 4, 2], [(0, 1), (1, 2)]) {
            $0.statusDate = 10
            $0.tasks[0].progress = TaskProgress(actualStart: 1, actualFinish: 6)
            $0.tasks[1].progress = TaskProgress(actualStart: 7, remaining: 3)
        }
        #expect([network[0].earlyStart, network[0].earlyFinish] == [1, 6])
        #expect(network[0].totalFloat == nil)
        #expect([network[1].earlyStart, network[1].earlyFinish] == [7, 13])
        #expect(network[2].earlyStart == 13)
        #expect(network[1].reason.driver == .statusDate)
    }

    @Test(arguments: [(ProgressRule.retainedLogic, 15), (.progressOverride, 8)])
    func `work begun out of order waits for its predecessors, or does not`(_ rule: ProgressRule, _ finish: Int) throws {
        let network = try smallNetwork([12, 6], [(0, 1)]) {
            $0.statusDate = 5
            $0.progressRule = rule
            $0.tasks[0].progress = TaskProgress(actualStart: 0, remaining: 7)
            $0.tasks[1].progress = TaskProgress(actualStart: 2, remaining: 3)
        }
        #expect(network[1].earlyFinish == finish)
    }

    @Test func `trap 5: a milestone after work stays at seventeen o'clock, and one at the start at eight`() throws {
        let monday = minute("2026-11-23T08:00")
        let input = NetworkInput(
            tasks: [
                NetworkTask(duration: 0), NetworkTask(duration: 480), NetworkTask(duration: 0),
                NetworkTask(duration: 60, calendar: 1),
            ],
            links: [NetworkLink(from: 0, to: 1), NetworkLink(from: 1, to: 2), NetworkLink(from: 2, to: 3)],
            calendars: [.standard, .continuous], start: monday)
        let network = try ScheduleNetwork(input)
        #expect(network[0].earlyStart == monday)
        #expect(network[2].earlyFinish == minute("2026-11-23T17:00"))
        #expect(network[3].earlyStart == minute("2026-11-23T17:00"))
    }

    @Test func `every date has its reason, the calendar among them`() throws {
        let friday = minute("2026-11-27T08:00")
        let input = NetworkInput(
            tasks: [NetworkTask(duration: 600, calendar: 1), NetworkTask(duration: 480), NetworkTask(duration: 480)],
            links: [NetworkLink(from: 0, to: 1)], calendars: [.standard, .continuous], start: friday)
        let network = try ScheduleNetwork(input)
        #expect(network[1].reason == DateReason(driver: .link(0), waitsForCalendar: true))
        #expect(network[1].earlyStart == minute("2026-11-30T08:00"))
        #expect(network[2].reason == DateReason(driver: .projectStart, waitsForCalendar: false))
    }

    @Test func `independent float is what is left between late predecessors and early successors`() throws {
        // 1 lies between 0 and 3; the way over 2 takes 8.
        let network = try smallNetwork([2, 3, 8, 1, 5], [(0, 1), (0, 2), (1, 3), (2, 3), (4, 1)])
        #expect(network[1].totalFloat == 2)
        #expect(network[1].freeFloat == 2)
        #expect(network[1].independentFloat == 0)
        #expect(network[4].totalFloat == 2)
        #expect(network[4].freeFloat == 0)
    }

    @Test(arguments: [
        (NetworkProblem.duration(task: 0), NetworkTask(duration: -1)),
        (.duration(task: 0), NetworkTask(duration: 101 * 366 * 1440)),
        (.unknownCalendar(task: 0), NetworkTask(duration: 1, calendar: 7)),
        (.unknownParent(task: 0), NetworkTask(duration: 1, parent: 9)),
    ]) func `an impossible task is refused by what is wrong with it`(_ problem: NetworkProblem, _ task: NetworkTask) {
        #expect(throws: problem) { try ScheduleNetwork(NetworkInput(tasks: [task], links: [], start: 0)) }
    }

    @Test func `a calendar without working time is refused, one with a rare day is not`() throws {
        let never = WorkingCalendar(week: [:])
        #expect(throws: NetworkProblem.noWorkingTime(calendar: 0)) {
            try ScheduleNetwork(
                NetworkInput(tasks: [NetworkTask(duration: 1)], links: [], calendars: [never], start: 0))
        }
        let leapDays = WorkingCalendar(
            week: [:],
            exceptions: [
                CalendarException(
                    .recurring(.yearly(month: 2, day: 29), from: day("1970-01-01"), through: day("2400-01-01")),
                    shifts: shifts((480, 540)))
            ])
        let network = try ScheduleNetwork(
            NetworkInput(
                tasks: [NetworkTask(duration: 120)], links: [], calendars: [leapDays], start: minute("2026-01-01T00:00")
            ))
        #expect(network.finish == minute("2032-02-29T09:00"))
    }

    @Test func `a plan that does not fit into 400 years is refused`() {
        #expect(throws: NetworkProblem.tooLong) {
            try smallNetwork(
                Array(repeating: NetworkInput.longestDuration, count: 5), [(0, 1), (1, 2), (2, 3), (3, 4)])
        }
    }
}
