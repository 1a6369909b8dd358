// Gives records an owner and helpers, or takes them away.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/assign T-3 @bo and @kim due:fri`.
package enum AssignItem: WriteCommand {
    package static let handler = "item.assign"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let ids = request.ids("item")
        let owner = try request.need(person: "owner")
        let named = request.persons("helper").filter { $0 != owner }
        /// Whoever helped goes on to, unless others are named.
        func helpers(of item: Item) -> [PersonID] { named.isEmpty ? item.helpers.filter { $0 != owner } : named }
        var events: [any ProgramEvent] = []
        for id in ids {
            let item = try view.changeable(id)
            try view.requireDates(of: item)
            events.append(ItemAssigned(id: id, owner: owner, helpers: helpers(of: item)))
            if let due = request.date("due"), due != item.due {
                events.append(ItemChanged(id: id, due: due, fields: FieldTable(), cleared: []))
            }
        }
        let isSame = ids.allSatisfy { id in
            guard let item = view.item(id) else { return false }
            return item.owner == owner && Set(item.helpers) == Set(helpers(of: item))
                && (request.date("due").map { $0 == item.due } ?? true)
        }
        if isSame, let first = ids.first { throw Refusal.alreadySo(first, "with @\(view.mention(owner).handle)") }
        return Decision(events) { after in
            let names = ids.map { "\($0) \(after.item($0)?.title ?? "")" as RichText }.joined()
            var headline: RichText = names + " is with " + after.holder(owner)
            if ids.count > 1 { headline = names + " are with " + after.holder(owner) }
            let helping = ids.count == 1 ? after.item(ids[0])?.helpers ?? [] : named
            if !helping.isEmpty {
                headline += ", helped by " + helping.map { "\(after.mention($0))" as RichText }.joined()
            }
            if let due = request.date("due") { headline += ", due \(after.short(due))" }
            var reply = Reply(headline + ".", suggestions: [.init("/undo")], touched: ids)
            let load = after.openCount(ownedBy: owner)
            if load > 1 { reply.add("\(after.mention(owner)) now owns \(load) open records.") }
            return reply
        }
    }
}

/// `/unassign T-3`, `/unassign T-3 @kim`: from everybody, or from its owner or one who helps.
package enum UnassignItem: WriteCommand {
    package static let handler = "item.unassign"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let ids = request.ids("item")
        let person = request.person("person")
        var events: [any ProgramEvent] = []
        for id in ids {
            let item = try view.changeable(id)
            try view.requireDates(of: item)
            guard let person else {
                guard item.owner != nil || !item.helpers.isEmpty else {
                    // Of several, those that are so already hold up none of the others.
                    if id == ids.last, events.isEmpty { throw Refusal.alreadySo(id, "with nobody") }
                    continue
                }
                events.append(ItemAssigned(id: id, owner: nil, helpers: []))
                continue
            }
            guard item.owner == person || item.helpers.contains(person) else {
                throw Refusal.other(code: "not-assigned", text: "\(id) is not with @\(view.mention(person).handle).")
            }
            events.append(
                ItemAssigned(
                    id: id, owner: item.owner == person ? nil : item.owner,
                    helpers: item.helpers.filter { $0 != person }))
        }
        return Decision(events) { after in
            if let person {
                let names = ids.map { "\($0) \(after.item($0)?.title ?? "")" as RichText }.joined()
                return Reply(
                    names + (ids.count == 1 ? " is" : " are") + " no longer with \(after.mention(person)).",
                    suggestions: [.init("/undo")], touched: ids)
            }
            let names = ids.map { "\($0) \(after.item($0)?.title ?? "")" as RichText }.joined()
            return Reply(
                names + (ids.count == 1 ? " is" : " are") + " with nobody now.", suggestions: [.init("/undo")],
                touched: ids)
        }
    }
}
