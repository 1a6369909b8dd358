// The files of a store on the disk: what kind they are, who may read them, whether they are still the ones that are open.

import Foundation

/// The paths of a store.
package struct StoreFiles: Sendable {
    /// The database, by the name it was given.
    package let path: String

    package init(_ path: String) { self.path = path }

    /// The path without symbolic links, whether there is a file yet or not: what lies beside the store lies beside that.
    package var target: String {
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

    package var wal: String { target + "-wal" }
    package var lock: String { target + ".lock" }
    package var head: String { target + ".head" }
    package var folder: String {
        let folder = (target as NSString).deletingLastPathComponent
        return folder.isEmpty ? "." : folder
    }

    /// Refuses what is no file of one name, before anything waits for it: reading a FIFO would wait for ever, and each of
    /// several names (hard links) would have a lock and a journal for itself.
    ///
    /// - Returns: the file's size; nil when there is none.
    package func refuseOddKinds() throws(StoreProblem) -> Int? {
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == ENOENT { return nil }
            throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
        }
        let kinds: [mode_t: String] = [
            S_IFIFO: "pipe (FIFO)", S_IFCHR: "device", S_IFBLK: "device", S_IFSOCK: "socket",
        ]
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR:
            throw .cannotOpen(path: path, reason: "it is a directory: name a file in it, such as \(path)/steerco.db")
        case let kind:
            throw .cannotOpen(path: path, reason: "it is a \(kinds[kind] ?? "special file"): name a file")
        }
        if status.st_nlink > 1 {
            throw .cannotOpen(
                path: path,
                reason: "the file has \(status.st_nlink) names (hard links): leave it one, and copy with backup")
        }
        return Int(status.st_size)
    }

    /// What is too open about the files, with what mends it; nil when nobody else may read or change them.
    package var tooOpen: String? {
        for file in [target, wal, target + "-shm", head, lock] {
            var status = stat()
            guard stat(file, &status) == 0, status.st_mode & 0o077 != 0 else { continue }
            return "\(file) may be used by others (mode \(StoreFiles.octal(status.st_mode))): chmod 600 \(file)"
        }
        var status = stat()
        guard stat(folder, &status) == 0, status.st_mode & 0o022 != 0 else { return nil }
        // In a folder like /tmp nobody but its owner may put another file in a file's place.
        guard status.st_mode & S_ISVTX == 0 else { return nil }
        return "others may write in \(folder) (mode \(StoreFiles.octal(status.st_mode))): chmod 700 \(folder)"
    }

    private static func octal(_ mode: mode_t) -> String { "0" + String(mode & 0o7777, radix: 8) }

    /// Writes a page beside the store and removes it.
    ///
    /// - Returns: why it cannot be written; nil when it can.
    package func pageProblem() -> String? {
        let probe = target + ".probe"
        let descriptor = open(probe, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return StoreFiles.words(errno) }
        defer {
            close(descriptor)
            unlink(probe)
        }
        let page = [UInt8](repeating: 0x53, count: 4096)
        let written = page.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard written == page.count else { return StoreFiles.words(written < 0 ? errno : ENOSPC) }
        return nil
    }

    private static func words(_ code: Int32) -> String {
        switch code {
        case ENOSPC: "no space is left on its disk"
        case EDQUOT: "its disk quota is used up"
        case EROFS: "its file system can only be read"
        case EACCES, EPERM: "its folder is not writable"
        case ENOENT: "its folder is not there"
        default: String(cString: strerror(code))
        }
    }
}

/// Which files were open, to be told from others that take their names.
struct OpenedFiles: Sendable {
    private struct Identity: Hashable, Sendable {
        var device: dev_t
        var number: ino_t
        init?(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            (device, number) = (status.st_dev, status.st_ino)
        }
    }
    private let files: [(path: String, identity: Identity)]

    /// The files at these paths now; those that are not there are not watched.
    init(_ paths: [String]) { files = paths.compactMap { path in Identity(path).map { (path, $0) } } }

    /// - Throws: `StoreProblem.replaced` when a path leads to no file any more, or to another: what is written now would go
    ///   where nobody looks.
    func check() throws(StoreProblem) {
        for file in files where Identity(file.path) != file.identity { throw .replaced(path: file.path) }
    }
}
