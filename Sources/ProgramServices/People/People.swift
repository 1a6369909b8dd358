// People, their identities and roles.

package import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/person @bo`.
package enum ShowPerson: ReadCommand {
    package static let handler = "person.show"

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let id = request.person("person") ?? view.person
        guard let person = view.personRecord(id) else { return Reply("Nobody.") }
        let group = view.group(id)
        var facts: [Reply.Fact] = [
            group.map { .init("Group", view.text($0.text)) } ?? .init("Role", "\(roles(id, view))")
        ]
        if !person.identities.isEmpty {
            facts.append(.init("Known as", "\(person.identities.map(\.text).joined(separator: ", "))"))
        }
        if let zone = view.zone(of: id) { facts.append(.init("Zone", "\(zone)")) }
        let owned = view.openCount(ownedBy: id)
        var blocks: [Reply.Block] = [.facts(facts)]
        if owned > 0 {
            let first = view.openItems(ownedBy: id, limit: 8)
            blocks.append(.text("Owns \(counted(owned, "open record")):"))
            blocks.append(.list(first.map { .init(view.mark($0), view.line($0, withProject: true)) }))
        }
        return Reply(.strong("@\(view.mention(id).handle)") + " \(person.name)", blocks: blocks)
    }

    static func roles(_ person: PersonID, _ view: ProgramView) -> String {
        let held = view.roles(of: person)
        let general = held.general?.rawValue ?? "only mentioned so far"
        return ([general] + held.inProjects.map { "\($0.role.rawValue) of \($0.project)" }).joined(separator: ", ")
    }
}

/// `/person list`.
package enum ListPeople: ReadCommand {
    package static let handler = "person.list"
    package static let keys: Set<ReadKey> = [.top]

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let filter = request.bound.filter("filter") ?? .all
        let found = view.people.filter { PersonFilter.matches($0, filter, view) }
        guard !found.isEmpty else { return Reply("Nobody of \(counted(view.people.count, "person")) matches.") }
        let lines = request.first(of: found).map { person -> Reply.Line in
            let owned = view.openCount(ownedBy: person.id)
            return .init(
                .bullet,
                .strong("@\(view.mention(person.id).handle)")
                    + " \(ShowPerson.roles(person.id, view))\(owned > 0 ? " · \(owned) open" : "")")
        }
        let noun =
            filter == .all
            ? counted(found.count, "person") : counted(found.count, "person") + " of \(view.people.count)"
        return Reply("\(noun)\(request.shown(of: found.count))", blocks: [.list(lines)])
    }
}

/// `/person link @ana slack:T1/U7`: an admin joins an account to a person.
package enum LinkPerson: WriteCommand {
    package static let handler = "person.link"
    package static let traits: HandlerTraits = .isAlone

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let person = try request.need(person: "person")
        let text = try request.need(text: "identity")
        var events: [any ProgramEvent] = []
        if let identity = Identity(text) {
            events.append(IdentityMoved(identity: identity, person: person))
        } else if text.first == "@", let other = view.person(handle: String(text.dropFirst())), other.id != person {
            guard !other.identities.isEmpty else {
                throw Refusal.badField("identity", expected: "an account that has spoken")
            }
            events = other.identities.map { IdentityMoved(identity: $0, person: person) }
        } else {
            throw Refusal.badField("identity", expected: "platform:team/user, such as slack:T1/U7, or another @handle")
        }
        let moved = events.compactMap { ($0 as? IdentityMoved)?.identity }
        let joined = JoinedPeople(moved, to: person, view)
        events += joined.events
        return Decision(events, confirm: joined.question(text, view)) { [events] after in
            var reply = Reply("\(text) is \(after.mention(person)) from now on.")
            let records = events.count { $0 is ItemAssigned }
            if records > 0 { reply.add("\(counted(records, "open record")) went with it.") }
            return reply
        }
    }
}

/// The people who lose their last account to another: each becomes another name of that person, with their work and roles.
private struct JoinedPeople {
    private var people: [Person] = []
    private let person: PersonID
    private(set) var events: [any ProgramEvent] = []

    init(_ moved: [Identity], to person: PersonID, _ view: ProgramView) {
        self.person = person
        people = view.people.filter { holder in
            holder.id != person && !holder.identities.isEmpty && holder.identities.allSatisfy(moved.contains)
        }
        guard view.personRecord(person) != nil else { return }
        let held = view.roles(of: person)
        for holder in people {
            events += view.openItems(ownedBy: holder.id, limit: .max).map {
                ItemAssigned(id: $0.id, owner: person, helpers: $0.helpers)
            }
            let roles = view.roles(of: holder.id)
            func grant(_ role: Role, in project: ProjectKey?) {
                let before = view.slot(RoleGrant.self, RoleGrant.key(person, in: project))
                events.append(SlotChanged(RoleGrant(role, of: person, in: project), was: before))
            }
            if let role = roles.general, role > held.general ?? .viewer { grant(role, in: nil) }
            for (project, role) in roles.inProjects
            where !held.inProjects.contains(where: { $0.project == project && $0.role >= role }) {
                grant(role, in: project)
            }
        }
    }

    /// What is asked before: nobody becomes another by a slip.
    func question(_ account: String, _ view: ProgramView) -> RichText? {
        let known = people.filter { view.generalRole(of: $0.id) != nil || view.openCount(ownedBy: $0.id) > 0 }
        guard let one = known.first else { return nil }
        let records = view.openCount(ownedBy: one.id)
        let owned: RichText = records > 0 ? " with \(counted(records, "open record"))" : ""
        return "\(account) is the only account of @\(view.mention(one.id).handle) (\(ShowPerson.roles(one.id, view))). "
            + "Make @\(view.mention(one.id).handle)" + owned + " another name of \(view.mention(person))?"
    }
}

/// `/person zone Europe/Berlin`.
package enum SetZone: WriteCommand {
    package static let handler = "person.zone"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let zone = try request.need(text: "zone")
        guard view.zone(zone) != nil else { throw Refusal.badField("zone", expected: "a zone such as Europe/Berlin") }
        let person = view.person
        return Decision([try view.put(Setting(Setting.zone, of: .person(person), value: zone))]) { after in
            let today = view.zone(zone)?.date(of: view.now) ?? after.today
            return Reply(
                "Your days are those of \(zone) now: it is \(after.short(today)) there.",
                suggestions: [.init("/undo")])
        }
    }
}

/// `/role grant @ana manager NET`.
package enum GrantRole: WriteCommand {
    package static let handler = "role.grant"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let person = try request.need(person: "person")
        guard let role = request.choice("role").flatMap({ Role(rawValue: $0) }) else {
            throw request.missing("role", .choice)
        }
        let project = request.project("project")
        if let project { _ = try view.existing(project: project) }
        guard let record = view.personRecord(person) else { throw request.missing("person", .person) }
        let general = view.generalRole(of: person)
        guard general != nil || !record.identities.isEmpty else {
            throw Refusal.other(
                code: "not-seen",
                text:
                    "A role needs an account, and @\(view.mention(record.id).handle) is a name only: until they speak here, or are mentioned."
            )
        }
        if role == .admin, project != nil {
            throw Refusal.badField("role", expected: "within a project viewer, contributor or manager")
        }
        return Decision([try view.put(RoleGrant(role, of: person, in: project))]) { after in
            var reply = Reply(
                "\(after.mention(person)) is \(role.rawValue)\(project.map { " of \($0)" } ?? "") now.",
                suggestions: [.init("/undo")])
            // A role in a project adds to the one everywhere, and takes nothing from it; a lead manages the project.
            guard let project else { return reply }
            let (was, now) = (view.role(of: person, in: project), after.role(of: person, in: project))
            if was == now, let general, general >= role, general == now {
                reply.add(
                    "That changes nothing: everywhere \(after.mention(person)) is \(general.rawValue), also on \(project)."
                )
            } else if was == now {
                reply.add("That changes nothing: \(after.mention(person)) stays \(now.rawValue) on \(project).")
            } else if now > role {
                reply.add("On \(project) \(after.mention(person)) is \(now.rawValue), as everywhere.")
            }
            return reply
        }
    }
}

/// `/role revoke @ana NET`: in the project, or down to viewer everywhere.
package enum RevokeRole: WriteCommand {
    package static let handler = "role.revoke"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let person = try request.need(person: "person")
        let project = request.project("project")
        guard view.personRecord(person) != nil else { throw request.missing("person", .person) }
        let grant = view.slot(RoleGrant.self, RoleGrant.key(person, in: project))
        try view.require(RoleGrant(.viewer, of: person, in: project).right)
        guard let grant, project != nil || grant.role > .viewer else {
            let place = project.map { " on \($0)" } ?? " everywhere"
            let granted = ShowPerson.roles(person, view)
            throw Refusal.other(
                code: "already-so",
                text: "There is nothing to take\(place): @\(view.mention(person).handle) is \(granted).")
        }
        let event = project == nil ? try view.put(RoleGrant(.viewer, of: person)) : try view.remove(grant)
        return Decision([event]) { after in
            Reply(
                "\(after.mention(person)) is \(ShowPerson.roles(person, after)) now.",
                suggestions: [.init("/undo")])
        }
    }
}

/// `/role list`.
package enum ListRoles: ReadCommand {
    package static let handler = "role.list"

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        let project = view.scope(request.project("project"))
        let filter = request.bound.filter("filter") ?? .all
        let people = view.people.filter { view.generalRole(of: $0.id) != nil }
            .filter { PersonFilter.matches($0, filter, view, role: view.role(of: $0.id, in: project)) }
            .sorted { view.role(of: $0.id, in: project) > view.role(of: $1.id, in: project) }
        let lines = people.map {
            Reply.Line(
                .bullet, .strong("@\(view.mention($0.id).handle)") + " \(view.role(of: $0.id, in: project).rawValue)")
        }
        let place: RichText = project.map { " on \($0)" } ?? ""
        return lines.isEmpty ? Reply("Nobody matches" + place + ".") : Reply("Roles" + place, blocks: [.list(lines)])
    }
}

/// `/whoami`.
package enum WhoAmI: ReadCommand {
    package static let handler = "whoami.show"

    package static func work(_ bound: BoundCommand) -> ReadWork { .small }

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        guard let me = view.me else { return Reply("Nobody yet: say something I understand.") }
        let role = view.role(in: view.channelProject)
        let place = view.channelProject.map { ", here \(role.rawValue) on \($0)" } ?? ""
        return Reply(
            "You are @\(view.mention(me.id).handle) (\(me.name)): \(ShowPerson.roles(me.id, view))\(place). Your days are \(view.zone.name)'s; today is \(view.short(view.today)).\(.said(view.limit))"
        )
    }
}
