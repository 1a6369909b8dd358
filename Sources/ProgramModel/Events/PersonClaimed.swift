// Event: the person behind a name that others had used spoke for the first time.

package import JSONText
package import Quantities

/// The person behind a name that others had used spoke for the first time.
package struct PersonClaimed: ProgramEvent, Hashable {
    package static let word = "person-claimed"
    package static let isUndoable = false

    package var person: PersonID
    package var name: String
    package var identity: Identity
    package var role: Role

    package init(person: PersonID, name: String, identity: Identity, role: Role) {
        self.person = person
        self.name = name
        self.identity = identity
        self.role = role
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        person = try facts.need("person", \.personID)
        name = try facts.need("name", \.string)
        identity = try facts.need("identity", \.identity)
        role = try facts.need("role", \.role)
    }

    package var payload: JSON {
        .members([
            "person": JSON(person),
            "name": .string(name),
            "identity": JSON(identity),
            "role": .string(role.rawValue),
        ])
    }

    package var namedPerson: PersonID? { person }

    package func without(_ erasure: Erasure) -> any ProgramEvent {
        var event = self
        event.name = Erasure.name(of: person)
        event.identity = erasure.without(identity)
        return event
    }

    package func apply(to workspace: inout Workspace, _ stamp: Stamp) {
        guard var person = workspace.people[person] else { return }
        person.name = name
        if !person.identities.contains(identity) { person.identities.append(identity) }
        person.placeholder = nil
        workspace.put(person)
        workspace.put(RoleGrant(role, of: person.id), stamp)
    }
}
