// Takes commands back, and does them again.

import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/undo`: my last command that wrote; `/undo R-12`: the last change to that record.
package enum Undo: WriteCommand {
    package static let handler = "undo.last"
    /// What takes back the commands that leave nothing to put back.
    private static let opposites = ["person link": "/person link"]

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let record: CommandRecord
        if let id = request.id("item") {
            guard let found = view.lastCommand(on: try view.existing(id)) else { throw Refusal.notUndoable(id) }
            record = found
        } else {
            guard let found = view.lastCommand else { throw Refusal.nothingToUndo }
            guard !found.changes.isEmpty else {
                throw Refusal.notUndoableCommand(found.name, opposite: opposites[found.name])
            }
            record = found
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
        let wasAnnounced = record.name == "blocker add" || record.name == "blocker escalate"
        let announcements =
            wasAnnounced
            ? record.items.prefix(1).flatMap { view.announcements("Correction: \($0) was taken back.") } : []
        return Decision([CommandUndone(command: record.number)], announcements: announcements) { after in
            let whose: RichText = record.person == view.person ? "" : " of \(after.mention(record.person))"
            var reply = Reply(
                "Undone: /\(record.name)" + whose + " \(after.moment(record.time)).", suggestions: [.init("/redo")],
                touched: record.items)
            reply.blocks += after.few(record.items) + after.others(record)
            return reply
        }
    }
}

/// `/redo`: what I took back last.
package enum Redo: WriteCommand {
    package static let handler = "redo.last"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        guard let record = view.lastUndone else { throw Refusal.nothingToRedo }
        try view.requireRights(toSwap: record)
        if let (thing, by) = view.obstacle(to: record) {
            throw Refusal.undoBlocked(thing: thing, by: by?.name, who: by.map { view.mention($0.person).handle })
        }
        return Decision([CommandRedone(command: record.number)]) { after in
            var reply = Reply("Done again: /\(record.name).", suggestions: [.init("/undo")], touched: record.items)
            reply.blocks += after.few(record.items) + after.others(record)
            return reply
        }
    }
}

extension ProgramView {
    /// The first of many records as a list, and how many more there are.
    fileprivate func few(_ ids: [ItemID]) -> [Reply.Block] {
        let shown = ids.count > 4 ? 3 : 4
        var lines = ids.prefix(shown).compactMap { item($0) }.map { Reply.Line(.bullet, line($0)) }
        if ids.count > shown { lines.append(.init(.bullet, "and \(ids.count - shown) more")) }
        return lines.isEmpty ? [] : [.list(lines)]
    }
}
