// Mattermost: slash commands with a static token each, and buttons.
// Source: mattermost/mattermost server/channels/app/command.go, server/public/model/integration_action.go.

import CommandLanguage
package import Conversation
import JSONText
import ProgramModel
package import Quantities

package struct MattermostAdapter: PlatformAdapter {
    private let tokens: MattermostTokens
    private let hosts: ReplyHosts
    private let umbrella: String
    /// The first signs; each verifies, so that buttons outlive the change of a token.
    private let buttonKeys: [[UInt8]]
    package let name = "mattermost"
    package let methods = ["POST", "GET"]
    package let renderer: any ReplyRenderer
    private static let responseLife = 30 * Instant.minute
    /// Bytes of a body. Its token stands among its fields, so that it is read before it is known whose it is; a message has
    /// 16,383 characters, each of 12 bytes at the most as it is sent.
    private static let longestBody = 256 * 1024

    /// - Parameter publicURL: where Mattermost reaches this server; nil: no buttons.
    package init(tokens: MattermostTokens, hosts: ReplyHosts, publicURL: String?, umbrella: String) {
        self.tokens = tokens
        self.hosts = hosts
        self.umbrella = umbrella
        // The buttons' own key, so that nothing signed for them is a token and no token signs for them.
        buttonKeys = tokens.secrets.derived("steerco mattermost button")
        renderer = MattermostRenderer(buttonKey: buttonKeys[0], publicURL: publicURL, umbrella: umbrella)
    }

    package func receive(_ request: InboundRequest, now: Instant) throws(InboundRefusal) -> Inbound {
        if request.method == "GET" {
            guard let form = Form(Array(request.query.utf8)) else { throw InboundRefusal(400, "form") }
            return try slash(form, request, now: now)
        }
        guard request.body.count <= MattermostAdapter.longestBody else { throw InboundRefusal(413, "body") }
        switch request.mediaType {
        case "application/x-www-form-urlencoded":
            guard let form = Form(request.body) else {
                guard request.header("authorization").map({ tokens.secrets.anyEquals(token($0)) }) ?? false else {
                    throw InboundRefusal(401, "token")
                }
                throw InboundRefusal(400, "form")
            }
            return try slash(form, request, now: now)
        case "application/json": return try button(request, now: now)
        default:
            guard request.header("authorization").map({ tokens.secrets.anyEquals(token($0)) }) ?? false else {
                throw InboundRefusal(401, "token")
            }
            throw InboundRefusal(415, "media-type")
        }
    }

    private func token(_ header: String) -> [UInt8] {
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, ["token", "bearer"].contains(parts[0].lowercased()) else { return [] }
        return Array(parts[1].utf8)
    }

    /// The token comes in the header or the form; when in both, they agree.
    private func authenticate(_ form: Form, _ request: InboundRequest) throws(InboundRefusal) {
        guard form.all("token").count <= 1,
            request.headers.count(where: { $0.name.lowercased() == "authorization" }) <= 1
        else {
            throw InboundRefusal(401, "token")
        }
        let given = form["token"].map { Array($0.utf8) }
        let header = request.header("authorization").map { token($0) }
        guard let token = given ?? header, !token.isEmpty, given == nil || header == nil || given == header,
            tokens.allow(
                token, command: form["command"] ?? "", team: form["team_id"] ?? "", text: form["text"] ?? "",
                umbrella: umbrella)
        else { throw InboundRefusal(401, "token") }
    }

    private func slash(_ form: Form, _ request: InboundRequest, now: Instant) throws(InboundRefusal) -> Inbound {
        try authenticate(form, request)
        guard let team = form["team_id"], let user = form["user_id"], let channel = form["channel_id"],
            let command = form["command"], !user.isEmpty
        else { throw InboundRefusal(400, "fields") }
        let text = (command.hasPrefix("/") ? command : "/" + command) + " " + MarkedIDs.unmarked(form["text"] ?? "")
        let mentions = Dictionary(zip(form.all("user_mentions"), form.all("user_mentions_ids")).map { ($0, $1) }) {
            one, _ in one
        }
        let trigger = form["trigger_id"].flatMap { $0.isEmpty ? nil : $0 }
        let identity = Identity(platform: name, team: team, user: user)
        var invocation = Invocation(
            identity: identity, name: form["user_name"] ?? user,
            channel: ChannelAddress(platform: name, team: team, channel: channel),
            isDirect: MattermostAdapter.isDirect(form["channel_name"], of: user),
            text: MattermostAdapter.read(text, mentions),
            delivery: MattermostAdapter.delivery(trigger, of: identity),
            replyAddress: address(form["response_url"], now: now))
        prepareButtons(&invocation, nonce: trigger, now: now)
        return .message(invocation)
    }

    /// A conversation of two is called by their ids: `id1__id2`. Source: mattermost server/public/model/channel.go.
    private static func isDirect(_ channel: String?, of user: String) -> Bool {
        guard let channel, let mark = channel.firstRange(of: "__") else { return false }
        return channel[..<mark.lowerBound] == user || channel[mark.upperBound...] == user
    }

    private func address(_ url: String?, now: Instant) -> ReplyAddress? {
        guard let url, hosts.allows(url), WebAddress(url)?.isMattermostResponse == true else { return nil }
        return ReplyAddress(
            destination: .url(url), platform: name, answersInResponse: true,
            lifetime: MattermostAdapter.responseLife)
    }

    private func prepareButtons(_ invocation: inout Invocation, nonce: String?, now: Instant) {
        guard let nonce else { return }
        invocation.rendering["channel"] = invocation.channel.channel
        invocation.rendering["team"] = invocation.channel.team
        invocation.rendering["expires"] = String(now.seconds + 86_400)
        invocation.rendering["nonce"] = Hex.encode(Array(Mac.sha256(Array(nonce.utf8), key: buttonKeys[0]).prefix(12)))
    }

    /// A pressed button has no signature of its own: the MAC in its context is the proof, in its channel, until it expires. What
    /// it says settles a question, which is settled once.
    private func button(_ request: InboundRequest, now: Instant) throws(InboundRefusal) -> Inbound {
        guard let json = try? JSON(reading: request.body),
            let button = MattermostButton(json["context"], keys: buttonKeys)
        else {
            throw InboundRefusal(401, "button")
        }
        guard let expires = Int(asciiDigits: button.expires), let user = json["user_id"]?.string else {
            throw InboundRefusal(401, "button")
        }
        guard json["channel_id"]?.string == button.channel else {
            return MattermostAdapter.told("This button belongs to another channel.")
        }
        guard now.seconds <= Int64(expires) else {
            return MattermostAdapter.told("This button has expired: say the command again.")
        }
        let identity = Identity(platform: name, team: button.team, user: user)
        let press = MattermostAdapter.delivery(json["trigger_id"]?.string, of: identity)
        var invocation = Invocation(
            identity: identity, name: json["user_name"]?.string ?? user,
            channel: ChannelAddress(platform: name, team: button.team, channel: button.channel), isDirect: false,
            text: MessageText(button.command),
            delivery: press
                ?? DeliveryKey(
                    identity, id: "button:\(button.nonce)", earlier: "mattermost:button:\(button.nonce):\(user)"))
        // A post of several questions stays: with its text and buttons gone nobody could answer the others.
        let buttons = button.nonce.split(separator: "-").dropFirst(2).last.flatMap { Int(asciiDigits: $0) } ?? 2
        invocation.rendering["button"] = buttons > 2 ? "of several" : "of one"
        return .message(invocation)
    }

    /// - Parameter trigger: Mattermost's id of what a person did; each press of a button is one of its own where the platform
    ///   tells them apart, so that what a question was answered before is found out anew.
    private static func delivery(_ trigger: String?, of identity: Identity) -> DeliveryKey? {
        DeliveryKey(identity, id: trigger, earlier: trigger.map { "mattermost:\($0)" })
    }

    private static func told(_ text: String) -> Inbound {
        let body: JSON = ["ephemeral_text": .string(text), "skip_slack_parsing": true]
        return .respond(contentType: "application/json; charset=utf-8", body: body.bytes)
    }

    /// Buttons want an object of their own: the post is updated without its buttons, where they were of one question.
    package func response(to handled: HandledMessage, _ invocation: Invocation) -> (contentType: String, body: [UInt8])
    {
        guard let button = invocation.rendering["button"] else { return (renderer.contentType, handled.response) }
        let text = (try? JSON(reading: handled.response))?["text"]?.string ?? "Done before."
        let isPrivate = handled.answer?.results.allSatisfy(\.isPrivate) ?? true
        let body: JSON =
            isPrivate || button == "of several"
            ? ["ephemeral_text": .string(text), "skip_slack_parsing": true]
            : ["update": ["message": .string(text), "props": .object([])], "skip_slack_parsing": true]
        return (renderer.contentType, body.bytes)
    }

    /// Source: mattermost server/public/model/user.go, UserNameMaxLength.
    private static let longestName = 64

    /// Text with `@name` of a mentioned user made a token.
    private static func read(_ text: String, _ mentions: [String: String]) -> MessageText {
        guard !mentions.isEmpty else { return MessageText(text) }
        var pieces: [MessageText.Piece] = []
        var plain = ""
        var rest = text[...]
        while let character = rest.first {
            if character == "@" {
                var name = String(
                    rest.dropFirst().prefix(longestName).prefix { $0.isLetter || $0.isNumber || "._-".contains($0) })
                while !name.isEmpty, mentions[name] == nil, let last = name.last, "._-".contains(last) {
                    name.removeLast()
                }
                if let id = mentions[name] {
                    if !plain.isEmpty { pieces.append(.text(plain)) }
                    plain = ""
                    pieces.append(.token(.user(id: id, label: name)))
                    rest = rest.dropFirst(1 + name.count)
                    continue
                }
            }
            plain.append(character)
            rest = rest.dropFirst()
        }
        if !plain.isEmpty { pieces.append(.text(plain)) }
        return MessageText(pieces)
    }
}
