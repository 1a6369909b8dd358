// Speaks with the server that has a store open.

import Foundation
import JSONText

/// One connection to a running server. Its lines are said by one thread and read by one, which share nothing but the
/// descriptor: what is read is kept by whoever reads.
final class SocketClient: @unchecked Sendable {
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var start = 0

    /// Connects to the server of a store; nil where none runs.
    init?(store: String) {
        guard let path = StoreSocket.path(of: store) else { return nil }
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8) + [0]) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, length) == 0 }
        }
        guard isConnected else {
            close(descriptor)
            return nil
        }
    }

    deinit { close(descriptor) }

    /// Says a line; false once the server is gone.
    @discardableResult func say(_ json: JSON) -> Bool { say(json.bytes) }

    /// Says a line as it is; false once the server is gone.
    func say(text: String) -> Bool { say(Array(text.utf8)) }

    private func say(_ line: [UInt8]) -> Bool {
        let bytes = line + [0x0A]
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            written += count
        }
        return true
    }

    /// No more lines will be said.
    func end() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// The next line of the server; nil at its end.
    func next() -> [UInt8]? {
        var line: [UInt8] = []
        while true {
            if let end = buffer[start...].firstIndex(of: 0x0A) {
                line += buffer[start..<end]
                start = end + 1
                return line
            }
            line += buffer[start...]
            buffer = [UInt8](repeating: 0, count: 64 * 1024)
            let count = recv(descriptor, &buffer, buffer.count, 0)
            start = 0
            guard count > 0 else {
                buffer = []
                return nil
            }
            buffer.removeLast(buffer.count - count)
        }
    }

    /// Says a line and waits for its answer.
    func ask(_ json: JSON) -> SocketAnswer {
        guard say(json), let answer = next().flatMap({ try? JSON(reading: $0) }).flatMap({ SocketAnswer($0) }) else {
            return SocketAnswer([], complaint: "the server ended before it answered", code: 70)
        }
        return answer
    }
}
