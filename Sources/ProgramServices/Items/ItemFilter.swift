// Tries filters on records.

import CommandLanguage
import Conversation
import ProgramModel
import Quantities

struct ItemFilter {
    let view: ProgramView

    /// Whether a record passes.
    func matches(_ item: Item, _ filter: Filter) -> Bool {
        filter.holds {
            has($0, item)
        } _: {
            compare(item, $0, $1, $2)
        }
    }

    /// Whether a record has a word, in lower case, in its id, title, tags or notes.
    func has(_ word: String, _ item: Item) -> Bool {
        let texts = ["\(item.id)", item.title] + item.tags + item.notes.map(\.text)
        return texts.joined(separator: "\n").lowercased().contains(word)
    }

    /// Whether a record's field compares so with a value.
    func compare(_ item: Item, _ field: String, _ comparison: Filter.Comparison, _ value: Filter.Value) -> Bool {
        switch value {
        case .person(let reference): return person(item, field, reference)
        case .date(let date):
            let own: CalendarDate? =
                switch field {
                case "due": item.due
                case "created": view.day(of: item.created.time)
                case "closed": item.closed.map { view.day(of: $0) }
                case "changed": view.day(of: item.changed.time)
                default: item.date(field)
                }
            return own.map { comparison.holds($0, date) } ?? false
        case .number(let number):
            let own = field == "score" ? item.riskScore : item.level(field)
            return own.map { comparison.holds($0, number) } ?? false
        case .text(let text) where field == "score":
            guard let score = item.riskScore, let band = RiskBand(word: text) else { return false }
            return comparison.holds(RiskBand(score: score), band)
        case .text(let text): return self.text(item, field, comparison, text)
        }
    }

    private func person(_ item: Item, _ field: String, _ reference: PersonReference) -> Bool {
        let people =
            switch field {
            case "helper": item.helpers
            case "owner": [item.owner].compactMap { $0 }
            default: [item.person(field)].compactMap { $0 }
            }
        return view.are(people, reference)
    }

    private func text(_ item: Item, _ field: String, _ comparison: Filter.Comparison, _ value: String) -> Bool {
        switch field {
        case "project":
            guard let project = item.project else { return false }
            return ProjectKey(value).map { view.projects(under: $0).contains(project) } ?? false
        case "program": return item.project.flatMap { view.project($0)?.program?.text.lowercased() } == value
        case "state":
            if value == "open" { return item.isOpen }
            if value == "closed" { return !item.isOpen }
            if value == "any" { return true }
            // No states of their own: what stands before a record says it.
            if item.isOpen, value == "waiting" { return !view.predecessors(of: item.id).isEmpty }
            if item.isOpen, value == "blocked" {
                return view.predecessors(of: item.id).contains { view.item($0)?.kind == "blocker" }
            }
            return item.state.lowercased() == value
        case "tag": return item.tags.contains(value.first == "#" ? String(value.dropFirst()) : value)
        case "kind": return item.kind == value
        case "title": return item.title.lowercased().contains(value)
        default:
            // Nothing said of the progress of a task is none made.
            let unsaid: FieldValue? = field == "progress" && item.kind == "task" && value != "none" ? .percent(0) : nil
            guard let own = item.fields[field] ?? unsaid else { return value == "none" }
            if comparison != .equal || own.isMeasure { return own.holds(comparison, value) }
            return view.text(own).plain.lowercased().contains(value)
        }
    }
}

extension ProgramView {
    /// Whether one of these people is the one a condition names; `none` holds when there are none.
    func are(_ people: [PersonID], _ reference: PersonReference) -> Bool {
        if let name = reference.name?.lowercased() {
            if name == "me" { return people.contains(person) }
            if SmallWords.nobody.contains(name) { return people.isEmpty }
        }
        return people.contains { id in
            guard let person = personRecord(id) else { return false }
            if let user = reference.user { return person.identities.contains { $0.user == user } }
            let name = reference.name?.lowercased() ?? ""
            return mention(id).handle == name || person.name.lowercased() == name
        }
    }
}

extension FieldValue {
    /// Whether it is so much of something: compared by amount, never by its letters.
    fileprivate var isMeasure: Bool {
        switch self {
        case .number, .level, .percent, .money, .span: true
        case .text, .date, .person, .item: false
        }
    }

    /// Whether it compares so with what was typed: `estimate>=3d`, `progress>10%`, `cost>10k€` of the same currency, `cost>10k` of any.
    fileprivate func holds(_ comparison: Filter.Comparison, _ text: String) -> Bool {
        switch self {
        case .number(let own): Int(asciiDigits: text).map { comparison.holds(own, $0) } ?? false
        case .level(let own): AmountReader.level(text).map { comparison.holds(own, $0.level) } ?? false
        case .percent(let own):
            Int(asciiDigits: text.hasSuffix("%") ? String(text.dropLast()) : text).map { comparison.holds(own, $0) }
                ?? false
        case .span(let own): AmountReader.span(text).map { comparison.holds(own.minutes, $0.minutes) } ?? false
        case .money(let own):
            // Without a currency it is that of each amount.
            if case .money(let other)? = AmountReader.money([text], style: nil)
                ?? AmountReader.money([text + own.currency], style: nil), other.currency == own.currency
            {
                comparison.holds(own.minorUnits, other.minorUnits)
            } else {
                false
            }
        case .text, .date, .person, .item: false
        }
    }
}
