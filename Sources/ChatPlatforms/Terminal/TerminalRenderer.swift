// Answers for a terminal or a pipe: plain text, or with ANSI colours.

package import Conversation

package struct TerminalRenderer: ReplyRenderer {
    package let isColoured: Bool
    package init(isColoured: Bool) { self.isColoured = isColoured }
    package var contentType: String { "text/plain; charset=utf-8" }

    package func payloads(for answer: MessageAnswer, context: [String: String]) -> [Payload] {
        [Payload(Array((answer.results.map { text($0) }.joined(separator: "\n\n") + "\n").utf8), isPrivate: true)]
    }

    func text(_ result: CommandResult) -> String {
        let text = TerminalRenderer.text(result.reply, isColoured: isColoured)
        guard isColoured, !result.isOK else { return text }
        return "\u{1B}[31m" + text + "\u{1B}[0m"
    }

    /// A reply as lines of text.
    package static func text(_ reply: Reply, isColoured: Bool = false) -> String {
        let lines = AnswerLayout.lines(reply, buttons: false)
        guard isColoured else { return plain(lines) }
        return lines.map { line in
            switch line {
            case .line(let text): coloured(text)
            case .code(let code): SafeText.visible(code)
            }
        }.joined(separator: "\n")
    }

    private static func plain(_ lines: [LaidOut]) -> String {
        var plain = ""
        for (number, line) in lines.enumerated() {
            if number > 0 { plain += "\n" }
            switch line {
            case .line(let text): text.append(to: &plain)
            case .code(let code): plain += code
            }
        }
        return SafeText.visible(plain)
    }

    private static let colours = [
        ("GREEN", "32"), ("AMBER", "33"), ("RED", "31"), ("GREY", "90"), ("✗", "31"), ("△", "33"), ("✓", "32"),
    ]

    private static func coloured(_ text: RichText) -> String {
        text.spans.map { span in
            switch span {
            case .plain(let text):
                colours.reduce(SafeText.visible(text)) { text, pair in
                    text.replacing(pair.0, with: "\u{1B}[\(pair.1)m\(pair.0)\u{1B}[0m")
                }
            case .strong(let text): "\u{1B}[1m" + SafeText.visible(text) + "\u{1B}[0m"
            case .line(let text): "\u{1B}[36m" + SafeText.visible(text) + "\u{1B}[0m"
            case .slash: "/"
            case .mention(let mention): "\u{1B}[35m@" + SafeText.visible(mention.handle) + "\u{1B}[0m"
            }
        }.joined()
    }
}
