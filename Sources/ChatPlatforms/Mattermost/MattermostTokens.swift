// The tokens of Mattermost's slash commands, and what each may be used for.

import CommandLanguage
import Digests

/// One token a slash command; several may be valid at once.
package struct MattermostTokens: Sendable {
    private struct Token {
        var text: [UInt8]
        /// The only command, without its slash, and the only team that this one is for.
        var command: String?
        var team: String?
    }

    private let tokens: [Token]
    /// The tokens by themselves, whatever each is for.
    let secrets: Secrets

    /// Reads whitespace-separated tokens, each optionally followed by `;command=risk` and `;team=TEAM_ID`: whoever has learnt
    /// the token of one command then cannot say another.
    ///
    /// - Throws: `SecretProblem` when there is none, or an option is none of these.
    package init(_ text: String) throws(SecretProblem) {
        var tokens: [Token] = []
        for part in text.split(whereSeparator: \.isWhitespace) {
            let said = try SecretOptions(part, names: ["command", "team"])
            guard !said.secret.isEmpty else { throw .malformed("a token before its options") }
            var token = Token(text: Array(said.secret.utf8))
            for (name, value) in said.options {
                if name == "team" { token.team = value } else { token.command = value.drop { $0 == "/" }.lowercased() }
            }
            tokens.append(token)
        }
        let bare = tokens.map { String(decoding: $0.text, as: UTF8.self) }.joined(separator: " ")
        guard let secrets = try Secrets(bare) else { throw .blank }
        self.secrets = secrets
        self.tokens = tokens
    }

    /// Whether a message says one command alone: what another begins with may also be the bot's name.
    private static func isOne(_ command: String, _ text: String, _ umbrella: String) -> Bool {
        let parts = text.split { $0.isNewline || $0 == ";" }.dropFirst()
        if parts.contains(where: { $0.drop(while: \.isWhitespace).first == "@" }) { return false }
        let message = MessageText("/\(command) \(text)")
        return CommandSplitter.split(message, umbrella: umbrella, botNames: [], takesScript: { _ in false }).count <= 1
    }

    /// Whether a token may say this command in this team. All are looked at, whichever fits, each in constant time.
    ///
    /// - Parameters:
    ///   - text: what follows the command. One that is bound to a command says that one alone: another after it is refused.
    ///   - umbrella: the word before every command; bound to it a token may say them all.
    func allow(_ given: [UInt8], command: String, team: String, text: String, umbrella: String) -> Bool {
        let command = command.drop { $0 == "/" }.lowercased()
        let isOne = command == umbrella || MattermostTokens.isOne(command, text, umbrella)
        var isAllowed = false
        for token in tokens {
            let isSame = ConstantTime.equal(token.text, given)
            let isMeant =
                (token.command == nil || token.command == command && isOne) && (token.team ?? team) == team
            isAllowed = isSame && isMeant || isAllowed
        }
        return isAllowed
    }
}
