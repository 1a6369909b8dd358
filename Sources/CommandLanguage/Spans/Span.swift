// A stretch of lexemes that has a value of some type, or would have one but for a fault.

package import FieldTypes
package import Quantities

/// What a stretch of words is, as one of the types of values.
package enum SpanValue: Hashable, Sendable {
    case ids([ItemID])
    case people([PersonReference])
    case project(ProjectKey)
    case number(Int)
    case level(Level)
    case percent(Int)
    case money(Money)
    case duration(WorkSpan)
    case day(SaidDay)
    case time(TimeOfDay)
    case moment(Instant)
    case rhythm(Rhythm)
    case text(String)
    case texts([String])
    /// Nearly a value: what is wrong with it.
    case fault(UsageProblem)
}

/// A value that begins at a lexeme, and the lexeme after its last one.
package struct Span: Hashable, Sendable {
    package var end: Int
    package var value: SpanValue

    package init(_ end: Int, _ value: SpanValue) {
        self.end = end
        self.value = value
    }
}

/// The types of values that are looked for in a line. The names are those of slots in phrases.
package enum SpanType: Int, CaseIterable, Sendable {
    case id, ids, person, people, name, mention, project, count, number, percent, level, levelword, money, duration,
        day,
        tag, hashtags, url, clock, time, moment, rhythm, keyvals, choiceword, kindword, word, text

    static let typeCount = allCases.count
    private static let names = Dictionary(uniqueKeysWithValues: allCases.map { ("\($0)", $0) })

    /// The type of this name; some names stand for the use that a day is put to.
    package init?(name: String) {
        guard
            let type = SpanType.names[
                ["days": "day", "date": "day", "past": "day", "k": "kindword", "b": "number"][name] ?? name]
        else { return nil }
        self = type
    }
}
