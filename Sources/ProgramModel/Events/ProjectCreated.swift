// Event: a project was started.

package import JSONText
package import Quantities

/// A project was started.
package struct ProjectCreated: ProgramEvent, Hashable {
    package static let word = "project-created"

    package var key: ProjectKey
    package var name: String
    package var lead: PersonID?
    package var method: String
    package var program: ProjectKey?
    package var start: CalendarDate?
    package var end: CalendarDate?
    package var budget: Money?

    package init(
        key: ProjectKey, name: String, lead: PersonID? = nil, method: String, program: ProjectKey? = nil,
        start: CalendarDate? = nil, end: CalendarDate? = nil, budget: Money? = nil
    ) {
        self.key = key
        self.name = name
        self.lead = lead
        self.method = method
        self.program = program
        self.start = start
        self.end = end
        self.budget = budget
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        key = try facts.need("key", \.projectKey)
        name = try facts.need("name", \.string)
        lead = try facts.find("lead", \.personID)
        method = try facts.need("method", \.string)
        program = try facts.find("program", \.projectKey)
        start = try facts.find("start", \.date)
        end = try facts.find("end", \.date)
        budget = try facts.find("budget", \.money)
    }

    package var payload: JSON {
        .members([
            "key": JSON(key),
            "name": .string(name),
            "lead": lead.map { JSON($0) },
            "method": .string(method),
            "program": program.map { JSON($0) },
            "start": start.map { JSON($0) },
            "end": end.map { JSON($0) },
            "budget": budget.map { JSON($0) },
        ])
    }

    package func without(_ erasure: Erasure) -> any ProgramEvent {
        var event = self
        event.name = Erasure.mark
        return event
    }

    package func apply(to workspace: inout Workspace, _ stamp: Stamp) {
        guard workspace.projects[key] == nil else { return }
        workspace.remember(.project(key, nil), stamp)
        var project = Project(key: key, name: name, lead: lead, method: method, program: program, created: stamp)
        project.start = start
        project.end = end
        project.budget = budget
        workspace.projects[key] = project
    }
}
