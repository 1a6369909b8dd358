// Finds out who is speaking, and registers people at their first understood command.

import CommandLanguage
import FieldTypes
import ProgramModel
import Quantities

/// Who speaks: somebody known, or somebody to be registered with these events.
struct Speaker {
    var person: PersonID
    var registration: [any ProgramEvent]
}

struct Registrar {
    let policy: Policy

    /// The speaker of a message.
    ///
    /// - Throws: `Refusal.teamNotKnown` when the message comes from a team this workspace does not belong to.
    func speaker(of invocation: Invocation, in workspace: Workspace) throws(Refusal) -> Speaker {
        var events = try bindingTeam(of: invocation, in: workspace)
        if let person = workspace.identities[invocation.identity] {
            guard let record = workspace.people[person], workspace.role(of: person) == nil, record.placeholder != nil
            else {
                if policy.admin == invocation.identity, let record = workspace.people[person],
                    workspace.role(of: person) != .admin
                {
                    // Like every registration, and unlike a grant, it is never undone.
                    events.append(
                        PersonClaimed(
                            person: person, name: record.name, identity: invocation.identity, role: .admin))
                }
                if let record = workspace.people[person] { return named(record, invocation, events, in: workspace) }
                return Speaker(person: person, registration: events)
            }
            events.append(
                PersonClaimed(
                    person: person, name: invocation.name, identity: invocation.identity,
                    role: firstRole(invocation, workspace)))
            return Speaker(person: person, registration: events)
        }
        if let named = placeholder(for: invocation, in: workspace) {
            events.append(
                PersonClaimed(
                    person: named, name: invocation.name, identity: invocation.identity,
                    role: firstRole(invocation, workspace)))
            return Speaker(person: named, registration: events)
        }
        let person = workspace.nextPerson
        events.append(
            PersonRegistered(
                person: person, handle: Handle.free(invocation.name, in: workspace), name: invocation.name,
                identity: invocation.identity, role: firstRole(invocation, workspace)))
        return Speaker(person: person, registration: events)
    }

    /// What binds the team of the room, where it is the first of its platform.
    ///
    /// - Throws: `Refusal.teamNotKnown` when the room is of a team this workspace does not belong to, or the speaker is: in a room
    ///   that two teams share, the other's people are not of this workspace.
    private func bindingTeam(of invocation: Invocation, in workspace: Workspace) throws(Refusal) -> [any ProgramEvent] {
        let platform = invocation.channel.platform
        guard !invocation.isLocal || !policy.teams.isEmpty, !Registrar.isTeamless(platform) else { return [] }
        // A platform whose teams are listed has these; of any other the first that speaks is bound.
        let prefix = platform + ":"
        let isListed = isListed(platform)
        // The named admin's team belongs, whoever speaks first.
        let ownTeam = policy.admin.map { "\($0.platform):\($0.team)" }
        let (room, speaker) = (prefix + invocation.channel.team, prefix + invocation.identity.team)
        guard
            room == speaker || isKnown(speaker, on: platform, in: workspace)
                || guestRole(invocation, in: workspace) != nil
        else { throw .teamNotKnown }
        if isKnown(room, on: platform, in: workspace) { return [] }
        let isBound = workspace.teams.contains { $0.hasPrefix(prefix) } || ownTeam?.hasPrefix(prefix) == true
        guard !isListed, !isBound || room == ownTeam else { throw .teamNotKnown }
        return [TeamBound(platform: platform, team: invocation.channel.team)]
    }

    /// Whether a platform has no teams: whoever speaks there is of this workspace.
    static func isTeamless(_ platform: String) -> Bool { platform == "generic" || platform == "stdin" }

    private func isListed(_ platform: String) -> Bool { policy.teams.contains { $0.hasPrefix(platform + ":") } }

    private func isKnown(_ team: String, on platform: String, in workspace: Workspace) -> Bool {
        guard isListed(platform) else { return workspace.teams.contains(team) }
        return policy.admin.map { "\($0.platform):\($0.team)" } == team || policy.teams.contains(team)
    }

