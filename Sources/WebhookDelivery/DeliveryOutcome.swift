// What an attempt to deliver came to, read from the platform's answer.

package import Conversation
import JSONText
import Quantities

/// What the transfer itself came to.
package enum TransferResult: Hashable, Sendable {
    /// The receiver answered.
    case answered(status: Int, body: [UInt8], retryAfter: Int?)
    /// Nothing, or not enough, came back: may be tried again.
    case failed(String)
    /// Trying again cannot help: a bad address, a refused address, no trust.
    case impossible(String)
}

package enum DeliveryOutcome: Hashable, Sendable {
    case delivered
    /// Try again, not before these seconds when the receiver said so.
    case retry(after: Int?, reason: String)
    case rejected(String)

    /// Reads a result by the rules of its destination.
    ///
    /// Slack's own hosts and Mattermost say `ok`; Slack's Web API says `"ok":true`; every other receiver accepts with any
    /// 2xx.
    ///
    /// - Parameters:
    ///   - url: where it was sent.
    ///   - platform: what a configured webhook belongs to, `slack` or `mattermost`.
    package init(
        _ result: TransferResult, to destination: ReplyAddress.Destination, at url: String, platform: String? = nil
    ) {
        switch result {
        case .failed(let reason): self = .retry(after: nil, reason: reason)
        case .impossible(let reason): self = .rejected(reason)
        case .answered(let status, let body, let retryAfter):
            switch status {
            case 200..<300: self = DeliveryOutcome.success(status, body, destination, url, platform)
            case 429: self = .retry(after: retryAfter ?? 1, reason: "429 too many requests")
            case 500, 502, 503, 504: self = .retry(after: retryAfter, reason: "\(status)")
            default: self = .rejected("\(status) \(DeliveryOutcome.excerpt(body, url))")
            }
        }
    }

    /// What Slack says in a 200 when it could not do it now.
    private static let passing: Set = [
        "ratelimited", "rate_limited", "request_timeout", "internal_error", "fatal_error", "service_unavailable",
    ]

    /// What Slack says when the bot's token is no longer good.
    private static let deadToken: Set = [
        "token_revoked", "token_expired", "invalid_auth", "account_inactive", "not_authed",
    ]

    private static func success(
        _ status: Int, _ body: [UInt8], _ destination: ReplyAddress.Destination, _ url: String, _ platform: String?
    ) -> DeliveryOutcome {
        if destination.isOfSlack {
            let json = try? JSON(reading: body)
            if json?["ok"]?.bool == true { return .delivered }
            let error = json?["error"]?.string ?? "an answer that is not ok"
            // Whoever mends the token finds everything still there.
            if DeliveryOutcome.deadToken.contains(error) { return .retry(after: 600, reason: error) }
            let isPassing = DeliveryOutcome.passing.contains(error)
            return isPassing ? .retry(after: nil, reason: error) : .rejected(error)
        }
        let address = WebAddress(url)
        let host = address?.host ?? ""
        // An answer with a page of its own, such as a log-in's, took nothing.
        if platform == "mattermost" || address?.isMattermostResponse == true {
            let text = String(decoding: body.prefix(16), as: UTF8.self)
            let isOK = text == "ok" || text == "ok\n"
            return isOK ? .delivered : .rejected("\(status) \(excerpt(body, url))")
        }
        if host == "hooks.slack.com" || host == "hooks.slack-gov.com" {
            let isOK = body == Array("ok".utf8) || (try? JSON(reading: body))?["ok"]?.bool == true
            return isOK ? .delivered : .rejected("\(status) \(excerpt(body, url))")
        }
        return .delivered
    }

    /// The beginning of an answer, for the operator: printable, short, and none that repeats a piece of the address, which
    /// may be a secret.
    private static func excerpt(_ body: [UInt8], _ url: String) -> String {
        let text = String(decoding: body.prefix(4096).filter { (0x20...0x7E).contains($0) }, as: UTF8.self)
        let secrets = url.split(separator: "/").dropFirst(2).joined(separator: "/").split { "/?&=".contains($0) }.filter
        { $0.utf8.count >= 8 }
        return secrets.contains { text.contains($0) } ? "(an answer that repeats the address)" : String(text.prefix(80))
    }
}

extension ReplyAddress.Destination {
    /// Whether Slack's Web API takes it.
    var isOfSlack: Bool {
        switch self {
        case .slackMethod, .direct("slack", _): true
        case .url, .webhook, .direct: false
        }
    }
}
