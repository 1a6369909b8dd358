// The rules of the evidence colour, one by one, and the blast radius over dependencies.

import FieldTypes
import Quantities
import TestSupport
import Testing

@testable import ProgramModel

struct EvidenceRulesTests {
    private static let today = CalendarDate(iso: "2026-11-23") ?? CalendarDate(dayNumber: 0)
    private static let net = ProjectKey.net
    private var workspace = Workspace()
    private var version = 0

    private mutating func apply(_ event: any ProgramEvent, daysAgo: Int = 0) {
        version += 1
        let time = Instant(seconds: Int64(Self.today.dayNumber - daysAgo) * 86_400)
        workspace.apply(
            event, EventStamp(version: version, time: time, person: PersonID(1), command: version, commandName: "x"))
    }

    private mutating func add(
        _ id: ItemID, _ kind: String, due: Int? = nil, fields: [String: FieldValue] = [:], daysAgo: Int = 0
    ) {
        apply(
            ItemAdded(
                id: id, kind: kind, title: "t", state: "open", project: Self.net, due: due.map { Self.today + $0 },
                tags: [],
                fields: FieldTable(fields)), daysAgo: daysAgo)
    }

    private func colour() -> Colour {
        workspace.evidence(of: Self.net, today: Self.today, rules: EvidenceRules(settings: workspace.settings)) {
            CalendarDate(dayNumber: Int($0.seconds / 86_400))
        }.colour
    }

    init() {
        apply(ProjectCreated(key: Self.net, name: "Net", method: "hybrid"))
    }

    @Test func `no records at all is GREY, never GREEN`() {
        #expect(colour() == .grey)
    }

    @Test mutating func `records without trouble are GREEN`() {
        add(ItemID("T", 1), "task", due: 3)
        #expect(colour() == .green)
    }

    @Test mutating func `withdrawn records are no records`() {
        add(ItemID("T", 1), "task")
        apply(CommandUndone(command: 2))
        #expect(workspace.item(ItemID("T", 1))?.state == Item.withdrawn)
        #expect(colour() == .grey)
    }

    @Test(arguments: [(-1, Colour.red), (0, .green), (5, .green)]) mutating func `a milestone past its date is RED`(
        _ due: Int, _ expected: Colour
    ) {
        add(ItemID("M", 1), "milestone", due: due)
        #expect(colour() == expected)
    }

    @Test(arguments: [(1, Colour.amber), (7, .amber), (8, .red), (-1, .green)])
    mutating func `a milestone later than promised is AMBER, by more than five working days RED`(
        _ moved: Int, _ expected: Colour
    ) {
        add(ItemID("M", 1), "milestone", due: 10)
        apply(ItemChanged(id: ItemID("M", 1), due: Self.today + 10 + moved, fields: FieldTable(), cleared: []))
        #expect(colour() == expected)
    }

    @Test(arguments: [(9, 1, Colour.green), (10, 1, .green), (11, 1, .amber), (11, 3, .amber), (11, 0, .green)])
    mutating func `a milestone due before what it waits for is AMBER, through others too`(
        _ due: Int, _ length: Int, _ expected: Colour
    ) {
        add(ItemID("M", 1), "milestone", due: 10)
        add(ItemID("T", 1), "task", due: due)
        // A chain of so many links, over tasks without a date; none: the milestone waits for nothing.
        for number in 1..<max(1, length) { add(ItemID("T", number + 1), "task") }
        for number in 0..<length {
            let target = number + 1 == length ? ItemID("M", 1) : ItemID("T", number + 2)
            apply(ItemsLinked(kind: .precedes, source: ItemID("T", number + 1), target: target))
        }
        #expect(colour() == expected)
    }

    @Test(arguments: [("medium", 0, Colour.amber), ("medium", 5, .amber), ("medium", 6, .red), ("critical", 0, .red)])
    mutating func `an open blocker is AMBER, critical or old RED`(_ severity: String, _ age: Int, _ expected: Colour) {
        add(ItemID("B", 1), "blocker", fields: ["severity": .text(severity)], daysAgo: age)
        add(ItemID("T", 1), "task")
        #expect(colour() == expected)
    }

