// Working time: shifts, exceptions, inheritance, daylight saving, and the two names of one instant.

import Foundation
import Planning
import Quantities
import Testing

func day(_ text: String) -> CalendarDate { CalendarDate(iso: text) ?? CalendarDate(dayNumber: 0) }

/// Minutes since 1970 of a UTC time such as `2026-11-27T17:00`.
func minute(_ text: String) -> Int { Int((Instant(iso: text + ":00Z")?.milliseconds ?? 0) / 60_000) }

func zone(_ name: String) throws -> ZoneRules {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/" + name))
    return try #require(ZoneRules(timeZoneFile: [UInt8](bytes), name: name))
}

func shifts(_ bounds: (Int, Int)...) -> [Shift] { bounds.compactMap { Shift(from: $0.0, to: $0.1) } }

struct CalendarTests {
    private func layout(_ calendar: WorkingCalendar, _ from: String, _ through: String, _ zone: ZoneRules = .utc)
        -> WorkingTimeline
    {
        WorkingTimeline(calendar, zone: zone, from: day(from), through: day(through))
    }

    @Test func `trap 5: seventeen o'clock on Friday and eight o'clock on Monday are one instant`() {
        let week = layout(.standard, "2026-11-23", "2026-12-06")
        let friday = week.coordinate(minute("2026-11-27T17:00"))
        #expect(friday == week.coordinate(minute("2026-11-30T08:00")))
        #expect(friday == 5 * 480)
        #expect(week.finish(friday) == minute("2026-11-27T17:00"))
        #expect(week.start(friday) == minute("2026-11-30T08:00"))
        #expect(week.coordinate(minute("2026-11-28T12:00")) == friday)
    }

    @Test func `a lunch break is no work`() {
        let week = layout(.standard, "2026-11-23", "2026-11-29")
        #expect(week.start(240) == minute("2026-11-23T13:00"))
        #expect(week.finish(240) == minute("2026-11-23T12:00"))
        #expect(week.finish(241) == minute("2026-11-23T13:01"))
    }

    @Test func `every instant and its coordinate agree with counting minute by minute`() {
        let calendar = WorkingCalendar.standard.derived(
            week: [.saturday: shifts((600, 660)), .wednesday: shifts((1320, 1800))],
            exceptions: [CalendarException(.range(day("2026-11-26"), day("2026-11-26")))])
        let timeline = layout(calendar, "2026-11-23", "2026-12-03")
        var count = 0
        for instant in timeline.firstInstant..<timeline.lastInstant {
            #expect(timeline.coordinate(instant) == count)
            if timeline.coordinate(instant + 1) > count {
                #expect(timeline.start(count) == instant)
                #expect(timeline.finish(count + 1) == instant + 1)
                #expect(timeline.lastStart(notAfter: instant) == count)
                count += 1
            }
        }
        #expect(timeline.total == count)
    }

    @Test(arguments: [
        // Clocks went from 02:00 to 03:00: a night shift from 22:00 to 06:00 lost an hour, and won one in autumn.
        ("2026-03-28", 7), ("2026-10-24", 9), ("2026-06-13", 8),
    ]) func `a night shift has the hours that daylight saving leaves it`(_ date: String, _ hours: Int) throws {
        let nights = WorkingCalendar(week: [.saturday: shifts((1320, 1800))])
        let timeline = layout(nights, date, date, try zone("Europe/Berlin"))
        #expect(timeline.total == hours * 60)
    }

    @Test func `wall time holds on both sides of a change of clocks`() throws {
        let berlin = try zone("Europe/Berlin")
        let timeline = layout(.standard, "2026-10-23", "2026-10-26", berlin)
        #expect(timeline.start(0) == minute("2026-10-23T06:00"))
        #expect(timeline.start(480) == minute("2026-10-26T07:00"))
        #expect(timeline.total == 960)
    }

    @Test func `a person's calendar stands on a base, and its own exceptions win`() {
        let base = WorkingCalendar.standard.derived(
            week: [:], exceptions: [CalendarException(.range(day("2026-12-24"), day("2026-12-26")))])
        let person = base.derived(
            week: [.friday: []],
            exceptions: [CalendarException(.range(day("2026-12-24"), day("2026-12-24")), shifts: shifts((480, 720)))])
        #expect(person.shifts(on: day("2026-12-24")) == shifts((480, 720)))
        #expect(person.shifts(on: day("2026-12-25")).isEmpty)
        #expect(person.shifts(on: day("2026-12-18")).isEmpty)
        #expect(person.shifts(on: day("2026-12-17")) == base.shifts(on: day("2026-12-17")))
    }

