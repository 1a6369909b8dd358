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
    /// Refuses unless the caller may still change what a command changed. The last admin stays one, and what is
    /// somebody's own is theirs to take back.
    func requireRights(toSwap record: CommandRecord) throws(Refusal) {
        // Everybody is looked at only where somebody's roles change.
        var admins: Set<PersonID>?
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
            case .channel: try require(.contributor, in: nil)
            case .unstamped(.setting, _, _): try require(.admin, in: nil)
            case .unstamped(.alias(let key), _, _):
                guard let owner = key.person else {
                    try require(.admin, in: nil)
                    continue
                }
                try requireOwn(owner)
            case .unstamped(.zone(let owner), _, _): try requireOwn(owner)
            case .unstamped(.roles(let id), .roles(let other), _):
                guard let now = personRecord(id) else { continue }
                if other.general != now.role { try require(.admin, in: nil) }
                let granted = Set(other.inProjects).symmetricDifference(now.projectRoles)
                for project in Set(granted.map(\.project)) { try require(.manager, in: project) }
                var left = admins ?? Set(people.filter { $0.role == .admin && !$0.identities.isEmpty }.map(\.id))
                if other.general == .admin, !now.identities.isEmpty { left.insert(id) } else { left.remove(id) }
                admins = left
            case .unstamped(.roles, .text, _): continue
            }
        }
        if admins?.isEmpty == true, people.contains(where: { $0.role == .admin && !$0.identities.isEmpty }) {
            throw .lastAdmin
        }
    }

    private func requireOwn(_ owner: PersonID) throws(Refusal) {
        guard owner != person else { return }
        let handle = mention(owner).handle
        throw .other(
            code: "undo-of-others", text: "It set something of @\(handle)'s own, which only @\(handle) takes back.")
    }

    /// How what a command had changed stands now, but for records.
    func others(_ record: CommandRecord) -> [Reply.Block] {
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
            case .channel(let address, _):
                address == channel
                    ? channelBinding?.project.map { "this room is about \($0)" } ?? "this room is about no project"
                    : (channelBinding(of: address)?.project).map {
                        "room \(address.channel) is about \($0)"
                    } ?? "room \(address.channel) is about no project"
            case .unstamped(.alias(let key), _, _):
                alias(key.word, of: key.person).map { "/\(key.word) means \(.said($0))" }
                    ?? "/\(key.word) means nothing of its own"
            case .unstamped(.setting(let name), _, _): "\(name) is \(setting(name) ?? "as it is without a setting")"
            case .unstamped(.roles(let id), _, _):
                personRecord(id).map { "\(mention(id)) is \(ShowPerson.roles($0))" }
            case .unstamped(.zone(let id), _, _):
                personRecord(id).map {
                    "\(mention(id))'s days are those of \($0.zone ?? setting("zone") ?? policy.zone)"
                }
            }
        }
        return lines.isEmpty ? [] : [.list(lines.map { .init(.bullet, $0) })]
    }
}
