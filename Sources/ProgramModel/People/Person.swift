// People, the identities they speak with, and the roles they hold.

package import Quantities

/// One account on one chat platform.
package struct Identity: Hashable, Comparable, Sendable {
    package var platform: String
    package var team: String
    package var user: String

    package init(platform: String, team: String, user: String) {
        self.platform = platform
        self.team = team
        self.user = user
    }

    /// Reads `slack:T1/U1`, the form configuration uses; nil for anything else.
    package init?(_ text: String) {
        guard let colon = text.firstIndex(of: ":"), let slash = text[colon...].lastIndex(of: "/") else { return nil }
        let user = text[text.index(after: slash)...]
        let platform = text[..<colon]
        guard !platform.isEmpty, !user.isEmpty else { return nil }
        self.init(
            platform: String(platform), team: String(text[text.index(after: colon)..<slash]), user: String(user))
    }

    package var text: String { "\(platform):\(team)/\(user)" }
    package static func < (left: Identity, right: Identity) -> Bool { left.text < right.text }
}

/// A room on one chat platform.
package struct ChannelAddress: Hashable, Comparable, Sendable {
    package var platform: String
    package var team: String
    package var channel: String

    package init(platform: String, team: String, channel: String) {
        self.platform = platform
        self.team = team
        self.channel = channel
    }

    package static func < (left: ChannelAddress, right: ChannelAddress) -> Bool {
        (left.platform, left.team, left.channel) < (right.platform, right.team, right.channel)
    }
}

/// What a person may do, each role including those before it.
package enum Role: String, CaseIterable, Comparable, Sendable {
    case viewer, contributor, manager, admin

    package static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }
    private var rank: Int { Role.allCases.firstIndex(of: self) ?? 0 }
}

/// Someone who acts or is named.
package struct Person: Hashable, Sendable {
    package var id: PersonID
    /// What `@` is put before: lower-case, unique in the workspace.
    package var handle: String
    package var name: String
    package var identities: [Identity] = []
    /// Named by others, not yet seen: claimed by the first identity of this platform and team with the same name.
    package var placeholder: Placeholder?
    /// The person this one was joined to, when an admin found the two to be the same.
    package var joinedTo: PersonID?

    package init(id: PersonID, handle: String, name: String) {
        self.id = id
        self.handle = handle
        self.name = name
    }

    package struct Placeholder: Hashable, Sendable {
        package var platform: String
        package var team: String
        package init(platform: String, team: String) {
            self.platform = platform
            self.team = team
        }
    }
}
