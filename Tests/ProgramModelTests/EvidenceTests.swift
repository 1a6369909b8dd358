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

    /// Working days left between the work before a milestone and its date, and the colour.
    @Test(arguments: [(-12, Colour.red), (-1, .red), (0, .amber), (2, .amber), (3, .green)])
    mutating func `a milestone that its work cannot meet is RED, one that just can AMBER`(
        _ float: Int, _ expected: Colour
    ) {
        add(ItemID("M", 1), "milestone", due: 11)
        let planned = PlannedFinish(finish: Self.today, float: float, last: nil)
        let evidence = workspace.evidence(
            of: Self.net, today: Self.today, rules: EvidenceRules(), planned: { _ in planned }
        ) { CalendarDate(dayNumber: Int($0.seconds / 86_400)) }
        #expect(evidence.colour == expected)
    }

    @Test mutating func `a blocker stops what waits, directly or through others`() {
        add(ItemID("B", 1), "blocker")
        add(ItemID("T", 1), "task", fields: ["estimate": .span(.days(2))])
        add(ItemID("T", 2), "task", fields: ["estimate": .span(.days(1)), "progress": .percent(0)])
        add(ItemID("M", 1), "milestone", due: 11)
        apply(ItemsLinked(kind: .blocks, source: ItemID("B", 1), target: ItemID("T", 1)))
        apply(ItemsLinked(kind: .precedes, source: ItemID("T", 1), target: ItemID("T", 2), type: "fs"))
        apply(ItemsLinked(kind: .precedes, source: ItemID("T", 2), target: ItemID("M", 1), type: "fs"))
        apply(ItemsLinked(kind: .precedes, source: ItemID("T", 1), target: ItemID("M", 1), type: "fs"))
        let radius = workspace.blastRadius(of: ItemID("B", 1))
        #expect(radius.tasks == [ItemID("T", 1), ItemID("T", 2)])
        #expect(radius.milestones == [ItemID("M", 1)])
        #expect(
            workspace.loop(linking: ItemID("M", 1), to: ItemID("B", 1))?.map(\.description) == [
                "M-1", "B-1", "T-1", "M-1",
            ])
        #expect(workspace.loop(linking: ItemID("B", 1), to: ItemID("M", 1)) == nil)
    }
}
