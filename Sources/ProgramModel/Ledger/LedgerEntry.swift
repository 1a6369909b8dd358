// One amount on one day: money spent or planned, hours logged, a value measured.

import JSONText
package import Quantities

/// What entries are booked on and summed for.
package enum LedgerSubject: Hashable, Comparable, Sendable {
    case project(ProjectKey)
    case item(ItemID)

    package static func < (left: LedgerSubject, right: LedgerSubject) -> Bool {
        switch (left, right) {
        case (.project(let left), .project(let right)): left < right
        case (.item(let left), .item(let right)): left < right
        case (.project, .item): true
        case (.item, .project): false
        }
    }
}

/// A whole number of a unit: amounts of one unit are summed, others never.
package struct LedgerAmount: Hashable, Sendable {
    /// A currency in capitals, or ``work`` or ``number``.
    package var unit: String
    /// Minor units of a currency, minutes of work, thousandths of a number.
    package var value: Int

    package static let work = "work"
    package static let number = "number"

    package init(unit: String, value: Int) {
        self.unit = unit
        self.value = value
    }
    package init(_ money: Money) { self.init(unit: money.currency, value: Int(money.minorUnits)) }
    package init(_ span: WorkSpan) { self.init(unit: LedgerAmount.work, value: span.minutes) }
    package init(thousandths: Int) { self.init(unit: LedgerAmount.number, value: thousandths) }

    /// The amount as money; nil where it is something else.
    package var money: Money? {
        unit == LedgerAmount.work || unit == LedgerAmount.number
            ? nil : Money(minorUnits: Int64(value), currency: unit)
    }
    /// The amount as working time; nil where it is something else.
    package var span: WorkSpan? { unit == LedgerAmount.work ? WorkSpan(minutes: value) : nil }

    package static prefix func - (amount: LedgerAmount) -> LedgerAmount {
        LedgerAmount(unit: amount.unit, value: -amount.value)
    }
}

/// An entry of the ledger. It is never changed: a wrong one is answered by a counter entry.
package struct LedgerEntry: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Comparable, Sendable {
        case planned, committed, spent, logged, measured
        package static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    /// From 1, workspace-wide, never reused.
    package var id: Int
    package var subject: LedgerSubject
    /// The project that it counts for; an entry on a record goes on counting for the project it was booked in.
    package var project: ProjectKey?
    /// What it is for: a line of the budget, a measure's name, or nothing.
    package var line: String
    package var kind: Kind
    package var amount: LedgerAmount
    /// The day it counts for, which may be another than the one it was written on.
    package var day: CalendarDate
    /// Whose it is: who spent, worked or measured.
    package var by: PersonID
    /// The entry that this one answers.
    package var corrects: Int?

    package init(
        id: Int, subject: LedgerSubject, project: ProjectKey?, line: String = "", kind: Kind, amount: LedgerAmount,
        day: CalendarDate, by: PersonID, corrects: Int? = nil
    ) {
        self.id = id
        self.subject = subject
        self.project = project
        self.line = line
        self.kind = kind
        self.amount = amount
        self.day = day
        self.by = by
        self.corrects = corrects
    }

    /// The entry that takes this one back: the same of less than nothing, on the same day.
    package func counter(id: Int) -> LedgerEntry {
        var entry = self
        entry.id = id
        entry.amount = -amount
        entry.corrects = self.id
        return entry
    }

    /// What it is summed for: the project it counts for, and its own record.
    var subjects: [LedgerSubject] {
        let own = project.map { LedgerSubject.project($0) }
        return own == subject ? [subject] : [subject] + [own].compactMap { $0 }
    }
}

extension JSON {
    init(_ subject: LedgerSubject) {
        switch subject {
        case .project(let key): self = ["project": JSON(key)]
        case .item(let id): self = ["item": JSON(id)]
        }
    }
    var ledgerSubject: LedgerSubject? {
        self["project"]?.projectKey.map { .project($0) } ?? self["item"]?.itemID.map { .item($0) }
    }
    init(_ amount: LedgerAmount) { self = [.string(amount.unit), .int(Int64(amount.value))] }
    var ledgerAmount: LedgerAmount? {
        guard let parts = array, parts.count == 2, let unit = parts[0].string, let value = parts[1].int else {
            return nil
        }
        return LedgerAmount(unit: unit, value: value)
    }
}
