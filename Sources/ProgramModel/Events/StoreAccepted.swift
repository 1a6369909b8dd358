// Event: an operator took the store as it was, though it was not the one that stood here last.

package import JSONText

/// An operator took the store as it was: restored from a backup, or begun anew after it was lost.
package struct StoreAccepted: ProgramEvent, Hashable {
    package static let word = "store-accepted"
    package static let isUndoable = false

    /// How many events the store held when it was accepted, and its head then, in hexadecimal.
    package var events: Int
    package var head: String
    /// What was kept of the store that stood here before, if anything was.
    package var missedEvents: Int?
    package var missedHead: String?

    package init(events: Int, head: String, missedEvents: Int? = nil, missedHead: String? = nil) {
        self.events = events
        self.head = head
        self.missedEvents = missedEvents
        self.missedHead = missedHead
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        events = try facts.need("events", \.int)
        head = try facts.need("head", \.string)
        missedEvents = try facts.find("missedEvents", \.int)
        missedHead = try facts.find("missedHead", \.string)
    }

    package var payload: JSON {
        .members([
            "events": .int(Int64(events)),
            "head": .string(head),
            "missedEvents": missedEvents.map { .int(Int64($0)) },
            "missedHead": missedHead.map { .string($0) },
        ])
    }

    package func apply(to workspace: inout Workspace, _ stamp: Stamp) {}
}
