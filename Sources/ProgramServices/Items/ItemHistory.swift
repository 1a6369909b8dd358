// What happened to one record, and between two moments.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/history R-12`.
package enum ItemHistory: ReadCommand {
    package static let handler = "item.history"

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let item = try view.existing(try request.need(id: "item"))
        let events = try log.events(touching: item.id, limit: request.flags.top ?? 50)
        let since = request.flags.since.map { view.zone.instant(of: $0) } ?? Instant(milliseconds: 0)
        let asked = events.filter { $0.stamp.version <= view.version && $0.stamp.time >= since }
        let lines = asked.reversed().map { logged in
            Reply.Line(
                .bullet,
                "\(view.moment(logged.stamp.time)) \(view.mention(logged.stamp.person)): \(EventText.phrase(logged.event, about: item.id, view))"
            )
        }
        return Reply(
            "\(item.id) \(item.title): \(counted(lines.count, "change"))", blocks: [.list(lines)], touched: [item.id])
    }
}

/// `/changes since:mon NET`.
package enum Changes: ReadCommand {
    package static let handler = "changes.list"

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let since = request.flags.since ?? request.date("from") ?? view.today - 7
        let until = request.flags.at ?? view.today
        let project = view.scope(request.project("project"))
        let events = try log.events(from: view.zone.instant(of: since), to: view.zone.end(of: until), limit: 2000)
        // What was taken back within the time is no change; what was taken back from before it is one.
        let undone = Changes.undone(in: events)
        let inside = Set(events.map(\.stamp.command))
        var lines: [Reply.Line] = []
        for logged in events where !undone.contains(logged.stamp.command) {
            if let event = logged.event as? CommandUndone, inside.contains(event.command) { continue }
            guard let (subject, phrase) = EventText.sentence(logged.event, view) else { continue }
            if let project, subject.project != project, subject.key != project { continue }
            lines.append(
                .init(
                    .bullet,
                    "\(view.short(view.day(of: logged.stamp.time))) \(view.mention(logged.stamp.person)): " + phrase))
        }
        let place = project.map { " on \($0)" } ?? ""
        return Reply(
            "\(counted(lines.count, "change"))\(place) since \(view.short(since))",
            blocks: lines.isEmpty ? [] : [.list(lines)])
    }
}

extension Changes {
    /// The commands that were taken back and not done again.
    private static func undone(in events: [LoggedEvent]) -> Set<Int> {
        var undone: Set<Int> = []
        for logged in events {
            if let event = logged.event as? CommandUndone { undone.insert(event.command) }
            if let event = logged.event as? CommandRedone { undone.remove(event.command) }
        }
        return undone
    }
}

/// How events read.
enum EventText {
    struct Subject {
        var project: ProjectKey?
        var key: ProjectKey?
    }

    /// The event as a sentence that names its record; nil for what nobody asks about.
    static func sentence(_ event: any ProgramEvent, _ view: ProgramView) -> (Subject, RichText)? {
        func about(_ id: ItemID) -> (Subject, RichText) {
            let item = view.item(id)
            return (Subject(project: item?.project), "\(id) \(item?.title ?? ""): \(phrase(event, about: id, view))")
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
        case let event as ProjectChanged: return (Subject(key: event.key), "project \(event.key) changed")
        case let event as ProgramCreated: return (Subject(key: event.key), "program \(event.key) \(event.name) started")
        case let event as StatusDeclared:
            return (
                Subject(key: event.key),
                "\(event.key) declared \(event.colour.shout)\(event.reason.map { ": \($0)" } ?? "")"
            )
        case let event as CommandUndone:
            let name = view.command(event.command).map { "/" + $0.name } ?? "a command"
            let item = view.command(event.command)?.items.first.flatMap { view.item($0) }
            return (Subject(project: item?.project), "took back \(name)\(item.map { " (\($0.id) \($0.title))" } ?? "")")
        default: return nil
        }
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
        case let event as ItemAssigned: return event.owner.map { "assigned to \(view.mention($0))" } ?? "unassigned"
        case let event as NoteAdded: return "note: \(event.text.clipped(120))"
        case let event as ItemsLinked: return link(event.kind, event.source, event.target, id)
        case let event as ItemsUnlinked: return "no longer: " + link(event.kind, event.source, event.target, id)
        case is CommandUndone: return "a change was undone"
        case is CommandRedone: return "a change was done again"
        default: return "changed"
        }
    }

    private static func link(_ kind: Link.Kind, _ source: ItemID, _ target: ItemID, _ id: ItemID) -> RichText {
        switch kind {
        case .blocks: id == source ? "blocks \(target)" : "blocked by \(source)"
        case .precedes: id == source ? "comes before \(target)" : "waits for \(source)"
        case .became: id == source ? "became \(target)" : "came from \(source)"
        case .supersedes: id == source ? "supersedes \(target)" : "superseded by \(source)"
        case .relates: "linked to \(id == source ? target : source)"
        }
    }
}
