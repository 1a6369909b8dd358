// Calendars of a plan file.

import JSONText
import Planning
import Quantities

/// Named calendars, each standing on a base.
struct CalendarFields {
    private(set) var calendars: [String: WorkingCalendar] = ["standard": .standard, "continuous": .continuous]

    init(_ fields: Fields) throws(FieldProblem) {
        for (name, json, path) in try fields.members("calendars") {
            guard calendars[name] == nil else {
                throw FieldProblem(path: path, reason: "the calendar \"\(name.prefix(40))\" is built in")
            }
            calendars[name] = try calendar(Fields(json, path, known: ["base", "week", "work_weeks", "exceptions"]))
        }
    }

    /// Every day that is laid out is held against each.
    private static let mostExceptions = 2000
    private var exceptions = 0

    func named(_ name: String, _ path: [JSONStep]) throws(FieldProblem) -> WorkingCalendar {
        guard let calendar = calendars[name] else {
            throw FieldProblem(
                path: path,
                reason:
                    "unknown calendar \"\(name.prefix(40))\"; expected \(calendars.keys.sorted().joined(separator: ", "))"
            )
        }
        return calendar
    }

    private mutating func calendar(_ fields: Fields) throws(FieldProblem) -> WorkingCalendar {
        var base = WorkingCalendar(week: [:])
        if let name = try fields.string("base") { base = try named(name, fields.place("base")) }
        let week = try week(fields)
        var workWeeks: [WorkWeek] = []
        for (json, path) in try fields.list("work_weeks") {
            let own = try Fields(json, path, known: ["name", "from", "to", "week"])
            guard let first = try date(own, "from"), let last = try date(own, "to"), first <= last else {
                throw FieldProblem(path: path, reason: "expected from and to, the first and the last day, and week")
            }
            workWeeks.append(WorkWeek(from: first, through: last, week: try self.week(own)))
        }
        var found: [CalendarException] = []
        let list = try fields.list("exceptions")
        exceptions += list.count + workWeeks.count
        guard exceptions <= CalendarFields.mostExceptions else {
            throw fields.problem(
                "exceptions", "expected at most \(CalendarFields.mostExceptions) exceptions and work weeks in a file")
        }
        for (json, path) in list { found.append(try exception(json, path)) }
        return base.derived(week: week, workWeeks: workWeeks, exceptions: found)
    }

    private func week(_ fields: Fields) throws(FieldProblem) -> [Weekday: [Shift]] {
        var week: [Weekday: [Shift]] = [:]
        guard let json = fields.value("week") else { return week }
        let days = try Fields(json, fields.place("week"), known: CalendarFields.weekdays.map(\.key))
        for (name, day) in CalendarFields.weekdays where days.has(name) { week[day] = try shifts(days, name) }
        return week
    }

    static let weekdays: KeyValuePairs<String, Weekday> = [
        "mon": .monday, "tue": .tuesday, "wed": .wednesday, "thu": .thursday, "fri": .friday, "sat": .saturday,
        "sun": .sunday,
    ]

    private func shifts(_ fields: Fields, _ name: String) throws(FieldProblem) -> [Shift] {
        var shifts: [Shift] = []
        for (json, path) in try fields.list(name) {
            let bounds = (json.string ?? "").split(separator: "-", omittingEmptySubsequences: false)
            guard bounds.count == 2, let from = PlanTimes.clock(bounds[0]), let end = PlanTimes.clock(bounds[1]),
                let shift = Shift(from: from, to: end > from ? end : end + 1440)
            else { throw FieldProblem(path: path, reason: "expected a shift as \"08:00-12:00\"") }
            if let last = shifts.last, shift.from < last.to {
                throw FieldProblem(path: path, reason: "expected shifts in order that do not overlap")
            }
            shifts.append(shift)
        }
        return shifts
    }

    private func exception(_ json: JSON, _ path: [JSONStep]) throws(FieldProblem) -> CalendarException {
        let fields = try Fields(
            json, path,
            known: [
                "name", "date", "from", "to", "every", "interval", "on", "day", "month", "week", "weekday", "shifts",
            ])
        let shifts = try shifts(fields, "shifts")
        guard fields.has("every") else {
            var first = try date(fields, "date")
            if first == nil { first = try date(fields, "from") }
            guard let first else { throw FieldProblem(path: path, reason: "expected date, or from and to, or every") }
            let last = try date(fields, "to") ?? first
            guard first <= last else { throw fields.problem("to", "to is before from") }
            return CalendarException(.range(first, last), shifts: shifts)
        }
        let first = try date(fields, "from") ?? CalendarDate(dayNumber: -25_567)
        let last = try date(fields, "to") ?? CalendarDate(dayNumber: 366 * 1000)
        return CalendarException(.recurring(try recurrence(fields), from: first, through: last), shifts: shifts)
    }

    private func date(_ fields: Fields, _ name: String) throws(FieldProblem) -> CalendarDate? {
        guard let text = try fields.string(name) else { return nil }
        guard let date = CalendarDate(iso: text), (1900...2400).contains(date.parts.year) else {
            throw fields.problem(name, "expected a date as 2026-12-24, between the years 1900 and 2400")
        }
        return date
    }

    private func recurrence(_ fields: Fields) throws(FieldProblem) -> Recurrence {
        enum Every { case day, week, month, year }
        let every = try fields.choice("every", ["day": Every.day, "week": .week, "month": .month, "year": .year])
        let interval = try fields.whole("interval", in: 1...1000) ?? 1
        let weekday = try fields.choice("weekday", CalendarFields.weekdays)
        let week = try fields.whole("week", in: 1...5)
        let day = try fields.whole("day", in: 1...31)
        let month = try fields.whole("month", in: 1...12)
        switch every {
        case .day: return .daily(every: interval)
        case .week:
            var days: Set<Weekday> = []
            for (json, path) in try fields.list("on") {
                guard let found = CalendarFields.weekdays.first(where: { $0.key == json.string }) else {
                    throw FieldProblem(path: path, reason: "expected mon, tue, wed, thu, fri, sat or sun")
                }
                days.insert(found.value)
            }
            guard !days.isEmpty else { throw fields.problem("every", "expected on, a list of weekdays") }
            return .weekly(every: interval, on: days)
        case .month:
            if let day { return .monthly(every: interval, day: day) }
            if let week, let weekday { return .monthlyWeekday(every: interval, week: week, weekday) }
        case .year:
            if let month, let day { return .yearly(month: month, day: day) }
            if let month, let week, let weekday { return .yearlyWeekday(month: month, week: week, weekday) }
        case nil: break
        }
        throw fields.problem("every", "expected day, or week and weekday, and for a year the month")
    }
}
