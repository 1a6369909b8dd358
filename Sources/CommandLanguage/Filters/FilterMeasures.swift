// Measures in words: with a score over 12, estimate at least 3 days, probability high, 12 or more.

import FieldTypes
import Quantities

extension FilterReader {
    /// The fields that are compared with a level, a number or an amount.
    private static let measured: Set<String> = [
        "score", "probability", "impact", "severity", "priority", "estimate", "cost", "chance",
    ]
    private static let fieldNames = ["scored": "score", "scoring": "score", "rated": "score", "prio": "priority"]

    /// `with a score over 12`, `where probability is high`, `score > 12`; beside risks a number alone is their score: `over 12`.
    mutating func measure(_ word: Word) throws(UsageProblem) -> Filter? {
        guard isOfRecords else { return nil }
        var place = index - 1
        if word.isOne(of: ["with", "where", "whose", "having"]) {
            place += 1
            if place < words.count, words[place].isOne(of: SmallWords.articles) { place += 1 }
        }
        guard place < words.count, !words[place].isText else { return nil }
        let said = words[place].text.lowercased()
        let field = FilterReader.fieldNames[said] ?? said
        if place >= index, let named = levelFirst(said, at: place + 1) { return named }
        // `due < fri`
        if fields.contains(field), place + 2 < words.count, !words[place + 1].isText,
            ["<", ">", "<=", ">="].contains(words[place + 1].text)
        {
            index = place + (isDayField(field) ? 2 : 3)
            return try comparison(
                Word(field + words[place + 1].text + (isDayField(field) ? "" : words[place + 2].text)))
        }
        if FilterReader.measured.contains(field), fields.contains(field) {
            place += 1
            while place < words.count, words[place].isOne(of: ["is", "are", "of", "at", "a", "="]),
                comparison(at: place) == nil
            {
                place += 1
            }
            return try measure(field, at: place, isNamed: true)
        }
        // `tasks over 3 days`
        if kind == "task", place + 1 < words.count, fields.contains("estimate"),
            let (_, length) = comparison(at: place),
            place + length < words.count, DateReader.days(words[(place + length)...].prefix(2).map(\.text)) != nil
        {
            return try measure("estimate", at: place, isNamed: true)
        }
        guard fields.contains("score"), kind == nil || kind == "risk" else { return nil }
        return try measure("score", at: place, isNamed: false)
    }

    private mutating func measure(_ field: String, at place: Int, isNamed: Bool) throws(UsageProblem) -> Filter? {
        if isNamed, let range = try between(field, at: place) { return range }
        var (sign, length) = comparison(at: place) ?? (":", 0)
        let valuePlace = place + length
        guard valuePlace < words.count, !words[valuePlace].isText, words[valuePlace].token == nil else { return nil }
        let value = words[valuePlace].text.lowercased()
        let isNumber = value.utf8.first.map { $0 &- 0x30 < 10 } == true
        length += 1
        if length == 1 {
            if let end = ending(at: valuePlace + 1) {
                (sign, length) = (end, length + 2)
            } else if !isNamed
                || !isNumber && AmountReader.levelWord(value) == nil
                    && !context.choices(field).contains(value)
            {
                return nil
            }
        }
        guard isNamed || isNumber else { return nil }
        index = place + length
        if sign == ":", context.choices(field).contains(value) {
            return FilterReader.levels([value], of: field, context.choices(field))
        }
        return try comparison(Word(field + sign + value))
    }

    /// `with a high priority`: the level stands before its field.
    private mutating func levelFirst(_ level: String, at place: Int) -> Filter? {
        guard place < words.count, !words[place].isText, case let field = words[place].text.lowercased(),
            FilterReader.measured.contains(field), fields.contains(field)
        else { return nil }
        if context.choices(field).contains(level) {
            index = place + 1
            return FilterReader.levels([level], of: field, context.choices(field))
        }
        guard ["probability", "impact"].contains(field), let number = AmountReader.levelWord(level) else { return nil }
        index = place + 1
        let sign: Comparison = number == 4 ? .atLeast : .equal
        return .compare(field: field, sign, value: .number(number))
    }

    /// `score between 5 and 12`, both among them.
    private mutating func between(_ field: String, at place: Int) throws(UsageProblem) -> Filter? {
        guard place + 3 < words.count, words[place].isOne(of: ["between", "from"]),
            words[place + 2].isOne(of: ["and", "to"]), !words[place + 1].isText, !words[place + 3].isText
        else { return nil }
        index = place + 4
        return .and([
            try comparison(Word(field + ">=" + words[place + 1].text)),
            try comparison(Word(field + "<=" + words[place + 3].text)),
        ])
    }

    /// One of these levels; those that are worse than high are high, too.
    static func levels(_ levels: [String], of field: String, _ choices: [String]) -> Filter {
        let meant = levels == ["high"] ? Array(choices.drop { $0 != "high" }) : levels
        let each = meant.map { Filter.compare(field: field, .equal, value: .text($0)) }
        return each.count == 1 ? each[0] : .or(each)
    }

    /// The operator that words say, and how many they are: `over`, `more than`, `at least`, `>`.
    private func comparison(at place: Int) -> (sign: String, length: Int)? {
        guard place < words.count, !words[place].isText else { return nil }
        let word = words[place].text.lowercased()
        switch word {
        case ">", "<", ">=", "<=": return (word, 1)
        case "over", "above": return (">", 1)
        case "under", "below": return ("<", 1)
        default: break
        }
        guard place + 1 < words.count, !words[place + 1].isText else { return nil }
        switch (word, words[place + 1].text.lowercased()) {
        case ("more", "than"), ("greater", "than"), ("higher", "than"), ("bigger", "than"), ("longer", "than"):
            return (">", 2)
        case ("less", "than"), ("lower", "than"), ("smaller", "than"), ("shorter", "than"), ("fewer", "than"):
            return ("<", 2)
        case ("at", "least"): return (">=", 2)
        case ("at", "most"): return ("<=", 2)
        default: return nil
        }
    }

    /// `12 or more`, `3d or less`.
    private func ending(at place: Int) -> String? {
        guard place + 1 < words.count, words[place].isOne(of: ["or", "and"]) else { return nil }
        if words[place + 1].isOne(of: ["more", "higher", "above", "over", "greater", "up", "longer"]) { return ">=" }
        if words[place + 1].isOne(of: ["less", "lower", "below", "under", "fewer", "shorter"]) { return "<=" }
        return nil
    }
}
