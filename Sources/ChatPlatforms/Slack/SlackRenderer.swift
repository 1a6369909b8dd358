// Answers as Slack messages: mrkdwn sections and buttons, within Slack's limits.

package import Conversation
import JSONText

package struct SlackRenderer: ReplyRenderer {
    private let umbrella: String?

    /// - Parameter umbrella: the word that commands are said with: `/pm undo`.
    package init(umbrella: String? = nil) { self.umbrella = umbrella }
    package var contentType: String { "application/json; charset=utf-8" }

    private static let sectionLimit = 3000
    /// Fewer than Slack's 50, so that buttons always have room.
    private static let mostSections = 12

    /// Public results together, then private ones; each split so that no block is over Slack's limits.
    package func payloads(for answer: MessageAnswer, context: [String: String]) -> [Payload] {
        var payloads: [Payload] = []
        let isDone = answer.results.allSatisfy(\.isOK)
        let replaces = context["replace_original"].map { $0 == "when done" && isDone }
        for isPrivate in [false, true] {
            let results = answer.results.filter { $0.isPrivate == isPrivate }
            guard !results.isEmpty else { continue }
            let text = results.map { self.text($0.reply) }.joined(separator: "\n\n")
            let buttons = results.flatMap { $0.reply.suggestions.filter(\.isButton) }
            let sections = TextSplitter.split(text, limit: SlackRenderer.sectionLimit, unit: TextSplitter.utf16)
            for start in stride(from: 0, to: sections.count, by: SlackRenderer.mostSections) {
                let part = Array(sections[start..<min(start + SlackRenderer.mostSections, sections.count)])
                let isLast = start + SlackRenderer.mostSections >= sections.count
                payloads.append(
                    Payload(
                        SlackRenderer.message(
                            part, isLast ? buttons : [], isPrivate: isPrivate,
                            replaces: replaces.map { $0 && payloads.isEmpty }, context), isPrivate: isPrivate))
            }
        }
        return payloads.isEmpty ? [Payload(Array("{}".utf8), isPrivate: true)] : payloads
    }

    /// Slack takes one message in a response: the blocks of all, as many as it allows, for the caller alone where any is.
    package func combined(_ payloads: [Payload]) -> [UInt8] {
        let messages = payloads.compactMap { try? JSON(reading: $0.bytes) }
        guard payloads.count > 1, messages.count == payloads.count, let first = messages[0].members else {
            return payloads.first?.bytes ?? []
        }
        let texts = messages.compactMap { $0["text"]?.string }
        let blocks = messages.flatMap { $0["blocks"]?.array ?? [] }.prefix(SlackRenderer.mostBlocks)
        let members = first.map { member -> JSON.Member in
            switch member.name {
            case "response_type" where payloads.contains(where: \.isPrivate): .init(member.name, "ephemeral")
            case "text": .init(member.name, .string(SlackRenderer.notification(texts)))
            case "blocks": .init(member.name, .array(Array(blocks)))
            default: member
            }
        }
        return JSON.object(members).bytes
    }

    private static let mostBlocks = 50

    private static func notification(_ sections: [String]) -> String {
        let text = sections.count == 1 ? sections[0] : sections.joined(separator: "\n")
        return text.utf8.count <= 3000 ? text : String(text.prefix(3000))
    }

    private func text(_ reply: Reply) -> String {
        var writer = MrkdwnWriter(umbrella: umbrella)
        AnswerLayout.lay(reply, buttons: true, umbrella: umbrella, into: &writer)
        return writer.text
    }

    private static func message(
        _ sections: [String], _ buttons: [Reply.Suggestion], isPrivate: Bool, replaces: Bool?,
        _ context: [String: String]
    ) -> [UInt8] {
        let channel = context["channel"]
        var writer = JSONWriter()
        writer.object {
            if channel == nil { $0.member("response_type", isPrivate ? "ephemeral" : "in_channel") }
            if let replaces { $0.member("replace_original", replaces) }
            $0.member("channel", ifPresent: channel)
            if channel != nil, isPrivate { $0.member("user", ifPresent: context["user"]) }
            let isEphemeral = channel != nil && isPrivate && context["direct"] == nil
            $0.member("thread_ts", ifPresent: context[isEphemeral ? "private_thread_ts" : "thread_ts"])
            // The notification's text; blocks are what is shown.
            $0.member("text", SlackRenderer.notification(sections))
            $0.name("blocks")
            $0.array { writer in
                for section in sections { writer.section(section) }
                if !buttons.isEmpty { writer.actions(buttons.prefix(25), of: buttons.count) }
            }
        }
        return writer.bytes
    }
}

extension JSONWriter {
    fileprivate mutating func section(_ text: String) {
        object {
            $0.member("type", "section")
            $0.text("mrkdwn", text)
        }
    }

    fileprivate mutating func actions(_ buttons: some Collection<Reply.Suggestion>, of count: Int) {
        object {
            $0.member("type", "actions")
            $0.name("elements")
            $0.array { writer in
                for (index, button) in buttons.enumerated() {
                    writer.object {
                        $0.member("type", "button")
                        $0.member("action_id", "say-\(index)")
                        $0.text("plain_text", String(AnswerLayout.label(of: button, among: count).prefix(75)))
                        $0.member("value", String(button.command.prefix(2000)))
                    }
                }
            }
        }
    }

    private mutating func text(_ type: String, _ text: String) {
        name("text")
        object {
            $0.member("type", type)
            $0.member("text", text)
        }
    }
}
