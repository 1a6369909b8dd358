// Tries filters on people.

import CommandLanguage
import ProgramModel

enum PersonFilter {
    /// Whether a person passes: handle, name, roles and accounts by words, the rest by field.
    ///
    /// - Parameter role: the role that is looked at, as in one project; nil: any the person holds.
    static func matches(_ person: Person, _ filter: Filter, role: Role? = nil) -> Bool {
        let roles = role?.rawValue ?? ShowPerson.roles(person)
        let text = ([person.handle, person.name, roles] + person.identities.map(\.text)).joined(separator: "\n")
            .lowercased()
        return filter.holds {
            text.contains($0)
        } _: { field, _, value in
            guard case .text(let said) = value else { return false }
            switch field {
            case "role":
                if let role { return role.rawValue == said }
                return person.role?.rawValue == said || person.projectRoles.contains { $0.role.rawValue == said }
            case "project": return person.projectRoles.contains { $0.project.text.lowercased() == said }
            case "zone": return person.zone?.lowercased().contains(said) ?? false
            default: return false
            }
        }
    }
}
