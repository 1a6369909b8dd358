// Event: two records were linked.

package import JSONText
package import Quantities

/// Two records were linked.
package struct ItemsLinked: ProgramEvent, Hashable {
    /// The second version has the relations that kinds declare.
    package static let schemaVersion = 2
    package var schemaVersion: Int { kind.isDeclared ? 2 : 1 }
    package static let word = "items-linked"

    package var kind: Link.Kind
    package var source: ItemID
    package var target: ItemID
    package var type: String?
    package var lag: WorkSpan?

    package init(kind: Link.Kind, source: ItemID, target: ItemID, type: String? = nil, lag: WorkSpan? = nil) {
        self.kind = kind
        self.source = source
        self.target = target
        self.type = type
        self.lag = lag
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        kind = try facts.need("kind") { $0.string.map { Link.Kind(rawValue: $0) } }
        source = try facts.need("source", \.itemID)
        target = try facts.need("target", \.itemID)
        type = try facts.find("type", \.string)
        lag = try facts.find("lag") { $0.int.map { WorkSpan(minutes: $0) } }
    }

    package var payload: JSON {
        .members([
            "kind": .string(kind.rawValue),
            "source": JSON(source),
            "target": JSON(target),
            "type": type.map { .string($0) },
            "lag": lag.map { .int(Int64($0.minutes)) },
        ])
    }

    package func items(in workspace: Workspace) -> [ItemID] { [source, target] }

    package func apply(to workspace: inout Workspace, _ stamp: Stamp) {
        guard workspace.items[source] != nil, workspace.items[target] != nil else { return }
        workspace.change(source, stamp) { item in
            item.links.removeAll { $0.kind == kind && $0.other == target && $0.isSource }
            item.links.append(Link(kind, target, isSource: true, type: type, lag: lag))
        }
        workspace.change(target, stamp) { item in
            item.links.removeAll { $0.kind == kind && $0.other == source && !$0.isSource }
            item.links.append(Link(kind, source, isSource: false, type: type, lag: lag))
        }
    }
}
