// One line's words with every day found in them by the rules of one language, each looked for once.

import FieldTypes
import Quantities

/// A day that begins at a token, and the token after its last one.
struct DaySpan: Hashable, Sendable {
    var end: Int
    var day: DayExpression
    /// A day only where one is expected: a short word, a number that may be a version.
    var isWeak: Bool
}

/// The days of a line by one language.
final class DayChart {
    /// What a slot may hold at a token.
    private struct Piece: Hashable {
        var end: Int
        var value: DayPiece
        var isWeak = false
    }
    /// A way through a phrase.
    private struct Match {
        var end: Int
        var slots: [(name: String, piece: Piece)] = []
    }

    let language: DayLanguage
    let tokens: [DayToken]
    private var found: [Int: [DaySpan]] = [:]
    private var simple: [Int: [DaySpan]] = [:]

    init(_ words: [DayWord], language: DayLanguage) {
        self.language = language
        tokens = DayToken.tokens(words, of: language)
    }

    /// Whether a day can begin at a token: most words are in no rule.
    private func mayBegin(_ index: Int) -> Bool {
        guard index < tokens.count, let byte = tokens[index].text.utf8.first else { return false }
        return byte &- 0x30 < 10 || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
            || language.vocabulary.contains(tokens[index].text)
    }

    /// The days that begin at a token, the longest first.
    func days(_ index: Int) -> [DaySpan] {
        if let known = found[index] { return known }
        guard mayBegin(index) else { return [] }
        // What is looked for while it is looked for is not there.
        found[index] = []
        var spans = units(index)
        // `cop fri`, then `fri 4 dec` of it: what begins with a day may be part of another that does.
        for _ in 0..<2 {
            let before = spans
            for rule in language.rules { apply(rule, at: index, base: before, to: &spans) }
            if spans.count == before.count { break }
        }
        let sorted = spans.enumerated().sorted {
            ($0.element.end, $1.offset) > ($1.element.end, $0.offset)
        }.map(\.element)
        found[index] = sorted
        return sorted
    }

    /// The days that are said without another one.
    private func units(_ index: Int) -> [DaySpan] {
        if let known = simple[index] { return known }
        var spans = NumericDay.spans(tokens, index, isDayFirst: language.isDayFirst)
        for rule in language.days { apply(rule, at: index, base: [], to: &spans) }
        simple[index] = spans
        return spans
    }

    private func apply(_ rule: DayRule, at index: Int, base: [DaySpan], to spans: inout [DaySpan]) {
        for match in matches(rule.nodes[...], Match(end: index), index, base) {
            guard let day = rule.day({ name in match.slots.first { $0.name == name }?.piece.value })
            else { continue }
            let isWeak = rule.isWeak || match.end == index + 1 && match.slots.contains { $0.piece.isWeak }
            let span = DaySpan(end: match.end, day: day, isWeak: isWeak)
            if !spans.contains(where: { $0.end == span.end && $0.day == span.day }) { spans.append(span) }
        }
    }

    // MARK: Phrases

    private func matches(
        _ nodes: ArraySlice<PhraseNode>, _ from: Match, _ start: Int, _ base: [DaySpan]
    ) -> [Match] {
        guard let node = nodes.first else { return [from] }
        let rest = nodes.dropFirst()
        return step(node, from, start, base).flatMap { matches(rest, $0, start, base) }
    }

    private func step(_ node: PhraseNode, _ from: Match, _ start: Int, _ base: [DaySpan]) -> [Match] {
        switch node {
        case .word(let word, _):
            guard from.end < tokens.count, tokens[from.end].text == word, goesOn(from.end, start) else {
                return []
            }
            return [Match(end: from.end + 1, slots: from.slots)]
        case .rule(let name):
            return (language.shared[name] ?? []).flatMap { matches($0[...], from, start, base) }
        case .oneOf(let ways, let isOptional):
            let found = ways.flatMap { matches($0[...], from, start, base) }
            return isOptional ? found + [from] : found
        case .slot(let slot):
            guard from.end < tokens.count, goesOn(from.end, start) else { return [] }
            return pieces(slot.type ?? slot.name, from.end, start, base).map {
                Match(end: $0.end, slots: from.slots + [(slot.name, $0)])
            }
        }
    }

    /// Whether a phrase that began may go on with a token.
    private func goesOn(_ index: Int, _ start: Int) -> Bool {
        guard index > start else { return true }
        let before = tokens[index - 1]
        if before.isLast { return false }
        // A stop ends what is said, but for figures and short forms.
        return !before.hasStop || before.isNumber || before.text.count <= 5
    }

    // MARK: Slots

