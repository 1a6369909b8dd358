// Makes a record of any kind from a verb whose arguments are named like the kind's fields.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/action Send the list @bo due:fri`, and every register's `add`.
package enum AddItem: WriteCommand {
    package static let handler = "item.add"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let added = try NewItem(request, view)
        return Decision([added.event] + added.links) { after in
            guard let item = after.item(added.id) else { return Reply("\(added.id) logged") }
            return NewItem.reply(item, after)
        }
    }
}

/// What every new record has in common, whatever else its command adds.
struct NewItem {
    let id: ItemID
    var event: ItemAdded
    /// Links to what it waits for, and to the ids named in the title; who helps; the note that the lines below it are.
    let links: [any ProgramEvent]

    init(_ request: Request, _ view: ProgramView, needsProject: Bool = true) throws {
        guard let word = request.bound.command.kind, let kind = view.kinds[word] else {
            throw MissingKind(command: request.bound.command.word)
        }
        let (title, below) = NewItem.firstLine(try request.need(text: "title"))
        try NewItem.check(title)
        try NewItem.refuseStatement(title, of: kind)
        let project: ProjectKey? =
            needsProject && kind.needsProject
            ? try request.project("project", in: view) : view.scope(request.project("project"))
        if let project {
            let record = try view.existing(project: project)
            guard record.isOpen else { throw Refusal.projectClosed(project) }
        }
        // What it waits for may be of another project, where the desk has looked.
        if let role = Role(rawValue: request.bound.verb.role) { try view.require(role, in: project) }
        id = view.nextID(kind.prefix)
        event = ItemAdded(
            id: id, kind: word, title: title, state: kind.initialState.name, project: project,
            owner: request.person("owner") ?? NewItem.defaultOwner(request, view), due: request.date("due"),
            tags: try request.bound.text("tags").map { (text) throws(Refusal) in try NewItem.tags(text) } ?? [],
            fields: FieldInput.fields(of: kind, request, today: view.today))
        if case .span(let estimate)? = event.fields["estimate"], estimate.minutes <= 0 {
            throw Refusal.badField("estimate", expected: "more than nothing, such as 3d")
        }
        try NewItem.check(event, kind, view)
        let id = id
        var before: [Item] = []
        for source in request.ids("after") where !before.contains(where: { $0.id == source }) {
            before.append(try view.changeable(source))
        }
        let named = request.bound.mentionedIDs.filter { id in view.item(id) != nil && !before.contains { $0.id == id } }
        links =
            try before.map { LinkWork.link($0, to: id) }
            + named.map { ItemsLinked(kind: .relates, source: id, target: $0) }
            + NewItem.helpers(request, of: id, event.owner) + NewItem.relations(request, of: id, kind, view)
            + (below.isEmpty ? [] : [NoteAdded(id: id, text: below)])
    }

    /// Refuses what its kind refuses, before anything is made.
    private static func check(_ event: ItemAdded, _ kind: KindDeclaration, _ view: ProgramView) throws(Refusal) {
        try RecordRules.requireRoles(event.fields.map(\.name), of: kind, in: event.project, view)
        let stamp = Stamp(person: view.person, time: view.now, command: 0)
        var item = Item(id: event.id, kind: event.kind, title: event.title, state: event.state, created: stamp)
        (item.project, item.owner, item.due, item.fields) = (event.project, event.owner, event.due, event.fields)
        try RecordRules.hold(item, kind, view)
    }

    /// Links to the records that its kind's relations name.
    private static func relations(
        _ request: Request, of id: ItemID, _ kind: KindDeclaration, _ view: ProgramView
    ) throws(Refusal) -> [any ProgramEvent] {
        var events: [any ProgramEvent] = []
        for relation in kind.relations {
            let others = request.ids(relation.name)
            guard !others.isEmpty, let end = view.kinds.end(relation.name, of: kind.kind) else { continue }
            events += try RecordRules.links(id, end, to: others, view)
        }
        return events
    }

    private static func helpers(_ request: Request, of id: ItemID, _ owner: PersonID?) -> [any ProgramEvent] {
        let helpers = request.persons("helper").filter { $0 != owner }
        return helpers.isEmpty ? [] : [ItemAssigned(id: id, owner: owner, helpers: helpers)]
    }

