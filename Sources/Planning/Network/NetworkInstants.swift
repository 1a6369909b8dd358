// Between coordinates and instants: where a task begins and ends, and what a lag adds.

extension ScheduleNetwork {
    /// Where the task begins when placed at its early coordinate.
    func startInstant(_ position: Int) -> Int { startInstant(position, Int(early[position])) }
    func finishInstant(_ position: Int) -> Int { finishInstant(position, Int(early[position])) }

    func startInstant(_ position: Int, _ coordinate: Int) -> Int {
        let state = flags[position]
        if state.isStarted || state.isFinished, let actual = actuals[position] { return actual.actualStart }
        if state.isFixed, let dates = fixedDates(position, coordinate) { return dates.start }
        if duration[position] == 0, state.isAtEnd { return timelines[Int(calendar[position])].finish(coordinate) }
        return timelines[Int(calendar[position])].start(coordinate)
    }

    func finishInstant(_ position: Int, _ coordinate: Int) -> Int {
        let state = flags[position]
        if state.isFinished, let actual = actuals[position] { return actual.actualFinish ?? actual.actualStart }
        if state.isFixed, let dates = fixedDates(position, coordinate) { return dates.finish }
        if duration[position] == 0, !state.isAtEnd { return timelines[Int(calendar[position])].start(coordinate) }
        return timelines[Int(calendar[position])].finish(coordinate + Int(duration[position]))
    }

    /// The dates that a task is fixed to, when that is where it is placed (and not where it could be at the latest).
    private func fixedDates(_ position: Int, _ coordinate: Int) -> FixedDates? {
        guard let dates = fixed[position] else { return nil }
        return timelines[Int(calendar[position])].coordinate(dates.start) == coordinate ? dates : nil
    }

    /// The link's lag in minutes, a percentage being of its predecessor's duration, rounded to the nearest minute.
    func lagMinutes(_ link: Int) -> Int {
        let lag = Int(linkLag[link])
        guard linkFlags[link].isPercent else { return lag }
        let hundredths = lag * Int(planned[Int(linkFrom[link])])
        return floorDivide(hundredths + 50, 100)
    }

    /// The instant a lag away. A positive working lag ends with the last minute it takes, a negative one begins with it.
    func addingLag(_ link: Int, to instant: Int) -> Int { addingLag(link, minutes: lagMinutes(link), to: instant) }

    func addingLag(_ link: Int, minutes lag: Int, to instant: Int) -> Int {
        if lag == 0 || linkFlags[link].isElapsed { return instant + lag }
        let timeline = lagTimeline(link)
        let coordinate = timelines[timeline].coordinate(instant) + lag
        return lag > 0 ? timelines[timeline].finish(coordinate) : timelines[timeline].start(coordinate)
    }

    /// The latest instant from which ``addingLag(_:to:)`` still arrives at or before this one.
    func subtractingLag(_ link: Int, from instant: Int) -> Int {
        subtractingLag(link, minutes: lagMinutes(link), from: instant)
    }

    func subtractingLag(_ link: Int, minutes lag: Int, from instant: Int) -> Int {
        if lag == 0 || linkFlags[link].isElapsed { return instant - lag }
        let timeline = lagTimeline(link)
        let coordinate =
            lag > 0 ? timelines[timeline].coordinate(instant) : timelines[timeline].lastStart(notAfter: instant)
        return timelines[timeline].start(coordinate - lag)
    }

    func lagTimeline(_ link: Int) -> Int {
        switch lagCalendar {
        case .successor: Int(calendar[Int(linkTo[link])])
        case .predecessor: Int(calendar[Int(linkFrom[link])])
        case .continuous: calendars.count
        case .project: 0
        }
    }
}

extension ScheduleNetwork {
    /// The next instant at which the project's calendar works, at or after this one.
    package func nextWorkingInstant(_ instant: Int) -> Int { timelines[0].start(timelines[0].coordinate(instant)) }

    /// Working minutes of the project's calendar (the first one) from the start to an instant.
    package func workingMinutes(to instant: Int) -> Int {
        timelines[0].coordinate(instant) - timelines[0].coordinate(start)
    }
}

/// Working minutes of a task without a rest.
struct WorkStretch {
    var from: Int
    var to: Int
}

extension ScheduleNetwork {
    /// The stretches of a task in which it is worked on, in working minutes from where it is placed.
    func workStretches(_ position: Int) -> [WorkStretch] {
        let length = Int(duration[position])
        guard let pauses = splits[position], let rest = pauses.last else { return [WorkStretch(from: 0, to: length)] }
        // What remains of work that began ends as the whole does.
        var end = length
        var left = Int(planned[position]) - rest.after
        var stretches: [WorkStretch] = []
        for (index, split) in pauses.enumerated().reversed() {
            guard end - left > 0 else { break }
            stretches.append(WorkStretch(from: end - left, to: end))
            end -= left + split.pause
            left = split.after - (index > 0 ? pauses[index - 1].after : 0)
        }
        if end > 0 { stretches.append(WorkStretch(from: max(0, end - left), to: end)) }
        return stretches.reversed()
    }

    /// The working minutes between its stretches.
    func restMinutes(_ position: Int) -> Int {
        guard splits[position] != nil else { return 0 }
        return workStretches(position).reduce(Int(duration[position])) { $0 - ($1.to - $1.from) }
    }
}

extension ScheduleNetwork {
    /// The memory of the arrays of tasks and links, without the calendars.
    package var bytesInUse: Int {
        let words = [
            taskAt, duration, planned, date, deadline, release, linkFrom, linkTo, linkLag, linkIndex, incoming,
        ]
        let results = [early, late, driver, positionOf, parents, outgoing.offsets, outgoing.targets]
        return (words + results).reduce(0) { $0 + $1.count * 4 } + (calendar.count + flags.count) * 2 + linkFlags.count
    }
}
