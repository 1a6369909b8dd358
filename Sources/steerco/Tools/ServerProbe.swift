// Asks a server on this machine for one path, and waits two seconds at most.

import Foundation

enum ServerProbe {
    /// The status of `GET` of a path; nil when nobody answers in time.
    ///
    /// - Parameter address: as the server noted it: `http://127.0.0.1:8080`, a host in brackets where it is IPv6.
    static func status(of path: String, at address: String) -> Int? {
        guard address.hasPrefix("http://"), let colon = address.lastIndex(of: ":") else { return nil }
        let host = address[..<colon].dropFirst(7).filter { $0 != "[" && $0 != "]" }
        let port = String(address[address.index(after: colon)...])
        guard let socket = connect(String(host), port) else { return nil }
        defer { close(socket) }
        let request = Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
        guard send(socket, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else { return nil }
        var buffer = [UInt8](repeating: 0, count: 64)
        let count = recv(socket, &buffer, buffer.count, 0)
        let words = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self).split(separator: " ")
        return words.count > 1 && words[0].hasPrefix("HTTP/") ? Int(words[1]) : nil
    }

    private static func connect(_ host: String, _ port: String) -> Int32? {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, port, &hints, &found) == 0 else { return nil }
        defer { freeaddrinfo(found) }
        var next = found
        while let address = next {
            let socket = socket(
                address.pointee.ai_family, address.pointee.ai_socktype | Int32(SOCK_CLOEXEC.rawValue),
                address.pointee.ai_protocol)
            var patience = timeval(tv_sec: 2, tv_usec: 0)
            for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
                setsockopt(socket, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
            }
            if Foundation.connect(socket, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0 { return socket }
            close(socket)
            next = address.pointee.ai_next
        }
        return nil
    }
}
