// Sorted entries in snapshots, in pages that a reader opens one by one.

/// Collects pages and writes their directory before them.
struct PageWriter<Key: SnapshotKey> {
    /// Entries of a page: few enough to be read for the sake of one.
    private static var limit: Int { 64 }
    private var directory = ByteWriter()
    private var body = ByteWriter()
    private var pageCount = 0
    private var count = 0
    private var lastKey = Key.zero

    /// Counts an entry, and says whether the page is full.
    mutating func add(_ key: Key) -> Bool {
        count += 1
        return count == Self.limit
    }

    mutating func close(_ bytes: [UInt8], last key: Key) {
        guard count > 0 else { return }
        directory.int(count)
        key.write(&directory, after: lastKey)
        directory.int(bytes.count)
        body.bytes += bytes
        pageCount += 1
        count = 0
        lastKey = key
    }

    func write(_ writer: inout ByteWriter) {
        writer.int(pageCount)
        writer.bytes += directory.bytes
        writer.int(body.bytes.count)
        writer.bytes += body.bytes
    }
}

enum PageReader {
    /// The pages of a table; `entries` reads those of one page, from its own bytes.
    static func pages<Key: SnapshotKey, Value: Sendable>(
        _ reader: inout ByteReader,
        entries: @escaping @Sendable (inout ByteReader, Int) throws(SnapshotDamaged) -> ([Key], [Value])
    ) throws(SnapshotDamaged) -> [SortedTable<Key, Value>.Page] {
        var directory: [(count: Int, last: Key, length: Int)] = []
        var last = Key.zero
        for _ in 0..<(try reader.length()) {
            let count = try reader.length()
            last = try Key(&reader, after: last)
            directory.append((count, last, try reader.length()))
        }
        guard directory.reduce(0, { $0 + $1.length }) == (try reader.length()) else { throw SnapshotDamaged() }
        var pages: [SortedTable<Key, Value>.Page] = []
        pages.reserveCapacity(directory.count)
        for (count, last, length) in directory {
            let bytes = try reader.bytes(length)
            pages.append(
                .init(count: count, lastKey: last) {
                    var reader = ByteReader(bytes)
                    // The sum over the snapshot was right when it was opened: what cannot be read was never written.
                    guard let found = try? entries(&reader, count) else {
                        preconditionFailure("a page of a snapshot with a right sum does not read")
                    }
                    return found
                })
        }
        return pages
    }
}

extension SortedTable where Key: SnapshotKey, Value == Void {
    /// The keys in pages.
    func write(_ writer: inout ByteWriter) {
        var pages = PageWriter<Key>()
        var page = ByteWriter()
        var last = Key.zero
        walk { key, _ in
            key.write(&page, after: last)
            last = key
            if pages.add(key) {
                pages.close(page.bytes, last: key)
                (page, last) = (ByteWriter(), Key.zero)
            }
            return true
        }
        pages.close(page.bytes, last: last)
        pages.write(&writer)
    }

    init(_ reader: inout ByteReader) throws(SnapshotDamaged) {
        self.init(
            pages: try PageReader.pages(&reader) { (reader, count) throws(SnapshotDamaged) in
                var keys: [Key] = []
                keys.reserveCapacity(count)
                var last = Key.zero
                for _ in 0..<count {
                    last = try Key(&reader, after: last)
                    keys.append(last)
                }
                return (keys, Array(repeating: (), count: count))
            })
    }
}
