// Each event's hash covers the one before it, all its columns and the hash of its payload.

import Digests
import ProgramModel

/// One row of the event table as stored.
struct EventRow {
    var stamp: EventStamp
    var word: String
    var schema: Int
    /// Where it was redacted it is what was written over it; the hash stays that of what was written first.
    var payload: [UInt8]
    var payloadHash: [UInt8]
    var delivery: String?
    var commandNumber: Int
    var position: Int
    var undone: Int?
    /// The hashes of the event before it and of this one, as stored.
    var previous: [UInt8]
    var hash: [UInt8]
}

enum HashChain {
    static let genesis = [UInt8](repeating: 0, count: 32)

    /// H(previous, all columns, H(payload)), whatever hashes the row itself holds: a payload can be redacted, its hash kept, and the chain still verifies.
    static func hash(_ row: EventRow, after previous: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        bytes += previous
        func add(_ number: Int) {
            withUnsafeBytes(of: Int64(number).bigEndian) { bytes.append(contentsOf: $0) }
        }
        func add(_ text: String) {
            add(text.utf8.count)
            bytes.append(contentsOf: text.utf8)
        }
        add(row.stamp.version)
        add(row.word)
        add(row.schema)
        add(row.stamp.person.number)
        add(Int(row.stamp.time.milliseconds))
        add(row.delivery == nil ? 0 : 1)
        add(row.delivery ?? "")
        add(row.commandNumber)
        add(row.position)
        add(row.stamp.command)
        add(row.stamp.commandName)
        add(row.undone ?? -1)
        bytes.append(contentsOf: row.payloadHash)
        return SHA256.digest(of: bytes)
    }

    static func hash(payload: [UInt8]) -> [UInt8] { SHA256.digest(of: payload) }

    static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
