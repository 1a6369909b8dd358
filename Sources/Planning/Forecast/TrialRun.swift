// A block of trials at once: for each task a run of durations and dates, so that the inner loops are plain sums.

/// The working memory of one thread, and one run of trials in it.
final class TrialRun {
    private let plan: TrialPlan
    private var network: ScheduleNetwork
    private let lanes = TrialPlan.lanes
    let lengths: UnsafeMutablePointer<Int32>
    let starts: UnsafeMutablePointer<Int32>
    let lates: UnsafeMutablePointer<Int32>
    /// By lane: the finish instant, and the duration in working minutes of the project's calendar.
    private(set) var finish = Array(repeating: Int32(0), count: TrialPlan.lanes)
    private(set) var duration = Array(repeating: 0.0, count: TrialPlan.lanes)
    /// By target and lane, for trials that are computed whole.
    private var targetFinishes: [[Int]]

    init(_ plan: TrialPlan) {
        self.plan = plan
        network = plan.network
        targetFinishes = plan.targets.map { _ in Array(repeating: 0, count: TrialPlan.lanes) }
        let size = max(1, plan.samplers.count * TrialPlan.lanes)
        lengths = .allocate(capacity: size)
        starts = .allocate(capacity: size)
        lates = .allocate(capacity: size)
    }

    deinit {
        lengths.deallocate()
        starts.deallocate()
        lates.deallocate()
    }

    /// Draws, places early and late, for `count` trials from this one on.
    func run(from first: Int, count: Int) {
        let positions = plan.samplers.indices
        for position in positions { plan.durations(position, lengths + position * lanes, from: first, count: count) }
        plan.addRisks(lengths, stride: lanes, from: first, count: count)
        if plan.isComputedWhole {
            for lane in 0..<count { computeWhole(lane) }
            return
        }
        for position in positions { forward(position, count) }
        measure(count)
        backward(count)
    }

    /// One trial as the plan itself is computed, with the durations drawn.
    private func computeWhole(_ lane: Int) {
        for position in plan.samplers.indices where !network.flags[position].isFixed {
            let length = lengths[position * lanes + lane]
            network.duration[position] = length + (plan.rests[position] ?? 0)
            let state = network.flags[position]
            // Of work that began only what remains is drawn; a percentage is of the whole.
            if !state.isStarted, !state.isFinished { network.planned[position] = length }
        }
        network.forwardPass()
        network.backwardPass(isByLinks: true)
        for position in plan.samplers.indices {
            starts[position * lanes + lane] = network.early[position]
            lates[position * lanes + lane] = network.late[position]
        }
        finish[lane] = Int32(clamping: network.finish)
        duration[lane] = Double(
            network.timelines[0].coordinate(network.finish) - network.timelines[0].coordinate(network.start))
        for (target, positions) in plan.targets.enumerated() {
            targetFinishes[target][lane] = positions.map { network.finishInstant($0) }.max() ?? network.start
        }
    }

    private func forward(_ position: Int, _ count: Int) {
        let own = starts + position * lanes
        let length = lengths + position * lanes
        let floor = plan.floor[position]
        for lane in 0..<count { own[lane] = floor }
        let state = network.flags[position]
        if state.isFinished { return }
        let finishFloor = plan.finishFloor[position]
        if finishFloor != .min { for lane in 0..<count { own[lane] = max(own[lane], finishFloor - length[lane]) } }
        if state.constraint == .mustFinishOn {
            for lane in 0..<count { own[lane] = finishFloor - length[lane] }
            return
        }
        if state.constraint == .mustStartOn, !state.isStarted { return }
        if state.isStarted, network.progressRule == .progressOverride { return }
        for link in Int(network.incoming[position])..<Int(network.incoming[position + 1]) {
            let kind = network.linkFlags[link]
            if state.isStarted, kind.kind == .startToStart { continue }
            let from = Int(network.linkFrom[link])
            let before = starts + from * lanes
            let beforeLength = lengths + from * lanes
            guard kind.isDirect else {
                for lane in 0..<count {
                    own[lane] = max(own[lane], bound(link, before[lane], beforeLength[lane], length[lane]))
                }
                continue
            }
            let lag = network.linkLag[link]
            switch kind.kind {
            case .finishToStart:
                for lane in 0..<count { own[lane] = max(own[lane], before[lane] &+ beforeLength[lane] &+ lag) }
            case .startToStart: for lane in 0..<count { own[lane] = max(own[lane], before[lane] &+ lag) }
            case .finishToFinish:
                for lane in 0..<count {
                    own[lane] = max(own[lane], before[lane] &+ beforeLength[lane] &+ lag &- length[lane])
                }
            case .startToFinish:
                for lane in 0..<count { own[lane] = max(own[lane], before[lane] &+ lag &- length[lane]) }
            }
        }
    }

    /// A link over real instants, as ``ScheduleNetwork/forwardBound(_:_:from:)`` has it for the planned durations.
    private func bound(_ link: Int, _ start: Int32, _ beforeLength: Int32, _ length: Int32) -> Int32 {
        let kind = network.linkFlags[link].kind
        let from = Int(network.linkFrom[link])
        let instant =
            kind.isFromFinish ? finishInstant(from, start, beforeLength) : startInstant(from, start, beforeLength)
        let lag = lag(link, beforeLength)
        let timeline = network.timelines[Int(network.calendar[Int(network.linkTo[link])])]
        let coordinate = timeline.coordinate(network.addingLag(link, minutes: lag, to: instant))
        return Int32(clamping: kind.isToFinish ? coordinate - Int(length) : coordinate)
    }

