// Several people under one name, which can be mentioned, asked and given work.

package import JSONText
package import Quantities

/// A group of people. Its name is that of somebody nobody can be: a person without accounts, whom mentions and owners name.
package struct Group: Slot {
    package static let table = "group"
    package static let changesWords = true

    /// Whom mentions name.
    package var id: PersonID
    package var members: [PersonID]
    /// Who answers for what the group is asked and owns: one of the members.
    package var lead: PersonID

    package init(_ id: PersonID, members: [PersonID], lead: PersonID) {
        self.id = id
        self.members = members
        self.lead = lead
    }

    package var key: PersonID { id }
    package var payload: JSON { .members(["members": .array(members.map { JSON($0) }), "lead": JSON(lead)]) }

    package init?(key: PersonID, payload: JSON, schemaVersion: Int) {
        guard let members = payload["members"]?.people, let lead = payload["lead"]?.personID else { return nil }
        self.init(key, members: members, lead: lead)
    }

    /// Anybody may make one; then it is its lead's, and the managers'.
    package var right: SlotRight { .own(lead, or: .manager) }
    package var rightToPut: SlotRight { .role(.contributor) }
    package var undoRight: SlotRight { .role(.contributor) }

    package static func name(of key: PersonID) -> Wording { "group \(key)" }
    package var text: Wording {
        let others = members.filter { $0 != lead }
        return others.reduce("led by \(lead)" as Wording) { "\($0), \($1)" }
    }
    package static var absent: Wording { "no group" }
}

extension Workspace {
    /// The group of a name; nil for a person.
    package func group(_ id: PersonID) -> Group? { slot(Group.self, id) }
    /// The groups that somebody is in, in the order of their names' numbers.
    package func groups(of person: PersonID) -> [Group] { slots(Group.self).filter { $0.members.contains(person) } }
}
