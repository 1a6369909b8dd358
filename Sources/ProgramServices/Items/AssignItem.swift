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
        let helpers = request.persons("helper").filter { $0 != owner }
        var events: [any ProgramEvent] = []
        for id in ids {
            let item = try view.changeable(id)
            events.append(ItemAssigned(id: id, owner: owner, helpers: helpers))
            if let due = request.date("due"), due != item.due {
                try view.requireDates(of: item)
                events.append(ItemChanged(id: id, due: due, fields: FieldTable(), cleared: []))
            }
        }
        let isSame = ids.allSatisfy { id in
            guard let item = view.item(id) else { return false }
            return item.owner == owner && Set(item.helpers) == Set(helpers)
                && (request.date("due").map { $0 == item.due } ?? true)
        }
        if isSame, let first = ids.first { throw Refusal.alreadySo(first, "with @\(view.mention(owner).handle)") }
        return Decision(events) { after in
            let names = ids.map { "\($0) \(after.item($0)?.title ?? "")" as RichText }.joined()
            var headline: RichText = names + " is with \(after.mention(owner))"
            if ids.count > 1 { headline = names + " are with \(after.mention(owner))" }
            if !helpers.isEmpty {
                headline += ", helped by " + helpers.map { "\(after.mention($0))" as RichText }.joined()
            }
            if let due = request.date("due") { headline += ", due \(after.short(due))" }
            var reply = Reply(headline + ".", suggestions: [.init("/undo")], touched: ids)
            let load = after.openCount(ownedBy: owner)
            if load > 1 { reply.add("\(after.mention(owner)) now owns \(load) open records.") }
            return reply
        }
    }
}

/// `/unassign T-3`.
package enum UnassignItem: WriteCommand {
    package static let handler = "item.unassign"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let ids = request.ids("item")
        var events: [any ProgramEvent] = []
        for id in ids {
            let item = try view.changeable(id)
            guard item.owner != nil else { throw Refusal.alreadySo(id, "with nobody") }
            events.append(ItemAssigned(id: id, owner: nil, helpers: []))
        }
        return Decision(events) { after in
            let names = ids.map { "\($0) \(after.item($0)?.title ?? "")" as RichText }.joined()
            return Reply(
                names + (ids.count == 1 ? " is" : " are") + " with nobody now.", suggestions: [.init("/undo")],
                touched: ids)
        }
    }
}
