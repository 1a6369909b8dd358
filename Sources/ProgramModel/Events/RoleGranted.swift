// Event: a person was given a role, in one project or everywhere. Logs of before slots have it.

package import JSONText
package import Quantities

/// A person was given a role, in one project or everywhere.
package struct RoleGranted: SlotEvent, Hashable {
    package static let word = "role-granted"

    package var person: PersonID
    /// Nil takes the role in the project away.
    package var role: Role?
    package var project: ProjectKey?

    package init(person: PersonID, role: Role? = nil, project: ProjectKey? = nil) {
        self.person = person
        self.role = role
        self.project = project
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        person = try facts.need("person", \.personID)
        role = try facts.find("role", \.role)
        project = try facts.find("project", \.projectKey)
    }

    package var payload: JSON {
        .members([
            "person": JSON(person),
            "role": role.map { .string($0.rawValue) },
            "project": project.map { JSON($0) },
        ])
    }

    package var asSlot: SlotChanged? {
        SlotChanged(
            RoleGrant.key(person, in: project), to: role.map { RoleGrant($0, of: person, in: project) })
    }
}
