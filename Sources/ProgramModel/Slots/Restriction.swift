// A project that exists for its members only.

package import JSONText
package import Quantities

/// That a project is its members' alone: for others nothing of it exists.
package struct Restriction: Slot {
    package static let table = "restriction"
    package static let changesWords = true

    package var key: ProjectKey

    package init(_ key: ProjectKey) { self.key = key }
    package init?(key: ProjectKey, payload: JSON, schemaVersion: Int) { self.init(key) }
    package var payload: JSON { [:] }

    package var right: SlotRight { .role(.manager, in: key) }
    package var project: ProjectKey? { key }

    package static func name(of key: ProjectKey) -> Wording { "access to \(key)" }
    package var text: Wording { "members only" }
    package static var absent: Wording { "everybody" }
}

extension Workspace {
    package func isRestricted(_ project: ProjectKey) -> Bool { slot(Restriction.self, project) != nil }

    /// Whether somebody belongs to a project: by a role in it, as its lead or maker, or as admin.
    package func isMember(_ person: PersonID, of key: ProjectKey) -> Bool {
        if role(of: person) == .admin || slot(RoleGrant.self, RoleGrant.key(person, in: key)) != nil { return true }
        return projects[key].map { $0.lead == person || $0.created.person == person } ?? false
    }
}
