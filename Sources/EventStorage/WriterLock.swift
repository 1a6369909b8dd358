// One writer per store: a lock the operating system lets go of when the process dies.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Holds the lock on a store until it is let go.
final class WriterLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock beside a store, waiting up to `patience` milliseconds. A link's lock is that of what it leads to.
    ///
    /// - Throws: `StoreProblem.heldBy` with the holder's process id when another process does not let go; `cannotOpen` for
    ///   a file of several names (hard links), whose lock and journal each name would have for itself.
    init(beside path: String, patience: Int) throws(StoreProblem) {
        var status = stat()
        let isThere = stat(path, &status) == 0
        if isThere, status.st_mode & S_IFMT == S_IFDIR {
            throw .cannotOpen(path: path, reason: "it is a directory: name a file in it, such as \(path)/steerco.db")
        }
        if isThere, status.st_nlink > 1 {
            throw .cannotOpen(
                path: path,
                reason: "the file has \(status.st_nlink) names (hard links): leave it one, and copy with backup")
        }
        let file = WriterLock.target(path) + ".lock"
        descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
        }
        var waited = 0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard waited < patience else {
                var buffer = [UInt8](repeating: 0, count: 64)
                let count = pread(descriptor, &buffer, buffer.count, 0)
                let holder = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
                close(descriptor)
                throw .heldBy(path: path, holder: holder.isEmpty ? "unknown" : "process " + holder)
            }
            usleep(20_000)
            waited += 20
        }
        let mine = Array("\(getpid())".utf8)
        _ = ftruncate(descriptor, 0)
        _ = pwrite(descriptor, mine, mine.count, 0)
    }

    /// The path without symbolic links, whether there is a file yet or not.
    private static func target(_ path: String) -> String {
        if let real = realpath(path, nil) {
            defer { free(real) }
            return String(cString: real)
        }
        // A link that leads to no file yet: what is made through it stands there.
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink(path, &buffer, buffer.count)
        guard count > 0 else { return path }
        let link = String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        return link.first == "/" ? link : folder + link
    }

    deinit { close(descriptor) }
}
