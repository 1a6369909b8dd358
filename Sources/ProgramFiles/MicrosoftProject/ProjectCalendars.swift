// The calendars of a project file, each standing on its base.

import Planning
import Quantities

/// Calendars by their UID.
struct ProjectCalendars {
    /// The calendars in use; the first is the project's.
    private(set) var all: [WorkingCalendar] = []
    private(set) var problems: [FileProblem] = []
    private var rows: [Int: XMLElement] = [:]
    private var known: [Int: WorkingCalendar] = [:]
    private var places: [[Int]: Int] = [:]
    private let usual: Int

    /// The calendar that never rests, for durations that run day and night.
    static let continuous = -1
    /// What a file without calendars works by.
    private static let standard = -2

    init(_ file: ProjectFile) {
        for row in file.calendars {
            if let uid = row.text("UID").flatMap({ Int($0) }) { rows[uid] = row }
        }
        usual = file.number("CalendarUID").flatMap { [rows] in rows[$0] == nil ? nil : $0 } ?? ProjectCalendars.standard
        known = [ProjectCalendars.continuous: .continuous, ProjectCalendars.standard: .standard]
        _ = place(of: [usual])
    }

    /// The place of the time that these calendars share; of the project's calendar when none of them exists.
    mutating func place(of uids: [Int]) -> Int {
        let uids = uids.filter { rows[$0] != nil || known[$0] != nil }
        let key = uids.isEmpty ? [usual] : uids
        if let place = places[key] { return place }
        let shared = key.map { resolved($0, []) }
        places[key] = all.count
        all.append(shared[0].shared(with: Array(shared.dropFirst())))
        return all.count - 1
    }

    /// A calendar of the file; those that stand on each other in a circle stand on the standard one.
    private mutating func resolved(_ uid: Int, _ above: Set<Int>) -> WorkingCalendar {
        if let calendar = known[uid] { return calendar }
        guard let row = rows[uid], !above.contains(uid) else { return .standard }
        let base = row.text("BaseCalendarUID").flatMap { Int($0) }.flatMap { $0 > 0 && rows[$0] != nil ? $0 : nil }
        let standing = base.map { resolved($0, above.union([uid])) } ?? .standard
        let exceptions = row["Exceptions"]?.all("Exception") ?? []
        let old = (row["WeekDays"]?.all("WeekDay") ?? []).filter { $0.text("DayType") == "0" }
        let found =
            exceptions.isEmpty ? old.compactMap { legacy($0, uid) } : exceptions.compactMap { exception($0, uid) }
        let weeks = (row["WorkWeeks"]?.all("WorkWeek") ?? []).compactMap { workWeek($0, uid) }
        let calendar = standing.derived(week: week(row), workWeeks: weeks, exceptions: found)
        known[uid] = calendar
        return calendar
    }

    private func week(_ row: XMLElement) -> [Weekday: [Shift]] {
        var week: [Weekday: [Shift]] = [:]
        for day in row["WeekDays"]?.all("WeekDay") ?? [] {
            guard let type = day.text("DayType").flatMap({ Int($0) }), let weekday = ProjectCalendars.weekday(type)
            else {
                continue
            }
            week[weekday] = shifts(day)
        }
        return week
    }

    /// 1 is Sunday, 7 Saturday.
    private static func weekday(_ number: Int) -> Weekday? {
        (1...7).contains(number) ? Weekday(rawValue: number == 1 ? 7 : number - 1) : nil
    }

    private func shifts(_ day: XMLElement) -> [Shift] {
        guard ProjectCodes.flag(day.text("DayWorking")) != false else { return [] }
        var shifts: [Shift] = []
        for time in day["WorkingTimes"]?.all("WorkingTime") ?? [] {
            guard let from = time.text("FromTime").flatMap({ ProjectCodes.clock($0) }),
                let to = time.text("ToTime").flatMap({ ProjectCodes.clock($0) }),
                let shift = Shift(from: from % 1440, to: to > from % 1440 ? to : to + 1440),
                shifts.last.map({ shift.from >= $0.to }) ?? true
            else { continue }
            shifts.append(shift)
        }
        return shifts
    }

    private func workWeek(_ row: XMLElement, _ uid: Int) -> WorkWeek? {
        guard let (first, last) = period(row) else { return nil }
        return WorkWeek(from: first, through: last, week: week(row))
    }

    private func period(_ row: XMLElement) -> (first: CalendarDate, last: CalendarDate)? {
        guard let period = row["TimePeriod"],
            let from = period.text("FromDate").flatMap({ ProjectCodes.instant($0) }),
            let to = period.text("ToDate").flatMap({ ProjectCodes.instant($0) })
        else { return nil }
        let (first, last) = (CalendarDate(startMinute: from), CalendarDate(startMinute: max(from, to)))
        return (first, last)
    }

