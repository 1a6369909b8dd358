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
    /// Slack's own hosts say `ok`; its Web API says `"ok":true`; every other receiver accepts with any 2xx.
    package init(_ result: TransferResult, to destination: ReplyAddress.Destination, host: String) {
        switch result {
        case .failed(let reason): self = .retry(after: nil, reason: reason)
        case .impossible(let reason): self = .rejected(reason)
        case .answered(let status, let body, let retryAfter):
            switch status {
            case 200..<300: self = DeliveryOutcome.success(status, body, destination, host)
            case 429: self = .retry(after: retryAfter ?? 1, reason: "429 too many requests")
            case 500, 502, 503, 504: self = .retry(after: retryAfter, reason: "\(status)")
            default: self = .rejected("\(status) \(DeliveryOutcome.excerpt(body))")
            }
        }
    }

    private static func success(
        _ status: Int, _ body: [UInt8], _ destination: ReplyAddress.Destination, _ host: String
    ) -> DeliveryOutcome {
        if case .slackMethod = destination {
            let json = try? JSON(reading: body)
            if json?["ok"]?.bool == true { return .delivered }
            let error = json?["error"]?.string ?? "an answer that is not ok"
            let isPassing = ["ratelimited", "internal_error", "fatal_error", "service_unavailable"].contains(error)
            return isPassing ? .retry(after: nil, reason: error) : .rejected(error)
        }
        if host == "hooks.slack.com" || host == "hooks.slack-gov.com" {
            let isOK = body == Array("ok".utf8) || (try? JSON(reading: body))?["ok"]?.bool == true
            return isOK ? .delivered : .rejected("\(status) \(excerpt(body))")
        }
        return .delivered
    }

    /// The beginning of an answer, for the operator: printable, short, never an address.
    private static func excerpt(_ body: [UInt8]) -> String {
        String(String(decoding: body.prefix(80), as: UTF8.self).filter { $0.isASCII && !$0.isNewline && $0 != "\0" })
    }
}
