// Which records of a project changed between two states of a workspace, without looking at the others.

package import Quantities

/// One change of a record, with the change of its project before it: a mark of one state of a project's records.
///
/// Two workspaces with one mark for a project hold the same records of it. Of this process only: no log or snapshot has it.
package final class RecordChange: Sendable {
    private let item: ItemID?
    private let before: RecordChange?
    private let place: Int

    /// A chain is cut at this length, so that it takes no memory that grows with the log.
    private static let longest = 256

    init(_ item: ItemID? = nil, after before: RecordChange? = nil) {
        self.item = item
        place = before.map { $0.place + 1 } ?? 0
        self.before = place % RecordChange.longest == 0 ? nil : before
    }

    /// The records that may differ between the state this is the mark of and another; nil when that is not known.
    package func changes(since other: RecordChange) -> Set<ItemID>? {
        if self === other { return [] }
        // Of two ways on from a common state, the records that changed on either.
        var passed: [ObjectIdentifier: Int] = [:]
        var theirs: [ItemID] = []
        var next: RecordChange? = other
        while let change = next {
            passed[ObjectIdentifier(change)] = theirs.count
            if let item = change.item { theirs.append(item) }
            next = change.before
        }
        var own: Set<ItemID> = []
        next = self
        while let change = next {
            if let count = passed[ObjectIdentifier(change)] { return own.union(theirs[..<count]) }
            if let item = change.item { own.insert(item) }
            next = change.before
        }
        return nil
    }
}

extension Workspace {
    /// The mark of a project's records as they are now; nil is for the records of no project.
    package func lastChange(in project: ProjectKey?) -> RecordChange { changes[project] ?? origin }

    /// Notes that a record was put.
    mutating func mark(_ item: ItemID, in project: ProjectKey?) {
        changes[project] = RecordChange(item, after: lastChange(in: project))
    }
}
