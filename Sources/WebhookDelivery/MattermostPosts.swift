// Posts of the bot on Mattermost: whose bot it is, the channel of two with a person, then the post itself.

import Conversation
import JSONText

/// What was learnt of a Mattermost server, and the next request that a post wants.
struct MattermostPosts {
    /// The server's address, without an end.
    let server: String
    let token: String
    /// The bot's own id, once it is known.
    private var bot: String?
    /// The channels of two, by the person.
    private var channels: [String: String] = [:]

    init?(_ settings: (server: String, token: String)?) {
        guard let settings else { return nil }
        (server, token) = settings
    }

    /// One request on the way to a post.
    enum Step: Equatable {
        case whoAmI
        case open(person: String)
        case post(channel: String)
    }

    /// What comes next for a room's id, or a person's after an `@`.
    func step(to place: String) -> Step {
        guard place.hasPrefix("@") else { return .post(channel: place) }
        let person = String(place.dropFirst())
        if let channel = channels[person] { return .post(channel: channel) }
        return bot == nil ? .whoAmI : .open(person: person)
    }

    func transfer(_ step: Step, of entry: OutboxEntry) -> Transfer {
        var transfer = Transfer(
            url: server + "/api/v4/", headers: ["Authorization: Bearer \(token)", "Content-Type: application/json"],
            body: nil, isNamed: true)
        switch step {
        case .whoAmI: transfer.url += "users/me"
        case .open(let person):
            transfer.url += "channels/direct"
            transfer.body = JSON.array([.string(bot ?? ""), .string(person)]).bytes
        case .post(let channel):
            transfer.url += "posts"
            let said = (try? JSON(reading: entry.payload))?.members ?? []
            // The server takes a repeat under one pending id as the post it has.
            transfer.body =
                JSON.object(
                    [.init("channel_id", .string(channel))] + said
                        + [.init("pending_post_id", .string("\(bot ?? "steerco"):\(entry.id)"))]
                ).bytes
        }
        return transfer
    }

    /// Keeps what a step before the post brought; false where it brought nothing.
    mutating func learn(_ step: Step, from body: [UInt8]) -> Bool {
        guard let id = (try? JSON(reading: body))?["id"]?.string, !id.isEmpty else { return false }
        switch step {
        case .whoAmI: bot = id
        case .open(let person): channels[person] = id
        case .post: break
        }
        return true
    }
}
