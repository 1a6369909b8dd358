// Has a command's handler decide, on a view of the workspace that is gone before anything changes.

import CommandLanguage
import ProgramModel
import Quantities

extension MessageDecider {
    /// What a handler decided, and the people it named on the way.
    struct Plan {
        var decision: Decision
        var registrations: [any ProgramEvent]
        var named: [PersonID]
        /// What a read looked at, which may be the past.
        var asked: ProgramView?

        func record(in batch: inout EventBatch, _ workspace: inout Workspace, name: String) {
            batch.append(registrations, to: &workspace, name: EventStamp.registration)
            batch.append(decision.events, to: &workspace, name: name)
        }
    }

    /// Has the handler decide. Whatever looks at the workspace is gone when this returns, so that it can change in place.
    func plan(
        _ bound: BoundCommand, _ handler: Handler, _ eyes: Eyes, _ workspace: Workspace, _ batch: EventBatch,
        _ invocation: Invocation
    ) throws -> Plan {
        try plan(bound, handler, eyes, on: SharedWorkspace(workspace), batch, invocation)
    }

    /// Has the handler decide on a workspace that others look at as well.
    func plan(
        _ bound: BoundCommand, _ handler: Handler, _ eyes: Eyes, on shared: SharedWorkspace, _ batch: EventBatch,
        _ invocation: Invocation
    ) throws -> Plan {
        // What is asked aloud in a room is answered with what everybody in it may be told.
        let eyes = bound.flags.isPublic == true && !eyes.isDirect && !handler.writes ? eyes.forRoom() : eyes
        var view = ProgramView(shared, eyes: eyes)
        if let role = Role(rawValue: bound.verb.role) {
            for project in projects(of: bound, view) { try view.require(role, in: project) }
        }
        try refuseKeys(of: bound, except: handler.keys, writes: handler.writes)
        var found: [String: [PersonID]] = [:]
        var (registrations, named): ([any ProgramEvent], [PersonID]) = ([], [])
        if bound.namesPeople {
            var people = PeopleResolver(
                workspace: shared.workspace, identity: invocation.identity, caller: eyes.me, mayName: handler.writes)
            found = try resolve(bound, &people)
            (registrations, named) = (people.events, people.named)
        }
        if !registrations.isEmpty {
            var (with, scratch) = (shared.workspace, batch)
            scratch.append(registrations, to: &with, name: EventStamp.registration)
            view = eyes.view(of: with)
        }
        if let day = bound.flags.at {
            // As it would have been answered then: by that day's clock too.
            let moment = min(eyes.now, eyes.zone.end(of: day))
            view = ProgramView(
                SharedWorkspace(try log.workspace(at: moment)), eyes: eyes.at(moment), sight: view.sight)
        }
        let decision: Decision
        do {
            let reader =
                pending.isEmpty || handler.work(bound) < .log ? log : LogWithPending(log: log, pending: pending)
            decision = try handler.run(Request(bound: bound, people: found, file: invocation.file), view, reader)
        } catch let refusal as Refusal {
            guard let day = bound.flags.at else { throw refusal }
            // `at:25dec` may be another year's than was meant.
            throw Refusal.other(
                code: RefusalText.code(refusal),
                text: RefusalText.sentence(refusal) + " That was as of the end of \(day.short(today: eyes.today)).")
        }
        try requireRoles(ofMoves: decision.events, view)
        try requireAdmin(after: decision.events, batch, view.workspace)
        if eyes.guest != nil { try refuseBeyondRoom(decision.events, batch, view) }
        return Plan(
            decision: decision, registrations: registrations, named: named, asked: handler.writes ? nil : view)
    }

    /// Moving a record needs what the verb of its own kind needs for that state, however it is said: `/close B-1` is
    /// `/blocker resolve B-1`.
    private func requireRoles(ofMoves events: [any ProgramEvent], _ view: ProgramView) throws(Refusal) {
        for case let moved as ItemMoved in events {
            guard let item = view.item(moved.id),
                let verb = surroundings.catalogue.command(kind: item.kind)?.verbs.first(where: {
                    $0.moves == moved.state
                }), let role = Role(rawValue: verb.role)
            else { continue }
            try view.require(role, in: item.project)
        }
    }

    /// The last admin stays one, whatever takes roles or accounts: a revoked role, an undo, an account that moves.
    private func requireAdmin(
        after events: [any ProgramEvent], _ batch: EventBatch, _ workspace: Workspace
    ) throws(Refusal) {
        guard events.contains(where: { $0.changesRoles(in: workspace) }), !workspace.admins.isEmpty else { return }
        var (after, scratch) = (workspace, batch)
        scratch.append(events, to: &after, name: "")
        if after.admins.isEmpty { throw .lastAdmin }
    }

    /// A guest changes records of the room's project, and what is their own.
    private func refuseBeyondRoom(
        _ events: [any ProgramEvent], _ batch: EventBatch, _ view: ProgramView
    ) throws(Refusal) {
        var (after, scratch) = (view.workspace, batch)
        scratch.append(events, to: &after, name: "")
        for event in events {
            if let slot = event.slotChange, (slot.slot ?? slot.was)?.slot.right == .own(view.person) { continue }
            let items = event.items(in: after)
            guard !items.isEmpty, items.allSatisfy({ after.item($0).map { view.sight.sees($0.project) } ?? false })
            else { throw .beyondRoom }
        }
    }

    /// Refuses a reserved key that a handler would ignore.
    func refuseKeys(of bound: BoundCommand, except keys: Set<ReadKey>, writes: Bool) throws(UsageProblem) {
        func refuse(_ fact: UsageProblem.Fact) throws(UsageProblem) {
            throw UsageProblem(
                fact, line: bound.line, usage: UsageLine(command: bound.command, verb: bound.verb))
        }
        if writes, bound.flags.at != nil { try refuse(.pastOfWrite) }
        for key in bound.flags.readKeys where !keys.contains(key) {
            try refuse(
                .keyNotHere(key: key.rawValue, command: bound.verb.isBare ? bound.command.word : bound.name))
        }
    }

    /// The people a command names, by argument.
    private func resolve(
        _ bound: BoundCommand, _ people: inout PeopleResolver
    ) throws(UsageProblem) -> [String: [PersonID]] {
        var found: [String: [PersonID]] = [:]
        for argument in bound.verb.arguments {
            for reference in bound.people(argument.name) {
                do {
                    found[argument.name, default: []].append(try people.resolve(reference))
                } catch {
                    var problem = error
                    problem.line = bound.line
                    throw problem
                }
            }
        }
        return found
    }

    /// The projects a command touches, for roles: the one said, and those of every item named; else the room's.
    private func projects(of bound: BoundCommand, _ view: ProgramView) -> [ProjectKey?] {
        var projects: [ProjectKey?] = []
        for id in bound.ids { if let item = view.item(id) { projects.append(item.project) } }
        if let key = bound.project("project") { projects.append(key) }
        return projects.isEmpty ? [view.channelProject] : projects
    }
}

extension CommandFlags {
    /// The keys said that only some reads understand.
    fileprivate var readKeys: [ReadKey] {
        var keys: [ReadKey] = []
        if since != nil { keys.append(.since) }
        if sort != nil { keys.append(.sort) }
        if top != nil { keys.append(.top) }
        return keys
    }
}
