// Event: facts about a project were set.

package import JSONText
package import Quantities

/// Facts about a project were set.
package struct ProjectChanged: ProgramEvent, Hashable {
    package static let word = "project-changed"

    package var key: ProjectKey
    package var name: String?
    package var lead: PersonID?
    package var method: String?
    package var program: ProjectKey?
    package var start: CalendarDate?
    package var end: CalendarDate?
    package var budget: Money?
    package var zone: String?
    package var isOpen: Bool?

    package init(
        key: ProjectKey, name: String? = nil, lead: PersonID? = nil, method: String? = nil, program: ProjectKey? = nil,
        start: CalendarDate? = nil, end: CalendarDate? = nil, budget: Money? = nil, zone: String? = nil,
        isOpen: Bool? = nil
    ) {
        self.key = key
        self.name = name
        self.lead = lead
        self.method = method
        self.program = program
        self.start = start
        self.end = end
        self.budget = budget
        self.zone = zone
        self.isOpen = isOpen
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        key = try facts.need("key", \.projectKey)
        name = try facts.find("name", \.string)
        lead = try facts.find("lead", \.personID)
        method = try facts.find("method", \.string)
        program = try facts.find("program", \.projectKey)
        start = try facts.find("start", \.date)
        end = try facts.find("end", \.date)
        budget = try facts.find("budget", \.money)
        zone = try facts.find("zone", \.string)
        isOpen = try facts.find("isOpen", \.bool)
    }

    package var payload: JSON {
        .members([
            "key": JSON(key),
            "name": name.map { .string($0) },
            "lead": lead.map { JSON($0) },
            "method": method.map { .string($0) },
            "program": program.map { JSON($0) },
            "start": start.map { JSON($0) },
            "end": end.map { JSON($0) },
            "budget": budget.map { JSON($0) },
            "zone": zone.map { .string($0) },
            "isOpen": isOpen.map { .bool($0) },
        ])
    }

    package func without(_ erasure: Erasure) -> any ProgramEvent {
        var event = self
        if name != nil { event.name = Erasure.mark }
        return event
    }

    package func apply(to workspace: inout Workspace, _ stamp: Stamp) {
        workspace.change(project: key, stamp) { project in
            if let name { project.name = name }
            if let lead { project.lead = lead }
            if let method { project.method = method }
            if let program { project.program = program }
            if let start { project.start = start }
            if let end { project.end = end }
            if let budget { project.budget = budget }
            if let zone { project.zone = zone }
            if let isOpen { project.isOpen = isOpen }
        }
    }
}
