// What the slots of a rule for days may hold: numbers, days of a month, names, other days.

import FieldTypes
import Quantities

extension DayChart {
    func pieces(_ type: String, _ index: Int, _ start: Int, _ base: [DaySpan]) -> [Piece] {
        let token = tokens[index]
        switch type {
        case "day":
            let spans = index == start ? base : days(index)
            return spans.map { Piece(end: $0.end, value: .day($0.day), isWeak: $0.isWeak) }
        case "stretch", "weekly", "dated", "yearly", "whole-year", "single":
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
        case (.between, "single"): false
        case (_, "single"): true
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
