// Dates that cannot be kept, and dates that contradict each other.

/// A date that cannot be kept.
package struct NetworkConflict: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// The task stays on its date although this link of the input asks for later.
        case linkBeaten(link: Int)
        /// Its latest date or deadline is missed.
        case dateMissed
        /// Its fixed date lies before the project's start, or, though it has not begun, before the status date.
        case dateBeforeStart
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
    /// Every date that is missed and every link that a fixed date beats, in topological order.
    package func conflicts() -> [NetworkConflict] {
        var found: [NetworkConflict] = []
        for position in taskAt.indices {
            if flags[position].isFinished { continue }
            if let beaten = beatenLink(position) {
                found.append(
                    NetworkConflict(
                        task: Int(taskAt[position]), kind: .linkBeaten(link: Int(linkIndex[beaten.link])),
                        minutes: beaten.by))
            }
            if let before = beforeStart(position) {
                found.append(
                    NetworkConflict(task: Int(taskAt[position]), kind: .dateBeforeStart, minutes: before))
            }
            let missed = Int(early[position]) - ownDatesLatest(position)
            // A date can be missed by no working minute: the night or the weekend after it.
            let isMissed = missed > 0 || finishInstant(position) > ownLatestFinish(position)
            if isMissed {
                found.append(NetworkConflict(task: Int(taskAt[position]), kind: .dateMissed, minutes: max(0, missed)))
            }
        }
        return found
    }

    private func beforeStart(_ position: Int) -> Int? {
        guard flags[position].isPin, driver[position] == Driver.constraint else { return nil }
        let timeline = Int(calendar[position])
        let before = max(startAt[timeline], statusAt[timeline]) - Int(early[position])
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
        let limit = timeline.coordinate(Int(date[position]))
        switch flags[position].constraint {
        case .startNoLaterThan where !flags[position].isStarted: latest = min(latest, limit)
        case .finishNoLaterThan: latest = min(latest, limit - length)
        default: break
        }
        return latest
    }

    /// The link that asks most of a task fixed by its own date, when it asks for later.
    func beatenLink(_ position: Int) -> (link: Int, by: Int)? {
        guard flags[position].isPin, driver[position] == Driver.constraint else { return nil }
        var worst: (link: Int, by: Int)?
        for link in Int(incoming[position])..<Int(incoming[position + 1]) {
            let bound = forwardBound(link, Int(duration[position]), from: early.span)
            let by = bound.coordinate - Int(early[position])
            if by > (worst?.by ?? 0) { worst = (link, by) }
        }
        return worst
    }

    /// Refuses two fixed dates of which the first, over links alone, pushes the second past its own.
    func refuseContradictions() throws(NetworkProblem) {
        for position in taskAt.indices {
            guard let beaten = beatenLink(position) else { continue }
            var root = Int(linkFrom[beaten.link])
            while driver[root] >= 0 { root = Int(linkFrom[Int(driver[root])]) }
            if driver[root] == Driver.constraint {
                throw .contradiction(first: Int(taskAt[root]), second: Int(taskAt[position]))
            }
            if driver[root] == Driver.summaryConstraint {
                var summary = Int(parents[Int(taskAt[root])])
                while summaryStarts[summary] != Int(release[root]), parents[summary] >= 0 {
                    summary = Int(parents[summary])
                }
                throw .contradiction(first: summary, second: Int(taskAt[position]))
            }
        }
    }
}
