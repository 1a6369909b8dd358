// A record as formulas see it: its fields, its computed fields, and the records it belongs to.

package import FieldTypes
package import Quantities

/// Where a record is looked at from: the kinds there are, the day, and the other records that may be seen.
package final class RecordSurroundings: Sendable {
    package let kinds: KindBook
    package let today: CalendarDate
    let day: @Sendable (Instant) -> CalendarDate
    let item: @Sendable (ItemID) -> Item?

    /// - Parameters:
    ///   - day: the local day of a moment.
    ///   - item: a record, where there is one and it may be seen.
    package init(
        kinds: KindBook, today: CalendarDate, day: @escaping @Sendable (Instant) -> CalendarDate,
        item: @escaping @Sendable (ItemID) -> Item?
    ) {
        self.kinds = kinds
        self.today = today
        self.day = day
        self.item = item
    }
}

package struct RecordFacts: FormulaSubject {
    package let item: Item
    private let surroundings: RecordSurroundings
    private let kind: KindDeclaration?
    /// What a rule calls `threshold`.
    private let threshold: Int?
    /// How many formulas stand in one another: those of a catalogue that was checked end by themselves.
    private let depth: Int

    package init(_ item: Item, _ surroundings: RecordSurroundings, threshold: Int? = nil) {
        self.init(item, surroundings, threshold: threshold, depth: 0)
    }

    private init(_ item: Item, _ surroundings: RecordSurroundings, threshold: Int?, depth: Int) {
        self.item = item
        self.surroundings = surroundings
        self.threshold = threshold
        self.depth = depth
        kind = surroundings.kinds[item.kind]
    }

    package var today: CalendarDate { surroundings.today }

    package func value(_ name: String) -> FormulaValue {
        if let field = kind?.field(name) {
            guard let value = item.fields[name] else { return .unknown("no \(spoken(name)) is set") }
            if field.type == .choice, case .text(let word) = value { return .choice(word, among: field.choices) }
            return FormulaValue(value)
        }
        if let computed = kind?.computed(name) {
            guard depth < 16 else { return .unknown("its formula needs itself") }
            return computed.formula.value(
                of: RecordFacts(item, surroundings, threshold: nil, depth: depth + 1))
        }
        if name == EvidenceRule.thresholdName, let threshold { return .number(Double(threshold)) }
        return envelope(name)
    }

    /// What every record has.
    private func envelope(_ name: String) -> FormulaValue {
        func day(_ date: CalendarDate?) -> FormulaValue {
            date.map { .day($0) } ?? .unknown("no \(spoken(name)) is set")
        }
        switch name {
        case KindDeclaration.due: return day(item.due)
        case "first-due": return day(item.firstDue)
        case "created": return .day(surroundings.day(item.created.time))
        case "changed": return .day(surroundings.day(item.changed.time))
        case "closed": return day(item.closed.map(surroundings.day))
        case "age": return .number(Double(max(0, today.days(since: surroundings.day(item.created.time)))))
        case "state": return .choice(item.state, among: kind?.states.map(\.name) ?? [])
        case "open": return .truth(item.isOpen)
        case "title": return .text(item.title)
        case "kind": return .text(item.kind)
        case "id": return .text(item.id.description)
        case "project": return item.project.map { .text($0.text) } ?? .unknown("it has no project")
        case "owner": return item.owner.map { .person($0) } ?? .unknown("nobody owns it")
        default: return .unknown("there is no \(spoken(name))")
        }
    }

    private func spoken(_ name: String) -> String { name.split(separator: "-").joined(separator: " ") }

    /// The records at the other end, those withdrawn left out.
    package func records(_ relation: String) -> [Item] {
        guard let end = surroundings.kinds.end(relation, of: item.kind) else { return [] }
        return item.linked(end.link, asSource: end.isSource).compactMap { surroundings.item($0) }
            .filter { $0.state != Item.withdrawn }
    }

    package func related(_ relation: String) -> [any FormulaSubject] {
        records(relation).map { RecordFacts($0, surroundings, threshold: threshold, depth: depth + 1) }
    }

    /// The rules that count this record, each with its colour.
    ///
    /// - Parameter settings: what an admin set a threshold to.
    package func evidence(_ settings: (String) -> Int?) -> [(rule: Int, colour: Colour)] {
        guard item.isOpen, let rules = kind?.evidence else { return [] }
        var found: [(rule: Int, colour: Colour)] = []
        for (index, rule) in rules.enumerated() {
            let threshold = rule.threshold.map { settings($0.setting) ?? $0.usual }
            let facts = RecordFacts(item, surroundings, threshold: threshold, depth: depth)
            guard rule.when.value(of: facts).holds else { continue }
            found.append((index, rule.red?.value(of: facts).holds == true ? .red : rule.colour))
        }
        return found
    }
}
