// Tries filters on records.

import CommandLanguage
import Conversation
import ProgramModel
import Quantities

struct ItemFilter {
    let view: ProgramView

    /// Whether a record passes.
    func matches(_ item: Item, _ filter: Filter) -> Bool {
        switch filter {
        case .all: true
        case .word(let word): text(item).contains(word)
        case .not(let inner): !matches(item, inner)
        case .and(let parts): parts.allSatisfy { matches(item, $0) }
        case .or(let parts): parts.contains { matches(item, $0) }
        case .compare(let field, let comparison, let value): compare(item, field, comparison, value)
        }
    }

    /// Whether the filter itself says which states it wants.
    func namesState(_ filter: Filter) -> Bool {
        switch filter {
        case .compare(let field, _, _): field == "state"
        case .not(let inner): namesState(inner)
        case .and(let parts), .or(let parts): parts.contains { namesState($0) }
        default: false
        }
    }

    private func text(_ item: Item) -> String {
        (["\(item.id)", item.title] + item.tags + item.notes.map(\.text)).joined(separator: "\n").lowercased()
    }

    private func compare(_ item: Item, _ field: String, _ comparison: Filter.Comparison, _ value: Filter.Value) -> Bool
    {
        switch value {
        case .person(let reference): return person(item, field, reference)
        case .date(let date):
            let own: CalendarDate? =
                switch field {
                case "due": item.due
                case "created": view.day(of: item.created.time)
                case "changed": view.day(of: item.changed.time)
                default: item.date(field)
                }
            return own.map { ordered($0, comparison, date) } ?? false
        case .number(let number):
            let own = field == "score" ? item.riskScore : item.level(field)
            return own.map { ordered($0, comparison, number) } ?? false
        case .text(let text) where field == "score":
            guard let score = item.riskScore, let band = RiskBand(word: text) else { return false }
            return ordered(RiskBand(score: score), comparison, band)
        case .text(let text): return self.text(item, field, text)
        }
    }

    private func ordered<Value: Comparable>(_ own: Value, _ comparison: Filter.Comparison, _ other: Value) -> Bool {
        switch comparison {
        case .equal: own == other
        case .less: own < other
        case .atMost: own <= other
        case .more: own > other
        case .atLeast: own >= other
        }
    }

    private func person(_ item: Item, _ field: String, _ reference: PersonReference) -> Bool {
        let people = field == "helper" ? item.helpers : [item.owner].compactMap { $0 }
        if let name = reference.name?.lowercased() {
            if name == "me" { return people.contains(view.person) }
            if name == "none" || name == "nobody" { return people.isEmpty }
        }
        return people.contains { id in
            guard let person = view.personRecord(id) else { return false }
            if let user = reference.user { return person.identities.contains { $0.user == user } }
            let name = reference.name?.lowercased() ?? ""
            return person.handle == name || person.name.lowercased() == name
        }
    }

    private func text(_ item: Item, _ field: String, _ value: String) -> Bool {
        switch field {
        case "project": return item.project?.text.lowercased() == value
        case "program": return item.project.flatMap { view.project($0)?.program?.text.lowercased() } == value
        case "state":
            if value == "open" { return item.isOpen }
            if value == "closed" { return !item.isOpen }
            if value == "any" { return true }
            return item.state.lowercased() == value
        case "tag": return item.tags.contains(value.first == "#" ? String(value.dropFirst()) : value)
        case "kind": return item.kind == value
        case "title": return item.title.lowercased().contains(value)
        default:
            guard let own = item.fields[field] else { return value == "none" }
            return view.text(own).plain.lowercased().contains(value)
        }
    }
}
