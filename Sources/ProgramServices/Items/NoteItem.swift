// Notes on records, and links between them.

import CommandLanguage
package import Conversation
import ProgramModel

/// `/note B-7 vendor called back`.
package enum NoteItem: WriteCommand {
    package static let handler = "item.note"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let item = try view.changeable(try request.need(id: "item"))
        let text = try request.need(text: "text")
        guard text.count <= 4000, text.utf16.count <= 16_000 else {
            throw Refusal.badField("text", expected: "at most 4,000 characters")
        }
        return Decision([NoteAdded(id: item.id, text: text)]) { _ in
            Reply(
                "Noted on \(item.id) \(item.title): \(text.clipped(80))", suggestions: [.init("/undo")],
                touched: [item.id])
        }
    }
}

/// `/link R-4 T-31`.
package enum LinkItems: WriteCommand {
    package static let handler = "item.link"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let item = try view.changeable(try request.need(id: "item"))
        let others = try request.ids("to").map { try view.changeable($0) }
        for other in others where other.id == item.id { throw Refusal.loop([item.id, item.id]) }
        var events: [any ProgramEvent] = []
        var lines: [RichText] = []
        for other in others {
            let name: RichText = "\(other.id) \(other.title)"
            if let end = try relation(item, other, request, view) {
                events += try RecordRules.links(item.id, end, to: [other.id], view)
                lines.append("\(item.id) \(end.phrase) " + name)
            } else {
                events.append(ItemsLinked(kind: .relates, source: item.id, target: other.id))
                lines.append("\(item.id) is linked to " + name)
            }
        }
        return Decision(events) { [lines] _ in
            Reply(
                lines.joined("; ") + ".", suggestions: [.init("/undo")], touched: [item.id] + others.map(\.id))
        }
    }

    /// The relation that was named, else the only one that the two kinds declare.
    private static func relation(
        _ item: Item, _ other: Item, _ request: Request, _ view: ProgramView
    ) throws(Refusal) -> RelationEnd? {
        guard let said = request.text("as")?.lowercased() else {
            return RecordRules.onlyRelation(item.kind, other.kind, view)
        }
        let ends = view.kinds.ends(of: item.kind).filter { $0.others.isEmpty || $0.others.contains(other.kind) }
        if let end = ends.first(where: { $0.name == said || $0.phrase == said }) { return end }
        let known = ends.map(\.phrase)
        throw .other(
            code: "no-such-relation",
            text: "A \(item.kind) is nothing called \"\(said)\" to a \(other.kind). "
                + (known.isEmpty
                    ? "/link \(item.id) \(other.id) links them without a name." : "It may be \(known.alternatives)."))
    }
}

/// `/unlink R-4 T-31`: whatever links the two.
package enum UnlinkItems: WriteCommand {
    package static let handler = "item.unlink"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let item = try view.changeable(try request.need(id: "item"))
        var events: [any ProgramEvent] = []
        for other in request.ids("to") {
            let links = item.links.filter { $0.other == other }
            guard !links.isEmpty else { throw Refusal.noLink(item.id, other) }
            for link in links {
                // What a milestone waits for is part of its evidence: anybody may add to it, and no one but its manager take
                // away. What waits for a milestone is another's.
                if link.kind == .precedes {
                    try view.requireDates(of: link.isSource ? try view.existing(other) : item)
                }
                events.append(
                    ItemsUnlinked(
                        kind: link.kind, source: link.isSource ? item.id : other,
                        target: link.isSource ? other : item.id))
            }
        }
        let others = request.ids("to")
        return Decision(events) { _ in
            Reply(
                "\(item.id) is no longer linked to \(others.map(\.description).joined(separator: ", ")).",
                suggestions: [.init("/undo")], touched: [item.id] + others)
        }
    }
}
