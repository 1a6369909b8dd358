// Tells those whom a command concerns, and tells the doer who was told.

import CommandLanguage
import ProgramModel
import Quantities

/// The records that one command touches, as they were before it.
struct RecordsBefore: Sendable {
    private var before: [(id: ItemID, item: Item?)] = []
    private var known: Set<ItemID> = []

    /// Takes down what events are about to change.
    mutating func note(_ events: [any ProgramEvent], in workspace: Workspace) {
        for id in events.flatMap({ $0.items(in: workspace) }) where known.insert(id).inserted {
            before.append((id, workspace.item(id)))
        }
        // What is made names itself only in the workspace after it.
        for case let added as ItemAdded in events where known.insert(added.id).inserted {
            before.append((added.id, nil))
        }
    }

    /// What became of them, those left out that are as they were.
    func changed(in workspace: Workspace) -> [ChangedRecord] {
        before.compactMap { id, before in
            guard let after = workspace.item(id), after != before else { return nil }
            return ChangedRecord(before: before, after: after)
        }
    }
}

extension MessageDecider {
    /// Has everybody told whom a command concerns.
    ///
    /// - Parameters:
    ///   - named: people whom the command named for the first time; they cannot hear yet.
    ///   - isAloud: the answer is said to a room.
    /// - Returns: what the doer is to read of it.
    func tell(
        _ records: RecordsBefore, by eyes: Eyes, in workspace: Workspace, named: [PersonID], isAloud: Bool,
        _ invocation: Invocation, _ notices: inout [Notice]
    ) -> RichText? {
        let changed = records.changed(in: workspace)
        guard !changed.isEmpty else { return nil }
        let attention = surroundings.handlers.attention
        let shared = SharedWorkspace(workspace)
        let all = ProgramView(shared, eyes: eyes, sight: .all)
        let cause = invocation.delivery?.id ?? "command \(workspace.version)"
        let receivers = Receivers(surroundings, log, shared, eyes.now)
        announce(changed, to: receivers, in: workspace, because: cause, &notices)
        let hearers = attention.hearers(of: changed, by: eyes.person, in: all)
        guard !hearers.isEmpty else { return nil }
        let own = eyes.view(of: workspace)
        let seen = own.seesAll ? Set(hearers) : Set(attention.hearers(of: changed, by: eyes.person, in: own))
        let reach = Reach(policy: policy, workspace: workspace)
        var (told, silent): ([PersonID], [(PersonID, Receiver.Obstacle)]) = ([], [])
        for person in hearers {
            let receiver = reach.receiver(person, preferring: invocation.channel.platform)
            if case .none(let obstacle) = receiver.way {
                if obstacle == .off || !seen.contains(person) || named.contains(person) { continue }
                // The answer in the room mentions them, which rings.
                if isAloud, case .notConnected(invocation.channel.platform) = obstacle {
                    told.append(person)
                } else {
                    silent.append((person, obstacle))
                }
                continue
            }
            let view = receivers.view(of: .person(person))
            guard let reply = attention.told(changed, by: eyes.person, view) else { continue }
            notices.append(
                Notice(
                    to: receiver, reply, because: .command(cause), notBefore: receivers.quietEnd(of: .person(person))))
            if seen.contains(person) { told.append(person) }
        }
        return line(told, silent, own)
    }

    /// Tells those who want to hear at once of what they look for, whoever did it.
    private func announce(
        _ changed: [ChangedRecord], to receivers: Receivers, in workspace: Workspace, because cause: String,
        _ notices: inout [Notice]
    ) {
        let reach = Reach(policy: policy, workspace: workspace)
        for subscription in surroundings.watches.all(in: workspace) {
            guard let line = subscription.line, let filter = try? receivers.filter(line, of: subscription) else {
                continue
            }
            let view = receivers.view(of: subscription.receiver)
            guard
                let reply = surroundings.handlers.attention.announced(changed, filter, subscription.said, view)
            else { continue }
            notices.append(
                Notice(
                    to: reach.receiver(subscription.receiver), reply, because: .command(cause),
                    notBefore: receivers.quietEnd(of: subscription.receiver)))
        }
    }

    private func line(
        _ told: [PersonID], _ silent: [(PersonID, Receiver.Obstacle)], _ view: ProgramView
    ) -> RichText? {
        var parts: [RichText] = []
        if !told.isEmpty { parts.append("Told: " + MessageDecider.names(told, view) + ".") }
        for (person, obstacle) in silent.prefix(3) {
            switch obstacle {
            case .noAccount: parts.append("\(view.mention(person)) has no chat account here yet, and was not told.")
            case .notConnected(let platform):
                parts.append("\(view.mention(person)) was not told: steerco cannot write to people on \(platform).")
            case .off: break
            }
        }
        return parts.isEmpty ? nil : parts.joined(" ")
    }

    private static func names(_ people: [PersonID], _ view: ProgramView) -> RichText {
        let named = people.prefix(5).map { "\(view.mention($0))" as RichText }.joined(", ")
        return people.count > 5 ? named + " and \(people.count - 5) more" : named
    }
}
