// What is wrong with the declaration of a kind, found before anything runs: by itself, and among the others.

import FieldTypes
import Quantities

/// A place in a declaration and what belongs there.
package struct KindProblem: Error, Hashable, Sendable {
    package var field: String
    package var expected: String
    package init(_ field: String, _ expected: String) {
        self.field = field
        self.expected = expected
    }
}

extension KindDeclaration {
    /// The first thing that is wrong with the declaration by itself.
    package var problem: KindProblem? {
        guard ItemID.prefixSet.contains(prefix) else {
            return KindProblem("prefix", "one of the fixed id prefixes, such as VEN or POL; \(prefix) is none")
        }
        guard !states.isEmpty else { return KindProblem("states", "at least one state") }
        for state in states {
            for move in state.moves where self.state(move) == nil {
                return KindProblem("states.\(state.name).moves", "states of this register; there is no \(move)")
            }
        }
        return namesProblem ?? fieldsProblem ?? orderProblem
    }

    /// Every name means one thing.
    private var namesProblem: KindProblem? {
        var owners: [String: String] = [:]
        let places =
            fields.map { ("fields.\($0.name)", $0.name) } + computed.map { ("computed.\($0.name)", $0.name) }
            + relations.map { ("relations.\($0.name)", $0.name) }
        for (place, name) in places {
            if KindDeclaration.envelope.contains(name) {
                return KindProblem(place, "another name: every record has its \(name)")
            }
            if name == EvidenceRule.thresholdName {
                return KindProblem(place, "another name: rules call their number \(name)")
            }
            if let other = owners.updateValue(place, forKey: name) {
                return KindProblem(place, "a name of its own; \(name) stands at \(other)")
            }
        }
        return nil
    }

    private var fieldsProblem: KindProblem? {
        for field in fields {
            if field.type == .choice, field.choices.isEmpty {
                return KindProblem("fields.\(field.name).choices", "a list of words")
            }
            if let least = field.least, let most = field.most, least > most {
                return KindProblem("fields.\(field.name).most", "\(least) or more, as least is")
            }
        }
        return nil
    }

    private var orderProblem: KindProblem? {
        for (index, column) in columns.enumerated() where !isShown(column) {
            return KindProblem("columns[\(index)]", "a field, a computed field or a relation; there is no \(column)")
        }
        if let order {
            let name = String(order.drop { "+-".contains($0) })
            guard field(name) != nil || computed(name) != nil || KindDeclaration.envelope.contains(name) else {
                return KindProblem("sort", "a field or a computed field; there is no \(name)")
            }
        }
        guard deadline == KindDeclaration.due || field(deadline)?.type == .date else {
            return KindProblem("deadline", "due or a field of type date; \(deadline) is none")
        }
        return nil
    }

    private func isShown(_ name: String) -> Bool {
        field(name) != nil || computed(name) != nil || relations.contains { $0.name == name }
            || KindDeclaration.envelope.contains(name)
    }

    // MARK: Among the others

    /// The first thing that is wrong with the declaration beside all others.
    package func problem(among kinds: KindBook) -> KindProblem? {
        relationsProblem(kinds) ?? formulasProblem(kinds) ?? loopProblem(kinds)
    }

    private func relationsProblem(_ kinds: KindBook) -> KindProblem? {
        for relation in relations {
            let place = "relations.\(relation.name)"
            for other in relation.kinds {
                guard let kind = kinds[other] else {
                    return KindProblem("\(place).to", "kinds that exist; there is no \(other)")
                }
                let isTaken =
                    kind.field(relation.inverse) != nil || kind.computed(relation.inverse) != nil
                    || kind.relations.contains { $0.name == relation.inverse && $0 != relation }
                if isTaken || KindDeclaration.envelope.contains(relation.inverse) {
                    return KindProblem("\(place).back", "a name of its own; a \(other) has a \(relation.inverse)")
                }
                let end = kinds.end(relation.inverse, of: other)
                if end?.link != relation.link(of: self.kind), relation.inverse != relation.name {
                    return KindProblem("\(place).back", "a name that no other relation to \(other) has")
                }
            }
        }
        return nil
    }

