// What a blocked record stops, over all dependencies and across projects.

package import Quantities

/// Everything that cannot go on while one item stands still.
package struct BlastRadius: Hashable, Sendable {
    /// Open tasks stopped, nearest first.
    package var tasks: [ItemID] = []
    package var milestones: [Dated] = []
    /// The task with a date ahead that misses it first.
    package var tightestTask: Dated?
    /// Open items of other kinds.
    package var others: [ItemID] = []
    /// Items outside the project of the item asked about.
    package var elsewhere: [ItemID] = []

    /// A record that may miss its date.
    package struct Dated: Hashable, Sendable {
        package var id: ItemID
        package var project: ProjectKey?
        package var due: CalendarDate?
        /// Working days left before this date moves: those from today to the date, both counted, less the work
        /// in between with the links' types and lags; negative when it is already late. Nil without a date.
        package var float: Int?
    }

    /// The same without the records that do not exist for whoever looks.
    package func limited(to exists: (ItemID) -> Bool) -> BlastRadius {
        var radius = self
        radius.tasks.removeAll { !exists($0) }
        radius.milestones.removeAll { !exists($0.id) }
        radius.others.removeAll { !exists($0) }
        radius.elsewhere.removeAll { !exists($0) }
        if let tightest = tightestTask, !exists(tightest.id) { radius.tightestTask = nil }
        return radius
    }

    /// The least float of all milestones reached.
    package var float: Int? { milestones.compactMap(\.float).min() }
    package var isEmpty: Bool { tasks.isEmpty && milestones.isEmpty && others.isEmpty }
}

extension Workspace {
    /// What waits for an item, directly or through others, by the links `blocks` and `precedes`.
    package func blastRadius(of id: ItemID, today: CalendarDate) -> BlastRadius {
        var radius = BlastRadius()
        // What is closed stops nothing.
        guard items[id]?.isOpen == true else { return radius }
        // When each can be at the earliest once the first one moves again, along the longest way from it.
        var spans: [ItemID: WorkTimes] = [id: times(of: id)]
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
            let base = spans[current] ?? WorkTimes(work: 0)
            for link in openLinks(of: current, asSource: true) {
                let work = items[link.other]?.remainingMinutes ?? 0
                spans[link.other, default: WorkTimes(work: work)].wait(for: base, link)
            }
            for follower in followers(of: current) {
                waitingFor[follower, default: 1] -= 1
                if waitingFor[follower] == 0 { ready.append(follower) }
            }
        }
        let home = items[id]?.project
        for follower in order {
            guard let item = items[follower] else { continue }
            if item.project != home { radius.elsewhere.append(follower) }
            // The day it is reached is one of the days left, and so is today.
            let work = max(1, WorkSpan(minutes: spans[follower]?.finish ?? 0).wholeDays)
            let float = item.due.map { $0.workingDays(since: today - 1) - work }
            let dated = BlastRadius.Dated(id: follower, project: item.project, due: item.due, float: float)
            switch item.kind {
            case KindDeclaration.task.kind:
                radius.tasks.append(follower)
                if let float, let due = item.due, due >= today, float < radius.tightestTask?.float ?? .max {
                    radius.tightestTask = dated
                }
            case KindDeclaration.milestone.kind: radius.milestones.append(dated)
            default: radius.others.append(follower)
            }
        }
        return radius
    }

    /// When an item can start and finish at the earliest, by the remaining work of all before it.
    private func times(of id: ItemID) -> WorkTimes {
        var known: [ItemID: WorkTimes] = [:]
        var open: Set<ItemID> = []
        var stack = [id]
        while let current = stack.last {
            let before = openLinks(of: current, asSource: false)
            // On the way back, or again: all before it is known, or waits for it in turn.
            if known[current] != nil || !open.insert(current).inserted {
                stack.removeLast()
                guard known[current] == nil else { continue }
                var times = WorkTimes(work: items[current]?.remainingMinutes ?? 0)
                for link in before { if let other = known[link.other] { times.wait(for: other, link) } }
                known[current] = times
            } else {
                stack += before.map(\.other).filter { known[$0] == nil && !open.contains($0) }
            }
        }
        return known[id] ?? WorkTimes(work: 0)
    }

    /// The links by which an item stops open ones, or waits for them; of each pair every link.
    func openLinks(of id: ItemID, asSource: Bool) -> [Link] {
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

/// When work can start and finish at the earliest, in working minutes from now.
private struct WorkTimes {
    var start = 0
    let work: Int
    var finish: Int { start + work }
    init(work: Int) { self.work = work }

    /// Not before what the link demands of another.
    mutating func wait(for other: WorkTimes, _ link: Link) {
        let from = (link.startsAtStart ? other.start : other.finish) + (link.lag?.minutes ?? 0)
        start = max(start, link.endsAtFinish ? from - work : from)
    }
}

extension Link {
    /// `ss` and `sf` wait for the start of their source, others for its finish.
    var startsAtStart: Bool { type?.first == "s" }
    /// `ff` and `sf` hold back the finish of their target, others its start.
    fileprivate var endsAtFinish: Bool { type?.last == "f" }
}

extension Item {
    /// Working minutes of its estimate that progress has not yet covered.
    var remainingMinutes: Int {
        guard case .span(let estimate)? = fields["estimate"] else { return 0 }
        return estimate.minutes * (100 - min(100, percent("progress") ?? 0)) / 100
    }
}
