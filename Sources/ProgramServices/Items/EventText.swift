// How events read in a history.

import Conversation
import ProgramModel
import Quantities

/// How events read.
enum EventText {
    /// What an event is about: a record, or a project or program.
    struct Subject {
        var item: Item?
        var key: ProjectKey?
        /// The project that it is about or that its record belongs to.
        var project: ProjectKey? { key ?? item?.project }
    }

    /// The event as a sentence that names its record; nil for what nobody asks about.
    static func sentence(_ event: any ProgramEvent, _ view: ProgramView) -> (Subject, RichText)? {
        func about(_ id: ItemID) -> (Subject, RichText) {
            let item = view.item(id)
            return (Subject(item: item), "\(id) \(item?.title ?? ""): \(phrase(event, about: id, view))")
        }
        switch event {
        case let event as ItemAdded: return about(event.id)
        case let event as ItemChanged: return about(event.id)
        case let event as ItemMoved: return about(event.id)
        case let event as ItemAssigned: return about(event.id)
        case let event as NoteAdded: return about(event.id)
        case let event as ItemsLinked: return about(event.source)
        case let event as ItemsUnlinked: return about(event.source)
        case let event as ProjectCreated: return (Subject(key: event.key), "project \(event.key) \(event.name) started")
        case let event as ProjectChanged:
            return (Subject(key: event.key), "project \(event.key): " + facts(of: event, view))
        case let event as ProgramCreated: return (Subject(key: event.key), "program \(event.key) \(event.name) started")
        case let event as StatusDeclared:
            return (
                Subject(key: event.key),
                "\(event.key) declared \(event.colour.shout)\(event.reason.map { ": \($0)" } ?? "")"
            )
        case let event as CommandUndone:
            let name = view.command(event.command).map { "/" + $0.name } ?? "a command"
            let item = view.command(event.command)?.items.first.flatMap { view.item($0) }
            return (Subject(item: item), "took back \(.said(name))\(item.map { " (\($0.id) \($0.title))" } ?? "")")
        case let event as Redacted:
            guard let id = ItemID(event.subject) else {
                return (Subject(), "erased of \(event.subject): \(event.reason)")
            }
            return (Subject(item: view.item(id)), "\(id): \(phrase(event, about: id, view))")
        case let event as StoreAccepted:
            let missed = event.missedEvents.map { "; \($0) were kept of it before" } ?? ""
            return (Subject(), "the store was taken as it is, with \(counted(event.events, "event"))\(missed)")
        default: return nil
        }
    }

    /// What was set of a project.
    static func facts(of event: ProjectChanged, _ view: ProgramView) -> RichText {
        var facts: [RichText] = []
        if let name = event.name { facts.append("called \(name)") }
        if let program = event.program { facts.append("part of \(program)") }
        if let lead = event.lead { facts.append("lead \(view.mention(lead))") }
        if let method = event.method { facts.append("\(method)") }
        if let start = event.start { facts.append("starts \(view.short(start))") }
        if let end = event.end { facts.append("ends \(view.short(end))") }
        if let budget = event.budget { facts.append("budget \(budget.text)") }
        if let zone = event.zone { facts.append("time zone \(zone)") }
        if let isOpen = event.isOpen { facts.append(isOpen ? "open again" : "closed") }
        return facts.joined()
    }

    /// What the event did to one record.
    static func phrase(_ event: any ProgramEvent, about id: ItemID, _ view: ProgramView) -> RichText {
        switch event {
        case let event as ItemAdded: return "added" + (event.owner.map { " for \(view.mention($0))" } ?? "")
        case let event as ItemChanged:
            var bits: [RichText] = []
            if let title = event.title { bits.append("title \(title)") }
            if let due = event.due { bits.append("due \(view.short(due))") }
            if let project = event.project { bits.append("project \(project)") }
            if let tags = event.tags { bits.append("tags \(tags.joined(separator: " "))") }
            for entry in event.fields { bits.append("\(entry.name) \(view.text(entry.value))") }
            for name in event.cleared { bits.append("no \(name)") }
            return bits.joined()
        case let event as ItemMoved: return "\(event.state)" + (event.reason.map { ": \($0)" } ?? "")
        case let event as ItemAssigned:
            let helpers = event.helpers.map { "\(view.mention($0))" as RichText }.joined()
            return (event.owner.map { "assigned to \(view.mention($0))" } ?? "unassigned")
                + (event.helpers.isEmpty ? "" : ", helped by " + helpers)
        case let event as NoteAdded: return "note: \(event.text.clipped(120))"
        case let event as ItemsLinked: return link(event.kind, event.source, event.target, id, view)
        case let event as ItemsUnlinked: return "no longer: " + link(event.kind, event.source, event.target, id, view)
        case let event as CommandUndone: return taken(event.command, "undone", view)
        case let event as CommandRedone: return taken(event.command, "done again", view)
        case let event as Redacted: return "text erased: \(event.reason)"
        default: return "changed"
        }
    }

    /// What was undone or redone, as long as it is remembered.
    private static func taken(_ command: Int, _ how: String, _ view: ProgramView) -> RichText {
        view.command(command).map { "/\($0.name) was \(how)" } ?? "a change was \(how)"
    }

    private static func link(
        _ kind: Link.Kind, _ source: ItemID, _ target: ItemID, _ id: ItemID, _ view: ProgramView
    ) -> RichText {
        switch kind {
        case .blocks: id == source ? "blocks \(target)" : "blocked by \(source)"
        case .precedes: id == source ? "comes before \(target)" : "waits for \(source)"
        case .became: id == source ? "became \(target)" : "came from \(source)"
        case .supersedes: id == source ? "supersedes \(target)" : "superseded by \(source)"
        case .relates: "linked to \(id == source ? target : source)"
        case .declared:
            view.kinds.relation(kind).map {
                id == source ? "\($0.phrase) \(target)" : "\($0.inversePhrase) \(source)" as RichText
            } ?? "linked to \(id == source ? target : source)"
        }
    }
}