    private func formulasProblem(_ kinds: KindBook) -> KindProblem? {
        for computed in computed {
            if let problem = unknown(in: computed.formula, kinds, "computed.\(computed.name)") { return problem }
        }
        for (index, check) in checks.enumerated() {
            if let problem = unknown(in: check.holds, kinds, "checks[\(index)].holds") { return problem }
        }
        for (index, rule) in evidence.enumerated() {
            let place = "evidence[\(index)]"
            let has = rule.threshold != nil
            if let problem = unknown(in: rule.when, kinds, "\(place).when", threshold: has) { return problem }
            if let red = rule.red, let problem = unknown(in: red, kinds, "\(place).red", threshold: has) {
                return problem
            }
            for (part, text) in [("says", rule.sentence), ("way", rule.way)] {
                for name in Braces.names(text) where !isKnown(name, kinds) {
                    return KindProblem("\(place).\(part)", "fields in braces; there is no \(name)")
                }
            }
        }
        return nil
    }

    private func isKnown(_ name: String, _ kinds: KindBook) -> Bool {
        field(name) != nil || computed(name) != nil || KindDeclaration.envelope.contains(name)
            || kinds.end(name, of: kind) != nil
    }

    private func unknown(
        in formula: Formula, _ kinds: KindBook, _ place: String, threshold: Bool = false
    ) -> KindProblem? {
        func isValue(_ name: String, of kind: KindDeclaration) -> Bool {
            kind.field(name) != nil || kind.computed(name) != nil || KindDeclaration.envelope.contains(name)
                || threshold && name == EvidenceRule.thresholdName
        }
        for name in formula.fields.sorted() where !isValue(name, of: self) {
            return KindProblem(place, "fields of a \(kind) in the formula; there is no \(name)")
        }
        for (relation, fields) in formula.relations {
            guard let end = kinds.end(relation, of: kind) else {
                let names = kinds.ends(of: kind).map(\.name).joined(separator: ", ")
                return KindProblem(
                    place,
                    "a relation of a \(kind)\(names.isEmpty ? "" : ", such as \(names)"); there is no \(relation)")
            }
            for other in end.others.compactMap({ kinds[$0] }) {
                for name in fields.sorted() where !isValue(name, of: other) {
                    return KindProblem(place, "fields of a \(other.kind) in the formula; there is no \(name)")
                }
            }
        }
        return nil
    }

    /// No computed field needs itself, by whatever way round.
    private func loopProblem(_ kinds: KindBook) -> KindProblem? {
        struct Place: Hashable {
            var kind: String
            var name: String
        }
        func needs(_ place: Place) -> [Place] {
            guard let kind = kinds[place.kind], let computed = kind.computed(place.name) else { return [] }
            let own = computed.formula.fields.map { Place(kind: place.kind, name: $0) }
            let others = computed.formula.relations.flatMap { relation, fields in
                (kinds.end(relation, of: place.kind)?.others ?? []).flatMap { other in
                    fields.map { Place(kind: other, name: $0) }
                }
            }
            return (own + others).sorted { ($0.kind, $0.name) < ($1.kind, $1.name) }
        }
        for computed in computed {
            let start = Place(kind: kind, name: computed.name)
            var (seen, open): (Set<Place>, [(place: Place, path: [String])]) = ([], [(start, [computed.name])])
            while let (place, path) = open.popLast() {
                for next in needs(place) {
                    if next == start {
                        return KindProblem(
                            "computed.\(computed.name)",
                            "a formula that does not need itself: \((path + [computed.name]).joined(separator: " → "))")
                    }
                    if seen.insert(next).inserted { open.append((next, path + [next.name])) }
                }
            }
        }
        return nil
    }
}

/// Names in braces within a sentence: `gives notice by {notice}`.
package enum Braces {
    /// The names, in their order.
    package static func names(_ text: String) -> [String] {
        parts(text).compactMap { part in if case .name(let name) = part { name } else { nil } }
    }

    package enum Part: Hashable {
        case text(String)
        case name(String)
    }

    package static func parts(_ text: String) -> [Part] {
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            parts.append(.name(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        return parts
    }
}
