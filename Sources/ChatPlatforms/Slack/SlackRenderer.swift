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
                            replaces: replaces.map { $0 && payloads.isEmpty }, context
                        ).bytes, isPrivate: isPrivate))
            }
        }
        return payloads.isEmpty ? [Payload(Array("{}".utf8), isPrivate: true)] : payloads
    }

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
    ) -> JSON {
        var blocks: [JSON] = sections.map { ["type": "section", "text": ["type": "mrkdwn", "text": .string($0)]] }
        if !buttons.isEmpty {
            let elements = buttons.prefix(25).enumerated().map { index, button -> JSON in
                [
                    "type": "button", "action_id": .string("say-\(index)"),
                    "text": ["type": "plain_text", "text": .string(String(button.label.prefix(75)))],
                    "value": .string(String(button.command.prefix(2000))),
                ]
            }
            blocks.append(["type": "actions", "elements": .array(elements)])
        }
        let isPosted = context["channel"] != nil
        return .members([
            "response_type": isPosted ? nil : .string(isPrivate ? "ephemeral" : "in_channel"),
            "replace_original": replaces.map { .bool($0) },
            "channel": context["channel"].map { .string($0) },
            "user": isPosted && isPrivate ? context["user"].map { .string($0) } : nil,
            "thread_ts": context["thread_ts"].map { .string($0) },
            // The notification's text; blocks are what is shown.
            "text": .string(SlackRenderer.notification(sections)), "blocks": .array(blocks),
        ])
    }
}
