// Takes a file of another program into a project: previewed, then done at once or not at all.

import CommandLanguage
package import Conversation
import JSONText
package import ProgramFiles
import ProgramModel
import Quantities

/// A file of another program, read.
package struct ReadFile: AttachedFile {
    /// As its folder calls it.
    package var name: String
    package var records: FileRecords

    /// What a project made of it is called.
    var title: String {
        let title = records.title.isEmpty ? PlainTitle.of(name) : records.title
        return String(title.prefix(100))
    }

    package init(name: String, records: FileRecords) {
        self.name = name
        self.records = records
    }
}

/// `steerco import plan.xml --project NET --yes`.
package enum ImportFile: WriteCommand {
    package static let handler = "import.take"
    package static let traits: HandlerTraits = .isAlone

    package static func decide(_ request: Request, _ view: ProgramView) throws -> Decision {
        guard let file = request.file as? ReadFile else {
            throw Refusal.other(
                code: "no-file",
                text: "No file came with this. Files are taken on a terminal: steerco import FILE --project NET.")
        }
        guard let text = request.text("project"), let key = ProjectKey(text) else {
            throw Refusal.badKey(request.text("project") ?? "")
        }
        var events: [any ProgramEvent] = []
        var isNew = false
        if let project = view.project(key) {
            guard project.isOpen else { throw Refusal.projectClosed(key) }
            try view.require(.manager, in: key)
        } else {
            try view.require(.manager, in: nil)
            let free = try ProjectKeys.free(text, view)
            events.append(ProjectCreated(key: free, name: file.title, lead: view.person, method: "hybrid"))
            isNew = true
        }
        let plan = try ImportPlan(file, into: key, view)
        events += plan.events
        if plan.events.isEmpty { events = [] }
        return Decision(events) { [isNew] after in ImportReply(plan, makesProject: isNew, after).reply }
    }
}
