// Tries filters on people.

import CommandLanguage
import Conversation
import FieldTypes
import ProgramModel

enum PersonFilter {
    /// Whether a person passes: handle, name, roles and accounts by words, the rest by field.
    ///
    /// - Parameter role: the role that is looked at, as in one project; nil: any the person holds.
    static func matches(_ person: Person, _ filter: Filter, _ view: ProgramView, role: Role? = nil) -> Bool {
        let roles = role?.rawValue ?? ShowPerson.roles(person.id, view)
        let text = ([person.handle, person.name, roles] + person.identities.map(\.text)).joined(separator: "\n")
            .lowercased()
        return filter.holds {
            text.contains($0)
        } _: { field, comparison, value in
            if field == "person", case .named(let reference) = value { return view.are([person.id], reference) }
            if field == "project", case .project(let key) = value {
                return view.roles(of: person.id).inProjects.contains { $0.project == key }
            }
            guard case .text(let said) = value else { return false }
            switch field {
            case "role":
                guard let asked = Role(rawValue: said) else { return false }
                let roles = view.roles(of: person.id)
                let held = role.map { [$0] } ?? [roles.general].compactMap { $0 } + roles.inProjects.map(\.role)
                return held.contains { comparison.holds($0, asked) }
            case "zone": return view.zone(of: person.id)?.lowercased().contains(said) ?? false
            default: return false
            }
        }
    }
}
