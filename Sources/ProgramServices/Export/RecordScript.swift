// A project as the commands that build it anew on an empty store.

import CommandLanguage
import Conversation
import FieldTypes
import ProgramModel
import Quantities

/// Writes records as commands, one a line: first what there is, then what it says, then what is between, then how far it is.
struct RecordScript {
    private let project: Project
    private let items: [Item]
    private let view: ProgramView
    /// Every record gets the number that it will have there.
    private let ids: [ItemID: ItemID]
    private var lines: [String] = []

    init(_ project: Project, _ items: [Item], _ view: ProgramView) {
        self.project = project
        self.view = view
        let ordered = items.sorted {
            ($0.created.time, $0.created.command, $0.id.prefix, $0.id.number)
                < ($1.created.time, $1.created.command, $1.id.prefix, $1.id.number)
        }
        self.items = ordered
        var counts: [String: Int] = [:]
        var ids: [ItemID: ItemID] = [:]
        for item in ordered {
            counts[item.id.prefix, default: 0] += 1
            ids[item.id] = ItemID(item.id.prefix, counts[item.id.prefix] ?? 1)
        }
        self.ids = ids
    }

    /// The lines, with their ends.
    mutating func text() -> String {
        lines = ["# \(project.name), as of \(view.today.iso): for an empty store, as steerco chat --yes reads it."]
        startProject()
        for item in items { add(item) }
        for item in items { setFields(of: item) }
        for item in items { link(item) }
        for item in items {
            for note in item.notes { lines.append("/note \(id(item)) \(RecordScript.quoted(note.text))") }
        }
        for item in items { move(item) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func id(_ item: Item) -> ItemID { ids[item.id] ?? item.id }
    private func mention(_ person: PersonID) -> String { "@\(view.mention(person).handle)" }

    private mutating func startProject() {
        var line = "/project new \(project.key.text) \(RecordScript.quoted(project.name)) method:\(project.method)"
        if let start = project.start { line += " start:\(start.iso)" }
        if let end = project.end { line += " end:\(end.iso)" }
        if let budget = project.budget { line += " budget:\(RecordScript.word(budget.text))" }
        if let lead = project.lead { line += " lead:\(mention(lead))" }
        lines.append(line)
    }

    private mutating func add(_ item: Item) {
        let verb = view.catalogue.command(kind: item.kind)?.verb("add")
        var line = "/\(item.kind) \(RecordScript.quoted(item.title)) project:\(project.key.text)"
        guard let owner = item.owner else {
            lines.append(line)
            if verb?.argument("owner")?.defaultValue == .caller { lines.append("/unassign \(id(item))") }
            return
        }
        let takesOwner = verb?.argument("owner") != nil
        if takesOwner { line += " owner:\(mention(owner))" }
        lines.append(line)
        guard !takesOwner || !item.helpers.isEmpty else { return }
        let helpers = item.helpers.isEmpty ? "" : " with " + item.helpers.map(mention).joined(separator: " ")
        lines.append("/assign \(id(item)) \(mention(owner))\(helpers)")
    }

    private mutating func setFields(of item: Item) {
        var values: [String] = []
        if let due = item.due { values.append("due:\(due.iso)") }
        if !item.tags.isEmpty { values.append("tags:\(RecordScript.quoted(item.tags.joined(separator: ", ")))") }
        for field in view.kinds[item.kind]?.fields ?? [] {
            guard let value = item.fields[field.name], let text = text(value) else { continue }
            values.append("\(field.name):\(text)")
        }
        if !values.isEmpty { lines.append("/set \(id(item)) \(values.joined(separator: " "))") }
    }

    /// A value as it would be typed; nil of a record that is in no line.
    private func text(_ value: FieldValue) -> String? {
        switch value {
        case .date(let date): date.iso
        case .person(let person): mention(person)
        case .id(let id): ids[id]?.description
        case .ids(let ids): RecordScript.word(ids.compactMap { self.ids[$0]?.description }.joined(separator: ", "))
        case .text(let text): RecordScript.quoted(text)
        case .level(let level): "\(level.rank)"
        default: RecordScript.word(value.content.text)
        }
    }

    private mutating func link(_ item: Item) {
        for link in item.links {
            guard let other = ids[link.other] else { continue }
            switch link.kind {
            case .precedes where !link.isSource:
                let type = link.type.flatMap { $0 == "fs" ? nil : " type:\($0)" } ?? ""
                let lag = link.lag.map { " lag:\(RecordScript.word($0.text))" } ?? ""
                lines.append("/depends \(id(item)) on \(other)\(type)\(lag)")
            case .blocks where link.isSource: lines.append("/depends \(id(item)) blocks \(other)")
            case .relates where link.isSource: lines.append("/link \(id(item)) to \(other)")
            case .declared where link.isSource:
                if let name = view.kinds.relation(link.kind)?.name { lines.append("/set \(id(item)) \(name):\(other)") }
            default: break
            }
        }
    }

    /// The state, by the verb that leads to it.
    private mutating func move(_ item: Item) {
        guard let kind = view.kinds[item.kind], item.state != kind.initialState.name else { return }
        let command = view.catalogue.command(kind: item.kind)
        if let verb = command?.verbs.first(where: { $0.moves == item.state }) {
            lines.append("/\(item.kind) \(verb.verb) \(id(item))")
        } else if item.state == kind.closedState?.name {
            lines.append("/close \(id(item))")
        } else {
            lines.append("# \(id(item)) was \(item.state)")
        }
    }

    // MARK: Words

    /// A text as one word, whatever stands in it: between quotes that it does not have.
    private static func quoted(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        if !line.contains(where: { "\"“”„‟«»".contains($0) }) { return "\"\(line)\"" }
        if !line.contains(where: { "'‘’‚‛".contains($0) }) { return "'\(line)'" }
        return "\"\(line.map { "\"“”„‟«»".contains($0) ? "″" : String($0) }.joined())\""
    }

    /// A value of one word as it is, of several between quotes.
    private static func word(_ text: String) -> String { text.contains(" ") ? quoted(text) : text }
}
