// Dates that cannot be kept: told, never a reason to refuse a plan.

/// A date that cannot be kept.
package struct NetworkConflict: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// The task stays on its date although this link of the input asks for later.
        case linkBeaten(link: Int)
        /// Its latest date or deadline is missed.
        case dateMissed
        /// By its own date it lies before the project's start, or, though it has not begun, before the status date.
        case dateBeforeStart
        /// Its actual finish is before its actual start, or what is said to have happened lies after the status date.
        case actualDates
    }
    package var task: Int
    package var kind: Kind
    /// Working minutes of the task's calendar.
    package var minutes: Int

    package init(task: Int, kind: Kind, minutes: Int) {
        self.task = task
        self.kind = kind
        self.minutes = minutes
    }
}

extension ScheduleNetwork {
    /// Every date that is missed and every link that a date beats, in topological order.
    package func conflicts() -> [NetworkConflict] {
        var found: [NetworkConflict] = []
        for position in taskAt.indices where !flags[position].isInactive {
            for (kind, minutes) in conflicts(position) {
                let conflict = NetworkConflict(task: Int(taskAt[position]), kind: kind, minutes: minutes)
                // The parts of a task say the same of it.
                if partPositions[conflict.task] != nil,
                    found.contains(where: { $0.task == conflict.task && $0.kind == kind })
                {
                    continue
                }
                found.append(conflict)
            }
        }
        return found
    }

    private func conflicts(_ position: Int) -> [(kind: NetworkConflict.Kind, minutes: Int)] {
        var found: [(kind: NetworkConflict.Kind, minutes: Int)] = []
        if let wrong = wrongActuals(position) { found.append((.actualDates, wrong)) }
        if flags[position].isFinished { return found }
        if let beaten = beatenLink(position) {
            found.append((.linkBeaten(link: Int(linkIndex[beaten.link])), beaten.by))
        }
        if let before = beforeStart(position) { found.append((.dateBeforeStart, before)) }
        let missed = Int(early[position]) - ownDatesLatest(position)
        // A date can be missed by no working minute: the night or the weekend after it.
        if missed > 0 || finishInstant(position) > ownLatestFinish(position) {
            found.append((.dateMissed, max(0, missed)))
        }
        return found
    }

    /// The working minutes by which an actual date is wrong.
    private func wrongActuals(_ position: Int) -> Int? {
        guard let actual = actuals[position] else { return nil }
        let timeline = timelines[Int(calendar[position])]
        let last = actual.actualFinish ?? actual.actualStart
        if last < actual.actualStart { return timeline.coordinate(actual.actualStart) - timeline.coordinate(last) }
        guard let statusDate, max(last, actual.actualStart) > statusDate else { return nil }
        return timeline.coordinate(last) - timeline.coordinate(statusDate)
    }

    private func beforeStart(_ position: Int) -> Int? {
        guard driver[position] == Driver.constraint || driver[position] == Driver.fixed else { return nil }
        let timeline = Int(calendar[position])
        // A date fixed by hand or by another plan may be of work that has begun.
        let counts = flags[position].isFixed ? start : max(start, statusDate ?? start)
        guard startInstant(position) < counts else { return nil }
        let before = (counts == start ? startAt[timeline] : statusAt[timeline]) - Int(early[position])
        return before > 0 ? before : nil
    }

    private func ownLatestFinish(_ position: Int) -> Int {
        let isLimited = flags[position].constraint == .finishNoLaterThan
        let deadline = deadline[position] == .max ? Int.max : Int(deadline[position])
        return min(deadline, isLimited ? Int(date[position]) : Int.max)
    }

    /// The latest coordinate by the task's own deadline and latest dates alone.
    private func ownDatesLatest(_ position: Int) -> Int {
        let timeline = timelines[Int(calendar[position])]
        let length = Int(duration[position])
        var latest = Int.max
        if deadline[position] != .max { latest = timeline.coordinate(Int(deadline[position])) - length }
        switch flags[position].constraint {
        case .startNoLaterThan where !flags[position].isStarted: latest = min(latest, latestStart(position))
        case .finishNoLaterThan: latest = min(latest, timeline.coordinate(Int(date[position])) - length)
        default: break
        }
        return latest
    }

    /// The link that asks most of a task placed by its own date, when it asks for later.
    private func beatenLink(_ position: Int) -> (link: Int, by: Int)? {
        guard driver[position] == Driver.constraint || driver[position] == Driver.fixed else { return nil }
        var worst: (link: Int, by: Int)?
        var link = Int(incoming[position])
        while link < Int(incoming[position + 1]) {
            guard let bound = nextBound(&link, Int(duration[position]), from: early.span) else { continue }
            let by = bound.coordinate - Int(early[position])
            if by > (worst?.by ?? 0) { worst = (Int(bound.driver), by) }
        }
        return worst
    }
}
