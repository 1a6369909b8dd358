// Event: the workspace accepted its first team on a platform.

package import JSONText

/// The workspace accepted its first team on a platform.
package struct TeamBound: ProgramEvent, Hashable {
    package static let word = "team-bound"
    package static let isUndoable = false

    package var platform: String
    package var team: String

    package init(platform: String, team: String) {
        self.platform = platform
        self.team = team
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        platform = try facts.need("platform", \.string)
        team = try facts.need("team", \.string)
    }

    package var payload: JSON {
        .members([
            "platform": .string(platform),
            "team": .string(team),
        ])
    }

    package func apply(to workspace: inout Workspace, _ stamp: Stamp) {
        workspace.teams.insert("\(platform):\(team)")
    }
}
