// Whom a file names: people there are, or people who are named by it for the first time.

package import ProgramModel
package import Quantities

/// Finds the people of a file, and names those nobody knows yet.
package struct PeopleOfFile {
    private var workspace: Workspace
    private let caller: PersonID
    private let now: Instant
    private let home: Identity
    private var found: [String: PersonID] = [:]
    /// What makes the new ones.
    package private(set) var events: [any ProgramEvent] = []
    /// The new ones, in the order the file names them.
    package private(set) var named: [PersonID] = []

    package init(_ view: ProgramView) {
        workspace = view.workspace
        caller = view.person
        now = view.now
        home = view.workspace.people[view.person]?.identities.first ?? Identity(platform: "stdin", team: "", user: "")
    }

    /// The person of a name: by account, by the mail's first part, by name or handle; else a new one who has not spoken.
    package mutating func person(name: String, mail: String?, account: String?) -> PersonID {
        let key = "\(name)\n\(mail ?? "")\n\(account ?? "")"
        if let known = found[key] { return known }
        let person = known(name, mail, account) ?? new(name)
        found[key] = person
        return person
    }

    private func known(_ name: String, _ mail: String?, _ account: String?) -> PersonID? {
        for user in [account, mail].compactMap({ $0 }) {
            let accounts = workspace.identities.keys.filter { $0.user == user }
            if accounts.count == 1, let person = workspace.identities[accounts[0]] { return person }
        }
        let box = mail.flatMap { $0.split(separator: "@").first }.map(String.init)
        for written in [box, name].compactMap({ $0 }) {
            let named = workspace.people(named: written.lowercased())
            if named.count == 1, let one = named.first { return one.id }
            if let person = Handle.person(Handle.verbatim(written), in: workspace) { return person.id }
        }
        return nil
    }

    private mutating func new(_ name: String) -> PersonID {
        let person = workspace.nextPerson
        let event = PersonNamed(
            person: person, handle: Handle.free(name, in: workspace), name: name, platform: home.platform,
            team: home.team)
        event.apply(to: &workspace, Stamp(person: caller, time: now, command: 0))
        events.append(event)
        named.append(person)
        return person
    }
}
