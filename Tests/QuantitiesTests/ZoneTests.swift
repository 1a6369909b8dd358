// Days and zones: calendar arithmetic, daylight saving, TZif files.

import Foundation
import Quantities
import Testing

struct Zones {
    static let berlin = ZoneRules(posix: "CET-1CEST,M3.5.0,M10.5.0/3", name: "Europe/Berlin") ?? .utc

    @Test(arguments: [
        (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
    ]) func `a moment reads in HTTP as the standard writes it`(_ seconds: Int64, _ text: String) {
        #expect(Instant(seconds: seconds).httpDate == text)
    }

    @Test(arguments: ["1970-01-01", "2000-02-29", "2026-11-23", "1600-12-31", "9999-12-31", "0001-01-01"])
    func `a day prints as it was read`(_ text: String) { #expect(CalendarDate(iso: text)?.iso == text) }

    @Test(arguments: [
        "2026-02-30", "2025-02-29", "2026-13-01", "26-01-01", "2026-1-01", "0000-01-01", "+026-01-01", "２０２６-01-01",
    ])
    func `no such day is none`(_ text: String) { #expect(CalendarDate(iso: text) == nil) }

    @Test func `every day of four centuries follows the one before`() {
        guard var date = CalendarDate(iso: "1800-01-01") else { return }
        for _ in 0..<146_097 {
            let (year, month, day) = date.parts
            #expect(CalendarDate(year: year, month: month, day: day) == date)
            #expect((date + 1).weekday.rawValue == date.weekday.rawValue % 7 + 1)
            date = date + 1
        }
        #expect(date.iso == "2200-01-01")
    }

    @Test(arguments: [
        ("2026-11-23", "2026-11-27", 4), ("2026-11-27", "2026-11-30", 1), ("2026-11-28", "2026-11-29", 0),
        ("2026-12-18", "2026-12-04", -10),
    ])
    func `working days skip weekends`(_ from: String, _ to: String, _ days: Int) {
        guard let from = CalendarDate(iso: from), let to = CalendarDate(iso: to) else { return }
        #expect(to.workingDays(since: from) == days)
    }

    @Test(arguments: [
        ("2026-03-29T00:59:59Z", 3600), ("2026-03-29T01:00:00Z", 7200), ("2026-10-25T00:59:59Z", 7200),
        ("2026-10-25T01:00:00Z", 3600),
    ])
    func `the offset changes at the moment the rule says`(_ moment: String, _ offset: Int) {
        #expect(Instant(iso: moment).map { Zones.berlin.offset(at: $0) } == offset)
    }

    @Test func `a day of the change has 23 or 25 hours`() throws {
        for (day, hours) in [("2026-03-29", 23), ("2026-10-25", 25), ("2026-06-01", 24)] {
            let date = try #require(CalendarDate(iso: day))
            let length = Zones.berlin.instant(of: date + 1).milliseconds - Zones.berlin.instant(of: date).milliseconds
            #expect(length == Int64(hours) * Instant.hour)
            #expect(Zones.berlin.date(of: Zones.berlin.end(of: date)) == date)
        }
    }

    @Test func `a minute that the clock skips is the moment it jumps`() throws {
        let date = try #require(CalendarDate(iso: "2026-03-29"))
        #expect(Zones.berlin.instant(of: date, minuteOfDay: 150).iso == "2026-03-29T01:00:00Z")
    }

    @Test(arguments: [
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo",
        "Africa/Casablanca", "UTC",
    ])
    func `the system's files agree with Foundation, past and future`(_ name: String) throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/" + name))
        let rules = try #require(ZoneRules(timeZoneFile: Array(data), name: name))
        let foundation = try #require(TimeZone(identifier: name))
        for seconds in stride(from: Int64(-1_000_000_000), to: 3_000_000_000, by: 1_234_567) {
            let expected = foundation.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
            #expect(rules.offset(at: Instant(seconds: seconds)) == expected, "\(name) at \(seconds)")
        }
    }

    @Test func `a file cut short is none`() throws {
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/Europe/Berlin")))
        for cut in stride(from: 0, to: bytes.count, by: 13) {
            _ = ZoneRules(timeZoneFile: Array(bytes[..<cut]), name: "x")
        }
        #expect(ZoneRules(timeZoneFile: Array(bytes[..<40]), name: "x") == nil)
    }

    @Test(arguments: [
        ("2026-11-22T09:00:00Z", "2026-11-22T09:00:00Z"), ("2026-11-22T10:00:00+01:00", "2026-11-22T09:00:00Z"),
        ("2026-11-22T09:00:00.25Z", "2026-11-22T09:00:00.250Z"),
    ])
    func `a moment is read`(_ text: String, _ iso: String) { #expect(Instant(iso: text)?.iso == iso) }

    @Test(arguments: ["2026-11-22", "2026-11-22T24:00:00Z", "2026-11-22T09:00Z", "2026-11-22T09:00:00", "now"])
    func `what is no moment is none`(_ text: String) { #expect(Instant(iso: text) == nil) }

    @Test(arguments: [("R-12", "R-12"), ("r-12", "R-12"), ("#DEC-3", "DEC-3")])
    func `an id is read and printed canonical`(_ text: String, _ id: String) {
        #expect(ItemID(text)?.description == id)
    }

    @Test(arguments: ["NET-12", "R12", "R-0", "R-", "P-1", "I-1", "Q-1", "R-01", "R-9999999999", "-1", ""])
    func `what is no id is text`(_ text: String) {
        #expect(ItemID(text) == nil)
    }

    @Test(arguments: ["R", "N", "9NET", "NET-1", "TOOLONGKEY1", "ÄB"]) func `what is no key is none`(
        _ text: String
    ) {
        #expect(ProjectKey(text) == nil)
    }
}
