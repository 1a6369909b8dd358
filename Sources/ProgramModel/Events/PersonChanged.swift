// Event: facts about a person were set: name or handle, and in logs of before slots their zone.

package import JSONText
package import Quantities

/// Facts about a person were set: name, handle or zone.
package struct PersonChanged: SlotEvent, Hashable {
    package static let word = "person-changed"

    package var person: PersonID
    package var name: String?
    package var handle: String?
    package var zone: String?

    package init(person: PersonID, name: String? = nil, handle: String? = nil, zone: String? = nil) {
        self.person = person
        self.name = name
        self.handle = handle
        self.zone = zone
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        person = try facts.need("person", \.personID)
        name = try facts.find("name", \.string)
        handle = try facts.find("handle", \.string)
        zone = try facts.find("zone", \.string)
    }

    package var payload: JSON {
        .members([
            "person": JSON(person),
            "name": name.map { .string($0) },
            "handle": handle.map { .string($0) },
            "zone": zone.map { .string($0) },
        ])
    }

    package var namedPerson: PersonID? { person }

    package func without(_ erasure: Erasure) -> any ProgramEvent {
        var event = self
        if name != nil { event.name = Erasure.name(of: person) }
        if handle != nil { event.handle = Erasure.name(of: person) }
        return event
    }

    package func apply(to workspace: inout Workspace, _ stamp: Stamp) {
        guard var person = workspace.people[person] else { return }
        if let name { person.name = name }
        if let handle { person.handle = handle }
        workspace.put(person)
        asSlot?.apply(to: &workspace, stamp)
    }

    package var asSlot: SlotChanged? {
        zone.map { SlotChanged(Setting(Setting.zone, of: .person(person), value: $0)) }
    }
}
