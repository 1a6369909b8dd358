// Days as people say them in Spanish, on Monday 23 November 2026.

import FieldTypes
import Testing

struct SpanishDays {
    private static let said: [(String, String)] = [
        ("hoy", "2026-11-23"),
        ("pasado mañana", "2026-11-25"),
        ("viernes", "2026-11-27"),
        ("vie.", "2026-11-27"),
        ("este jueves", "2026-11-26"),
        ("el próximo viernes", "2026-12-04"),
        ("el viernes de la próxima semana", "2026-12-04"),
        ("el martes de la semana que viene", "2026-12-01"),
        ("el viernes pasado", "2026-11-20"),
        ("dentro de tres días", "2026-11-26"),
        ("en dos semanas", "2026-12-07"),
        ("en 5 días hábiles", "2026-11-30"),
        ("hace un mes", "2026-10-23"),
        ("dos semanas después de Navidad", "2027-01-08"),
        ("el 4 de diciembre", "2026-12-04"),
        ("para el 1 de diciembre", "2026-12-01"),
        ("el primero de diciembre", "2026-12-01"),
        ("viernes 4 de diciembre de 2026", "2026-12-04"),
        ("el cuatro de diciembre", "2026-12-04"),
        ("4/12/2026", "2026-12-04"),
        ("el 20", "2026-12-20"),
        ("el primer martes de diciembre", "2026-12-01"),
        ("el último viernes del mes", "2026-11-27"),
        ("el segundo lunes de marzo de 2027", "2027-03-08"),
        ("el último día hábil de enero", "2027-01-29"),
        ("fin de mes", "2026-11-30"),
        ("a finales de la próxima semana", "2026-12-04"),
        ("a finales de febrero", "2027-02-28"),
        ("principios de enero", "2027-01-01"),
        ("a mediados de diciembre", "2026-12-15"),
        ("semana 49", "2026-12-04"),
        ("nochebuena", "2026-12-24"),
        ("el día después de Navidad", "2026-12-26"),
        ("nochevieja", "2026-12-31"),
        ("viernes santo", "2027-03-26"),
        ("del 7 de diciembre al 11 de diciembre", "2026-12-11"),
        ("mañana por la tarde", "2026-11-24"),
        ("el veintiuno de enero", "2027-01-21"),
        ("el primer lunes después de Navidad", "2026-12-28"),
    ]

    @Test(arguments: said) func `a day is read as it is meant`(_ text: String, _ day: String) {
        #expect(SaidDays.read(text, "es") == day)
    }

    @Test(arguments: [
        ("el 31 de febrero", "impossible"),
        ("viernes 5 de diciembre", "otherWeekday"),
        ("proveedor", "none"),
        ("3 personas", "none"),
    ])
    func `what is no day is none, and what cannot be is a fault`(_ text: String, _ read: String) {
        #expect(SaidDays.read(text, "es") == read)
    }
}
