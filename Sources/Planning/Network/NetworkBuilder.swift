// From the input to flat arrays: what is checked, how summaries dissolve into their leaves, the order of positions.

enum NetworkBuilder {
    /// The first and the last date the input names.
    static func dates(of input: NetworkInput) -> (first: Int, last: Int) {
        var first = input.start
        var last = input.start
        func note(_ date: Int?) {
            guard let date else { return }
            first = min(first, date)
            last = max(last, date)
        }
        note(input.imposedFinish)
        note(input.statusDate)
        for task in input.tasks {
            if task.constraint.kind.rawValue > 1 { note(task.constraint.date) }
            note(task.deadline)
            note(task.progress?.actualStart)
            note(task.progress?.actualFinish)
        }
        return (first, last)
    }

    static func check(_ task: NetworkTask, _ index: Int, _ input: (calendars: Int, tasks: Int, statusDate: Int?))
        throws(NetworkProblem)
    {
        guard (0...NetworkInput.longestDuration).contains(task.duration) else { throw .duration(task: index) }
        guard (0..<input.calendars).contains(task.calendar) else { throw .unknownCalendar(task: index) }
        if let parent = task.parent, !(0..<input.tasks).contains(parent) { throw .unknownParent(task: index) }
        guard let progress = task.progress else { return }
        guard (0...NetworkInput.longestDuration).contains(progress.remaining) else { throw .duration(task: index) }
        let last = progress.actualFinish ?? progress.actualStart
        guard progress.actualStart <= last, input.statusDate.map({ last <= $0 }) ?? true else {
            throw .progress(task: index)
        }
    }

    /// For each summary the tasks at the bottom that are part of it; for a task without parts, itself.
    static func leaves(of tasks: [NetworkTask]) throws(NetworkProblem) -> [[Int]] {
        var leaves: [[Int]] = Array(repeating: [], count: tasks.count)
        var isSummary = Array(repeating: false, count: tasks.count)
        for task in tasks { if let parent = task.parent { isSummary[parent] = true } }
        for index in tasks.indices {
            var steps = 0
            var next = tasks[index].parent
            while let parent = next {
                steps += 1
                if steps > deepest {
                    // Deep, or a loop: a walk as long as there are tasks ends in one if there is one.
                    var last = parent
                    for _ in tasks.indices { last = tasks[last].parent ?? last }
                    throw tasks[last].parent == nil ? .tooDeep(task: index) : .parentLoop(loop(through: last, tasks))
                }
                if !isSummary[index] { leaves[parent].append(index) }
                next = tasks[parent].parent
            }
            if !isSummary[index] { leaves[index] = [index] }
        }
        return leaves
    }

    /// Summaries within summaries.
    private static let deepest = 200

    private static func loop(through task: Int, _ tasks: [NetworkTask]) -> [Int] {
        var loop = [task]
        while let parent = tasks[loop[loop.count - 1]].parent, parent != task { loop.append(parent) }
        return TopologicalOrder.fromSmallest(loop)
    }
}

extension ScheduleNetwork {
    /// More links than this, once summaries stand for all their leaves, are refused.
    private static let mostLinks = 20_000_000

    mutating func build(_ input: NetworkInput) throws(NetworkProblem) {
        guard !input.tasks.isEmpty else { throw .noTasks }
        guard input.calendars.count <= NetworkInput.mostCalendars else { throw .tooManyCalendars }
        let size = (calendars: input.calendars.count, tasks: input.tasks.count, statusDate: input.statusDate)
        for (index, task) in input.tasks.enumerated() { try NetworkBuilder.check(task, index, size) }
        let hasSummaries = input.tasks.contains { $0.parent != nil }
        let leaves = hasSummaries ? try NetworkBuilder.leaves(of: input.tasks) : []
        let isLeaf: (Int) -> Bool = { !hasSummaries || leaves[$0].first == $0 }
        let pairs = try expandedLinks(input, hasSummaries ? leaves : nil)
        try order(input, pairs, isLeaf: isLeaf)
        for (position, task) in taskAt.enumerated() { take(input.tasks[Int(task)], at: position) }
        if hasSummaries { try takeSummaryDates(input.tasks, leaves) }
        for link in linkFrom.indices { settle(link) }
        early = Array(repeating: 0, count: taskAt.count)
        late = early
        driver = early
    }

