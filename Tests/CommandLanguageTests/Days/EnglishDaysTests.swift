// Days as people say them in English, on Monday 23 November 2026.

import FieldTypes
import Testing

struct EnglishDays {
    private static let said: [(String, String)] = [
        ("today", "2026-11-23"),
        ("tomorow", "2026-11-24"),
        ("the day after tomorrow", "2026-11-25"),
        ("fri", "2026-11-27"),
        ("mon", "2026-11-30"),
        ("this fri", "2026-11-27"),
        ("next fri", "2026-12-04"),
        ("fri next week", "2026-12-04"),
        ("next week on thursday", "2026-12-03"),
        ("friday week", "2026-12-04"),
        ("friday in two weeks", "2026-12-11"),
        ("a week on monday", "2026-12-07"),
        ("two weeks today", "2026-12-07"),
        ("a fortnight tomorrow", "2026-12-08"),
        ("in 3 days", "2026-11-26"),
        ("in a couple of weeks", "2026-12-07"),
        ("+10d", "2026-12-03"),
        ("in 5 working days", "2026-11-30"),
        ("three months from now", "2027-02-23"),
        ("24dec", "2026-12-24"),
        ("24 Dec 2027", "2027-12-24"),
        ("Dec. 4th, 2026", "2026-12-04"),
        ("the 3rd of december", "2026-12-03"),
        ("twenty first of january", "2027-01-21"),
        ("the 20th", "2026-12-20"),
        ("20th of next month", "2026-12-20"),
        ("fri 4 dec", "2026-12-04"),
        ("Friday, 4 December 2026", "2026-12-04"),
        ("friday the 18th", "2026-12-18"),
        ("24.12.", "2026-12-24"),
        ("24.12.26", "2026-12-24"),
        ("2026/12/18", "2026-12-18"),
        ("18-12-2026", "2026-12-18"),
        ("31/12/2026", "2026-12-31"),
        ("31-Jan-27", "2027-01-31"),
        ("first tuesday of december", "2026-12-01"),
        ("last friday of the month", "2026-11-27"),
        ("second monday in march 2027", "2027-03-08"),
        ("third day of january", "2027-01-03"),
        ("last day of february", "2027-02-28"),
        ("last working day of january", "2027-01-29"),
        ("eow", "2026-11-27"),
        ("end of month", "2026-11-30"),
        ("the end of next quarter", "2027-03-31"),
        ("end of q1 2027", "2027-03-31"),
        ("mid december", "2026-12-15"),
        ("start of next year", "2027-01-01"),
        ("week 49", "2026-12-04"),
        ("2026-W50", "2026-12-11"),
        ("w/c 7 dec", "2026-12-11"),
        ("week ending 11 dec", "2026-12-11"),
        ("cop friday", "2026-11-27"),
        ("first thing on wednesday", "2026-11-25"),
        ("friday eod", "2026-11-27"),
        ("5pm fri", "2026-11-27"),
        ("day before new year's eve", "2026-12-30"),
        ("two weeks after christmas", "2027-01-08"),
        ("good friday", "2027-03-26"),
        ("last christmas", "2025-12-25"),
        ("christmas next year", "2027-12-25"),
        ("the second closest tuesday to dec 10th", "2026-12-15"),
        ("the monday after christmas", "2026-12-28"),
        ("last friday before easter", "2027-03-26"),
        ("friday 20 nov", "2026-11-20"),
        ("the following day", "2026-11-24"),
    ]

    @Test(arguments: said) func `a day is read as it is meant`(_ text: String, _ day: String) {
        #expect(SaidDays.read(text, "en") == day)
    }

    @Test(arguments: [
        ("31 feb", "impossible"),
        ("feb 30 2027", "impossible"),
        ("03/04/2027", "ambiguous"),
        ("fri 5 dec", "otherWeekday"),
        ("first of", "none"),
        ("vendor", "none"),
        ("3 people", "none"),
        ("wednesday morning coffee", "none"),
    ])
    func `what is no day is none, and what cannot be is a fault`(_ text: String, _ read: String) {
        #expect(SaidDays.read(text, "en") == read)
    }
}
