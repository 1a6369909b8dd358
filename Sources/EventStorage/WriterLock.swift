// One writer per store: a lock the operating system lets go of when the process dies.

import Foundation

/// Holds the lock on a store until it is let go.
final class WriterLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock beside a store, waiting up to `patience` milliseconds. A link's lock is that of what it leads to.
    ///
    /// - Throws: `StoreProblem.heldBy` with the holder's process id when another process does not let go.
    init(_ files: StoreFiles, patience: Int) throws(StoreProblem) {
        descriptor = open(files.lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o600)
        guard descriptor >= 0 else {
            throw .cannotOpen(path: files.path, reason: String(cString: strerror(errno)))
        }
        var waited = 0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard waited < patience else {
                let holder = WriterLock.note(in: descriptor)
                close(descriptor)
                throw .heldBy(path: files.path, holder: holder.isEmpty ? "unknown" : "process " + holder)
            }
            usleep(20_000)
            waited += 20
        }
        note("\(getpid())")
    }

    /// Lets another process have the store; nothing may be written after this.
    func letGo() { flock(descriptor, LOCK_UN) }

    /// Writes down who holds the lock, for whoever finds it taken.
    private func note(_ text: String) {
        let bytes = Array(text.utf8)
        _ = ftruncate(descriptor, 0)
        _ = pwrite(descriptor, bytes, bytes.count, 0)
    }

    /// Says where this process answers: `check` asks it whether it is well.
    func noteAddress(_ address: String) { note("\(getpid()), \(address)") }

    private static func note(in descriptor: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = pread(descriptor, &buffer, buffer.count, 0)
        return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }

    /// The address that the process which holds a store's lock noted; nil when none holds it, or it answers nowhere.
    static func address(_ files: StoreFiles) -> String? {
        let descriptor = open(files.lock, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_SH | LOCK_NB) != 0 else { return nil }
        return note(in: descriptor).split(separator: ", ").dropFirst().first.map(String.init)
    }

    deinit { close(descriptor) }
}
