// Mangled input, dates, money, splitting: the parts below the binder.

import Foundation
import Quantities
import TestSupport
import Testing

@testable import CommandLanguage

struct Words {
    /// Vectors N11 to N18 and N33 of the platform notes: text as delivered, words as meant.
    static let vectors: [(String, [String])] = [
        ("a < b", ["a", "<", "b"]), ("——owner bob", ["--owner", "bob"]), ("—owner bob", ["--owner", "bob"]),
        ("–owner bob", ["--owner", "bob"]), ("−−owner bob", ["--owner", "bob"]),
        ("slip 3–5 days — maybe", ["slip", "3–5", "days", "—", "maybe"]),
        ("add “two words” ‘one more’", ["add", "two words", "one more"]), ("don’t panic", ["don’t", "panic"]),
        ("don't panic", ["don't", "panic"]), ("add\u{A0}atlas", ["add", "atlas"]),
        ("\u{200B}add \u{FEFF}atlas", ["add", "atlas"]), ("say \"unclosed text", ["say", "\"unclosed", "text"]),
        ("wait... or … wait", ["wait...", "or", "…", "wait"]), ("a\u{0}b", ["ab"]), ("x\u{202E}y", ["xy"]),
        ("👩‍👩‍👧 family", ["👩‍👩‍👧", "family"]), ("e\u{301}tude", ["étude"]),
        ("because:\"two words\" x", ["because:two words", "x"]),
        ("12\" rack", ["12\"", "rack"]), ("'t was", ["'t", "was"]),
    ]

    @Test(arguments: vectors) func `words are what was meant`(_ text: String, _ words: [String]) {
        #expect(WordReader.words(text).map(\.text) == words)
    }

    /// A day, what is said, and the day meant: where it may be past or to come, and where it is recorded.
    static let nearDays: [(today: String, said: String, near: String, recorded: String?)] = [
        ("2026-11-23", "20nov", "2026-11-20", nil), ("2026-11-23", "20 nov", "2026-11-20", nil),
        ("2026-11-23", "20.11.", "2026-11-20", nil), ("2026-11-23", "24nov", "2026-11-24", "2026-11-24"),
        ("2026-11-23", "18jan", "2027-01-18", "2027-01-18"), ("2026-11-23", "20aug", "2026-08-20", "2027-08-20"),
        ("2026-11-23", "20nov2027", "2027-11-20", "2027-11-20"),
        ("2026-11-23", "2027-11-20", "2027-11-20", "2027-11-20"),
        ("2027-01-05", "4 jan", "2027-01-04", nil), ("2027-01-05", "30 dec", "2026-12-30", nil),
        ("2027-03-10", "+200d", "2027-09-26", "2027-09-26"), ("2027-03-10", "+330d", "2028-02-03", "2028-02-03"),
        ("2027-03-10", "in 30 weeks", "2027-10-06", "2027-10-06"), ("2027-03-10", "eoy", "2027-12-31", "2027-12-31"),
        ("2027-01-10", "eoy", "2027-12-31", "2027-12-31"), ("2027-03-10", "end of year", "2027-12-31", "2027-12-31"),
        ("2027-03-10", "+365d", "2028-03-09", "2028-03-09"), ("2027-03-10", "29 feb", "2028-02-29", "2028-02-29"),
    ]

    @Test(arguments: nearDays)
    func `a day without its year is the nearest where it is looked for, and asked back where it is recorded`(
        _ day: (today: String, said: String, near: String, recorded: String?)
    ) throws {
        let today = try #require(CalendarDate(iso: day.today))
        let words = day.said.split(separator: " ").map(String.init)
        #expect(DateReader.readNear(words, today: today) == CalendarDate(iso: day.near).map { .date($0) })
        let recorded = DateReader.readRecorded(words, as: "due", today: today)
        if let meant = day.recorded {
            #expect(recorded == CalendarDate(iso: meant).map { .date($0) })
        } else {
            guard case .ambiguous? = recorded else { throw NotAskedBack() }
        }
    }
    private struct NotAskedBack: Error {}

