// What is kept of a project file beside its records, so that an export writes it back.

package import JSONText

/// A file's rows as JSON.
package enum ProjectKept {
    /// What the project says of itself, and its calendars and resources.
    static func project(_ file: ProjectFile) -> JSON {
        .members([
            "project": file.properties.json, "calendars": list(file.calendars), "resources": list(file.resources),
        ])
    }

    /// A task with those who work on it.
    static func task(_ row: XMLElement, _ assignments: [XMLElement]) -> JSON {
        .members(["row": row.json, "assignments": assignments.isEmpty ? nil : list(assignments)])
    }

    private static func list(_ rows: [XMLElement]) -> JSON { .array(rows.map(\.json)) }

    /// The project that was kept.
    package static func file(_ kept: JSON) -> ProjectFile {
        var file = ProjectFile()
        if let project = kept["project"] { file.properties = XMLElement("Project", json: project) }
        file.calendars = (kept["calendars"]?.array ?? []).map { XMLElement("Calendar", json: $0) }
        file.resources = (kept["resources"]?.array ?? []).map { XMLElement("Resource", json: $0) }
        return file
    }

    /// The row of a task and its assignments.
    package static func rows(_ kept: JSON?) -> (task: XMLElement, assignments: [XMLElement]) {
        (
            XMLElement("Task", json: kept?["row"] ?? .null),
            (kept?["assignments"]?.array ?? []).map { XMLElement("Assignment", json: $0) }
        )
    }
}
