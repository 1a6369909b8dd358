// How far the calendars are laid out: wide enough for the plan, and no wider.

import Quantities

extension ScheduleNetwork {
    /// Lays the calendars out over a stretch that holds the whole plan, widening it until it does.
    mutating func layOutAndCompute(firstDates: (first: Int, last: Int)) throws(NetworkProblem) {
        for years in [2, 10, 60, 400] {
            try layOut(from: firstDates.first - years * 366 * 1440, to: firstDates.last + years * 366 * 1440)
            if let idle = calendar.first(where: { timelines[Int($0)].total == 0 }) {
                if years < 400 { continue }
                throw .noWorkingTime(calendar: Int(idle))
            }
            forwardPass()
            backwardPass()
            if direction == .fromFinish { computeStart() }
            if isWithin(isWidest: years == 400) { return }
        }
        throw .tooLong
    }

    /// A project scheduled from its finish starts with what is first when everything is as late as it can be.
    private mutating func computeStart() {
        let starts = taskAt.indices.filter { !flags[$0].isInactive && !flags[$0].isExternal }
            .map { startInstant($0, Int(late[$0])) }
        start = starts.min() ?? start
        startAt = timelines.map { $0.coordinate(start) }
        if statusDate == nil { statusAt = startAt }
        forwardPass()
        backwardPass()
    }

    /// Days of all calendars together that are laid out at most.
    private static let mostDays = 30_000_000

    private mutating func layOut(from first: Int, to last: Int) throws(NetworkProblem) {
        guard (last - first) / 1440 * calendars.count <= ScheduleNetwork.mostDays else { throw .tooLong }
        let days = (CalendarDate(dayNumber: floorDivide(first, 1440)), CalendarDate(dayNumber: floorDivide(last, 1440)))
        timelines = (calendars + [.continuous]).map { WorkingTimeline($0, zone: zone, from: days.0, through: days.1) }
        startAt = timelines.map { $0.coordinate(start) }
        statusAt = timelines.map { $0.coordinate(statusDate ?? start) }
        // What is fixed takes the working time that lies between its dates.
        for (position, dates) in fixed {
            let timeline = timelines[Int(calendar[position])]
            duration[position] = Int32(clamping: timeline.coordinate(dates.finish) - timeline.coordinate(dates.start))
            planned[position] = duration[position]
        }
    }

    /// Lays the calendars out over so many more years.
    mutating func widen(years: Int) throws(NetworkProblem) {
        try layOut(from: timelines.map(\.firstInstant).max() ?? start, to: finish + years * 366 * 1440)
        forwardPass()
        backwardPass()
    }

    /// Lays the calendars out far enough for tasks of these lengths, by position.
    mutating func makeRoom(forLengths lengths: [Int32]) throws(NetworkProblem) {
        for years in [0, 10, 60, 400] {
            if years > 0 { try widen(years: years) }
            var longest = self
            longest.duration = lengths
            longest.planned = lengths
            longest.forwardPass()
            longest.late = longest.early
            if longest.isWithin(isWidest: years == 400) { return }
        }
        throw .tooLong
    }

    var isWithinLayout: Bool { isWithin(isWidest: false) }

    /// Whether nothing was cut off at an end of the layout.
    ///
    /// Work whose minutes all lie within the layout is right. A coordinate at an end may be a cut-off one, unless there is
    /// no work beyond: before a project whose calendar only begins with it, and anywhere in the widest layout there is.
    func isWithin(isWidest: Bool) -> Bool {
        let totals = timelines.map(\.total)
        for position in early.indices where !flags[position].isInactive {
            let length = Int(duration[position])
            let first = Int(min(early[position], late[position]))
            let last = Int(max(early[position], late[position])) + length
            let total = totals[Int(calendar[position])]
            let beginsHere = startAt[Int(calendar[position])] == 0 && first == 0
            guard first > 0 || beginsHere || isWidest else { return false }
            guard last < total || (last == total && (length > 0 || isWidest)) else { return false }
        }
        return true
    }
}
