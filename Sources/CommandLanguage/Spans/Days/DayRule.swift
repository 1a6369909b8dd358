// One way of saying a day, and what it means: `{ordinal} {weekday} of {day} → nth-weekday ordinal weekday day`.

import FieldTypes
import Quantities

/// What a slot of a rule for days holds.
enum DayPiece: Hashable, Sendable {
    case number(Int)
    case day(DayExpression)
}

/// What the words that a rule matches may begin with.
struct DayOpeners: Sendable {
    var words: Set<String> = []
    var takesFigures = false
    var takesDay = false
    /// Nothing that it matches has to be there.
    var isOpen = false

    mutating func add(_ other: DayOpeners) {
        words.formUnion(other.words)
        takesFigures = takesFigures || other.takesFigures
        takesDay = takesDay || other.takesDay
        isOpen = isOpen || other.isOpen
    }
}

/// Rules by what they may begin with: most begin with another word than the one at hand.
struct DayRules: Sendable {
    private struct Numbered: Sendable {
        var number: Int
        var rule: DayRule
        /// The fewest words that the rule matches.
        var least: Int
    }
    let all: [DayRule]
    private var byWord: [String: [Numbered]] = [:]
    private var ofFigures: [Numbered] = []
    private var ofDays: [Numbered] = []

    init(_ rules: [(rule: DayRule, openers: DayOpeners, least: Int)] = []) {
        all = rules.map(\.rule)
        for (number, (rule, openers, least)) in rules.enumerated() {
            let numbered = Numbered(number: number, rule: rule, least: least)
            // A rule of which nothing has to be there says nothing.
            if openers.takesFigures { ofFigures.append(numbered) }
            if openers.takesDay { ofDays.append(numbered) }
            for word in openers.words { byWord[word, default: []].append(numbered) }
        }
    }

    /// The rules that may begin at a token, in their order.
    ///
    /// - Parameters:
    ///   - hasDay: whether a day is known to begin there, which may be part of another.
    ///   - reach: how many words there are from here on that may be of a day.
    func rules(for token: DayToken, hasDay: Bool, reach: Int) -> [DayRule] {
        var lists = byWord[token.text].map { [$0] } ?? []
        if token.text.utf8.contains(where: { $0 &- 0x30 < 10 }) { lists.append(ofFigures) }
        if hasDay { lists.append(ofDays) }
        var numbered: [Numbered] = []
        for list in lists { for rule in list where rule.least <= reach { numbered.append(rule) } }
        if lists.count > 1 { numbered.sort { $0.number < $1.number } }
        var found: [DayRule] = []
        var last = -1
        for one in numbered where one.number > last {
            found.append(one.rule)
            last = one.number
        }
        return found
    }
}

/// A phrase and the day it means.
final class DayRule: Sendable {
    /// A part of the meaning: a slot's name, or what stands there itself.
    private enum Operand: Sendable {
        case slot(String)
        case constant(DayPiece)
    }
    let nodes: [PhraseNode]
    /// Only where a day is expected: `17 2`.
    let isWeak: Bool
    private let operation: String
    private let operands: [Operand]

    /// Reads a rule: a phrase, an arrow, an operation and its operands; a question mark behind it for what is weak.
    init(_ text: String) throws(PhraseProblem) {
        let halves = text.split(separator: "→", maxSplits: 1).map(String.init)
        guard halves.count == 2 else {
            throw PhraseProblem(expected: "phrase → meaning; \(text) has no →")
        }
        nodes = try PhraseNotation.nodes(DayToken.plain(halves[0]))
        var words = halves[1].split(separator: " ").map(String.init)
        isWeak = words.last == "?"
        if isWeak { words.removeLast() }
        guard let first = words.first else { throw PhraseProblem(expected: "a meaning in \(text)") }
        operation = first
        operands = words.dropFirst().map { DayRule.constant($0).map { .constant($0) } ?? .slot($0) }
        guard DayRule.operations.contains(first) else {
            throw PhraseProblem(
                expected: "one of \(DayRule.operations.sorted().joined(separator: ", ")); \(first) is none")
        }
        let slots = DayRule.slots(of: nodes)
        for case .slot(let name) in operands where !slots.contains(name) {
            throw PhraseProblem(expected: "a slot of the phrase, a number or a unit; \(name) is none")
        }
    }

    private static func slots(of nodes: [PhraseNode]) -> Set<String> {
        nodes.reduce(into: []) { names, node in
            switch node {
            case .slot(let slot): names.insert(slot.name)
            case .oneOf(let ways, _): for way in ways { names.formUnion(slots(of: way)) }
            case .word, .rule: break
            }
        }
    }

    /// A number, a unit's letter, or a unit with a step: `w+1` is next week.
    private static func constant(_ text: String) -> DayPiece? {
        if let value = DayLanguage.value(text) { return .number(value) }
        // `m:11` is November, `christmas` is not.
        if text.hasPrefix("m:"), let month = Int(text.dropFirst(2)) {
            return .day(.month(month, year: nil))
        }
        guard text.count >= 3, let unit = text.first.flatMap({ DayUnit(rawValue: $0) }),
            let step = Int(text.dropFirst())
        else { return nil }
        return .day(.period(unit, step))
    }

