// Where a task comes at the latest.

extension ScheduleNetwork {
    /// Sets the late coordinate, from those of the successors.
    mutating func placeLate(_ position: Int) {
        let own = ownLatest(position)
        late[position] = Int32(
            clamping: own.isFixed ? own.coordinate : min(own.coordinate, latest(position, before: late.span)))
    }

    /// The latest coordinate by the project's finish and the task's own dates, and whether nothing else can change it.
    func ownLatest(_ position: Int) -> (coordinate: Int, isFixed: Bool) {
        let state = flags[position]
        if state.isFinished || state.isInactive { return (Int(early[position]), true) }
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
        case .startNoLaterThan where !state.isStarted: best = min(best, latestStart(position))
        default: break
        }
        return (best, false)
    }

    /// The latest coordinate at which it begins no later than its date: an instant, for the end of a day and the beginning
    /// of the next one are one coordinate. A milestone may stand at the end.
    func latestStart(_ position: Int) -> Int {
        let timeline = timelines[Int(calendar[position])]
        let day = Int(date[position])
        return duration[position] == 0 ? timeline.coordinate(day) : timeline.lastStart(notAfter: day)
    }
}
