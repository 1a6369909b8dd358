// The primitives of the snapshot format: variable-length integers and length-prefixed text.

import Synchronization

/// Appends values to bytes.
package struct ByteWriter {
    package var bytes: [UInt8] = []

    package init() {}

    /// LEB128 after zigzag, so that small numbers of either sign are short.
    package mutating func int(_ value: Int) {
        var rest = UInt64(bitPattern: Int64((value << 1) ^ (value >> 63)))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
    package mutating func bool(_ value: Bool) { bytes.append(value ? 1 : 0) }
    package mutating func string(_ text: String) {
        int(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }
    /// Ends the bytes with their sum.
    package mutating func closeWithSum() { bytes += ByteSum.bytes(of: bytes[...]) }
    package mutating func optional<Value>(_ value: Value?, _ write: (inout ByteWriter, Value) -> Void) {
        bool(value != nil)
        if let value { write(&self, value) }
    }
    package mutating func list<Values: Collection>(
        _ values: Values, _ write: (inout ByteWriter, Values.Element) -> Void
    ) {
        int(values.count)
        for value in values { write(&self, value) }
    }
}

/// A sum that tells bytes that rotted from those that were written; against chance, not against intent.
package enum ByteSum {
    package static func bytes(of bytes: ArraySlice<UInt8>) -> [UInt8] {
        // FNV-1a over words of eight bytes, with the high half folded in so that no bit is lost at the top.
        var sum: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ word: UInt64) {
            sum = (sum ^ word) &* 0x100_0000_01B3
            sum ^= sum >> 32
        }
        bytes.withUnsafeBytes { bytes in
            let whole = bytes.count & ~7
            for offset in stride(from: 0, to: whole, by: 8) {
                add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            }
            for byte in bytes[whole...] { add(UInt64(byte)) }
        }
        return (0..<8).map { UInt8(truncatingIfNeeded: sum >> (8 * UInt64($0))) }
    }
}

/// The snapshot's bytes are not what the writer made.
package struct SnapshotDamaged: Error {
    package init() {}
}

/// Tells that parts of a snapshot were not what a writer makes, though the snapshot's sum was right.
///
/// Parts are read when somebody asks for them, where nothing can be thrown: whoever asks for one that does not read gets
/// nothing, and this is raised. Whoever decides something looks here before anybody is told.
package final class DamageSign: Sendable {
    private let state = Atomic(false)
    package init() {}
    package var isRaised: Bool { state.load(ordering: .acquiring) }
    package func raise() { state.store(true, ordering: .releasing) }
}

/// Takes values from bytes, checking every length.
package struct ByteReader {
    private let bytes: ArraySlice<UInt8>
    private var index: Int
    /// Raised by what is read of these bytes later on.
    package let damage: DamageSign

    package init(_ bytes: ArraySlice<UInt8>, damage: DamageSign = DamageSign()) {
        self.bytes = bytes
        self.damage = damage
        index = bytes.startIndex
    }

    /// The bytes before their sum, or nil when the sum is wrong.
    package init?(checked bytes: [UInt8], damage: DamageSign) {
        guard bytes.count >= 8 else { return nil }
        let body = bytes[..<(bytes.count - 8)]
        guard Array(bytes[(bytes.count - 8)...]) == ByteSum.bytes(of: body) else { return nil }
        self.init(body, damage: damage)
    }

    package var isAtEnd: Bool { index == bytes.endIndex }

    package mutating func int() throws(SnapshotDamaged) -> Int {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            guard index < bytes.endIndex, shift < 64 else { throw SnapshotDamaged() }
            let byte = bytes[index]
            index += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
        }
        return Int(bitPattern: UInt(value >> 1)) ^ -Int(value & 1)
    }

    /// How many of something there are, or which of them it is: not less than none, and with room to count on.
    package mutating func count() throws(SnapshotDamaged) -> Int {
        let count = try int()
        guard (0...1_000_000_000_000).contains(count) else { throw SnapshotDamaged() }
        return count
    }

    package mutating func bool() throws(SnapshotDamaged) -> Bool {
        guard index < bytes.endIndex else { throw SnapshotDamaged() }
        index += 1
        return bytes[index - 1] != 0
    }

    package mutating func string() throws(SnapshotDamaged) -> String {
        String(decoding: try bytes(try length()), as: UTF8.self)
    }

    /// A count of things that follow and take a byte each at least.
    package mutating func length() throws(SnapshotDamaged) -> Int {
        let count = try int()
        guard count >= 0, count <= bytes.endIndex - index else { throw SnapshotDamaged() }
        return count
    }

    package mutating func bytes(_ count: Int) throws(SnapshotDamaged) -> ArraySlice<UInt8> {
        guard count <= bytes.endIndex - index else { throw SnapshotDamaged() }
        defer { index += count }
        return bytes[index..<(index + count)]
    }

    package mutating func optional<Value>(_ read: (inout ByteReader) throws(SnapshotDamaged) -> Value)
        throws(SnapshotDamaged)
        -> Value?
    {
        try bool() ? try read(&self) : nil
    }

    package mutating func list<Value>(_ read: (inout ByteReader) throws(SnapshotDamaged) -> Value)
        throws(SnapshotDamaged)
        -> [Value]
    {
        let count = try length()
        var values: [Value] = []
        // A forged count takes no more memory than the bytes that follow are worth.
        values.reserveCapacity(min(count, 1024))
        for _ in 0..<count { values.append(try read(&self)) }
        return values
    }
}
