// Lays an answer out as lines of rich text, the same for every platform; renderers only escape and wrap.

import Conversation

/// Takes an answer's text as it is laid out, piece by piece: what a renderer writes with.
protocol AnswerWriter {
    mutating func write(_ span: RichText.Span)
    /// Fixed-width text, which stands on lines of its own.
    mutating func writeCode(_ text: String)
    mutating func endLine()
}

extension AnswerWriter {
    mutating func write(_ text: RichText) {
        for span in text.spans { write(span) }
    }
}

enum AnswerLayout {
    /// What a button is called: of several questions' buttons each names its own.
    static func label(of button: Reply.Suggestion, among count: Int) -> String {
        let question = button.command.split(separator: " ").last.map(String.init) ?? ""
        return count > 2 ? "\(button.label) \(question)" : button.label
    }

    /// Writes the lines of a reply. Suggestions that are no buttons end the last line, as in `…      /undo`.
    ///
    /// - Parameter umbrella: the word that every command is said with where the platform has slash commands of its own:
    ///   `/pm undo`.
    static func lay(_ reply: Reply, buttons: Bool, umbrella: String? = nil, into writer: inout some AnswerWriter) {
        writer.write(reply.headline)
        var endsWithCode = false
        for block in reply.blocks {
            endsWithCode = false
            switch block {
            case .text(let text):
                writer.endLine()
                writer.write(text)
            case .facts(let facts):
                for fact in facts {
                    writer.endLine()
                    writer.write(.strong(fact.name + ":"))
                    writer.write(.plain(" "))
                    writer.write(fact.value)
                }
            case .list(let list):
                for line in list {
                    writer.endLine()
                    if line.mark != .none { writer.write(.plain(line.mark.rawValue + " ")) }
                    writer.write(line.text)
                }
            case .table(let header, let rows):
                writer.endLine()
                writer.writeCode(table(header, rows))
                endsWithCode = true
            case .code(let code):
                writer.endLine()
                writer.writeCode(code)
                endsWithCode = true
            }
        }
        var isFirst = true
        for suggestion in reply.suggestions where !(buttons && suggestion.isButton) {
            if isFirst, endsWithCode { writer.endLine() }
            if !isFirst || !endsWithCode { writer.write(.plain(isFirst ? "      " : "   ")) }
            isFirst = false
            if suggestion.label != suggestion.command { writer.write(.plain(suggestion.label + ": ")) }
            writer.write(.plain(said(suggestion.command, umbrella)))
        }
    }

    /// A line as it is said where the bot has one word for all commands.
    static func said(_ command: String, _ umbrella: String?) -> String {
        guard let umbrella, command.hasPrefix("/") else { return command }
        return "/\(umbrella) \(command.dropFirst())"
    }

    private static func table(_ header: [String], _ rows: [[RichText]]) -> String {
        let cells = [header] + rows.map { $0.map(\.plain) }
        let widths = header.indices.map { column in cells.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
        return cells.map { row in
            zip(row, widths).map { $0 + String(repeating: " ", count: max(0, $1 - $0.count)) }.joined(separator: "  ")
        }.joined(separator: "\n")
    }
}
