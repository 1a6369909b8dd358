// What a network says of one task: dates, floats and the reason for its date.

/// Dates in minutes since 1970, floats in working minutes of the task's calendar.
package struct TaskDates: Hashable, Sendable {
    /// When it is planned: the early dates, or the late ones of a task that is to be as late as possible.
    package var start: Int
    package var finish: Int
    package var earlyStart: Int
    package var earlyFinish: Int
    package var lateStart: Int
    package var lateFinish: Int
    /// How long it can slip without moving the project's finish or breaking a date; negative when a date cannot be
    /// kept; nil once it is finished.
    package var totalFloat: Int?
    /// How long it can slip without moving any successor's early dates; never more than the total float, never negative.
    package var freeFloat: Int?
    /// What is left when predecessors are as late and successors as early as possible; never negative.
    package var independentFloat: Int?
    package var isCritical: Bool
    /// False for a task that is inactive: it has no dates, those here mean nothing.
    package var isScheduled = true
    package var reason: DateReason
}

/// What drives a task's early start.
package struct DateReason: Hashable, Sendable {
    package enum Driver: Hashable, Sendable {
        case projectStart, statusDate, actual, constraint, summaryConstraint
        /// Its fixed dates: it is a manual task, or one of another plan.
        case fixedDates
        /// The date on which work that rested goes on.
        case resume
        /// A link of the input.
        case link(Int)
        /// The dates of its parts.
        case parts
    }
    package var driver: Driver
    /// The driver named an instant outside working time, and the task's calendar moved the start to the next one.
    package var waitsForCalendar: Bool

    package init(driver: Driver, waitsForCalendar: Bool) {
        self.driver = driver
        self.waitsForCalendar = waitsForCalendar
    }
}

extension ScheduleNetwork {
    /// The dates of a task of the input; a summary's reach from its first part's start to its last part's finish.
    package subscript(task: Int) -> TaskDates {
        let position = Int(positionOf[task])
        return position >= 0 ? dates(at: position, plannedCoordinates()) : summaryDates(task)
    }

    /// Where each task is planned: early, or, for one that is to be as late as possible, as late as the rule lets it be.
    private func plannedCoordinates() -> [Int32] {
        guard flags.contains(where: { $0.constraint == .asLateAsPossible }) else { return early }
        return lateRule == .totalFloat || direction == .fromFinish ? plannedByTotalFloat() : plannedByFreeFloat()
    }

    /// With all its float, what follows moving along.
    private func plannedByTotalFloat() -> [Int32] {
        var planned = early
        for position in taskAt.indices {
            let state = flags[position]
            if state.isStarted || state.isFinished || state.isFixed || state.isInactive { continue }
            let asked = earliest(position, from: planned.span).coordinate
            let wanted = state.constraint == .asLateAsPossible ? max(asked, Int(late[position])) : asked
            planned[position] = Int32(clamping: wanted)
        }
        return planned
    }

    /// As late as its successors' own plans leave it.
    private func plannedByFreeFloat() -> [Int32] {
        var planned = early
        for position in taskAt.indices.reversed() {
            let state = flags[position]
            guard state.constraint == .asLateAsPossible, !state.isStarted, !state.isFinished else { continue }
            let latest = min(Int(late[position]), latest(position, before: planned.span))
            planned[position] = max(early[position], Int32(clamping: latest))
        }
        return planned
    }

    private func dates(at position: Int, _ planned: [Int32]) -> TaskDates {
        let state = flags[position]
        let lateAt = Int(late[position])
        let float = lateAt - Int(early[position])
        let plannedAt = Int(planned[position])
        let earlyStart = startInstant(position)
        let earlyFinish = finishInstant(position)
        let lateStart = startInstant(position, lateAt)
        let lateFinish = finishInstant(position, lateAt)
        // What belongs to another plan has float only by what follows it here.
        let isLoose = state.isExternal && outgoing[position].isEmpty
        let hasFloat = !state.isFinished && !state.isInactive && !isLoose
        return TaskDates(
            start: startInstant(position, plannedAt), finish: finishInstant(position, plannedAt),
            earlyStart: earlyStart, earlyFinish: earlyFinish, lateStart: lateStart, lateFinish: lateFinish,
            totalFloat: hasFloat ? float : nil, freeFloat: hasFloat ? freeFloat(position) : nil,
            independentFloat: hasFloat ? independentFloat(position) : nil,
            isCritical: hasFloat && !state.isExternal && float <= criticalFloat, isScheduled: !state.isInactive,
            reason: reason(position))
    }

    /// The dates of every task of the input, summaries included, in one walk.
    package func allDates() -> [TaskDates] {
        var dates = Array(repeating: emptySummary, count: positionOf.count)
        var hasParts = Array(repeating: false, count: positionOf.count)
        let planned = plannedCoordinates()
        for position in taskAt.indices {
            let own = self.dates(at: position, planned)
            let task = Int(taskAt[position])
            var next = task
            if positionOf[task] >= 0 {
                dates[task] = own
                next = Int(parents[task])
            }
            guard own.isScheduled else { continue }
            while next >= 0 {
                dates[next] = hasParts[next] ? dates[next].joined(with: own) : own
                if positionOf[task] >= 0 || next != task { dates[next].reason = emptySummary.reason }
                hasParts[next] = true
                next = Int(parents[next])
            }
        }
        return dates
    }

