// The list of all types of slots.

/// Types of slots by the words of their tables.
package struct SlotCatalogue: Sendable {
    /// Every type there is. A test may add one of its own for as long as it runs.
    @TaskLocal package static var current = SlotCatalogue(all)

    package static let all: [any Slot.Type] = [
        Absence.self, Alias.self, Allocation.self, Budget.self, BudgetLine.self, Cadence.self, ExchangeRate.self,
        Group.self,
        ImportedFile.self, Origin.self, Reminder.self, Restriction.self, RoleGrant.self, Room.self, Setting.self,
        Subscription.self,
    ]

    /// Those by which something falls due.
    package static let dueRules: [any DueRule.Type] = [Cadence.self, Reminder.self, Subscription.self]

    private let byTable: [String: SlotType]

    /// - Precondition: no two types have one table.
    package init(_ types: [any Slot.Type]) {
        byTable = Dictionary(types.map { ($0.table, SlotType($0)) }) { one, _ in
            preconditionFailure("two types of slots have the table \(one.type.table)")
        }
    }

    package subscript(table: String) -> SlotType? { byTable[table] }
    package var tables: [String] { byTable.keys.sorted() }
}
