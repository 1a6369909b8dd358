// Tries filters on records.

import CommandLanguage
import Conversation
import FieldTypes
import ProgramModel
import Quantities

struct ItemFilter {
    let view: ProgramView
    private let surroundings: RecordSurroundings

    init(view: ProgramView) {
        self.view = view
        surroundings = view.recordSurroundings
    }

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
    func compare(_ item: Item, _ field: String, _ comparison: Comparison, _ value: FieldValue) -> Bool {
        switch (field, value) {
        case ("owner", .named(let reference)): return view.are([item.owner].compactMap { $0 }, reference)
        case ("helper", .named(let reference)): return view.are(item.helpers, reference)
        case ("project", .project(let key)):
            return item.project.map { view.projects(under: key).contains($0) } ?? false
        case ("program", .project(let key)): return item.project.flatMap { view.project($0)?.program } == key
        case ("state", .text(let state)): return isIn(state, item)
        case ("kind", .text(let kind)): return item.kind == kind
        case ("tag", _): return FieldValue.tags(item.tags).holds(comparison, value)
        case ("title", _): return FieldValue.text(item.title).holds(comparison, value)
        default: break
        }
        if let computed = view.kinds[item.kind]?.computed(field) {
            return holds(computed, of: item, comparison, value)
        }
        let own = own(item, field)
        if value == Filter.unsaid { return own == nil }
        // Nothing said of the progress of a task is none made.
        guard let own = own ?? (field == "progress" && item.kind == KindDeclaration.task.kind ? .percent(0) : nil)
        else {
            if case .named(let reference) = value { return view.are([], reference) }
            return false
        }
        switch (own, value) {
        case (.person(let person), .named(let reference)): return view.are([person], reference)
        case (.people(let people), .named(let reference)): return view.are(people, reference)
        case (.text(let word), .text(let asked)) where isChoice(field, of: item.kind):
            return comparison == .equal && word.lowercased() == asked.lowercased()
        default: return own.holds(comparison, value)
        }
    }

    /// What a record has in a field.
    private func own(_ item: Item, _ field: String) -> FieldValue? {
        switch field {
        case "due": item.due.map { .date($0) }
        case "expires": view.expiry(item).map { .date($0) } ?? item.fields[field]
        case "created": .date(view.day(of: item.created.time))
        case "closed": item.closed.map { .date(view.day(of: $0)) }
        case "changed": .date(view.day(of: item.changed.time))
        default: item.fields[field]
        }
    }

    /// Whether a computed field compares so: by its number, or by the words of its bands.
    private func holds(
        _ computed: KindDeclaration.Computed, of item: Item, _ comparison: Comparison, _ value: FieldValue
    ) -> Bool {
        let own = RecordFacts(item, surroundings).value(computed.name)
        if value == Filter.unsaid { return !own.isKnown }
        if case .text(let word) = value, case .number(let number) = own, !computed.bands.isEmpty {
            let letters = word.lowercased().filter(\.isLetter)
            let rank = computed.bands.firstIndex { $0.word.filter(\.isLetter) == letters }
            let ownRank = computed.bands.lastIndex { Double($0.least) <= number } ?? 0
            return rank.map { comparison.holds(ownRank, $0) } ?? false
        }
        return own.holds(comparison, value)
    }

    private func isChoice(_ field: String, of kind: String) -> Bool {
        view.kinds[kind]?.field(field)?.type == .choice
    }

    /// Whether a record is in a state; `open`, `closed` and `any` are several.
    private func isIn(_ state: String, _ item: Item) -> Bool {
        switch state {
        case "open": item.isOpen
        case "closed": !item.isOpen
        case "any": true
        // No states of their own: what stands before a record says it.
        case "waiting" where item.isOpen: !view.predecessors(of: item.id).isEmpty
        case "blocked" where item.isOpen:
            view.predecessors(of: item.id).contains { view.item($0)?.kind == KindDeclaration.blocker.kind }
        default: item.state.lowercased() == state
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
