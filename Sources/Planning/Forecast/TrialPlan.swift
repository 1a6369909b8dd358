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
    let targets: [Int]
    /// The earliest coordinate without links, and the earliest finish; fixed starts and finishes.
    let floor: [Int32]
    let finishFloor: [Int32]

    init(_ input: ForecastInput) {
        network = input.network
        let network = input.network
        var tables = QuantileTables()
        var samplers: [Sampler] = []
        for position in network.taskAt.indices {
            let certain = DurationEstimate.fixed(Double(network.duration[position]))
            let estimate = network.flags[position].isFinished ? certain : input.estimates[Int(network.taskAt[position])]
            samplers.append(Sampler(estimate ?? certain, tables: &tables))
        }
        self.samplers = samplers
        streams = network.taskAt.map { RandomStream(seed: input.seed, purpose: UInt64($0)) }
        var factors: [[(stream: RandomStream, loading: Double)]] = Array(repeating: [], count: samplers.count)
        var own = Array(repeating: 1.0, count: samplers.count)
        for loading in input.loadings where network.positionOf[loading.task] >= 0 {
            let position = Int(network.positionOf[loading.task])
            let stream = RandomStream(seed: input.seed, purpose: 1 << 40 + UInt64(loading.factor))
            factors[position].append((stream, loading.loading))
            own[position] -= loading.loading * loading.loading
        }
        self.factors = factors
        self.own = own.map { max(0, $0).squareRoot() }
        risks = input.risks.enumerated().map { index, risk in
            (
                RandomStream(seed: input.seed, purpose: 2 << 40 + UInt64(index)),
                RandomStream(seed: input.seed, purpose: 3 << 40 + UInt64(index)), risk.probability,
                Sampler(risk.effect, tables: &tables),
                risk.tasks.map { Int(network.positionOf[$0]) }.filter { $0 >= 0 }
            )
        }
        targets = input.targets.map { Int(network.positionOf[$0]) }
        (floor, finishFloor) = network.floors()
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
                for position in risk.positions where !network.flags[position].isFinished {
                    lengths[position * stride + lane] = min(lengths[position * stride + lane] &+ added, 1 << 30)
                }
            }
        }
    }
}

extension ScheduleNetwork {
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
