// Event: somebody spoke to the bot for the first time.

package import JSONText
package import Quantities

/// Somebody spoke to the bot for the first time.
package struct PersonRegistered: ProgramEvent, Hashable {
    package static let word = "person-registered"
    package static let isUndoable = false

    package var person: PersonID
    package var handle: String
    package var name: String
    package var identity: Identity
    package var role: Role

    package init(person: PersonID, handle: String, name: String, identity: Identity, role: Role) {
        self.person = person
        self.handle = handle
        self.name = name
        self.identity = identity
        self.role = role
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        person = try facts.need("person", \.personID)
        handle = try facts.need("handle", \.string)
        name = try facts.need("name", \.string)
        identity = try facts.need("identity", \.identity)
        role = try facts.need("role", \.role)
    }

    package var payload: JSON {
        .members([
            "person": JSON(person),
            "handle": .string(handle),
            "name": .string(name),
            "identity": JSON(identity),
            "role": .string(role.rawValue),
        ])
    }

    package var namedPerson: PersonID? { person }

    package func without(_ erasure: Erasure) -> any ProgramEvent {
        var event = self
        event.handle = Erasure.name(of: person)
        event.name = Erasure.name(of: person)
        event.identity = erasure.without(identity)
        return event
    }

    package func apply(to workspace: inout Workspace, _ stamp: Stamp) {
        var person = Person(id: person, handle: handle, name: name)
        person.identities = [identity]
        workspace.put(person)
        workspace.put(RoleGrant(role, of: person.id), stamp)
        workspace.use(person.id.number, of: "")
    }
}
