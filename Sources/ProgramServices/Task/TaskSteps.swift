// What people say of their tasks: progress, estimates, splitting.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/task progress T-3 60%`.
package enum TaskProgress: WriteCommand {
    package static let handler = "task.progress"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let item = try view.changeable(try request.need(id: "item"), kind: KindDeclaration.task.kind)
        guard let percent = request.bound.percent("progress") else { throw request.missing("progress", .percent) }
        guard item.isOpen else { throw Refusal.alreadySo(item.id, item.state) }
        if item.percent("progress") == percent { throw Refusal.alreadySo(item.id, "at \(percent)%") }
        var fields = FieldTable()
        fields["progress"] = .percent(percent)
        var events: [any ProgramEvent] = [ItemChanged(id: item.id, fields: fields, cleared: [])]
        if percent == 100 {
            events.append(try ItemMoves.event(item, .task, to: "done", reason: nil))
        } else if item.state == "open", percent > 0 {
            events.append(try ItemMoves.event(item, .task, to: "started", reason: nil))
        }
        let before = item.percent("progress").map { ", was \($0)%" } ?? ""
        return Decision(events) { after in
            if percent == 100 { return ItemMoves.reply([item.id], after) }
            return Reply(
                "\(item.id) \(item.title): \(percent)%\(before).", suggestions: [.init("/undo")], touched: [item.id])
        }
    }
}

/// `/task estimate T-3 4d`.
package enum TaskEstimate: WriteCommand {
    package static let handler = "task.estimate"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let item = try view.changeable(try request.need(id: "item"), kind: KindDeclaration.task.kind)
        guard let span = request.bound.span("estimate") else { throw request.missing("estimate", .duration) }
        guard span.minutes > 0 else { throw Refusal.badField("estimate", expected: "more than nothing, such as 3d") }
        var fields = FieldTable()
        fields["estimate"] = .span(span)
        let was: RichText = item.fields["estimate"].map { ", was \(view.text($0))" } ?? ""
        let before = PlanBefore([item], view)
        return Decision([ItemChanged(id: item.id, fields: fields, cleared: [])]) { after in
            var reply = Reply(
                "\(item.id) \(item.title): estimate \(span.text)" + was + ".", suggestions: [.init("/undo")],
                touched: [item.id])
            for line in before.lines(after) { reply.add(line) }
            return reply
        }
    }
}

/// `/task split T-3 Order racks; Mount racks`.
package enum SplitTask: WriteCommand {
    package static let handler = "task.split"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let item = try view.changeable(try request.need(id: "item"), kind: KindDeclaration.task.kind)
        let titles = try request.need(text: "titles").split(separator: ";").map { NewItem.oneLine($0.trimmed) }.filter {
            !$0.isEmpty
        }
        guard titles.count >= 2, titles.count <= 20 else {
            throw Refusal.badField("titles", expected: "2 to 20 titles with ; between them")
        }
        let first = view.nextID("T").number
        var events: [any ProgramEvent] = []
        var ids: [ItemID] = []
        for (offset, text) in titles.enumerated() {
            let part = Part(text, view)
            try NewItem.check(part.title)
            let id = ItemID("T", first + offset)
            ids.append(id)
            var fields = FieldTable()
            fields["parent"] = .id(item.id)
            fields["estimate"] = part.estimate.map { .span($0) }
            events.append(
                ItemAdded(
                    id: id, kind: KindDeclaration.task.kind, title: part.title, state: "open", project: item.project,
                    owner: part.owner ?? item.owner,
                    due: item.due, tags: item.tags, fields: fields))
            // The whole is finished when its parts are.
            events.append(ItemsLinked(kind: .precedes, source: id, target: item.id, type: "ff"))
        }
        let made = ids
        // Its work is that of its parts: counted once.
        let estimate = item.fields["estimate"]
        if estimate != nil { events.append(ItemChanged(id: item.id, fields: FieldTable(), cleared: ["estimate"])) }
        let was: RichText = estimate.map { " Its estimate of \(view.text($0)) is for them to say now." } ?? ""
        return Decision(events) { after in
            Reply(
                "\(item.id) \(item.title) is split into "
                    + made.map { "\($0) \(after.item($0)?.title ?? "")" as RichText }.joined() + "." + was,
                suggestions: [.init("/undo")], touched: [item.id] + made)
        }
    }
}

/// One part of a task: a title, with an estimate and a known person at its end.
private struct Part {
    var title: String
    var estimate: WorkSpan?
    var owner: PersonID?

    /// Reads `Mount racks 3d @kim`.
    init(_ text: String, _ view: ProgramView) {
        var words = text.split(separator: " ")
        while words.count > 1, let last = words.last {
            if estimate == nil, let span = AmountReader.span(String(last)), span.minutes > 0 {
                estimate = span
            } else if owner == nil, last.first == "@", let person = view.person(handle: last.dropFirst().lowercased()) {
                owner = person.id
            } else {
                break
            }
            words.removeLast()
        }
        title = words.joined(separator: " ")
    }
}

extension StringProtocol {
    /// Without white space at either end.
    var trimmed: String {
        var slice = self[...]
        while slice.first?.isWhitespace == true { slice = slice.dropFirst() }
        while slice.last?.isWhitespace == true { slice = slice.dropLast() }
        return String(slice)
    }
}
