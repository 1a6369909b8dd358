// Event: a record of any kind was made.

package import JSONText
package import Quantities

/// A record of any kind was made.
package struct ItemAdded: ProgramEvent, Hashable {
    /// The second version has fields of the later types, the third rhythms.
    package static let schemaVersion = 3
    package var schemaVersion: Int { fields.map(\.value.schemaVersion).max() ?? 1 }
    package static let word = "item-added"

    package var id: ItemID
    package var kind: String
    package var title: String
    package var state: String
    package var project: ProjectKey?
    package var owner: PersonID?
    package var due: CalendarDate?
    package var tags: [String]
    package var fields: FieldTable

    package init(
        id: ItemID, kind: String, title: String, state: String, project: ProjectKey? = nil, owner: PersonID? = nil,
        due: CalendarDate? = nil, tags: [String], fields: FieldTable
    ) {
        self.id = id
        self.kind = kind
        self.title = title
        self.state = state
        self.project = project
        self.owner = owner
        self.due = due
        self.tags = tags
        self.fields = fields
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        id = try facts.need("id", \.itemID)
        kind = try facts.need("kind", \.string)
        title = try facts.need("title", \.string)
        state = try facts.need("state", \.string)
        project = try facts.find("project", \.projectKey)
        owner = try facts.find("owner", \.personID)
        due = try facts.find("due", \.date)
        tags = try facts.need("tags", \.strings)
        fields = try facts.need("fields", \.fields)
    }

    package var payload: JSON {
        .members([
            "id": JSON(id),
            "kind": .string(kind),
            "title": .string(title),
            "state": .string(state),
            "project": project.map { JSON($0) },
            "owner": owner.map { JSON($0) },
            "due": due.map { JSON($0) },
            "tags": .array(tags.map { .string($0) }),
            "fields": JSON(fields),
        ])
    }

    package func items(in workspace: Workspace) -> [ItemID] { [id] }

    package func without(_ erasure: Erasure) -> any ProgramEvent {
        var event = self
        event.title = Erasure.mark
        event.tags = []
        event.fields = erasure.without(fields)
        return event
    }

    package func apply(to workspace: inout Workspace, _ stamp: Stamp) {
        guard workspace.items[id] == nil else { return }
        workspace.remember(.item(id, nil), stamp)
        var item = Item(id: id, kind: kind, title: title, state: state, created: stamp)
        item.project = project
        item.owner = owner
        item.due = due
        item.firstDue = due
        item.tags = tags
        item.fields = fields
        workspace.put(item)
        workspace.use(id.number, of: id.prefix)
    }
}
