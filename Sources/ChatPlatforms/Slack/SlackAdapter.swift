// Slack: slash commands, buttons, mentions and direct messages, signed with the app's signing secret.
// Source: docs.slack.dev, "Verifying requests from Slack", "Implementing slash commands", "The Events API".

import CommandLanguage
package import Conversation
import JSONText
import ProgramModel
package import Quantities

package struct SlackAdapter: PlatformAdapter {
    private let secrets: Secrets
    private let hosts: ReplyHosts
    /// Whether the bot token is there, without which mentions cannot be answered.
    private let canPost: Bool
    private let umbrella: String
    package let name = "slack"
    package let methods = ["POST"]
    package let renderer: any ReplyRenderer
    /// A response address lives this long.
    private static let responseLife = 30 * Instant.minute

    package init(secrets: Secrets, hosts: ReplyHosts, canPost: Bool, umbrella: String) {
        self.secrets = secrets
        self.hosts = hosts
        self.canPost = canPost
        self.umbrella = umbrella
        renderer = SlackRenderer(umbrella: umbrella)
    }

    package func receive(_ request: InboundRequest, now: Instant) throws(InboundRefusal) -> Inbound {
        let mediaType = request.mediaType
        if mediaType == "application/x-www-form-urlencoded", SlackAdapter.isCertificateCheck(request.body) {
            return .respond(contentType: "text/plain; charset=utf-8", body: [])
        }
        // Nothing is read of a body before it is known to be Slack's.
        try verify(request, now: now)
        switch mediaType {
        case "application/x-www-form-urlencoded":
            guard let form = Form(request.body) else { throw InboundRefusal(400, "form") }
            if let payload = form["payload"] { return try button(payload, now: now) }
            return try slash(form, now: now)
        case "application/json":
            guard let json = try? JSON(reading: request.body) else { throw InboundRefusal(400, "json") }
            return event(json, now: now)
        default: throw InboundRefusal(415, "media-type")
        }
    }

    /// Whether this is the check of the server's certificate, which may come unsigned: anything more than its own two fields,
    /// or longer than they are, is none.
    private static func isCertificateCheck(_ body: [UInt8]) -> Bool {
        guard body.count <= 256, body.count(where: { $0 == UInt8(ascii: "&") }) <= 1, let form = Form(body) else {
            return false
        }
        return form["ssl_check"] == "1" && form.names.isSubset(of: ["token", "ssl_check"])
    }

    /// `v0=` and the HMAC-SHA256 of `v0:timestamp:body`, keyed with the secret as text; 300 s either way.
    private func verify(_ request: InboundRequest, now: Instant) throws(InboundRefusal) {
        guard let timestamp = request.header("x-slack-request-timestamp"),
            let signature = request.header("x-slack-signature")
        else { throw InboundRefusal(401, "headers") }
        guard Timestamps.isFresh(timestamp, now: now) else { throw InboundRefusal(401, "timestamp") }
        guard signature.hasPrefix("v0="), signature.utf8.count == 67, let mac = Hex.decode(signature.dropFirst(3))
        else {
            throw InboundRefusal(401, "signature")
        }
        guard secrets.anySigns(Array("v0:\(timestamp):".utf8) + request.body, as: mac) else {
            throw InboundRefusal(401, "signature")
        }
    }

    private func address(_ url: String?, inResponse: Bool, now: Instant) -> ReplyAddress? {
        guard let url, hosts.allows(url) else { return nil }
        return ReplyAddress(
            destination: .url(url), platform: name, answersInResponse: inResponse,
            lifetime: SlackAdapter.responseLife)
    }

    private func slash(_ form: Form, now: Instant) throws(InboundRefusal) -> Inbound {
        guard let team = form["team_id"], let user = form["user_id"], let channel = form["channel_id"],
            let command = form["command"],
            !user.isEmpty, !team.isEmpty
        else { throw InboundRefusal(400, "fields") }
        let slashed = command.hasPrefix("/") ? command : "/" + command
        var text = SlackText.read(form["text"] ?? "")
        text.pieces.insert(.text(slashed + " "), at: 0)
        let identity = Identity(platform: name, team: team, user: user)
        return .message(
            Invocation(
                identity: identity, name: form["user_name"] ?? user,
                channel: ChannelAddress(platform: name, team: team, channel: channel),
                isDirect: form["channel_name"] == "directmessage" || channel.hasPrefix("D"), text: text,
                delivery: SlackAdapter.delivery(form["trigger_id"], of: identity),
                replyAddress: address(form["response_url"], inResponse: true, now: now)))
    }

    /// - Parameter id: Slack's id of what a person did; it sends the same once more when an answer is late.
    private static func delivery(_ id: String?, of identity: Identity) -> DeliveryKey? {
        DeliveryKey(identity, id: id, earlier: id.map { "slack:\($0)" })
    }

    private func button(_ payload: String, now: Instant) throws(InboundRefusal) -> Inbound {
        guard let json = try? JSON(reading: payload), let type = json["type"]?.string else {
            throw InboundRefusal(400, "payload")
        }
        // What this bot offers none of, and another part of the same app may.
        guard type == "block_actions" else { return .ignored }
        guard
            let user = json["user"]?["id"]?.string, let action = json["actions"]?.array?.first,
            let command = action["value"]?.string
        else { throw InboundRefusal(400, "payload") }
        let team = json["team"]?["id"]?.string ?? json["user"]?["team_id"]?.string ?? ""
        let userTeam = json["user"]?["team_id"]?.string ?? team
        let channel = json["channel"]?["id"]?.string ?? json["container"]?["channel_id"]?.string ?? user
        let identity = Identity(platform: name, team: userTeam, user: user)
        var invocation = Invocation(
            identity: identity,
            name: json["user"]?["username"]?.string ?? json["user"]?["name"]?.string ?? user,
            channel: ChannelAddress(platform: name, team: team, channel: channel), isDirect: channel.hasPrefix("D"),
            text: MessageText(command.hasPrefix("/") ? command : "/" + command),
            delivery: SlackAdapter.delivery(json["trigger_id"]?.string, of: identity),
            replyAddress: address(json["response_url"]?.string, inResponse: false, now: now))
        // The answer to a question takes its place, so that nobody presses twice; a message of several questions stays.
        let settles = command.hasPrefix("/yes ") || command.hasPrefix("/no ")
        invocation.rendering["replace_original"] =
            settles && SlackAdapter.isOfOneQuestion(json["message"]) ? "when done" : "never"
        // Where the question was asked.
        let thread = json["message"]?["thread_ts"]?.string ?? json["container"]?["thread_ts"]?.string
        invocation.rendering["thread_ts"] = thread
        invocation.rendering["private_thread_ts"] = thread
        return .message(invocation)
    }

    /// Subtypes of messages that people wrote: with a file, or shown in the room as well as in its thread.
    /// Source: docs.slack.dev, "message" event.
    private static let said: Set<String> = ["file_share", "thread_broadcast"]

    /// Not known of a message that one person alone is shown: Slack does not send it.
    private static func isOfOneQuestion(_ message: JSON?) -> Bool {
        guard let blocks = message?["blocks"]?.array else { return false }
        return blocks.reduce(0) { $0 + ($1["elements"]?.array?.count ?? 0) } <= 2
    }

    /// Whose team somebody is of who wrote a message: in a room that teams share, another than the room's, by whichever of
    /// what Slack says of it. Source: docs.slack.dev, "Using Slack Connect with your app".
    private static func team(of event: JSON, in room: String) -> String {
        let said = ["user_team", "source_team", "team"].compactMap { event[$0]?.string }
        return said.first { $0 != room } ?? room
    }

    private func event(_ json: JSON, now: Instant) -> Inbound {
        if json["type"]?.string == "url_verification", let challenge = json["challenge"] {
            return .respond(
                contentType: "application/json; charset=utf-8", body: (["challenge": challenge] as JSON).bytes)
        }
        guard json["type"]?.string == "event_callback", let event = json["event"], let type = event["type"]?.string,
            canPost, let text = event["text"]?.string, let user = event["user"]?.string,
            let channel = event["channel"]?.string, let id = json["event_id"]?.string,
            let team = json["team_id"]?.string,
            event["bot_id"] == nil,
            // Said again in other words: what it asked for was done, and is not done twice.
            event["edited"] == nil,
            event["subtype"].map({ SlackAdapter.said.contains($0.string ?? "") }) ?? true
        else { return .ignored }
        let isDirect = event["channel_type"]?.string == "im"
        guard type == "app_mention" || (type == "message" && isDirect) else { return .ignored }
        var message = SlackText.read(text)
        let own = (json["authorizations"]?.array ?? []).filter { $0["is_bot"]?.bool != false }
            .compactMap { $0["user_id"]?.string }
        // The mention that addresses the bot is the entrance; where its id is not told, it is the one that comes first.
        message.takeOutMentions(of: own, umbrella: umbrella)
        if own.isEmpty, type == "app_mention", case .token(.user(let id, _))? = message.pieces.first {
            message.takeOutMentions(of: [id], umbrella: umbrella)
        }
        // `@steerco` above `/task One`: the slash is an entrance of its own.
        let isSlashed = message.display.drop(while: \.isWhitespace).hasPrefix("/")
        if type == "app_mention", !isSlashed { message.pieces.insert(.text("/\(umbrella) "), at: 0) }
        let identity = Identity(platform: name, team: SlackAdapter.team(of: event, in: team), user: user)
        var invocation = Invocation(
            identity: identity, name: user,
            channel: ChannelAddress(platform: name, team: team, channel: channel), isDirect: isDirect, text: message,
            // The same message may come in several events: a message is known by its room and time.
            delivery: DeliveryKey(
                identity, id: event["ts"]?.string.map { "message:\(channel):\($0)" } ?? id, earlier: "slack:\(id)"),
            replyAddress: ReplyAddress(
                destination: .slackMethod("chat.postMessage"), platform: name, answersInResponse: false,
                lifetime: Instant.hour))
        invocation.rendering["channel"] = channel
        invocation.rendering["user"] = user
        if isDirect { invocation.rendering["direct"] = "yes" }
        let thread = event["thread_ts"]?.string
        // What one person alone is shown is not seen in a thread that nobody has begun.
        // Source: docs.slack.dev, "chat.postEphemeral".
        invocation.rendering["private_thread_ts"] = thread
        invocation.rendering["thread_ts"] = thread ?? (isDirect ? nil : event["ts"]?.string)
        return .message(invocation)
    }
}
