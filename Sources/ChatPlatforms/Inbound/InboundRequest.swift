// An HTTP request as the adapters see it: bytes and headers, nothing decoded.

package import Conversation
package import Quantities

/// A request to one of the webhook routes.
package struct InboundRequest: Sendable {
    package var method: String
    package var query: String
    /// Names as they came; compared without case.
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]

    package init(method: String, query: String = "", headers: [(name: String, value: String)], body: [UInt8]) {
        self.method = method
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// The header's one value; nil when it is missing, empty or given twice.
    package func header(_ name: String) -> String? {
        let values = headers.filter { $0.name.lowercased() == name }
        guard values.count == 1, let value = values.first?.value, !value.isEmpty else { return nil }
        return value
    }

    /// The media type without parameters, in lower case.
    package var mediaType: String {
        (header("content-type") ?? "").prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
    }
}

/// What a platform's request is.
package enum Inbound: Sendable {
    /// Messages to the bot; usually one.
    case message(Invocation)
    /// Answered at once, without the bot: a challenge, a check.
    case respond(contentType: String, body: [UInt8])
    /// Nothing to answer: a bot's own message, an event of no interest.
    case ignored
}

/// Why a request is turned away: only the status goes out, the reason goes to the log.
package struct InboundRefusal: Error, Hashable, Sendable {
    package var status: Int
    /// A word for the log: `signature`.
    package var reason: String
    package init(_ status: Int, _ reason: String) {
        self.status = status
        self.reason = reason
    }
}

/// One chat platform.
package protocol PlatformAdapter: Sendable {
    /// The route: `slack` for `/hooks/slack`.
    var name: String { get }
    var methods: [String] { get }
    var renderer: any ReplyRenderer { get }
    /// Checks the signature over the raw bytes, undoes the platform's text mangling.
    func receive(_ request: InboundRequest, now: Instant) throws(InboundRefusal) -> Inbound
    /// The body of the HTTP response for an answer, and its type.
    func response(to handled: HandledMessage, _ invocation: Invocation) -> (contentType: String, body: [UInt8])
}

extension PlatformAdapter {
    package func response(to handled: HandledMessage, _ invocation: Invocation) -> (contentType: String, body: [UInt8])
    {
        guard invocation.replyAddress?.answersInResponse ?? true else { return ("", []) }
        return (renderer.contentType, handled.response)
    }
}
