// Conditions put together as they were said: "or" and "not" between neighbours, brackets around several.

import FieldTypes

/// Builds a filter from its pieces. What nothing joins must all hold; "or" joins the conditions beside it.
struct FilterAssembly {
    private struct Group {
        var parts: [Filter] = []
        var joint: Joint?
        var isNegated = false
    }
    private enum Joint { case or, and }

    private var groups = [Group()]
    private var count = 0
    private var nots = 0
    /// Values for the verb's own arguments that stood among the conditions.
    private(set) var elements: [Element] = []
    /// How many words are looked for.
    private(set) var searched = 0
    private(set) var fault: UsageProblem?

    /// The whole; brackets that are still open end here.
    var filter: Filter {
        var rest = self
        while rest.groups.count > 1 { rest.close() }
        return FilterAssembly.all(rest.groups[0].parts)
    }

    mutating func take(_ piece: StatementBinder.Piece, of chart: Chart) {
        if let first = piece.range.first { for _ in 0..<chart.line.brackets(before: first) { open() } }
        switch piece.content {
        case .condition(let filter, let problem):
            fault = fault ?? problem
            add(filter)
        case .element(let element): elements.append(element)
        case .or: groups[groups.count - 1].joint = .or
        case .and: groups[groups.count - 1].joint = .and
        case .not:
            groups[groups.count - 1].isNegated.toggle()
            nots += 1
            limit(.nesting, nots)
        case .word:
            searched += 1
            let lexeme = chart.line[piece.range.lowerBound]
            add(.word(lexeme.isText ? lexeme.text.lowercased() : lexeme.folded))
        case .filler: break
        }
        if let last = piece.range.last { for _ in 0..<chart.line.brackets(after: last) { close() } }
    }

    private mutating func open() {
        groups.append(Group())
        limit(.nesting, groups.count - 1 + nots)
    }

    /// A bracket that nothing opened says nothing.
    private mutating func close() {
        guard groups.count > 1 else { return }
        let parts = groups.removeLast().parts
        if !parts.isEmpty { join(FilterAssembly.all(parts)) }
    }

    private mutating func add(_ filter: Filter) {
        count += 1
        nots = 0
        limit(.conditions, count)
        join(filter)
    }

    private mutating func join(_ filter: Filter) {
        var group = groups[groups.count - 1]
        let filter = group.isNegated ? .not(filter) : filter
        switch (group.joint, group.parts.last) {
        case (.or, let last?): group.parts[group.parts.count - 1] = FilterAssembly.either(last, filter)
        // People or projects joined by "and" are any of them.
        // `except @bo and @kim`: neither of them.
        case (.and, .not(let last)?) where !group.isNegated && FilterAssembly.isSameField(last, filter):
            group.parts[group.parts.count - 1] = .not(FilterAssembly.either(last, filter))
        case (.and, let last?) where FilterAssembly.isSameField(last, filter):
            group.parts[group.parts.count - 1] = FilterAssembly.either(last, filter)
        default: group.parts.append(filter)
        }
        (group.joint, group.isNegated) = (nil, false)
        groups[groups.count - 1] = group
    }

    private mutating func limit(_ limit: ReadingLimit, _ count: Int) {
        if count > limit.most { fault = fault ?? UsageProblem(.tooMuch(limit)) }
    }

    private static func all(_ parts: [Filter]) -> Filter {
        parts.isEmpty ? .all : parts.count == 1 ? parts[0] : .and(parts)
    }

    private static func either(_ one: Filter, _ other: Filter) -> Filter {
        if case .or(let parts) = one { return .or(parts + [other]) }
        return .or([one, other])
    }

    private static func isSameField(_ one: Filter, _ other: Filter) -> Bool {
        func field(_ filter: Filter) -> String? {
            switch filter {
            case .compare(let field, .equal, _): ["owner", "project", "by"].contains(field) ? field : nil
            case .or(let parts): parts.first.flatMap(field)
            default: nil
            }
        }
        return field(one) != nil && field(one) == field(other)
    }
}

extension LexedLine {
    /// How many brackets open before a lexeme, or close after it.
    func brackets(before index: Int) -> Int {
        guard self[index].before.contains(.open) else { return 0 }
        return text(self[index].outer.lowerBound..<self[index].core.lowerBound).utf8.count { $0 == UInt8(ascii: "(") }
    }

    func brackets(after index: Int) -> Int {
        guard self[index].after.contains(.close) else { return 0 }
        return text(self[index].core.upperBound..<self[index].outer.upperBound).utf8.count { $0 == UInt8(ascii: ")") }
    }
}
