// Dates and durations of a plan file: local dates of a zone, or plain numbers where the plan has no start date.

import JSONText
import Planning
package import Quantities

/// How a file counts time.
package struct PlanTimes: Sendable {
    /// Minutes of one unit of duration.
    package var unit: Int
    package var minutesPerDay: Int
    /// Minutes of one unit that runs day and night: 1440 for days, unless the plan has no dates.
    package var elapsedUnit: Int
    package var zone: ZoneRules
    /// The plan has no calendar date: times are units from 0.
    package var isAbstract: Bool
    /// When it starts, in minutes since 1970; when it finishes, if it is scheduled from there.
    package var start: Int
    package var isFromFinish = false

    /// What a unit is called: `days`, `hours` or `minutes`.
    package var unitName: String { unit == 1 ? "minutes" : unit == 60 && minutesPerDay != 60 ? "hours" : "days" }

    /// Working minutes of a number of units, to the nearest minute.
    func minutes(_ units: Double) -> Int { Int((units * Double(unit)).rounded()) }

    /// The most that a duration or lag can be, in units.
    var mostUnits: Double { Double(NetworkInput.longestDuration) / Double(unit) }

    /// An instant from a field: `2026-11-27`, `2026-11-27T17:00`, `2026-11-27T17:00:00`, or a number where the plan has no dates.
    ///
    /// - Parameter isEnd: a day without a time means its end (dates of finishes are inclusive), else its beginning.
    func instant(_ fields: Fields, _ name: String, isEnd: Bool) throws(FieldProblem) -> Int? {
        if isAbstract {
            return try fields.number(name, in: -mostUnits...mostUnits).map { start + minutes($0) }
        }
        guard let text = try fields.string(name) else { return nil }
        guard let instant = PlanTimes.instant(text, zone, isEnd: isEnd) else {
            throw fields.problem(
                name, "expected a date as 2026-11-27 or 2026-11-27T17:00, local, between the years 1900 and 2400")
        }
        return instant
    }

    /// The same, except that a day without a time is not after a limit that lies within it: what finished on the day of the
    /// status date finished before it.
    func instant(_ fields: Fields, _ name: String, isEnd: Bool, notAfter limit: Int?) throws(FieldProblem) -> Int? {
        guard let instant = try instant(fields, name, isEnd: isEnd), !isAbstract, let limit, instant > limit,
            let text = try fields.string(name), text.utf8.count == 10,
            let beginning = PlanTimes.instant(text, zone, isEnd: false), beginning < limit
        else { return try instant(fields, name, isEnd: isEnd) }
        return limit
    }

    /// The instant of a minute of a local day, which may be one of the next day.
    func instant(of day: CalendarDate, minute: Int) -> Int {
        PlanTimes.minute(zone.instant(of: day + minute / 1440, minuteOfDay: minute % 1440))
    }

    static func instant(_ text: String, _ zone: ZoneRules, isEnd: Bool) -> Int? {
        guard let date = CalendarDate(iso: text.prefix(10)),
            (1900...2400).contains(date.parts.year)
        else { return nil }
        if text.utf8.count == 10 { return minute(zone.instant(of: isEnd ? date + 1 : date)) }
        let rest = Array(text.utf8.dropFirst(10))
        guard rest.first == UInt8(ascii: "T"), let time = clock(text.dropFirst(11)) else { return nil }
        return minute(zone.instant(of: date + time / 1440, minuteOfDay: time % 1440))
    }

    /// Minutes of `HH:MM`, up to 24:00; seconds, with or without a fraction, are read and dropped.
    static func clock(_ text: some StringProtocol) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts[0].utf8.count == 2, parts[1].utf8.count == 2,
            let hour = Int(asciiDigits: parts[0]), let minute = Int(asciiDigits: parts[1]), (0...24).contains(hour),
            (0..<60).contains(minute), hour * 60 + minute <= 1440
        else { return nil }
        if parts.count == 3 {
            let pieces = parts[2].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
            guard pieces[0].utf8.count == 2, let second = Int(asciiDigits: pieces[0]), (0..<60).contains(second),
                hour < 24 || second == 0,
                pieces.dropFirst().allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
            else { return nil }
        }
        return hour * 60 + minute
    }

    private static func minute(_ instant: Instant) -> Int { Int(instant.milliseconds / 60_000) }

    // MARK: Writing

    /// An instant as the file would write it.
    func json(_ instant: Int) -> JSON {
        if isAbstract { return units(instant - start) }
        let local = zone.local(Instant(milliseconds: Int64(instant) * 60_000))
        let (hour, minute) = (local.minuteOfDay / 60, local.minuteOfDay % 60)
        return .string("\(local.date.iso)T\(twoDigits(hour)):\(twoDigits(minute))")
    }

    /// The local day an instant lies in, an instant at midnight belonging to the day that ends, or the next day on which
    /// the project works; nil without dates.
    func workingDay(_ instant: Int, _ network: ScheduleNetwork) -> JSON? {
        guard !isAbstract else { return nil }
        let day = zone.date(of: Instant(milliseconds: Int64(instant) * 60_000 - 1))
        let (first, last) = (PlanTimes.minute(zone.instant(of: day)), PlanTimes.minute(zone.instant(of: day + 1)))
        if network.workingMinutes(to: first) < network.workingMinutes(to: last) { return .string(day.iso) }
        let next = network.nextWorkingInstant(instant)
        return .string(zone.date(of: Instant(milliseconds: Int64(next) * 60_000)).iso)
    }

    /// Working minutes as units: whole where they are.
    func units(_ minutes: Int) -> JSON {
        minutes % unit == 0 ? .int(Int64(minutes / unit)) : .double(rounded(Double(minutes) / Double(unit)))
    }

    /// A lag as the file says it; nil when there is none.
    func lag(_ lag: Lag) -> (size: JSON, kind: JSON?)? {
        switch lag {
        case .working(0), .elapsed(0), .percent(0), .elapsedPercent(0): nil
        case .working(let minutes): (units(minutes), nil)
        case .elapsed(let minutes): (.double(rounded(Double(minutes) / Double(elapsedUnit))), "elapsed")
        case .percent(let share): (.int(Int64(share)), "percent")
        case .elapsedPercent(let share): (.int(Int64(share)), "elapsed_percent")
        }
    }

    func units(_ minutes: Double) -> JSON { .double(rounded(minutes / Double(unit))) }

    private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}

/// To six digits behind the point, for people and for comparing.
func rounded(_ number: Double) -> Double { abs(number) < 1e9 ? (number * 1e6).rounded() / 1e6 : number }