    private func lag(_ link: Int, _ beforeLength: Int32) -> Int {
        let lag = Int(network.linkLag[link])
        guard network.linkFlags[link].isPercent else { return lag }
        let from = Int(network.linkFrom[link])
        let state = network.flags[from]
        // Of work that began only what remains is drawn; a percentage is of the whole.
        let whole = state.isStarted || state.isFinished ? network.planned[from] : beforeLength
        return floorDivide(lag * Int(whole) + 50, 100)
    }

    private func startInstant(_ position: Int, _ coordinate: Int32, _ length: Int32) -> Int {
        if let actual = network.actuals[position] { return actual.actualStart }
        let timeline = network.timelines[Int(network.calendar[position])]
        return length == 0 && network.flags[position].isAtEnd
            ? timeline.finish(Int(coordinate)) : timeline.start(Int(coordinate))
    }

    private func finishInstant(_ position: Int, _ coordinate: Int32, _ length: Int32) -> Int {
        if network.flags[position].isFinished, let actual = network.actuals[position] {
            return actual.actualFinish ?? actual.actualStart
        }
        let timeline = network.timelines[Int(network.calendar[position])]
        return length == 0 && !network.flags[position].isAtEnd
            ? timeline.start(Int(coordinate)) : timeline.finish(Int(coordinate) + Int(length))
    }

    /// Each trial's finish, and how long it took.
    private func measure(_ count: Int) {
        for lane in 0..<count { finish[lane] = Int32(clamping: network.start) }
        // Per calendar the last coordinate is enough: instants only of the winners.
        for calendar in network.timelines.indices.dropLast() {
            var last = Array(repeating: Int32.min, count: lanes)
            for position in plan.samplers.indices where Int(network.calendar[position]) == calendar {
                if network.flags[position].isFinished || network.duration[position] == 0 { continue }
                for lane in 0..<count {
                    last[lane] = max(last[lane], starts[position * lanes + lane] &+ lengths[position * lanes + lane])
                }
            }
            let timeline = network.timelines[calendar]
            for lane in 0..<count where last[lane] != .min {
                finish[lane] = max(finish[lane], Int32(clamping: timeline.finish(Int(last[lane]))))
            }
        }
        for position in plan.samplers.indices
        where network.flags[position].isFinished || network.duration[position] == 0 {
            for lane in 0..<count {
                let instant = finishInstant(
                    position, starts[position * lanes + lane], lengths[position * lanes + lane])
                finish[lane] = max(finish[lane], Int32(clamping: instant))
            }
        }
        let timeline = network.timelines[0]
        let beginning = timeline.coordinate(network.start)
        for lane in 0..<count { duration[lane] = Double(timeline.coordinate(Int(finish[lane])) - beginning) }
    }

    /// The instant at which a target finishes in a trial.
    func finishInstant(target: Int, lane: Int) -> Int {
        if plan.isComputedWhole { return targetFinishes[target][lane] }
        return plan.targets[target].map {
            finishInstant($0, starts[$0 * lanes + lane], lengths[$0 * lanes + lane])
        }.max() ?? network.start
    }

    /// Late coordinates against each trial's own finish, by links alone. A trial that runs past the laid-out years may wrap
    /// here; it is refused as a whole.
    private func backward(_ count: Int) {
        let limits = network.timelines.map { timeline in
            (0..<count).map { Int32(clamping: timeline.coordinate(Int(finish[$0]))) }
        }
        for position in plan.samplers.indices.reversed() {
            let own = lates + position * lanes
            let length = lengths + position * lanes
            let limit = limits[Int(network.calendar[position])]
            for lane in 0..<count { own[lane] = limit[lane] &- length[lane] }
            for index in Int(network.outgoing.offsets[position])..<Int(network.outgoing.offsets[position + 1]) {
                let link = Int(network.outgoing.targets[index])
                let to = Int(network.linkTo[link])
                let after = lates + to * lanes
                let afterLength = lengths + to * lanes
                let kind = network.linkFlags[link]
                guard kind.isDirect else {
                    for lane in 0..<count {
                        let bound = latest(link, after[lane], afterLength[lane], length[lane])
                        own[lane] = min(own[lane], bound)
                    }
                    continue
                }
                let lag = network.linkLag[link]
                switch kind.kind {
                case .finishToStart:
                    for lane in 0..<count { own[lane] = min(own[lane], after[lane] &- lag &- length[lane]) }
                case .startToStart: for lane in 0..<count { own[lane] = min(own[lane], after[lane] &- lag) }
                case .finishToFinish:
                    for lane in 0..<count {
                        own[lane] = min(own[lane], after[lane] &+ afterLength[lane] &- lag &- length[lane])
                    }
                case .startToFinish:
                    for lane in 0..<count { own[lane] = min(own[lane], after[lane] &+ afterLength[lane] &- lag) }
                }
            }
        }
    }

    private func latest(_ link: Int, _ target: Int32, _ afterLength: Int32, _ length: Int32) -> Int32 {
        let kind = network.linkFlags[link].kind
        let from = Int(network.linkFrom[link])
        let to = Int(network.linkTo[link])
        let after = network.flags[to]
        if after.isFinished || (network.flags[from].isStarted && !kind.isFromFinish) { return .max }
        if after.isStarted, kind == .startToStart || network.progressRule == .progressOverride { return .max }
        let there = network.timelines[Int(network.calendar[to])]
        let here = network.timelines[Int(network.calendar[from])]
        let coordinate = Int(target) + (kind.isToFinish ? Int(afterLength) : 0)
        let limit = network.subtractingLag(link, minutes: lag(link, length), from: there.start(coordinate))
        if kind.isFromFinish { return Int32(clamping: here.coordinate(limit) - Int(length)) }
        return Int32(clamping: length == 0 ? here.coordinate(limit) : here.lastStart(notAfter: limit))
    }
}
