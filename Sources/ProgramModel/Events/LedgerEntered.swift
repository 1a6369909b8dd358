// Event: an amount was entered in the ledger, or a counter entry took one back.

package import JSONText
package import Quantities

/// An amount was entered in the ledger, or a counter entry took one back.
package struct LedgerEntered: ProgramEvent, Hashable {
    package static let word = "ledger-entered"

    package var entry: LedgerEntry

    package init(_ entry: LedgerEntry) { self.entry = entry }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        entry = LedgerEntry(
            id: try facts.need("id", \.int), subject: try facts.need("subject", \.ledgerSubject),
            project: try facts.find("project", \.projectKey), line: try facts.need("line", \.string),
            kind: try facts.need("kind") { $0.string.flatMap { LedgerEntry.Kind(rawValue: $0) } },
            amount: try facts.need("amount", \.ledgerAmount), day: try facts.need("day", \.date),
            by: try facts.need("by", \.personID), corrects: try facts.find("corrects", \.int))
    }

    package var payload: JSON {
        .members([
            "id": .int(Int64(entry.id)),
            "subject": JSON(entry.subject),
            "project": entry.project.map { JSON($0) },
            "line": .string(entry.line),
            "kind": .string(entry.kind.rawValue),
            "amount": JSON(entry.amount),
            "day": JSON(entry.day),
            "by": JSON(entry.by),
            "corrects": entry.corrects.map { .int(Int64($0)) },
        ])
    }

    package func items(in workspace: Workspace) -> [ItemID] {
        if case .item(let id) = entry.subject { [id] } else { [] }
    }

    package func without(_ erasure: Erasure) -> any ProgramEvent {
        var event = self
        if !entry.line.isEmpty { event.entry.line = Erasure.mark }
        return event
    }

    package func apply(to workspace: inout Workspace, _ stamp: Stamp) { workspace.enter(entry, stamp) }
}
