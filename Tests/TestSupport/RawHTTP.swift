// HTTP by hand over loopback sockets: a client that can send odd requests, and a receiver that gives odd answers.

import Foundation
import NIOConcurrencyHelpers

#if canImport(Glibc)
    import Glibc
#endif

/// An answer as it came.
package struct RawAnswer: Sendable {
    package var status: Int
    package var headers: [String: String]
    package var body: [UInt8]
    package var text: String { String(decoding: body, as: UTF8.self) }
}

package enum RawHTTP {
    package struct Failed: Error {}

    /// Sends bytes in pieces of `piece` and reads one answer.
    package static func send(_ bytes: [UInt8], port: Int, piece: Int = 1 << 20) throws -> RawAnswer {
        let descriptor = try connect(port)
        defer { close(descriptor) }
        var start = 0
        while start < bytes.count {
            let part = Array(bytes[start..<min(start + piece, bytes.count)])
            let sent = Glibc.send(descriptor, part, part.count, Int32(MSG_NOSIGNAL))
            guard sent > 0 else { break }
            start += sent
        }
        return try answer(descriptor)
    }

    package static func request(
        _ method: String = "POST", _ path: String, headers: [(String, String)] = [], body: [UInt8] = [], port: Int,
        piece: Int = 1 << 20
    ) throws -> RawAnswer {
        var head = "\(method) \(path) HTTP/1.1\r\nHost: bot.example\r\nConnection: close\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        if !headers.contains(where: { ["content-length", "transfer-encoding"].contains($0.0.lowercased()) }) {
            head += "Content-Length: \(body.count)\r\n"
        }
        return try send(Array((head + "\r\n").utf8) + body, port: port, piece: piece)
    }

    /// Sends bytes on one connection, and reads so many answers from it.
    ///
    /// - Parameter closesOutput: says after the bytes that no more will come.
    package static func exchange(_ bytes: [UInt8], answers: Int, closesOutput: Bool = false, port: Int) throws
        -> [RawAnswer]
    {
        let descriptor = try connect(port)
        defer { close(descriptor) }
        try sendAll(bytes, descriptor)
        if closesOutput { shutdown(descriptor, Int32(SHUT_WR)) }
        var found: [RawAnswer] = []
        var rest: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while found.count < answers {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            rest += buffer.prefix(count)
            while var answer = parse(rest), isComplete(answer),
                let length = answer.headers["content-length"].flatMap({ Int($0) })
            {
                rest = Array(answer.body[length...])
                answer.body = Array(answer.body[..<length])
                found.append(answer)
            }
        }
        return found
    }

    /// Sends a head that asks for leave, and the body once it is given: both answers.
    package static func askingFirst(_ head: [UInt8], _ body: [UInt8], port: Int) throws -> [RawAnswer] {
        let descriptor = try connect(port)
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        func answer() throws -> RawAnswer {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0, let answer = parse(Array(buffer.prefix(count))) else { throw Failed() }
            return answer
        }
        try sendAll(head, descriptor)
        let leave = try answer()
        try sendAll(body, descriptor)
        return [leave, try answer()]
    }

    private static func sendAll(_ bytes: [UInt8], _ descriptor: Int32) throws {
        var start = 0
        while start < bytes.count {
            let part = Array(bytes[start..<min(start + 65_536, bytes.count)])
            let sent = Glibc.send(descriptor, part, part.count, Int32(MSG_NOSIGNAL))
            guard sent > 0 else { throw Failed() }
            start += sent
        }
    }

    /// - Parameter room: bytes that the kernel keeps of what nobody reads; nil: as it likes.
    static func connect(_ port: Int, room: Int32? = nil) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failed() }
        if var room { setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &room, socklen_t(MemoryLayout<Int32>.size)) }
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            close(descriptor)
            throw Failed()
        }
        return descriptor
    }

    private static func answer(_ descriptor: Int32) throws -> RawAnswer {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count > 0 { bytes += buffer.prefix(count) }
            if let answer = parse(bytes), isComplete(answer) || count <= 0 { return answer }
            if count <= 0 { throw Failed() }
        }
    }

    private static func isComplete(_ answer: RawAnswer) -> Bool {
        guard let length = answer.headers["content-length"].flatMap({ Int($0) }) else { return false }
        return answer.body.count >= length
    }

    static func parse(_ bytes: [UInt8]) -> RawAnswer? {
        guard let end = bytes.firstRange(of: [13, 10, 13, 10])?.lowerBound else { return nil }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).components(separatedBy: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces) }
        }
        return RawAnswer(status: status, headers: headers, body: Array(bytes[(end + 4)...]))
    }
}

