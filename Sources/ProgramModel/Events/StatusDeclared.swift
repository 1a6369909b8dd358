// Event: somebody declared the colour of a project or program.

package import JSONText
package import Quantities

/// Somebody declared the colour of a project or program.
package struct StatusDeclared: ProgramEvent, Hashable {
    package static let word = "status-declared"

    package var key: ProjectKey
    package var colour: Colour
    package var reason: String?
    /// The colour declared before: for those who read histories, no part of the fold.
    package var was: Colour?

    package init(key: ProjectKey, colour: Colour, reason: String? = nil, was: Colour? = nil) {
        self.key = key
        self.colour = colour
        self.reason = reason
        self.was = was
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        key = try facts.need("key", \.projectKey)
        colour = try facts.need("colour") { $0.string.flatMap { Colour(rawValue: $0) } }
        reason = try facts.find("reason", \.string)
        was = try facts.find("was") { $0.string.flatMap { Colour(rawValue: $0) } }
    }

    package var payload: JSON {
        .members([
            "key": JSON(key),
            "colour": .string(colour.rawValue),
            "reason": reason.map { .string($0) },
            "was": was.map { .string($0.rawValue) },
        ])
    }

    package func without(_ erasure: Erasure) -> any ProgramEvent {
        var event = self
        if reason != nil { event.reason = Erasure.mark }
        return event
    }

    package func apply(to workspace: inout Workspace, _ stamp: Stamp) {
        let declared = DeclaredStatus(colour: colour, reason: reason, stamp: stamp)
        workspace.change(project: key, stamp) { $0.declared = declared }
        workspace.change(program: key, stamp) { $0.declared = declared }
    }
}
