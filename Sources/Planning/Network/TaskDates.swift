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
    /// How long it can slip without moving any successor's early dates; never more than the total float.
    package var freeFloat: Int?
    /// What is left when predecessors are as late and successors as early as possible; never negative.
    package var independentFloat: Int?
    package var isCritical: Bool
    package var reason: DateReason
}

/// What drives a task's early start.
package struct DateReason: Hashable, Sendable {
    package enum Driver: Hashable, Sendable {
        case projectStart, statusDate, actual, constraint, summaryConstraint
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

    /// Where each task is planned: early, or, for one that is to be as late as possible, as late as its successors' own
    /// plans leave it.
    private func plannedCoordinates() -> [Int32] {
        guard flags.contains(where: { $0.constraint == .asLateAsPossible }) else { return early }
        var planned = early
        for position in taskAt.indices.reversed() {
            let state = flags[position]
            guard state.constraint == .asLateAsPossible, !state.isStarted, !state.isFinished else { continue }
            var latest = Int(late[position])
            for index in Int(outgoing.offsets[position])..<Int(outgoing.offsets[position + 1]) {
                let link = Int(outgoing.targets[index])
                if let bound = backwardBound(link, planned[Int(linkTo[link])]) { latest = min(latest, bound) }
            }
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
        let critical = !state.isFinished && float <= criticalFloat
        return TaskDates(
            start: startInstant(position, plannedAt), finish: finishInstant(position, plannedAt),
            earlyStart: earlyStart, earlyFinish: earlyFinish, lateStart: lateStart, lateFinish: lateFinish,
            totalFloat: state.isFinished ? nil : float, freeFloat: state.isFinished ? nil : freeFloat(position),
            independentFloat: state.isFinished ? nil : independentFloat(position), isCritical: critical,
            reason: reason(position))
    }

    /// The dates of every task of the input, summaries included, in one walk.
    package func allDates() -> [TaskDates] {
        var dates = Array(repeating: emptySummary, count: positionOf.count)
        var hasParts = Array(repeating: false, count: positionOf.count)
        let planned = plannedCoordinates()
        for position in taskAt.indices {
            let own = self.dates(at: position, planned)
            dates[Int(taskAt[position])] = own
            var next = Int(parents[Int(taskAt[position])])
            while next >= 0 {
                dates[next] = hasParts[next] ? dates[next].joined(with: own) : own
                dates[next].reason = emptySummary.reason
                hasParts[next] = true
                next = Int(parents[next])
            }
        }
        return dates
    }

    private var emptySummary: TaskDates {
        TaskDates(
            start: start, finish: start, earlyStart: start, earlyFinish: start, lateStart: start, lateFinish: start,
            isCritical: false, reason: DateReason(driver: .parts, waitsForCalendar: false))
    }

    private func summaryDates(_ task: Int) -> TaskDates {
        var all: TaskDates?
        let planned = plannedCoordinates()
        for position in taskAt.indices where isPart(Int(taskAt[position]), of: task) {
            let part = dates(at: position, planned)
            all = all?.joined(with: part) ?? part
        }
        var result = all ?? emptySummary
        result.reason = emptySummary.reason
        return result
    }

    private func isPart(_ task: Int, of summary: Int) -> Bool {
        var next = parents[task]
        while next >= 0 {
            if Int(next) == summary { return true }
            next = parents[Int(next)]
        }
        return false
    }

    /// The least that any successor's early date leaves; without successors, the way to the project's finish.
    private func freeFloat(_ position: Int) -> Int {
        min(latestForSuccessors(position), Int(late[position])) - Int(early[position])
    }

    private func latestForSuccessors(_ position: Int) -> Int {
        var latest = Int.max
        for index in Int(outgoing.offsets[position])..<Int(outgoing.offsets[position + 1]) {
            let link = Int(outgoing.targets[index])
            if let bound = backwardBound(link, early[Int(linkTo[link])]) { latest = min(latest, bound) }
        }
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
        for position in taskAt.indices where finishInstant(position) == finish { isOn[position] = true }
        for position in taskAt.indices.reversed() where isOn[position] {
            for link in Int(incoming[position])..<Int(incoming[position + 1]) where isDriving(link, position) {
                isOn[Int(linkFrom[link])] = true
            }
        }
        return taskAt.indices.filter { isOn[$0] }.map { Int(taskAt[$0]) }
    }

    private func isDriving(_ link: Int, _ position: Int) -> Bool {
        guard driver[position] >= 0 else { return false }
        return forwardBound(link, Int(duration[position]), from: early.span).coordinate == Int(early[position])
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
        return sum
    }
}