    private var emptySummary: TaskDates {
        TaskDates(
            start: start, finish: start, earlyStart: start, earlyFinish: start, lateStart: start, lateFinish: start,
            isCritical: false, isScheduled: false, reason: DateReason(driver: .parts, waitsForCalendar: false))
    }

    private func summaryDates(_ task: Int) -> TaskDates {
        var all: TaskDates?
        let planned = plannedCoordinates()
        let isDivided = partPositions[task] != nil
        for position in taskAt.indices where isPart(Int(taskAt[position]), of: task) {
            let part = dates(at: position, planned)
            if part.isScheduled { all = all?.joined(with: part) ?? part }
        }
        var result = all ?? emptySummary
        if !isDivided { result.reason = emptySummary.reason }
        return result
    }

    private func isPart(_ task: Int, of summary: Int) -> Bool {
        if task == summary { return true }
        var next = parents[task]
        while next >= 0 {
            if Int(next) == summary { return true }
            next = parents[Int(next)]
        }
        return false
    }

    /// The least that any successor's early date leaves; without successors, the way to the project's finish.
    private func freeFloat(_ position: Int) -> Int {
        max(0, min(latestForSuccessors(position), Int(late[position])) - Int(early[position]))
    }

    private func latestForSuccessors(_ position: Int) -> Int {
        let latest = latest(position, before: early.span)
        guard latest == Int.max else { return latest }
        let end = timelines[Int(calendar[position])].coordinate(imposedFinish ?? finish)
        return end - Int(duration[position])
    }

    private func independentFloat(_ position: Int) -> Int {
        let latest = min(latestForSuccessors(position), Int(late[position]))
        return max(0, latest - max(Int(early[position]), earliest(position, from: late.span).coordinate))
    }

    private func reason(_ position: Int) -> DateReason {
        let driver = driver[position]
        let timeline = timelines[Int(calendar[position])]
        var named: Int?
        let kind: DateReason.Driver
        switch driver {
        case Driver.projectStart: (kind, named) = (.projectStart, start)
        case Driver.statusDate: (kind, named) = (.statusDate, statusDate)
        case Driver.actual: kind = .actual
        case Driver.constraint: (kind, named) = (.constraint, Int(date[position]))
        case Driver.fixed: kind = .fixedDates
        case Driver.resume: (kind, named) = (.resume, actuals[position]?.resume)
        case Driver.summaryConstraint: (kind, named) = (.summaryConstraint, Int(release[position]))
        default:
            let link = Int(driver)
            kind = .link(Int(linkIndex[link]))
            let from = Int(linkFrom[link])
            named = addingLag(link, to: linkFlags[link].kind.isFromFinish ? finishInstant(from) : startInstant(from))
        }
        let waits = named.map {
            $0 > timeline.finish(timeline.coordinate($0)) && $0 < timeline.start(timeline.coordinate($0))
        }
        return DateReason(driver: kind, waitsForCalendar: waits ?? false)
    }

    /// The tasks of the input on a longest path, in order: from those that finish last, back over the links that drive.
    package func longestPath() -> [Int] {
        var isOn = Array(repeating: false, count: taskAt.count)
        for position in taskAt.indices where !flags[position].isInactive && !flags[position].isExternal {
            isOn[position] = finishInstant(position) == finish
        }
        for position in taskAt.indices.reversed() where isOn[position] {
            for link in incomingLinks(position) where isDriving(link, position) { isOn[Int(linkFrom[link])] = true }
        }
        var path = taskAt.indices.filter { isOn[$0] }.map { Int(taskAt[$0]) }
        if !partPositions.isEmpty {
            var seen: Set<Int> = []
            path = path.filter { seen.insert($0).inserted }
        }
        return path
    }
}

extension TaskDates {
    /// From the first start to the last finish of both, with the least of their floats.
    fileprivate func joined(with other: TaskDates) -> TaskDates {
        var sum = self
        sum.start = min(start, other.start)
        sum.finish = max(finish, other.finish)
        sum.earlyStart = min(earlyStart, other.earlyStart)
        sum.earlyFinish = max(earlyFinish, other.earlyFinish)
        sum.lateStart = min(lateStart, other.lateStart)
        sum.lateFinish = max(lateFinish, other.lateFinish)
        sum.totalFloat = [totalFloat, other.totalFloat].compactMap { $0 }.min()
        sum.freeFloat = [freeFloat, other.freeFloat].compactMap { $0 }.min()
        sum.independentFloat = [independentFloat, other.independentFloat].compactMap { $0 }.min()
        sum.isCritical = isCritical || other.isCritical
        // What starts first says why.
        if other.start < start { sum.reason = other.reason }
        return sum
    }
}
