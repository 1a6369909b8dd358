// Event: a link between two records was taken away.

package import JSONText
package import Quantities

/// A link between two records was taken away.
package struct ItemsUnlinked: ProgramEvent, Hashable {
    /// The second version has the relations that kinds declare.
    package static let schemaVersion = 2
    package var schemaVersion: Int { kind.isDeclared ? 2 : 1 }
    package static let word = "items-unlinked"

    package var kind: Link.Kind
    package var source: ItemID
    package var target: ItemID

    package init(kind: Link.Kind, source: ItemID, target: ItemID) {
        self.kind = kind
        self.source = source
        self.target = target
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        kind = try facts.need("kind") { $0.string.map { Link.Kind(rawValue: $0) } }
        source = try facts.need("source", \.itemID)
        target = try facts.need("target", \.itemID)
    }

    package var payload: JSON {
        .members([
            "kind": .string(kind.rawValue),
            "source": JSON(source),
            "target": JSON(target),
        ])
    }

    package func items(in workspace: Workspace) -> [ItemID] { [source, target] }

    package func apply(to workspace: inout Workspace, _ stamp: Stamp) {
        workspace.change(source, stamp) { item in
            item.links.removeAll { $0.kind == kind && $0.other == target && $0.isSource }
        }
        workspace.change(target, stamp) { item in
            item.links.removeAll { $0.kind == kind && $0.other == source && !$0.isSource }
        }
    }
}
