// What a levelled plan tells of itself: who kept whom waiting, and where more is booked than there is.

extension NetworkGenerator {
    /// What kept a placed task from beginning a minute earlier: a resource, and the last minute in which it lacked room.
    func obstacle(_ position: Int) -> (resource: Int, minute: Int)? {
        let coordinate = Int(network.early[position])
        for need in needs[position] where !need.isOverbooked {
            // Where the task stands there was room; it lacked before.
            let own = span(position, coordinate, on: need.resource)
            let first = span(position, coordinate - 1, on: need.resource).first
            if let end = profiles[need.resource].endOfLastConflict(from: first, to: own.first, units: need.units) {
                return (need.resource, min(end, own.first) - 1)
            }
        }
        return nil
    }

    /// By resource, who holds it when.
    func holders() -> [ResourceHolders] {
        var held: [[ResourceHolders.Held]] = Array(repeating: [], count: resources.count)
        for position in order.indices {
            for need in needs[position] {
                let (first, last) = span(position, Int(network.early[position]), on: need.resource)
                guard first < last, need.units > 0 else { continue }
                held[need.resource].append(ResourceHolders.Held(position: position, first: first, last: last))
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
            profile.overloads.map { stretch in
                let timeline = network.timelines[resources[resource].calendar]
                return LevelledPlan.Overload(
                    resource: resource, from: timeline.start(stretch.from), to: timeline.finish(stretch.to),
                    used: stretch.used)
            }
        }
    }
}