    /// Links between leaves: a link of a summary is one of each of its leaves.
    private func expandedLinks(_ input: NetworkInput, _ leaves: [[Int]]?) throws(NetworkProblem) -> [(Int, Int, Int)] {
        var pairs: [(Int, Int, Int)] = []
        pairs.reserveCapacity(input.links.count)
        for (index, link) in input.links.enumerated() {
            guard (0..<input.tasks.count).contains(link.from), (0..<input.tasks.count).contains(link.to) else {
                throw .unknownTask(link: index)
            }
            let size =
                switch link.lag {
                case .working(let size), .elapsed(let size), .percent(let size), .elapsedPercent(let size): size
                }
            guard abs(size) <= NetworkInput.longestDuration else { throw .lag(link: index) }
            if link.from == link.to { throw .loop([link.from]) }
            guard let leaves else {
                pairs.append((link.from, link.to, index))
                continue
            }
            if leaves[link.from] == [link.from], leaves[link.to] == [link.to] {
                pairs.append((link.from, link.to, index))
                continue
            }
            guard Set(leaves[link.from]).isDisjoint(with: leaves[link.to]) else {
                throw .linkToOwnSummary(link: index)
            }
            guard pairs.count + leaves[link.from].count * leaves[link.to].count <= ScheduleNetwork.mostLinks else {
                throw .tooManyLinks
            }
            for from in leaves[link.from] { for to in leaves[link.to] { pairs.append((from, to, index)) } }
        }
        return pairs
    }

    /// Sets positions, and the links grouped by their successor's position.
    private mutating func order(_ input: NetworkInput, _ pairs: [(Int, Int, Int)], isLeaf: (Int) -> Bool)
        throws(NetworkProblem)
    {
        let count = input.tasks.count
        let from = pairs.map { Int32($0.0) }
        let to = pairs.map { Int32($0.1) }
        let successors = Adjacency(count: count, from: from, to: to)
        let predecessors = Adjacency(count: count, from: to, to: from)
        switch TopologicalOrder.of(successors: successors, predecessors: predecessors) {
        case .loop(let loop): throw .loop(loop)
        case .order(let order): taskAt = order.filter { isLeaf(Int($0)) }
        }
        positionOf = Array(repeating: -1, count: count)
        for (position, task) in taskAt.enumerated() { positionOf[Int(task)] = Int32(position) }
        let byPosition = Adjacency(
            count: taskAt.count, from: to.map { positionOf[Int($0)] }, to: pairs.indices.map { Int32($0) })
        incoming = byPosition.offsets
        linkFrom.reserveCapacity(pairs.count)
        linkTo.reserveCapacity(pairs.count)
        for pair in byPosition.targets {
            let link = input.links[pairs[Int(pair)].2]
            linkFrom.append(positionOf[Int(from[Int(pair)])])
            linkTo.append(positionOf[Int(to[Int(pair)])])
            linkIndex.append(Int32(pairs[Int(pair)].2))
            switch link.lag {
            case .working(let lag), .percent(let lag), .elapsed(let lag), .elapsedPercent(let lag):
                linkLag.append(Int32(lag))
            }
            linkFlags.append(LinkFlags(kind: link.kind, isElapsed: link.lag.isElapsed, isPercent: link.lag.isPercent))
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

    /// Takes over what the input says of one task.
    mutating func take(_ task: NetworkTask, at position: Int) {
        let isFinished = task.progress?.actualFinish != nil
        let length = isFinished ? 0 : task.progress?.remaining ?? task.duration
        duration[position] = Int32(length)
        planned[position] = Int32(task.duration)
        calendar[position] = Int16(task.calendar)
        date[position] = Int32(clamping: task.constraint.date)
        deadline[position] = task.deadline.map { Int32(clamping: $0) } ?? .max
        flags[position] = TaskFlags(
            constraint: task.constraint.kind, isStarted: task.progress != nil && !isFinished, isFinished: isFinished)
        actuals[position] = task.progress
    }

    /// A summary's earliest start holds for each of its leaves, as do its deadline and latest finish.
    private mutating func takeSummaryDates(_ tasks: [NetworkTask], _ leaves: [[Int]]) throws(NetworkProblem) {
        for (index, task) in tasks.enumerated() where positionOf[index] < 0 {
            if task.progress != nil { throw .summaryProgress(task: index) }
            var latest = task.deadline
            var earliest: Int?
            switch task.constraint.kind {
            case .asSoonAsPossible: break
            case .startNoEarlierThan:
                earliest = task.constraint.date
                summaryStarts[index] = task.constraint.date
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
        let isQuiet = ![from, to].contains { flags[$0].isStarted || flags[$0].isFinished }
        let countsThere = Int(one) == lagTimeline(link) || linkLag[link] == 0
        let isPlain = linkLag[link] == 0 || !(linkFlags[link].isElapsed || linkFlags[link].isPercent)
        linkFlags[link].isDirect = isQuiet && calendar[to] == one && countsThere && isPlain
    }
}

extension Lag {
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
