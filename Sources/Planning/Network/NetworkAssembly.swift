// From the input to flat arrays: links between leaves, the order of positions, what each position takes over.

/// A link between two leaves; a link of a summary stands for several.
private struct LeafLink {
    var from: Int32
    var to: Int32
    /// Of the input.
    var link: Int32
    /// Of those that stand for one link, the first start or the last finish counts.
    var isTogether: Bool
}

extension ScheduleNetwork {
    /// More links than this, once summaries stand for all their leaves, are refused.
    private static let mostLinks = 20_000_000

    mutating func build(_ input: NetworkInput) throws(NetworkProblem) {
        guard !input.tasks.isEmpty else { throw .noTasks }
        guard input.calendars.count <= NetworkInput.mostCalendars else { throw .tooManyCalendars }
        guard input.direction == .fromStart || input.imposedFinish != nil else { throw .noFinish }
        for index in input.tasks.indices {
            try NetworkBuilder.check(
                input.tasks[index], index, calendars: input.calendars.count, tasks: input.tasks.count)
        }
        var divided = DividedTasks(input.tasks)
        let hasSummaries = divided.hasSummaries
        let leaves = hasSummaries ? try NetworkBuilder.leaves(of: divided.tasks) : []
        divided.spreadInactivity()
        let links = try leafLinks(input, hasSummaries ? leaves : nil, divided.isInactive)
        try order(input, divided, links, isLeaf: { !hasSummaries || leaves[$0].first == $0 })
        if hasSummaries { findGroups() }
        for position in taskAt.indices { take(divided.tasks[Int(taskAt[position])], at: position) }
        if !divided.isInactive.isEmpty {
            for (position, task) in taskAt.enumerated() { flags[position].isInactive = divided.isInactive[Int(task)] }
        }
        if hasSummaries { try takeSummaryDates(divided, leaves) }
        for link in linkFrom.indices { settle(link) }
        early = Array(repeating: 0, count: taskAt.count)
        late = early
        driver = early
        partPositions = divided.parts.mapValues { $0.map { positionOf[$0] } }
        guard !divided.parts.isEmpty else { return }
        taskAt = taskAt.map { Int32(divided.owner(Int($0))) }
        positionOf.removeLast(positionOf.count - input.tasks.count)
    }

    /// Links between leaves that are active: a link of a summary is one of each of its leaves.
    private func leafLinks(_ input: NetworkInput, _ leaves: [[Int]]?, _ isInactive: [Bool]) throws(NetworkProblem)
        -> [LeafLink]
    {
        var found: [LeafLink] = []
        found.reserveCapacity(input.links.count)
        func active(_ leaves: [Int]) -> [Int] { isInactive.isEmpty ? leaves : leaves.filter { !isInactive[$0] } }
        for (index, link) in input.links.enumerated() {
            guard (0..<input.tasks.count).contains(link.from), (0..<input.tasks.count).contains(link.to) else {
                throw .unknownTask(link: index)
            }
            guard abs(link.lag.size) <= NetworkInput.longestDuration else { throw .lag(link: index) }
            if link.from == link.to { throw .loop([link.from]) }
            let isSimple = leaves.map { $0[link.from] == [link.from] && $0[link.to] == [link.to] } ?? true
            if isSimple {
                guard isInactive.isEmpty || !(isInactive[link.from] || isInactive[link.to]) else { continue }
                found.append(
                    LeafLink(from: Int32(link.from), to: Int32(link.to), link: Int32(index), isTogether: false))
                continue
            }
            guard let leaves, Set(leaves[link.from]).isDisjoint(with: leaves[link.to]) else {
                throw .linkToOwnSummary(link: index)
            }
            let (from, to) = (active(leaves[link.from]), active(leaves[link.to]))
            guard found.count + from.count * to.count <= ScheduleNetwork.mostLinks else { throw .tooManyLinks }
            let isTogether = (!link.kind.isFromFinish && from.count > 1) || (link.kind.isToFinish && to.count > 1)
            for one in from {
                for other in to {
                    found.append(
                        LeafLink(from: Int32(one), to: Int32(other), link: Int32(index), isTogether: isTogether))
                }
            }
        }
        return found
    }

