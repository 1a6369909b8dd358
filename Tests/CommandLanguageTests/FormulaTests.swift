// Formulas: what they give, and that what cannot be computed says why.

import FieldTypes
import Quantities
import Testing

@testable import CommandLanguage

/// A record that is nothing but values.
private struct Sample: FormulaSubject {
    var values: [String: FormulaValue] = [:]
    var others: [Sample] = []
    var today: CalendarDate { CalendarDate(iso: "2026-11-23") ?? CalendarDate(dayNumber: 0) }
    func value(_ name: String) -> FormulaValue { values[name] ?? .unknown("no \(name) is set") }
    func related(_ relation: String) -> [any FormulaSubject] { relation == "parts" ? others : [] }
}

struct Formulas {
    private static func day(_ iso: String) -> CalendarDate { CalendarDate(iso: iso) ?? CalendarDate(dayNumber: 0) }

    private static let contract = Sample(
        values: [
            "ends": .day(day("2026-12-24")), "seats": .number(50), "used": .number(48), "zero": .number(0),
            "cost": .money(Money(minorUnits: 120_000, currency: "EUR")),
            "fee": .money(Money(minorUnits: 5_000, currency: "USD")),
            "severity": .choice("high", among: ["low", "medium", "high"]), "next-contact": .day(day("2026-11-20")),
        ],
        others: [
            Sample(values: ["size": .number(3), "done": .truth(true)]),
            Sample(values: ["size": .number(5), "done": .truth(false)]),
        ])

    @Test(
        arguments: [
            ("1 + 2 * 3", FormulaValue.number(7)), ("(1 + 2) * 3", .number(9)), ("-2 - -3", .number(1)),
            ("ends - today", .number(31)), ("today + 2", .day(day("2026-11-25"))), ("seats - used", .number(2)),
            ("share(used, seats)", .number(96)), ("cost * 2", .money(Money(minorUnits: 240_000, currency: "EUR"))),
            ("next-contact < today", .truth(true)), ("severity >= 'medium'", .truth(true)),
            ("severity = 'low'", .truth(false)),
            ("workdays(today, ends)", .number(23)), ("later(today, 5)", .day(day("2026-11-30"))),
            ("if(used > seats, 1, 2)", .number(2)), ("first(gone, 4)", .number(4)), ("gone = none", .truth(true)),
            ("count(parts)", .number(2)), ("count(parts where done)", .number(1)), ("sum(size of parts)", .number(8)),
            ("average(size of parts)", .number(4)), ("most(size of parts)", .number(5)),
            ("sum(size of others)", .number(0)),
            // One side settles what the other does not know.
            ("gone < 3 and seats < 3", .truth(false)), ("gone < 3 or seats > 3", .truth(true)),
        ] as [(String, FormulaValue)])
    func `a formula gives its value`(_ text: String, _ value: FormulaValue) throws {
        #expect(try FormulaReader.read(text).value(of: Formulas.contract) == value)
    }

    @Test(arguments: [
        ("gone + 1", "no gone is set"), ("seats / zero", "divided by 0"), ("cost + fee", "two currencies"),
        ("ends * 2", "do not compute"), ("most(size of others)", "there is no others"),
        ("sum(cost of parts)", "no cost"),
        ("ends < seats", "cannot be compared"), ("gone < 3 and seats > 3", "no gone is set"),
    ])
    func `what cannot be computed says why and is never 0`(_ text: String, _ reason: String) throws {
        let value = try FormulaReader.read(text).value(of: Formulas.contract)
        guard case .unknown(let why) = value else {
            Issue.record("\(text) gave \(value)")
            return
        }
        #expect(why.contains(reason), "\(why)")
        #expect(!value.holds)
    }

    @Test(arguments: [
        ("", "a value"), ("1 +", "a value"), ("(1", ")"), ("sqrt(2)", "no sqrt"), ("sum(size)", "of"),
        ("a b", "before b"),
        ("'open", "closing"), ("a % b", "%"), ("if(1, 2)", "3 values"), (String(repeating: "(", count: 40), "fewer"),
    ])
    func `a wrong formula says what was expected`(_ text: String, _ expected: String) {
        do {
            _ = try FormulaReader.read(text)
            Issue.record("\(text) should be refused")
        } catch { #expect(error.expected.contains(expected), "\(error.expected)") }
    }
}
