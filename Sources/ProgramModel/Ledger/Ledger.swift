// All entries of a workspace, with the sums that are asked for.

import FieldTypes
package import Quantities

/// What amounts are summed over: one subject, kind, line and unit.
struct LedgerAccount: Hashable, Comparable {
    var subject: LedgerSubject
    var kind: LedgerEntry.Kind
    var line: String
    var unit: String

    static func < (left: LedgerAccount, right: LedgerAccount) -> Bool {
        if left.subject != right.subject { return left.subject < right.subject }
        return (left.kind.rawValue, left.line, left.unit) < (right.kind.rawValue, right.line, right.unit)
    }
}

/// The entries by number, by day, and their sums. A sum is looked up, and one of some days takes as many steps as days
/// have entries.
package struct Ledger: Sendable {
    /// An account's day, or, with no day, the account.
    struct SumKey: SnapshotKey {
        var account: LedgerAccount
        var day: CalendarDate
        static func < (left: SumKey, right: SumKey) -> Bool {
            left.account == right.account ? left.day < right.day : left.account < right.account
        }
    }
    /// A subject's entry.
    struct PlaceKey: SnapshotKey {
        var subject: LedgerSubject
        var day: CalendarDate
        var id: Int
        static func < (left: PlaceKey, right: PlaceKey) -> Bool {
            if left.subject != right.subject { return left.subject < right.subject }
            return (left.day, left.id) < (right.day, right.id)
        }
    }

    /// An entry as it stands: with who wrote it, and the counter entry that answers it.
    package struct Booked: Hashable, Sendable {
        package var entry: LedgerEntry
        package var changed: Stamp
        package var correctedBy: Int?
    }

    private var entries = RecordTable<Int, Booked>()
    private var places = SortedTable<PlaceKey, Void>()
    private var days = RecordTable<SumKey, Int>()
    private var totals = RecordTable<SumKey, Int>()

    init() {}

    // MARK: Reading

    package var count: Int { entries.count }
    package subscript(id: Int) -> LedgerEntry? { entries[id]?.entry }
    /// The counter entry that answers an entry; nil while it stands.
    package func correction(of id: Int) -> Int? { entries[id]?.correctedBy }

    func booked(_ id: Int) -> Booked? { entries[id] }

    /// A subject's entries of some days in their order; those of a project with those of its records.
    package func entries(of subject: LedgerSubject, in days: ClosedRange<CalendarDate>? = nil) -> [LedgerEntry] {
        let first = days?.lowerBound ?? .earliest
        var found: [LedgerEntry] = []
        places.walk(from: PlaceKey(subject: subject, day: first, id: 0)) { key, _ in
            guard key.subject == subject, days.map({ key.day <= $0.upperBound }) ?? true else { return false }
            if let entry = self[key.id] { found.append(entry) }
            return true
        }
        return found
    }

    /// The sums of a subject by line and unit, in their order; those that came to nothing are among them.
    ///
    /// - Parameter days: the days that count; nil for all there are.
    package func sums(
        of subject: LedgerSubject, _ kind: LedgerEntry.Kind, in days: ClosedRange<CalendarDate>? = nil
    ) -> [(line: String, amount: LedgerAmount)] {
        var found: [(line: String, amount: LedgerAmount)] = []
        let start = LedgerAccount(subject: subject, kind: kind, line: "", unit: "")
        totals.walkKeys(from: SumKey(account: start, day: .earliest)) { key, total in
            guard key.account.subject == subject, key.account.kind == kind else { return false }
            let value = days.map { sum(key.account, in: $0) } ?? total
            found.append((key.account.line, LedgerAmount(unit: key.account.unit, value: value)))
            return true
        }
        return found
    }

    /// What a subject's entries of a kind add up to, one amount a unit.
    package func total(
        of subject: LedgerSubject, _ kind: LedgerEntry.Kind, line: String? = nil,
        in days: ClosedRange<CalendarDate>? = nil
    ) -> [LedgerAmount] {
        var amounts: [LedgerAmount] = []
        for sum in sums(of: subject, kind, in: days) where line == nil || sum.line == line {
            if let index = amounts.firstIndex(where: { $0.unit == sum.amount.unit }) {
                amounts[index].value &+= sum.amount.value
            } else {
                amounts.append(sum.amount)
            }
        }
        return amounts
    }

    private func sum(_ account: LedgerAccount, in days: ClosedRange<CalendarDate>) -> Int {
        var sum = 0
        self.days.walkKeys(from: SumKey(account: account, day: days.lowerBound)) { key, value in
            guard key.account == account, key.day <= days.upperBound else { return false }
            sum &+= value
            return true
        }
        return sum
    }

    // MARK: Changing

    /// Puts an entry in, changes what is known of it, or, with nil, takes it out.
    mutating func set(_ id: Int, to booked: Booked?) {
        let before = entries[id]
        if let before, booked == nil || before.entry != booked?.entry { add(before.entry, sign: -1) }
        if let booked, before?.entry != booked.entry { add(booked.entry, sign: 1) }
        if let booked { entries.update(id, booked) } else { entries.remove(id) }
    }

    private mutating func add(_ entry: LedgerEntry, sign: Int) {
        for subject in entry.subjects {
            let account = LedgerAccount(
                subject: subject, kind: entry.kind, line: entry.line, unit: entry.amount.unit)
            Ledger.add(sign &* entry.amount.value, to: &days, SumKey(account: account, day: entry.day))
            Ledger.add(sign &* entry.amount.value, to: &totals, SumKey(account: account, day: .earliest))
            let place = PlaceKey(subject: subject, day: entry.day, id: entry.id)
            if sign > 0 { places.update(place, ()) } else { places.remove(place) }
        }
    }

    private static func add(_ value: Int, to sums: inout RecordTable<SumKey, Int>, _ key: SumKey) {
        sums.update(key, (sums[key] ?? 0) &+ value)
    }

    // MARK: Snapshots

    func write(_ writer: inout ByteWriter) {
        entries.write(&writer)
        places.write(&writer)
        days.write(&writer)
        totals.write(&writer)
    }

    init(_ reader: inout ByteReader) throws(SnapshotDamaged) {
        entries = try RecordTable(&reader)
        places = try SortedTable(&reader)
        days = try RecordTable(&reader)
        totals = try RecordTable(&reader)
    }
}

extension CalendarDate {
    /// Before every day there is.
    static let earliest = CalendarDate(dayNumber: -1_000_000)
}
