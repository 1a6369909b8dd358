// Payloads as compact bytes: snapshots hold slots by what their events say, and no text is parsed for them.

import FieldTypes
import JSONText

extension ByteWriter {
    mutating func json(_ json: JSON) {
        switch json {
        case .null: int(0)
        case .bool(let value): int(value ? 2 : 1)
        case .int(let value): int(3); int(Int(value))
        case .double(let value): int(4); int(Int(bitPattern: UInt(value.bitPattern)))
        case .string(let text): int(5); string(text)
        case .array(let values): int(6); list(values) { $0.json($1) }
        case .object(let members):
            int(7)
            list(members) {
                $0.string($1.name)
                $0.json($1.value)
            }
        }
    }
}

extension ByteReader {
    /// - Parameter depth: how many values stand around this one; bytes that go deeper are damaged.
    mutating func json(depth: Int = 0) throws(SnapshotDamaged) -> JSON {
        guard depth < 32 else { throw SnapshotDamaged() }
        switch try int() {
        case 0: return .null
        case 1: return .bool(false)
        case 2: return .bool(true)
        case 3: return .int(Int64(try int()))
        case 4: return .double(Double(bitPattern: UInt64(UInt(bitPattern: try int()))))
        case 5: return .string(try string())
        case 6: return .array(try list { reader throws(SnapshotDamaged) in try reader.json(depth: depth + 1) })
        case 7:
            return .object(
                try list { reader throws(SnapshotDamaged) in
                    JSON.Member(try reader.string(), try reader.json(depth: depth + 1))
                })
        default: throw SnapshotDamaged()
        }
    }
}
