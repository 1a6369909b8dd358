// A condition as the language file writes it, with the values that were said in their places.

import FieldTypes
import Quantities

/// Fills a condition such as `(since<-{duration} or created<-{duration})`.
///
///     condition := term { " and " term } | "(" condition " or " condition ")"
///     term      := ["not "] field op value | "'"word"'"
struct ConditionTemplate {
    let chart: Chart
    let slots: [BoundSlot]
    let reader: ConditionReader
    var fault: UsageProblem?

    init(chart: Chart, slots: [BoundSlot], reader: ConditionReader) {
        self.chart = chart
        self.slots = slots
        self.reader = reader
    }

    /// The condition with its values; nil where it is none here.
    mutating func filter(_ text: String) -> Filter? {
        if text.hasPrefix("("), text.hasSuffix(")") {
            let ways = text.dropFirst().dropLast().components(" or ")
            return all(ways).map { .or($0) }
        }
        let parts = text.components(" and ")
        if parts.count > 1 { return all(parts).map { .and($0) } }
        if text.hasPrefix("not ") { return filter(String(text.dropFirst(4))).map { .not($0) } }
        if text.hasPrefix("'") { return filled(String(text.dropFirst().dropLast())).map { .word($0.lowercased()) } }
        return term(text)
    }

    private mutating func all(_ parts: [String]) -> [Filter]? {
        var filters: [Filter] = []
        for part in parts {
            guard let filter = filter(part) else { return nil }
            filters.append(filter)
        }
        return filters
    }

    private mutating func term(_ text: String) -> Filter? {
        if text == "@new" { return .compare(field: "@new", .equal, value: .text("")) }
        guard let mark = text.firstIndex(where: { ":<>".contains($0) }) ?? text.firstIndex(of: "{") else { return nil }
        var field = String(text[..<mark])
        var rest = text[mark...]
        var comparison = Comparison.equal
        for written in ["<=", ">=", "<", ">", ":"] where rest.hasPrefix(written) {
            comparison = Comparison(rawValue: written) ?? .equal
            rest = rest.dropFirst(written.count)
            break
        }
        if field == "@day" { field = "@day" }
        let value = String(rest)
        if let sign = value.first, sign == "-" || sign == "+", value.dropFirst() == "{duration}" {
            return distance(field, comparison, isBack: sign == "-")
        }
        if value == "today" { return .compare(field: field, comparison, value: .date(chart.context.today)) }
        guard value.hasPrefix("{"), value.hasSuffix("}") else { return literal(field, comparison, value) }
        guard let slot = slots.first(where: { $0.name == value.dropFirst().dropLast() }) else { return nil }
        switch slot.value {
        case .people(let people):
            let any = people.map { Filter.compare(field: field, comparison, value: .named($0)) }
            return any.count == 1 ? any[0] : .or(any)
        case .project(let key): return literal(field, comparison, key.text)
        case .number(let number): return literal(field, comparison, "\(number)")
        case .level(let level): return .compare(field: field, comparison, value: .number(level.rank))
        case .day(let day):
            let real = field == "@day" ? "due" : field
            guard let found = reader.days(real, comparison, day, end: 0) else { return nil }
            fault = fault ?? found.fault
            return field == "@day" ? found.filter.renamed(from: "due", to: "@day") : found.filter
        case .text(let said): return literal(field, comparison, said.lowercased())
        default: return nil
        }
    }

    private mutating func literal(_ field: String, _ comparison: Comparison, _ value: String) -> Filter? {
        if field == "project", value == "*" { return .compare(field: field, .equal, value: Filter.anyProject) }
        let found = reader.read(field, comparison, value, end: 0)
        fault = fault ?? found.fault
        return found.filter
    }

    /// So long before or after today.
    private func distance(_ field: String, _ comparison: Comparison, isBack: Bool) -> Filter? {
        guard let slot = slots.first(where: { $0.name == "duration" }),
            let distance = AmountRecogniser.distance(chart, slot.range.lowerBound)
        else { return nil }
        let day = chart.context.today + (isBack ? -distance.days : distance.days)
        return .compare(field: field, comparison, value: .date(day))
    }

    private func filled(_ text: String) -> String? {
        guard text.hasPrefix("{"), text.hasSuffix("}") else { return text }
        guard let slot = slots.first(where: { $0.name == text.dropFirst().dropLast() }) else { return nil }
        return chart.line.lexemes[slot.range].map(\.text).joined(separator: " ")
    }
}

extension StringProtocol {
    /// The parts between a separator.
    fileprivate func components(_ separator: String) -> [String] {
        var parts: [String] = []
        var rest = Substring(self)
        while let range = rest.range(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}

extension StringProtocol {
    /// Where a text first stands in this one.
    func range(of text: String) -> Range<Index>? {
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(text) { return index..<self.index(index, offsetBy: text.count) }
            index = self.index(after: index)
        }
        return nil
    }
}

extension Filter {
    /// The same condition of another field.
    func renamed(from old: String, to new: String) -> Filter {
        switch self {
        case .compare(old, let comparison, let value): .compare(field: new, comparison, value: value)
        case .not(let inner): .not(inner.renamed(from: old, to: new))
        case .and(let parts): .and(parts.map { $0.renamed(from: old, to: new) })
        case .or(let parts): .or(parts.map { $0.renamed(from: old, to: new) })
        case .all, .word, .compare: self
        }
    }
}
