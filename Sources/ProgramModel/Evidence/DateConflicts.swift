// Dates that cannot hold together: a record due before something it waits for.

import Quantities

extension Workspace {
    /// How many records are looked at around one: a plan of hundreds in one chain has more than one such date.
    private static let mostLookedAt = 100

    /// What an item waits for, directly or through others, that is due after it: the latest; nil when its date can hold.
    package func latestWait(of item: Item) -> Item? { latestWait(of: item, among: waits(of: item)) }

    /// What an item waits for, directly or through others, the nearest first.
    func waits(of item: Item) -> [Item] { around(item.id, asSource: false) }

    func latestWait(of item: Item, among waits: [Item]) -> Item? {
        guard let due = item.due else { return nil }
        let later = waits.filter { $0.due.map { $0 > due } ?? false }
        return later.max { ($0.due ?? due, $1.id) < ($1.due ?? due, $0.id) }
    }

    /// What waits for an item, directly or through others, and is due before it; the nearest first.
    package func earlierFollowers(of item: Item) -> [Item] {
        guard let due = item.due else { return [] }
        return around(item.id, asSource: true).filter { $0.due.map { $0 < due } ?? false }
    }

    /// The records reached from one, the nearest first, by links that wait for an end: what waits for a start may be due first.
    private func around(_ id: ItemID, asSource: Bool) -> [Item] {
        var (queue, seen) = ([id], Set([id]))
        var index = 0
        while index < queue.count, queue.count < Workspace.mostLookedAt {
            for link in openLinks(of: queue[index], asSource: asSource)
            where !link.startsAtStart && seen.insert(link.other).inserted { queue.append(link.other) }
            index += 1
        }
        return queue.dropFirst().compactMap { items[$0] }
    }
}
