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
        let events = others.map { ItemsLinked(kind: .relates, source: item.id, target: $0.id) }
        return Decision(events) { _ in
            Reply(
                "\(item.id) is linked to " + others.map { "\($0.id) \($0.title)" as RichText }.joined() + ".",
                suggestions: [.init("/undo")], touched: [item.id] + others.map(\.id))
        }
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
