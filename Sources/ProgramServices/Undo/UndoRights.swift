// Who may put back what a command changed: who might do the opposite.

import Conversation
import ProgramModel
import Quantities

extension Item {
    /// Whether the two agree in all that of a milestone is the manager's.
    fileprivate func hasSameFrame(as other: Item) -> Bool {
        due == other.due && state == other.state && title == other.title && owner == other.owner
            && helpers == other.helpers && project == other.project
    }
}

extension ProgramView {
    /// Refuses unless the caller may still change what a command changed: from how it is into how it was.
    func requireRights(toSwap record: CommandRecord) throws(Refusal) {
        for change in record.changes {
            switch change.kept {
            case .item(let id, let other):
                let now = item(id)
                for project in [now, other].compactMap({ $0?.project }) { try require(.contributor, in: project) }
                if let now, let other, !now.hasSameFrame(as: other) { try requireDates(of: now) }
            case .project(let key, let other):
                // Who may start a project may take that back, and start it again.
                try require(project(key) == nil || other == nil ? .contributor : .manager, in: key)
            case .program(let key, let other):
                try require(program(key) == nil || other == nil ? .contributor : .manager, in: nil)
            case .slot(let address, let other):
                try require(state(of: address).slot?.slot.undoRight)
                try require(other.slot?.slot.undoRight)
            case .entry(let id, let other):
                // Amounts are the manager's, but for one's own.
                guard let entry = other?.entry ?? ledger[id], entry.by != person else { continue }
                try require(.manager, in: entry.project)
            }
        }
    }

    /// What an undo or redo makes of slots, from how they are into how they were.
    func slotSwaps(_ record: CommandRecord) -> [RichText] {
        record.changes.compactMap { change in
            guard case .slot(let address, let other) = change.kept else { return nil }
            return text(address.name) + ": " + text(state(of: address).slot, at: address) + " → "
                + text(other.slot, at: address)
        }
    }

    /// How what a command had changed stands now, but for records.
    ///
    /// - Parameter swaps: what became of slots.
    func others(_ record: CommandRecord, _ swaps: [RichText]) -> [Reply.Block] {
        let lines = record.changes.compactMap { change -> RichText? in
            switch change.kept {
            case .item: nil
            case .project(let key, _):
                project(key).map { project in
                    var bits: [RichText] = [project.isOpen ? "open" : "closed"]
                    if let declared = project.declared { bits.append("declared \(declared.colour.shout)") }
                    if let lead = project.lead { bits.append("\(mention(lead))") }
                    if let end = project.end { bits.append("to \(short(end))") }
                    return "\(key) \(project.name) · " + bits.joined(" · ")
                } ?? "there is no project \(key)"
            case .program(let key, _):
                program(key).map { "\(key) \($0.name)" } ?? "there is no program \(key)"
            // Told with what it is until now, see `slotSwaps`.
            case .slot: nil
            case .entry(let id, _): ledger[id] == nil ? "entry \(id) is gone" : "entry \(id) is there"
            }
        }
        return lines.isEmpty && swaps.isEmpty ? [] : [.list((lines + swaps).map { .init(.bullet, $0) })]
    }
}
