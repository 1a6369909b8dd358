// Days as people say them in German, on Monday 23 November 2026.

import FieldTypes
import Testing

struct GermanDays {
    private static let said: [(String, String)] = [
        ("heute", "2026-11-23"),
        ("übermorgen", "2026-11-25"),
        ("uebermorgen", "2026-11-25"),
        ("Freitag", "2026-11-27"),
        ("Fr.", "2026-11-27"),
        ("nächsten Freitag", "2026-11-27"),
        ("diesen Donnerstag", "2026-11-26"),
        ("übernächsten Montag", "2026-12-07"),
        ("letzten Freitag", "2026-11-20"),
        ("Freitag nächster Woche", "2026-12-04"),
        ("nächste Woche Dienstag", "2026-12-01"),
        ("Freitag in zwei Wochen", "2026-12-11"),
        ("in drei Tagen", "2026-11-26"),
        ("in 5 Arbeitstagen", "2026-11-30"),
        ("heute in einer Woche", "2026-11-30"),
        ("vor einem Monat", "2026-10-23"),
        ("zwei Wochen nach Weihnachten", "2027-01-08"),
        ("4. Dezember", "2026-12-04"),
        ("am 4. Dez.", "2026-12-04"),
        ("der vierte Dezember", "2026-12-04"),
        ("Freitag, den 4. Dezember", "2026-12-04"),
        ("Fr 4.12.", "2026-12-04"),
        ("24.12.2026", "2026-12-24"),
        ("3/12/2026", "2026-12-03"),
        ("am 20.", "2026-12-20"),
        ("erster Dienstag im Dezember", "2026-12-01"),
        ("letzter Freitag des Monats", "2026-11-27"),
        ("der zweite Montag im März 2027", "2027-03-08"),
        ("letzter Arbeitstag im Januar", "2027-01-29"),
        ("Ende des Monats", "2026-11-30"),
        ("bis Ende nächster Woche", "2026-12-04"),
        ("Ende Februar", "2027-02-28"),
        ("Anfang Januar", "2027-01-01"),
        ("Mitte Dezember", "2026-12-15"),
        ("KW 49", "2026-12-04"),
        ("KW49", "2026-12-04"),
        ("Q1 2027", "2027-03-31"),
        ("am 20. des nächsten Monats", "2026-12-20"),
        ("Heiligabend", "2026-12-24"),
        ("zweiter Weihnachtstag", "2026-12-26"),
        ("Silvester", "2026-12-31"),
        ("Karfreitag", "2027-03-26"),
        ("Pfingstmontag", "2027-05-17"),
        ("vom 7.12. bis 11.12.", "2026-12-11"),
        ("morgen Nachmittag", "2026-11-24"),
        ("der erste Montag nach Ostern", "2027-03-29"),
        ("letzter Freitag vor Weihnachten", "2026-12-18"),
    ]

    @Test(arguments: said) func `a day is read as it is meant`(_ text: String, _ day: String) {
        #expect(SaidDays.read(text, "de") == day)
    }

    @Test(arguments: [
        ("31. Februar", "impossible"),
        ("Freitag, den 5. Dezember", "otherWeekday"),
        ("Lieferant", "none"),
        ("3 Leute", "none"),
        ("fünfter Freitag im Februar 2027", "impossible"),
    ])
    func `what is no day is none, and what cannot be is a fault`(_ text: String, _ read: String) {
        #expect(SaidDays.read(text, "de") == read)
    }
}