    /// Sets positions, and the links grouped by their successor's position.
    private mutating func order(
        _ input: NetworkInput, _ divided: DividedTasks, _ links: [LeafLink], isLeaf: (Int) -> Bool
    ) throws(NetworkProblem) {
        let count = divided.tasks.count
        let from = links.map(\.from)
        let to = links.map(\.to)
        let successors = Adjacency(count: count, from: from, to: to)
        let predecessors = Adjacency(count: count, from: to, to: from)
        switch TopologicalOrder.of(successors: successors, predecessors: predecessors) {
        case .loop(let loop): throw .loop(loop.map { divided.owner($0) })
        case .order(let order): taskAt = order.filter { isLeaf(Int($0)) }
        }
        positionOf = Array(repeating: -1, count: count)
        for (position, task) in taskAt.enumerated() { positionOf[Int(task)] = Int32(position) }
        let byPosition = Adjacency(
            count: taskAt.count, from: to.map { positionOf[Int($0)] }, to: links.indices.map { Int32($0) })
        incoming = byPosition.offsets
        linkFrom.reserveCapacity(links.count)
        linkTo.reserveCapacity(links.count)
        for index in byPosition.targets {
            let own = links[Int(index)]
            let link = input.links[Int(own.link)]
            linkFrom.append(positionOf[Int(own.from)])
            linkTo.append(positionOf[Int(own.to)])
            linkIndex.append(own.link)
            linkLag.append(Int32(link.lag.size))
            linkFlags.append(
                LinkFlags(
                    kind: link.kind, isElapsed: link.lag.isElapsed, isPercent: link.lag.isPercent,
                    isTogether: own.isTogether))
        }
        outgoing = Adjacency(count: taskAt.count, from: linkFrom, to: linkFrom.indices.map { Int32($0) })
        let none = Array(repeating: Int32(0), count: taskAt.count)
        (duration, planned, date) = (none, none, none)
        calendar = Array(repeating: 0, count: taskAt.count)
        deadline = Array(repeating: .max, count: taskAt.count)
        release = Array(repeating: .min, count: taskAt.count)
        flags = Array(
            repeating: TaskFlags(constraint: .asSoonAsPossible, isStarted: false, isFinished: false),
            count: taskAt.count)
    }

    /// Takes over what the input says of one task, or of one part of it.
    mutating func take(_ task: NetworkTask, at position: Int) {
        let isFinished = task.progress?.actualFinish != nil
        var state = TaskFlags(
            constraint: task.constraint.kind, isStarted: task.progress != nil && !isFinished, isFinished: isFinished)
        state.isInactive = flags[position].isInactive
        if hasGroups {
            state.isHeld = incomingLinks(position).contains { linkFlags[$0].isTogether }
            state.leadsTogether = outgoing[position].contains { linkFlags[Int($0)].isTogether }
        }
        duration[position] = Int32(task.duration)
        planned[position] = Int32(task.duration)
        calendar[position] = Int16(task.calendar)
        date[position] = Int32(clamping: task.constraint.date)
        deadline[position] = task.deadline.map { Int32(clamping: $0) } ?? .max
        flags[position] = state
        if keepsRare {
            splits[position] = nil
            delays[position] = nil
            fixed[position] = nil
            doneSpans[position] = nil
            actuals[position] = nil
        }
        if task.isUsual {
            if task.constraint.kind.places, task.constraint.date < start { hasEarlyDates = true }
        } else {
            takeRare(task, at: position)
        }
    }

