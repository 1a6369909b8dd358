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
        var found: String?
        for header in headers where InboundRequest.isSame(header.name, name) {
            guard found == nil else { return nil }
            found = header.value
        }
        return found?.isEmpty == true ? nil : found
    }

    /// The media type without parameters, in lower case.
    package var mediaType: String {
        guard let type = header("content-type") else { return "" }
        // What platforms send, as they send it.
        if type == "application/x-www-form-urlencoded" || type == "application/json" { return type }
        let bytes = type.utf8.prefix { $0 != 0x3B }.filter { $0 != 0x20 }
        return String(decoding: bytes, as: UTF8.self).lowercased()
    }

    /// Whether a header's name is this one, which is in lower case.
    private static func isSame(_ name: String, _ lower: String) -> Bool {
        guard name.utf8.count == lower.utf8.count else { return false }
        if name == lower { return true }
        // Names differ in their first letter, mostly.
        guard let first = name.utf8.first, first | 0x20 == lower.utf8.first else { return false }
        for (one, other) in zip(name.utf8, lower.utf8)
        where one != other && (one &- 0x41 >= 26 || one | 0x20 != other) { return false }
        return true
    }
}

/// What a platform's request is.
package enum Inbound: Sendable {
    /// A message to the bot.
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
    /// Whether who sends is a program that goes by the status of the answer.
    var saysFaults: Bool { get }
    /// Checks the signature over the raw bytes, undoes the platform's text mangling.
    func receive(_ request: InboundRequest, now: Instant) throws(InboundRefusal) -> Inbound
    /// The body of the HTTP response for an answer, and its type.
    func response(to handled: HandledMessage, _ invocation: Invocation) -> (contentType: String, body: [UInt8])
}

extension PlatformAdapter {
    package var saysFaults: Bool { false }
    package func response(to handled: HandledMessage, _ invocation: Invocation) -> (contentType: String, body: [UInt8])
    {
        guard invocation.replyAddress?.answersInResponse ?? true else { return ("", []) }
        return (renderer.contentType, handled.response)
    }
}
