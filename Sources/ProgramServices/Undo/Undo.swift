// Takes commands back, and does them again.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/undo`: my last command that wrote; `/undo R-12`: the last change to that record.
package enum Undo: WriteCommand {
    package static let handler = "undo.last"
    package static let traits: HandlerTraits = [.isAlone, .isOfTheUndone]
    /// What takes back the commands that are not undone.
    private static let opposites = ["person link": "/person link"]

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let record: CommandRecord
        if let id = request.id("item") {
            guard let found = view.lastCommand(on: try view.existing(id)) else { throw Refusal.notUndoable(id) }
            record = found
        } else {
            guard let found = view.lastCommand else { throw Refusal.nothingToUndo }
            record = found
        }
        // Half of what such a command did cannot be put back, so none of it is.
        guard !record.changes.isEmpty, opposites[record.name] == nil else {
            throw Refusal.notUndoableCommand(record.name, opposite: opposites[record.name])
        }
        let projects = Set(record.items.map { view.item($0)?.project })
        if record.person != view.person,
            projects.isEmpty
                ? view.role(in: nil) < .manager : projects.contains(where: { view.role(in: $0) < .manager })
        {
            throw Refusal.undoOfOthers(who: view.mention(record.person).handle)
        }
        try view.requireRights(toSwap: record)
        if let (thing, by) = view.obstacle(to: record) {
            throw Refusal.undoBlocked(thing: thing, by: by?.name, who: by.map { view.mention($0.person).handle })
        }
        let swaps = view.slotSwaps(record)
        return Decision([CommandUndone(command: record.number)], announcements: view.corrections(of: record)) { after in
            let whose: RichText = record.person == view.person ? "" : " of \(after.mention(record.person))"
            var reply = Reply(
                "Undone: /\(record.name)" + whose + " \(after.moment(record.time)).", suggestions: [.init("/redo")],
                touched: record.items)
            reply.blocks += after.few(record.items) + after.others(record, swaps)
            return reply
        }
    }
}

/// `/redo`: what I took back last.
package enum Redo: WriteCommand {
    package static let handler = "redo.last"
    package static let traits: HandlerTraits = [.isAlone, .isOfTheUndone]

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        guard let record = view.lastUndone else { throw Refusal.nothingToRedo }
        try view.requireRights(toSwap: record)
        if let (thing, by) = view.obstacle(to: record) {
            throw Refusal.undoBlocked(thing: thing, by: by?.name, who: by.map { view.mention($0.person).handle })
        }
        let swaps = view.slotSwaps(record)
        return Decision([CommandRedone(command: record.number)], announcements: view.corrections(of: record)) { after in
            var reply = Reply("Done again: /\(record.name).", suggestions: [.init("/undo")], touched: record.items)
            reply.blocks += after.few(record.items) + after.others(record, swaps)
            return reply
        }
    }
}

extension ProgramView {
    /// What rooms were told of blockers and is no longer so, or is so again, once a command is undone or redone.
    fileprivate func corrections(of record: CommandRecord) -> [Announcement] {
        record.changes.flatMap { change -> [Announcement] in
            // Kept is how it will be.
            guard case .item(let id, let other) = change.kept, id.kind == KindDeclaration.blocker.kind else {
                return []
            }
            let now = item(id)
            if let now, other == nil || other?.state == Item.withdrawn, now.person("needs") != nil {
                return corrections("Correction: \(id) \(now.title) was taken back.", of: [now])
            }
            if let other, now == nil || now?.state == Item.withdrawn, other.person("needs") != nil {
                let who = other.person("needs").map { "\(mention($0)), " as RichText } ?? ""
                return corrections(
                    who + "\(id) \(other.title) holds again and needs you. /blocker ack \(id)", of: [other])
            }
            if let now, let other, now.person("escalated") != other.person("escalated") {
                let text: RichText =
                    other.person("escalated").map { "Correction: \(id) \(now.title) is escalated to \(mention($0))." }
                    ?? "Correction: \(id) \(now.title) is not escalated any more."
                return corrections(text, of: [now, other])
            }
            return []
        }
    }

    /// The first of many records as a list, and how many more there are.
    fileprivate func few(_ ids: [ItemID]) -> [Reply.Block] {
        let shown = ids.count > 4 ? 3 : 4
        var lines = ids.prefix(shown).compactMap { item($0) }.map { Reply.Line(.bullet, line($0)) }
        if ids.count > shown { lines.append(.init(.bullet, "and \(ids.count - shown) more")) }
        return lines.isEmpty ? [] : [.list(lines)]
    }
}
