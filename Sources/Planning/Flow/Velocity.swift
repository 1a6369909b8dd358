// Sprints: what was taken on, what was accepted, what changed on the way.

package struct SprintFigures: Hashable, Sendable {
    /// Points taken on at the start.
    package var committed: Double
    /// Points accepted by the end; what is carried over counts nothing.
    package var accepted: Double
    package var added: Double
    package var removed: Double

    package init(committed: Double, accepted: Double, added: Double = 0, removed: Double = 0) {
        self.committed = committed
        self.accepted = accepted
        self.added = added
        self.removed = removed
    }

    /// Done over committed.
    package var reliability: Figure { .quotient(accepted, committed, else: .nothingPlanned) }
    /// What came in and went out after the start.
    package var scopeChange: Double { added + removed }
}

package struct Velocity: Hashable, Sendable {
    package var sprints: [SprintFigures]
    package init(sprints: [SprintFigures]) { self.sprints = sprints }

    /// Mean of the accepted points of the last sprints (all when there are fewer).
    package func mean(last count: Int) -> Figure {
        let recent = sprints.suffix(count)
        return .quotient(recent.reduce(0) { $0 + $1.accepted }, Double(recent.count), else: .noData)
    }

    /// Least and most of the last sprints.
    package func range(last count: Int) -> ClosedRange<Double>? {
        let accepted = sprints.suffix(count).map(\.accepted)
        guard let least = accepted.min(), let most = accepted.max() else { return nil }
        return least...most
    }

    /// Sprints until this many points are done at the mean of the last sprints.
    package func sprints(for points: Double, last count: Int) -> Figure {
        mean(last: count).flatMap { $0 > 0 ? .value((points / $0).rounded(.up)) : .undefined(.nothingEarned) }
    }
}

/// Done and scope after each sprint: the two lines of a burn-up, and what is between them, a burn-down.
package struct BurnUp: Hashable, Sendable {
    package let done: [Double]
    package let scope: [Double]

    /// - Parameter scope: points in scope after each sprint, as many as there are sprints.
    package init(accepted: [Double], scope: [Double]) {
        var sum = 0.0
        done = accepted.map { points in
            sum += points
            return sum
        }
        self.scope = scope
    }

    package var remaining: [Double] { zip(scope, done).map { $0 - $1 } }
}
