// A statement that asks for records: conditions, what sorts them, words to look for.

import FieldTypes
import Quantities

extension StatementBinder {
    /// One piece of a filter.
    indirect enum Piece {
        case condition(Filter, UsageProblem?)
        case element(Element)
        case or, and, not
        case word(Int)
        case filler
    }

    /// The most words that a list is asked for with.
    static let longestFilter = 96

    struct Cover {
        var cost: Double
        var pieces: [Piece]
    }

    /// The readings of what follows as a filter.
    func filterReadings(_ matched: MatchedPhrase, _ start: Start) -> [Reading] {
        let conditions = ConditionReader(chart: chart, verb: verb, kind: command.kind)
        var memo: [TailKey: Cover] = [:]
        guard chart.count - matched.match.end <= StatementBinder.longestFilter else {
            var reading = Reading(command: command, verb: verb, values: start.values)
            let limit = "at most \(StatementBinder.longestFilter) words"
            reading.fault = UsageProblem(.badFilter(word: chart.line[matched.match.end].text, expected: limit))
            return [reading]
        }
        let cover = cover(matched.match.end, start.used, matched.match.end, conditions, &memo)
        var pieces = cover.pieces
        var start = start
        var said = 0
        // `/search racks kind:task`: words to look for, and conditions among them.
        if let text = verb.textArgument, start.values[text.name] == nil {
            let words = pieces.compactMap { if case .word(let index) = $0 { index } else { nil } }
            if let first = words.first, let last = words.last {
                start.values[text.name] = [.text(slice(first..<(last + 1)))]
                said = words.count
                pieces.removeAll { if case .word = $0 { true } else { false } }
            }
        }
        if let implied = start.condition {
            var template = ConditionTemplate(chart: chart, slots: [], reader: conditions)
            if let condition = template.filter(implied) { pieces.insert(.condition(condition, nil), at: 0) }
        }
        var fault = start.fault
        var searched = 0
        var elements: [Element] = []
        let filter = combined(pieces, &fault, &searched, &elements)
        guard
            var reading = finished(
                matched, start, elements, leftovers: chart.count..<chart.count, free: searched + said)
        else {
            return []
        }
        reading.fault = reading.fault ?? fault
        reading.features.searched = searched
        reading.features.usesFiller = pieces.contains { if case .filler = $0 { true } else { false } }
        let parts = filter
        if let name = verb.filterArgument?.name {
            let whole = parts.isEmpty ? Filter.all : parts.count == 1 ? parts[0] : .and(parts)
            reading.values[name] = [.filter(settled(whole))]
        }
        return [reading]
    }

    /// The cheapest way to cover everything from a lexeme on.
    private func cover(
        _ index: Int, _ used: UInt64, _ first: Int, _ conditions: ConditionReader, _ memo: inout [TailKey: Cover]
    ) -> Cover {
        if isOver(index) { return Cover(cost: 0, pieces: []) }
        let key = TailKey(index: index, used: used)
        if let known = memo[key] { return known }
        var best: Cover?
        func offer(_ cost: Double, _ piece: Piece?, _ end: Int, _ bits: UInt64 = 0) {
            let rest = cover(end, used | bits, first, conditions, &memo)
            if best == nil || cost + rest.cost < best?.cost ?? .infinity {
                best = Cover(cost: cost + rest.cost, pieces: (piece.map { [$0] } ?? []) + rest.pieces)
            }
        }
        let lexeme = chart.line[index]
        let isJoined =
            index > first && (chart.isWord(index - 1, in: language.ors) || chart.isWord(index - 1, in: language.nots))
            || lexeme.before.contains(.open)
        for element in elements(index, used, isHead: true)
        where !element.isText && element.target != .aside && !isJoined {
            if element.range.upperBound < chart.count, chart.isWord(element.range.upperBound, in: language.ors) {
                continue
            }
            if case .argument(let number) = element.target {
                let argument = verb.arguments[number]
                if argument.type == .text || argument.type == .word { continue }
                // `@bo or @kim`: more than the argument takes are a condition.
                if !argument.isMany, element.values.count > 1 { continue }
            }
            offer(
                (element.fault == nil ? 1 : 4) - 0.1 * Double(element.range.count), .element(element),
                element.range.upperBound, element.bits)
        }
        if verb.filterArgument != nil { ordered(index, used, offer) }
        for condition in conditions.conditions(index) {
            offer(
                (condition.fault == nil ? 1.02 : 4) - 0.1 * Double(condition.end - index),
                .condition(condition.filter, condition.fault), condition.end)
        }
        if !lexeme.isText {
            if chart.isWord(index, in: language.ors) { offer(0.3, .or, index + 1) }
            if chart.isWord(index, in: language.tailJoins) { offer(0.3, .and, index + 1) }
            if chart.isWord(index, in: language.nots) { offer(0.3, .not, index + 1) }
            if language.filler.contains(lexeme.folded) { offer(2, .filler, index + 1) }
            offerAsOf(index, offer)
        }
        offer(10, .word(index), index + 1)
        let result = best ?? Cover(cost: 0, pieces: [])
        memo[key] = result
        return result
    }

