// Lays an answer out as lines of rich text, the same for every platform; renderers only escape and wrap.

import Conversation

/// A piece of a laid-out answer.
enum LaidOut {
    case line(RichText)
    case code(String)
}

enum AnswerLayout {
    /// The lines of a reply. Suggestions that are no buttons end the last line, as in `…      /undo`.
    ///
    /// - Parameter umbrella: the word that every command is said with where the platform has slash commands of its own:
    ///   `/pm undo`.
    static func lines(_ reply: Reply, buttons: Bool, umbrella: String? = nil) -> [LaidOut] {
        var lines: [LaidOut] = [.line(reply.headline)]
        for block in reply.blocks {
            switch block {
            case .text(let text): lines.append(.line(text))
            case .facts(let facts):
                for fact in facts {
                    lines.append(.line(RichText([.strong(fact.name + ":"), .plain(" ")] + fact.value.spans)))
                }
            case .list(let list):
                for line in list {
                    let mark = line.mark == .none ? [] : [RichText.Span.plain(line.mark.rawValue + " ")]
                    lines.append(.line(mark.isEmpty ? line.text : RichText(mark + line.text.spans)))
                }
            case .table(let header, let rows): lines.append(.code(table(header, rows)))
            case .code(let code): lines.append(.code(code))
            }
        }
        let shown = reply.suggestions.filter { !(buttons && $0.isButton) }
        guard !shown.isEmpty else { return lines }
        let words = shown.map { suggestion in
            let command = said(suggestion.command, umbrella)
            return suggestion.label == suggestion.command ? command : "\(suggestion.label): \(command)"
        }.joined(separator: "   ")
        if case .line(let last)? = lines.last {
            lines[lines.count - 1] = .line(RichText(last.spans + [.plain("      " + words)]))
        } else {
            lines.append(.line(RichText(words)))
        }
        return lines
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

enum SafeText {
    /// Without control characters and bidirectional overrides, which could make a line read as another.
    static func visible(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A }) { return text }
        guard text.unicodeScalars.contains(where: isHidden) else { return text }
        var kept = String.UnicodeScalarView()
        kept.append(contentsOf: text.unicodeScalars.filter { !isHidden($0) })
        return String(kept)
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A: false
        case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

enum TextSplitter {
    /// Cuts text into parts of at most `limit` units, at line ends where possible, else between characters: never
    /// inside a character.
    static func split(_ text: String, limit: Int, unit: (Character) -> Int) -> [String] {
        // No unit is larger than its UTF-8: what is this short is one part.
        if text.utf8.count <= limit, text.utf8.first != 0x0A { return [text] }
        var parts: [String] = []
        var part = ""
        var size = 0
        func flush() {
            if !part.isEmpty { parts.append(part) }
            part = ""
            size = 0
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let length = line.reduce(0) { $0 + unit($1) }
            if size > 0, size + 1 + length > limit { flush() }
            if length <= limit {
                if size > 0 {
                    part += "\n"
                    size += 1
                }
                part += line
                size += length
                continue
            }
            for character in line {
                let width = unit(character)
                if size + width > limit { flush() }
                part.append(character)
                size += width
            }
        }
        flush()
        return parts.isEmpty ? [""] : parts
    }

    /// UTF-16 units: what Slack is counted in, never less than its characters.
    static func utf16(_ character: Character) -> Int { String(character).utf16.count }
    /// Unicode scalars: what Mattermost calls runes.
    static func scalars(_ character: Character) -> Int { character.unicodeScalars.count }
}
