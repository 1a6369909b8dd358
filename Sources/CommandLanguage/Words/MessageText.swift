// A message as a platform adapter hands it over: text, with the platform's own tokens already understood.

/// Something a platform marked in a message: a person, a room, a group, everybody, or a link.
///
/// Indirect, since few words are one and every word has room for one.
package indirect enum PlatformToken: Hashable, Sendable {
    case user(id: String, label: String?)
    case channel(id: String, label: String?)
    case group(id: String, label: String?)
    case broadcast(String)
    case link(url: String, label: String?)

    /// How the token reads as plain text; a broadcast loses what would notify everybody.
    package var display: String {
        switch self {
        case .user(let id, let label): "@" + (label ?? id)
        case .channel(let id, let label): "#" + (label.flatMap { $0.isEmpty ? nil : $0 } ?? id)
        case .group(let id, let label): label ?? id
        case .broadcast(let name): name
        case .link(let url, let label): label.map { $0 == url ? url : "\($0) (\(url))" } ?? url
        }
    }
}

extension PlatformToken {
    /// The token with labels that show as they read.
    fileprivate var visible: PlatformToken {
        switch self {
        case .user(let id, let label): .user(id: id, label: label.map(VisibleText.of))
        case .channel(let id, let label): .channel(id: id, label: label.map(VisibleText.of))
        case .group(let id, let label): .group(id: id, label: label.map(VisibleText.of))
        case .broadcast(let name): .broadcast(VisibleText.of(name))
        case .link(let url, let label): .link(url: VisibleText.of(url), label: label.map(VisibleText.of))
        }
    }
}

extension MessageText.Piece {
    fileprivate var visible: MessageText.Piece {
        switch self {
        case .text(let text): .text(VisibleText.of(text))
        case .token(let token): .token(token.visible)
        }
    }
}

/// A message's text in pieces: plain text with entities decoded, and platform tokens.
package struct MessageText: Hashable, Sendable, ExpressibleByStringLiteral {
    package enum Piece: Hashable, Sendable {
        case text(String)
        case token(PlatformToken)
    }
    package var pieces: [Piece]

    /// Every text that comes in comes through here, and loses what nobody sees.
    package init(_ pieces: [Piece]) { self.pieces = pieces.map(\.visible) }
    package init(_ text: String) { pieces = [.text(VisibleText.of(text))] }
    package init(stringLiteral value: String) { self.init(value) }

    /// How long ``display`` is, in bytes of UTF-8.
    package var length: Int {
        pieces.reduce(0) { length, piece in
            switch piece {
            case .text(let text): length + text.utf8.count
            case .token(let token): length + token.display.utf8.count
            }
        }
    }

    /// The message as a person would read it.
    package var display: String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .token(let token): token.display
            }
        }.joined()
    }
}