    @Test func `shared time is when all work`() {
        let mornings = WorkingCalendar(week: [.monday: shifts((480, 720)), .tuesday: shifts((360, 600))])
        let timeline = layout(WorkingCalendar.standard.shared(with: [mornings]), "2026-11-23", "2026-11-29")
        #expect(timeline.total == 240 + 120)
        #expect(timeline.start(240) == minute("2026-11-24T08:00"))
    }

    @Test(arguments: [
        (Recurrence.daily(every: 3), ["2026-12-01", "2026-12-04", "2026-12-07", "2026-12-10", "2026-12-13"]),
        (.weekly(every: 2, on: [.tuesday, .friday]), ["2026-12-01", "2026-12-04"]),
        (.monthly(every: 1, day: 7), ["2026-12-07"]),
        (.monthlyWeekday(every: 1, week: 2, .wednesday), ["2026-12-09"]),
        (.yearly(month: 12, day: 6), ["2026-12-06"]),
        (.yearlyWeekday(month: 12, week: 1, .sunday), ["2026-12-06"]),
    ]) func `recurring exceptions name their days`(_ rule: Recurrence, _ expected: [String]) {
        let days = ExceptionDays.recurring(rule, from: day("2026-12-01"), through: day("2026-12-31"))
        let found = (0..<14).map { day("2026-12-01") + $0 }.filter { days.contains($0) }.map(\.iso)
        #expect(found == expected)
    }

    @Test func `the last Friday of a month is found in long and short months`() {
        let rule = ExceptionDays.recurring(
            .monthlyWeekday(every: 1, week: 5, .friday), from: day("2026-01-01"), through: day("2027-12-31"))
        let found = (0..<365).map { day("2026-01-01") + $0 }.filter { rule.contains($0) }.map(\.iso)
        #expect(found.count == 12)
        #expect(found.contains("2026-02-27") && found.contains("2026-07-31"))
    }

    @Test(arguments: [(-1, 60), (1440, 1500), (600, 600), (600, 500), (0, 2881), (100, 1600)])
    func `an impossible shift is none`(_ from: Int, _ to: Int) { #expect(Shift(from: from, to: to) == nil) }

    @Test func `overlapping shifts count once`() {
        let calendar = WorkingCalendar(week: [.monday: shifts((1320, 1800)), .tuesday: shifts((240, 600))])
        let timeline = layout(calendar, "2026-11-23", "2026-11-25")
        #expect(timeline.total == 120 + 600)
    }

    @Test
    func `the rarer exception wins whatever the order, of two alike the later one, and one's own over the base's`() {
        let friday = day("2026-08-07")
        let weekly = CalendarException(
            .recurring(.weekly(every: 1, on: [.friday]), from: day("2026-08-03"), through: day("2026-12-31")))
        let single = CalendarException(.range(friday, friday), shifts: shifts((480, 720)))
        let yearly = CalendarException(
            .recurring(.yearly(month: 8, day: 7), from: day("2020-01-01"), through: day("2030-01-01")),
            shifts: shifts((600, 660)))
        for exceptions in [[single, yearly, weekly], [weekly, yearly, single], [yearly, single, weekly]] {
            let calendar = WorkingCalendar.standard.derived(week: [:], exceptions: exceptions)
            #expect(calendar.shifts(on: friday) == shifts((480, 720)))
            #expect(calendar.shifts(on: friday + 7).isEmpty)
            #expect(calendar.shifts(on: friday + 5 * 7 - 1) == shifts((480, 720), (780, 1020)))
        }
        let later = CalendarException(.range(friday, friday), shifts: shifts((0, 60)))
        let both = WorkingCalendar.standard.derived(week: [:], exceptions: [single, later])
        #expect(both.shifts(on: friday) == shifts((0, 60)))
        #expect(both.derived(week: [:], exceptions: [weekly]).shifts(on: friday).isEmpty)
    }

    @Test func `a work week holds for its days, under exceptions and over the usual week`() {
        let summer = WorkWeek(
            from: day("2026-07-01"), through: day("2026-08-31"),
            week: [.friday: shifts((480, 720)), .saturday: [], .monday: []])
        let holiday = CalendarException(.range(day("2026-07-10"), day("2026-07-10")))
        let calendar = WorkingCalendar.standard.derived(week: [:], workWeeks: [summer], exceptions: [holiday])
        #expect(calendar.shifts(on: day("2026-07-03")) == shifts((480, 720)))
        #expect(calendar.shifts(on: day("2026-07-10")).isEmpty)
        #expect(calendar.shifts(on: day("2026-07-06")).isEmpty)
        #expect(calendar.shifts(on: day("2026-07-07")) == shifts((480, 720), (780, 1020)))
        #expect(calendar.shifts(on: day("2026-09-04")) == shifts((480, 720), (780, 1020)))
        #expect(!WorkingCalendar.continuous.derived(week: [:], workWeeks: [summer], exceptions: []).isContinuous)
    }
}
