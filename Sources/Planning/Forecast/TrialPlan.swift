// What every trial shares: samplers, floors, risks, and the durations they give.

/// What every trial shares: samplers, floors, links.
struct TrialPlan: Sendable {
    static let lanes = 64

    let network: ScheduleNetwork
    let samplers: [Sampler]
    let streams: [RandomStream]
    /// By position: factors with loadings, and the share of its own.
    let factors: [[(stream: RandomStream, loading: Double)]]
    let own: [Double]
    let risks: [(occurrence: RandomStream, size: RandomStream, probability: Double, effect: Sampler, positions: [Int])]
    /// By target of the input, where it is.
    let targets: [[Int]]
    /// Something in the network binds otherwise than by links from the front: every trial is then computed as the plan is.
    let isComputedWhole: Bool
    /// By position, the working minutes within it in which it rests: no estimate is of them.
    let rests: [Int: Int32]
    /// The earliest coordinate without links, and the earliest finish; fixed starts and finishes.
    let floor: [Int32]
    let finishFloor: [Int32]

    init(_ input: ForecastInput) {
        network = input.network
        let network = input.network
        var tables = QuantileTables()
        var samplers: [Sampler] = []
        for position in network.taskAt.indices {
            samplers.append(Sampler(TrialPlan.estimate(position, input), tables: &tables))
        }
        isComputedWhole = network.isComputedWhole
        rests = Dictionary(
            uniqueKeysWithValues: network.splits.keys.map { ($0, Int32(clamping: network.restMinutes($0))) })
        self.samplers = samplers
        streams = network.taskAt.map { RandomStream(seed: input.seed, purpose: UInt64($0)) }
        var factors: [[(stream: RandomStream, loading: Double)]] = Array(repeating: [], count: samplers.count)
        var own = Array(repeating: 1.0, count: samplers.count)
        for loading in input.loadings {
            let stream = RandomStream(seed: input.seed, purpose: 1 << 40 + UInt64(loading.factor))
            for position in network.positions(of: loading.task) {
                factors[position].append((stream, loading.loading))
                own[position] -= loading.loading * loading.loading
            }
        }
        self.factors = factors
        self.own = own.map { max(0, $0).squareRoot() }
        risks = input.risks.enumerated().map { index, risk in
            (
                RandomStream(seed: input.seed, purpose: 2 << 40 + UInt64(index)),
                RandomStream(seed: input.seed, purpose: 3 << 40 + UInt64(index)), risk.probability,
                Sampler(risk.effect, tables: &tables),
                risk.tasks.flatMap { network.positions(of: $0) }
            )
        }
        targets = input.targets.map { network.positions(of: $0) }
        (floor, finishFloor) = network.floors()
    }

    /// What a position may take: its share of its task's estimate, or what the plan says.
    private static func estimate(_ position: Int, _ input: ForecastInput) -> DurationEstimate {
        let network = input.network
        let task = Int(network.taskAt[position])
        let state = network.flags[position]
        let certain = DurationEstimate.fixed(Double(Int(network.duration[position]) - network.restMinutes(position)))
        guard !state.isFinished, !state.isFixed, !state.isInactive, let estimate = input.estimates[task] else {
            return certain
        }
        guard let parts = network.partPositions[task] else { return estimate }
        // The longest part takes what the estimate says, the others their share of it.
        let longest = parts.map { network.planned[Int($0)] }.max() ?? 0
        return estimate.scaled(by: Double(network.planned[position]) / Double(max(1, longest)))
    }

    /// The durations of one task in a run of trials within one block, risks left out.
    func durations(_ position: Int, _ lengths: UnsafeMutablePointer<Int32>, from first: Int, count: Int) {
        let block = first >> Strata.shift
        guard !factors[position].isEmpty, !samplers[position].isFixed else {
            samplers[position].fill(lengths, streams[position].strata(of: block), from: first, count: count)
            return
        }
        let strata = streams[position].strata(of: block)
        let shared = factors[position].map { (strata: $0.stream.strata(of: block), loading: $0.loading) }
        for lane in 0..<count {
            var z = own[position] * Normal.quantile(strata.unit(first + lane))
            for factor in shared { z += factor.loading * Normal.quantile(factor.strata.unit(first + lane)) }
            let u = min(max(Normal.cumulative(z), 1e-15), 1 - 1e-15)
            lengths[lane] = Int32(samplers[position].value(u).rounded())
        }
    }

    func addRisks(_ lengths: UnsafeMutablePointer<Int32>, stride: Int, from first: Int, count: Int) {
        for risk in risks {
            for lane in 0..<count where risk.occurrence.unit(first + lane) < risk.probability {
                let added = Int32(risk.effect.value(risk.size.unit(first + lane)).rounded())
                for position in risk.positions
                where !network.flags[position].isFinished && !network.flags[position].isFixed {
                    lengths[position * stride + lane] = min(lengths[position * stride + lane] &+ added, 1 << 30)
                }
            }
        }
    }
}

extension DurationEstimate {
    func scaled(by factor: Double) -> DurationEstimate {
        switch self {
        case .fixed(let value): .fixed(value * factor)
        case .pert(let least, let likely, let most):
            .pert(least: least * factor, likely: likely * factor, most: most * factor)
        case .triangular(let least, let likely, let most):
            .triangular(least: least * factor, likely: likely * factor, most: most * factor)
        }
    }
}

extension ScheduleNetwork {
    /// Whether floors, pins and single links do not say all of it.
    fileprivate var isComputedWhole: Bool {
        if hasGroups || hasEarlyDates || direction == .fromFinish || !splits.isEmpty { return true }
        if statusDate == nil, !actuals.isEmpty { return true }
        return flags.contains { state in
            let isCapped = state.constraint == .startNoLaterThan || state.constraint == .finishNoLaterThan
            return state.isHeld || state.isFixed || state.isInactive || (isCapped && honorsLatestDates)
        } || actuals.values.contains { $0.resume != nil }
    }

    /// What binds a task beside its links, as coordinates: the earliest start, and the earliest finish or `.min`.
    fileprivate func floors() -> (start: [Int32], finish: [Int32]) {
        var starts: [Int32] = []
        var finishes: [Int32] = []
        for position in taskAt.indices {
            let state = flags[position]
            let timeline = timelines[Int(calendar[position])]
            var floor = timeline.coordinate(start)
            if let statusDate { floor = max(floor, timeline.coordinate(statusDate)) }
            if let actual = actuals[position] {
                let began = timeline.coordinate(actual.actualStart)
                floor = statusDate == nil ? began : max(floor, began)
                if state.isFinished { floor = timeline.coordinate(actual.actualFinish ?? actual.actualStart) }
            }
            if release[position] != .min { floor = max(floor, timeline.coordinate(Int(release[position]))) }
            let limit = timeline.coordinate(Int(date[position]))
            if state.constraint == .startNoEarlierThan, !state.isStarted { floor = max(floor, limit) }
            if state.constraint == .mustStartOn, !state.isStarted, !state.isFinished { floor = limit }
            starts.append(Int32(clamping: floor))
            let bindsFinish = state.constraint == .finishNoEarlierThan || state.constraint == .mustFinishOn
            finishes.append(bindsFinish ? Int32(clamping: limit) : .min)
        }
        return (starts, finishes)
    }
}