    @Test(arguments: [
        (3, 5, nil, nil, Colour.amber), (3, 4, nil, nil, .green), (3, 5, "mitigate", nil, .green),
        (3, 5, "mitigate", -1, .amber),
    ])
    mutating func `a high risk needs a response and its review in time`(
        _ p: Int, _ i: Int, _ response: String?, _ review: Int?, _ expected: Colour
    ) {
        var fields: [String: FieldValue] = ["probability": .level(Level(p)), "impact": .level(Level(i))]
        if let response { fields["response"] = .text(response) }
        if let review { fields["review"] = .date(Self.today + review) }
        add(ItemID("R", 1), "risk", fields: fields)
        #expect(colour() == expected)
    }

    @Test(arguments: [(1, 10, Colour.green), (11, 101, .amber), (1, 4, .amber), (26, 100, .red)])
    mutating func `overdue tasks count in percent, not rounded`(_ overdue: Int, _ total: Int, _ expected: Colour) {
        for number in 1...total { add(ItemID("T", number), "task", due: number <= overdue ? -1 : 5) }
        #expect(colour() == expected)
    }

    @Test(arguments: [(13, Colour.green), (14, .amber)]) mutating func `two weeks of silence are AMBER`(
        _ days: Int, _ expected: Colour
    ) {
        add(ItemID("T", 1), "task", daysAgo: days)
        #expect(colour() == expected)
    }

    @Test mutating func `thresholds are settings`() {
        apply(SettingChanged(name: "rag.silence", value: "30"))
        add(ItemID("T", 1), "task", daysAgo: 20)
        #expect(colour() == .green)
    }

    /// Float of a milestone so many days from Monday, with links between two tasks of one day each.
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
    ]

    @Test(arguments: floats) mutating func `float is what is left of the days, today and the last one counted`(
        _ example: Case
    ) throws {
        for (number, work) in [(1, example.work.0), (2, example.work.1)] {
            add(ItemID("T", number), "task", fields: work > 0 ? ["estimate": .span(.days(work))] : [:])
        }
        add(ItemID("M", 1), "milestone", due: example.due)
        let lag = example.lag == 0 ? nil : WorkSpan.days(example.lag)
        apply(
            ItemsLinked(kind: .precedes, source: ItemID("T", 1), target: ItemID("T", 2), type: example.type, lag: lag))
        apply(ItemsLinked(kind: .precedes, source: ItemID("T", 2), target: ItemID("M", 1), type: "fs"))
        if example.isStarted { apply(ItemMoved(id: ItemID("T", 1), state: "started", isOpen: true)) }
        // Asked of the last task, so that both ways of counting meet: up to it, and on from it.
        let last = workspace.blastRadius(of: ItemID("T", 2), today: Self.today + example.today)
        #expect(last.float == example.float)
        guard !example.isStarted else { return }
        let first = workspace.blastRadius(of: ItemID("T", 1), today: Self.today + example.today)
        #expect(first.float == example.float)
    }

    @Test mutating func `a blocker stops what waits, across projects, and float counts the work between`() {
        add(ItemID("B", 1), "blocker")
        add(ItemID("T", 1), "task", fields: ["estimate": .span(.days(2))])
        add(ItemID("T", 2), "task", fields: ["estimate": .span(.days(1)), "progress": .percent(0)])
        add(ItemID("M", 1), "milestone", due: 11)
        apply(ItemsLinked(kind: .blocks, source: ItemID("B", 1), target: ItemID("T", 1)))
        apply(ItemsLinked(kind: .precedes, source: ItemID("T", 1), target: ItemID("T", 2), type: "fs"))
        apply(ItemsLinked(kind: .precedes, source: ItemID("T", 2), target: ItemID("M", 1), type: "fs"))
        apply(ItemsLinked(kind: .precedes, source: ItemID("T", 1), target: ItemID("M", 1), type: "fs"))
        let radius = workspace.blastRadius(of: ItemID("B", 1), today: Self.today)
        #expect(radius.tasks == [ItemID("T", 1), ItemID("T", 2)])
        // Ten working days to Fri 4 Dec, today among them, less three of work.
        #expect(radius.milestones.map(\.float) == [7])
        #expect(
            workspace.loop(linking: ItemID("M", 1), to: ItemID("B", 1))?.map(\.description) == [
                "M-1", "B-1", "T-1", "M-1",
            ])
        #expect(workspace.loop(linking: ItemID("B", 1), to: ItemID("M", 1)) == nil)
    }
}
