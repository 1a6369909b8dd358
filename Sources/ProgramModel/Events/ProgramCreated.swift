// Event: a program was started to group projects.

package import JSONText
package import Quantities

/// A program was started to group projects.
package struct ProgramCreated: ProgramEvent, Hashable {
    package static let word = "program-created"

    package var key: ProjectKey
    package var name: String
    package var lead: PersonID?

    package init(key: ProjectKey, name: String, lead: PersonID? = nil) {
        self.key = key
        self.name = name
        self.lead = lead
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        key = try facts.need("key", \.projectKey)
        name = try facts.need("name", \.string)
        lead = try facts.find("lead", \.personID)
    }

    package var payload: JSON {
        .members([
            "key": JSON(key),
            "name": .string(name),
            "lead": lead.map { JSON($0) },
        ])
    }

    package func without(_ erasure: Erasure) -> any ProgramEvent {
        var event = self
        event.name = Erasure.mark
        return event
    }

    package func apply(to workspace: inout Workspace, _ stamp: Stamp) {
        guard workspace.programs[key] == nil else { return }
        workspace.remember(.program(key, nil), stamp)
        workspace.programs[key] = Program(key: key, name: name, lead: lead, created: stamp)
    }
}
