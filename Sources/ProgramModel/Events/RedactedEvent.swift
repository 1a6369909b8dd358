// What is left of an event whose payload was taken out of the log by law: that there was one.

package import JSONText

/// An event of no effect in the place of one whose payload was redacted. It is never written, and has no word in the
/// catalogue.
package struct RedactedEvent: ProgramEvent, Hashable {
    package static let word = "redacted"
    package static let isUndoable = false

    package init() {}
    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {}

    package var payload: JSON { .members([:]) }

    package func apply(to workspace: inout Workspace, _ stamp: Stamp) {}
}
