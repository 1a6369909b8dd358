// Answers in the form that each conversation asks for, where one process has several.

import ChatPlatforms
import Conversation

/// Renders as a conversation's own context says.
struct FormattedAnswers: ReplyRenderer {
    /// The name in the context of an answer.
    static let key = "format"
    private let renderers: [String: any ReplyRenderer]

    init(umbrella: String) {
        renderers = Dictionary(
            uniqueKeysWithValues: Chat.Format.allCases.map { ($0.rawValue, $0.renderer(umbrella: umbrella)) })
    }

    /// One payload: what is printed is one text.
    func payloads(for answer: MessageAnswer, context: [String: String]) -> [Payload] {
        let renderer = context[FormattedAnswers.key].flatMap { renderers[$0] } ?? JSONRenderer()
        let payloads = renderer.payloads(for: answer, context: context)
        return [Payload(renderer.combined(payloads), isPrivate: payloads.allSatisfy(\.isPrivate))]
    }

    var contentType: String { JSONRenderer().contentType }
}

extension Chat.Format {
    func renderer(umbrella: String) -> any ReplyRenderer {
        switch self {
        case .plain: TerminalRenderer(isColoured: false)
        case .ansi: TerminalRenderer(isColoured: true)
        case .json: JSONRenderer()
        case .slack: SlackRenderer(umbrella: umbrella)
        case .mattermost: MattermostRenderer(buttonKey: nil, publicURL: nil, umbrella: umbrella)
        }
    }
}
