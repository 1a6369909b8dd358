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

    /// The event as a sentence that names its record; nil for what nobody asks about, and what does not exist here.
    static func sentence(_ event: any ProgramEvent, _ view: ProgramView) -> (Subject, RichText)? {
        func about(_ id: ItemID) -> (Subject, RichText)? {
            guard let item = view.item(id) else { return nil }
            return (Subject(item: item), "\(id) \(item.title): \(phrase(event, about: id, view))")
        }
        if let key = key(of: event), !view.exists(project: key) { return nil }
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
                "\(event.key) declared \(event.colour.shout)\(was(event))\(event.reason.map { ": \($0)" } ?? "")"
            )
        case let event as Redacted:
            guard let id = ItemID(event.subject) else {
                return (Subject(), "erased of \(event.subject): \(event.reason)")
            }
            return about(id)
        case let event as StoreAccepted:
            let missed = event.missedEvents.map { "; \($0) were kept of it before" } ?? ""
            return (Subject(), "the store was taken as it is, with \(counted(event.events, "event"))\(missed)")
        case let event as LedgerEntered: return entered(event.entry, view)
        default: return event.slotChange.flatMap { slot($0, view) }
        }
    }

    /// The project or program that an event is about, and no record of it.
    private static func key(of event: any ProgramEvent) -> ProjectKey? {
        switch event {
        case let event as ProjectCreated: event.key
        case let event as ProjectChanged: event.key
        case let event as ProgramCreated: event.key
        case let event as StatusDeclared: event.key
        case let event as LedgerEntered: event.entry.project
        default: event.slotChange.flatMap { $0.slot?.slot.project ?? $0.was?.slot.project }
        }
    }

    private static func was(_ event: StatusDeclared) -> String {
        event.was.flatMap { $0 == event.colour ? nil : ", was \($0.shout)" } ?? ""
    }

    /// A slot with what it was and is; nil for what is somebody's own.
    private static func slot(_ change: SlotChanged, _ view: ProgramView) -> (Subject, RichText)? {
        guard isTold(change, view) else { return nil }
        let before = change.was == nil ? "" : view.text(change.was, at: change.address) + " → "
        let subject = Subject(
            item: change.slot?.slot.items.first.flatMap { view.item($0) },
            key: change.slot?.slot.project ?? change.was?.slot.project)
        return (subject, view.text(change.address.name) + ": " + before + view.text(change.slot, at: change.address))
    }

    /// Whether others than its owner are told of a slot: what nobody else may change is nobody else's matter.
    static func isTold(_ change: SlotChanged, _ view: ProgramView) -> Bool {
        guard let right = (change.slot ?? change.was)?.slot.right else { return true }
        return right.role != nil || right.people.contains(view.person)
    }

    private static func entered(_ entry: LedgerEntry, _ view: ProgramView) -> (Subject, RichText) {
        let amount =
            entry.amount.money?.text ?? entry.amount.span?.text
            ?? (entry.amount.value % 1000 == 0
                ? "\(entry.amount.value / 1000)" : "\(Double(entry.amount.value) / 1000)")
        let line = entry.line.isEmpty ? "" : " on \(entry.line)"
        let corrects = entry.corrects.map { ", which corrects entry \($0)" } ?? ""
        let text = "entry \(entry.id): \(entry.kind.rawValue) \(amount)\(line), \(view.short(entry.day))\(corrects)"
        guard case .item(let id) = entry.subject, let item = view.item(id) else {
            return (Subject(key: entry.project), RichText(text))
        }
        return (Subject(item: item), "\(id) \(item.title): \(text)")
    }

    /// The records that an event names as its own.
    static func records(of event: any ProgramEvent) -> [ItemID] {
        switch event {
        case let event as ItemAdded: [event.id]
        case let event as ItemChanged: [event.id]
        case let event as ItemMoved: [event.id]
        case let event as ItemAssigned: [event.id]
        case let event as NoteAdded: [event.id]
        case let event as ItemsLinked: [event.source]
        case let event as ItemsUnlinked: [event.source]
        default: []
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
        case let event as Redacted: return "text erased: \(event.reason)"
        default: return "changed"
        }
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
