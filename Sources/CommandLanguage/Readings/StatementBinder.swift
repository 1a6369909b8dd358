// Gives the words around a text, or all words where there is none, to the arguments of one verb.

import FieldTypes
import Quantities

/// The binders of one line, one for each verb: what a verb's arguments may take is looked for once, however many phrases say it.
struct StatementBinders {
    private struct Key: Hashable {
        var command: ObjectIdentifier
        var verb: ObjectIdentifier
    }
    private(set) var chart: Chart?
    private var binders: [Key: StatementBinder] = [:]

    mutating func begin(_ chart: Chart) {
        self.chart = chart
        binders = [:]
    }

    mutating func binder(_ chart: Chart, _ command: CommandDeclaration, _ verb: VerbDeclaration) -> StatementBinder {
        let key = Key(command: ObjectIdentifier(command), verb: ObjectIdentifier(verb))
        if let known = binders[key] { return known }
        let binder = StatementBinder(chart, command, verb)
        binders[key] = binder
        return binder
    }
}

/// Binds one line to one verb. The runs of values it finds are kept, so that each place is looked at once.
final class StatementBinder {
    let chart: Chart
    let command: CommandDeclaration
    let verb: VerbDeclaration
    let reader: ArgumentReader
    var over: [Int: Bool] = [:]
    /// The most words of thanks and the like at the end.
    static let longestClosing = 32
    var tails: [TailKey: [Element]?] = [:]
    private var kept: [ElementKey: [Element]] = [:]

    struct TailKey: Hashable {
        var index: Int
        var used: UInt64
    }
    private struct ElementKey: Hashable {
        var index: Int
        var used: UInt64
        var isHead: Bool
    }

    init(_ chart: Chart, _ command: CommandDeclaration, _ verb: VerbDeclaration) {
        self.chart = chart
        self.command = command
        self.verb = verb
        reader = ArgumentReader(chart: chart, verb: verb)
    }

    var language: Language { chart.language }

    func isUsed(_ index: Int, _ used: UInt64) -> Bool { used & (1 << UInt64(index)) != 0 }

    func bit(_ name: String) -> UInt64 {
        verb.arguments.firstIndex { $0.name == name }.map { 1 << UInt64($0) } ?? 0
    }

    /// Every value that may begin at a lexeme, the longest first.
    func elements(_ index: Int, _ used: UInt64, isHead: Bool = false) -> [Element] {
        let key = ElementKey(index: index, used: used, isHead: isHead)
        if let known = kept[key] { return known }
        var found = options(index, used)
        let isKey = chart.line[index].isKey
        let introduces = chart.isWord(index, in: language.introducers) || chart.isWord(index, in: verb.introducers)
        for (number, argument) in verb.arguments.enumerated() where !isUsed(number, used) && argument.type != .filter {
            if isKey { keyed(argument, number, index, &found) }
            if introduces { introduced(argument, number, index, &found) }
            if !argument.isKeyed, verb.takesBare(number, used) { bare(argument, number, index, used, isHead, &found) }
        }
        asOf(index, used, &found)
        if !isHead { asides(index, &found) }
        pairOfLevels(index, used, &found)
        found.sort { ($0.range.upperBound, $0.weight) > ($1.range.upperBound, $1.weight) }
        kept[key] = found
        return found
    }

    // MARK: What every verb has

