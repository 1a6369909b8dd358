// Which way leads to a person or a room from here.

import ProgramModel
import Quantities

/// Finds the way to people and rooms: the platforms that the bot can write on by itself are the operator's.
struct Reach {
    let policy: Policy
    let workspace: Workspace

    /// A person by one of their accounts, that of a platform first where one is preferred.
    func receiver(_ person: PersonID, preferring platform: String?) -> Receiver {
        guard let record = workspace.people[person] else { return Receiver(name: "nobody", way: .none(.noAccount)) }
        func to(_ way: Receiver.Way) -> Receiver { Receiver(name: record.handle, way: way) }
        if Notifications(of: person, in: workspace).isOff { return to(.none(.off)) }
        guard let first = record.identities.first else { return to(.none(.noAccount)) }
        let preferred = record.identities.filter { $0.platform == platform }
        for identity in preferred + record.identities {
            if let way = way(to: identity) { return to(way) }
        }
        if let webhook = policy.peopleWebhook { return to(named(webhook, lane: record.handle)) }
        return to(.none(.notConnected(platform: first.platform)))
    }

    /// A person, or a room.
    func receiver(_ scope: SlotScope) -> Receiver {
        if let person = scope.person { return receiver(person, preferring: nil) }
        return scope.room.map { receiver($0) } ?? Receiver(name: "nobody", way: .none(.noAccount))
    }

    func receiver(_ room: ChannelAddress) -> Receiver {
        func to(_ way: Receiver.Way) -> Receiver { Receiver(name: room.channel, way: way) }
        if room.platform == Reach.console, policy.hasConsole { return to(.console) }
        if policy.direct.contains(room.platform) {
            return to(post(on: room.platform, to: room.channel, ["channel": room.channel], isPerson: false))
        }
        if let webhook = workspace.slot(Room.self, room)?.announce { return to(named(webhook, lane: room.channel)) }
        return to(.none(.notConnected(platform: room.platform)))
    }

    private static let console = "stdin"

    private func way(to identity: Identity) -> Receiver.Way? {
        if identity.platform == Reach.console { return policy.hasConsole ? .console : nil }
        guard policy.direct.contains(identity.platform) else { return nil }
        return post(
            on: identity.platform, to: identity.user, ["channel": identity.user, "direct": "true"], isPerson: true)
    }

    private func post(
        on platform: String, to id: String, _ rendering: [String: String], isPerson: Bool
    ) -> Receiver.Way {
        let place = isPerson ? "@" + id : id
        let address = ReplyAddress(
            destination: .direct(platform: platform, place: place), platform: platform, answersInResponse: false)
        let rendering = rendering.merging(["post": "by the bot"]) { one, _ in one }
        return .post(address, lane: "\(platform) \(place)", rendering: rendering)
    }

    private func named(_ webhook: String, lane: String) -> Receiver.Way {
        let platform = policy.webhooks[webhook] ?? "generic"
        let address = ReplyAddress(destination: .webhook(webhook), platform: platform, answersInResponse: false)
        return .post(address, lane: "webhook \(webhook) \(lane)", rendering: [:])
    }
}
