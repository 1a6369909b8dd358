// What a record of a declared kind must keep: bounds of its fields, its checks, and the kinds its relations go to.

import CommandLanguage
import Conversation
import FieldTypes
import ProgramModel
import Quantities

enum RecordRules {
    /// Refuses a record that breaks a rule of its kind.
    ///
    /// - Parameter item: the record as it would be.
    static func hold(_ item: Item, _ kind: KindDeclaration, _ view: ProgramView) throws(Refusal) {
        for field in kind.fields {
            guard let value = item.fields[field.name] else { continue }
            if case .number(let number) = FormulaValue(value) {
                let isLow = field.least.map { number < Double($0) } ?? false
                let isHigh = field.most.map { number > Double($0) } ?? false
                if isLow || isHigh { throw .badField(field.name, expected: bounds(field)) }
            }
        }
        guard !kind.checks.isEmpty else { return }
        let facts = view.facts(item)
        for check in kind.checks where check.holds.value(of: facts) == .truth(false) {
            throw .other(code: "bad-field", text: "\(kind.kind.capitalisedFirst): expected \(check.expected).")
        }
    }

    private static func bounds(_ field: KindDeclaration.Field) -> String {
        switch (field.least, field.most) {
        case (let least?, let most?): "\(least) to \(most)"
        case (let least?, nil): "\(least) or more"
        case (nil, let most?): "at most \(most)"
        case (nil, nil): field.type.accepted(field.choices)
        }
    }

    /// Refuses fields that only those who manage the project set.
    static func requireRoles(
        _ names: some Sequence<String>, of kind: KindDeclaration, in project: ProjectKey?, _ view: ProgramView
    ) throws(Refusal) {
        for name in names where kind.field(name)?.isManagers == true { try view.require(.manager, in: project) }
    }

    /// The links that make one record belong to others by a relation it calls by this name.
    ///
    /// - Throws: `Refusal` where the others are of another kind, or the chain would come back to where it began.
    static func links(
        _ id: ItemID, _ end: RelationEnd, to others: [ItemID], _ view: ProgramView
    ) throws(Refusal) -> [any ProgramEvent] {
        var events: [any ProgramEvent] = []
        let item = view.item(id)
        for other in others {
            let record = try view.changeable(other)
            if other == id { throw .loop([id, id]) }
            guard end.others.isEmpty || end.others.contains(record.kind) else {
                throw .other(
                    code: "wrong-kind",
                    text: "\(other) is a \(record.kind): \(end.name) is of \(end.others.alternatives).")
            }
            let (source, target) = end.isSource ? (id, other) : (other, id)
            if end.relation.needsOpen, let pointed = end.isSource ? record : item, !pointed.isOpen {
                throw .other(
                    code: "not-open", text: "\(target) is \(pointed.state): /reopen \(target) first, or name another.")
            }
            if end.relation.forbidsLoops, let loop = chain(from: target, to: source, end.link, view) {
                throw .loop([source] + loop)
            }
            events.append(ItemsLinked(kind: end.link, source: source, target: target))
        }
        if end.isSource, end.relation.isOne, let item {
            // The other takes its place.
            let before = item.linked(end.link, asSource: true).filter { !others.contains($0) }
            events = before.map { ItemsUnlinked(kind: end.link, source: id, target: $0) } + events
        }
        return events
    }

    /// The records from one to another by links of a kind; nil where there is no way.
    private static func chain(
        from start: ItemID, to goal: ItemID, _ link: Link.Kind, _ view: ProgramView
    ) -> [ItemID]? {
        var (paths, seen) = ([[start]], Set([start]))
        while let path = paths.popLast() {
            guard let last = path.last else { continue }
            if last == goal { return path }
            for next in view.item(last)?.linked(link, asSource: true) ?? [] where seen.insert(next).inserted {
                paths.append(path + [next])
            }
        }
        return nil
    }

    /// The one relation that two kinds declare between them, as the first sees it; nil where there is none, or several.
    static func onlyRelation(_ one: String, _ other: String, _ view: ProgramView) -> RelationEnd? {
        let ends = view.kinds.ends(of: one).filter { $0.others.contains(other) }
        return ends.count == 1 ? ends[0] : nil
    }
}

extension String {
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