    /// Takes over what few tasks have: progress, a mode, rests, delays, a share of their own.
    private mutating func takeRare(_ task: NetworkTask, at position: Int) {
        keepsRare = true
        let own = task.assignments.first
        let work = own?.duration ?? task.duration
        let isFinished = task.progress?.actualFinish != nil
        var rest = work
        if let progress = task.progress {
            rest = own == nil ? progress.remaining : work * progress.remaining / max(1, task.duration)
        }
        let done = max(0, work - rest)
        // A rest that the date says on which the work goes on is not counted again.
        let pauses = task.splits.filter { $0.after < work && !($0.after == done && task.progress?.resume != nil) }
        let rests = pauses.reduce(0) { $0 + $1.pause }
        let restsBefore = pauses.reduce(0) { $1.after < done ? $0 + $1.pause : $0 }
        duration[position] = Int32(clamping: isFinished ? 0 : rest + rests - restsBefore)
        planned[position] = Int32(work)
        if let own { calendar[position] = Int16(own.calendar) }
        actuals[position] = task.progress
        if task.progress != nil, !isFinished { doneSpans[position] = done + restsBefore }
        if !pauses.isEmpty { splits[position] = pauses }
        let delay = StartDelay(elapsed: task.levellingDelay, working: own?.delay ?? 0)
        if delay != .none {
            delays[position] = delay
            flags[position].isHeld = true
        }
        if task.progress == nil, let dates = task.mode.fixedDates {
            fixed[position] = dates
            flags[position].isFixed = true
        }
        if case .external = task.mode { flags[position].isExternal = true }
        let placed = task.constraint.kind.places ? task.constraint.date : start
        let began = task.progress?.actualStart ?? task.mode.fixedDates?.start ?? start
        if min(placed, began) < start { hasEarlyDates = true }
    }

    func incomingLinks(_ position: Int) -> Range<Int> { Int(incoming[position])..<Int(incoming[position + 1]) }

    /// A summary's earliest start holds for each of its leaves, as do its deadline and latest finish.
    private mutating func takeSummaryDates(_ divided: DividedTasks, _ leaves: [[Int]]) throws(NetworkProblem) {
        for (index, task) in divided.tasks.enumerated() where positionOf[index] < 0 && divided.parts[index] == nil {
            if task.progress != nil { throw .summaryProgress(task: index) }
            guard task.mode.fixedDates == nil, task.splits.isEmpty, task.assignments.isEmpty else {
                throw .summaryConstraint(task: index)
            }
            var latest = task.deadline
            var earliest: Int?
            switch task.constraint.kind {
            case .asSoonAsPossible: break
            case .startNoEarlierThan:
                earliest = task.constraint.date
                if task.constraint.date < start { hasEarlyDates = true }
            case .finishNoLaterThan: latest = min(latest ?? Int.max, task.constraint.date)
            default: throw .summaryConstraint(task: index)
            }
            for leaf in leaves[index] {
                let position = Int(positionOf[leaf])
                if let latest { deadline[position] = min(deadline[position], Int32(clamping: latest)) }
                if let earliest { release[position] = max(release[position], Int32(clamping: earliest)) }
            }
        }
    }

    /// Whether this link's bound is a sum on one calendar.
    mutating func settle(_ link: Int) {
        let from = Int(linkFrom[link])
        let to = Int(linkTo[link])
        let one = calendar[from]
        let isQuiet = ![from, to].contains { flags[$0].isStarted || flags[$0].isFinished || flags[$0].isFixed }
        let countsThere = Int(one) == lagTimeline(link) || linkLag[link] == 0
        let isPlain = linkLag[link] == 0 || !(linkFlags[link].isElapsed || linkFlags[link].isPercent)
        linkFlags[link].isDirect =
            isQuiet && calendar[to] == one && countsThere && isPlain && delays[to] == nil
    }
}

extension Lag {
    /// Minutes or per cent.
    var size: Int {
        switch self {
        case .working(let size), .elapsed(let size), .percent(let size), .elapsedPercent(let size): size
        }
    }
    var isElapsed: Bool {
        switch self {
        case .elapsed, .elapsedPercent: true
        case .working, .percent: false
        }
    }
    var isPercent: Bool {
        switch self {
        case .percent, .elapsedPercent: true
        case .working, .elapsed: false
        }
    }
}
