// A role that somebody holds, everywhere or in a project.

package import JSONText
package import Quantities

/// A role of one person in one place.
package struct RoleGrant: Slot {
    package static let table = "role"
    package static let changesWords = true

    package var person: PersonID
    /// Nil for the role held everywhere.
    package var project: ProjectKey?
    package var role: Role

    package init(_ role: Role, of person: PersonID, in project: ProjectKey? = nil) {
        self.person = person
        self.project = project
        self.role = role
    }

    package typealias Key = SlotPair<PersonID, SlotScope>
    package static func key(_ person: PersonID, in project: ProjectKey? = nil) -> Key {
        Key(person, project.map { .project($0) } ?? .everywhere)
    }
    package var key: Key { RoleGrant.key(person, in: project) }
    package var payload: JSON { .members(["role": .string(role.rawValue)]) }

    package init?(key: Key, payload: JSON, schemaVersion: Int) {
        guard let role = payload["role"]?.role else { return nil }
        self.init(role, of: key.first, in: key.second.project)
    }

    /// A manager grants within the project; the workspace's roles are the admin's.
    package var right: SlotRight { project == nil ? .role(.admin) : .role(.manager, in: project) }

    package static func name(of key: Key) -> Wording {
        "\(key.first)\(key.second.project.map { " on \($0)" as Wording } ?? "")"
    }
    package var text: Wording { "\(role.rawValue)" }
    package static var absent: Wording { "no role" }
}

extension Workspace {
    /// The role everywhere and those in projects; none while somebody is only a name that others mentioned.
    package func roles(of person: PersonID) -> Roles {
        var roles = Roles()
        for grant in slots(RoleGrant.self, from: RoleGrant.key(person), while: { $0.first == person }) {
            if let project = grant.project {
                roles.inProjects.append((project, grant.role))
            } else {
                roles.general = grant.role
            }
        }
        return roles
    }

    /// The role a person holds everywhere; nil while they are only a name that others mentioned.
    package func role(of person: PersonID) -> Role? { slot(RoleGrant.self, RoleGrant.key(person))?.role }

    /// Whether anybody is admin, with an account or without.
    package var hasAdmin: Bool { slots(RoleGrant.self).contains { $0.project == nil && $0.role == .admin } }

    /// Those who are admin and have an account to be it with.
    package var admins: [Person] {
        slots(RoleGrant.self).filter { $0.project == nil && $0.role == .admin }
            .compactMap { people[$0.person] }.filter { !$0.identities.isEmpty }
    }

    /// The roles of one person.
    package struct Roles: Sendable {
        package var general: Role?
        package var inProjects: [(project: ProjectKey, role: Role)] = []
    }
}

extension ProgramEvent {
    /// Whether it may take a role, or the account that somebody holds one with.
    package func changesRoles(in workspace: Workspace) -> Bool {
        switch self {
        case is RoleGranted, is IdentityMoved: true
        case let changed as SlotChanged: changed.address.type == SlotType(RoleGrant.self)
        case let undone as CommandUndone: workspace.changesRoles(undone.command)
        case let redone as CommandRedone: workspace.changesRoles(redone.command)
        default: false
        }
    }
}

extension Workspace {
    fileprivate func changesRoles(_ command: Int) -> Bool {
        self.command(command)?.changes.contains { change in
            guard case .slot(let address, _) = change.kept else { return false }
            return address.type == SlotType(RoleGrant.self)
        } ?? false
    }
}
