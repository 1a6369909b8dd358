// How records read in replies: one way for every command.

import Conversation
import FieldTypes
import ProgramModel
import Quantities

extension ProgramView {
    /// `Fri 27 Nov`.
    func short(_ date: CalendarDate) -> String { date.short(today: today) }

    /// The record in one line: id, title, and what matters most of it.
    func line(_ item: Item, withProject: Bool = false) -> RichText {
        var text: RichText = "\(item.id) \(item.title)"
        if withProject, let project = item.project { text += " (\(project))" }
        let bits = brief(item)
        if !bits.isEmpty { text += " · " + bits.joined(" · ") }
        return text
    }

    /// What matters of a record besides its title: state, score, owner, due.
    func brief(_ item: Item) -> [RichText] {
        var bits: [RichText] = []
        if let score = item.riskScore { bits.append("\(score) \(RiskBand(score: score).rawValue)") }
        if let severity = item.text("severity") { bits.append("\(severity)") }
        if !item.isOpen || item.state != (kinds[item.kind]?.initialState.name ?? item.state) {
            bits.append("\(item.state)")
        }
        if let progress = item.percent("progress"), item.isOpen { bits.append("\(progress)%") }
        let kind = kinds[item.kind]
        if let kind, !kind.columns.isEmpty { bits += RecordText.columns(kind, item, self) }
        if let owner = item.owner { bits.append(holder(owner)) }
        if item.isOpen, let needed = item.person("needs"), needed != item.owner {
            bits.append("needs " + holder(needed))
        }
        if let due = item.due {
            bits.append(item.isOpen && due < today ? "due \(short(due)), late" : "due \(short(due))")
        }
        if item.kind == KindDeclaration.blocker.kind, item.isOpen { bits.append("open \(days(openDays(item)))") }
        return bits
    }

    /// The day after which a record is late: due, or the field that its kind says.
    func deadline(_ item: Item) -> CalendarDate? {
        guard let field = kinds[item.kind]?.deadline, field != KindDeclaration.due else { return item.due }
        return item.date(field)
    }

    /// The day on which a record of a kind that expires does: the field that its kind is late by.
    func expiry(_ item: Item) -> CalendarDate? {
        guard let field = kinds[item.kind]?.deadline, field != KindDeclaration.due else { return nil }
        return item.date(field)
    }

    /// Days a blocker has been open.
    func openDays(_ item: Item) -> Int { max(0, today.days(since: item.date("since") ?? day(of: item.created.time))) }

    /// How bad it is that an item is late, open or blocked.
    func mark(_ item: Item) -> Reply.Line.Mark {
        // A mark of success is for what succeeded.
        guard item.isOpen else {
            return [Item.withdrawn, "dropped", "superseded"].contains(item.state) ? .bullet : .good
        }
        if deadline(item).map({ $0 < today }) ?? false { return .bad }
        if kinds[item.kind]?.evidence.isEmpty == false, let worst = ruled(item, recordSurroundings).map(\.colour).max()
        {
            return StatusText.mark(worst)
        }
        if item.kind == KindDeclaration.blocker.kind {
            return item.text("severity") == "critical" || openDays(item) > evidenceRules.blockerRed ? .bad : .warning
        }
        if let score = item.riskScore, score >= evidenceRules.riskScore { return .warning }
        return .bullet
    }

    /// `1 day`, `3 days`.
    func days(_ count: Int) -> String { count == 1 ? "1 day" : "\(count) days" }

    /// Where an item is, for replies: ` on NET`, or nothing.
    func onProject(_ key: ProjectKey?) -> RichText { key.map { " on \($0)" } ?? "" }

    /// A field's value as text.
    func text(_ value: FieldValue) -> RichText {
        switch value {
        case .date(let date): "\(short(date))"
        case .days(let days): "\(short(days.lowerBound)) to \(short(days.upperBound))"
        case .moment(let moment): "\(self.moment(moment))"
        case .person(let person): "\(mention(person))"
        case .people(let people): people.map { "\(mention($0))" as RichText }.joined(", ")
        default: "\(value.content.text)"
        }
    }
}

extension String {
    /// The text shortened to so many characters, with an ellipsis.
    func clipped(_ limit: Int) -> String { count > limit ? String(prefix(limit - 1)) + "…" : self }
}

/// A count with its word: `1 task`, `4 tasks`.
func counted(_ count: Int, _ word: String) -> String {
    if count == 1 { return "1 \(word)" }
    if word == "person" { return "\(count) people" }
    return word.hasSuffix("y") && !word.hasSuffix("ay") ? "\(count) \(word.dropLast())ies" : "\(count) \(word)s"
}

extension RichText {
    /// The text with its first letter large, as a sentence begins.
    var capitalised: RichText {
        guard case .plain(let first)? = spans.first, let byte = first.utf8.first, let letter = first.first,
            byte >= 0x80 || byte &- 0x61 < 26
        else { return self }
        return RichText([.plain(letter.uppercased() + first.dropFirst())] + spans.dropFirst())
    }
}
