// The trials, on as many threads as asked for, merged in order so that the result has the same bytes on any number.

import Dispatch
import Synchronization

extension ForecastInput {
    /// Runs the trials.
    ///
    /// - Parameter shouldStop: asked between trials; true ends with those done so far.
    /// - Parameter progress: told how many trials are done.
    /// - Throws: `ForecastProblem`.
    package func forecast(
        threads: Int, shouldStop: @escaping @Sendable () -> Bool = { false },
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) throws(ForecastProblem) -> Forecast {
        try check()
        var input = self
        do { try input.network.makeRoom(forLengths: longestLengths) } catch { throw .tooLong }
        let plan = TrialPlan(input)
        let merge = TrialMerge(plan: plan, trials: trials, stopsWhenStable: stopsWhenStable)
        let size = TrialMerge.blockSize
        let blocks = (trials + size - 1) / size
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads, blocks))) { _ in
            let run = TrialRun(plan)
            // At least one run, so that there is an answer.
            repeat {
                let block = next.add(1, ordering: .relaxed).oldValue
                guard block < blocks else { return }
                let first = block * size
                let tally = BlockTally(plan, run, from: first, count: min(size, trials - first), shouldStop: shouldStop)
                progress(merge.add(tally, at: block))
            } while !merge.isOver && !shouldStop()
        }
        let sum = merge.outcome
        let last = input.network.timelines.map(\.lastInstant).min() ?? Int.max
        guard sum.finishes.allSatisfy({ $0 < last }) else { throw .tooLong }
        return input.forecast(from: sum, plan: plan)
    }

    private func check() throws(ForecastProblem) {
        guard (1...ForecastInput.mostTrials).contains(trials) else { throw .trials }
        guard targets.count <= ForecastInput.mostFinishes / trials else { throw .targets }
        let tasks = 0..<network.taskCount
        for (task, estimate) in estimates.sorted(by: { $0.key < $1.key }) {
            guard tasks.contains(task) else { throw .unknownTask(task) }
            guard estimate.isValid, estimate.most <= Double(NetworkInput.longestDuration) else {
                throw .estimate(task: task)
            }
        }
        for (index, risk) in risks.enumerated() {
            guard (0...1).contains(risk.probability) else { throw .probability(risk: index) }
            guard risk.effect.isValid, risk.effect.most <= Double(NetworkInput.longestDuration) else {
                throw .effect(risk: index)
            }
            for task in risk.tasks where !tasks.contains(task) { throw .unknownTask(task) }
        }
        var squares: [Int: Double] = [:]
        for loading in loadings {
            guard tasks.contains(loading.task) else { throw .unknownTask(loading.task) }
            squares[loading.task, default: 0] += loading.loading * loading.loading
            guard squares[loading.task, default: 0] <= 1 + 1e-9 else { throw .loading(task: loading.task) }
        }
        for task in targets where !tasks.contains(task) || network.positions(of: task).isEmpty {
            throw .unknownTask(task)
        }
    }

    /// By position, the longest that each task can take with every risk that touches it.
    private var longestLengths: [Int32] {
        var lengths = network.duration.map { Double($0) }
        for (task, estimate) in estimates {
            for position in network.positions(of: task) where !network.flags[position].isFinished {
                lengths[position] = max(lengths[position], estimate.most)
            }
        }
        for risk in risks {
            for position in risk.tasks.flatMap({ network.positions(of: $0) }) {
                lengths[position] += risk.effect.most
            }
        }
        return lengths.map { Int32(min($0, 1e9).rounded(.up)) }
    }

    private func forecast(from sum: TrialMerge.Outcome, plan: TrialPlan) -> Forecast {
        let durations = Distribution(sum.durations)
        let beginning = network.timelines[0].coordinate(network.start)
        let counted = plan.samplers.indices.filter { !network.flags[$0].isFinished && !network.flags[$0].isInactive }
        let sensitivities = counted.map { sum.sensitivity($0, durations, network, plan, cruciality) }
        var seen: Set<Int> = []
        return Forecast(
            finish: Distribution(sum.finishes), duration: durations,
            targets: targets.enumerated().map { ($1, Distribution(sum.targets[$0])) },
            sensitivities: sensitivities.enumerated().sorted {
                ($1.element.scheduleSensitivity, $0.offset) < ($0.element.scheduleSensitivity, $1.offset)
            }.map(\.element).filter { network.partPositions[$0.task] == nil || seen.insert($0.task).inserted },
            deterministicFinish: network.finish,
            deterministicDuration: network.timelines[0].coordinate(network.finish) - beginning,
            trials: sum.finishes.count, seed: seed, isStable: sum.isStable)
    }
}

extension DurationEstimate {
    /// The largest value it can take.
    var most: Double {
        switch self {
        case .fixed(let value): value
        case .pert(_, _, let most), .triangular(_, _, let most): most
        }
    }
}
