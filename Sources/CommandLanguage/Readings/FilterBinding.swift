// A statement that asks for records: conditions, what sorts them, words to look for.

import FieldTypes
import Quantities

extension StatementBinder {
    /// One piece of a filter, and the lexemes it takes.
    struct Piece {
        enum Content {
            case condition(Filter, UsageProblem?)
            case element(Element)
            case or, and, not
            case word
            case filler
        }
        var content: Content
        var range: Range<Int>
    }

    /// A way to cover a line up to some lexeme: its last piece and the way before it.
    private final class Way {
        let cost: Double
        let piece: Piece?
        let before: Way?

        init(cost: Double, piece: Piece? = nil, before: Way? = nil) {
            self.cost = cost
            self.piece = piece
            self.before = before
        }
    }

    /// The most words that conditions are looked for in.
    static let longestFilter = ReadingLimit.conditions.most * 6

    /// The readings of what follows as a filter.
    func filterReadings(_ matched: MatchedPhrase, _ start: Start) -> [Reading] {
        let conditions = ConditionReader(chart: chart, verb: verb, command: command)
        guard chart.count - matched.match.end <= StatementBinder.longestFilter else {
            var reading = Reading(command: command, verb: verb, values: start.values)
            reading.fault = UsageProblem(.tooMuch(.conditions))
            return [reading]
        }
        guard let search = Admission.search(matched, command, verb, chart),
            var pieces = cover(from: matched.match.end, start.used, search, conditions)
        else { return [] }
        var start = start
        let said = takeSearch(&pieces, &start)
        if let implied = start.condition {
            var template = ConditionTemplate(chart: chart, slots: [], reader: conditions)
            if let condition = template.filter(implied) {
                pieces.insert(Piece(content: .condition(condition, nil), range: 0..<0), at: 0)
            }
        }
        var assembly = FilterAssembly()
        for piece in pieces { assembly.take(piece, of: chart) }
        guard
            var reading = finished(
                matched, start, assembly.elements, leftovers: chart.count..<chart.count, free: assembly.searched + said)
        else { return [] }
        reading.fault = reading.fault ?? start.fault ?? assembly.fault
        reading.features.searched = assembly.searched
        if let name = verb.filterArgument?.name { reading.values[name] = [.filter(settled(assembly.filter))] }
        return [reading]
    }

    /// `/search racks kind:task`: words to look for, and conditions among them.
    ///
    /// - Returns: how many words are looked for.
    private func takeSearch(_ pieces: inout [Piece], _ start: inout Start) -> Int {
        guard let text = verb.textArgument, start.values[text.name] == nil else { return 0 }
        let words = pieces.compactMap { if case .word = $0.content { $0.range.lowerBound } else { nil } }
        guard let first = words.first, let last = words.last else { return 0 }
        start.values[text.name] = [.text(slice(first..<(last + 1)))]
        pieces.removeAll { if case .word = $0.content { true } else { false } }
        if words.count > ReadingLimit.searchWords.most { start.fault = UsageProblem(.tooMuch(.searchWords)) }
        if words.contains(where: { chart.line[$0].text.count > ReadingLimit.searchWordLength.most }) {
            start.fault = UsageProblem(.tooMuch(.searchWordLength))
        }
        return words.count
    }

    /// The cheapest way to cover everything from a lexeme on; nil where there is none. From left to right, so that no line makes
    /// the search deep.
    private func cover(
        from first: Int, _ used: UInt64, _ search: Admission.Search, _ conditions: ConditionReader
    ) -> [Piece]? {
        // Of ways that use the same arguments the cheapest stays, of those that cost the same the first.
        var ways: [[(used: UInt64, way: Way)]] = Array(repeating: [], count: chart.count + 1)
        ways[first] = [(used, Way(cost: 0))]
        var best: Way?
        for index in first...chart.count {
            let reached = ways[index]
            if reached.isEmpty { continue }
            if isOver(index) {
                for (_, way) in reached where way.cost < best?.cost ?? .infinity { best = way }
            }
            if index == chart.count { break }
            for (used, way) in reached {
                offer(index, used, first, search, conditions) { cost, piece, end, bits in
                    let next = Way(cost: way.cost + cost, piece: piece, before: way)
                    guard let place = ways[end].firstIndex(where: { $0.used == used | bits }) else {
                        return ways[end].append((used | bits, next))
                    }
                    if next.cost < ways[end][place].way.cost { ways[end][place].way = next }
                }
            }
        }
        guard var way = best else { return nil }
        var pieces: [Piece] = []
        while let before = way.before {
            if let piece = way.piece { pieces.append(piece) }
            way = before
        }
        return pieces.reversed()
    }

