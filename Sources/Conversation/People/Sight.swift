// Which projects exist for whoever looks: the one place that hides.

import ProgramModel
import Quantities

/// The projects that exist for somebody, from where they look. Records of a project that is not among them are not there.
struct Sight: Hashable, Sendable {
    private enum Extent: Hashable {
        case all
        case but(Set<ProjectKey>)
        case only(ProjectKey?)
    }
    private let extent: Extent

    /// What there is.
    static let all = Sight(.all)

    /// What a person sees: all but the restricted projects that they are no member of.
    init(of person: PersonID, in workspace: Workspace) {
        self.init(hiding: workspace.slots(Restriction.self).map(\.key).filter { !workspace.isMember(person, of: $0) })
    }

    /// What everybody in a room may be told: no restricted project but the room's own.
    init(ofRoom project: ProjectKey?, in workspace: Workspace) {
        self.init(hiding: workspace.slots(Restriction.self).map(\.key).filter { $0 != project })
    }

    /// What guests in a room see: what belongs to its project, and nothing else.
    init(ofGuestsOn project: ProjectKey?) { extent = .only(project) }

    private init(hiding keys: [ProjectKey]) { extent = keys.isEmpty ? .all : .but(Set(keys)) }
    private init(_ extent: Extent) { self.extent = extent }

    var isWhole: Bool { extent == .all }

    /// Whether a project exists; nil asks for what belongs to none.
    func sees(_ project: ProjectKey?) -> Bool {
        switch extent {
        case .all: true
        case .but(let hidden): project.map { !hidden.contains($0) } ?? true
        case .only(let only): project != nil && project == only
        }
    }

    /// Whether a program exists: it has a project that does, or none; for guests, the one project's alone.
    func sees(program key: ProjectKey, in workspace: Workspace) -> Bool {
        if isWhole { return true }
        guard workspace.programs[key] != nil else { return false }
        let projects = workspace.projects.values.filter { $0.program == key }
        if case .only = extent { return projects.contains { sees($0.key) } }
        return projects.isEmpty || projects.contains { sees($0.key) }
    }

    /// What exists for both.
    func and(_ other: Sight) -> Sight {
        switch (extent, other.extent) {
        case (.all, _): return other
        case (_, .all): return self
        case (.but(let one), .but(let two)): return Sight(.but(one.union(two)))
        case (.only(let only), _): return Sight(.only(other.sees(only) ? only : nil))
        case (_, .only(let only)): return Sight(.only(sees(only) ? only : nil))
        }
    }
}
