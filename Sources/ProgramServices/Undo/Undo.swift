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
        var announcements: [Announcement] = []
        if record.name == "blocker add" || record.name == "blocker escalate",
            let webhook = view.channelBinding?.announce,
            let id = record.items.first
        {
            announcements.append(Announcement(webhook: webhook, text: "Correction: \(id) was taken back."))
        }
        let zones = view.zones(changedBy: record)
        return Decision([CommandUndone(command: record.number)], announcements: announcements) { after in
            let whose: RichText = record.person == view.person ? "" : " of \(after.mention(record.person))"
            var reply = Reply(
                "Undone: /\(record.name)" + whose + " \(after.moment(record.time)).", suggestions: [.init("/redo")],
                touched: record.items)
            reply.blocks += after.few(record.items) + after.others(record, zones: zones)
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
        let zones = view.zones(changedBy: record)
        return Decision([CommandRedone(command: record.number)]) { after in
            var reply = Reply("Done again: /\(record.name).", suggestions: [.init("/undo")], touched: record.items)
            reply.blocks += after.few(record.items) + after.others(record, zones: zones)
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

extension ProgramView {
    /// Refuses unless the caller may still change the roles, settings and shared words that a command changed; the last
    /// admin stays one.
    fileprivate func requireRights(toSwap record: CommandRecord) throws(Refusal) {
        for change in record.changes {
            switch change.kept {
            case .setting: try require(.admin, in: nil)
            case .alias(let key, _): if key.person == nil { try require(.admin, in: nil) }
            case .standing(let id, let before):
                guard let now = personRecord(id) else { continue }
                if before.role != now.role { try require(.admin, in: nil) }
                let granted = Set(before.projectRoles).symmetricDifference(now.projectRoles)
                for project in Set(granted.map(\.project)) { try require(.manager, in: project) }
                if now.role == .admin, before.role != .admin { try Roles.refuseLastAdmin(id, self) }
            case .item, .project, .program, .channel: continue
            }
        }
    }

    /// The people whose zone differs from what a command keeps.
    fileprivate func zones(changedBy record: CommandRecord) -> Set<PersonID> {
        Set(
            record.changes.compactMap { change in
                guard case .standing(let id, let kept) = change.kept else { return nil }
                return personRecord(id)?.zone == kept.zone ? nil : id
            })
    }

    /// How words, settings and people that a command had changed stand now.
    ///
    /// - Parameter zones: the people of whom it was the zone.
    fileprivate func others(_ record: CommandRecord, zones: Set<PersonID>) -> [Reply.Block] {
        let lines = record.changes.compactMap { change -> RichText? in
            switch change.kept {
            case .alias(let key, _):
                alias(key.word, of: key.person).map { "/\(key.word) means \(.said($0))" }
                    ?? "/\(key.word) means nothing of its own"
            case .setting(let name, _): "\(name) is \(setting(name) ?? "as it is without a setting")"
            case .standing(let id, _):
                personRecord(id).map { now in
                    zones.contains(id)
                        ? "\(mention(id))'s days are those of \(now.zone ?? setting("zone") ?? policy.zone)"
                        : "\(mention(id)) is \(ShowPerson.roles(now))"
                }
            case .item, .project, .program, .channel: nil
            }
        }
        return lines.isEmpty ? [] : [.list(lines.map { .init(.bullet, $0) })]
    }
}
