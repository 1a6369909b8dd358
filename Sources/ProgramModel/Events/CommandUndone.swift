// Event: a command was taken back.

package import JSONText
package import Quantities

/// A command was taken back.
package struct CommandUndone: ProgramEvent, Hashable {
    package static let word = "command-undone"
    package static let isUndoable = false
    /// Version 1 left words, settings, roles and zones as they were.
    package static let schemaVersion = 2

    /// The version of the command's first event.
    package var command: Int
    /// Whether what has no stamp is put back too.
    private var isWhole = true

    package init(command: Int) {
        self.command = command
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        command = try facts.need("command", \.int)
        isWhole = schemaVersion >= 2
    }

    package var payload: JSON {
        .members([
            "command": .int(Int64(command))
        ])
    }

    package func items(in workspace: Workspace) -> [ItemID] { workspace.command(command)?.items ?? [] }

    package func apply(to workspace: inout Workspace, _ stamp: Stamp) {
        workspace.swap(command, undone: true, isWhole: isWhole, stamp)
    }
}
