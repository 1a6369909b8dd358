// Moves a record to another state: close, reopen, and every verb that declares `moves:`.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/action done A-3`, `/blocker ack B-2`: the state is the verb's.
package enum MoveItem: WriteCommand {
    package static let handler = "item.move"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let ids = request.ids("item")
        guard let state = request.bound.verb.moves else { throw MissingKind(command: request.bound.command.word) }
        var decision = try ItemMoves.decide(ids, reason: request.text("because"), view) { _, _ in state }
        let filled = try ids.compactMap { try MoveItem.filled($0, request, view) }
        guard !filled.isEmpty else { return decision }
        decision.events = filled + decision.events
        let reply = decision.reply
        decision.reply = { after in
            var reply = reply(after)
            for event in filled {
                let said = event.fields.map { "\(RecordText.spoken($0.name)) \(after.text($0.value))" as RichText }
                reply.add("\(event.id): " + said.joined() + ".")
            }
            return reply
        }
        return decision
    }

    /// The fields that the verb's own arguments fill on the way; nil where it has none, or none was said.
    static func filled(_ id: ItemID, _ request: Request, _ view: ProgramView) throws -> ItemChanged? {
        var item = try view.changeable(id)
        guard let kind = view.kinds[item.kind] else { return nil }
        let fields = FieldInput.fields(of: kind, request, today: view.today)
        guard !fields.isEmpty else { return nil }
        try RecordRules.requireRoles(fields.map(\.name), of: kind, in: item.project, view)
        for entry in fields { item.fields[entry.name] = entry.value }
        try RecordRules.hold(item, kind, view)
        return ItemChanged(id: id, fields: fields, cleared: [])
    }
}

/// `/criterion measure CRI-1 5`: the verb's arguments are fields, and set.
package enum FillItem: WriteCommand {
    package static let handler = "item.fill"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let events = try request.ids("item").compactMap { try MoveItem.filled($0, request, view) }
        guard !events.isEmpty else {
            let names = request.bound.verb.arguments.dropFirst().map(\.name)
            throw Refusal.badField(names.first ?? "value", expected: "a value")
        }
        return Decision(events) { after in
            let lines = events.map { event -> RichText in
                let said = event.fields.map { "\(RecordText.spoken($0.name)) \(after.text($0.value))" as RichText }
                let item = after.item(event.id)
                let computed = (item.flatMap { after.kinds[$0.kind] }?.computed ?? []).map { computed in
                    RecordText.named(computed, item.map { after.facts($0).value(computed.name) } ?? .unknown(""), after)
                }
                return "\(event.id) \(item?.title ?? ""): " + (said + computed).joined() + "."
            }
            var reply = Reply(lines[0], suggestions: [.init("/undo")], touched: events.map(\.id))
            for line in lines.dropFirst() { reply.add(line) }
            return reply
        }
    }
}

/// `/close B-7 because fixed`.
package enum CloseItem: WriteCommand {
    package static let handler = "item.close"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let reason = request.text("because")
        for id in request.ids("item") {
            let item = try view.existing(id)
            guard let kind = view.kinds[item.kind] else { continue }
            if kind.kind == KindDeclaration.decision.kind, item.state == kind.initialState.name {
                throw Refusal.other(
                    code: "verdict",
                    text: "A decision stands until another takes its place: /decision supersede \(id) with DEC-…")
            }
            guard kind.needsVerdict else { continue }
            let sentences = kind.states.filter { !$0.isOpen }.map { "\(id) \($0.name)" }
            throw Refusal.other(
                code: "verdict", text: "\(id) is not just closed: say \(sentences.alternatives).")
        }
        let isGivenUp =
            reason.map { text in
                let text = text.lowercased()
                return givenUp.contains { begin in
                    ["", "as ", "as a "].contains { text.hasPrefix($0 + begin) }
                        // `duplicates were removed` was done.
                        && (begin != "duplicate"
                            || text.split(separator: " ").count <= 4 && !text.contains("duplicates"))
                }
            } ?? false
        return try ItemMoves.decide(request.ids("item"), reason: reason, view) { kind, _ in
            if isGivenUp, let dropped = kind.state("dropped") { return dropped.name }
            return kind.closedState?.name ?? kind.initialState.name
        }
    }

    /// What is closed as one of these was not done.
    private static let givenUp = [
        "missed", "not reached", "not done", "dropped", "cancelled", "canceled", "given up", "abandoned", "obsolete",
        "duplicate", "superseded", "unnecessary", "not needed", "no longer needed", "not wanted",
    ]
}

