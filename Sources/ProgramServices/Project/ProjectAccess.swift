// For whom a project exists: everybody, or its members alone.

package import Conversation
import ProgramModel
import Quantities

/// `/project restrict NET`: from now on it exists for its members only.
package enum RestrictProject: WriteCommand {
    package static let handler = "project.restrict"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let key = try request.project("project", in: view)
        _ = try view.existing(project: key)
        guard !view.isRestricted(key) else {
            throw Refusal.other(code: "already-so", text: "\(key) is its members' alone already.")
        }
        return Decision([try view.put(Restriction(key))]) { after in
            var reply = Reply(
                "\(key) exists for its members only: \(members(of: key, after)).",
                suggestions: [.init("/project share \(key)"), .init("/undo")])
            reply.add("Whoever gets a role in it becomes one: /role grant @kim contributor \(key)")
            return reply
        }
    }

    private static func members(of key: ProjectKey, _ view: ProgramView) -> RichText {
        let members = view.members(of: key)
        let named = members.prefix(8).map { "\(view.mention($0))" as RichText }.joined()
        return named + (members.count > 8 ? " and \(members.count - 8) more" : "")
    }
}

/// `/project share NET`: it exists for everybody again.
package enum ShareProject: WriteCommand {
    package static let handler = "project.share"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let key = try request.project("project", in: view)
        _ = try view.existing(project: key)
        guard let restriction = view.slot(Restriction.self, key) else {
            throw Refusal.other(code: "already-so", text: "\(key) is everybody's already.")
        }
        return Decision([try view.remove(restriction)]) { _ in
            Reply("\(key) exists for everybody again.", suggestions: [.init("/undo")])
        }
    }
}
