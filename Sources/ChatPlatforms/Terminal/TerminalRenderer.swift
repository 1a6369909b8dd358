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
        let to = result.receiver.map { "→ \(SafeText.visible($0)): " } ?? ""
        let text = to + TerminalRenderer.text(result.reply, isColoured: isColoured)
        guard isColoured, !result.isOK else { return text }
        return "\u{1B}[31m" + text + "\u{1B}[0m"
    }

    /// A reply as lines of text.
    package static func text(_ reply: Reply, isColoured: Bool = false) -> String {
        if isColoured {
            var writer = ColouredText()
            AnswerLayout.lay(reply, buttons: false, into: &writer)
            return writer.text
        }
        var writer = PlainText()
        AnswerLayout.lay(reply, buttons: false, into: &writer)
        return SafeText.visible(writer.text)
    }
}

private struct PlainText: AnswerWriter {
    var text = ""
    mutating func write(_ span: RichText.Span) { span.plainParts { text += $0 } }
    mutating func writeCode(_ code: String) { text += code }
    mutating func endLine() { text += "\n" }
}

private struct ColouredText: AnswerWriter {
    var text = ""

    private static let colours = [
        ("GREEN", "32"), ("AMBER", "33"), ("RED", "31"), ("GREY", "90"), ("✗", "31"), ("△", "33"), ("✓", "32"),
    ]

    mutating func write(_ span: RichText.Span) {
        switch span {
        case .plain(let plain):
            text += ColouredText.colours.reduce(SafeText.visible(plain)) { text, pair in
                text.replacing(pair.0, with: "\u{1B}[\(pair.1)m\(pair.0)\u{1B}[0m")
            }
        case .strong(let strong): text += "\u{1B}[1m" + SafeText.visible(strong) + "\u{1B}[0m"
        case .line(let line): text += "\u{1B}[36m" + SafeText.visible(line) + "\u{1B}[0m"
        case .slash: text += "/"
        case .mention(let mention): text += "\u{1B}[35m@" + SafeText.visible(mention.handle) + "\u{1B}[0m"
        }
    }
    mutating func writeCode(_ code: String) { text += SafeText.visible(code) }
    mutating func endLine() { text += "\n" }
}
