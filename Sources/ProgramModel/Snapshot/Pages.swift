// Sorted entries in snapshots, in pages that a reader opens one by one.

import FieldTypes

/// Collects entries into pages and writes the directory before them: of each page its count, last key and length.
///
/// A page is its keys, each with the length of its value where there are values, then the values.
struct PageWriter<Key: SnapshotKey> {
    /// Entries of a page: few enough to be read for the sake of one.
    private static var limit: Int { 64 }
    private var directory = ByteWriter()
    private var body = ByteWriter()
    private var pageCount = 0
    private var lastOfPages = Key.zero
    // The page that is being filled.
    private var keys = ByteWriter()
    private var values = ByteWriter()
    private var count = 0
    private var last = Key.zero

    /// Adds an entry after all before it.
    ///
    /// - Parameter value: writes the value; nil in a table that has keys only.
    mutating func add(_ key: Key, _ value: ((inout ByteWriter) -> Void)? = nil) {
        key.write(&keys, after: last)
        if let value {
            let start = values.bytes.count
            value(&values)
            keys.int(values.bytes.count - start)
        }
        last = key
        count += 1
        if count == Self.limit { closePage() }
    }

    private mutating func closePage() {
        guard count > 0 else { return }
        directory.int(count)
        last.write(&directory, after: lastOfPages)
        directory.int(keys.bytes.count + values.bytes.count)
        body.bytes += keys.bytes
        body.bytes += values.bytes
        pageCount += 1
        lastOfPages = last
        (keys, values, count, last) = (ByteWriter(), ByteWriter(), 0, Key.zero)
    }

    mutating func finish(into writer: inout ByteWriter) {
        closePage()
        writer.int(pageCount)
        writer.bytes += directory.bytes
        writer.int(body.bytes.count)
        writer.bytes += body.bytes
    }
}

extension ByteReader {
    /// The pages of a table, unopened; `entries` reads those of one page, from its own bytes.
    mutating func pages<Key: SnapshotKey, Value: Sendable>(
        entries: @escaping @Sendable (inout ByteReader, Int) throws(SnapshotDamaged) -> ([Key], [Value])
    ) throws(SnapshotDamaged) -> [SortedTable<Key, Value>.Page] {
        var directory: [(count: Int, before: Key?, last: Key, length: Int)] = []
        var last: Key?
        for _ in 0..<(try length()) {
            let count = try length()
            let next = try Key(&self, after: last ?? Key.zero)
            guard count > 0, last.map({ $0 < next }) ?? true else { throw SnapshotDamaged() }
            directory.append((count, last, next, try length()))
            last = next
        }
        guard directory.reduce(0, { $0 + $1.length }) == (try length()) else { throw SnapshotDamaged() }
        var pages: [SortedTable<Key, Value>.Page] = []
        pages.reserveCapacity(directory.count)
        for (count, before, last, length) in directory {
            let bytes = try bytes(length)
            pages.append(
                .init(count: count, lastKey: last) { [damage] in
                    var reader = ByteReader(bytes, damage: damage)
                    do {
                        let entries = try entries(&reader, count)
                        try ByteReader.check(entries.0, between: before, and: last)
                        guard reader.isAtEnd else { throw SnapshotDamaged() }
                        return entries
                    } catch {
                        damage.raise()
                        return ([], [])
                    }
                })
        }
        return pages
    }

    /// Holds the keys of a page against what the directory says of it.
    private static func check<Key: SnapshotKey>(
        _ keys: [Key], between before: Key?, and last: Key
    ) throws(SnapshotDamaged) {
        var previous = before
        for key in keys {
            if let previous, previous >= key { throw SnapshotDamaged() }
            previous = key
        }
        guard previous == last else { throw SnapshotDamaged() }
    }

    /// The keys of a page; `afterEach` reads what stands after a key.
    mutating func keys<Key: SnapshotKey>(
        _ count: Int, afterEach: (inout ByteReader) throws(SnapshotDamaged) -> Void = { _ in }
    ) throws(SnapshotDamaged) -> [Key] {
        var keys: [Key] = []
        keys.reserveCapacity(min(count, 1024))
        var last = Key.zero
        for _ in 0..<count {
            last = try Key(&self, after: last)
            keys.append(last)
            try afterEach(&self)
        }
        return keys
    }
}

extension SortedTable where Key: SnapshotKey, Value == Void {
    /// The keys in pages.
    func write(_ writer: inout ByteWriter) {
        var pages = PageWriter<Key>()
        walk { key, _ in
            pages.add(key)
            return true
        }
        pages.finish(into: &writer)
    }

    init(_ reader: inout ByteReader) throws(SnapshotDamaged) {
        self.init(
            pages: try reader.pages { (reader, count) throws(SnapshotDamaged) in
                (try reader.keys(count), Array(repeating: (), count: count))
            })
    }
}
