// Which addresses replies may go to: an allow-list, checked when a request names one and again when it is used.

import Quantities

/// The parts of an http or https address that decide whether it may be used.
package struct WebAddress: Hashable, Sendable {
    package var isSecure: Bool
    package var host: String
    package var port: Int
    /// As it is sent: without `.` and `..`, which are taken out before (RFC 3986, 5.2.4; libcurl does so).
    package var path: String

    /// Reads an absolute address strictly; nil for user info, control characters, other schemes, a malformed host, or dots in
    /// the path that are written as `%2e`, which some would take for dots and others not.
    package init?(_ text: String) {
        guard WebAddress.isPlain(text) else { return nil }
        let lower = text.lowercased()
        guard lower.hasPrefix("https://") || lower.hasPrefix("http://") else { return nil }
        isSecure = lower.hasPrefix("https://")
        let rest = text.dropFirst(isSecure ? 8 : 7)
        let authority = rest[..<(rest.utf8.firstIndex { $0 == 0x2F || $0 == 0x3F || $0 == 0x23 } ?? rest.endIndex)]
        guard !authority.isEmpty, !authority.contains("@") else { return nil }
        let tail = rest[authority.endIndex...]
        let written = tail[..<(tail.utf8.firstIndex { $0 == 0x3F || $0 == 0x23 } ?? tail.endIndex)]
        guard let sent = WebAddress.withoutDots(written) else { return nil }
        path = sent
        var hostText = authority
        var portText: Substring?
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            hostText = authority[authority.index(after: authority.startIndex)..<end]
            let after = authority[authority.index(after: end)...]
            if !after.isEmpty {
                guard after.first == ":" else { return nil }
                portText = after.dropFirst()
            }
            guard hostText.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else { return nil }
        } else {
            if let colon = authority.firstIndex(of: ":") {
                hostText = authority[..<colon]
                portText = authority[authority.index(after: colon)...]
            }
            guard !hostText.isEmpty,
                hostText.utf8.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x2D || $0 == 0x2E })
            else { return nil }
        }
        host = hostText.lowercased()
        if let portText {
            guard let number = Int(asciiDigits: portText), (1...65_535).contains(number) else { return nil }
            port = number
        } else {
            port = isSecure ? 443 : 80
        }
    }

    /// The path without `.` and `..`; nil where a dot is escaped.
    private static func withoutDots(_ path: Substring) -> String? {
        guard path.utf8.contains(0x2E) || path.utf8.contains(0x25) else { return path.isEmpty ? "/" : String(path) }
        guard !path.lowercased().contains("%2e") else { return nil }
        var kept: [Substring] = []
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for (number, part) in parts.enumerated() {
            let isLast = number == parts.count - 1
            switch part {
            case ".": if isLast { kept.append("") }
            case "..":
                if !kept.isEmpty { kept.removeLast() }
                if isLast { kept.append("") }
            default: kept.append(part)
            }
        }
        return "/" + kept.joined(separator: "/")
    }

    /// Whether this is where Mattermost takes the answer to a slash command: `/hooks/commands/ID`, at the end of a path.
    package var isMattermostResponse: Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return parts.suffix(3).dropLast() == ["hooks", "commands"] && parts.last?.isEmpty == false
    }

    /// Short enough, and of visible ASCII without backslashes.
    static func isPlain(_ text: String) -> Bool {
        text.utf8.count <= 4096 && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }
    }

    package var hostAndPort: String { "\(host):\(port)" }
}

/// The hosts replies may be posted to.
package struct ReplyHosts: Sendable {
    /// `host:port` named by the operator: allowed over plain http too, and on private or loopback addresses.
    package let named: Set<String>
    private static let slack: Set<String> = ["hooks.slack.com", "hooks.slack-gov.com"]
    /// How nearly every response address of Slack's begins: nothing after it can change the host.
    private static let slackStart = "https://hooks.slack.com/"

    /// Reads `host:port` words; a word without a port means 443.
    package init(_ words: [String]) {
        named = Set(
            words.map { word in
                let lower = word.lowercased()
                let hasPort = lower.hasPrefix("[") ? lower.contains("]:") : lower.contains(":")
                return (hasPort ? lower : lower + ":443").filter { $0 != "[" && $0 != "]" }
            })
    }

    /// Whether a reply may be posted to an address that came with a request.
    package func allows(_ url: String) -> Bool {
        if url.hasPrefix(ReplyHosts.slackStart), WebAddress.isPlain(url) { return true }
        guard let address = WebAddress(url) else { return false }
        if named.contains(address.hostAndPort) { return true }
        return address.isSecure && address.port == 443 && ReplyHosts.slack.contains(address.host)
    }

    /// Whether the operator named this host and port, which permits plain http and private addresses.
    package func isNamed(_ address: WebAddress) -> Bool { named.contains(address.hostAndPort) }
}
