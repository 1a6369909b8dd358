// What a blocked record stops, over all dependencies and across projects.

package import Quantities

/// Everything that cannot go on while one item stands still.
package struct BlastRadius: Hashable, Sendable {
    /// Open tasks stopped, nearest first.
    package var tasks: [ItemID] = []
    package var milestones: [Milestone] = []
    /// Open items of other kinds.
    package var others: [ItemID] = []
    /// Items outside the project of the item asked about.
    package var elsewhere: [ItemID] = []

    package struct Milestone: Hashable, Sendable {
        package var id: ItemID
        package var project: ProjectKey?
        package var due: CalendarDate?
        /// Working days left before this milestone's date moves: days to the date less the work in between; negative
        /// when it is already late. Nil without a date.
        package var float: Int?
    }

    /// The least float of all milestones reached.
    package var float: Int? { milestones.compactMap(\.float).min() }
    package var isEmpty: Bool { tasks.isEmpty && milestones.isEmpty && others.isEmpty }
}

extension Workspace {
    /// What waits for an item, directly or through others, by the links `blocks` and `precedes`.
    package func blastRadius(of id: ItemID, today: CalendarDate) -> BlastRadius {
        var radius = BlastRadius()
        // The longest remaining work, in minutes, before an item can finish once the first one moves again.
        var longest: [ItemID: Int] = [id: workUpTo(id)]
        var order: [ItemID] = []
        var queue = [id]
        var seen: Set<ItemID> = [id]
        while !queue.isEmpty {
            var next: [ItemID] = []
            for current in queue {
                for follower in followers(of: current) where seen.insert(follower).inserted {
                    order.append(follower)
                    next.append(follower)
                }
            }
            queue = next
        }
        // Each record after all those it waits for (Kahn's order), so that every link is looked at once.
        var waitingFor: [ItemID: Int] = [:]
        for current in [id] + order { for follower in followers(of: current) { waitingFor[follower, default: 0] += 1 } }
        var ready = [id]
        while let current = ready.popLast() {
            let base = longest[current] ?? 0
            for follower in followers(of: current) {
                longest[follower] = max(longest[follower] ?? 0, base + (items[follower]?.remainingMinutes ?? 0))
                waitingFor[follower, default: 1] -= 1
                if waitingFor[follower] == 0 { ready.append(follower) }
            }
        }
        let home = items[id]?.project
        for follower in order {
            guard let item = items[follower] else { continue }
            if item.project != home { radius.elsewhere.append(follower) }
            switch item.kind {
            case "task": radius.tasks.append(follower)
            case "milestone":
                let work = WorkSpan(minutes: longest[follower] ?? 0).wholeDays
                let float = item.due.map { $0.workingDays(since: today) - work }
                radius.milestones.append(.init(id: follower, project: item.project, due: item.due, float: float))
            default: radius.others.append(follower)
            }
        }
        return radius
    }

    /// The longest chain of remaining work that ends with an item, its own included, in minutes.
    private func workUpTo(_ id: ItemID) -> Int {
        var known: [ItemID: Int] = [:]
        var open: Set<ItemID> = []
        var stack = [id]
        while let current = stack.last {
            let before = predecessors(of: current)
            // On the way back, or again: all before it is known, or waits for it in turn.
            if known[current] != nil || !open.insert(current).inserted {
                stack.removeLast()
                let own = items[current]?.remainingMinutes ?? 0
                if known[current] == nil { known[current] = own + (before.compactMap { known[$0] }.max() ?? 0) }
            } else {
                stack += before.filter { known[$0] == nil && !open.contains($0) }
            }
        }
        return known[id] ?? 0
    }

    /// The open items that an item directly stops.
    private func followers(of id: ItemID) -> [ItemID] {
        guard let item = items[id] else { return [] }
        return item.links.compactMap { link in
            guard link.isSource, link.kind == .blocks || link.kind == .precedes, items[link.other]?.isOpen == true
            else { return nil }
            return link.other
        }
    }

    /// The open items that an item waits for, directly.
    package func predecessors(of id: ItemID) -> [ItemID] {
        guard let item = items[id] else { return [] }
        return item.links.compactMap { link in
            guard !link.isSource, link.kind == .blocks || link.kind == .precedes, items[link.other]?.isOpen == true
            else { return nil }
            return link.other
        }
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

extension Item {
    /// Working minutes of its estimate that progress has not yet covered.
    var remainingMinutes: Int {
        guard case .span(let estimate)? = fields["estimate"] else { return 0 }
        return estimate.minutes * (100 - min(100, percent("progress") ?? 0)) / 100
    }
}
