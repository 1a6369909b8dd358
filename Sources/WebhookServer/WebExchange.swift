// A request and its response, whole, as the routes see them.

import NIOCore

struct WebRequest: Sendable {
    var method: String
    /// As it came, the query included.
    var target: String
    var headers: [(name: String, value: String)]
    /// Nil when it was over the limit and has not been kept.
    var body: [UInt8]?
    /// Of HTTP/1.0, which knew no `Host`.
    var isOld = false
    /// Whose connection it came on.
    var peer: SocketAddress?

    /// Whether it says once whom it is for (RFC 9112, 3.2): who reads the first `Host` of two, and who the second, would
    /// take it for different requests.
    var namesOneHost: Bool {
        let hosts = headers.count { $0.name.utf8.count == 4 && $0.name.lowercased() == "host" }
        return hosts == 1 || hosts == 0 && isOld
    }

    enum Route: Hashable { case health, readiness, metrics, hook(String), unknown }

    var route: Route {
        let path = target.utf8.prefix { $0 != UInt8(ascii: "?") }
        let parts = path.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
        return switch (parts.first, parts.count) {
        case ("hooks", 2): .hook(parts[1])
        case ("healthz", 1): .health
        case ("readyz", 1): .readiness
        case ("metrics", 1): .metrics
        default: .unknown
        }
    }

    var query: String {
        target.utf8.firstIndex(of: UInt8(ascii: "?")).map { String(target[target.utf8.index(after: $0)...]) } ?? ""
    }
}

struct WebResponse: Sendable {
    var status: Int
    var contentType = ""
    var allow: [String] = []
    var body: [UInt8] = []
    /// Called once the caller's side has taken the whole response.
    var flushed: (@Sendable () -> Void)?

    static func empty(_ status: Int) -> WebResponse { WebResponse(status: status) }
    static func text(_ text: String) -> WebResponse {
        WebResponse(status: 200, contentType: "text/plain; charset=utf-8", body: Array(text.utf8))
    }
    static func notAllowed(_ allow: [String]) -> WebResponse { WebResponse(status: 405, allow: allow) }
}