/// A receiver on loopback that answers as it is told and remembers what it got.
package final class Receiver: Sendable {
    /// How one request is answered.
    package enum Behaviour: Sendable {
        case answer(Int, headers: [(String, String)] = [], body: String = "ok")
        /// Closes the connection without a word.
        case reset
        /// Sends the answer one byte at a time.
        case drip(body: String)
        /// Answers nothing until the receiver closes.
        case hang
    }

    package struct Received: Sendable {
        package var path: String
        package var headers: [String: String]
        package var body: [UInt8]
        package var text: String { String(decoding: body, as: UTF8.self) }
    }

    package let port: Int
    private let descriptor: Int32
    private let arrival = NSCondition()
    private let state = NIOLockedValueBox<(received: [Received], script: [Behaviour], isClosed: Bool)>(([], [], false))

    /// Answers by the script, one behaviour a request, then 200 `ok` for ever.
    package init(_ script: [Behaviour] = []) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let socket = descriptor
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, size) }
        }
        guard bound == 0, listen(descriptor, 64) == 0 else { throw RawHTTP.Failed() }
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(socket, $0, &size) }
        }
        port = Int(in_port_t(bigEndian: address.sin_port))
        state.withLockedValue { $0.script = script }
        Thread { [self] in serve() }.start()
    }

    package var url: String { "http://127.0.0.1:\(port)/hook" }
    package var received: [Received] { state.withLockedValue { $0.received } }

    /// Waits until what was received is enough, at most so many seconds; whether it was.
    package func wait(seconds: Double, until isEnough: ([Received]) -> Bool) -> Bool {
        let end = Date().addingTimeInterval(seconds)
        arrival.lock()
        defer { arrival.unlock() }
        while !isEnough(received) { guard arrival.wait(until: end) else { return isEnough(received) } }
        return true
    }

    package func close() {
        state.withLockedValue { $0.isClosed = true }
        arrival.lock()
        arrival.broadcast()
        arrival.unlock()
        shutdown(descriptor, Int32(SHUT_RDWR))
        Glibc.close(descriptor)
    }

    private func serve() {
        while true {
            let client = accept(descriptor, nil, nil)
            guard client >= 0, !state.withLockedValue({ $0.isClosed }) else { return }
            Thread { [self] in
                converse(client)
                Glibc.close(client)
            }.start()
        }
    }

    /// Answers requests on one connection until either side ends it.
    private func converse(_ client: Int32) {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(client, &buffer, buffer.count, 0)
            guard count > 0 else { return }
            bytes += buffer.prefix(count)
            guard let end = bytes.firstRange(of: [13, 10, 13, 10])?.lowerBound else { continue }
            let lines = String(decoding: bytes[..<end], as: UTF8.self).components(separatedBy: "\r\n")
            var headers: [String: String] = [:]
            for line in lines.dropFirst() {
                let parts = line.split(separator: ":", maxSplits: 1)
                if parts.count == 2 { headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces) }
            }
            let length = headers["content-length"].flatMap { Int($0) } ?? 0
            guard bytes.count >= end + 4 + length else { continue }
            let body = Array(bytes[(end + 4)..<(end + 4 + length)])
            bytes.removeFirst(end + 4 + length)
            let path = lines.first?.split(separator: " ").dropFirst().first.map(String.init) ?? ""
            let behaviour = state.withLockedValue { state -> Behaviour in
                state.received.append(Received(path: path, headers: headers, body: body))
                return state.script.isEmpty ? .answer(200) : state.script.removeFirst()
            }
            arrival.lock()
            arrival.broadcast()
            arrival.unlock()
            guard perform(behaviour, client) else { return }
        }
    }

    private func perform(_ behaviour: Behaviour, _ client: Int32) -> Bool {
        func send(_ text: String, piece: Int) {
            let bytes = Array(text.utf8)
            for start in stride(from: 0, to: bytes.count, by: piece) {
                let part = Array(bytes[start..<min(start + piece, bytes.count)])
                _ = Glibc.send(client, part, part.count, Int32(MSG_NOSIGNAL))
            }
        }
        switch behaviour {
        case .reset: return false
        case .hang:
            arrival.lock()
            while !state.withLockedValue({ $0.isClosed }) { arrival.wait() }
            arrival.unlock()
            return false
        case .drip(let body):
            send("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)", piece: 1)
            return true
        case .answer(let status, let headers, let body):
            let extra = headers.map { "\($0.0): \($0.1)\r\n" }.joined()
            send("HTTP/1.1 \(status) X\r\nContent-Length: \(body.utf8.count)\r\n\(extra)\r\n\(body)", piece: 1 << 20)
            return true
        }
    }
}
