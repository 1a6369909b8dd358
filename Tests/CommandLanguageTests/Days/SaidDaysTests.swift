// Days of every language: what they are for decides which is meant, and weak ones are told.

import CatalogueFiles
import FieldTypes
import Quantities
import Testing

@testable import CommandLanguage

enum SaidDays {
    static let today = CalendarDate(iso: "2026-11-23") ?? CalendarDate(dayNumber: 0)
    static let shipped = ShippedLanguages()

    static func language(_ code: String) throws -> DayLanguage {
        try #require(try shipped.days(code))
    }

    /// The day of a text, `none`, or its fault.
    static func read(_ text: String, _ code: String, _ use: DayUse = .ahead) -> String {
        do {
            return try language(code).day(text, use, today: today)?.iso ?? "none"
        } catch {
            switch error as? DayFault {
            case .ambiguous: return "ambiguous"
            case .impossible: return "impossible"
            case .otherWeekday: return "otherWeekday"
            case nil: return "\(error)"
            }
        }
    }
}

struct UsesOfDays {
    @Test(arguments: [
        ("fri", DayUse.ahead, "2026-11-27..2026-11-27"), ("fri", .back, "2026-11-20..2026-11-20"),
        ("mon", .ahead, "2026-11-30..2026-11-30"), ("mon", .back, "2026-11-16..2026-11-16"),
        ("20 nov", .ahead, "2027-11-20..2027-11-20"), ("20 nov", .back, "2026-11-20..2026-11-20"),
        ("20 nov", .near, "2026-11-20..2026-11-20"), ("1 dec", .back, "2025-12-01..2025-12-01"),
        ("1 dec", .near, "2026-12-01..2026-12-01"), ("october", .back, "2026-10-01..2026-10-31"),
        ("october", .ahead, "2027-10-01..2027-10-31"),
        ("last week", .stretch, "2026-11-16..2026-11-22"),
        ("last 7 days", .stretch, "2026-11-16..2026-11-23"),
        ("next two weeks", .stretch, "2026-11-23..2026-12-07"),
        ("week 48", .stretch, "2026-11-23..2026-11-29"), ("q4", .stretch, "2026-10-01..2026-12-31"),
        ("from 16 nov to 20 nov", .back, "2026-11-16..2026-11-20"),
        ("the 20th", .back, "2026-11-20..2026-11-20"),
        ("easter", .back, "2026-04-05..2026-04-05"), ("feb 29", .ahead, "2028-02-29..2028-02-29"),
    ])
    func `the use of a day decides which is meant`(_ text: String, _ use: DayUse, _ days: String)
        throws
    {
        let language = try SaidDays.language("en")
        let said = try #require(try language.expression(text, use, today: SaidDays.today))
        let found = try said.days(use, today: SaidDays.today)
        #expect("\(found.lowerBound.iso)..\(found.upperBound.iso)" == days)
    }

    @Test func `a week that has just passed may be meant as well`() {
        #expect(SaidDays.read("week 46", "en") == "ambiguous")
        #expect(SaidDays.read("week 46", "en", .back) == "2026-11-09")
    }

    @Test func `every Easter of two centuries is a Sunday between 22 March and 25 April`() throws {
        for year in 1900...2099 {
            let eve = try #require(CalendarDate(year: year, month: 1, day: 1))
            let easter = try DayExpression.easter(0).day(.ahead, today: eve)
            let (of, month, day) = easter.parts
            #expect(of == year && easter.weekday == .sunday)
            #expect(month == 3 && day >= 22 || month == 4 && day <= 25)
        }
        #expect(try DayExpression.easter(0).day(.ahead, today: SaidDays.today).iso == "2027-03-28")
    }

    @Test(arguments: [
        ("en", "may", true), ("en", "friday", false), ("en", "24 dec", false), ("en", "q1", true),
        ("en", "24.12.", false),
        ("en", "2/15", true), ("de", "mi", true), ("de", "mi.", false), ("de", "so", true),
        ("de", "mittwoch", false),
        ("de", "24.12", true), ("fr", "mar", true), ("fr", "17 2", true), ("fr", "17 2 2027", false),
        ("es", "do", true),
        ("es", "mar", true), ("es", "martes", false),
    ])
    func `short words and bare numbers are days only where one is expected`(
        _ code: String, _ text: String, _ isWeak: Bool
    ) throws {
        let chart = DayChart(DayWord.words(text), language: try SaidDays.language(code))
        let span = try #require(chart.days(0).first { $0.end == chart.tokens.count })
        #expect(span.isWeak == isWeak)
    }

