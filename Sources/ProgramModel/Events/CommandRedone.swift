// Event: a command that was taken back was done again.

package import JSONText

/// A command that was taken back was done again.
package struct CommandRedone: ProgramEvent, Hashable {
    package static let word = "command-redone"
    package static let isUndoable = false

    /// The version of the command's first event.
    package var command: Int

    package init(command: Int) {
        self.command = command
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        command = try facts.need("command", \.int)
    }

    package var payload: JSON {
        .members([
            "command": .int(Int64(command))
        ])
    }

    package func apply(to workspace: inout Workspace, _ stamp: Stamp) {
        workspace.swap(command, undone: false, stamp)
    }
}