    /// What somebody of another team may do in a room of this workspace's that both share; nil for anybody else.
    func guestRole(_ invocation: Invocation, in workspace: Workspace) -> Role? {
        guard let guests = policy.guests, !Registrar.isTeamless(invocation.channel.platform),
            invocation.channel.team != invocation.identity.team
        else { return nil }
        let platform = invocation.channel.platform
        let (room, speaker) = ("\(platform):\(invocation.channel.team)", "\(platform):\(invocation.identity.team)")
        guard isKnown(room, on: platform, in: workspace), !isKnown(speaker, on: platform, in: workspace) else {
            return nil
        }
        return guests.role
    }

    /// Whether somebody has accounts of other teams alone, whose people are let into rooms that both share.
    func isGuest(_ person: PersonID, in workspace: Workspace) -> Bool {
        guard policy.guests != nil, let identities = workspace.people[person]?.identities, !identities.isEmpty else {
            return false
        }
        return identities.allSatisfy { identity in
            !Registrar.isTeamless(identity.platform)
                && !isKnown("\(identity.platform):\(identity.team)", on: identity.platform, in: workspace)
        }
    }

    /// Somebody known, who gets the name that a platform tells only now, as Slack does with a command and not with a mention: with
    /// it goes what was given to that name before.
    private func named(
        _ record: Person, _ invocation: Invocation, _ before: [any ProgramEvent], in workspace: Workspace
    ) -> Speaker {
        var events = before
        guard Registrar.isNamed(record, by: invocation) else {
            return Speaker(person: record.id, registration: events)
        }
        let placeholder = placeholder(for: invocation, in: workspace)
        let free = Handle.free(invocation.name, in: workspace)
        if let placeholder { events.append(PersonChanged(person: placeholder, handle: free)) }
        events.append(
            PersonChanged(
                person: record.id, name: invocation.name,
                handle: placeholder == nil ? free : Handle.verbatim(invocation.name)))
        events += (placeholder.map { workspace.items(.owned, of: .holdings($0)) } ?? []).map {
            ItemAssigned(id: $0.id, owner: record.id, helpers: $0.helpers)
        }
        return Speaker(person: record.id, registration: events)
    }

    /// Whether this message tells the name of somebody whose account alone was known.
    static func isNamed(_ person: Person, by invocation: Invocation) -> Bool {
        person.name == invocation.identity.user && invocation.name != person.name
            && person.identities == [invocation.identity]
    }

    private func placeholder(for invocation: Invocation, in workspace: Workspace) -> PersonID? {
        guard let person = workspace.person(handle: Handle.verbatim(invocation.name)), person.identities.isEmpty,
            workspace.group(person.id) == nil, let placeholder = person.placeholder,
            placeholder.platform == invocation.identity.platform,
            placeholder.team == invocation.identity.team
        else { return nil }
        return person.id
    }

    private func firstRole(_ invocation: Invocation, _ workspace: Workspace) -> Role {
        if let admin = policy.admin {
            if admin == invocation.identity { return .admin }
        } else if invocation.isLocal, !workspace.hasAdmin {
            return .admin
        }
        // Beyond the rooms they share, guests are nobody here.
        return guestRole(invocation, in: workspace) == nil ? policy.firstRole : .viewer
    }
}

/// Looks up the people a command names.
struct PeopleResolver {
    var workspace: Workspace
    let identity: Identity
    let caller: PersonID
    /// Whether an unknown name may become a person: on writes only.
    let mayName: Bool
    private(set) var events: [any ProgramEvent] = []
    private(set) var named: [PersonID] = []
    private var freshNames: [String: PersonID] = [:]

    init(workspace: Workspace, identity: Identity, caller: PersonID, mayName: Bool) {
        self.workspace = workspace
        self.identity = identity
        self.caller = caller
        self.mayName = mayName
    }

