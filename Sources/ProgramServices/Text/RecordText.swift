// How the fields that a kind declares read: columns of a list, sentences with fields in braces.

import Conversation
import FieldTypes
import ProgramModel
import Quantities

enum RecordText {
    /// A sentence with the record's own values where names stand in braces.
    static func filled(_ sentence: String, _ item: Item, _ view: ProgramView) -> RichText {
        let facts = view.facts(item)
        return Braces.parts(sentence).reduce("") { text, part in
            switch part {
            case .text(let plain): text + RichText(plain)
            case .name(let name): text + value(name, of: facts, view)
            }
        }
    }

    /// What a name stands for: a field, a computed field, or the records of a relation.
    static func value(_ name: String, of facts: RecordFacts, _ view: ProgramView) -> RichText {
        let item = facts.item
        if view.kinds.end(name, of: item.kind) != nil, view.kinds[item.kind]?.field(name) == nil {
            let records = facts.records(name)
            return records.isEmpty ? "nothing" : records.map { "\($0.id) \($0.title)" as RichText }.joined()
        }
        if let value = item.fields[name] { return view.text(value) }
        let unit = view.kinds[item.kind]?.computed(name)?.unit
        return text(facts.value(name), unit: unit, view)
    }

    /// `left 31 days`, `free n/a: no seats is set`.
    static func named(_ computed: KindDeclaration.Computed, _ value: FormulaValue, _ view: ProgramView) -> RichText {
        "\(spoken(computed.name)) " + text(value, unit: computed.unit, view)
    }

    /// A field's name as people read it: `next-contact` is next contact.
    static func spoken(_ name: String) -> String { name.split(separator: "-").joined(separator: " ") }

    /// The value of a formula; of what cannot be computed, why.
    static func text(_ value: FormulaValue, unit: String? = nil, _ view: ProgramView) -> RichText {
        switch value {
        case .number(let number):
            let digits = rounded(number)
            return switch unit {
            case nil: "\(digits)"
            case "%": "\(digits)%"
            case let unit?: digits == "1" ? "1 \(unit)" : "\(digits) \(unit)s"
            }
        case .day(let day): return "\(view.short(day))"
        case .money(let money): return "\(money.text)"
        case .truth(let truth): return truth ? "yes" : "no"
        case .text(let text), .choice(let text, _): return "\(text)"
        case .person(let person): return "\(view.mention(person))"
        case .unknown(let reason): return "n/a: \(reason)"
        }
    }

    /// A number with one decimal at most, and none where it is whole.
    private static func rounded(_ number: Double) -> String {
        let tenths = (number * 10).rounded()
        guard abs(tenths) < 9e15 else { return "\(number)" }
        let whole = Int64(tenths)
        if whole % 10 == 0 { return "\(whole / 10)" }
        return "\(whole < 0 ? "-" : "")\(abs(whole) / 10).\(abs(whole) % 10)"
    }

    /// What a line of a list shows of a record whose kind says its columns.
    static func columns(_ kind: KindDeclaration, _ item: Item, _ view: ProgramView) -> [RichText] {
        let facts = view.facts(item)
        return kind.columns.compactMap { name -> RichText? in
            if let end = view.kinds.end(name, of: kind.kind), kind.field(name) == nil {
                let records = facts.records(name)
                return records.isEmpty
                    ? nil : "\(end.phrase) " + records.map { "\($0.id) \($0.title)" as RichText }.joined()
            }
            if let computed = kind.computed(name) { return named(computed, facts.value(name), view) }
            guard let field = kind.field(name), let value = item.fields[name] else { return nil }
            // A word, a person or an amount says itself what it is.
            switch field.type {
            case .choice, .person, .people, .money, .text: return view.text(value)
            default: return "\(spoken(name)) " + view.text(value)
            }
        }
    }

    /// The records it points to by the relations of its kind: `with VEN-1 Acme`.
    static func relations(of item: Item, _ view: ProgramView) -> [RichText] {
        (view.kinds[item.kind]?.relations ?? []).compactMap { relation in
            let others = item.linked(relation.link(of: item.kind), asSource: true)
            guard !others.isEmpty else { return nil }
            return "\(relation.phrase) "
                + others.map { "\($0) \(view.item($0)?.title ?? "")" as RichText }.joined()
        }
    }
}
