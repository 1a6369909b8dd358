// Signs requests as the platforms do, from their documentation and not from our adapters.

import Digests
import Foundation

package enum Signers {
    package static let slackSecret = "8f742231b10e8888abcd99yyyzzz85a5"
    package static let genericSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    package static let mattermostToken = "qzgakf1nx3yt9dr4n8585ihbxy"

    package static func slack(
        _ body: [UInt8], timestamp: Int, contentType: String = "application/x-www-form-urlencoded"
    ) -> [(String, String)] {
        let message = Array("v0:\(timestamp):".utf8) + body
        let mac = MessageAuthentication(key: Array(slackSecret.utf8)).code(of: message)
        return [
            ("Content-Type", contentType), ("X-Slack-Request-Timestamp", "\(timestamp)"),
            ("X-Slack-Signature", "v0=" + mac.map { String(format: "%02x", $0) }.joined()),
        ]
    }

    package static func generic(
        _ body: [UInt8], id: String, timestamp: Int, secret: String = genericSecret
    ) -> [(String, String)] {
        let key = Data(base64Encoded: String(secret.dropFirst(6))) ?? Data()
        let message = Array("\(id).\(timestamp).".utf8) + body
        let mac = MessageAuthentication(key: [UInt8](key)).code(of: message)
        return [
            ("Content-Type", "application/json"), ("webhook-id", id), ("webhook-timestamp", "\(timestamp)"),
            ("webhook-signature", "v1," + Data(mac).base64EncodedString()),
        ]
    }

    /// A form body, encoded as browsers do.
    package static func form(_ fields: [(String, String)]) -> [UInt8] {
        let allowed = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        let pairs = fields.map { name, value in
            "\(name)=\((value.addingPercentEncoding(withAllowedCharacters: allowed) ?? "").replacingOccurrences(of: "%20", with: "+"))"
        }
        return Array(pairs.joined(separator: "&").utf8)
    }

    package static func slackSlash(
        _ text: String, user: String = "U1", trigger: String, team: String = "T1", channel: String = "C1",
        responseURL: String? = nil
    ) -> [UInt8] {
        let words = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        let escaped =
            words.count > 1
            ? words[1].replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
                .replacingOccurrences(of: ">", with: "&gt;") : ""
        var fields = [
            ("team_id", team), ("channel_id", channel), ("channel_name", "net"), ("user_id", user),
            ("user_name", user.lowercased()),
            ("command", String(words[0])), ("text", escaped), ("trigger_id", trigger),
        ]
        if let responseURL { fields.append(("response_url", responseURL)) }
        return form(fields)
    }
}