    /// The person a reference means, a new one when nobody of that name is known.
    ///
    /// - Throws: `UsageProblem` when the name is one edit from somebody known, means two people, or is unknown on a read or
    ///   without its sign.
    mutating func resolve(_ reference: PersonReference) throws(UsageProblem) -> PersonID {
        if let user = reference.user {
            let mentioned = Identity(platform: identity.platform, team: identity.team, user: user)
            if let person = workspace.identities[mentioned] ?? guest(user) { return person }
            // Somebody of that very name was only mentioned so far: here is the account.
            if let label = reference.name, let named = workspace.person(handle: Handle.verbatim(label)),
                named.identities.isEmpty, workspace.group(named.id) == nil, let placeholder = named.placeholder,
                placeholder.platform == identity.platform, placeholder.team == identity.team
            {
                if mayName { record(IdentityMoved(identity: mentioned, person: named.id)) }
                return named.id
            }
            guard mayName else {
                throw UsageProblem(.unknownPerson(name: reference.name ?? user, nearest: ""))
            }
            return name(reference.name ?? user, identity: mentioned)
        }
        let name = (reference.name ?? "").lowercased()
        if name == "me" || name == "myself" { return caller }
        // `/assign T-1 to nobody` makes no person of that name.
        if SmallWords.nobody.contains(name), workspace.person(handle: name) == nil {
            throw UsageProblem(.nobody(name: name), marked: name)
        }
        guard !Handle.isReserved(name) else {
            // `assign T-3 to today`: a word is nobody.
            let kept = workspace.person(handle: name).map { Handle.written($0, in: workspace) }
            throw UsageProblem(
                reference.isBare && kept == nil
                    ? .bareName(name: name) : .unknownPerson(name: name, nearest: kept ?? ""), marked: name)
        }
        // Nobody takes a group's name by calling themselves so.
        if let named = workspace.person(handle: name), workspace.group(named.id) != nil { return named.id }
        // The id of a mention, as a proposal keeps it.
        let written = Identity(platform: identity.platform, team: identity.team, user: reference.name ?? "")
        if let person = workspace.identities[written] { return person }
        if let fresh = freshNames[name] { return fresh }
        let here = workspace.people(named: name).filter { person in
            person.identities.contains { $0.platform == identity.platform && $0.team == identity.team }
        }
        if here.count == 1, let one = here.first { return one.id }
        let byHandle = Handle.person(name, in: workspace)
        if here.count > 1 {
            // Whose handle is the name itself is told apart by the account.
            let ways = here.map { person in
                let account = person.identities.first {
                    $0.platform == identity.platform && $0.team == identity.team
                }
                return person.handle == name ? account?.user ?? person.handle : person.handle
            }
            throw UsageProblem(.ambiguousPerson(name: name, handles: ways.sorted()), marked: name)
        }
        if let byHandle { return byHandle.id }
        if Alphabets.mixes(name) { throw UsageProblem(.mixedAlphabets(name: name), marked: name) }
        if let other = Handle.lookalike(of: name, in: workspace) {
            throw UsageProblem(.unknownPerson(name: name, nearest: other), marked: name)
        }
        let handles = workspace.handles.keys.filter {
            Nearest.edits($0, name, atMost: 1) == 1 && name.count >= 3 && $0.count >= 2
        }.sorted()
        if let near = handles.first {
            throw UsageProblem(.unknownPerson(name: name, nearest: near), marked: name)
        }
        guard mayName else { throw UsageProblem(.unknownPerson(name: name, nearest: ""), marked: name) }
        // `assign T-3 to today`: a word is nobody.
        guard !reference.isBare else { throw UsageProblem(.bareName(name: name), marked: reference.name) }
        return self.name(name, identity: nil)
    }

    /// Somebody of another team who spoke in a shared room: a user's id is the same in each.
    private func guest(_ user: String) -> PersonID? {
        let others = workspace.identities.keys.filter { $0.platform == identity.platform && $0.user == user }
        return others.count == 1 ? workspace.identities[others[0]] : nil
    }

    private mutating func record(_ event: any ProgramEvent) {
        event.apply(to: &workspace, Stamp(person: caller, time: workspace.time, command: 0))
        events.append(event)
    }

    private mutating func name(_ name: String, identity mentioned: Identity?) -> PersonID {
        let person = workspace.nextPerson
        let handle = Handle.free(name, in: workspace)
        let event = PersonNamed(
            person: person, handle: handle, name: name, platform: identity.platform, team: identity.team,
            identity: mentioned)
        record(event)
        freshNames[name.lowercased()] = person
        named.append(person)
        return person
    }
}
