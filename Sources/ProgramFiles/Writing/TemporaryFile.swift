// A temporary file that nobody else can read, for a library that writes to a path and nowhere else.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file that is removed when this goes.
struct TemporaryFile: ~Copyable {
    let path: String

    /// Where temporary files lie: `TMPDIR`, or `/tmp`.
    static var directory: String {
        guard let named = getenv("TMPDIR"), named.pointee != 0 else { return "/tmp" }
        return String(cString: named)
    }

    /// Makes an empty file.
    init(in directory: String) throws(FileProblem) {
        var template = Array("\(directory)/steerco-XXXXXX".utf8CString)
        // It is made with the mode 0600, and a writer that opens it keeps that.
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else {
            throw FileProblem("no temporary file can be made in \(directory): \(TemporaryFile.reason)")
        }
        close(descriptor)
        path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    }

    deinit { unlink(path) }

    func bytes() throws(FileProblem) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unread }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unread }
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
            while count < buffer.count {
                let got = read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
                if got < 0, errno == EINTR { continue }
                guard got > 0 else {
                    failed = true
                    return
                }
                count += got
            }
        }
        guard !failed else { throw unread }
        return bytes
    }

    private var unread: FileProblem {
        FileProblem("the temporary file \(path) cannot be read: \(TemporaryFile.reason)")
    }
    private static var reason: String { String(cString: strerror(errno)) }
}
