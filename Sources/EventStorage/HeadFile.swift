// What lies beside a store and says that it was there: its id, its number of events and the head of its chain.

import Foundation

/// The kept head of a store, in the file `steerco.db.head` beside it.
package struct KeptHead: Hashable, Sendable {
    /// The store's own id.
    package var store: String
    package var events: Int
    /// The hash of the last event then, in hexadecimal.
    package var head: String

    /// How many events, in words.
    package var size: String { events == 1 ? "1 event" : "\(events) events" }

    package init(store: String, events: Int, head: String) {
        self.store = store
        self.events = events
        self.head = head
    }

    /// Bytes of one length, so that a new text written over an old one leaves nothing of it, and within one sector of a
    /// disk, so that a power failure leaves the one or the other.
    fileprivate var bytes: [UInt8] {
        let text = "store \(store)\nevents \(events)\nhead \(head)"
        return Array(text.utf8) + [UInt8](repeating: 0x20, count: max(0, KeptHead.length - 1 - text.utf8.count)) + [
            0x0A
        ]
    }
    private static let length = 160

    fileprivate init?(_ bytes: [UInt8]) {
        var facts: [Substring: Substring] = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 2 else { return nil }
            facts[words[0]] = words[1]
        }
        guard let store = facts["store"], let events = facts["events"].flatMap({ Int($0) }), events >= 0,
            let head = facts["head"], head.count == 64
        else { return nil }
        (self.store, self.events, self.head) = (String(store), events, String(head))
    }
}

/// Reads and writes the file. Whoever writes it holds the store's lock.
enum HeadFile {
    /// What is kept; nil when there is no file.
    ///
    /// - Throws: `StoreProblem.headUnreadable` for a file that holds no head.
    static func read(_ path: String) throws(StoreProblem) -> KeptHead? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .headUnreadable(path: path, reason: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 1024)
        let count = Foundation.read(descriptor, &buffer, buffer.count)
        // Left by a power failure before its first bytes were on the disk.
        guard count != 0 else { return nil }
        guard count > 0, let kept = KeptHead(Array(buffer.prefix(count))) else {
            throw .headUnreadable(path: path, reason: "it holds no head")
        }
        return kept
    }

    /// Writes over what was kept, in place.
    ///
    /// - Throws: `StoreProblem.headUnreadable`.
    static func write(_ kept: KeptHead, to path: String) throws(StoreProblem) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .headUnreadable(path: path, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        let bytes = kept.bytes
        guard pwrite(descriptor, bytes, bytes.count, 0) == bytes.count, ftruncate(descriptor, off_t(bytes.count)) == 0
        else { throw .headUnreadable(path: path, reason: String(cString: strerror(errno))) }
    }
}
