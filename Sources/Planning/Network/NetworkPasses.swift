// The two passes over all tasks: early dates from the front, late dates from the back.

extension ScheduleNetwork {
    /// Early dates of everything, in order, and the project's finish.
    mutating func forwardPass() {
        placeOnward(from: 0)
        finish = computedFinish()
    }

    /// Sets the early dates of this task and of all after it.
    mutating func placeOnward(from first: Int) {
        // Taken out meanwhile: what is asked below reads the dates it is given.
        var (dates, drivers) = ([Int32](), [Int32]())
        swap(&dates, &early)
        swap(&drivers, &driver)
        defer {
            swap(&dates, &early)
            swap(&drivers, &driver)
        }
        var early = dates.mutableSpan
        var driver = drivers.mutableSpan
        for position in first..<early.count {
            if let placed = usual(position, from: early.span) {
                early[position] = Int32(clamping: placed.coordinate)
                driver[position] = placed.driver
            } else {
                let placed = earliest(position, from: early.span)
                early[position] = Int32(clamping: placed.coordinate)
                driver[position] = placed.driver
                flags[position].isAtEnd = placed.isAtEnd && duration[position] == 0
            }
        }
    }

    /// What ``earliest(_:from:)`` says, quicker, in the usual case: work without dates of its own.
    @inline(__always)
    private func usual(_ position: Int, from dates: Span<Int32>) -> (coordinate: Int, driver: Int32)? {
        let length = duration[position]
        guard flags[position].isPlain, length > 0, release[position] == .min, !hasEarlyDates else { return nil }
        let timeline = Int(calendar[position])
        var best = startAt[timeline]
        var driver = Driver.projectStart
        if statusAt[timeline] > best { (best, driver) = (statusAt[timeline], Driver.statusDate) }
        for link in Int(incoming[position])..<Int(incoming[position + 1]) {
            let from = Int(linkFrom[link])
            let kind = linkFlags[link]
            var bound: Int
            if kind.isDirect {
                bound = Int(dates[from]) + Int(linkLag[link])
                if kind.kind.isFromFinish { bound += Int(duration[from]) }
                if kind.kind.isToFinish { bound -= Int(length) }
            } else {
                bound = forwardBound(link, Int(length), from: dates).coordinate
            }
            if bound > best || (bound == best && driver < 0) {
                (best, driver) = (bound, Int32(truncatingIfNeeded: link))
            }
        }
        return (best, driver)
    }

    /// Late dates of everything, from the project's finish: each task, once those after it have asked it to be earlier,
    /// asks those before it.
    ///
    /// - Parameter isByLinks: the tasks' own dates do not count.
    mutating func backwardPass(isByLinks: Bool = false) {
        // Taken out meanwhile: nothing that is asked below reads it.
        var dates: [Int32] = []
        swap(&dates, &late)
        defer { swap(&dates, &late) }
        var late = dates.mutableSpan
        for position in late.indices {
            let isUsual = isByLinks || (flags[position].isPlain && deadline[position] == .max)
            late[position] = Int32(
                clamping: isUsual
                    ? finishAt[Int(calendar[position])] - Int(duration[position]) : ownLatest(position).coordinate)
        }
        for position in late.indices.reversed() {
            if flags[position].leadsTogether, isByLinks || !ownLatest(position).isFixed {
                let bound = latestTogether(position, before: late.span)
                if bound < Int(late[position]) { late[position] = Int32(clamping: bound) }
            }
            let start = late[position]
            for link in Int(incoming[position])..<Int(incoming[position + 1]) {
                let from = Int(linkFrom[link])
                let kind = linkFlags[link]
                if kind.isTogether { continue }
                var bound: Int
                if kind.isDirect {
                    bound = Int(start) - Int(linkLag[link])
                    if kind.kind.isToFinish { bound += Int(duration[position]) }
                    if kind.kind.isFromFinish { bound -= Int(duration[from]) }
                } else {
                    bound = backwardBound(link, start) ?? Int.max
                }
                guard bound < Int(late[from]) else { continue }
                if isByLinks || flags[from].isPlain || !ownLatest(from).isFixed { late[from] = Int32(clamping: bound) }
            }
        }
    }

    /// When the last task of this plan finishes; the start when there is none.
    func computedFinish() -> Int {
        var last: Int?
        // Of work on one calendar the largest coordinate finishes last.
        var furthest = Array(repeating: Int.min, count: timelines.count)
        for position in duration.indices {
            let state = flags[position]
            if state.isInactive || state.isExternal { continue }
            if duration[position] > 0, !state.isFixed {
                let coordinate = Int(early[position]) + Int(duration[position])
                if coordinate > furthest[Int(calendar[position])] { furthest[Int(calendar[position])] = coordinate }
            } else {
                last = max(last ?? Int.min, finishInstant(position))
            }
        }
        for (timeline, coordinate) in furthest.enumerated() where coordinate != Int.min {
            last = max(last ?? Int.min, timelines[timeline].finish(coordinate))
        }
        return last ?? start
    }
}