    private func options(_ index: Int, _ used: UInt64) -> [Element] {
        let lexeme = chart.line[index]
        guard !lexeme.isText else { return [] }
        if lexeme.before.contains(.option), ["dry", "yes", "public", "private"].contains(lexeme.folded) {
            return [Element(target: .option(lexeme.folded), range: index..<(index + 1), weight: 3)]
        }
        guard lexeme.isKey, index + 1 < chart.count else { return [] }
        switch lexeme.folded {
        case "at" where verb.argument("at") == nil: return reserved(.at, index)
        case "since" where verb.argument("since") == nil && verb.role == "viewer":
            return reserved(.since, index)
        case "sort":
            var end = index + 2
            var field = chart.line[index + 1].folded
            if end < chart.count,
                let sign = ["desc": "-", "descending": "-", "asc": "+", "ascending": "+"][chart.line[end].folded]
            {
                field = sign + field
                end += 1
            }
            return [Element(target: .sort, range: index..<end, values: [.text(field)], weight: 3)]
        case "top":
            guard let number = Int(asciiDigits: chart.line[index + 1].text), number > 0 else { return [] }
            return [Element(target: .top, range: index..<(index + 2), values: [.number(number)], weight: 3)]
        default: return []
        }
    }

    private func reserved(_ target: Element.Target, _ index: Int) -> [Element] {
        let argument = ArgumentDeclaration(target == .at ? "at" : "since", .past)
        let found = reader.candidates(argument, index + 1, isBare: false).map {
            Element(target: target, range: index..<$0.end, values: $0.values, weight: 3, fault: $0.fault)
        }
        guard found.isEmpty, chart.line[index + 1].isGlued else { return found }
        let value = chart.line[index + 1].text
        let problem = UsageProblem(
            .badValue(argument: argument.name, value: value, type: .past, choices: []), marked: value)
        return [Element(target: target, range: index..<(index + 2), weight: 3, fault: problem)]
    }

    /// `as of friday`, `on monday`: what was known then.
    private func asOf(_ index: Int, _ used: UInt64, _ found: inout [Element]) {
        guard verb.role == "viewer", verb.filterArgument == nil,
            !verb.arguments.contains(where: { [.date, .past, .days, .moment, .rhythm].contains($0.type) })
        else { return }
        var start = index
        var isSaid = false
        for end in chart.ends(ofRule: "asof", from: index) { (start, isSaid) = (end, true) }
        guard start < chart.count else { return }
        let argument = ArgumentDeclaration("at", .past)
        for candidate in reader.candidates(argument, start, isBare: false) {
            guard case .date(let day)? = candidate.values.first, isSaid || day < chart.context.today else { continue }
            found.append(Element(target: .at, range: index..<candidate.end, values: candidate.values, weight: 2))
        }
    }

    /// An address, a time of day, something in brackets: it stays with the text.
    private func asides(_ index: Int, _ found: inout [Element]) {
        guard verb.textArgument != nil, index > 0 else { return }
        if chart.line[index].before.contains(.open),
            let close = (index..<chart.count).first(where: { chart.line[$0].after.contains(.close) })
        {
            found.append(Element(target: .aside, range: index..<(close + 1), weight: 0))
        }
        for aside in language.asides {
            for match in chart.matches(aside, from: index, { slot, at in chart.spans(slot, at) })
            where match.end > index {
                found.append(Element(target: .aside, range: index..<match.end, weight: 0))
            }
        }
    }

    /// `4x5`, `4/5`, `high/low`
    private func pairOfLevels(_ index: Int, _ used: UInt64, _ found: inout [Element]) {
        let levels = verb.shortLevels
        guard levels.count == 2, !chart.line[index].isText,
            let first = verb.arguments.firstIndex(where: { $0 === levels[0] }),
            let second = verb.arguments.firstIndex(where: { $0 === levels[1] }), !isUsed(first, used),
            !isUsed(second, used)
        else { return }
        let parts = chart.line[index].folded.split(whereSeparator: { "x/×".contains($0) }).map(String.init)
        guard parts.count == 2 else { return }
        let values = parts.compactMap { part -> FieldValue? in
            if let number = Int(asciiDigits: part) { return (1...5).contains(number) ? .level(Level(number)) : nil }
            let inside = chart.inside(part)
            guard case .level(let level)? = inside.spans(.levelword, 0).first?.value else { return nil }
            return .level(level)
        }
        guard values.count == 2 else { return }
        found.append(
            Element(target: .levels(first, second), range: index..<(index + 1), values: values, weight: 3))
    }
}
