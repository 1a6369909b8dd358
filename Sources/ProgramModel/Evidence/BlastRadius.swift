// What a blocked record stops, over all dependencies and across projects.

package import Quantities

/// Everything that cannot go on while one item stands still.
package struct BlastRadius: Hashable, Sendable {
    /// Open tasks stopped, nearest first.
    package var tasks: [ItemID] = []
    package var milestones: [ItemID] = []
    /// Open items of other kinds.
    package var others: [ItemID] = []
    /// Items outside the project of the item asked about.
    package var elsewhere: Set<ItemID> = []

    /// The same without the records that do not exist for whoever looks.
    package func limited(to exists: (ItemID) -> Bool) -> BlastRadius {
        var radius = self
        radius.tasks.removeAll { !exists($0) }
        radius.milestones.removeAll { !exists($0) }
        radius.others.removeAll { !exists($0) }
        radius.elsewhere = radius.elsewhere.filter(exists)
        return radius
    }

    /// All of them, tasks first.
    package var all: [ItemID] { tasks + milestones + others }
    package var isEmpty: Bool { tasks.isEmpty && milestones.isEmpty && others.isEmpty }
}

extension Workspace {
    /// What waits for an item, directly or through others, by the links `blocks` and `precedes`; when, the plan knows.
    package func blastRadius(of id: ItemID) -> BlastRadius {
        var radius = BlastRadius()
        // What is closed stops nothing.
        guard let home = items[id], home.isOpen else { return radius }
        var order = [id]
        var seen: Set<ItemID> = [id]
        var index = 0
        while index < order.count {
            for follower in followers(of: order[index]) where seen.insert(follower).inserted { order.append(follower) }
            index += 1
        }
        for follower in order.dropFirst() {
            guard let item = items[follower] else { continue }
            if item.project != home.project { radius.elsewhere.insert(follower) }
            switch item.kind {
            case KindDeclaration.task.kind: radius.tasks.append(follower)
            case KindDeclaration.milestone.kind: radius.milestones.append(follower)
            default: radius.others.append(follower)
            }
        }
        return radius
    }

    /// The links by which an item stops open ones, or waits for them; of each pair every link.
    package func openLinks(of id: ItemID, asSource: Bool) -> [Link] {
        guard let item = items[id] else { return [] }
        return item.links.filter { link in
            guard link.isSource == asSource, link.kind == .blocks || link.kind == .precedes,
                items[link.other]?.isOpen == true
            else { return false }
            // What waits for a start waits no longer once there was one; when that was is not known, nor how much of a lag
            // is left, which counts no more.
            let source = asSource ? item : items[link.other]
            return !(link.startsAtStart && source?.state == "started")
        }
    }

    /// The open items that an item directly stops.
    package func followers(of id: ItemID) -> [ItemID] { Workspace.others(openLinks(of: id, asSource: true)) }

    /// The open items that an item waits for, directly.
    package func predecessors(of id: ItemID) -> [ItemID] { Workspace.others(openLinks(of: id, asSource: false)) }

    /// Each of the other ends once, in the order of the links.
    private static func others(_ links: [Link]) -> [ItemID] {
        guard links.count > 1 else { return links.map(\.other) }
        var seen: Set<ItemID> = []
        return links.map(\.other).filter { seen.insert($0).inserted }
    }

    /// The chain of items that a new link from `source` to `target` would close into a loop, or nil when it closes none.
    package func loop(linking source: ItemID, to target: ItemID) -> [ItemID]? {
        if source == target { return [source, target] }
        var cameFrom: [ItemID: ItemID] = [:]
        var queue = [target]
        var index = 0
        while index < queue.count {
            let current = queue[index]
            index += 1
            for link in items[current]?.links ?? []
            where link.isSource && (link.kind == .blocks || link.kind == .precedes) && cameFrom[link.other] == nil {
                cameFrom[link.other] = current
                if link.other == source {
                    var chain = [source]
                    while let last = chain.last, last != target, let before = cameFrom[last] { chain.append(before) }
                    return [source] + chain.reversed()
                }
                queue.append(link.other)
            }
        }
        return nil
    }
}

extension Link {
    /// `ss` and `sf` wait for the start of their source, others for its finish.
    package var startsAtStart: Bool { type?.first == "s" }
}

extension Item {
    /// Working minutes of its estimate that progress has not yet covered.
    package var remainingMinutes: Int {
        guard case .span(let estimate)? = fields["estimate"] else { return 0 }
        return estimate.minutes * (100 - min(100, percent("progress") ?? 0)) / 100
    }
}
