// Event: a record got an owner, or lost one, with those who help.

package import JSONText
package import Quantities

/// A record got an owner, or lost one, with those who help.
package struct ItemAssigned: ProgramEvent, Hashable {
    package static let word = "item-assigned"

    package var id: ItemID
    package var owner: PersonID?
    package var helpers: [PersonID]

    package init(id: ItemID, owner: PersonID? = nil, helpers: [PersonID]) {
        self.id = id
        self.owner = owner
        self.helpers = helpers
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        id = try facts.need("id", \.itemID)
        owner = try facts.find("owner", \.personID)
        helpers = try facts.need("helpers", \.people)
    }

    package var payload: JSON {
        .members([
            "id": JSON(id),
            "owner": owner.map { JSON($0) },
            "helpers": .array(helpers.map { JSON($0) }),
        ])
    }

    package func items(in workspace: Workspace) -> [ItemID] { [id] }

    package func apply(to workspace: inout Workspace, _ stamp: Stamp) {
        workspace.change(id, stamp) { item in
            item.owner = owner
            item.helpers = helpers
        }
    }
}