    static let operations: Set<String> = [
        "same", "date", "weekday", "weekdays", "weekdays-ago", "weekday-after", "weekday-before", "in", "ago",
        "weekday-in-week",
        "weekday-in",
        "weekday-ago", "weekday-later",
        "weekday-dom", "period", "month",
        "quarter", "week", "year", "easter", "within", "next", "last", "nth-weekday", "nth-day",
        "nth-working-day",
        "nth-week", "closest", "start", "middle", "end",
        "checked", "week-of", "between", "span", "span-back",
    ]

    /// The day that the rule means with these values in its slots; nil where they make none.
    func day(_ slot: (String) -> DayPiece?) -> DayExpression? {
        var pieces: [DayPiece] = []
        for operand in operands {
            switch operand {
            case .constant(let piece): pieces.append(piece)
            case .slot(let name): if let piece = slot(name) { pieces.append(piece) }
            }
        }
        return DayMeaning(pieces: pieces).day(operation)
    }
}

/// The operands of a rule, and the day that an operation makes of them.
private struct DayMeaning {
    var pieces: [DayPiece]

    private var numbers: [Int] {
        pieces.compactMap { if case .number(let number) = $0 { number } else { nil } }
    }
    private var days: [DayExpression] {
        pieces.compactMap { if case .day(let day) = $0 { day } else { nil } }
    }

    private func unit(_ index: Int) -> DayUnit? {
        number(index).flatMap { DayUnit(code: $0) }
    }
    private func number(_ index: Int) -> Int? {
        numbers.indices.contains(index) ? numbers[index] : nil
    }
    private func weekday(_ index: Int) -> Weekday? { number(index).flatMap { Weekday(rawValue: $0) } }

    func day(_ operation: String) -> DayExpression? {
        switch operation {
        case "same": days.first
        case "date": number(0).map { .date(day: $0, month: number(1), year: number(2)) }
        case "weekday":
            both(weekday(0), number(1).flatMap { WeekdayStep(rawValue: $0) }) { .weekday($0, $1) }
        case "weekdays": both(number(0), weekday(1)) { .weekdays($0, $1) }
        case "weekdays-ago": both(number(0), weekday(1)) { .weekdays(-$0, $1) }
        case "weekday-after", "weekday-before":
            number(0).flatMap { count in
                both(weekday(1), days.first) {
                    .weekdayFrom(operation == "weekday-after" ? count : -count, $0, $1)
                }
            }
        case "in": both(number(0), unit(1)) { .shifted($0, $1, from: days.first) }
        case "ago": both(number(0), unit(1)) { .shifted(-$0, $1, from: days.first) }
        case "weekday-in-week": both(weekday(0), days.first) { .weekdayInWeek($0, of: $1) }
        case "weekday-in", "weekday-ago":
            both(
                weekday(0),
                both(number(1), unit(2)) { .shifted(operation == "weekday-in" ? $0 : -$0, $1, from: nil) }
            ) {
                .weekdayInWeek($0, of: $1)
            }
        case "weekday-later":
            both(number(0), weekday(1)) { .shifted($0, .day, from: .weekday($1, .this)) }
        case "weekday-dom":
            both(weekday(0), number(1)) { .checked($0, .date(day: $1, month: nil, year: nil)) }
        case "period": both(unit(0), number(1)) { .period($0, $1) }
        case "month": number(0).map { .month($0, year: number(1)) }
        case "quarter": number(0).map { .quarter($0, year: number(1)) }
        case "week": number(0).map { .week($0, year: number(1)) }
        case "year": number(0).map { .year($0) }
        case "easter": number(0).map { .easter($0) }
        case "within":
            days.count == 2
                ? .within(days[0], year: days[1])
                : both(days.first, number(0)) { .within($0, year: .year($1)) }
        case "next": days.first.map { .looking(.ahead, $0) }
        case "last": days.first.map { .looking(.back, $0) }
        case "nth-weekday": both(weekday(1), days.first) { .nthWeekday(numbers[0], $0, of: $1) }
        case "nth-day": both(number(0), days.first) { .nthDay($0, of: $1) }
        case "nth-working-day": both(number(0), days.first) { .nthWorkingDay($0, of: $1) }
        case "nth-week": both(number(0), days.first) { .nthWeek($0, of: $1) }
        case "closest": both(weekday(1), days.first) { .closest(numbers[0], $0, to: $1) }
        case "start", "middle", "end":
            both(DayEdge(rawValue: operation), days.first) { .edge($0, of: $1) }
        case "checked": both(weekday(0), days.first) { .checked($0, $1) }
        case "week-of": days.first.map { .weekOf($0) }
        case "between": days.count == 2 ? .between(days[0], days[1]) : nil
        case "span": both(number(0), unit(1)) { .span($0, $1) }
        case "span-back": both(number(0), unit(1)) { .span(-$0, $1) }
        default: nil
        }
    }

    private func both<One, Other>(
        _ one: One?, _ other: Other?, _ make: (One, Other) -> DayExpression
    ) -> DayExpression? {
        guard let one, let other else { return nil }
        return make(one, other)
    }
}

extension DayUnit {
    /// The unit whose letter has this code.
    init?(code: Int) {
        guard let byte = UInt8(exactly: code) else { return nil }
        self.init(rawValue: Character(Unicode.Scalar(byte)))
    }
}
