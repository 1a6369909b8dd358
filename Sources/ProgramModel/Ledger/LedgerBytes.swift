// The ledger's entries, keys and sums as snapshots hold them.

import FieldTypes
import Quantities

extension ByteWriter {
    mutating func subject(_ subject: LedgerSubject) {
        switch subject {
        case .project(let key): int(0); self.key(key)
        case .item(let id): int(1); self.id(id)
        }
    }
    mutating func account(_ account: LedgerAccount) {
        subject(account.subject)
        string(account.kind.rawValue)
        string(account.line)
        string(account.unit)
    }
}

extension ByteReader {
    mutating func subject() throws(SnapshotDamaged) -> LedgerSubject {
        switch try int() {
        case 0: .project(try key())
        case 1: .item(try id())
        default: throw SnapshotDamaged()
        }
    }
    mutating func account() throws(SnapshotDamaged) -> LedgerAccount {
        LedgerAccount(
            subject: try subject(), kind: try word(LedgerEntry.Kind.self), line: try string(), unit: try string())
    }
}

extension Int: SnapshotValue {
    init(_ reader: inout ByteReader) throws(SnapshotDamaged) { self = try reader.int() }
    func write(_ writer: inout ByteWriter) { writer.int(self) }
}

extension Ledger.Booked: SnapshotValue {
    func stands<Key: SnapshotKey>(under key: Key) -> Bool { key as? Int == entry.id }

    init(_ reader: inout ByteReader) throws(SnapshotDamaged) {
        entry = LedgerEntry(
            id: try reader.count(), subject: try reader.subject(),
            project: try reader.optional { reader throws(SnapshotDamaged) in try reader.key() },
            line: try reader.string(), kind: try reader.word(LedgerEntry.Kind.self),
            amount: LedgerAmount(unit: try reader.string(), value: try reader.int()), day: try reader.date(),
            by: try reader.person(),
            corrects: try reader.optional { reader throws(SnapshotDamaged) in try reader.count() })
        changed = try reader.stamp()
        correctedBy = try reader.optional { reader throws(SnapshotDamaged) in try reader.count() }
    }

    func write(_ writer: inout ByteWriter) {
        writer.int(entry.id)
        writer.subject(entry.subject)
        writer.optional(entry.project) { $0.key($1) }
        writer.string(entry.line)
        writer.string(entry.kind.rawValue)
        writer.string(entry.amount.unit)
        writer.int(entry.amount.value)
        writer.date(entry.day)
        writer.person(entry.by)
        writer.optional(entry.corrects) { $0.int($1) }
        writer.stamp(changed)
        writer.optional(correctedBy) { $0.int($1) }
    }
}

extension Ledger.SumKey {
    /// Before every account there is.
    static var zero: Self {
        Self(
            account: LedgerAccount(
                subject: .project(ProjectKey(kept: "")), kind: .committed, line: "", unit: ""), day: .earliest)
    }
    init(_ reader: inout ByteReader, after last: Self) throws(SnapshotDamaged) {
        self.init(account: try reader.account(), day: try reader.date())
    }
    func write(_ writer: inout ByteWriter, after last: Self) {
        writer.account(account)
        writer.date(day)
    }
}

extension Ledger.PlaceKey {
    static var zero: Self { Self(subject: .project(ProjectKey(kept: "")), day: .earliest, id: 0) }
    init(_ reader: inout ByteReader, after last: Self) throws(SnapshotDamaged) {
        self.init(subject: try reader.subject(), day: try reader.date(), id: try reader.count())
    }
    func write(_ writer: inout ByteWriter, after last: Self) {
        writer.subject(subject)
        writer.date(day)
        writer.int(id)
    }
}
