// Records what was decided, and what an older decision on the same subject said.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/decision Use vendor X because cheaper`.
package enum AddDecision: WriteCommand {
    package static let handler = "decision.add"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        var added = try NewItem(request, view)
        let words = added.event.title.lowercased().split(separator: " ")
        let isOpen =
            words.count < 2 || words[0].last == ":" || ["on", "for", "about", "by", "until"].contains(words[1])
        if isOpen, let opening = words.first?.prefix(while: \.isLetter), undecided.contains(String(opening)) {
            throw Refusal.other(
                code: "undecided",
                text: "A decision is recorded once it is made. Until then: /decision need what is to be decided by:@who"
            )
        }
        added.event.fields["decided"] = .date(view.today)
        if added.event.fields["by"] == nil { added.event.fields["by"] = .person(view.person) }
        let id = added.id
        var events: [any ProgramEvent] = [added.event] + added.links
        let replaced = try request.id("supersedes").map { try view.changeable($0, kind: KindDeclaration.decision.kind) }
        if let replaced { events += try Superseding.events(replaced, by: id) }
        let older = replaced == nil ? Superseding.similar(to: added.event.title, added.event.project, view) : nil
        return Decision(events) { after in
            guard let item = after.item(id) else { return Reply("\(id) recorded") }
            let by = item.person("by").map { " by \(after.mention($0))" as RichText } ?? ""
            var headline: RichText = "\(id) decided" + after.onProject(item.project) + by + ": \(item.title)"
            if let reason = item.text("because") { headline += " because \(reason)" }
            var reply = Reply(headline + ".", suggestions: [.init("/undo")], touched: [id])
            NewItem.tellNote(of: item, in: &reply)
            if let review = item.date("review") { reply.add("To be reviewed \(after.short(review)).") }
            if let alternatives = item.text("alternatives") { reply.add("Instead of \(alternatives).") }
            if let replaced { reply.add("It takes the place of \(replaced.id) \(replaced.title).") }
            if let older {
                reply.add(
                    "Earlier on this: \(older.id) \(older.title). Replace it with /decision supersede \(older.id) with \(id)"
                )
            }
            return reply
        }
    }

    /// What begins so is still to be decided.
    private static let undecided: Set<String> = [
        "pending", "needed", "tbd", "tbc", "outstanding", "awaited", "required",
    ]
}

/// `/decision supersede DEC-1 with DEC-4`.
package enum SupersedeDecision: WriteCommand {
    package static let handler = "decision.supersede"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let old = try view.changeable(try request.need(id: "item"), kind: KindDeclaration.decision.kind)
        let new = try view.changeable(try request.need(id: "with"), kind: KindDeclaration.decision.kind)
        if old.id == new.id { throw Refusal.loop([old.id, new.id]) }
        // Else two could take each other's place, and neither would stand.
        guard new.isOpen else {
            throw Refusal.other(
                code: "superseded", text: "\(new.id) is superseded itself: /reopen \(new.id) makes it stand again.")
        }
        return Decision(try Superseding.events(old, by: new.id)) { _ in
            Reply(
                "\(old.id) \(old.title) is superseded by \(new.id) \(new.title).", suggestions: [.init("/undo")],
                touched: [old.id, new.id])
        }
    }
}

enum Superseding {
    static func events(_ old: Item, by new: ItemID) throws(Refusal) -> [any ProgramEvent] {
        [
            try ItemMoves.event(old, .decision, to: "superseded", reason: nil),
            ItemsLinked(kind: .supersedes, source: new, target: old.id),
        ]
    }

    /// The newest standing decision that shares most of its longer words with a title.
    static func similar(to title: String, _ project: ProjectKey?, _ view: ProgramView) -> Item? {
        let words = words(title)
        guard !words.isEmpty else { return nil }
        return view.items(.open, of: .records(project, kind: KindDeclaration.decision.kind)).last { item in
            let shared = self.words(item.title).intersection(words).count
            return shared >= 2 || (shared == 1 && words.count <= 2)
        }
    }

    private static func words(_ title: String) -> Set<String> {
        Set(title.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { $0.count >= 4 })
    }
}
