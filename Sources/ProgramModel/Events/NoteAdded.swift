// Event: a remark was put on a record.

package import JSONText
package import Quantities

/// A remark was put on a record.
package struct NoteAdded: ProgramEvent, Hashable {
    package static let word = "note-added"

    package var id: ItemID
    package var text: String

    package init(id: ItemID, text: String) {
        self.id = id
        self.text = text
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        id = try facts.need("id", \.itemID)
        text = try facts.need("text", \.string)
    }

    package var payload: JSON {
        .members([
            "id": JSON(id),
            "text": .string(text),
        ])
    }

    package func items(in workspace: Workspace) -> [ItemID] { [id] }

    package func without(_ erasure: Erasure) -> any ProgramEvent {
        var event = self
        event.text = Erasure.mark
        return event
    }

    package func apply(to workspace: inout Workspace, _ stamp: Stamp) {
        workspace.change(id, stamp) { $0.notes.append(Note(text: text, stamp: stamp)) }
    }
}
