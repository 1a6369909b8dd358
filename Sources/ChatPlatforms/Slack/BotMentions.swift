// Mentions of the bot itself: they say whom a message is for, and are no part of what it says.

import CommandLanguage

extension MessageText {
    /// Takes out the mentions of these users, with a colon or comma right after one: `<@BOT>: status`.
    ///
    /// The first says that the bot is meant. One that comes after begins a command as the first did, with `umbrella`, where
    /// a comma, a semicolon or a new line ends what is before; elsewhere what follows it is marked as a command, which
    /// another command's text never holds without being asked about.
    mutating func takeOutMentions(of users: [String], umbrella: String) {
        guard !users.isEmpty else { return }
        var kept: [Piece] = []
        var followsMention = false
        for (number, piece) in pieces.enumerated() {
            switch piece {
            case .token(.user(let id, _)) where users.contains(id):
                followsMention = true
                guard MessageText(kept).says, MessageText(Array(pieces[(number + 1)...])).says,
                    isSaid(before: number, users)
                else { continue }
                kept.beginCommand(umbrella: umbrella)
            case .text(let text) where followsMention:
                followsMention = false
                let rest = text.drop { ":,!".contains($0) }
                let begins = if case .text("/")? = kept.last { true } else { false }
                kept.append(.text(String(begins ? rest.drop(while: \.isWhitespace) : rest)))
            default:
                followsMention = false
                kept.append(piece)
            }
        }
        pieces = kept
    }

    /// Whether there is more than white space.
    private var says: Bool {
        pieces.contains { if case .text(let text) = $0 { text.contains { !$0.isWhitespace } } else { true } }
    }

    /// Whether one of these users was mentioned before a place.
    private func isSaid(before number: Int, _ users: [String]) -> Bool {
        pieces[..<number].contains { if case .token(.user(let id, _)) = $0 { users.contains(id) } else { false } }
    }
}

extension [MessageText.Piece] {
    /// Begins another command behind what is here.
    fileprivate mutating func beginCommand(umbrella: String) {
        guard case .text(let text)? = last else { return append(.text("/")) }
        let ended = text.reversed().drop { $0 == " " }
        guard let end = ended.first, ",;".contains(end) || end.isNewline else { return append(.text("/")) }
        removeLast()
        append(.text(String(ended.dropFirst().reversed()) + "\n/\(umbrella) "))
    }
}
