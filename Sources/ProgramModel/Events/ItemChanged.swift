// Event: facts about a record were set or cleared.

package import JSONText
package import Quantities

/// Facts about a record were set or cleared.
package struct ItemChanged: ProgramEvent, Hashable {
    /// The second version has fields of the later types, the third rhythms.
    package static let schemaVersion = 3
    package var schemaVersion: Int { fields.map(\.value.schemaVersion).max() ?? 1 }
    package static let word = "item-changed"

    package var id: ItemID
    package var title: String?
    package var project: ProjectKey?
    package var due: CalendarDate?
    package var tags: [String]?
    /// The fields that were set, with their new values.
    package var fields: FieldTable
    /// The names of what was emptied: fields, or `due`.
    package var cleared: [String]

    package init(
        id: ItemID, title: String? = nil, project: ProjectKey? = nil, due: CalendarDate? = nil, tags: [String]? = nil,
        fields: FieldTable, cleared: [String]
    ) {
        self.id = id
        self.title = title
        self.project = project
        self.due = due
        self.tags = tags
        self.fields = fields
        self.cleared = cleared
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        id = try facts.need("id", \.itemID)
        title = try facts.find("title", \.string)
        project = try facts.find("project", \.projectKey)
        due = try facts.find("due", \.date)
        tags = try facts.find("tags", \.strings)
        fields = try facts.need("fields", \.fields)
        cleared = try facts.need("cleared", \.strings)
    }

    package var payload: JSON {
        .members([
            "id": JSON(id),
            "title": title.map { .string($0) },
            "project": project.map { JSON($0) },
            "due": due.map { JSON($0) },
            "tags": tags.map { .array($0.map { .string($0) }) },
            "fields": JSON(fields),
            "cleared": .array(cleared.map { .string($0) }),
        ])
    }

    package func items(in workspace: Workspace) -> [ItemID] { [id] }

    package func without(_ erasure: Erasure) -> any ProgramEvent {
        var event = self
        if title != nil { event.title = Erasure.mark }
        if tags != nil { event.tags = [] }
        event.fields = erasure.without(fields)
        return event
    }

    package func apply(to workspace: inout Workspace, _ stamp: Stamp) {
        workspace.change(id, stamp) { item in
            if let title { item.title = title }
            if let project { item.project = project }
            if let due {
                item.due = due
                if item.firstDue == nil { item.firstDue = due }
            }
            if let tags { item.tags = tags }
            for entry in fields { item.fields[entry.name] = entry.value }
            for name in cleared {
                if name == "due" { item.due = nil } else { item.fields[name] = nil }
            }
        }
    }
}
