// How a task earns: what counts as done before it is done.

/// The measurement methods of earned value management. Shares are 0–1.
package enum EarningRule: Hashable, Sendable {
    /// Nothing until it is finished.
    case zeroHundred
    /// Half at the start, half at the finish.
    case fiftyFifty
    /// This share at the start, the rest at the finish (20/80, 25/75).
    case startShare(Double)
    /// Each milestone that is reached earns its weight.
    case weightedMilestones([Milestone])
    case units(done: Double, of: Double)
    /// What somebody says, never more than the cap until it is finished.
    case percentComplete(Double, cap: Double)
    /// As much as the task it supports has earned of its own budget.
    case apportioned(share: Double)
    /// Earned as planned: it never shows a schedule variance.
    case levelOfEffort

    package struct Milestone: Hashable, Sendable {
        package var weight: Double
        package var isReached: Bool
        package init(weight: Double, isReached: Bool) {
            self.weight = weight
            self.isReached = isReached
        }
    }

    /// The share of the budget that is earned.
    ///
    /// - Parameter plannedShare: the share that was planned to be done by now, for level of effort.
    package func share(isStarted: Bool, isFinished: Bool, plannedShare: Double) -> Double {
        if case .levelOfEffort = self { return plannedShare }
        if isFinished { return 1 }
        switch self {
        case .zeroHundred: return 0
        case .fiftyFifty: return isStarted ? 0.5 : 0
        case .startShare(let share): return isStarted ? share : 0
        case .weightedMilestones(let milestones):
            let total = milestones.reduce(0) { $0 + $1.weight }
            let reached = milestones.reduce(0) { $0 + ($1.isReached ? $1.weight : 0) }
            return total > 0 ? reached / total : 0
        case .units(let done, let all): return all > 0 ? min(1, max(0, done / all)) : 0
        case .percentComplete(let share, let cap): return min(cap, max(0, share))
        case .apportioned(let share): return min(1, max(0, share))
        case .levelOfEffort: return plannedShare
        }
    }
}
