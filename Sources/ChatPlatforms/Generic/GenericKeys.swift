// Who may sign for the generic endpoint, and how far each goes.

package import ProgramModel

/// The secrets of the generic endpoint; several may be valid at once.
package struct GenericKeys: Sendable {
    /// One secret, with whom it speaks for and how far.
    struct Key: Sendable {
        var secret: [UInt8]
        /// The user every message of this key is from, whatever it says.
        var user: String?
        var ceiling: Role
        /// Which secret this is, without telling it: messages are remembered apart by it.
        let name: String

        init(secret: [UInt8]) {
            self.secret = secret
            ceiling = .contributor
            name = Hex.encode(Array(Mac.sha256(Array("steerco delivery".utf8), key: secret).prefix(8)))
        }
    }

    let all: [Key]

    /// Reads `whsec_...` secrets, whitespace-separated, each optionally followed by `;user=ana` and `;role=viewer`.
    ///
    /// Whoever holds a secret says who is speaking: without a role its messages go as far as a contributor's.
    ///
    /// - Throws: `SecretProblem` for one that is blank or no base64 of 24 to 64 bytes.
    package init(_ text: String) throws(SecretProblem) {
        let parts = text.split(whereSeparator: \.isWhitespace)
        guard !parts.isEmpty else { throw .blank }
        var keys: [Key] = []
        for part in parts { keys.append(try GenericKeys.key(part)) }
        all = keys
    }

    /// The farthest that any key goes.
    package var highestRole: Role { all.map(\.ceiling).max() ?? .viewer }

    private static func key(_ text: Substring) throws(SecretProblem) -> Key {
        let said = try SecretOptions(text, names: ["user", "role"])
        let body = said.secret.hasPrefix("whsec_") ? said.secret.dropFirst(6) : said.secret
        guard let secret = Base64.decode(body, lenientPadding: true), (24...64).contains(secret.count) else {
            throw .malformed("whsec_ and base64 of 24 to 64 bytes")
        }
        var key = Key(secret: secret)
        for (name, value) in said.options {
            guard name == "role" else {
                key.user = value
                continue
            }
            guard let role = Role(rawValue: value) else {
                throw .malformed("role= viewer, contributor, manager or admin")
            }
            key.ceiling = role
        }
        return key
    }
}
