// Records that come again: the next is made when one is done, or skipped.

import CommandLanguage
package import Conversation
import FieldTypes
import ProgramModel
import Quantities

enum Recurring {
    /// What of a record is its own and not the next one's.
    private static let ownFields: Set<String> = ["progress", "start", "finish"]

    /// The records that follow those which some moves close, each with its day.
    static func next(after ids: [ItemID], _ events: [any ProgramEvent], _ view: ProgramView) -> [ItemAdded] {
        var numbers: [String: Int] = [:]
        return ids.compactMap { id -> ItemAdded? in
            guard let item = view.item(id), item.isOpen, let kind = view.kinds[item.kind],
                let state = events.lazy.compactMap({ $0 as? ItemMoved }).first(where: { $0.id == id })?.state,
                state == kind.closedState?.name, case .rhythm(let rhythm)? = item.fields[KindDeclaration.every]
            else { return nil }
            let made = numbers[id.prefix, default: 0]
            numbers[id.prefix] = made + 1
            let first = view.nextID(id.prefix)
            return following(item, rhythm, as: ItemID(id.prefix, first.number + made), kind, view)
        }
    }

    /// The same record for its next day: the first of the rhythm after the one it was due on that is not over.
    static func following(
        _ item: Item, _ rhythm: Rhythm, as id: ItemID, _ kind: KindDeclaration, _ view: ProgramView
    ) -> ItemAdded {
        let anchor = item.due ?? view.today
        var fields = FieldTable()
        for field in item.fields where !ownFields.contains(field.name) { fields[field.name] = field.value }
        return ItemAdded(
            id: id, kind: item.kind, title: item.title, state: kind.initialState.name, project: item.project,
            owner: item.owner, due: rhythm.day(after: max(anchor, view.today - 1), from: anchor), tags: item.tags,
            fields: fields)
    }
}

/// `/task repeat T-1 every:month`, `/task repeat T-1 off`.
package enum RepeatItem: WriteCommand {
    package static let handler = "item.repeat"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let item = try view.changeable(try request.need(id: "item"))
        guard view.kinds[item.kind]?.field(KindDeclaration.every) != nil else {
            throw Refusal.badField("item", expected: "a task or an action: nothing else comes again")
        }
        if request.choice("stop") != nil {
            return Decision([ItemChanged(id: item.id, fields: FieldTable(), cleared: [KindDeclaration.every])]) { _ in
                Reply(
                    "\(item.id) \(item.title) comes no more after this.", suggestions: [.init("/undo")],
                    touched: [item.id])
            }
        }
        guard let rhythm = request.bound.rhythm(KindDeclaration.every) else {
            throw request.missing(KindDeclaration.every, .rhythm)
        }
        guard rhythm.unit != nil else {
            throw Refusal.badField(KindDeclaration.every, expected: "a rhythm with days, such as month or 2 weeks")
        }
        var fields = FieldTable()
        fields[KindDeclaration.every] = .rhythm(rhythm)
        return Decision([ItemChanged(id: item.id, fields: fields, cleared: [])]) { after in
            let anchor = item.due ?? after.today
            let next = rhythm.day(after: max(anchor, after.today - 1), from: anchor)
            return Reply(
                "\(item.id) \(item.title) comes again \(rhythm.text) once it is done\(next.map { ", next \(after.short($0))" } ?? "").",
                suggestions: [.init("/undo")], touched: [item.id])
        }
    }
}

/// `/task skip T-1`: not this time; the next one is made.
package enum SkipItem: WriteCommand {
    package static let handler = "item.skip"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let item = try view.changeable(try request.need(id: "item"))
        guard let kind = view.kinds[item.kind], let dropped = kind.state("dropped"), item.isOpen,
            case .rhythm(let rhythm)? = item.fields[KindDeclaration.every]
        else {
            throw Refusal.other(
                code: "not-recurring",
                text:
                    "\(item.id) is not open or does not come again: /task repeat \(item.id) every:month says that it does."
            )
        }
        let moved = try ItemMoves.event(item, kind, to: dropped.name, reason: "skipped")
        let next = Recurring.following(item, rhythm, as: view.nextID(item.id.prefix), kind, view)
        return Decision([moved, next]) { after in
            let due = next.due.map { ", due \(after.short($0))" } ?? ""
            return Reply(
                "\(item.id) \(item.title) is skipped. Next: \(next.id)\(due).", suggestions: [.init("/undo")],
                touched: [item.id, next.id])
        }
    }
}
