// A record before and after each of the events that touched it.

import Conversation
import ProgramModel
import Quantities

/// The states of one record, found by folding its own events: old values stand in no event.
struct RecordTrail {
    private var states: [Int: (before: Item?, after: Item?)] = [:]

    init(_ id: ItemID, _ log: any LogReader) throws {
        var scratch = Workspace()
        for logged in try log.events(touching: id, limit: .max) {
            let before = scratch.item(id)
            scratch.apply(logged.event, logged.stamp)
            states[logged.stamp.version] = (before, scratch.item(id))
        }
    }

    /// What an event changed: `due Fri 4 Dec → Mon 7 Dec`; nothing where it is not of this record.
    func changes(by version: Int, _ view: ProgramView) -> [RichText] {
        guard let state = states[version], let before = state.before, let after = state.after else { return [] }
        return view.changes(from: before, to: after)
    }

    /// The day it was due before an event.
    func due(before version: Int) -> CalendarDate? { states[version]?.before?.due }
}

extension ProgramView {
    /// What differs between two states of a record, each with what it was and is.
    func changes(from before: Item, to after: Item) -> [RichText] {
        var changes: [RichText] = []
        func add(_ name: String, _ was: RichText?, _ now: RichText?) {
            guard was != now else { return }
            changes.append(RichText(name + " ") + (was ?? "none") + " → " + (now ?? "none"))
        }
        add("title", RichText(before.title), RichText(after.title))
        if before.state != after.state { changes.append("\(before.state) → \(after.state)") }
        add("project", before.project.map { "\($0)" }, after.project.map { "\($0)" })
        add("owner", before.owner.map { "\(mention($0))" }, after.owner.map { "\(mention($0))" })
        add("helpers", list(before.helpers), list(after.helpers))
        add("due", before.due.map { RichText(short($0)) }, after.due.map { RichText(short($0)) })
        add("tags", words(before.tags), words(after.tags))
        let names = Set(before.fields.map(\.name) + after.fields.map(\.name)).sorted()
        for name in names { add(name, before.fields[name].map { text($0) }, after.fields[name].map { text($0) }) }
        return changes
    }

    private func list(_ people: [PersonID]) -> RichText? {
        people.isEmpty ? nil : people.map { "\(mention($0))" as RichText }.joined()
    }
    private func words(_ tags: [String]) -> RichText? { tags.isEmpty ? nil : RichText(tags.joined(separator: " ")) }
}
