// The index says what reading every record would say, whatever happened to the records.

import FieldTypes
import Quantities
import TestSupport
import Testing

@testable import ProgramModel

struct RecordIndexTests {
    private static let today = CalendarDate(iso: "2026-11-23") ?? CalendarDate(dayNumber: 0)
    private static let kinds = ["task": "T", "milestone": "M", "risk": "R", "blocker": "B"]

    /// A workspace that 3,000 random events of every sort add up to, undone commands among them.
    private static func busy(_ seed: UInt64) -> Workspace {
        var dice = SortedTableTests.Dice(state: seed)
        var workspace = Workspace()
        var version = 0
        func apply(_ event: any ProgramEvent) {
            version += 1
            let time = Instant(seconds: Int64(today.dayNumber - 20) * 86_400 + Int64(version) * 600)
            let stamp = EventStamp(
                version: version, time: time, person: PersonID(1 + version % 3), command: version, commandName: "x")
            workspace.apply(event, stamp)
        }
        func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &dice) }
        func day() -> CalendarDate { today + number(-10...30) }
        func fields() -> FieldTable {
            var fields = FieldTable()
            if number(1...3) > 1 {
                fields["probability"] = .level(Level(number(1...5)))
                fields["impact"] = .level(Level(number(1...5)))
            }
            if number(1...4) == 1 { fields["response"] = .text("mitigate") }
            if number(1...3) == 1 { fields["review"] = .date(day()) }
            if number(1...8) == 1 { fields["type"] = .text("opportunity") }
            if number(1...3) == 1 { fields["severity"] = .text(number(1...2) == 1 ? "critical" : "low") }
            if number(1...2) == 1 { fields["since"] = .date(today - number(0...12)) }
            if number(1...3) == 1 { fields["needs"] = .person(PersonID(number(1...3))) }
            if number(1...5) == 1 { fields["escalated"] = .person(PersonID(number(1...3))) }
            return fields
        }
        let projects: [ProjectKey] = [.net, .core]
        for key in projects { apply(ProjectCreated(key: key, name: "p", method: "hybrid")) }
        while version < 3_000 {
            let kind = kinds.keys.sorted()[number(0...3)]
            let prefix = kinds[kind] ?? ""
            let id = ItemID(prefix, number(1...max(1, workspace.nextNumber(prefix) - 1)))
            switch number(1...12) {
            case 1...4:
                apply(
                    ItemAdded(
                        id: ItemID(prefix, workspace.nextNumber(prefix)), kind: kind, title: "t", state: "open",
                        project: number(1...9) == 1 ? nil : projects[number(0...1)],
                        owner: number(1...2) == 1 ? PersonID(number(1...3)) : nil,
                        due: number(1...4) > 1 ? day() : nil, tags: [], fields: fields()))
            case 5...7:
                apply(
                    ItemChanged(
                        id: id, project: number(1...5) == 1 ? projects[number(0...1)] : nil,
                        due: number(1...2) == 1 ? day() : nil, fields: fields(),
                        cleared: number(1...4) == 1 ? ["response", "due"] : []))
            case 8: apply(ItemMoved(id: id, state: "done", isOpen: false))
            case 9: apply(ItemMoved(id: id, state: "open", isOpen: true))
            case 10: apply(ItemAssigned(id: id, owner: PersonID(number(1...3)), helpers: []))
            case 11: apply(CommandUndone(command: number(1...version)))
            default: apply(CommandRedone(command: number(1...version)))
            }
        }
        return workspace
    }

    private static func day(_ moment: Instant) -> CalendarDate { CalendarDate(dayNumber: Int(moment.seconds / 86_400)) }

    private static func check(_ workspace: Workspace) {
        let all = workspace.allItems
        #expect(all.count > 500)
        var counted = 0
        for project in [nil, ProjectKey.net, ProjectKey.core] {
            for kind in kinds.keys {
                let records = all.filter { $0.project == project && $0.kind == kind }
                for order in RecordOrder.allCases {
                    let expected = records.filter { item in item.ranks.contains { $0.order == order } }
                        .sorted { order.precedes($0, $1) }.map(\.id)
                    let shelf = Shelf.records(project, kind: kind)
                    #expect(workspace.items(order, of: shelf).map(\.id) == expected, "\(order) of \(kind)")
                    #expect(workspace.count(order, of: shelf) == expected.count)
                    counted += expected.count
                }
            }
        }
        #expect(counted > 2 * all.count)
        for person in 1...3 {
            let owned = all.filter { $0.isOpen && $0.owner == PersonID(person) }.map(\.id)
            #expect(workspace.items(.owned, of: .holdings(PersonID(person))).map(\.id) == owned)
            let asked = all.filter { item in
                item.isOpen && item.kind == "blocker"
                    && [item.person("needs"), item.person("escalated")].contains(PersonID(person))
            }
            #expect(workspace.items(.asks, of: .holdings(PersonID(person))).map(\.id) == asked.map(\.id))
        }
    }

    @Test(arguments: [3, 77, 4_711]) func `agrees with the records`(seed: UInt64) {
        Self.check(Self.busy(seed))
    }

    @Test func `comes back from a snapshot as it was`() throws {
        let workspace = Self.busy(5)
        let read = try #require(Workspace(snapshot: workspace.snapshot))
        Self.check(read)
        #expect(read.allItems == workspace.allItems)
        #expect(read.snapshot == workspace.snapshot)
    }

    @Test(arguments: [3, 77, 4_711]) func `the first reasons are the worst of all reasons`(seed: UInt64) {
        let workspace = Self.busy(seed)
        for key in [ProjectKey.net, .core] {
            let rules = EvidenceRules(settings: workspace.settings)
            let all = workspace.evidence(of: key, today: Self.today, rules: rules, day: Self.day)
            #expect(all.reasons.count == all.count && all.count > 30)
            for limit in [1, 2, 5, 20] {
                let some = workspace.evidence(of: key, today: Self.today, rules: rules, limit: limit, day: Self.day)
                #expect(some.colour == all.colour)
                #expect(some.count == all.count)
                #expect(some.reasons.map(\.fact) == all.reasons.prefix(limit).map(\.fact))
                #expect(some.reasons.map(\.items.first) == all.reasons.prefix(limit).map(\.items.first))
            }
        }
    }

    /// Every record is read, and each rule is asked of it: what the index is there to spare.
    @Test(arguments: [3, 77]) func `finds each reason that reading every record finds`(seed: UInt64) {
        let workspace = Self.busy(seed)
        let today = Self.today
        let rules = EvidenceRules(settings: workspace.settings)
        let open = workspace.allItems.filter { $0.project == .net && $0.isOpen }
        var expected: Set<ItemID> = []
        for item in open {
            switch item.kind {
            case "milestone":
                if let due = item.due, due < today || due > item.firstDue ?? due { expected.insert(item.id) }
            case "blocker": expected.insert(item.id)
            case "risk":
                guard let score = item.riskScore, score >= rules.riskScore, item.text("type") != "opportunity" else {
                    continue
                }
                if item.fields["response"] == nil || item.date("review").map({ $0 < today }) ?? false {
                    expected.insert(item.id)
                }
            default: break
            }
        }
        let evidence = workspace.evidence(of: .net, today: today, rules: rules, day: Self.day)
        let found = evidence.reasons.filter { if case .tasksOverdue = $0.fact { false } else { true } }
        #expect(Set(found.flatMap(\.items)) == expected)
        #expect(!expected.isEmpty)
    }
}
