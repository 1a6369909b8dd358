// Sets fields of a record: title, due, tags, project, and what its kind declares.

import CommandLanguage
package import Conversation
import FieldTypes
import ProgramModel
import Quantities

/// `/set R-4 p:3 due:fri`, `/set T-3 title:"New name" estimate:4d`.
package enum SetItem: WriteCommand {
    package static let handler = "item.set"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let ids = request.ids("item")
        let changes = try ids.map { try change(try view.changeable($0), request, view) }
        let changing = changes.filter { $0.changesFields || !$0.links.isEmpty }
        if changing.isEmpty, let first = changes.first {
            throw Refusal.other(
                code: "already-so", text: "\(first.item.id) has " + first.said.joined() + " already.")
        }
        let events = changing.flatMap { change -> [any ProgramEvent] in
            (change.changesFields ? [change.event] : []) + change.links
        }
        let before = PlanBefore(changing.map(\.item), view)
        return Decision(events) { after in
            let lines = changing.map { "\($0.item.id) \($0.item.title): " + $0.said.joined() + "." as RichText }
            var reply = Reply(lines[0], suggestions: [.init("/undo")], touched: changing.map(\.item.id))
            for line in lines.dropFirst() { reply.add(line) }
            for change in changing {
                if change.event.due != nil {
                    for line in NewDate.consequences(of: change.item.id, before: change.item.due, after) {
                        reply.add(changing.count > 1 ? "\(change.item.id): " + line : line)
                    }
                }
                let isScored = change.event.fields["probability"] != nil || change.event.fields["impact"] != nil
                if isScored, let score = after.item(change.item.id)?.riskScore {
                    reply.add("Score now \(score) of 25 (\(RiskBand(score: score).rawValue)).")
                }
            }
            for line in before.lines(after) { reply.add(line) }
            return reply
        }
    }

    /// What one record gets, and how that is said.
    private struct Change {
        var item: Item
        var event: ItemChanged
        var said: [RichText] = []
        /// Links to the records that its relations name.
        var links: [any ProgramEvent] = []
        var changesFields: Bool { !SetItem.changesNothing(event, item) }
    }

    private static func change(_ item: Item, _ request: Request, _ view: ProgramView) throws -> Change {
        guard let kind = view.kinds[item.kind] else { throw MissingKind(command: item.kind) }
        var change = Change(item: item, event: ItemChanged(id: item.id, fields: FieldTable(), cleared: []))
        guard let values = request.text("values"), !values.isEmpty else {
            let names = names(of: kind).joined(separator: ", ")
            throw Refusal.other(
                code: "missing", text: "What of \(item.id)? \(names): such as /set \(item.id) due:fri.")
        }
        for (name, text) in try pairs(values, of: kind) {
            do {
                if let end = view.kinds.end(name, of: kind.kind), kind.field(name) == nil {
                    let ids = try related(text, name, view)
                    change.links += try RecordRules.links(item.id, end, to: ids, view)
                    change.said.append("\(end.phrase) \(ids.map(\.description).joined(separator: ", "))")
                    continue
                }
                try set(name, text, of: item, kind, &change.event, &change.said, view)
            } catch var problem as UsageProblem {
                problem.line = request.bound.line
                problem.marked = text
                problem.usage = UsageLine(command: request.bound.command, verb: request.bound.verb)
                throw problem
            }
        }
        if change.event.due != nil || change.event.cleared.contains("due") { try view.requireDates(of: item) }
        guard !change.said.isEmpty else {
            throw Refusal.badField("values", expected: "name:value, such as due:fri or title:\"New name\"")
        }
        try RecordRules.requireRoles(
            change.event.fields.map(\.name) + change.event.cleared, of: kind, in: item.project, view)
        var after = item
        for entry in change.event.fields { after.fields[entry.name] = entry.value }
        for name in change.event.cleared { after.fields[name] = nil }
        after.due = change.event.cleared.contains(KindDeclaration.due) ? nil : change.event.due ?? item.due
        try RecordRules.hold(after, kind, view)
        if !changesNothing(change.event, item) {
            change.event.cleared += FieldInput.outdated(by: change.event.fields, item)
        }
        return change
    }

    /// Whether all that is set is so already.
    fileprivate static func changesNothing(_ event: ItemChanged, _ item: Item) -> Bool {
        (event.title ?? item.title) == item.title && (event.project ?? item.project) == item.project
            && (event.due ?? item.due) == item.due && (event.tags ?? item.tags) == item.tags
            && event.fields.allSatisfy { item.fields[$0.name] == $0.value }
            && event.cleared.allSatisfy { $0 == "due" ? item.due == nil : item.fields[$0] == nil }
    }

    private static func names(of kind: KindDeclaration) -> [String] {
        ["title", "due", "tags", "project"] + kind.fields.map(\.name) + kind.relations.map(\.name)
    }

    /// The records that a relation's value names.
    private static func related(_ text: String, _ name: String, _ view: ProgramView) throws(UsageProblem) -> [ItemID] {
        let ids = text.split { ", ".contains($0) }.filter { $0 != "and" }
        return try ids.map { (word) throws(UsageProblem) in
            guard let id = ItemID(word, dashless: true), view.item(id) != nil else {
                throw UsageProblem(.badValue(argument: name, value: String(word), type: .id, choices: []))
            }
            return id
        }
    }

    /// `name:value` words; a value goes on until the next name.
    private static func pairs(
        _ text: String, of kind: KindDeclaration
    ) throws(Refusal) -> [(String, String)] {
        var pairs: [(String, String)] = []
        var isNameAlone = false
        for word in WordReader.words(text) {
            // `priority to high`, `due 1 dec`: a field's name alone, first.
            let bare = word.text.lowercased()
            if pairs.isEmpty, word.quotedFrom != 0, names(of: kind).contains(bare) || bare == "owner" {
                pairs.append((bare, ""))
                isNameAlone = true
                continue
            }
            if isNameAlone, pairs.last?.1.isEmpty == true, ["to", "is", "="].contains(bare) { continue }
            let body = word.text.hasPrefix("--") ? String(word.text.dropFirst(2)) : word.text
            if let mark = body.firstIndex(where: { $0 == ":" || $0 == "=" }), word.quotedFrom != 0,
                body[..<mark].allSatisfy({ $0.isLetter || $0 == "-" }), mark != body.startIndex
            {
                // `due:26nov, estimate:5d`
                if let last = pairs.indices.last, pairs[last].1.count > 1, pairs[last].1.last == "," {
                    pairs[last].1.removeLast()
                }
                pairs.append((body[..<mark].lowercased(), String(body[body.index(after: mark)...])))
            } else if let last = pairs.indices.last {
                pairs[last].1 += (pairs[last].1.isEmpty ? "" : " ") + word.text
            } else {
                throw .badField(word.text, expected: "name:value, such as due:fri")
            }
        }
        return pairs
    }

    private static func set(
        _ name: String, _ text: String, of item: Item, _ kind: KindDeclaration, _ event: inout ItemChanged,
        _ said: inout [RichText], _ view: ProgramView
    ) throws {
        let text = text.trimmed
        let isCleared = text == "none" || text == "-"
        if name == "title", text.isEmpty || isCleared { throw Refusal.badField(name, expected: "some words") }
        guard !text.isEmpty else { throw Refusal.badField(name, expected: "a value; \(name):none empties it") }
        let short = ["p": "probability", "i": "impact", "est": "estimate", "tag": "tags"]
        let name = short[name] ?? name
        switch name {
        case "title":
            let title = NewItem.oneLine(text)
            try NewItem.check(title)
            try view.requireDates(of: item)
            event.title = title
            said.append("title \(title)")
        case "due":
            if isCleared {
                event.cleared.append("due")
                said.append("no due date")
                return
            }
            let date = try SetItem.date(text, name, view)
            event.due = date
            said.append(
                "due \(view.short(date))" + (NewDate.distance(of: item, to: date, view).map { ", " + $0 } ?? ""))
        case "tags":
            event.tags = isCleared ? [] : try NewItem.tags(text)
            said.append("tags \(text)")
        case "project":
            guard let key = ProjectKey(text), view.project(key) != nil else {
                throw UsageProblem(.badValue(argument: name, value: text, type: .project, choices: []))
            }
            try view.require(kind.isManagers ? .manager : .contributor, in: key)
            try view.requireDates(of: item)
            // Somebody else's record is not taken out of a project by one who only contributes there.
            if item.project != key, item.created.person != view.person {
                try view.require(.manager, in: item.project)
            }
            event.project = key
            said.append("project \(key)")
        case "owner" where kind.field(name) == nil, "assignee" where kind.field(name) == nil,
            "who" where kind.field(name) == nil:
            let who = text.first == "@" ? String(text.dropFirst()) : text
            let named =
                who.allSatisfy { $0.isLetter || $0.isNumber || "._-".contains($0) } && !who.isEmpty ? who : "who"
            throw Refusal.other(
                code: "other-verb",
                text: SmallWords.nobody.contains(who.lowercased())
                    ? "An owner is taken away with /unassign \(item.id)."
                    : "Who owns it is said with /assign \(item.id) @\(named).")
        case "state" where kind.field(name) == nil, "status" where kind.field(name) == nil:
            throw Refusal.other(
                code: "other-verb",
                text:
                    "Its state moves by verbs: /\(item.kind) close \(item.id), or another that /help \(item.kind) shows."
            )
        default:
            if kind.computed(name) != nil {
                throw Refusal.other(
                    code: "computed", text: "\(name) is worked out of what \(item.id) says, and is not set.")
            }
            guard let field = kind.field(name) else {
                throw Refusal.noSuchField(name, kind: kind.kind, fields: names(of: kind))
            }
            if isCleared {
                event.cleared.append(name)
                said.append("no \(name)")
                return
            }
            let value = try FieldInput.value(text, field, view)
            if name == "parent", case .id(let parent) = value { try refuseLoop(of: item.id, under: parent, view) }
            event.fields[name] = value
            // What was said in percent is kept so: it is what an expected value is made of.
            if name == "probability", let percent = AmountReader.level(text)?.percent {
                event.fields["chance"] = .percent(percent)
            }
            said.append("\(name) \(view.text(value))")
        }
    }

    /// A record is no part of itself, or of what is part of it.
    private static func refuseLoop(of id: ItemID, under parent: ItemID, _ view: ProgramView) throws(Refusal) {
        var chain = [id, parent]
        while let last = chain.last, last != id {
            guard case .id(let next)? = view.item(last)?.fields["parent"], !chain.dropFirst().contains(next) else {
                return
            }
            chain.append(next)
        }
        throw .loop(chain)
    }

    private static func date(_ text: String, _ name: String, _ view: ProgramView) throws(UsageProblem) -> CalendarDate {
        let value = try TypedValue.read(text, of: name, .date, context: view.readingOfValues)
        guard case .date(let date) = value else {
            throw UsageProblem(.badValue(argument: name, value: text, type: .date, choices: []))
        }
        return date
    }
}
