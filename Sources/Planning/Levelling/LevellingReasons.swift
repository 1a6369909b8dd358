// What a levelled plan tells of itself: who kept whom waiting, and where more is booked than there is.

extension NetworkGenerator {
    /// What kept a placed task from beginning a minute earlier: a resource, and the last minute in which it lacked room.
    func obstacle(_ position: Int) -> (resource: Int, minute: Int)? {
        let coordinate = Int(network.early[position])
        for need in needs[position] where !need.isOverbooked {
            for stretch in network.workStretches(position) {
                // Where the task stands there was room; it lacked before.
                let own = span(position, coordinate, stretch, on: need.resource).first
                let before = span(position, coordinate - 1, stretch, on: need.resource).first
                if let end = profiles[need.resource].endOfLastConflict(from: before, to: own, units: need.units) {
                    return (need.resource, min(end, own) - 1)
                }
            }
        }
        return nil
    }

    /// By resource, who holds it when.
    func holders() -> [ResourceHolders] {
        var held: [[ResourceHolders.Held]] = Array(repeating: [], count: resources.count)
        for position in order.indices where !needs[position].isEmpty {
            for stretch in network.workStretches(position) {
                for need in needs[position] where need.units > 0 {
                    let (first, last) = span(position, Int(network.early[position]), stretch, on: need.resource)
                    guard first < last else { continue }
                    held[need.resource].append(ResourceHolders.Held(position: position, first: first, last: last))
                }
            }
        }
        return held.map { ResourceHolders($0) }
    }

    /// The more important of these, and of equals the first.
    func mostImportant(_ positions: [Int]) -> Int? {
        positions.min { (-priorities[$0], $0) < (-priorities[$1], $1) }
    }

    var overloads: [LevelledPlan.Overload] {
        profiles.enumerated().flatMap { resource, profile in
            let timeline = network.timelines[resources[resource].calendar]
            return profile.overloads.compactMap { stretch -> LevelledPlan.Overload? in
                // What is missing of its capacity is booked by nobody.
                let missing = absences[resource].first { $0.from <= stretch.from && stretch.from < $0.to }?.units ?? 0
                guard stretch.used > missing else { return nil }
                return LevelledPlan.Overload(
                    resource: resource, from: timeline.start(stretch.from), to: timeline.finish(stretch.to),
                    used: stretch.used - missing)
            }
        }
    }
}

extension LevellingResource {
    /// The most units that there ever are.
    var most: Int { availability.isEmpty ? capacity : availability.map(\.units).max() ?? 0 }

    /// The stretches of its working time in which some of the most units are missing.
    func absences(on timeline: WorkingTimeline) -> [(from: Int, to: Int, units: Int)] {
        var found: [(from: Int, to: Int, units: Int)] = []
        var end = 0
        func add(_ to: Int, _ units: Int) {
            if end < to, units < most { found.append((end, to, most - units)) }
            end = max(end, to)
        }
        guard !availability.isEmpty else { return [] }
        for period in availability {
            add(period.from.map { timeline.coordinate($0) } ?? 0, 0)
            add(period.to.map { timeline.coordinate($0) } ?? timeline.total, period.units)
        }
        add(timeline.total, 0)
        return found
    }
}