    private func pieces(_ type: String, _ index: Int, _ start: Int, _ base: [DaySpan]) -> [Piece] {
        let token = tokens[index]
        switch type {
        case "day":
            let spans = index == start ? base : days(index)
            return spans.map { Piece(end: $0.end, value: .day($0.day), isWeak: $0.isWeak) }
        case "stretch", "weekly", "dated", "yearly", "whole-year":
            let spans = (index == start ? base : days(index)).filter { $0.day.isOf(type) }
            let pieces = spans.map { Piece(end: $0.end, value: .day($0.day), isWeak: $0.isWeak) }
            // `end of month` is of this month.
            guard type == "stretch", index > start else { return pieces }
            return pieces
                + entries("period", index).compactMap { piece in
                    guard case .number(let code) = piece.value, let unit = DayUnit(code: code) else {
                        return nil
                    }
                    return Piece(end: piece.end, value: .day(.period(unit, 0)))
                }
        case "n":
            if token.isNumber, token.text.utf8.count <= 4, let number = token.number {
                return [Piece(end: index + 1, value: .number(number))]
            }
            return entries("number", index) + entries("article", index)
        case "dom":
            return figures(index, 1...31) + ordinals(index)
                + entries("number", index).filter { isDay($0.value) }
        case "ordinal": return ordinals(index)
        case "th":
            return tokens[index].text.utf8.first.map { $0 &- 0x30 < 10 } == true ? ordinals(index) : []
        case "quarternumber": return figures(index, 1...4)
        case "clock": return clock(index)
        case "monthnumber": return token.text.utf8.count <= 2 ? figures(index, 1...12) : []
        case "year":
            guard token.isNumber, token.text.utf8.count == 4, let year = token.number,
                (1900...2199).contains(year)
            else {
                return []
            }
            return [Piece(end: index + 1, value: .number(year))]
        case "shortyear":
            let digits = token.text.first == "'" ? token.text.dropFirst() : token.text[...]
            guard digits.utf8.count == 2, let year = Int(asciiDigits: digits),
                index + 1 == tokens.count || token.isFollowedByMark
            else { return [] }
            return [Piece(end: index + 1, value: .number(NumericDay.year(year)))]
        default: return entries(type, index)
        }
    }

    /// `9:30`, `5pm`: a time of day, which a day does not have.
    private func clock(_ index: Int) -> [Piece] {
        let token = tokens[index]
        let parts = token.text.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count == 2, parts.allSatisfy({ $0.utf8.count <= 2 && Int(asciiDigits: $0) != nil }) {
            return [Piece(end: index + 1, value: .number(0))]
        }
        guard token.number.map({ $0 < 24 }) == true, !token.isLast, index + 1 < tokens.count,
            language.halves.contains(tokens[index + 1].text)
        else { return [] }
        return [Piece(end: index + 2, value: .number(0))]
    }

    private func isDay(_ value: DayPiece) -> Bool {
        if case .number(1...31) = value { true } else { false }
    }

    /// A number in figures.
    private func figures(_ index: Int, _ range: ClosedRange<Int>) -> [Piece] {
        guard tokens[index].text.utf8.count <= 2, let number = tokens[index].number,
            range.contains(number)
        else {
            return []
        }
        return [Piece(end: index + 1, value: .number(number))]
    }

    /// `first`, `1st`, `1er`, and `1.` where a stop makes one.
    private func ordinals(_ index: Int) -> [Piece] {
        let token = tokens[index]
        let digits = token.text.prefix { $0.isASCII && $0.isNumber }
        if (1...2).contains(digits.utf8.count), let number = Int(asciiDigits: digits),
            (1...31).contains(number)
        {
            let suffix = String(token.text.dropFirst(digits.count))
            let isOrdinal =
                suffix.isEmpty
                ? token.hasStop && language.suffixes.contains(".") : language.suffixes.contains(suffix)
            if isOrdinal { return [Piece(end: index + 1, value: .number(number))] }
            // `1 er`
            let hasOwn = suffix.isEmpty && index + 1 < tokens.count && !token.isLast
            return hasOwn && language.suffixes.contains(tokens[index + 1].text)
                ? [Piece(end: index + 2, value: .number(number))] : []
        }
        return entries("ordinal", index)
    }

    /// The words of a class that stand at a token.
    private func entries(_ name: String, _ index: Int) -> [Piece] {
        guard let entries = language.classes[name]?[tokens[index].text] else { return [] }
        return entries.compactMap { entry in
            let end = index + entry.words.count
            guard end <= tokens.count, tokens[index..<end].map(\.text) == entry.words,
                !tokens[index..<(end - 1)].contains(where: \.isLast)
            else { return nil }
            return Piece(
                end: end, value: .number(entry.value), isWeak: entry.isWeak && !tokens[index].hasStop)
        }
    }
}

extension DayExpression {
    /// Whether it is of a type that a slot wants: days of a stretch, of a week, or one day by its date.
    fileprivate func isOf(_ type: String) -> Bool {
        switch (self, type) {
        case (.period(let unit, _), "weekly"): unit == .week
        case (.week, "weekly"), (.weekOf, "weekly"), (.nthWeek, "weekly"): true
        case (.period(let unit, _), "stretch"): unit != .day
        case (.month, "stretch"), (.quarter, "stretch"), (.week, "stretch"), (.year, "stretch"),
            (.weekOf, "stretch"),
            (.nthWeek, "stretch"):
            true
        case (.period(.year, _), "whole-year"), (.year, "whole-year"): true
        case (_, "yearly"): isYearly
        case (.date, "dated"), (.numerals, "dated"), (.nthDay, "dated"): true
        default: false
        }
    }
}
