// The one plan: floats by hand, and the plan kept between questions against the plan made anew.

import FieldTypes
import ProgramModel
import Quantities
import TestSupport
import Testing

@testable import ProgramServices

struct ProjectPlanTests {
    static let today = CalendarDate(iso: "2026-11-23") ?? CalendarDate(dayNumber: 0)
    private var trial = TrialWorkspace()

    /// Float of the second of two tasks of one day each before a milestone so many days from Monday.
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var due: Int
        var work = (1, 1)
        var type = "fs"
        var lag = 0
        var isStarted = false
        var today = 0
        var float: Int
    }

    static let floats: [Case] = [
        .init(testDescription: "one after the other fill Monday and Tuesday", due: 1, float: 0),
        .init(testDescription: "a lag of eight days is time too", due: 11, lag: 8, float: 0),
        .init(testDescription: "a lead takes time away", due: 11, lag: -1, float: 9),
        .init(testDescription: "ten days side by side", due: 11, work: (10, 10), type: "ss", float: 0),
        .init(testDescription: "ten days from the third day on", due: 11, work: (10, 8), type: "ss", lag: 2, float: 0),
        .init(
            testDescription: "what waited for a start that was", due: 11, type: "ss", lag: 5, isStarted: true, float: 9),
        .init(testDescription: "finished together", due: 11, work: (8, 2), type: "ff", float: 2),
        .init(testDescription: "finished two days after", due: 11, work: (8, 2), type: "ff", lag: 2, float: 0),
        .init(testDescription: "finished after a start", due: 11, work: (8, 2), type: "sf", lag: 4, float: 6),
        .init(testDescription: "five days from Monday to Friday", due: 4, work: (5, 0), float: 0),
        .init(testDescription: "two days on a Saturday for Friday", due: 11, work: (2, 0), today: 5, float: 3),
        .init(testDescription: "a day of work for last Friday", due: -3, work: (1, 0), float: -1),
        .init(testDescription: "no work, to be cleared on its day", due: 0, work: (0, 0), float: 0),
        .init(testDescription: "no work, to be cleared tomorrow", due: 1, work: (0, 0), float: 1),
    ]

    @Test(arguments: floats) mutating func `float is what is left of the working days, today and the last one counted`(
        _ example: Case
    ) throws {
        for (number, work) in [(1, example.work.0), (2, example.work.1)] {
            trial.add(ItemID("T", number), "task", fields: work > 0 ? ["estimate": .span(.days(work))] : [:])
        }
        trial.add(ItemID("M", 1), "milestone", due: Self.today + example.due)
        trial.link(ItemID("T", 1), ItemID("T", 2), type: example.type, lag: example.lag)
        trial.link(ItemID("T", 2), ItemID("M", 1))
        if example.isStarted { trial.apply(ItemMoved(id: ItemID("T", 1), state: "started", isOpen: true)) }
        let plan = PlanCache().value(of: trial.workspace, on: Self.today + example.today)
        let task = try #require(plan.place(of: ItemID("T", 2)))
        #expect(task.totalFloat == example.float)
        #expect(plan.plannedFinish(of: ItemID("M", 1))?.float == example.float)
    }

    @Test mutating func `a milestone with more work before it than days is named with the day its work ends`() throws {
        trial.add(ItemID("T", 1), "task", fields: ["estimate": .span(.days(2))])
        trial.add(ItemID("T", 2), "task", fields: ["estimate": .span(.days(20))])
        trial.add(ItemID("M", 1), "milestone", due: CalendarDate(iso: "2026-12-04"))
        trial.link(ItemID("T", 1), ItemID("T", 2))
        trial.link(ItemID("T", 2), ItemID("M", 1))
        let plan = PlanCache().value(of: trial.workspace, on: Self.today)
        let planned = try #require(plan.plannedFinish(of: ItemID("M", 1)))
        #expect(planned.finish.iso == "2026-12-22")
        #expect(planned.float == -12)
        #expect(planned.last == ItemID("T", 2))
        let critical = plan.cluster(of: .net)?.places(of: .net).filter(\.isCritical).map(\.id.description)
        #expect(critical == ["T-1", "T-2", "M-1"])
    }

    @Test mutating func `what has no estimate is expected on its date, and what is over holds nothing`() throws {
        trial.add(ItemID("B", 1), "blocker", due: CalendarDate(iso: "2026-11-27"))
        trial.add(ItemID("T", 1), "task", fields: ["estimate": .span(.days(1))])
        trial.apply(ItemsLinked(kind: .blocks, source: ItemID("B", 1), target: ItemID("T", 1)))
        let cache = PlanCache()
        #expect(cache.value(of: trial.workspace, on: Self.today).place(of: ItemID("T", 1))?.finish.iso == "2026-11-30")
        trial.apply(ItemMoved(id: ItemID("B", 1), state: "resolved", isOpen: false))
        #expect(cache.value(of: trial.workspace, on: Self.today).place(of: ItemID("T", 1))?.finish.iso == "2026-11-23")
    }

    @Test(arguments: [("2026-12-04", "2026-12-04"), ("2026-12-05", "2026-12-04"), ("2026-11-23", "2026-11-23")])
    mutating func `a milestone that waits for nothing is reached on its date, or on the working day before`(
        _ due: String, _ finish: String
    ) throws {
        trial.add(ItemID("M", 1), "milestone", due: CalendarDate(iso: due))
        let place = try #require(PlanCache().value(of: trial.workspace, on: Self.today).place(of: ItemID("M", 1)))
        #expect(place.finish.iso == finish)
        #expect(place.floatToDate == 0)
    }

    @Test mutating func `the parts of a task wait for what the whole waits for, and what follows waits for them`()
        throws
    {
        for number in 1...4 { trial.add(ItemID("T", number), "task", fields: ["estimate": .span(.days(number))]) }
        trial.set(ItemID("T", 3), ["parent": .id(ItemID("T", 2))])
        trial.link(ItemID("T", 1), ItemID("T", 2))
        trial.link(ItemID("T", 3), ItemID("T", 2), type: "ff")
        trial.link(ItemID("T", 2), ItemID("T", 4))
        let plan = PlanCache().value(of: trial.workspace, on: Self.today)
        #expect(plan.place(of: ItemID("T", 3))?.start.iso == "2026-11-24")
        #expect(plan.place(of: ItemID("T", 4))?.start.iso == "2026-11-27")
    }

    @Test mutating func `a circle is opened and told, never a reason for no plan`() throws {
        for number in 1...3 { trial.add(ItemID("T", number), "task", fields: ["estimate": .span(.days(1))]) }
        for (from, to) in [(1, 2), (2, 3), (3, 1)] { trial.link(ItemID("T", from), ItemID("T", to)) }
        let cluster = try #require(PlanCache().value(of: trial.workspace, on: Self.today).cluster(of: .net))
        #expect(cluster.loops.count == 1)
        #expect(cluster.places(of: .net).map(\.finish.iso) == ["2026-11-23", "2026-11-24", "2026-11-25"])
    }

    @Test mutating func `float counts to the end of one's own project`() throws {
        trial.apply(ProjectCreated(key: .crm, name: "CRM", method: "hybrid"))
        trial.add(ItemID("T", 1), "task", fields: ["estimate": .span(.days(1))])
        trial.add(ItemID("T", 2), "task", project: .crm, fields: ["estimate": .span(.days(30))])
        trial.link(ItemID("T", 1), ItemID("T", 2))
        trial.add(ItemID("T", 3), "task", fields: ["estimate": .span(.days(3))])
        let plan = PlanCache().value(of: trial.workspace, on: Self.today)
        #expect(plan.place(of: ItemID("T", 3))?.totalFloat == 0)
        #expect(plan.place(of: ItemID("T", 1))?.totalFloat == 0)
    }

    /// What any place of a plan says.
    private static func figures(_ cluster: PlanCluster?) -> [String] {
        (cluster?.records.indices ?? 0..<0).compactMap { index in
            guard let cluster, let place = cluster.place(of: cluster.records[index].id) else { return nil }
            return "\(place.id) \(place.dates) \(place.totalFloat) \(place.isCritical)"
        }
    }

    @Test(arguments: 0..<40) func `the plan that is kept is the plan made anew`(_ seed: Int) {
        var random = Chance(UInt64(seed))
        var trial = TrialWorkspace()
        trial.apply(ProjectCreated(key: .crm, name: "CRM", method: "hybrid"))
        let cache = PlanCache()
        var earlier: [Workspace] = []
        for step in 0..<60 {
            trial.randomStep(&random, today: Self.today)
            // Another state than the newest is asked about now and then: what is tried, what was.
            if step % 7 == 3 { earlier.append(trial.workspace) }
            let asked = random.below(6) == 0 ? earlier.last ?? trial.workspace : trial.workspace
            guard random.below(3) > 0 else { continue }
            for project in [ProjectKey.net, .crm, nil] {
                let kept = cache.value(of: asked, on: Self.today).cluster(of: project)
                let anew = PlanCache().value(of: asked, on: Self.today).cluster(of: project)
                let (one, other) = (Self.figures(kept), Self.figures(anew))
                let isSame = one == other
                let difference = zip(one, other).first { $0 != $1 }.map { "\($0.0) instead of \($0.1)" }
                #expect(isSame, "step \(step), \(one.count) of \(other.count): \(difference ?? "")")
                guard isSame else { return }
            }
        }
    }
}
