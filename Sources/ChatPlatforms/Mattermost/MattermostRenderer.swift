// Answers as Mattermost posts: Markdown, and buttons that carry a MAC.

package import Conversation
import Digests
import JSONText

package struct MattermostRenderer: ReplyRenderer {
    private let buttonKey: [UInt8]?
    private let buttonURL: String?
    private let umbrella: String?
    /// A post of more runes makes Mattermost refuse the whole response.
    private static let limit = 16_383

    /// - Parameters:
    ///   - buttonKey: signs what a button says; nil: no buttons.
    ///   - publicURL: the address Mattermost reaches this server at.
    ///   - umbrella: the word that commands are said with: `/pm undo`.
    package init(buttonKey: [UInt8]?, publicURL: String?, umbrella: String? = nil) {
        self.buttonKey = buttonKey
        self.umbrella = umbrella
        buttonURL = publicURL.map { ($0.hasSuffix("/") ? String($0.dropLast()) : $0) + "/hooks/mattermost" }
    }

    package var contentType: String { "application/json; charset=utf-8" }

    package func payloads(for answer: MessageAnswer, context: [String: String]) -> [Payload] {
        let hasButtons = buttonKey != nil && buttonURL != nil && context["nonce"] != nil
        var payloads: [Payload] = []
        for isPrivate in [false, true] {
            let results = answer.results.filter { $0.isPrivate == isPrivate }
            guard !results.isEmpty else { continue }
            let text = results.map { self.text($0.reply, hasButtons: hasButtons) }.joined(separator: "\n\n")
            let buttons = hasButtons ? results.flatMap { $0.reply.suggestions.filter(\.isButton) } : []
            let parts = TextSplitter.split(text, limit: MattermostRenderer.limit, unit: TextSplitter.scalars)
            for (index, part) in parts.enumerated() {
                let attachments = index == parts.count - 1 && !buttons.isEmpty ? attachments(buttons, context) : nil
                if context["post"] != nil {
                    // A post of the bot's own: the delivery knows its channel.
                    let post = JSON.members([
                        "message": .string(part),
                        "props": attachments.map { JSON.members(["attachments": $0]) },
                    ])
                    payloads.append(Payload(post.bytes, isPrivate: isPrivate))
                    continue
                }
                payloads.append(
                    Payload(
                        JSON.members([
                            "response_type": .string(isPrivate ? "ephemeral" : "in_channel"), "text": .string(part),
                            "skip_slack_parsing": true, "attachments": attachments,
                        ]).bytes, isPrivate: isPrivate))
            }
        }
        return payloads.isEmpty ? [Payload(Array("{}".utf8), isPrivate: true)] : payloads
    }

    /// Mattermost takes further posts inside the first.
    package func combined(_ payloads: [Payload]) -> [UInt8] {
        guard payloads.count > 1, let first = try? JSON(reading: payloads[0].bytes), let members = first.members else {
            return payloads.first?.bytes ?? []
        }
        let extra = payloads.dropFirst().compactMap { try? JSON(reading: $0.bytes) }
        return JSON.object(members + [.init("extra_responses", .array(extra))]).bytes
    }

    private func text(_ reply: Reply, hasButtons: Bool) -> String {
        var writer = MarkdownWriter(umbrella: umbrella)
        AnswerLayout.lay(reply, buttons: hasButtons, umbrella: umbrella, into: &writer)
        return writer.text
    }

    private func attachments(_ buttons: [Reply.Suggestion], _ context: [String: String]) -> JSON {
        let actions = buttons.enumerated().compactMap { index, button -> JSON? in
            guard let buttonKey, let buttonURL else { return nil }
            let claim = MattermostButton(
                command: button.command, team: context["team"] ?? "", channel: context["channel"] ?? "",
                expires: context["expires"] ?? "0",
                nonce: "\(context["nonce"] ?? "")-\(index)-\(buttons.count)")
            let label = AnswerLayout.label(of: button, among: buttons.count)
            return [
                "id": .string("say\(index)"), "name": .string(label), "type": "button",
                "integration": ["url": .string(buttonURL), "context": claim.json(key: buttonKey)],
            ]
        }
        return [["text": "", "actions": .array(actions)]]
    }
}

