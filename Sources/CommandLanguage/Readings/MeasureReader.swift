// Measures in words: with a score over 12, estimate at least 3 days, high priority, high or critical blockers.

import FieldTypes
import Quantities

extension ConditionReader {
    /// The conditions that compare a field with a level, a number or an amount, and begin at a lexeme.
    func measures(_ index: Int) -> [FoundCondition] {
        guard isOfRecords else { return [] }
        var found = levelsBesideKind(index)
        let start = chart.ends(ofRule: "having", from: index).max() ?? index
        guard start < chart.count, !chart.line[start].isText else { return found }
        if let field = measured(start) {
            let value = chart.ends(ofRule: "equals", from: start + 1).max() ?? start + 1
            if let between = between(field, value) { found.append(between) }
            if let compared = compared(field, value, isNamed: true) { found.append(compared) }
        }
        // `with a high priority`
        if start + 1 < chart.count, let field = measured(start + 1),
            let condition = level(chart.line[start].folded, of: field, end: start + 2)
        {
            found.append(condition)
        }
        // Beside a kind a number alone is what that kind is measured by: `risks over 12`.
        if let field = chart.numberField(of: kind), let bare = compared(field, start, isNamed: false) {
            found.append(bare)
        }
        return found
    }

    /// The field that a word names, of those that are measured.
    private func measured(_ index: Int) -> String? {
        guard index < chart.count else { return nil }
        let word = chart.line[index].folded
        let field = chart.language.orders["field " + word] ?? word
        guard isField(field), !isDayField(field), chart.language.sets["measured"]?.contains(field) == true
        else { return nil }
        return field
    }

    /// `over 12`, `at least 3 days`, `12 or more`, `high`
    private func compared(_ field: String, _ index: Int, isNamed: Bool) -> FoundCondition? {
        var comparison: Comparison?
        var place = index
        for (rule, sign) in [("over", Comparison.more), ("under", .less), ("atleast", .atLeast), ("atmost", .atMost)] {
            for end in chart.ends(ofRule: rule, from: index) where end > place { (comparison, place) = (sign, end) }
        }
        guard place < chart.count, !chart.line[place].isText else { return nil }
        guard let (value, end) = amount(place) else {
            return isNamed && comparison == nil ? level(chart.line[place].folded, of: field, end: place + 1) : nil
        }
        guard isNamed || value.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
        if let comparison { return read(field, comparison, value, end: end) }
        for (rule, sign) in [("ormore", Comparison.atLeast), ("orless", .atMost)] {
            if let last = chart.ends(ofRule: rule, from: end).first(where: { $0 > end }) {
                return read(field, sign, value, end: last)
            }
        }
        return isNamed ? read(field, .equal, value, end: end) : nil
    }

    /// `between 5 and 12`, both among them
    private func between(_ field: String, _ index: Int) -> FoundCondition? {
        guard chart.isWord(index, in: chart.language.sets["between"] ?? []), let (low, middle) = amount(index + 1),
            chart.isWord(middle, in: chart.language.sets["betweenand"] ?? []), let (high, end) = amount(middle + 1)
        else { return nil }
        let (from, to) = (read(field, .atLeast, low, end: end), read(field, .atMost, high, end: end))
        return FoundCondition(end: end, filter: .and([from.filter, to.filter]), fault: from.fault ?? to.fault)
    }

    /// A number, a duration or an amount as it would be typed.
    private func amount(_ index: Int) -> (text: String, end: Int)? {
        guard index < chart.count, chart.line[index].startsWithDigit || !chart.spans(.count, index).isEmpty else {
            return nil
        }
        for type in [SpanType.duration, .money] {
            guard let span = chart.spans(type, index).first else { continue }
            return (chart.line.lexemes[index..<span.end].map(\.text).joined(), span.end)
        }
        if let span = chart.spans(.count, index).first, case .number(let number) = span.value {
            return ("\(number)", span.end)
        }
        return (chart.line[index].text, index + 1)
    }

    /// A field that is this level, or worse where it is high.
    private func level(_ word: String, of field: String, end: Int) -> FoundCondition? {
        let choices = self.choices(of: field, with: word)
        if choices.contains(word) {
            return FoundCondition(end: end, filter: FilterReader.levels([word], of: field, choices))
        }
        guard ["probability", "impact"].contains(field), let number = AmountReader.levelWord(word) else { return nil }
        return FoundCondition(
            end: end, filter: .compare(field: field, number == 4 ? .atLeast : .equal, value: .number(number)))
    }

    /// The choices of a field, of the first kind that has this one among them.
    private func choices(of field: String, with word: String) -> [String] {
        context.types(field).first { $0.choices.contains(word) }?.choices ?? context.choices(field)
    }

    /// `high or critical blockers`, `risks high`: levels directly before or after the word for a kind.
    private func levelsBesideKind(_ index: Int) -> [FoundCondition] {
        var levels = [chart.line[index].folded]
        var end = index + 1
        while end + 1 < chart.count, chart.isWord(end, in: chart.language.ors) {
            levels.append(chart.line[end + 1].folded)
            end += 2
        }
        let after = end < chart.count ? chart.kindNamed(end) : nil
        let before = index > 0 ? chart.kindNamed(index - 1) : nil
        guard let kind = after ?? before, let field = chart.catalogue.command(kind: kind)?.meanings["choice"],
            case let choices = self.choices(of: field, with: levels[0]), levels.allSatisfy({ choices.contains($0) })
        else { return [] }
        return [FoundCondition(end: end, filter: FilterReader.levels(levels, of: field, choices))]
    }
}
