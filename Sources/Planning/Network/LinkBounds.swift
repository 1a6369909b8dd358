// What one link asks, in both directions; what the links of a summary ask together.

extension ScheduleNetwork {
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
        let undelayed = beforeDelay(to, Int(target))
        let coordinate = undelayed + (kind.kind.isToFinish ? Int(duration[to]) : 0)
        let limit = subtractingLag(link, from: timelines[Int(calendar[to])].start(coordinate))
        let timeline = Int(calendar[from])
        if kind.kind.isFromFinish { return timelines[timeline].coordinate(limit) - length }
        // A milestone may stand at the end of a stretch; work that takes time cannot begin there.
        return length == 0
            ? timelines[timeline].coordinate(limit) : timelines[timeline].lastStart(notAfter: limit)
    }

    /// The latest coordinate from which a task, its own delay added, still comes to this one.
    private func beforeDelay(_ position: Int, _ coordinate: Int) -> Int {
        guard !delays.isEmpty, !flags[position].isStarted, let delay = delays[position] else { return coordinate }
        let own = coordinate - delay.working
        guard delay.elapsed > 0 else { return own }
        let timeline = timelines[Int(calendar[position])]
        return timeline.lastStart(notAfter: timeline.start(own) - delay.elapsed)
    }

    // MARK: Links of summaries

    /// What the next link asks, or all those together that one link of a summary stands for; moves on behind them.
    ///
    /// A summary starts with its first part and finishes with its last. So of the links from its start the least counts;
    /// and of its parts only the last one is pushed by a link into its finish, when no other part is late enough.
    @inline(__always)
    func nextBound(_ link: inout Int, _ length: Int, from dates: Span<Int32>) -> Placement? {
        guard linkFlags[link].isTogether else {
            defer { link += 1 }
            let bound = forwardBound(link, length, from: dates)
            return Placement(coordinate: bound.coordinate, driver: Int32(link), isAtEnd: bound.isAtEnd)
        }
        let run = together(with: link)
        link = run.upperBound
        let bound = boundTogether(run, length, from: dates)
        let first = run.lowerBound
        guard linkFlags[first].kind.isToFinish, let parts = finishGroups[linkIndex[first]] else { return bound }
        guard linkTo[first] == parts.last else { return nil }
        for part in parts.dropLast() {
            let own = incomingLinks(Int(part)).first { linkIndex[$0] == linkIndex[first] }.map { together(with: $0) }
            guard let own else { continue }
            let asked = boundTogether(own, Int(duration[Int(part)]), from: dates)
            if Int(dates[Int(part)]) >= asked.coordinate { return nil }
        }
        return bound
    }

    /// The links to one task that stand, from this one on, for one link of the input.
    private func together(with link: Int) -> Range<Int> {
        let end = Int(incoming[Int(linkTo[link]) + 1])
        return link..<((link..<end).first { linkIndex[$0] != linkIndex[link] } ?? end)
    }

    /// The least of links from starts, the most of links from finishes; the first of equals.
    private func boundTogether(_ run: Range<Int>, _ length: Int, from dates: Span<Int32>) -> Placement {
        var best = Placement(coordinate: 0, driver: Int32(run.lowerBound))
        let isLeast = !linkFlags[run.lowerBound].kind.isFromFinish
        for link in run {
            let bound = forwardBound(link, length, from: dates)
            let isBetter = isLeast ? bound.coordinate < best.coordinate : bound.coordinate > best.coordinate
            if link == run.lowerBound || isBetter {
                best = Placement(coordinate: bound.coordinate, driver: Int32(link), isAtEnd: bound.isAtEnd)
            }
        }
        return best
    }

    /// Whether, of the links from a summary's start to one task, this is the one that counts.
    private func isFromFirstPart(_ link: Int) -> Bool {
        guard !linkFlags[link].kind.isFromFinish else { return true }
        let to = Int(linkTo[link])
        guard let first = incomingLinks(to).first(where: { linkIndex[$0] == linkIndex[link] }) else { return true }
        return Int(boundTogether(together(with: first), Int(duration[to]), from: early.span).driver) == link
    }

    /// Whether this link, alone or for the others it counts with, asks for the successor's early coordinate.
    func isDriving(_ link: Int, _ position: Int) -> Bool {
        guard driver[position] >= 0 else { return false }
        if linkFlags[link].isTogether, !isFromFirstPart(link) { return false }
        return forwardBound(link, Int(duration[position]), from: early.span).coordinate == Int(early[position])
    }

    /// The latest coordinate of a task with which its successors can still be at these coordinates.
    func latest(_ position: Int, before dates: Span<Int32>) -> Int {
        var latest = Int.max
        for index in Int(outgoing.offsets[position])..<Int(outgoing.offsets[position + 1]) {
            let link = Int(outgoing.targets[index])
            guard !linkFlags[link].isTogether else { continue }
            if let bound = backwardBound(link, dates[Int(linkTo[link])]) { latest = min(latest, bound) }
        }
        return flags[position].leadsTogether ? min(latest, latestTogether(position, before: dates)) : latest
    }

    /// The same by those links alone that count together: a summary's finish waits no longer than its last part does.
    func latestTogether(_ position: Int, before dates: Span<Int32>) -> Int {
        var latest = Int.max
        var loosest: [Int32: Int] = [:]
        for link in outgoing[position].map({ Int($0) }) where linkFlags[link].isTogether && isFromFirstPart(link) {
            guard let bound = backwardBound(link, dates[Int(linkTo[link])]) else { continue }
            if finishGroups[linkIndex[link]] != nil {
                loosest[linkIndex[link]] = max(loosest[linkIndex[link]] ?? Int.min, bound)
            } else {
                latest = min(latest, bound)
            }
        }
        return loosest.values.reduce(latest) { min($0, $1) }
    }

    /// Finds the parts of summaries whose finish a link leads to.
    mutating func findGroups() {
        for link in linkFrom.indices where linkFlags[link].isTogether {
            hasGroups = true
            guard linkFlags[link].kind.isToFinish else { continue }
            let to = linkTo[link]
            // Links are in the order of their successors' positions.
            if finishGroups[linkIndex[link]]?.last != to { finishGroups[linkIndex[link], default: []].append(to) }
        }
    }
}
