// Event: words or names were taken out of the log by an admin, for a reason.

package import JSONText
package import Quantities

/// Words or names were taken out of the log.
///
/// The payloads of the events it names are written over with the ones it holds. Their old hashes stay, so that the chain
/// verifies; a payload that differs from its hash and is named by no such event was tampered with.
package struct Redacted: ProgramEvent, Hashable {
    package static let word = "redacted"
    package static let isUndoable = false

    /// What was erased: a record's id, or a person's pseudonym.
    package var subject: String
    package var reason: String
    package var replacements: [Replacement]

    package init(subject: String, reason: String, replacements: [Replacement]) {
        self.subject = subject
        self.reason = reason
        self.replacements = replacements
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        subject = try facts.need("subject", \.string)
        reason = try facts.need("reason", \.string)
        replacements = try facts.need("events") { json in
            json.array?.map { pair in
                pair.array.flatMap { $0.count == 2 ? $0 : nil }
                    .flatMap { pair in pair[0].int.map { Replacement(version: $0, payload: pair[1]) } }
            }.reduce(into: [Replacement]?.some([])) { all, one in
                if let one { all?.append(one) } else { all = nil }
            }
        }
    }

    package var payload: JSON {
        .members([
            "subject": .string(subject),
            "reason": .string(reason),
            "events": .array(replacements.map { [.int(Int64($0.version)), $0.payload] }),
        ])
    }

    package func items(in workspace: Workspace) -> [ItemID] { ItemID(subject).map { [$0] } ?? [] }

    package func without(_ erasure: Erasure) -> any ProgramEvent {
        var event = self
        event.reason = Erasure.mark
        return event
    }

    /// Nothing: what the log adds up to is another sum once the payloads are written over.
    package func apply(to workspace: inout Workspace, _ stamp: Stamp) {}
}
