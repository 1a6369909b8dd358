// A network with its dates: flat arrays in topological order, so that a pass over it is a walk through memory.

import Quantities

/// Tasks and links with early and late dates (the critical path method with generalised links, constraints, calendars).
///
/// Every task is placed on its own calendar by a *coordinate* (``WorkingTimeline``); a link between tasks of one calendar
/// adds whole numbers, any other goes over real instants. A value: a copy is a what-if.
package struct ScheduleNetwork: Sendable {
    // By position in topological order. Summary tasks have no position; their figures come from their leaves.
    var taskAt: [Int32] = []
    var duration: [Int32] = []
    /// The whole duration, of which ``duration`` is what remains; percentages are of it.
    var planned: [Int32] = []
    var calendar: [Int16] = []
    var flags: [TaskFlags] = []
    var date: [Int32] = []
    var deadline: [Int32] = []
    var release: [Int32] = []
    /// Only what began is here.
    var actuals: [Int: TaskProgress] = [:]

    // Links, grouped by their successor's position.
    var linkFrom: [Int32] = []
    var linkTo: [Int32] = []
    var linkFlags: [LinkFlags] = []
    var linkLag: [Int32] = []
    /// Which link of the input this is (a link of a summary stands for several).
    var linkIndex: [Int32] = []
    var incoming: [Int32] = []
    var outgoing = Adjacency(count: 0, from: [], to: [])

    // Results.
    var early: [Int32] = []
    var late: [Int32] = []
    var driver: [Int32] = []
    /// When the last task finishes, in minutes since 1970.
    package internal(set) var finish = 0 {
        didSet { finishAt = timelines.map { $0.coordinate(imposedFinish ?? finish) } }
    }
    /// By calendar: the coordinates of the project's start, of the status date, and of the finish late dates count from.
    var startAt: [Int] = []
    var statusAt: [Int] = []
    private(set) var finishAt: [Int] = []

    var positionOf: [Int32] = []
    let calendars: [WorkingCalendar]
    let zone: ZoneRules
    /// The laid-out calendars, and one more that never rests.
    var timelines: [WorkingTimeline] = []
    package let start: Int
    let imposedFinish: Int?
    let statusDate: Int?
    let lagCalendar: LagCalendar
    let progressRule: ProgressRule
    let criticalFloat: Int
    let parents: [Int32]
    /// The earliest starts that summaries impose on their parts.
    var summaryStarts: [Int: Int] = [:]

    /// Builds and computes the network.
    ///
    /// - Throws: `NetworkProblem`.
    package init(_ input: NetworkInput) throws(NetworkProblem) {
        calendars = input.calendars
        zone = input.zone
        start = input.start
        imposedFinish = input.imposedFinish
        statusDate = input.statusDate
        lagCalendar = input.lagCalendar
        progressRule = input.progressRule
        criticalFloat = input.criticalFloat
        parents = input.tasks.map { Int32($0.parent ?? -1) }
        try build(input)
        try layOutAndCompute(firstDates: NetworkBuilder.dates(of: input))
        try refuseContradictions()
    }

    package var taskCount: Int { positionOf.count }

    /// Sets the early coordinate and what drives it, from those of the predecessors.
    mutating func placeEarly(_ position: Int) {
        let placed = earliest(position, from: early.span)
        early[position] = Int32(clamping: placed.coordinate)
        driver[position] = placed.driver
        flags[position].isAtEnd = placed.isAtEnd && duration[position] == 0
    }

    /// The earliest coordinate that everything before this task allows.
    ///
    /// - Parameter dates: the predecessors' coordinates, early or (for independent float) late.
    func earliest(_ position: Int, from dates: Span<Int32>) -> (coordinate: Int, driver: Int32, isAtEnd: Bool) {
        let state = flags[position]
        let timeline = Int(calendar[position])
        if state.isFinished, let actual = actuals[position] {
            return (timelines[timeline].coordinate(actual.actualFinish ?? actual.actualStart), Driver.actual, true)
        }
        let length = Int(duration[position])
        var best = startAt[timeline]
        var driver = Driver.projectStart
        var isAtEnd = false
        if statusAt[timeline] > best { (best, driver) = (statusAt[timeline], Driver.statusDate) }
        if state.isStarted, let actual = actuals[position] {
            let began = timelines[timeline].coordinate(actual.actualStart)
            if statusDate == nil || began > best { (best, driver) = (began, Driver.actual) }
        }
        if release[position] != .min {
            let bound = timelines[timeline].coordinate(Int(release[position]))
            if bound > best { (best, driver) = (bound, Driver.summaryConstraint) }
        }
        if !(state.isStarted && progressRule == .progressOverride) {
            for link in Int(incoming[position])..<Int(incoming[position + 1]) {
                let kind = linkFlags[link]
                if state.isStarted, kind.kind == .startToStart { continue }
                let bound = forwardBound(link, length, from: dates)
                if bound.coordinate > best {
                    (best, driver, isAtEnd) = (bound.coordinate, Int32(link), bound.isAtEnd)
                } else if bound.coordinate == best {
                    if driver < 0, driver != Driver.actual { driver = Int32(link) }
                    isAtEnd = isAtEnd && bound.isAtEnd
                }
            }
        }
        if state.isPlain { return (best, driver, isAtEnd) }
        let limit = timelines[timeline].coordinate(Int(date[position]))
        switch state.constraint {
        case .asSoonAsPossible, .asLateAsPossible, .startNoLaterThan, .finishNoLaterThan: break
        case .startNoEarlierThan, .finishNoEarlierThan:
            let bound = state.constraint == .finishNoEarlierThan ? limit - length : limit
            if state.isStarted, state.constraint == .startNoEarlierThan { break }
            if bound > best {
                (best, driver) = (bound, Driver.constraint)
                isAtEnd = timelines[timeline].finish(limit) == Int(date[position])
            }
        case .mustStartOn, .mustFinishOn:
            if state.isStarted, state.constraint == .mustStartOn { break }
            best = state.constraint == .mustFinishOn ? limit - length : limit
            driver = Driver.constraint
            isAtEnd = timelines[timeline].finish(limit) == Int(date[position])
        }
        return (best, driver, isAtEnd)
    }

    /// The earliest coordinate of the successor that this link allows, and whether the instant it names is the end of a
    /// working stretch (a milestone after a finish at 17:00 stays at 17:00).
    func forwardBound(_ link: Int, _ length: Int, from dates: Span<Int32>) -> (coordinate: Int, isAtEnd: Bool) {
        let kind = linkFlags[link]
        let from = Int(linkFrom[link])
        let begin = Int(dates[from])
        if kind.isDirect {
            let lag = Int(linkLag[link])
            let coordinate = begin + (kind.kind.isFromFinish ? Int(duration[from]) : 0) + lag
            let isAtEnd =
                lag == 0 ? (duration[from] == 0 ? flags[from].isAtEnd : kind.kind.isFromFinish) : lag > 0
            return (kind.kind.isToFinish ? coordinate - length : coordinate, isAtEnd)
        }
        let instant = addingLag(
            link, to: kind.kind.isFromFinish ? finishInstant(from, begin) : startInstant(from, begin))
        let timeline = Int(calendar[Int(linkTo[link])])
        let coordinate = timelines[timeline].coordinate(instant)
        let isAtEnd = timelines[timeline].finish(coordinate) == instant
        return (kind.kind.isToFinish ? coordinate - length : coordinate, isAtEnd)
    }

    /// Sets the late coordinate, from those of the successors.
    mutating func placeLate(_ position: Int) {
        late[position] = Int32(clamping: latest(position))
    }

    private func latest(_ position: Int) -> Int {
        let own = ownLatest(position)
        if own.isFixed { return own.coordinate }
        var best = own.coordinate
        for index in Int(outgoing.offsets[position])..<Int(outgoing.offsets[position + 1]) {
            let link = Int(outgoing.targets[index])
            if let bound = backwardBound(link, late[Int(linkTo[link])]) { best = min(best, bound) }
        }
        return best
    }

    /// The latest coordinate by the project's finish and the task's own dates, and whether nothing else can change it.
    func ownLatest(_ position: Int) -> (coordinate: Int, isFixed: Bool) {
        let state = flags[position]
        if state.isFinished { return (Int(early[position]), true) }
        let length = Int(duration[position])
        let timeline = Int(calendar[position])
        var best = finishAt[timeline] - length
        if deadline[position] != .max {
            best = min(best, timelines[timeline].coordinate(Int(deadline[position])) - length)
        }
        if state.isPlain { return (best, false) }
        let limit = timelines[timeline].coordinate(Int(date[position]))
        switch state.constraint {
        case .mustStartOn where !state.isStarted: return (limit, true)
        case .mustFinishOn: return (limit - length, true)
        case .finishNoLaterThan: best = min(best, limit - length)
        case .startNoLaterThan where !state.isStarted: best = min(best, limit)
        default: break
        }
        return (best, false)
    }

    /// The latest coordinate of the predecessor with which the successor can still be at this coordinate; nil when the
    /// link no longer binds, because an end of it has happened.
    ///
    /// It is the exact inverse of ``forwardBound(_:_:from:)``: one minute later would push the successor.
    func backwardBound(_ link: Int, _ target: Int32) -> Int? {
        let kind = linkFlags[link]
        let from = Int(linkFrom[link])
        let to = Int(linkTo[link])
        let length = Int(duration[from])
        if kind.isDirect {
            let limit = Int(target) + (kind.kind.isToFinish ? Int(duration[to]) : 0) - Int(linkLag[link])
            return kind.kind.isFromFinish ? limit - length : limit
        }
        let before = flags[from]
        let after = flags[to]
        if after.isFinished || (before.isStarted && !kind.kind.isFromFinish) { return nil }
        if after.isStarted, kind.kind == .startToStart || progressRule == .progressOverride { return nil }
        let coordinate = Int(target) + (kind.kind.isToFinish ? Int(duration[to]) : 0)
        let limit = subtractingLag(link, from: timelines[Int(calendar[to])].start(coordinate))
        let timeline = Int(calendar[from])
        if kind.kind.isFromFinish { return timelines[timeline].coordinate(limit) - length }
        // A milestone may stand at the end of a stretch; work that takes time cannot begin there.
        return length == 0
            ? timelines[timeline].coordinate(limit) : timelines[timeline].lastStart(notAfter: limit)
    }
}

/// What drives an early date: a link (its number, from 0), or one of these.
enum Driver {
    static let projectStart: Int32 = -1
    static let statusDate: Int32 = -2
    static let actual: Int32 = -3
    static let constraint: Int32 = -4
    static let summaryConstraint: Int32 = -5
}

func floorDivide(_ number: Int, _ by: Int) -> Int {
    number >= 0 ? number / by : -((by - 1 - number) / by)
}
