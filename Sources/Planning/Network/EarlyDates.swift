// Where a task comes at the earliest: by what is before it, by its own dates, by what has happened.

/// A place in time and what put it there.
struct Placement {
    var coordinate: Int
    var driver: Int32
    /// The instant named is the end of a working stretch: a milestone after a finish at 17:00 stays at 17:00.
    var isAtEnd = false

    @inline(__always)
    mutating func raise(to coordinate: Int, _ driver: Int32) {
        if coordinate > self.coordinate { self = Placement(coordinate: coordinate, driver: driver) }
    }
}

extension ScheduleNetwork {
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
    func earliest(_ position: Int, from dates: Span<Int32>) -> Placement {
        let state = flags[position]
        let timeline = Int(calendar[position])
        if state.isFinished, let actual = actuals[position] {
            let finish = timelines[timeline].coordinate(actual.actualFinish ?? actual.actualStart)
            return Placement(coordinate: finish, driver: Driver.actual, isAtEnd: true)
        }
        if state.isFixed, let dates = fixed[position] {
            return Placement(coordinate: timelines[timeline].coordinate(dates.start), driver: Driver.fixed)
        }
        var placed = Placement(coordinate: startAt[timeline], driver: Driver.projectStart)
        if hasEarlyDates { lower(&placed, position, dates) }
        if statusDate != nil { placed.raise(to: statusAt[timeline], Driver.statusDate) }
        if state.isStarted { raiseByProgress(&placed, position) }
        if release[position] != .min {
            placed.raise(to: timelines[timeline].coordinate(Int(release[position])), Driver.summaryConstraint)
        }
        let floor = placed
        if !(state.isStarted && progressRule == .progressOverride) { raiseByLinks(&placed, position, dates) }
        if state.isPlain { return placed }
        let delay = state.isStarted ? nil : delays[position]
        if let delay, delay.elapsed > 0 {
            let instant =
                placed.isAtEnd
                ? timelines[timeline].finish(placed.coordinate) : timelines[timeline].start(placed.coordinate)
            placed.coordinate = timelines[timeline].coordinate(instant + delay.elapsed)
        }
        applyConstraint(&placed, position, floor)
        if let delay { placed.coordinate += delay.working }
        return placed
    }

    /// What lies before the project's start by its own date holds, and so does what follows it.
    private func lower(_ placed: inout Placement, _ position: Int, _ dates: Span<Int32>) {
        let timeline = timelines[Int(calendar[position])]
        for link in incomingLinks(position) {
            let from = Int(linkFrom[link])
            let began = startInstant(from, Int(dates[from]))
            if began < start { placed.coordinate = min(placed.coordinate, timeline.coordinate(began)) }
        }
        if release[position] != .min, Int(release[position]) < start {
            let date = timeline.coordinate(Int(release[position]))
            if date < placed.coordinate { placed = Placement(coordinate: date, driver: Driver.summaryConstraint) }
        }
        guard [.startNoEarlierThan, .finishNoEarlierThan].contains(flags[position].constraint),
            Int(date[position]) < start
        else { return }
        let isFinish = flags[position].constraint == .finishNoEarlierThan
        let own = timeline.coordinate(Int(date[position])) - (isFinish ? Int(duration[position]) : 0)
        if own < placed.coordinate { placed = Placement(coordinate: own, driver: Driver.constraint) }
    }

    /// The rest of work that began: from the status date on; without one, right after what is done.
    private func raiseByProgress(_ placed: inout Placement, _ position: Int) {
        guard let actual = actuals[position] else { return }
        let timeline = timelines[Int(calendar[position])]
        let began = timeline.coordinate(actual.actualStart)
        if statusDate == nil {
            placed = Placement(coordinate: began + (doneSpans[position] ?? 0), driver: Driver.actual)
        } else {
            placed.raise(to: began, Driver.actual)
        }
        if let resume = actual.resume { placed.raise(to: timeline.coordinate(resume), Driver.resume) }
    }

    private func raiseByLinks(_ placed: inout Placement, _ position: Int, _ dates: Span<Int32>) {
        let isStarted = flags[position].isStarted
        let length = Int(duration[position])
        var link = Int(incoming[position])
        let end = Int(incoming[position + 1])
        while link < end {
            let first = link
            guard let bound = nextBound(&link, length, from: dates) else { continue }
            if isStarted, linkFlags[first].kind == .startToStart { continue }
            if bound.coordinate > placed.coordinate {
                placed = bound
            } else if bound.coordinate == placed.coordinate {
                if placed.driver < 0, placed.driver != Driver.actual { placed.driver = bound.driver }
                placed.isAtEnd = placed.isAtEnd && bound.isAtEnd
            }
        }
    }

    /// - Parameter floor: where it would be without links; a latest date that is honored beats links and nothing else.
    private func applyConstraint(_ placed: inout Placement, _ position: Int, _ floor: Placement) {
        let state = flags[position]
        let timeline = timelines[Int(calendar[position])]
        let length = Int(duration[position])
        let day = Int(date[position])
        let limit = timeline.coordinate(day)
        let isAtEnd = timeline.finish(limit) == day
        let isFinish = [.finishNoEarlierThan, .finishNoLaterThan, .mustFinishOn].contains(state.constraint)
        if state.isStarted, !isFinish || state.constraint == .finishNoLaterThan { return }
        let own = Placement(coordinate: isFinish ? limit - length : limit, driver: Driver.constraint, isAtEnd: isAtEnd)
        switch state.constraint {
        case .asSoonAsPossible, .asLateAsPossible: break
        case .startNoLaterThan, .finishNoLaterThan:
            guard honorsLatestDates, own.coordinate < placed.coordinate, placed.coordinate > floor.coordinate else {
                break
            }
            placed = own.coordinate > floor.coordinate ? own : floor
            placed.driver = Driver.constraint
        case .startNoEarlierThan, .finishNoEarlierThan:
            if own.coordinate > placed.coordinate {
                placed = own
            } else if own.coordinate == placed.coordinate {
                placed.isAtEnd = placed.isAtEnd && own.isAtEnd
            }
        case .mustStartOn, .mustFinishOn: placed = own
        }
    }
}
