// The rules of one time zone as a value: which offset holds at a moment, and where a local day begins and ends.

/// A time zone's offsets over time, read once at the rim and passed in.
///
/// Built from the bytes of a TZif file (RFC 9636) by ``init(timeZoneFile:name:)``.
package struct ZoneRules: Sendable {
    package let name: String
    /// Moments (seconds since 1970, UTC) at which the offset changes, ascending, each with the offset that begins there.
    let transitions: [(at: Int64, offset: Int)]
    let firstOffset: Int
    /// What holds after the last transition.
    let recurring: RecurringZoneRule?

    init(name: String, firstOffset: Int, transitions: [(at: Int64, offset: Int)], recurring: RecurringZoneRule?) {
        self.name = name
        self.firstOffset = firstOffset
        self.transitions = transitions
        self.recurring = recurring
    }

    package static let utc = ZoneRules(name: "UTC", firstOffset: 0, transitions: [], recurring: nil)

    /// Seconds east of UTC at this moment.
    package func offset(at instant: Instant) -> Int {
        let seconds = instant.seconds
        if let last = transitions.last, seconds >= last.at {
            return recurring?.offset(at: seconds) ?? last.offset
        }
        if transitions.isEmpty { return recurring?.offset(at: seconds) ?? firstOffset }
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].at <= seconds { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? firstOffset : transitions[low - 1].offset
    }

    /// The local day of this moment.
    package func date(of instant: Instant) -> CalendarDate { local(instant).date }

    /// The local day and the minute within it.
    package func local(_ instant: Instant) -> (date: CalendarDate, minuteOfDay: Int) {
        let shifted = Instant(milliseconds: instant.milliseconds + Int64(offset(at: instant)) * 1000)
        let (date, second) = shifted.utcParts
        return (date, second / 60)
    }

    /// The moment a local clock shows this minute of this day. A minute that daylight saving skips becomes the moment
    /// the clock jumps; one shown twice, the earlier.
    package func instant(of date: CalendarDate, minuteOfDay: Int = 0) -> Instant {
        let wall = Int64(date.dayNumber) * 86_400 + Int64(minuteOfDay) * 60
        let before = offset(at: Instant(seconds: wall - 86_400))
        let after = offset(at: Instant(seconds: wall + 86_400))
        let candidates = [wall - Int64(before), wall - Int64(after)].sorted()
        for candidate in candidates where candidate + Int64(offset(at: Instant(seconds: candidate))) == wall {
            return Instant(seconds: candidate)
        }
        // Skipped by a jump forward: find the jump itself between the two candidates.
        var low = candidates[0]
        var high = candidates[1]
        let start = offset(at: Instant(seconds: low))
        while high - low > 1 {
            let middle = (low + high) / 2
            if offset(at: Instant(seconds: middle)) == start { low = middle } else { high = middle }
        }
        return Instant(seconds: high)
    }

    /// The last millisecond of this local day.
    package func end(of date: CalendarDate) -> Instant { instant(of: date + 1) + -1 }
}

/// The POSIX rule at the end of a TZif file: two offsets and the yearly days they begin on.
struct RecurringZoneRule: Sendable {
    enum Day: Sendable {
        case monthWeek(month: Int, week: Int, weekday: Int)
        case julian(Int)
        case zeroBased(Int)
    }
    struct Change: Sendable {
        var day: Day
        var second: Int
    }
    var standard: Int
    var daylight: Int?
    var start: Change?
    var end: Change?

    func offset(at seconds: Int64) -> Int {
        guard let daylight, let start, let end else { return standard }
        let (year, _, _) = Instant(seconds: seconds + Int64(standard)).utcParts.date.parts
        let begins = moment(of: start, in: year, offset: standard)
        let ends = moment(of: end, in: year, offset: daylight)
        let isDaylight =
            begins < ends ? (seconds >= begins && seconds < ends) : !(seconds >= ends && seconds < begins)
        return isDaylight ? daylight : standard
    }

    private func moment(of change: Change, in year: Int, offset: Int) -> Int64 {
        let newYear = CalendarDate(year: year, month: 1, day: 1) ?? CalendarDate(dayNumber: 0)
        let date: CalendarDate
        switch change.day {
        case .zeroBased(let day): date = newYear + day
        case .julian(let day):
            let isLeap = CalendarDate.length(ofMonth: 2, in: year) == 29
            date = newYear + (day - 1 + (isLeap && day >= 60 ? 1 : 0))
        case .monthWeek(let month, let week, let weekday):
            let first = CalendarDate(year: year, month: month, day: 1) ?? newYear
            let firstWeekday = first.weekday.rawValue % 7
            var day = first + (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
            if day.parts.month != month { day = day - 7 }
            date = day
        }
        return Int64(date.dayNumber) * 86_400 + Int64(change.second) - Int64(offset)
    }
}