    /// The first line of a text, and what stands below it; a line that goes on in small letters was only broken.
    private static func firstLine(_ text: String) -> (title: String, below: String) {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 >= 0x80 }) else { return (text, "") }
        let lines = text.split(whereSeparator: \.isNewline)
        guard let first = lines.first else { return (text, "") }
        let broken = lines.dropFirst().prefix { $0.first?.isLowercase == true }
        let title = ([first] + broken).joined(separator: " ")
        return (title.trimmed, lines.dropFirst(1 + broken.count).joined(separator: "\n"))
    }

    /// A title is one line, however it was typed.
    static func oneLine(_ title: String) -> String {
        // Nothing to join in most titles.
        if title.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x80 }) { return title }
        return title.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// That what stood below the title is kept as a note.
    static func tellNote(of item: Item, in reply: inout Reply) {
        guard let note = item.notes.last?.text else { return }
        let lines = note.split(separator: "\n").count
        reply.add(lines == 1 ? "The line below it is its note." : "The \(lines) lines below it are its note.")
    }

    private static func defaultOwner(_ request: Request, _ view: ProgramView) -> PersonID? {
        request.bound.verb.argument("owner")?.defaultValue == .caller ? view.person : nil
    }

    /// `problem is solved` says something of what there is, and makes none.
    private static func refuseStatement(_ title: String, of kind: KindDeclaration) throws(Refusal) {
        guard let first = title.split(separator: " ").first, verbs.contains(String(first)) else { return }
        throw .other(
            code: "bad-field",
            text: "\"\(kind.kind) \(title.clipped(60))\" says how one is, and none was logged. "
                + "Name the \(kind.kind) to log one, or its id to change one.")
    }
    /// Forms of to be and to have, with which no title begins in small letters.
    private static let verbs: Set = [
        "is", "are", "was", "were", "be", "been", "has", "have", "had", "isn't", "aren't", "wasn't", "weren't",
        "hasn't",
    ]

    static func check(_ title: String) throws(Refusal) {
        if !title.contains(where: { !$0.isWhitespace && !$0.isPunctuation }) {
            throw .badField("title", expected: "some words")
        }
        // `blocked by T-16`: a record and no word about it is none's title.
        if let id = ItemID(title), title.contains("-") {
            throw .badField("title", expected: "some words; \(id) is a record")
        }
        // Marks that are put over one another are one character, and many units of what a platform counts.
        if title.count > 500 || title.utf16.count > 2000 {
            throw .badField("title", expected: "at most 500 characters; put the rest in a note")
        }
    }

    /// The tags of a text, each once, without their sign.
    static func tags(_ text: String) throws(Refusal) -> [String] {
        var tags: [String] = []
        for word in text.lowercased().split(whereSeparator: { $0 == "," || $0 == " " })
        where word != "and" && word != "&" {
            let tag = word.first == "#" ? String(word.dropFirst()) : String(word)
            if !tag.isEmpty, !tags.contains(tag) { tags.append(tag) }
            try checkTags(tags)
        }
        return tags
    }

    static func checkTags(_ tags: [String]) throws(Refusal) {
        guard tags.count > 20 else { return }
        throw .badField("tags", expected: "at most 20 of them")
    }

    /// `A-3 logged on NET: Send the list. @bo, due Fri 27 Nov.`
    static func reply(_ item: Item, _ view: ProgramView) -> Reply {
        var bits: [RichText] = []
        if let owner = item.owner { bits.append("\(view.mention(owner))") }
        if !item.helpers.isEmpty {
            bits.append("helped by " + item.helpers.map { "\(view.mention($0))" as RichText }.joined())
        }
        if let due = item.due { bits.append("due \(view.short(due))") }
        for field in view.kinds[item.kind]?.fields ?? [] {
            if let value = item.fields[field.name] {
                bits.append("\(RecordText.spoken(field.name)) \(view.text(value))")
            }
        }
        bits += RecordText.relations(of: item, view)
        if !item.tags.isEmpty { bits.append("\(item.tags.map { "#" + $0 }.joined(separator: " "))") }
        var headline: RichText = "\(item.id) logged" + view.onProject(item.project) + ": \(item.title)."
        if !bits.isEmpty { headline += " " + bits.joined().capitalised + "." }
        var reply = Reply(headline, suggestions: [.init("/undo")], touched: [item.id])
        let before = item.links.filter { !$0.isSource && [.precedes, .blocks].contains($0.kind) }
        if !before.isEmpty {
            reply.add(
                "It waits for \(before.map { "\($0.other) \(view.item($0.other)?.title ?? "")" as RichText }.joined())."
            )
        }
        if let line = NewDate.past(item, view) { reply.add(line) }
        NewItem.tellNote(of: item, in: &reply)
        let unread = UnreadValues.lines(of: item, view)
        for line in unread { reply.add(line) }
        if item.kind == KindDeclaration.milestone.kind, item.due == nil,
            !unread.contains(where: { $0.plain.contains("no date") })
        {
            reply.add("It has no date yet: /set \(item.id) due:DAY")
        }
        return reply
    }
}

/// A verb of the catalogue adds an item, but its command names no kind: a mistake in the catalogue.
struct MissingKind: Error {
    var command: String
}
