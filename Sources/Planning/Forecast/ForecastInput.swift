// What a forecast is asked: estimates, what moves tasks together, what may happen, how many trials.

/// Something that may happen and then lengthens tasks.
package struct DiscreteRisk: Hashable, Sendable {
    /// 0–1.
    package var probability: Double
    /// Working minutes added to each task it touches, the same draw for all of them.
    package var effect: DurationEstimate
    package var tasks: [Int]

    package init(probability: Double, effect: DurationEstimate, tasks: [Int]) {
        self.probability = probability
        self.effect = effect
        self.tasks = tasks
    }
}

/// A shared cause: tasks with loadings on one factor are late together (correlation of two: product of their loadings).
package struct FactorLoading: Hashable, Sendable {
    package var task: Int
    package var factor: Int
    /// −1 to 1; the squares of one task's loadings add up to at most 1.
    package var loading: Double

    package init(task: Int, factor: Int, loading: Double) {
        self.task = task
        self.factor = factor
        self.loading = loading
    }
}

/// How the correlation of a task's duration with the project's is measured.
package enum CrucialityMeasure: String, CaseIterable, Sendable { case pearson, spearman, kendall }

package struct ForecastInput: Sendable {
    package var network: ScheduleNetwork
    /// By task of the network; a task that began has an estimate of what remains. Without one, its duration is certain.
    package var estimates: [Int: DurationEstimate]
    package var risks: [DiscreteRisk]
    package var loadings: [FactorLoading]
    /// Tasks whose own finish is forecast beside the project's.
    package var targets: [Int]
    package var trials: Int
    package var seed: UInt64
    package var cruciality = CrucialityMeasure.pearson
    /// End early once P80 has moved by less than 0.5 % of the duration over the last fifth of the trials.
    package var stopsWhenStable = false

    package init(
        network: ScheduleNetwork, estimates: [Int: DurationEstimate], risks: [DiscreteRisk] = [],
        loadings: [FactorLoading] = [], targets: [Int] = [], trials: Int, seed: UInt64
    ) {
        self.network = network
        self.estimates = estimates
        self.risks = risks
        self.loadings = loadings
        self.targets = targets
        self.trials = trials
        self.seed = seed
    }

    package static let mostTrials = 10_000_000
    /// Finishes of targets that are kept: trials times targets.
    package static let mostFinishes = 50_000_000
}

package enum ForecastProblem: Error, Hashable, Sendable {
    case estimate(task: Int)
    case unknownTask(Int)
    case probability(risk: Int)
    case effect(risk: Int)
    case loading(task: Int)
    case trials
    case targets
    /// A trial ran past the years the calendars are laid out for.
    case tooLong
}
