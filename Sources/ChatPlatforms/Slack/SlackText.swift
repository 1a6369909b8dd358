// Slack's own text: tokens in angle brackets, three entities. Source: docs.slack.dev, "Formatting message text".

import CommandLanguage
import Conversation

enum SlackText {
    /// A message's text with tokens understood and the three entities decoded, once.
    static func read(_ text: String) -> MessageText {
        guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C }) else {
            return MessageText(text.isEmpty ? [] : [.text(MarkedIDs.unmarked(text))])
        }
        var pieces: [MessageText.Piece] = []
        var plain = ""
        var rest = text[...]
        while let character = rest.first {
            if character == "<", let end = tokenEnd(rest.dropFirst()),
                let piece = token(rest[rest.index(after: rest.startIndex)..<end])
            {
                switch piece {
                case .text(let text): plain += text
                case .token:
                    if !plain.isEmpty { pieces.append(.text(MarkedIDs.unmarked(plain))) }
                    plain = ""
                    pieces.append(piece)
                }
                rest = rest[rest.index(after: end)...]
            } else if character == "&", let (decoded, length) = entity(rest) {
                plain += decoded
                rest = rest.dropFirst(length)
            } else {
                plain.append(character)
                rest = rest.dropFirst()
            }
        }
        if !plain.isEmpty { pieces.append(.text(MarkedIDs.unmarked(plain))) }
        return MessageText(pieces)
    }

    /// Where a token ends whose `<` was read. No other begins in it, nor does a line end: what is looked at once is not again.
    private static func tokenEnd(_ text: Substring) -> Substring.Index? {
        let end = text.firstIndex { $0 == ">" || $0 == "<" || $0.isNewline }
        return end.flatMap { text[$0] == ">" ? $0 : nil }
    }

    private static func entity(_ text: Substring) -> (String, Int)? {
        for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")] where text.hasPrefix(entity) {
            return (character, entity.count)
        }
        return nil
    }

    private static func decoded(_ text: Substring) -> String {
        String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    }

    private static func token(_ body: Substring) -> MessageText.Piece? {
        guard let sign = body.first else { return nil }
        let parts = body.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        let label = parts.count == 2 ? decoded(parts[1]) : nil
        let head = parts[0]
        switch sign {
        case "@": return .token(.user(id: String(head.dropFirst()), label: label))
        case "#": return .token(.channel(id: String(head.dropFirst()), label: label))
        case "!":
            let name = head.dropFirst()
            if name.hasPrefix("subteam^") { return .token(.group(id: String(name.dropFirst(8)), label: label)) }
            if name.hasPrefix("date^") { return .text(label ?? "") }
            return .token(.broadcast(String(name.prefix { $0 != "^" })))
        default:
            if head.hasPrefix("mailto:") { return .text(label ?? String(head.dropFirst(7))) }
            if head.contains("://") || head.hasPrefix("tel:") { return .token(.link(url: decoded(head), label: label)) }
            if label != nil, head.first == "C" || head.first == "G",
                head.allSatisfy({ $0.isASCII && ($0.isUppercase || $0.isNumber) })
            {
                return .token(.channel(id: String(head), label: label))
            }
            return nil
        }
    }

    /// Escapes exactly what Slack wants escaped.
    static func escaped(_ text: String) -> String {
        // Nothing to hide and nothing to escape: most of what is said.
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x26 && $0 != 0x3C && $0 != 0x3E }) { return text }
        let visible = SafeText.visible(text)
        guard visible.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E }) else { return visible }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(visible.utf8.count + 16)
        for byte in visible.utf8 {
            switch byte {
            case 0x26: bytes.append(contentsOf: "&amp;".utf8)
            case 0x3C: bytes.append(contentsOf: "&lt;".utf8)
            case 0x3E: bytes.append(contentsOf: "&gt;".utf8)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    fileprivate static func replaced(_ text: String, _ byte: UInt8, _ old: String, _ new: String) -> String {
        text.utf8.contains(byte) ? text.replacing(old, with: new) : text
    }
}

/// Writes answers as mrkdwn; commands are said with the umbrella word.
struct MrkdwnWriter: AnswerWriter {
    private(set) var text = ""
    let umbrella: String?

    init(umbrella: String?) { self.umbrella = umbrella }

    mutating func write(_ span: RichText.Span) {
        switch span {
        case .plain(let plain): text += SlackText.escaped(plain)
        case .strong(let strong):
            text += "*"
            text += SlackText.replaced(SlackText.escaped(strong), 0x2A, "*", "\u{2217}")
            text += "*"
        case .line(let line):
            text += "`"
            text += SlackText.replaced(SlackText.escaped(AnswerLayout.said(line, umbrella)), 0x60, "`", "'")
            text += "`"
        case .slash: text += AnswerLayout.said("/", umbrella)
        case .mention(let mention):
            text +=
                mention.identities.first { $0.platform == "slack" }.map { "<@\($0.user)>" }
                ?? SlackText.escaped("@" + mention.handle)
        }
    }

    mutating func writeCode(_ code: String) {
        text += "```\n"
        text += SlackText.escaped(code).replacing("```", with: "'''")
        text += "\n```"
    }

    mutating func endLine() { text += "\n" }
}
