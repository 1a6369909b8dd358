// Event: a record went to another state.

package import JSONText
package import Quantities

/// A record went to another state.
package struct ItemMoved: ProgramEvent, Hashable {
    package static let word = "item-moved"

    package var id: ItemID
    package var state: String
    package var isOpen: Bool
    package var reason: String?

    package init(id: ItemID, state: String, isOpen: Bool, reason: String? = nil) {
        self.id = id
        self.state = state
        self.isOpen = isOpen
        self.reason = reason
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        id = try facts.need("id", \.itemID)
        state = try facts.need("state", \.string)
        isOpen = try facts.need("isOpen", \.bool)
        reason = try facts.find("reason", \.string)
    }

    package var payload: JSON {
        .members([
            "id": JSON(id),
            "state": .string(state),
            "isOpen": .bool(isOpen),
            "reason": reason.map { .string($0) },
        ])
    }

    package func items(in workspace: Workspace) -> [ItemID] { [id] }

    package func without(_ erasure: Erasure) -> any ProgramEvent {
        var event = self
        if reason != nil { event.reason = Erasure.mark }
        return event
    }

    package func apply(to workspace: inout Workspace, _ stamp: Stamp) {
        workspace.change(id, stamp) { item in
            item.state = state
            if item.isOpen != isOpen { item.closed = isOpen ? nil : stamp.time }
            item.isOpen = isOpen
            if let reason { item.notes.append(Note(text: reason, stamp: stamp)) }
        }
    }
}