/// What a button says when it is pressed, once, in one channel, until it expires.
struct MattermostButton: Hashable {
    var command: String
    var team: String
    var channel: String
    /// Seconds since 1970, in digits.
    var expires: String
    /// The message's own, the button's place in it, and how many there are: `a1b2-0-2`.
    var nonce: String

    private func mac(key: [UInt8]) -> String {
        // Lengths first, so that no part can lend bytes to its neighbour.
        let parts = [command, team, channel, expires, nonce].map { "\($0.utf8.count):\($0)" }
        return Hex.encode(Mac.sha256(Array(parts.joined().utf8), key: key))
    }

    func json(key: [UInt8]) -> JSON {
        [
            "command": .string(command), "team": .string(team), "channel": .string(channel), "exp": .string(expires),
            "nonce": .string(nonce),
            "mac": .string(mac(key: key)),
        ]
    }

    /// The button of a pressed context, when its MAC is ours.
    init?(_ json: JSON?, keys: [[UInt8]]) {
        guard let json, let command = json["command"]?.string, let team = json["team"]?.string,
            let channel = json["channel"]?.string,
            let expires = json["exp"]?.string, let nonce = json["nonce"]?.string, let mac = json["mac"]?.string
        else { return nil }
        self.init(command: command, team: team, channel: channel, expires: expires, nonce: nonce)
        var isOurs = false
        for key in keys { isOurs = ConstantTime.equal(Array(self.mac(key: key).utf8), Array(mac.utf8)) || isOurs }
        guard isOurs else { return nil }
    }

    init(command: String, team: String, channel: String, expires: String, nonce: String) {
        self.command = command
        self.team = team
        self.channel = channel
        self.expires = expires
        self.nonce = nonce
    }
}

/// Writes answers as Markdown; commands are said with the umbrella word.
struct MarkdownWriter: AnswerWriter {
    private(set) var text = ""
    let umbrella: String?

    init(umbrella: String?) { self.umbrella = umbrella }

    private static let marked: Set<Character> = ["\\", "`", "*", "_", "[", "]", "(", ")", "#", "|", "~", "<", ">", "!"]

    mutating func write(_ span: RichText.Span) {
        switch span {
        case .plain(let plain): text += MarkdownWriter.escaped(plain)
        case .strong(let strong): text += "**" + MarkdownWriter.escaped(strong) + "**"
        case .line(let line):
            text +=
                "`"
                + SafeText.visible(AnswerLayout.said(line, umbrella)).replacing("`", with: "'")
                .replacing("@", with: "@\u{200B}") + "`"
        case .slash: text += AnswerLayout.said("/", umbrella)
        case .mention(let mention):
            if let name = mention.name(on: "mattermost"), MarkdownWriter.isUserName(name) {
                text += "@" + name
            } else {
                text += MarkdownWriter.escaped("@" + mention.handle)
            }
        }
    }

    mutating func writeCode(_ code: String) {
        text += "```\n" + SafeText.visible(code).replacing("```", with: "'''") + "\n```"
    }

    mutating func endLine() { text += "\n" }

    /// Text that shows as it is: Markdown escaped, and nobody notified by an `@`.
    static func escaped(_ text: String) -> String {
        let text = SafeText.visible(text)
        var result = ""
        // The end of the address that is being written: a mark that is escaped there would lead elsewhere.
        var addressEnd = text.startIndex
        for index in text.indices {
            let character = text[index]
            if character == "h", index >= addressEnd,
                ["http://", "https://"].contains(where: text[index...].hasPrefix)
            {
                addressEnd = text[index...].firstIndex(where: \.isWhitespace) ?? text.endIndex
            }
            if marked.contains(character), index >= addressEnd || !marksOfAddresses.contains(character) {
                result.append("\\")
            }
            result.append(character)
            if character == "@" { result.append("\u{200B}") }
        }
        return result
    }

    /// What a bare address may hold; brackets stay escaped, so that none makes a link of other words.
    private static let marksOfAddresses: Set<Character> = ["_", "~", "*", "(", ")", "#", "!"]

    /// A name that can only mean one user, never everybody.
    private static func isUserName(_ name: String) -> Bool {
        !["all", "channel", "here"].contains(name.lowercased()) && !name.isEmpty
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
    }
}
