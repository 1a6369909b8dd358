// Which days a rhythm has, held against looking at every day by itself.

import FieldTypes
import JSONText
import Quantities
import Testing

struct Rhythms {
    static let all: [Rhythm] = [
        Rhythm(.day), Rhythm(.day, interval: 3), Rhythm(.week), Rhythm(.week, weekdays: [.friday]),
        Rhythm(.week, interval: 2, weekdays: [.thursday, .monday]), Rhythm(.week, interval: 5),
        Rhythm(.week, weekdays: Weekday.allCases.filter(\.isWorking)), Rhythm(.month),
        Rhythm(.month, monthDay: .number(31)), Rhythm(.month, interval: 2, monthDay: .working(3)),
        Rhythm(.month, monthDay: .lastWorking), Rhythm(.month, interval: 12, monthDay: .last),
    ]

    /// Whether a day is one of a rhythm's, by its definition alone.
    private func has(_ rhythm: Rhythm, _ day: CalendarDate, from anchor: CalendarDate) -> Bool {
        guard day >= anchor else { return false }
        switch rhythm.unit {
        case nil: return false
        case .day: return day.days(since: anchor) % rhythm.interval == 0
        case .week:
            let monday = { (date: CalendarDate) in date.dayNumber - (date.weekday.rawValue - 1) }
            let weeks = (monday(day) - monday(anchor)) / 7
            let days = rhythm.weekdays.isEmpty ? [anchor.weekday] : rhythm.weekdays
            return weeks % rhythm.interval == 0 && days.contains(day.weekday)
        case .month:
            let (own, first) = (day.parts, anchor.parts)
            guard ((own.year - first.year) * 12 + own.month - first.month) % rhythm.interval == 0 else { return false }
            let length = CalendarDate.length(ofMonth: own.month, in: own.year)
            let working = (1...length).filter { (day - own.day + $0).weekday.isWorking }
            return switch rhythm.monthDay ?? .number(first.day) {
            case .number(let number): own.day == min(number, length)
            case .working(let number): own.day == working[min(number, working.count) - 1]
            case .last: own.day == length
            case .lastWorking: own.day == working.last
            }
        }
    }

    @Test(arguments: all) func `has the days that each day tells by itself`(_ rhythm: Rhythm) throws {
        for offset in 0..<7 {
            let anchor = try #require(CalendarDate(year: 2026, month: 11, day: 1)) + offset * 17
            let days = (0..<1300).map { anchor - 40 + $0 }
            let own = days.filter { has(rhythm, $0, from: anchor) }
            for day in stride(from: 0, to: 700, by: 7).map({ days[$0] }) {
                #expect(rhythm.day(upTo: day, from: anchor) == own.last { $0 <= day }, "up to \(day.iso)")
                let next = rhythm.day(after: day, from: anchor)
                #expect(next == own.first { $0 > day }, "after \(day.iso), from \(anchor.iso)")
            }
        }
    }

    @Test(arguments: all + [.atOnce]) func `is kept as it is`(_ rhythm: Rhythm) throws {
        #expect(Rhythm(json: rhythm.json) == rhythm)
        #expect(FieldValue(json: FieldValue.rhythm(rhythm).json) == .rhythm(rhythm))
    }

    @Test func `no rhythm is read of what is none`() {
        for json: JSON in ["daily", ["interval": "one"], ["unit": "year", "interval": 1], [:]] {
            #expect(Rhythm(json: json) == nil)
        }
    }
}