    /// What a filter may go on with at a lexeme: the piece, what it costs, where it ends and the arguments it uses.
    private typealias Offer = (_ cost: Double, _ piece: Piece?, _ end: Int, _ bits: UInt64) -> Void

    private func offer(
        _ index: Int, _ used: UInt64, _ first: Int, _ search: Admission.Search, _ conditions: ConditionReader,
        _ offer: Offer
    ) {
        let lexeme = chart.line[index]
        let isJoined =
            index > first && (chart.isWord(index - 1, in: language.ors) || chart.isWord(index - 1, in: language.nots))
            || lexeme.before.contains(.open)
        if !isJoined { values(index, used, offer) }
        if verb.filterArgument != nil { ordered(index, used, offer) }
        // `since:` is the verb's own, and no field.
        let isOwnKey = lexeme.isKey && CatalogueValidator.reservedKeys.contains(lexeme.folded)
        for condition in isOwnKey ? [] : conditions.conditions(index) {
            let content = Piece.Content.condition(condition.filter, condition.fault)
            offer(
                (condition.fault == nil ? 1.02 : 4) - 0.1 * Double(condition.end - index),
                Piece(content: content, range: index..<condition.end), condition.end, 0)
        }
        func one(_ cost: Double, _ content: Piece.Content) {
            offer(cost, Piece(content: content, range: index..<(index + 1)), index + 1, 0)
        }
        if !lexeme.isText {
            if chart.isWord(index, in: language.ors) { one(0.3, .or) }
            if chart.isWord(index, in: language.tailJoins) { one(0.3, .and) }
            if chart.isWord(index, in: language.nots) { one(0.3, .not) }
            if search == .anything, language.filler.contains(lexeme.folded) { one(2, .filler) }
            offerAsOf(index, offer)
        }
        if search == .anything { one(10, .word) }
    }

    /// The verb's own arguments among the conditions.
    private func values(_ index: Int, _ used: UInt64, _ offer: Offer) {
        for element in elements(index, used, isHead: true) where !element.isText && element.target != .aside {
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
                (element.fault == nil ? 1 : 4) - 0.1 * Double(element.range.count),
                Piece(content: .element(element), range: element.range), element.range.upperBound, element.bits)
        }
    }

    /// `sorted by due`, `by age`, `top 3`
    private func ordered(_ index: Int, _ used: UInt64, _ offer: Offer) {
        if used & (1 << 61) == 0, chart.isWord(index, in: language.sets["top"] ?? []),
            let span = chart.spans(.count, index + 1).first,
            case .number(let number) = span.value, number > 0
        {
            let element = Element(target: .top, range: index..<span.end, values: [.number(number)], weight: 2)
            offer(0.9, Piece(content: .element(element), range: element.range), span.end, element.bits)
        }
        if used & (1 << 59) == 0, chart.isWord(index, in: language.sets["since"] ?? []), verb.argument("since") == nil,
            !verb.arguments.contains(where: { $0.type == .past })
        {
            for candidate in reader.candidates(ArgumentDeclaration("since", .past), index + 1, isBare: false)
            where candidate.fault == nil {
                let element = Element(target: .since, range: index..<candidate.end, values: candidate.values, weight: 2)
                offer(0.9, Piece(content: .element(element), range: element.range), candidate.end, element.bits)
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
            offer(0.8, Piece(content: .element(element), range: element.range), start + 1, element.bits)
        }
    }

    /// `as of friday`, or a day that is over at the end: what was known then.
    private func offerAsOf(_ index: Int, _ offer: Offer) {
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
                    (isStretch(start) ? 1.05 : 0.98) - 0.1 * Double(candidate.end - index),
                    Piece(content: .element(element), range: element.range), candidate.end, element.bits)
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