    static let splits: [(String, [String])] = [
        ("/risk a\n/risk b", ["risk a", "risk b"]), ("/risk a; /task b", ["risk a", "task b"]),
        ("/risk a; b", ["risk a; b"]), ("/risk a\nb", ["risk a\nb"]), ("/risk \"a; /task b\"", ["risk \"a; /task b\""]),
        ("/risk see `x; /task b`", ["risk see `x; /task b`"]), ("/risk a\n> /task b", ["risk a\n> /task b"]),
        ("/risk a\n```\n/task b\n```", ["risk a\n```\n/task b\n```"]),
        ("/risk path /etc/passwd", ["risk path /etc/passwd"]),
        ("!risk a\n!task b", ["risk a", "task b"]), ("@steerco risk a", ["risk a"]),
        ("hey @steerco risk a", ["risk a"]), ("Hi, @steerco, please risk a", ["risk a"]),
        ("hey risk a", ["hey risk a"]),
        ("@steerco please", ["please"]),
        ("/batch task a; /task b", ["batch task a; /task b"]), ("/pm\nrisk a", ["risk a"]), ("", []), ("   \n ", []),
    ]

    @Test(arguments: splits) func `a message holds these commands`(_ text: String, _ commands: [String]) {
        #expect(Reading.split(MessageText(text)).map { $0.words.typed } == commands)
    }

    static let dates: [(String, String)] = [
        ("fri", "2026-11-27"), ("mon", "2026-11-30"), ("next fri", "2026-12-04"), ("next mon", "2026-11-30"),
        ("eow", "2026-11-27"), ("+3d", "2026-11-26"), ("in 3 days", "2026-11-26"), ("in 2 weeks", "2026-12-07"),
        ("24dec", "2026-12-24"), ("24 dec", "2026-12-24"), ("dec 24", "2026-12-24"), ("1jan", "2027-01-01"),
        ("2026-12-24", "2026-12-24"), ("24.12.", "2026-12-24"), ("24.12.2027", "2027-12-24"),
        ("24/12/2026", "2026-12-24"),
        ("12/24/2026", "2026-12-24"), ("05/05/2027", "2027-05-05"), ("29feb", "2028-02-29"), ("tomorrow", "2026-11-24"),
        ("1st dec", "2026-12-01"), ("eom", "2026-11-30"), ("eoq", "2026-12-31"), ("eoy", "2026-12-31"),
        ("end of week", "2026-11-27"), ("end of this week", "2026-11-27"), ("end of next week", "2026-12-04"),
        ("end of month", "2026-11-30"), ("the end of the month", "2026-11-30"), ("end of next month", "2026-12-31"),
        ("end of quarter", "2026-12-31"), ("end of next quarter", "2027-03-31"), ("end of year", "2026-12-31"),
        ("End of next year", "2027-12-31"), ("end of january", "2027-01-31"), ("end of nov", "2026-11-30"),
        ("end of feb", "2027-02-28"),
    ]

    @Test(arguments: dates) func `a day is read`(_ text: String, _ iso: String) {
        let reading = DateReader.read(text.split(separator: " ").map(String.init), today: Reading.today)
        #expect(reading == CalendarDate(iso: iso).map { .date($0) })
    }

    static let noDates = [
        "soon", "3m", "2026-13-01", "12:30", "Q1", "mar", "0dec", "32.1.", "may", "+3", "99999d",
    ]

    @Test(arguments: noDates) func `what is no day is none`(_ text: String) {
        #expect(DateReader.read([text], today: Reading.today) == nil)
    }

