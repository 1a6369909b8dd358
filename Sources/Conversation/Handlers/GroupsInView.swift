// Groups of people as services meet them: who stands behind a name.

package import ProgramModel
package import Quantities

extension ProgramView {
    package func group(_ id: PersonID) -> Group? { workspace.group(id) }
    package func groups(of person: PersonID) -> [Group] { workspace.groups(of: person) }

    /// Those who hear what a name is told: the person, or the members of the group with their lead first.
    package func people(behind id: PersonID) -> [PersonID] {
        guard let group = group(id) else { return [id] }
        return [group.lead] + group.members.filter { $0 != group.lead }
    }

    /// Whose work is somebody's to see to: their own, and that of the groups they lead.
    package func owners(ledBy person: PersonID) -> [PersonID] {
        [person] + groups(of: person).filter { $0.lead == person }.map(\.id)
    }

    /// Who is meant when somebody is asked: they and the groups they are in.
    package func names(of person: PersonID) -> [PersonID] { [person] + groups(of: person).map(\.id) }

    /// The mention of whoever owns something or is asked, with the lead of a group.
    package func holder(_ id: PersonID) -> RichText {
        guard let group = group(id) else { return "\(mention(id))" }
        return "\(mention(id)) (\(mention(group.lead)))"
    }

    /// The event that names somebody or a group for the first time; who is named so is claimed by nobody.
    package func naming(_ name: String) -> PersonNamed {
        PersonNamed(
            person: workspace.nextPerson, handle: Handle.free(name, in: workspace), name: name, platform: "", team: "",
            identity: nil)
    }
}
