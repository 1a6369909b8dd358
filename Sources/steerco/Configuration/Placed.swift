// A setting as it was said, and what it has to be. What is wrong is told with its place, never with its value: it may be a secret.

import ChatPlatforms
import Conversation
import Foundation
import ProgramModel
import WebhookServer

/// A setting that cannot be used; the start is refused with this.
struct SettingsProblem: Error, CustomStringConvertible {
    var description: String
}

/// What a setting says, and where it says it.
struct Placed {
    var text: String
    /// `STEERCO_ADMIN`, or `/etc/steerco.yaml:3: admin`.
    var place: String

    func problem(_ expected: String) -> SettingsProblem {
        SettingsProblem(description: "\(place): expected \(expected)")
    }

    static let platforms = ["slack", "mattermost", "generic", "stdin"]

    /// `slack:T1/U1`.
    func identity() throws -> Identity {
        let isOne = !text.contains { $0.isWhitespace || ",;".contains($0) }
        guard isOne, let identity = Identity(text), Placed.platforms.contains(identity.platform),
            !identity.user.contains("/"), !identity.team.contains("/"),
            identity.platform == "generic" ? identity.team.isEmpty : !identity.team.isEmpty
        else {
            throw problem(
                "one platform:team/user, such as slack:T1/U1, mattermost:TEAM_ID/USER_ID or generic:/ana (without a team)"
            )
        }
        // A platform knows its people by ids; a name would never be met.
        guard identity.platform == "generic" || identity.user.first != "@" else {
            throw problem("the id of the user, such as slack:T1/U1, and no name")
        }
        return identity
    }

    /// `slack:T1`.
    func team() throws -> String {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, ["slack", "mattermost"].contains(parts[0]), !parts[1].isEmpty,
            !parts[1].contains(where: { $0.isWhitespace || "/,:".contains($0) })
        else { throw problem("platform:team, such as slack:T1 or mattermost:TEAM_ID") }
        return text
    }

    /// An address with its scheme, as it is.
    func address(_ example: String) throws -> String {
        guard WebAddress(text) != nil else { throw problem("an address such as \(example)") }
        return text
    }

    /// An address that paths are put behind: without a slash at its end.
    func base(_ example: String) throws -> String {
        let address = try address(example)
        guard !address.contains("?"), !address.contains("#"), !address.contains("/hooks/") else {
            throw problem("the base of the addresses, such as \(example): what comes after it is added")
        }
        return address.last == "/" ? String(address.dropLast()) : address
    }

    /// `chat.example.com:8065`.
    func host() throws -> String {
        guard !text.contains("/"), WebAddress("http://" + text) != nil else {
            throw problem("host or host:port, such as chat.example.com:8065, without http://")
        }
        return text
    }

    /// `127.0.0.1`.
    func ipAddress() throws -> String {
        guard KnownProxies([text]) != nil else {
            throw problem("the IP address that the proxy connects from, such as 127.0.0.1")
        }
        return text
    }

    func zone() throws -> String {
        guard SystemZones().rules(text) != nil else {
            throw problem("a zone of the system's time zone database (tzdata), such as Europe/Berlin")
        }
        return text
    }

    /// Something to say, in one word: a token, a path.
    func word(_ expected: String) throws -> String {
        guard !text.isEmpty, !text.contains(where: \.isWhitespace) else { throw problem(expected) }
        return text
    }

    func path() throws -> String {
        guard text.contains(where: { !$0.isWhitespace }) else { throw problem("a path") }
        return text
    }

    func directory() throws -> String {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: text, isDirectory: &isDirectory), isDirectory.boolValue else {
            throw problem("a directory that can be read")
        }
        return text
    }

    func secrets() throws -> Secrets {
        guard let secrets = try usable({ () throws(SecretProblem) in try Secrets(text) }) else {
            throw problem("a secret")
        }
        return secrets
    }

    func mattermostTokens() throws -> MattermostTokens {
        try usable { () throws(SecretProblem) in try MattermostTokens(text) }
    }

    func genericKeys() throws -> GenericKeys { try usable { () throws(SecretProblem) in try GenericKeys(text) } }

    private func usable<Value>(_ make: () throws(SecretProblem) -> Value) throws -> Value {
        do { return try make() } catch { throw SettingsProblem(description: "\(place) \(error)") }
    }
}
