// Amounts as people say them in each language.

import CatalogueFiles
import FieldTypes
import Quantities
import Testing

@testable import CommandLanguage

struct AmountWords {
    private static let shipped = ShippedLanguages()

    private static func finder(_ code: String, _ text: String) throws -> AmountFinder {
        let language = try #require(try shipped.amounts(code))
        return AmountFinder(text.split(separator: " ").map(String.init), languages: [language])
    }

    @Test(arguments: [
        ("en", "3d", 3 * 480), ("en", "three days", 3 * 480), ("en", "2.5 weeks", 6000),
        ("en", "half a day", 240),
        ("en", "a week", 2400), ("en", "90min", 90), ("en", "4 hours", 240), ("de", "3 Tage", 1440),
        ("de", "drei Tage", 1440), ("de", "1,5 Wochen", 3600), ("de", "ein halber Tag", 240),
        ("de", "4 Std", 240),
        ("de", "eine Woche", 2400), ("fr", "3 jours", 1440), ("fr", "deux semaines", 4800),
        ("fr", "une heure", 60),
        ("es", "3 días", 1440), ("es", "tres dias", 1440), ("es", "media hora", 30),
        ("es", "dos semanas", 4800),
    ])
    func `working time is read`(_ code: String, _ text: String, _ minutes: Int) throws {
        let found = try AmountWords.finder(code, text).duration(at: 0)
        #expect(found?.value == WorkSpan(minutes: minutes))
        #expect(found?.end == text.split(separator: " ").count)
    }

    @Test(arguments: [
        ("en", "3 months"), ("en", "m"), ("en", "3m"), ("en", "days"), ("de", "zwei"), ("fr", "3 mois"),
    ])
    func `a length without working days is none`(_ code: String, _ text: String) throws {
        #expect(try AmountWords.finder(code, text).duration(at: 0) == nil)
    }

    @Test(arguments: [
        ("en", "12k€", "€12,000"), ("en", "three million dollars", "$3,000,000"),
        ("en", "50 000 €", "€50,000"),
        ("en", "1.2m USD", "$1,200,000"), ("en", "ten thousand pounds", "£10,000"),
        ("de", "1,5 Mio. Euro", "€1,500,000"),
        ("de", "12 Tsd. €", "€12,000"), ("de", "drei Millionen Euro", "€3,000,000"),
        ("de", "200 Franken", "200 CHF"),
        ("fr", "2 millions d'euros", "€2,000,000"), ("fr", "500 euros", "€500"),
        ("es", "dos millones de euros", "€2,000,000"),
        ("es", "10 mil dólares", "$10,000"),
    ])
    func `money is read`(_ code: String, _ text: String, _ money: String) throws {
        let words = text.split(separator: " ").map { String($0.last == "." ? $0.dropLast() : $0) }
        let language = try #require(try AmountWords.shipped.amounts(code))
        let found = AmountFinder(words, languages: [language]).money(at: 0)
        guard case .money(let read)? = found?.value else {
            Issue.record("\(text) was not read")
            return
        }
        #expect(read.text == money)
        #expect(found?.end == words.count)
    }

    @Test(arguments: [
        ("en", "very high", 5), ("en", "low", 2), ("en", "40%", 3), ("en", "40 percent", 3),
        ("en", "4", 4),
        ("de", "sehr hoch", 5), ("de", "mittel", 3), ("de", "40 Prozent", 3),
        ("de", "unwahrscheinlich", 2),
        ("fr", "très élevé", 5), ("fr", "moyen", 3), ("fr", "faible", 2), ("es", "muy alto", 5),
        ("es", "bajo", 2),
        ("es", "40 por ciento", 3),
    ])
    func `levels are read`(_ code: String, _ text: String, _ rank: Int) throws {
        let found = try AmountWords.finder(code, text).level(at: 0)
        #expect(found?.value.rank == rank)
        #expect(found?.end == text.split(separator: " ").count)
    }

    /// The last whole amounts that there are, and what would overflow while it is read.
    @Test(arguments: [
        ("99999b€", true), ("100000b€", true), ("100001b€", false), ("90000000b€", false), ("92233720.99b€", false),
        ("999999999999b€", false), ("999999999999 million million euros", false),
    ])
    func `more money than there is is none`(_ text: String, _ isRead: Bool) throws {
        let words = text.split(separator: " ").map(String.init)
        #expect((try AmountWords.finder("en", text).money(at: 0)?.end == words.count) == isRead)
        #expect((AmountReader.money(words, style: nil) != nil) == isRead)
    }

    @Test func `a separator that may be either leaves both amounts`() throws {
        let found = try AmountWords.finder("de", "1.200 €").money(at: 0)
        guard case .ambiguous? = found?.value else {
            Issue.record("it was read as one amount")
            return
        }
    }
}
