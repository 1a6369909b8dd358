// A sender that takes none of its answers.

import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// A connection over loopback that sends, and reads nothing.
package final class UnreadConnection {
    private let descriptor: Int32

    package init(port: Int) throws {
        descriptor = try RawHTTP.connect(port, room: 4096)
        // Sending ends when nothing has been taken for so long.
        var patience = timeval(tv_sec: 0, tv_usec: 300_000)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    /// Sends the bytes again and again, until the other side takes no more or so many bytes are sent.
    ///
    /// - Returns: how many were taken, by the server or the kernel's buffers before it.
    @discardableResult
    package func send(_ bytes: [UInt8], atMost most: Int) -> Int {
        let many = Array(repeatElement(bytes, count: max(1, 65_536 / bytes.count)).joined())
        var (count, rest) = (0, many[...])
        while count < most {
            let sent = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 else { break }
            count += sent
            rest = rest.dropFirst(sent)
            if rest.isEmpty { rest = many[...] }
        }
        return count
    }

    /// Reads one piece of what was answered; empty when nothing came in time, or the other side has closed.
    package func read(within seconds: Int = 10) -> [UInt8] {
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return Array(buffer.prefix(max(0, count)))
    }

    /// Says that no more will come, and takes no more.
    package func end() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    deinit { close(descriptor) }
}
