// Ties a room to a project, and its announcements to a configured webhook.

package import CommandLanguage
package import Conversation
import ProgramModel
import Quantities

/// `/here`: what the room is about.
package enum ShowRoom: ReadCommand {
    package static let handler = "here.show"

    package static func work(_ bound: BoundCommand) -> ReadWork { .small }

    package static func answer(_ request: Request, _ view: ProgramView, _ log: any LogReader) throws -> Reply {
        guard let project = view.channelProject else {
            return Reply("This room is about no project yet. /here PROJECT binds it.")
        }
        let announce = view.announcingText(view.room?.announce)
        return Reply("This room is about \(project)\(announce). /here PROJECT changes it.")
    }
}

/// `/here NET announce:net`; `announce:none` ends the announcements.
package enum BindRoom: WriteCommand {
    package static let handler = "here.bind"

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        let project = request.project("project") ?? view.channelProject
        guard request.project("project") != nil || request.text("announce") != nil else {
            throw request.missing("project", .project)
        }
        if let project, view.project(project) == nil, view.program(project) == nil {
            throw Refusal.noSuchProject(project)
        }
        var announce = view.room?.announce
        if let given = request.text("announce") {
            announce = SmallWords.nothing.contains(given.lowercased()) ? nil : given
            if let announce, view.policy.webhooks[announce] == nil {
                throw Refusal.unknownWebhook(announce, known: view.policy.webhooks.keys.sorted())
            }
        }
        // Whoever is in the room is told of its project from now on.
        if let project, view.isRestricted(project), project != view.channelProject {
            try view.require(.manager, in: project)
        }
        let room = Room(view.channel, project: project, announce: announce)
        return Decision(room == view.room ? [] : [try view.put(room)]) {
            [announce] after in
            Reply(
                "This room is about \(project?.text ?? "no project") now\(after.announcingText(announce)).",
                suggestions: [.init("/status"), .init("/undo")])
        }
    }
}
