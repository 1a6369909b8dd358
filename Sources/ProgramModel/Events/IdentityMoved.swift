// Event: an account belongs to another person than was thought.

package import JSONText
package import Quantities

/// An account was found to belong to another person: by an admin, or by a mention that names who was only named before.
package struct IdentityMoved: ProgramEvent, Hashable {
    package static let word = "identity-moved"

    package var identity: Identity
    /// Who it belongs to from now on.
    package var person: PersonID

    package init(identity: Identity, person: PersonID) {
        self.identity = identity
        self.person = person
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        identity = try facts.need("identity", \.identity)
        person = try facts.need("person", \.personID)
    }

    package var payload: JSON {
        .members([
            "identity": JSON(identity),
            "person": JSON(person),
        ])
    }

    package var namedPerson: PersonID? { person }

    package func without(_ erasure: Erasure) -> any ProgramEvent {
        var event = self
        event.identity = erasure.without(identity)
        return event
    }

    package func apply(to workspace: inout Workspace, _ stamp: Stamp) {
        guard var target = workspace.people[person] else { return }
        if let holder = workspace.identities[identity], holder != person, var before = workspace.people[holder] {
            before.identities.removeAll { $0 == identity }
            if before.identities.isEmpty { before.joinedTo = person }
            workspace.put(before)
        }
        if !target.identities.contains(identity) { target.identities.append(identity) }
        workspace.put(target)
    }
}
