// What tells the repeat of a message from another message.

import CommandLanguage
import Digests
package import ProgramModel

/// The name a message is remembered by: who sent it, whose secret signed it, and the sender's own id of it.
///
/// A name holds all of these, so that nobody's message is taken for another's, and none who may do less can use up the id
/// of one who may do more.
package struct DeliveryKey: Hashable, Sendable {
    /// As the sender knows the message.
    package var id: String
    /// As it is kept in the store.
    package var text: String
    /// As an earlier release kept it: rows from before an upgrade are found by it until they are forgotten.
    package var earlier: String?

    /// - Parameters:
    ///   - signer: which of several secrets signed; empty where there is one.
    ///   - id: the sender's id of the message: nil or empty where there is none, and then a repeat cannot be told.
    ///   - earlier: the key of an earlier release.
    package init?(_ identity: Identity, signer: String = "", id: String?, earlier: String? = nil) {
        guard let id, !id.isEmpty else { return nil }
        self.id = id
        // The lengths first: no part can end where another begins.
        let parts = [identity.team, identity.user, signer].map { "\($0.utf8.count):\($0):" }
        text = "\(identity.platform):\(parts.joined())\(id)"
        self.earlier = earlier
    }
}

extension MessageText {
    /// A hash of what was said: another text under the same key is no repeat.
    package var digest: [UInt8] {
        var bytes: [UInt8] = []
        // Each part after its length.
        func take(_ kind: String, _ parts: [String?]) {
            for part in [kind] + parts { bytes += "\(part?.utf8.count ?? -1):\(part ?? "")".utf8 }
        }
        for piece in pieces {
            switch piece {
            case .text(let text): take("text", [text])
            case .token(.user(let id, let label)): take("user", [id, label])
            case .token(.channel(let id, let label)): take("channel", [id, label])
            case .token(.group(let id, let label)): take("group", [id, label])
            case .token(.broadcast(let name)): take("broadcast", [name])
            case .token(.link(let url, let label)): take("link", [url, label])
            }
        }
        return SHA256.digest(of: bytes)
    }
}