    @Test(arguments: ["30feb", "31 feb", "feb 31", "31 sept", "31st nov", "29 feb 2027", "31jun2027"])
    func `a day that no such month has is impossible`(_ text: String) {
        #expect(
            DateReader.read(text.split(separator: " ").map(String.init), today: Reading.today) == .impossible)
    }

    @Test(arguments: ["end of", "end of days", "end of our month", "end of the world", "the end", "end"])
    func `an end of something else is no day`(_ text: String) {
        #expect(DateReader.read(text.split(separator: " ").map(String.init), today: Reading.today) == nil)
    }

    @Test func `an ambiguous day keeps both readings`() {
        let one = CalendarDate(iso: "2027-04-03") ?? Reading.today
        let other = CalendarDate(iso: "2027-03-04") ?? Reading.today
        #expect(DateReader.read(["03/04/2027"], today: Reading.today) == .ambiguous(one, other))
    }

    static let past: [(String, String)] = [
        ("mon", "2026-11-16"), ("fri", "2026-11-20"), ("16nov", "2026-11-16"), ("24dec", "2025-12-24"),
        ("yesterday", "2026-11-22"), ("-3d", "2026-11-20"), ("2026-11-02", "2026-11-02"),
    ]

    @Test(arguments: past) func `a day that has been is the last one`(_ text: String, _ iso: String) {
        #expect(DateReader.readPast([text], today: Reading.today) == CalendarDate(iso: iso).map { .date($0) })
    }

    static let money: [(String, String)] = [
        ("12k€", "€12,000"), ("€12,000", "€12,000"), ("1.2m USD", "$1,200,000"), ("€1.50", "€1.50"),
        ("100 CHF", "100 CHF"),
        ("1,234,567.89 USD", "$1,234,567.89"), ("GBP 5", "£5"), ("€1.234.567", "€1,234,567"), ("2.5k$", "$2,500"),
    ]

    @Test(arguments: money) func `money is read`(_ text: String, _ shown: String) {
        guard case .money(let money)? = AmountReader.money(text.split(separator: " ").map(String.init), style: nil)
        else {
            Issue.record("\(text) is no money")
            return
        }
        #expect(money.text == shown)
    }

    @Test func `a separator before three digits is ambiguous until a style is set`() {
        guard case .ambiguous? = AmountReader.money(["1.200", "€"], style: nil) else {
            Issue.record("1.200 € should be ambiguous")
            return
        }
        #expect(
            AmountReader.money(["1.200", "€"], style: .comma) == .money(Money(minorUnits: 120_000, currency: "EUR")))
        #expect(AmountReader.money(["1.200", "€"], style: .point) == .money(Money(minorUnits: 120, currency: "EUR")))
    }

    @Test(arguments: [("40%", 3), ("10%", 1), ("11%", 2), ("70%", 4), ("71%", 5), ("high", 4), ("4", 4)])
    func `a level is read`(_ text: String, _ level: Int) { #expect(AmountReader.level(text)?.rank == level) }

    @Test(arguments: ["0", "6", "-1", "4.5", "101%", "", "%"]) func `what is no level is none`(_ text: String) {
        #expect(AmountReader.level(text) == nil)
    }

    @Test(arguments: [("3d", 1440), ("2w", 4800), ("4h", 240), ("90min", 90), ("-2d", -960)])
    func `working time is read`(_ text: String, _ minutes: Int) { #expect(AmountReader.span(text)?.minutes == minutes) }

    @Test func `m alone is no working time`() { #expect(AmountReader.span("3m") == nil) }

    @Test(arguments: [
        ("status", "statsu", 1), ("owner", "onwer", 1), ("risk", "rsk", 1), ("a", "b", 1), ("abc", "", 3),
    ])
    func `edits are counted, a swap as one`(_ one: String, _ other: String, _ distance: Int) {
        #expect(Nearest.distance(one, other) == distance)
    }
}

/// How many inputs a fuzz tries: a short form here, `STEERCO_FUZZ=10000000` in full (deploy/fuzz.sh).
enum Fuzz {
    static let rounds = ProcessInfo.processInfo.environment["STEERCO_FUZZ"].flatMap { Int($0) } ?? 3000
}

@Suite struct FuzzOfTheLanguage {
    /// Random mutations of real lines: reading never crashes, and never takes long.
    @Test func `mutated lines never crash the reader`() throws {
        var generator = SplitMix(state: 42)
        let seeds = TypedLines.all.map(\.line)
        let bits: [String] = [
            "\"", "“", ":", "--", "@", ";", "\n", "/", "`", "(", ")", "<", "€", "\u{202E}", "\u{0}", "👩‍👩‍👧", "|", "é", " ",
        ]
        let vocabulary = try FuzzOfTheLanguage.vocabulary()
        for _ in 0..<Fuzz.rounds {
            var characters = Array(seeds[Int(generator.next() % UInt64(seeds.count))])
            for _ in 0..<(1 + generator.next() % 6) {
                let position = Int(generator.next() % UInt64(characters.count + 1))
                switch generator.next() % 5 {
                case 3, 4:
                    // A word that means something somewhere, where a word may begin.
                    let place = characters[..<position].lastIndex(of: " ").map { $0 + 1 } ?? 0
                    let word = vocabulary[Int(generator.next() % UInt64(vocabulary.count))]
                    characters.insert(contentsOf: word + " ", at: place)
                case 0: characters.insert(contentsOf: bits[Int(generator.next() % UInt64(bits.count))], at: position)
                case 1 where !characters.isEmpty: characters.remove(at: min(position, characters.count - 1))
                default: characters.append(contentsOf: seeds[Int(generator.next() % UInt64(seeds.count))])
                }
            }
            _ = Reading.read(MessageText(String(characters)))
        }
    }

    static let repeats: [(String, String)] = [
        ("task x\n", "a\n"), ("/task x\n", "A b\n"), ("", "re: "), ("/task x\n", "thanks\n"), ("/task x\n", "--\n"),
        ("", "- "),
        ("close T-1 ", "and "), ("/task x\n", "due fri\n"), ("/task x\n", "after T-1\n"), ("/task x @bo ", "🎉 "),
        ("/task x @bo ", "high "), ("/risk x ", "by fri "), ("/task x @bo ", "(x) "), ("is ", "is "),
        ("close ", "T-1 "),
        ("action ", "bo, "), ("task x due ", "a week on "), ("resolve B-1 ", "the "), ("tasks ", "top 3 "),
        ("blocker x, ", "blocking T-2, "), ("T-1 ", "note: "), ("task ", "/x "), ("mark ", "T-1, "),
        ("risk ", "p4 i5 "),
        ("list ", "without an owner "), ("task x ", "owner: "), ("T-1 ", "done. "), ("can you ", "please "),
        ("list ", "with "), ("tasks ", "about "), ("search ", "with "),
        ("assign T-1 ", "& "), ("assign it ", "it "), ("T-1, ", "T-1, "),
    ]

    /// Nothing is read over and over: by hand such a message takes milliseconds, and no stack is deep enough for more.
    @Test(.timeLimit(.minutes(1)), arguments: repeats) func `what repeats thousands of times is read once`(
        _ begin: String, _ unit: String
    ) {
        let count = 20_000 / unit.utf8.count
        #expect(!Reading.read(MessageText(begin + String(repeating: unit, count: count))).isEmpty)
    }

    /// Every command, verb, word that introduces a value and choice of the catalogue, an id of every kind, days and names.
    private static func vocabulary() throws -> [String] {
        let catalogue = try #require(Reading.catalogue)
        let commands = catalogue.words.compactMap { catalogue.command($0) }
        let verbs = commands.flatMap(\.verbs)
        let arguments = verbs.flatMap(\.arguments)
        var said = verbs.map(\.verb) + verbs.flatMap(\.aliases)
        said += arguments.flatMap(\.after) + arguments.flatMap(\.choices) + arguments.map { $0.name + ":" }
        let ids = ItemID.prefixes.map { $0.prefix + "-1" }
        let others = [
            "fri", "tomorrow", "1 dec", "@bo", "bo", "NET", "p4", "high", "50%", "3d", "12k€", "and", "not", "by", "-",
        ]
        return Array(Set(commands.map(\.word) + said + ids + others)).sorted()
    }

    @Test func `brackets nested too deeply are refused`() {
        #expect(Reading.read(MessageText("/list " + String(repeating: "(", count: 500) + "a")) == "? more than 16")
        #expect(Reading.read(MessageText("/list " + String(repeating: "not ", count: 300) + "a")) == "? more than 16")
    }
}

/// A small generator with a seed, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