    /// `sorted by due`, `by age`, `top 3`
    private func ordered(_ index: Int, _ used: UInt64, _ offer: (Double, Piece?, Int, UInt64) -> Void) {
        if used & (1 << 61) == 0, chart.isWord(index, in: language.sets["top"] ?? []),
            let span = chart.spans(.count, index + 1).first,
            case .number(let number) = span.value, number > 0
        {
            let element = Element(target: .top, range: index..<span.end, values: [.number(number)], weight: 2)
            offer(0.9, .element(element), span.end, element.bits)
        }
        if used & (1 << 59) == 0, chart.isWord(index, in: language.sets["since"] ?? []), verb.argument("since") == nil,
            !verb.arguments.contains(where: { $0.type == .past })
        {
            for candidate in reader.candidates(ArgumentDeclaration("since", .past), index + 1, isBare: false)
            where candidate.fault == nil {
                let element = Element(target: .since, range: index..<candidate.end, values: candidate.values, weight: 2)
                offer(0.9, .element(element), candidate.end, element.bits)
            }
        }
        guard used & (1 << 60) == 0 else { return }
        let said = chart.ends(ofRule: "sorted", from: index).filter { $0 > index }
        for start in said where start < chart.count {
            let word = chart.line[start].folded
            let isBy = start == index + 1
            guard
                let field = language.orders[word]
                    ?? (isBy && chart.isWord(index, in: language.sets["by"] ?? [])
                        ? nil : chart.isField(word) ? word : nil)
            else { continue }
            let element = Element(target: .sort, range: index..<(start + 1), values: [.text(field)], weight: 2)
            offer(0.8, .element(element), start + 1, element.bits)
        }
    }

    /// `as of friday`, or a day that is over at the end: what was known then.
    private func offerAsOf(_ index: Int, _ offer: (Double, Piece?, Int, UInt64) -> Void) {
        guard !verb.arguments.contains(where: { [.past, .days].contains($0.type) }), verb.textArgument == nil else {
            return
        }
        let said = chart.ends(ofRule: "asof", from: index)
        for start in said + [index] {
            let argument = ArgumentDeclaration("at", .past)
            for candidate in reader.candidates(argument, start, isBare: false) where isOver(candidate.end) {
                guard case .date(let day)? = candidate.values.first, day < chart.context.today || said.contains(start)
                else { continue }
                let element = Element(target: .at, range: index..<candidate.end, values: candidate.values, weight: 2)
                offer(
                    (isStretch(start) ? 1.05 : 0.98) - 0.1 * Double(candidate.end - index), .element(element),
                    candidate.end, element.bits)
            }
        }
    }

    /// Whether what begins there is more than one day: `last week` is a stretch to look at, `yesterday` a day to look from.
    private func isStretch(_ index: Int) -> Bool {
        guard case .day(let day)? = chart.spans(.day, index).first?.value,
            let days = try? day.days(.back, today: chart.context.today)
        else { return false }
        return days.lowerBound != days.upperBound
    }

    /// The conditions that the pieces say together, all of which must hold.
    private func combined(
        _ pieces: [Piece], _ fault: inout UsageProblem?, _ searched: inout Int, _ elements: inout [Element]
    ) -> [Filter] {
        var parts: [Filter] = []
        var joint: Piece?
        var isNegated = false
        func add(_ filter: Filter) {
            var filter = filter
            if isNegated { filter = .not(filter) }
            isNegated = false
            let last = parts.last
            switch joint {
            case .or where last != nil: parts[parts.count - 1] = either(parts[parts.count - 1], filter)
            // People or projects joined by "and" are any of them.
            case .and where last.map({ StatementBinder.isSameField($0, filter) }) == true:
                parts[parts.count - 1] = either(parts[parts.count - 1], filter)
            default: parts.append(filter)
            }
            joint = nil
        }
        for piece in pieces {
            switch piece {
            case .condition(let filter, let problem):
                fault = fault ?? problem
                add(filter)
            case .element(let element): elements.append(element)
            case .or, .and: joint = piece
            case .not: isNegated = true
            case .word(let index):
                searched += 1
                add(.word(chart.line[index].isText ? chart.line[index].text.lowercased() : chart.line[index].folded))
            case .filler: break
            }
        }
        return parts
    }

    private func either(_ one: Filter, _ other: Filter) -> Filter {
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

    /// What generic words mean for the kind that is asked for: which day `this week` is of.
    private func settled(_ filter: Filter) -> Filter {
        let kind = command.kind ?? filter.onlyKind
        let meaning = kind.flatMap { chart.catalogue.command(kind: $0)?.meanings } ?? [:]
        var day = meaning["day"] ?? "due"
        var rest = filter
        if case .and(let parts) = filter,
            let place = parts.firstIndex(of: .compare(field: "@new", .equal, value: .text("")))
        {
            var others = parts
            others.remove(at: place)
            rest = others.count == 1 ? others[0] : .and(others)
            day = "created"
        } else if filter.asksForClosed {
            day = "closed"
        }
        return rest.renamed(from: "@day", to: day).with(person: meaning["person"])
    }
}

extension Filter {
    var asksForClosed: Bool {
        switch self {
        case .compare("state", .equal, .text("closed")): true
        case .and(let parts): parts.contains(where: \.asksForClosed)
        default: false
        }
    }

    /// The same with whoever `owner` is for a kind of record that has others than an owner.
    func with(person field: String?) -> Filter {
        guard let field else { return self }
        switch self {
        case .compare("owner", .equal, let value):
            let fields = field.split(separator: "|").map(String.init)
            let any = fields.map { Filter.compare(field: $0, .equal, value: value) }
            return any.count == 1 ? any[0] : .or(any)
        case .not(let inner): return .not(inner.with(person: field))
        case .and(let parts): return .and(parts.map { $0.with(person: field) })
        case .or(let parts): return .or(parts.map { $0.with(person: field) })
        case .all, .word, .compare: return self
        }
    }
}
