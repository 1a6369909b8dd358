// How entries come into a workspace.

import Quantities

extension Workspace {
    private static let numbers = "ledger"
    /// The number the next entry gets.
    package var nextLedgerID: Int { nextNumber(Workspace.numbers) }

    /// Enters an amount; a counter entry marks the one that it answers, which then cannot be undone before it.
    mutating func enter(_ entry: LedgerEntry, _ stamp: Stamp) {
        guard ledger[entry.id] == nil else { return }
        remember(.entry(entry.id, nil), stamp)
        ledger.set(entry.id, to: Ledger.Booked(entry: entry, changed: stamp))
        use(entry.id, of: Workspace.numbers)
        guard let corrected = entry.corrects, var before = ledger.booked(corrected) else { return }
        remember(.entry(corrected, before), stamp)
        before.correctedBy = entry.id
        before.changed = stamp
        ledger.set(corrected, to: before)
    }
}
