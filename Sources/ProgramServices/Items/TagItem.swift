// Puts tags on records, or takes them off, and leaves the others.

import CommandLanguage
package import Conversation
import ProgramModel

/// `/tag T-1 #urgent`.
package enum TagItem: WriteCommand {
    package static let handler = "item.tag"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        try Tags.changed(request, view, unchanged: "tagged so") { tags, named in
            tags + named.filter { !tags.contains($0) }
        }
    }
}

/// `/untag T-1 #urgent`.
package enum UntagItem: WriteCommand {
    package static let handler = "item.untag"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        try Tags.changed(request, view, unchanged: "without that") { tags, named in
            tags.filter { !named.contains($0) }
        }
    }
}

private enum Tags {
    static func changed(
        _ request: Request, _ view: ProgramView, unchanged: String, _ change: ([String], [String]) -> [String]
    ) throws -> Decision {
        let ids = request.ids("item")
        let named = try NewItem.tags(try request.need(text: "tags"))
        var events: [any ProgramEvent] = []
        for id in ids {
            let item = try view.changeable(id)
            let tags = change(item.tags, named)
            guard tags != item.tags else { continue }
            try NewItem.checkTags(tags)
            events.append(ItemChanged(id: id, tags: tags, fields: FieldTable(), cleared: []))
        }
        if events.isEmpty, let first = ids.first { throw Refusal.alreadySo(first, unchanged) }
        return Decision(events) { after in
            let lines = ids.map { id -> RichText in
                let tags = after.item(id)?.tags ?? []
                return "\(id) \(after.item(id)?.title ?? ""): "
                    + (tags.isEmpty ? "no tags." : "\(tags.map { "#" + $0 }.joined(separator: " ")).")
            }
            var reply = Reply(lines[0], suggestions: [.init("/undo")], touched: ids)
            for line in lines.dropFirst() { reply.add(line) }
            return reply
        }
    }
}
