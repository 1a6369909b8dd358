// Dependencies between records, and what nothing blocks.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/depends T-3 on B-2|T-1 fs lag:2d`, `T-3 waits for B-2`, `B-2 blocks T-3`.
package enum LinkWork: WriteCommand {
    package static let handler = "depends.add"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let item = try view.changeable(try request.need(id: "item"))
        let before = try request.ids("on").map { try view.changeable($0) }
        let after = try request.ids("blocks").map { try view.changeable($0) }
        guard !before.isEmpty || !after.isEmpty else { throw request.missing("on", .id) }
        let type = request.choice("type") ?? "fs"
        let lag = request.bound.span("lag")
        // What this command links is no loop in itself either.
        for source in before {
            for target in after {
                guard let loop = view.loop(linking: source.id, to: target.id) else { continue }
                throw Refusal.loop([source.id, item.id] + loop.dropFirst())
            }
        }
        var events: [any ProgramEvent] = []
        for (source, target) in before.map({ ($0, item) }) + after.map({ (item, $0) }) {
            if let loop = view.loop(linking: source.id, to: target.id) { throw Refusal.loop(loop) }
            let linked = link(source, to: target.id, type: type, lag: lag)
            let own = Link(linked.kind, linked.target, isSource: true, type: linked.type, lag: linked.lag)
            if !source.links.contains(own) { events.append(linked) }
        }
        if events.isEmpty {
            let others = (before + after).map(\.id.description).joined(separator: ", ")
            throw Refusal.alreadySo(item.id, before.isEmpty ? "before \(others)" : "waiting for \(others)")
        }
        let planned = PlanBefore([item] + before + after, view)
        return Decision(events) { view in
            var lines: [RichText] = []
            if !before.isEmpty { lines.append("\(item.id) \(item.title) waits for " + names(before)) }
            if !after.isEmpty {
                lines.append(
                    "\(item.id) \(item.title) \(item.kind == KindDeclaration.blocker.kind ? "stops" : "comes before") "
                        + names(after))
            }
            var detail = type == "fs" ? "" : " (\(type))"
            if let lag { detail += " with \(lag.text) between" }
            var reply = Reply(
                lines.joined("; ") + "\(detail).", suggestions: [.init("/undo")],
                touched: [item.id] + (before + after).map(\.id))
            for source in before where source.project != item.project {
                if let project = source.project { reply.add("\(source.id) is \(project)'s: tell its lead.") }
            }
            if !item.isOpen { reply.add("\(item.id) is \(item.state): nothing waits for it any more.") }
            reply.blocks += BlastText.blocks(of: item.id, view)
            for line in planned.lines(view) { reply.add(line) }
            return reply
        }
    }

    /// The event that makes one record wait for another: a blocker blocks, anything else comes before.
    static func link(_ source: Item, to target: ItemID, type: String = "fs", lag: WorkSpan? = nil) -> ItemsLinked {
        source.kind == KindDeclaration.blocker.kind
            ? ItemsLinked(kind: .blocks, source: source.id, target: target)
            : ItemsLinked(kind: .precedes, source: source.id, target: target, type: type, lag: lag)
    }

    private static func names(_ items: [Item]) -> RichText { items.map { "\($0.id) \($0.title)" as RichText }.joined() }
}

/// `/ready`: open tasks that nothing blocks.
package enum Ready: ReadCommand {
    package static let handler = "ready.list"
    package static let keys = Set(ReadKey.allCases)

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let filter = request.conditions
        let scope = ItemScope(filter, view)
        let tester = ItemFilter(view: view)
        let open = scope.items(kind: KindDeclaration.task.kind, open: true).filter { tester.matches($0, filter) }
        let ready = ListOrder.sorted(
            open.filter { view.predecessors(of: $0.id).isEmpty }, by: try request.order(else: "due"), view)
        let waiting = open.count - ready.count
        guard !ready.isEmpty else {
            return Reply("Nothing is ready\(scope.text)\(waiting > 0 ? ": \(counted(waiting, "task")) wait" : "").")
        }
        let shown = request.first(of: ready)
        let more = request.shown(of: ready.count) + (waiting > 0 ? ", \(waiting) waiting" : "")
        return Reply(
            "\(counted(ready.count, "task")) ready\(scope.text)\(more)",
            blocks: [
                .list(
                    shown.map { item in
                        let float = view.plan.place(of: item.id).map { " · float \(view.days($0.totalFloat))" } ?? ""
                        return .init(view.mark(item), view.line(item, withProject: scope.namesProjects) + "\(float)")
                    })
            ],
            touched: shown.map(\.id))
    }
}
