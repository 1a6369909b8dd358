// A workspace for tests of the plan, made event by event, by hand or by chance.

import FieldTypes
import ProgramModel
import Quantities
import TestSupport

/// Numbers by chance that are the same every time.
struct Chance {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(max(1, bound)))
    }
}

struct TrialWorkspace {
    private(set) var workspace = Workspace()
    private var version = 0

    init() { apply(ProjectCreated(key: .net, name: "Net", method: "hybrid")) }

    mutating func apply(_ event: any ProgramEvent) {
        version += 1
        let stamp = EventStamp(
            version: version, time: Instant(seconds: Int64(version)), person: PersonID(1), command: version,
            commandName: "x")
        workspace.apply(event, stamp)
    }

    mutating func add(
        _ id: ItemID, _ kind: String, project: ProjectKey? = .net, due: CalendarDate? = nil,
        fields: [String: FieldValue] = [:]
    ) {
        apply(
            ItemAdded(
                id: id, kind: kind, title: "t", state: "open", project: project, due: due, tags: [],
                fields: FieldTable(fields)))
    }

    mutating func set(_ id: ItemID, _ fields: [String: FieldValue], due: CalendarDate? = nil) {
        apply(ItemChanged(id: id, due: due, fields: FieldTable(fields), cleared: []))
    }

    mutating func link(_ source: ItemID, _ target: ItemID, type: String = "fs", lag: Int = 0) {
        apply(
            ItemsLinked(
                kind: .precedes, source: source, target: target, type: type, lag: lag == 0 ? nil : .days(lag)))
    }

    /// One change by chance: a record, a link, an estimate, a date, an end, another project, an undo.
    mutating func randomStep(_ random: inout Chance, today: CalendarDate) {
        let count = workspace.nextNumber("T") - 1
        func any() -> ItemID { ItemID("T", 1 + random.below(count)) }
        let date = today + (random.below(60) - 10)
        switch random.below(count < 4 ? 1 : 12) {
        case 0, 1:
            let project: ProjectKey? = [.net, .net, .crm, nil][random.below(4)]
            let estimate: [String: FieldValue] =
                random.below(3) > 0 ? ["estimate": .span(.days(1 + random.below(9)))] : [:]
            add(
                ItemID("T", count + 1), "task", project: project, due: random.below(3) == 0 ? date : nil,
                fields: estimate)
        case 2, 3:
            let (one, other) = (any(), any())
            guard one != other, workspace.loop(linking: one, to: other) == nil else { return }
            link(one, other, type: ["fs", "ss", "ff", "sf"][random.below(4)], lag: random.below(5) - 1)
        case 4, 5: set(any(), ["estimate": .span(.days(1 + random.below(9)))])
        case 6: set(any(), [:], due: date)
        case 7: set(any(), ["progress": .percent(random.below(100))])
        case 8: apply(ItemMoved(id: any(), state: "done", isOpen: false))
        case 9: apply(ItemMoved(id: any(), state: "open", isOpen: true))
        case 10:
            let number = workspace.nextNumber("M")
            add(ItemID("M", number), "milestone", project: random.below(2) == 0 ? .net : .crm, due: date)
            link(any(), ItemID("M", number))
        // The newest command alone: what others depend on is never taken back.
        default: if version > 2 { apply(CommandUndone(command: version)) }
        }
    }
}
