// Groups of people: who is in them, and who leads them.

package import Conversation
import ProgramModel
import Quantities

/// `/group netops @ana @bo lead:@ana`: makes a group, or makes it of these people.
package enum SetGroup: WriteCommand {
    package static let handler = "group.set"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let name = GroupNames.bare(try request.need(text: "name"))
        let named = request.persons("members")
        let before = try GroupNames.existing(name, view)
        var events: [any ProgramEvent] = []
        var id = before?.id
        if id == nil, let placeholder = view.person(handle: name) {
            id = placeholder.id
        } else if id == nil {
            let naming = view.naming(name)
            guard naming.handle == name, name.first?.isLetter == true, ItemID(name, dashless: true) == nil else {
                throw Refusal.badField("name", expected: "a word that nobody has and that means nothing else")
            }
            events.append(naming)
            id = naming.person
        }
        guard let id else { throw request.missing("name", .text) }
        let lead = request.person("lead") ?? before.flatMap { named.contains($0.lead) ? $0.lead : nil } ?? named.first
        guard let lead else { throw request.missing("members", .person) }
        let members = named.isEmpty ? before?.members ?? [] : named
        let group = Group(id, members: members.contains(lead) ? members : [lead] + members, lead: lead)
        try GroupNames.refuseGroups(group.members, view)
        events.append(try view.put(group))
        return Decision(events) { GroupNames.reply(id, $0, "is") }
    }
}

/// `/group add netops @kim`.
package enum JoinGroup: WriteCommand {
    package static let handler = "group.add"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        var group = try GroupNames.need(GroupNames.bare(try request.need(text: "name")), view)
        let people = request.persons("members").filter { !group.members.contains($0) }
        guard !people.isEmpty else {
            throw Refusal.other(code: "already-so", text: "They are in @\(view.mention(group.id).handle) already.")
        }
        try GroupNames.refuseGroups(people, view)
        group.members += people
        return Decision([try view.put(group)]) { [group] in GroupNames.reply(group.id, $0, "is now") }
    }
}

/// `/group remove netops @kim`; without people, the group itself goes.
package enum LeaveGroup: WriteCommand {
    package static let handler = "group.remove"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        var group = try GroupNames.need(GroupNames.bare(try request.need(text: "name")), view)
        let people = request.persons("members")
        let left = group.members.filter { !people.contains($0) }
        guard let first = people.isEmpty ? nil : left.first else {
            let open = view.openCount(ownedBy: group.id)
            guard open == 0 else {
                let handle = view.mention(group.id).handle
                throw Refusal.other(
                    code: "owns-records",
                    text: "@\(handle) owns \(counted(open, "open record")): /handover @\(handle) to somebody first.")
            }
            return Decision([try view.remove(group)]) { [group] after in
                Reply("\(after.mention(group.id)) is no group any more.", suggestions: [.init("/undo")])
            }
        }
        guard left != group.members else {
            throw Refusal.other(code: "already-so", text: "They are not in @\(view.mention(group.id).handle).")
        }
        group.members = left
        if !left.contains(group.lead) { group.lead = first }
        return Decision([try view.put(group)]) { [group] in GroupNames.reply(group.id, $0, "is now") }
    }
}

/// `/group list`.
package enum ListGroups: ReadCommand {
    package static let handler = "group.list"

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let lines = view.slots(Group.self).sorted { view.mention($0.id).handle < view.mention($1.id).handle }.map {
            let owned = view.openCount(ownedBy: $0.id)
            return Reply.Line(
                .bullet,
                .strong("@\(view.mention($0.id).handle)") + " " + view.text($0.text)
                    + (owned > 0 ? " · \(owned) open" : ""))
        }
        return lines.isEmpty
            ? Reply("No groups yet: /group netops @ana @bo lead:@ana")
            : Reply("\(counted(lines.count, "group"))", blocks: [.list(lines)])
    }
}

enum GroupNames {
    /// The name without the sign before it.
    static func bare(_ name: String) -> String { String(name.lowercased().drop { $0 == "@" }) }

    /// The group of a name; nil where nobody has the name, or nobody that has spoken.
    static func existing(_ name: String, _ view: ProgramView) throws(Refusal) -> Group? {
        guard let person = view.person(handle: name) else { return nil }
        if let group = view.group(person.id) { return group }
        guard person.identities.isEmpty, view.generalRole(of: person.id) == nil else {
            throw .other(code: "is-person", text: "@\(name) is a person: a group needs a name of its own.")
        }
        return nil
    }

    static func need(_ name: String, _ view: ProgramView) throws(Refusal) -> Group {
        guard let group = try existing(name, view) else {
            throw .other(code: "no-such-group", text: "There is no group @\(name). /group list shows them.")
        }
        return group
    }

    /// A group is of people, so that everybody in it is known at a glance.
    static func refuseGroups(_ members: [PersonID], _ view: ProgramView) throws(Refusal) {
        if let inner = members.first(where: { view.group($0) != nil }) {
            throw .other(
                code: "is-group", text: "@\(view.mention(inner).handle) is a group: name its people instead.")
        }
    }

    static func reply(_ id: PersonID, _ after: ProgramView, _ verb: String) -> Reply {
        let text = after.group(id).map { after.text($0.text) } ?? ""
        return Reply("\(after.mention(id)) \(verb) \(text).", suggestions: [.init("/undo")])
    }
}
