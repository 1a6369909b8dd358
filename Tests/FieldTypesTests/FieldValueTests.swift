// Values of every type: each is read back from JSON and from bytes, and compares with what it has an order with.

import FieldTypes
import JSONText
import Quantities
import Testing

struct FieldValues {
    private static let day = CalendarDate(iso: "2026-12-04") ?? CalendarDate(dayNumber: 0)

    /// One of each type, with the JSON that events hold; the first nine are written since the first version.
    private static let kept: [(FieldValue, String)] = [
        (.text("te\"xt"), #""te\"xt""#), (.number(-3), "-3"), (.level(4), #"{"level":4}"#),
        (.percent(40), #"{"percent":40}"#), (.date(day), #"{"date":"2026-12-04"}"#),
        (.money(Money(minorUnits: 120_050, currency: "EUR")), #"{"money":[120050,"EUR"]}"#),
        (.span(.days(3)), #"{"minutes":1440}"#), (.person(PersonID(2)), #"{"person":2}"#),
        (.id(ItemID("T", 3)), #"{"item":"T-3"}"#),
        (.days(day...(day + 4)), #"{"days":["2026-12-04","2026-12-08"]}"#),
        (.time(time(9, 30)), #"{"time":"09:30"}"#), (.moment(Instant(seconds: 60)), #"{"moment":60000}"#),
        (.people([PersonID(1), PersonID(2)]), #"{"people":[1,2]}"#), (.project(key), #"{"project":"NET"}"#),
        (.ids([ItemID("T", 3), ItemID("R", 1)]), #"{"items":["T-3","R-1"]}"#),
        (.tags(["audit", "eu"]), #"{"tags":["audit","eu"]}"#),
        (.named(PersonReference(name: "bo")), #"{"named":{"name":"bo"}}"#),
        (
            .filter(.and([.compare(field: "cost", .more, value: .number(3)), .not(.word("x")), .or([.all])])),
            #"{"filter":{"and":[{"field":"cost","is":">","value":3},{"not":{"word":"x"}},{"or":["all"]}]}}"#
        ),
    ]

    /// The same in JSON and bytes, with numbers that no program wrote: whatever is reckoned with them is a number.
    @Test(arguments: ["9223372036854775807", "-9223372036854775808"])
    func `a number beyond its type's ends is the end`(_ number: String) throws {
        for json in [#"{"minutes":\#(number)}"#, #"{"money":[\#(number),"EUR"]}"#, #"{"moment":\#(number)}"#] {
            switch try #require(FieldValue(json: try JSON(reading: json))) {
            case .span(let span): #expect(abs(span.minutes) < .max / 1000)
            case .money(let money): #expect(abs(money.minorUnits) < .max / 100)
            case .moment(let moment):
                #expect(moment + Instant.day > moment || moment.milliseconds == Instant.range.upperBound)
            default: Issue.record("\(json)")
            }
        }
        let extreme = try #require(Int(number))
        #expect((1...5).contains(Level(extreme).rank))
        #expect((0...ItemID("T", 1_000_000_000).number).contains(ItemID("T", extreme).number))
        #expect(PersonID(extreme).number >= 0 && PersonID(extreme).number < .max / 1000)
    }

    private static let key = ProjectKey("NET") ?? ProjectKey(kept: "NET")
    private static func time(_ hour: Int, _ minute: Int = 0) -> TimeOfDay {
        guard let time = TimeOfDay(hour: hour, minute: minute) else { preconditionFailure("no such time") }
        return time
    }

    @Test("A value is read back from the JSON of an event", arguments: kept)
    func json(_ value: FieldValue, _ text: String) throws {
        #expect(value.json.text == text)
        #expect(FieldValue(json: try JSON(reading: text)) == value)
    }

    @Test("A value is read back from the bytes of a snapshot", arguments: kept.map(\.0))
    func bytes(_ value: FieldValue) throws {
        var writer = ByteWriter()
        value.write(to: &writer)
        var reader = ByteReader(writer.bytes[...])
        #expect(try FieldValue(from: &reader) == value)
        #expect(reader.isAtEnd)
    }

    @Test("Bytes that were cut off hold no value", arguments: kept.map(\.0))
    func cut(_ value: FieldValue) {
        var writer = ByteWriter()
        value.write(to: &writer)
        var reader = ByteReader(writer.bytes.dropLast())
        #expect(throws: SnapshotDamaged.self) { try FieldValue(from: &reader) }
    }

    @Test("Types stand in snapshots under numbers of their own, in the order they came")
    func numbers() {
        #expect(FieldValue.contents.map { $0.storedNumber } == Array(0..<FieldValue.contents.count))
        #expect(Set(FieldValue.contents.map { $0.storedName }).count == FieldValue.contents.count)
        #expect(
            FieldValues.kept.map(\.0.schemaVersion) == Array(repeating: 1, count: 9) + Array(repeating: 2, count: 9))
    }

    private static let euros = FieldValue.money(Money(minorUnits: 120_000, currency: "EUR"))

    @Test(
        "Values compare by their type",
        arguments: [
            (.number(12), .atLeast, .number(12), true), (.number(12), .more, .number(12), false),
            (euros, .more, .money(Money(minorUnits: 100_000, currency: "EUR")), true),
            (euros, .more, .money(Money(minorUnits: 100_000, currency: "USD")), false),
            (euros, .equal, .number(1200), true),
            (euros, .less, .number(.max), true), (.level(4), .atLeast, .number(4), true),
            (.level(Level(ofPercent: 40)), .equal, .level(3), true), (.percent(9), .less, .percent(10), true),
            (.span(.days(5)), .more, .span(WorkSpan(minutes: 2399)), true), (.date(day), .less, .date(day), false),
            (.date(day), .equal, .days((day - 3)...day), true), (.date(day), .more, .days((day - 3)...day), false),
            (.days(day...(day + 1)), .less, .date(day + 2), true), (.time(time(9)), .less, .time(time(17)), true),
            (.person(PersonID(1)), .equal, .people([PersonID(2), PersonID(1)]), true),
            (.people([PersonID(2)]), .equal, .person(PersonID(1)), false), (.tags(["eu"]), .equal, .text("#eu"), true),
            (.ids([ItemID("T", 3)]), .equal, .id(ItemID("T", 3)), true),
            (.text("Vendor Late"), .equal, .text("late"), true),
            (.text("b"), .more, .text("a"), false), (.number(3), .equal, .text("3"), false),
        ] as [(FieldValue, Comparison, FieldValue, Bool)])
    func comparisons(_ own: FieldValue, _ comparison: Comparison, _ other: FieldValue, _ holds: Bool) {
        #expect(own.holds(comparison, other) == holds)
    }
}
