// Where a request came from, also behind a proxy that is known.

import NIOCore

/// Where a request came from.
struct RequestSource: Hashable, Sendable {
    /// The address of the connection.
    var address: String
    /// Whom a known proxy says it passed the request on for.
    var forwarded: String?

    /// Who is to be told apart from others.
    var origin: String { forwarded ?? address }
}

/// The proxies that the operator named: what they say of whom a request is from is believed, and nobody else's word is.
package struct KnownProxies: Sendable {
    private let addresses: Set<String>

    /// - Parameter addresses: IP addresses.
    /// - Returns: nil when one of them is none.
    package init?(_ addresses: [String]) {
        var known: Set<String> = []
        for address in addresses {
            guard let plain = KnownProxies.plain(address[...]) else { return nil }
            known.insert(plain)
        }
        self.addresses = known
    }

    package static let none = KnownProxies()
    private init() { addresses = [] }

    /// Where a request came from: of the addresses in its `X-Forwarded-For` the last that is no known proxy, since each
    /// proxy appends whom it was called by and whoever calls the first may write anything before that.
    func source(of request: WebRequest) -> RequestSource {
        let peer = request.peer.flatMap { $0.ipAddress }.flatMap { KnownProxies.plain($0[...]) } ?? "unknown"
        guard addresses.contains(peer) else { return RequestSource(address: peer) }
        let named = request.headers.filter { $0.name.lowercased() == "x-forwarded-for" }
            .flatMap { $0.value.split(separator: ",", omittingEmptySubsequences: false) }
        for entry in named.reversed() {
            guard let address = KnownProxies.plain(KnownProxies.withoutPort(entry)) else { break }
            if !addresses.contains(address) { return RequestSource(address: peer, forwarded: address) }
        }
        return RequestSource(address: peer)
    }

    /// `192.0.2.1:4711` and `[2001:db8::1]:4711` without their ports.
    private static func withoutPort(_ text: Substring) -> Substring {
        let text = text.drop { $0 == " " }.prefix { $0 != " " }
        if text.first == "[" { return text.dropFirst().prefix { $0 != "]" } }
        return text.count { $0 == ":" } == 1 ? text.prefix { $0 != ":" } : text
    }

    /// An address in its one spelling; of one that holds an IPv4 address that one. Nil when it is none.
    private static func plain(_ text: Substring) -> String? {
        guard let address = try? SocketAddress(ipAddress: String(text), port: 0).ipAddress else { return nil }
        let mapped = "::ffff:"
        return address.hasPrefix(mapped) && address.contains(".") ? String(address.dropFirst(mapped.count)) : address
    }
}
