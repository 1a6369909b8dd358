// Days as people say them in French, on Monday 23 November 2026.

import FieldTypes
import Testing

struct FrenchDays {
    private static let said: [(String, String)] = [
        ("aujourd'hui", "2026-11-23"),
        ("après-demain", "2026-11-25"),
        ("vendredi", "2026-11-27"),
        ("ven.", "2026-11-27"),
        ("ce jeudi", "2026-11-26"),
        ("vendredi prochain", "2026-11-27"),
        ("vendredi de la semaine prochaine", "2026-12-04"),
        ("le mardi de la semaine suivante", "2026-12-01"),
        ("vendredi en quinze", "2026-12-11"),
        ("vendredi dernier", "2026-11-20"),
        ("dans trois jours", "2026-11-26"),
        ("d'ici deux semaines", "2026-12-07"),
        ("dans 5 jours ouvrés", "2026-11-30"),
        ("il y a un mois", "2026-10-23"),
        ("deux semaines après noël", "2027-01-08"),
        ("le 4 décembre", "2026-12-04"),
        ("le 1er décembre", "2026-12-01"),
        ("vendredi 4 décembre 2026", "2026-12-04"),
        ("le quatre décembre", "2026-12-04"),
        ("4/12/2026", "2026-12-04"),
        ("4 12 26", "2026-12-04"),
        ("le 20", "2026-12-20"),
        ("le premier mardi de décembre", "2026-12-01"),
        ("le dernier vendredi du mois", "2026-11-27"),
        ("le deuxième lundi de mars 2027", "2027-03-08"),
        ("le dernier jour ouvré de janvier", "2027-01-29"),
        ("fin du mois", "2026-11-30"),
        ("fin de la semaine prochaine", "2026-12-04"),
        ("fin février", "2027-02-28"),
        ("début janvier", "2027-01-01"),
        ("mi-décembre", "2026-12-15"),
        ("semaine 49", "2026-12-04"),
        ("T1 2027", "2027-03-31"),
        ("la veille de noël", "2026-12-24"),
        ("le lendemain de noël", "2026-12-26"),
        ("la saint-sylvestre", "2026-12-31"),
        ("le vendredi saint", "2027-03-26"),
        ("le lundi de pentecôte", "2027-05-17"),
        ("du 7 décembre au 11 décembre", "2026-12-11"),
        ("demain après-midi", "2026-11-24"),
        ("le premier lundi après noël", "2026-12-28"),
        ("l'avant-veille de noël", "2026-12-23"),
        ("le jour d'après", "2026-11-24"),
    ]

    @Test(arguments: said) func `a day is read as it is meant`(_ text: String, _ day: String) {
        #expect(SaidDays.read(text, "fr") == day)
    }

    @Test(arguments: [
        ("le 31 février", "impossible"),
        ("vendredi 5 décembre", "otherWeekday"),
        ("fournisseur", "none"),
        ("3 personnes", "none"),
    ])
    func `what is no day is none, and what cannot be is a fault`(_ text: String, _ read: String) {
        #expect(SaidDays.read(text, "fr") == read)
    }
}
