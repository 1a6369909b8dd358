// The primitives of the snapshot format: variable-length integers and length-prefixed text.

/// Appends values to bytes.
struct ByteWriter {
    var bytes: [UInt8] = []

    /// LEB128 after zigzag, so that small numbers of either sign are short.
    mutating func int(_ value: Int) {
        var rest = UInt64(bitPattern: Int64((value << 1) ^ (value >> 63)))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
    mutating func bool(_ value: Bool) { bytes.append(value ? 1 : 0) }
    mutating func string(_ text: String) {
        int(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }
    mutating func optional<Value>(_ value: Value?, _ write: (inout ByteWriter, Value) -> Void) {
        bool(value != nil)
        if let value { write(&self, value) }
    }
    mutating func list<Values: Collection>(_ values: Values, _ write: (inout ByteWriter, Values.Element) -> Void) {
        int(values.count)
        for value in values { write(&self, value) }
    }
}

/// The snapshot's bytes are not what the writer made.
struct SnapshotDamaged: Error {}

/// Takes values from bytes, checking every length.
struct ByteReader {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { index == bytes.count }

    mutating func int() throws(SnapshotDamaged) -> Int {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            guard index < bytes.count, shift < 64 else { throw SnapshotDamaged() }
            let byte = bytes[index]
            index += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
        }
        return Int(bitPattern: UInt(value >> 1)) ^ -Int(value & 1)
    }

    mutating func bool() throws(SnapshotDamaged) -> Bool {
        guard index < bytes.count else { throw SnapshotDamaged() }
        index += 1
        return bytes[index - 1] != 0
    }

    mutating func string() throws(SnapshotDamaged) -> String {
        let count = try int()
        guard count >= 0, count <= bytes.count - index else { throw SnapshotDamaged() }
        let text = String(decoding: bytes[index..<(index + count)], as: UTF8.self)
        index += count
        return text
    }

    mutating func optional<Value>(_ read: (inout ByteReader) throws(SnapshotDamaged) -> Value) throws(SnapshotDamaged)
        -> Value?
    {
        try bool() ? try read(&self) : nil
    }

    mutating func list<Value>(_ read: (inout ByteReader) throws(SnapshotDamaged) -> Value) throws(SnapshotDamaged)
        -> [Value]
    {
        let count = try int()
        guard count >= 0, count <= bytes.count - index else { throw SnapshotDamaged() }
        var values: [Value] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(try read(&self)) }
        return values
    }
}