    @Test func `days are found in the middle of a line, the longest first`() throws {
        let words = DayWord.words("order racks by the first tuesday of december please")
        let chart = DayChart(words, language: try SaidDays.language("en"))
        #expect(chart.days(0).isEmpty)
        let span = try #require(chart.days(3).first)
        #expect(span.end == 8)
        #expect(try span.day.day(.ahead, today: SaidDays.today).iso == "2026-12-01")
    }

    @Test func `a line is read in several languages, each day by the first that has it`() throws {
        let languages = [try SaidDays.language("en"), try SaidDays.language("de")]
        let words = DayWord.words("rack it 24 dec or bis freitag oder montag 18. januar 2027")
        let finder = DayFinder(words, languages: languages, today: SaidDays.today)
        #expect(finder.days(at: 2).map { [$0.end, $0.language] } == [[4, 0]])
        #expect(finder.days(at: 6).first.map { [$0.end, $0.language] } == [7, 1])
        #expect(finder.days(at: 8).first.map { [$0.end, $0.language] } == [12, 1])
    }

    @Test func `what cannot be a day is left out where the same words can`() throws {
        let finder = DayFinder(
            DayWord.words("feb 30 2027"), languages: [try SaidDays.language("en")], today: SaidDays.today)
        let found = finder.days(at: 0)
        #expect(found.first?.end == 3)
        #expect(found.first?.day.fault(today: SaidDays.today) == .impossible)
    }

    @Test func `marks between words belong to days`() throws {
        let language = try SaidDays.language("en")
        #expect(try language.day("16 nov - 20 nov", .back, today: SaidDays.today)?.iso == "2026-11-16")
        let words = [DayWord("new"), DayWord("year"), DayWord("'s", isGlued: true), DayWord("eve")]
        let finder = DayFinder(words, languages: [language], today: SaidDays.today)
        #expect(finder.days(at: 0).first?.end == 4)
    }

    @Test func `no day goes on over the end of a sentence`() throws {
        let chart = DayChart(
            DayWord.words("due december? 4 people"), language: try SaidDays.language("en"))
        #expect(chart.days(1).map(\.end) == [2])
    }

    @Test(arguments: ["next", "fri to", "day after", "2 weeks before", "december", "3/4", "first monday of"])
    func `no line of one phrase again and again is too deep or too long`(_ phrase: String) throws {
        let words = DayWord.words(Array(repeating: phrase, count: 600).joined(separator: " "))
        let chart = DayChart(words, language: try SaidDays.language("en"))
        for index in chart.tokens.indices { #expect(chart.days(index).allSatisfy { $0.end <= index + 16 }) }
    }

    @Test func `a long line costs in proportion to its length`() throws {
        let language = try SaidDays.language("en")
        func steps(_ count: Int) -> Duration {
            let words = DayWord.words(
                Array(repeating: "first friday of december next", count: count).joined(separator: " "))
            let times = (0..<3).map { _ in
                ContinuousClock().measure {
                    let chart = DayChart(words, language: language)
                    for index in chart.tokens.indices { _ = chart.days(index) }
                }
            }
            return times.min() ?? .zero
        }
        #expect(steps(200) < steps(20) * 60)
    }

    @Test(arguments: ShippedLanguages.codes) func `every language's file is read`(_ code: String)
        throws
    {
        let language = try SaidDays.language(code)
        #expect(language.days.all.count > 30 && language.rules.all.count > 15)
    }

    @Test(arguments: [
        ("days: [\"today → in 0 x\"]", "x is none"), ("days: [\"today in 0 d\"]", "has no →"),
        ("days: [\"today → tomorrow 1\"]", "tomorrow is none"),
        ("days: [\"[today → in 0 d\"]", "before the end"),
        ("words: {weekday: {mon: \"monday\"}}", "mon is none"), ("day: []", "one of lists"),
    ])
    func `a file of days that is wrong is refused with what was expected`(
        _ yaml: String, _ expected: String
    ) {
        do {
            _ = try DayLanguageFile.read(yaml: yaml, file: "days.xx.yaml")
            Issue.record("it was read")
        } catch {
            #expect(error.expected.contains(expected))
        }
    }
}
