// Event: somebody was mentioned who has not spoken yet.

package import JSONText
package import Quantities

/// Somebody was mentioned who has not spoken yet.
package struct PersonNamed: ProgramEvent, Hashable {
    package static let word = "person-named"
    package static let isUndoable = false

    package var person: PersonID
    package var handle: String
    package var name: String
    /// Where the name was used; only an identity of this platform and team may claim it.
    package var platform: String
    package var team: String
    /// Known when the platform gave the mention an id.
    package var identity: Identity?

    package init(
        person: PersonID, handle: String, name: String, platform: String, team: String, identity: Identity? = nil
    ) {
        self.person = person
        self.handle = handle
        self.name = name
        self.platform = platform
        self.team = team
        self.identity = identity
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        person = try facts.need("person", \.personID)
        handle = try facts.need("handle", \.string)
        name = try facts.need("name", \.string)
        platform = try facts.need("platform", \.string)
        team = try facts.need("team", \.string)
        identity = try facts.find("identity", \.identity)
    }

    package var payload: JSON {
        .members([
            "person": JSON(person),
            "handle": .string(handle),
            "name": .string(name),
            "platform": .string(platform),
            "team": .string(team),
            "identity": identity.map { JSON($0) },
        ])
    }

    package var namedPerson: PersonID? { person }

    package func without(_ erasure: Erasure) -> any ProgramEvent {
        var event = self
        event.handle = Erasure.name(of: person)
        event.name = Erasure.name(of: person)
        event.identity = identity.map { erasure.without($0) }
        return event
    }

    package func apply(to workspace: inout Workspace, _ stamp: Stamp) {
        var person = Person(id: person, handle: handle, name: name)
        person.placeholder = .init(platform: platform, team: team)
        if let identity { person.identities = [identity] }
        workspace.put(person)
        workspace.use(person.id.number, of: "")
    }
}
