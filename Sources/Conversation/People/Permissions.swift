// What role somebody has.

import ProgramModel
import Quantities

/// The one place that says what role somebody has.
enum Permissions {
    /// The role everywhere, or the higher one held in the project; whoever made or leads a project manages it. Admin is
    /// never of one project.
    static func role(of person: PersonID, in project: ProjectKey?, _ workspace: Workspace) -> Role {
        guard let general = workspace.role(of: person) else { return .viewer }
        guard let project = project.flatMap({ workspace.projects[$0] }), general < .admin else { return general }
        let granted = workspace.slot(RoleGrant.self, RoleGrant.key(person, in: project.key))?.role ?? .viewer
        let isItsManager = general >= .contributor && (project.lead == person || project.created.person == person)
        return max(general, min(.manager, max(granted, isItsManager ? .manager : .viewer)))
    }
}