    /// An exception as files of before 2007 say it, on a weekday of its own.
    private func legacy(_ row: XMLElement, _ uid: Int) -> CalendarException? {
        guard let (first, last) = period(row) else { return nil }
        return CalendarException(.range(first, last), shifts: shifts(row))
    }

    private mutating func exception(_ row: XMLElement, _ uid: Int) -> CalendarException? {
        guard let (first, last) = period(row) else {
            problems.append(problem(row, uid, "has no dates"))
            return nil
        }
        let shifts = shifts(row)
        let period = max(1, row.text("Period").flatMap { Int($0) } ?? 1)
        guard let type = row.text("Type").flatMap({ Int($0) }), type != 9, type != 1 && type != 7 || period > 1 else {
            return CalendarException(.range(first, last), shifts: shifts)
        }
        guard let rule = recurrence(row, type, period) else {
            problems.append(problem(row, uid, "recurs by a rule that is not known (type \(type)), and is left out"))
            return nil
        }
        let days = ExceptionDays.recurring(rule, from: first, through: last)
        return CalendarException(
            ProjectCodes.flag(row.text("EnteredByOccurrences")) == true
                ? ended(days, rule, first, row.text("Occurrences").flatMap { Int($0) } ?? 1) : days,
            shifts: shifts)
    }

    private func recurrence(_ row: XMLElement, _ type: Int, _ period: Int) -> Recurrence? {
        func int(_ name: String) -> Int? { row.text(name).flatMap { Int($0) } }
        let weekday = int("MonthItem").flatMap { ProjectCalendars.weekday($0 - 2) }
        let week = (int("MonthPosition") ?? 0) + 1
        switch type {
        case 1, 7: return .daily(every: period)
        case 2:
            guard let month = int("Month"), let day = int("MonthDay") else { return nil }
            return .yearly(month: month + 1, day: day)
        case 3:
            guard let month = int("Month"), let weekday else { return nil }
            return .yearlyWeekday(month: month + 1, week: week, weekday)
        case 4: return int("MonthDay").map { .monthly(every: period, day: $0) }
        case 5: return weekday.map { .monthlyWeekday(every: period, week: week, $0) }
        case 6:
            let mask = int("DaysOfWeek") ?? 0
            let days = (1...7).filter { mask & 1 << ($0 - 1) != 0 }.compactMap { ProjectCalendars.weekday($0) }
            return days.isEmpty ? nil : .weekly(every: period, on: Set(days))
        default: return nil
        }
    }

    /// A rule that ends after so many days, by the day of the last of them.
    private func ended(_ days: ExceptionDays, _ rule: Recurrence, _ first: CalendarDate, _ count: Int) -> ExceptionDays
    {
        let endless = ExceptionDays.recurring(rule, from: first, through: first + ProjectCalendars.longest)
        var left = min(count, 10_000)
        var day = first
        while left > 0, day < first + ProjectCalendars.longest {
            if endless.contains(day) { left -= 1 }
            if left > 0 { day = day + 1 }
        }
        return .recurring(rule, from: first, through: day)
    }
    /// A hundred years.
    private static let longest = 36_525

    private func problem(_ row: XMLElement, _ uid: Int, _ why: String) -> FileProblem {
        let calendar = rows[uid]?.text("Name") ?? "\(uid)"
        return FileProblem(field: "calendar \(calendar), exception \(row.text("Name") ?? "")", why)
    }
}

extension WorkingCalendar {
    /// Working minutes between two instants.
    func minutes(from start: Int, to end: Int) -> Int {
        guard end > start, end - start < 40 * 366 * 1440 else { return 0 }
        var sum = 0
        var day = CalendarDate(startMinute: start) - 1
        while day.dayNumber * 1440 < end {
            for shift in shifts(on: day) {
                let (from, to) = (day.dayNumber * 1440 + shift.from, day.dayNumber * 1440 + shift.to)
                sum += max(0, min(to, end) - max(from, start))
            }
            day = day + 1
        }
        return sum
    }

    /// Whether there is any working minute between two instants: they are one moment of work otherwise.
    func hasWork(from start: Int, to end: Int) -> Bool {
        var day = CalendarDate(startMinute: start) - 1
        while day.dayNumber * 1440 < end {
            for shift in shifts(on: day) {
                let (from, to) = (day.dayNumber * 1440 + shift.from, day.dayNumber * 1440 + shift.to)
                if min(to, end) > max(from, start) { return true }
            }
            day = day + 1
        }
        return false
    }

    /// When so many working minutes from an instant are over; nil where they are not within 40 years.
    func end(of minutes: Int, from start: Int) -> Int? {
        guard minutes > 0 else { return start }
        var left = minutes
        var day = CalendarDate(startMinute: start) - 1
        for _ in 0..<(40 * 366) {
            for shift in shifts(on: day) {
                let from = max(start, day.dayNumber * 1440 + shift.from)
                let to = day.dayNumber * 1440 + shift.to
                guard to > from else { continue }
                if to - from >= left { return from + left }
                left -= to - from
            }
            day = day + 1
        }
        return nil
    }
}