/// `/reopen B-7`.
package enum ReopenItem: WriteCommand {
    package static let handler = "item.reopen"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        for id in request.ids("item") {
            let item = try view.existing(id)
            // An accepted risk is open still, and goes back to where it began.
            let isBegun = view.kinds[item.kind].map { $0.initialState.name == item.state } ?? true
            if item.isOpen, isBegun || item.kind != KindDeclaration.risk.kind {
                throw Refusal.alreadySo(id, item.state)
            }
        }
        var decision = try ItemMoves.decide(
            request.ids("item"), reason: request.text("because"), view, fromWithdrawn: true
        ) { kind, item in
            kind.openState(from: item.state).name
        }
        // A decision that stands again has nothing in its place.
        for id in request.ids("item") {
            for newer in try view.existing(id).linked(.supersedes, asSource: false) {
                decision.events.append(ItemsUnlinked(kind: .supersedes, source: newer, target: id))
            }
        }
        return decision
    }
}

enum ItemMoves {
    /// Moves items, each to the state its kind gives, when the move is allowed from where it is.
    static func decide(
        _ ids: [ItemID], reason: String?, _ view: ProgramView, fromWithdrawn: Bool = false,
        to state: (KindDeclaration, Item) -> String
    ) throws(Refusal) -> Decision {
        var events: [any ProgramEvent] = []
        var (moved, before): ([ItemID], [ItemID]) = ([], [])
        // Those that another verb than reopen opens again: said, since their evidence comes back.
        var opened: [Item] = []
        for id in ids {
            let item = fromWithdrawn ? try view.existing(id) : try view.changeable(id)
            try view.requireDates(of: item)
            guard let kind = view.kinds[item.kind] else { continue }
            let target = state(kind, item)
            // Of several, those that are so already hold up none of the others.
            if item.state == target, ids.count > 1 {
                before.append(id)
                continue
            }
            events.append(try event(item, kind, to: target, reason: reason))
            moved.append(id)
            if !fromWithdrawn, !item.isOpen, kind.state(target)?.isOpen == true { opened.append(item) }
        }
        if events.isEmpty, let first = before.first, let item = view.item(first) {
            throw .alreadySo(first, item.state)
        }
        let next = Recurring.next(after: moved, events, view)
        return Decision(events + next.map { $0 as any ProgramEvent }) { [moved, before, opened] after in
            var reply = reply(moved, reason: reason, after)
            for event in next {
                let due = event.due.map { ", due \(after.short($0))" } ?? ""
                reply.add("Next: \(event.id) \(event.title)\(due).")
                reply.touched.append(event.id)
            }
            for item in opened { reply.add("\(item.id) was \(item.state), and is open again.") }
            if !before.isEmpty {
                let names = before.map(\.description).joined(separator: ", ")
                let state = after.item(before[0])?.state ?? "so"
                reply.add("\(names) \(before.count == 1 ? "was" : "were") \(state) before.")
            }
            return reply
        }
    }

    static func event(_ item: Item, _ kind: KindDeclaration, to name: String, reason: String?) throws(Refusal)
        -> ItemMoved
    {
        guard let target = kind.state(name) else {
            throw .moveNotAllowed(item.id, from: item.state, to: name, allowed: kind.state(item.state)?.moves ?? [])
        }
        if item.state == target.name { throw .alreadySo(item.id, target.name) }
        if item.state != Item.withdrawn, let from = kind.state(item.state), !from.moves.contains(target.name) {
            throw .moveNotAllowed(item.id, from: item.state, to: target.name, allowed: from.moves)
        }
        return ItemMoved(id: item.id, state: target.name, isOpen: target.isOpen, reason: reason)
    }

    /// What the moves set free, in the reply, with the reason as it was taken: words after a verb may have meant more.
    static func reply(_ ids: [ItemID], reason: String? = nil, _ view: ProgramView) -> Reply {
        var headline: [RichText] = []
        var freed: [ItemID] = []
        var waiting: [(ItemID, before: [Item])] = []
        for id in ids {
            guard let item = view.item(id) else { continue }
            headline.append("\(id) \(item.state): \(item.title)")
            guard !item.isOpen else { continue }
            let open = view.predecessors(of: id).filter { !ids.contains($0) }.compactMap { view.item($0) }
            // What is not to be done after all waits for nothing.
            if !open.isEmpty, item.state != "dropped" { waiting.append((id, open)) }
            for follower in item.linked(.blocks, asSource: true) + item.linked(.precedes, asSource: true)
            where view.item(follower)?.isOpen == true && view.predecessors(of: follower).isEmpty {
                freed.append(follower)
            }
        }
        let because: RichText = reason.map { ", because \($0.last == "." ? String($0.dropLast()) : $0)" } ?? ""
        var reply = Reply(headline.joined("; ") + because + ".", suggestions: [.init("/undo")], touched: ids)
        if !freed.isEmpty {
            reply.add("Now ready: " + freed.map { "\($0) \(view.item($0)?.title ?? "")" as RichText }.joined() + ".")
        }
        for (id, open) in waiting.prefix(3) {
            reply.add(
                "Still open before \(id): " + open.prefix(3).map { "\($0.id) \($0.title)" as RichText }.joined() + ".")
        }
        return reply
    }
}
