// A calendar laid out over real time, so that working minutes can be counted and found in constant time.

package import Quantities

/// The working minutes of a calendar between two days, numbered.
///
/// Instants are minutes since 1970-01-01T00:00Z; daylight saving is part of the layout, so that a night shift over a
/// change has the minutes it really has. A *coordinate* is the number of working minutes from the layout's beginning:
/// the end of a working day and the beginning of the next one are two instants with one coordinate, which is what makes
/// `17:00` and the next `08:00` the same for floats. Outside the layout values are clamped to its ends.
package struct WorkingTimeline: Sendable {
    private let starts: [Int32]
    private let ends: [Int32]
    /// Working minutes before each segment.
    private let before: [Int32]
    /// For each stretch of real time, and of working time, the segment to begin the search at.
    private let segmentAtInstant: [Int32]
    private let segmentAtCoordinate: [Int32]
    private let isContinuous: Bool
    package let firstInstant: Int
    package let lastInstant: Int
    /// All working minutes of the layout.
    package let total: Int

    private static let instantShift = 10
    private static let coordinateShift = 8

    /// Lays a calendar out from the beginning of one day to the end of another, in a zone.
    package init(_ calendar: WorkingCalendar, zone: ZoneRules, from first: CalendarDate, through last: CalendarDate) {
        let beginning = WorkingTimeline.minute(zone.instant(of: first))
        let end = WorkingTimeline.minute(zone.instant(of: last + 1))
        guard !calendar.isContinuous else {
            self.init(segments: [(beginning, end)], from: beginning, to: end, isContinuous: true)
            return
        }
        var segments = WorkingTimeline.segments(calendar, zone, first, last)
        for other in calendar.within {
            let theirs = WorkingTimeline(other, zone: zone, from: first, through: last).segments
            segments = WorkingTimeline.intersection(segments, theirs)
        }
        self.init(segments: segments, from: beginning, to: end, isContinuous: false)
    }

    private var segments: [(Int, Int)] { zip(starts, ends).map { (Int($0), Int($1)) } }

    private static func segments(
        _ calendar: WorkingCalendar, _ zone: ZoneRules, _ first: CalendarDate, _ last: CalendarDate
    ) -> [(Int, Int)] {
        var segments: [(Int, Int)] = []
        var midnight = minute(zone.instant(of: first))
        for day in stride(from: 0, through: last.days(since: first), by: 1) {
            let date = first + day
            let nextMidnight = minute(zone.instant(of: date + 1))
            for shift in calendar.shifts(on: date) {
                // A day of 24 hours needs no look into the zone's rules.
                func instant(_ minutes: Int) -> Int {
                    if nextMidnight - midnight == 1440, minutes <= 1440 { return midnight + minutes }
                    return minute(zone.instant(of: date + minutes / 1440, minuteOfDay: minutes % 1440))
                }
                let start = max(instant(shift.from), segments.last?.1 ?? Int.min)
                let end = instant(shift.to)
                guard start < end else { continue }
                if let previous = segments.last, previous.1 == start {
                    segments[segments.count - 1].1 = end
                } else {
                    segments.append((start, end))
                }
            }
            midnight = nextMidnight
        }
        return segments
    }

    private static func intersection(_ left: [(Int, Int)], _ right: [(Int, Int)]) -> [(Int, Int)] {
        var result: [(Int, Int)] = []
        var (a, b) = (0, 0)
        while a < left.count, b < right.count {
            let start = max(left[a].0, right[b].0)
            let end = min(left[a].1, right[b].1)
            if start < end { result.append((start, end)) }
            if left[a].1 < right[b].1 { a += 1 } else { b += 1 }
        }
        return result
    }

    /// A layout from its working segments: ascending, apart from each other, within `from` to `to`.
    package init(segments: [(Int, Int)], from: Int, to: Int, isContinuous: Bool = false) {
        self.isContinuous = isContinuous
        firstInstant = from
        lastInstant = max(to, segments.last?.1 ?? to)
        starts = segments.map { Int32($0.0) }
        ends = segments.map { Int32($0.1) }
        var sum = 0
        var before: [Int32] = []
        before.reserveCapacity(segments.count)
        for segment in segments {
            before.append(Int32(sum))
            sum += segment.1 - segment.0
        }
        self.before = before
        total = sum
        guard !isContinuous else {
            segmentAtInstant = []
            segmentAtCoordinate = []
            return
        }
        var atInstant: [Int32] = []
        var segment = 0
        for bucket in 0...((lastInstant - from) >> WorkingTimeline.instantShift) {
            let instant = from + bucket << WorkingTimeline.instantShift
            while segment < segments.count, segments[segment].1 <= instant { segment += 1 }
            atInstant.append(Int32(segment))
        }
        segmentAtInstant = atInstant
        var atCoordinate: [Int32] = []
        segment = 0
        for bucket in 0...(sum >> WorkingTimeline.coordinateShift) {
            let coordinate = bucket << WorkingTimeline.coordinateShift
            while segment + 1 < segments.count, Int(before[segment + 1]) <= coordinate { segment += 1 }
            atCoordinate.append(Int32(segment))
        }
        segmentAtCoordinate = atCoordinate
    }

    /// Working minutes from the layout's beginning up to this instant.
    @inline(__always)
    package func coordinate(_ instant: Int) -> Int {
        guard instant > firstInstant else { return 0 }
        guard instant < lastInstant else { return total }
        if isContinuous { return instant - firstInstant }
        var segment = Int(segmentAtInstant[(instant - firstInstant) >> WorkingTimeline.instantShift])
        while segment < ends.count, Int(ends[segment]) <= instant { segment += 1 }
        guard segment < ends.count else { return total }
        return Int(before[segment]) + max(0, instant - Int(starts[segment]))
    }

    /// The latest instant with this coordinate: where the working minute of this number begins.
    @inline(__always)
    package func start(_ coordinate: Int) -> Int {
        if isContinuous { return firstInstant + min(max(0, coordinate), total) }
        guard coordinate > 0 else { return starts.first.map { Int($0) } ?? lastInstant }
        guard coordinate < total else { return lastInstant }
        let segment = segment(of: coordinate)
        return Int(starts[segment]) + coordinate - Int(before[segment])
    }

    /// The earliest instant with this coordinate: where the working minute before it ends.
    @inline(__always)
    package func finish(_ coordinate: Int) -> Int {
        if isContinuous { return firstInstant + min(max(0, coordinate), total) }
        guard coordinate > 0 else { return firstInstant }
        guard coordinate < total else { return ends.last.map { Int($0) } ?? lastInstant }
        let segment = segment(of: coordinate - 1)
        return Int(starts[segment]) + coordinate - Int(before[segment])
    }

    /// The largest coordinate that still *begins* at or before this instant.
    @inline(__always)
    package func lastStart(notAfter instant: Int) -> Int {
        let coordinate = coordinate(instant)
        return start(coordinate) <= instant ? coordinate : coordinate - 1
    }

    @inline(__always)
    private func segment(of coordinate: Int) -> Int {
        var segment = Int(segmentAtCoordinate[coordinate >> WorkingTimeline.coordinateShift])
        while segment + 1 < before.count, Int(before[segment + 1]) <= coordinate { segment += 1 }
        return segment
    }

    static func minute(_ instant: Instant) -> Int {
        Int((Double(instant.milliseconds) / 60_000).rounded(.down))
    }
}
