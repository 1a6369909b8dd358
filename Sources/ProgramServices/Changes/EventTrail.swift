// What events changed, with old and new values: for histories and for lists of changes.

import Conversation
import ProgramModel
import Quantities

/// Tells events with what was before them. What a record was is looked up once for each record.
final class EventTrail {
    private let view: ProgramView
    private let log: any LogReader
    private var trails: [ItemID: RecordTrail] = [:]

    init(_ view: ProgramView, _ log: any LogReader) {
        self.view = view
        self.log = log
    }

    func trail(of id: ItemID) throws -> RecordTrail {
        if let trail = trails[id] { return trail }
        let trail = try RecordTrail(id, log)
        trails[id] = trail
        return trail
    }

    /// What an event did to one record.
    func phrase(_ logged: LoggedEvent, about id: ItemID) throws -> RichText {
        switch logged.event {
        case is ItemChanged:
            let changes = try trail(of: id).changes(by: logged.stamp.version, view)
            return changes.isEmpty ? EventText.phrase(logged.event, about: id, view) : changes.joined()
        case let undone as CommandUndone:
            return try swapped(undone.command, "undone", about: id, at: logged.stamp.version)
        case let redone as CommandRedone:
            return try swapped(redone.command, "done again", about: id, at: logged.stamp.version)
        default: return EventText.phrase(logged.event, about: id, view)
        }
    }

    private func swapped(_ command: Int, _ how: String, about id: ItemID, at version: Int) throws -> RichText {
        let changes = try trail(of: id).changes(by: version, view)
        let name = try log.events(ofCommand: command).first?.stamp.commandName
        let said = (name.map { "\(.said("/" + $0)) was \(how)" as RichText }) ?? "a change was \(how)"
        return changes.isEmpty ? said : said + ": " + changes.joined()
    }

    /// The event as a sentence that names what it is about; nil for what nobody asks about.
    func sentence(_ logged: LoggedEvent) throws -> (EventText.Subject, RichText)? {
        switch logged.event {
        case let undone as CommandUndone: try taken("took back", undone.command, isUndo: true, logged)
        case let redone as CommandRedone: try taken("did again", redone.command, isUndo: false, logged)
        default: EventText.sentence(logged.event, view)
        }
    }

    /// The sentence with what was before, which takes a look at the record's own history.
    func fullSentence(_ logged: LoggedEvent) throws -> RichText? {
        guard let changed = logged.event as? ItemChanged else { return try sentence(logged)?.1 }
        return "\(changed.id) \(view.item(changed.id)?.title ?? ""): " + (try phrase(logged, about: changed.id))
    }

    /// What a command that was taken back, or done again, had changed.
    private func taken(
        _ how: String, _ command: Int, isUndo: Bool, _ logged: LoggedEvent
    ) throws -> (EventText.Subject, RichText)? {
        let events = try log.events(ofCommand: command)
        var subject = EventText.Subject()
        var facts: [RichText] = []
        for id in unique(events.flatMap { EventText.records(of: $0.event) }) {
            guard let item = view.item(id) else { continue }
            if subject.item == nil { subject.item = item }
            let changes = try trail(of: id).changes(by: logged.stamp.version, view)
            facts.append("\(id) \(item.title)" + (changes.isEmpty ? "" : ": " + changes.joined()))
        }
        for change in events.compactMap(\.event.slotChange) {
            guard EventText.isTold(change, view) else { continue }
            let key = change.slot?.slot.project ?? change.was?.slot.project
            if let key, !view.exists(project: key) { continue }
            if subject.key == nil { subject.key = key }
            let (from, to) = isUndo ? (change.slot, change.was) : (change.was, change.slot)
            facts.append(
                view.text(change.address.name) + ": " + view.text(from, at: change.address) + " → "
                    + view.text(to, at: change.address))
        }
        // What exists for others only was changed for them.
        guard !facts.isEmpty || view.seesAll else { return nil }
        let name = events.first?.stamp.commandName
        let shown = facts.prefix(3).map(\.self) + (facts.count > 3 ? ["\(facts.count - 3) more"] : [])
        let said = name.map { RichText.said("/" + $0) } ?? "a command"
        return (subject, RichText(how + " ") + said + (shown.isEmpty ? "" : " (" + shown.joined("; ") + ")"))
    }

    private func unique(_ ids: [ItemID]) -> [ItemID] {
        var seen: Set<ItemID> = []
        return ids.filter { seen.insert($0).inserted }
    }
}
