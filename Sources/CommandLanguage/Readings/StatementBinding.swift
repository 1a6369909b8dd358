// From a phrase that matched to the readings of the whole statement.

import FieldTypes
import Quantities

/// A phrase that matched the beginning of a statement, with the verb it says.
struct MatchedPhrase {
    var phrase: Phrase
    var match: PhraseMatch
    /// The argument whose text follows the phrase.
    var text: ArgumentDeclaration?
    var isCanonical: Bool
    var isFilter: Bool
}

extension StatementBinder {
    /// Every way the words after a phrase bind.
    func readings(_ matched: MatchedPhrase) -> [Reading] {
        var start = Start(values: ArgumentValues(), used: 0, ids: [])
        guard take(matched, &start) else { return [] }
        if verb.filterArgument != nil { return filterReadings(matched, start) }
        if let script = verb.scriptArgument, matched.match.end < chart.count {
            var said = slice(matched.match.end..<chart.count)
            // `what if M-1 moves to 20 dec?` asks, and what it asks about does not.
            if !matched.isCanonical, said.last == "?" { said.removeLast() }
            start.values[script.name] = [.text(said)]
            return [
                finished(
                    matched, start, [], leftovers: chart.count..<chart.count, free: chart.count - matched.match.end)
            ]
            .compactMap { $0 }
        }
        var found: [Reading] = []
        bind(matched, from: matched.match.end, [], start, heads: 0, &found)
        return found
    }

    /// What the phrase itself gave.
    struct Start {
        var values: ArgumentValues
        var used: UInt64
        /// Values for arguments the verb has not: fields that are set.
        var ids: [ItemID]
        var fields: [String] = []
        var flags = CommandFlags()
        var condition: String?
        var fault: UsageProblem?
    }

    /// The readings of what follows: values to the end, a text with values behind it, a reason, or leftovers; with up to three
    /// values before them.
    private func bind(
        _ matched: MatchedPhrase, from index: Int, _ elements: [Element], _ start: Start, heads: Int,
        _ found: inout [Reading]
    ) {
        moreRecords(matched, index, elements, start, heads, &found)
        let used = start.used | elements.reduce(0) { $0 | $1.bits }
        let end = chart.count
        let rest = tail(index, used)
        if let rest, let reading = finished(matched, start, elements + rest, leftovers: end..<end, free: 0) {
            found.append(reading)
        }
        if let text = matched.text, index < end {
            if let rest, !rest.isEmpty, isNoText(rest) { return }
            bindText(text, matched, index, elements, start, used, &found)
        } else if index < end, rest == nil, let values = verb.argument("values"), isField(index), matched.isCanonical {
            // `/set T-1 due fri`: the fields are read by those who know them.
            var whole = start
            whole.values[values.name] = [.text(slice(index..<end))]
            if let reading = finished(matched, whole, elements, leftovers: end..<end, free: 0) { found.append(reading) }
        } else if index < end, rest == nil {
            bindReason(matched, index, elements, start, used, &found)
            if let reading = finished(matched, start, elements, leftovers: index..<end, free: 0) {
                found.append(reading)
            }
        }
        guard heads < 3, index < end else { return }
        for element in self.elements(index, used, isHead: true)
        where !element.isText && mayStandBefore(element, matched, elements) {
            bind(matched, from: element.range.upperBound, elements + [element], start, heads: heads + 1, &found)
        }
    }

    /// `close T-1 because done, T-2 too`: more of the records that were named.
    private func moreRecords(
        _ matched: MatchedPhrase, _ index: Int, _ elements: [Element], _ start: Start, _ heads: Int,
        _ found: inout [Reading]
    ) {
        guard index < chart.count, let item = verb.argument("item"), item.isMany, let named = start.values["item"]
        else { return }
        let next = chart.isWord(index, in: language.joins) ? index + 1 : index
        guard let span = chart.spans(.ids, next).first, case .ids(let ids) = span.value,
            index == 0 || !chart.line[index - 1].after.contains(.dash)
        else { return }
        var end = span.end
        if chart.isWord(end, in: language.toos) { end += 1 }
        let isSetApart =
            isOver(end) || chart.isWord(end, in: language.becauses) || chart.line[end - 1].after.contains(.comma)
        guard isSetApart, ids.allSatisfy({ id in !named.contains(.id(id)) }) else { return }
        var more = start
        more.values["item"] = named + ids.map { .id($0) }
        bind(matched, from: end, elements, more, heads: heads, &found)
    }

    /// A field by its name, or what is written as one: those who know the fields say which there are.
    private func isField(_ index: Int) -> Bool {
        let lexeme = chart.line[index]
        guard !lexeme.isText else { return false }
        return chart.isField(lexeme.folded) || lexeme.isKey && index + 1 < chart.count && chart.line[index + 1].isGlued
    }

    /// Whether a run of values is no text by any reading: a word introduces one, or it is somebody, or a level.
    private func isNoText(_ run: [Element]) -> Bool {
        run.contains { element in
            if element.weight == 3 || element.range.count > 1 && element.weight == 2 { return true }
            guard case .argument(let number) = element.target else { return true }
            return [.person, .level].contains(verb.arguments[number].type) && element.weight == 2
        }
    }

    private func bindText(
        _ argument: ArgumentDeclaration, _ matched: MatchedPhrase, _ index: Int, _ elements: [Element], _ start: Start,
        _ used: UInt64, _ found: inout [Reading]
    ) {
        guard let number = verb.arguments.firstIndex(where: { $0 === argument }),
            let (textEnd, text, rest) = text(from: index, used | 1 << UInt64(number))
        else { return }
        var values = start
        values.used |= 1 << UInt64(number)
        values.values[argument.name] = [.text(text)]
        // `Vendor may miss 1 dec` is about that day, and due then.
        if let first = rest.first, case .argument(let kept) = first.target, verb.arguments[kept].isKept,
            first.weight == 2,
            !chart.line[first.range.lowerBound].isKey,
            !chart.spans(.day, first.range.lowerBound).isEmpty
                || chart.isWord(first.range.lowerBound, in: language.sets["dayintro"] ?? [])
        {
            values.values[argument.name] = [.text(slice(index..<first.range.upperBound))]
        }
        var inner: [Element] = []
        if rest.isEmpty || values.values[argument.name] == [.text(text)],
            let within = valuesWithin(index..<textEnd, values.used | rest.reduce(0) { $0 | $1.bits })
        {
            inner = within.elements
            values.values[argument.name] = [.text(within.text)]
        }
        let free = chart.count - index - (rest + inner).reduce(0) { $0 + $1.range.count }
        if let reading = finished(
            matched, values, elements + inner + rest, leftovers: chart.count..<chart.count, free: free,
            text: (argument, index..<textEnd))
        {
            found.append(reading)
        }
    }

    /// A reason without its word, after a mark or where a verb ends something.
    private func bindReason(
        _ matched: MatchedPhrase, _ index: Int, _ elements: [Element], _ start: Start, _ used: UInt64,
        _ found: inout [Reading]
    ) {
        for (number, argument) in verb.arguments.enumerated()
        where argument.isReason && !argument.isRequired && !isUsed(number, used) {
            guard index > 0 else { continue }
            let isSetApart = !chart.line[index - 1].after.isDisjoint(with: Marks.separators)
            let isLong = chart.count - index > 1 || chart.line[index].isText
            guard isSetApart || isLong && verb.endsSomething && isOneRecord(start, elements, index),
                chart.line[index].isText || mayBeginReason(index),
                !chart.line.lexemes[index...].contains(where: { !$0.isText && ItemID($0.text) != nil }),
                let (textEnd, text, rest) = text(from: index, used | 1 << UInt64(number))
            else { continue }
            var values = start
            values.used |= 1 << UInt64(number)
            values.values[argument.name] = [.text(text)]
            let free = chart.count - index
            if let reading = finished(
                matched, values, elements + rest, leftovers: chart.count..<chart.count, free: free,
                text: (argument, index..<textEnd))
            {
                found.append(reading)
            }
        }
    }

    /// Whether one record was named, by its id: a reason may follow it without a mark.
    private func isOneRecord(_ start: Start, _ elements: [Element], _ index: Int) -> Bool {
        let ids = (start.values["item"] ?? []) + elements.flatMap(\.values)
        return ids.count { if case .id = $0 { true } else { false } } == 1
            && chart.line.lexemes[..<index].contains { $0.text.utf8.contains(0x2D) && ItemID($0.text) != nil }
    }

    private func mayBeginReason(_ index: Int) -> Bool {
        guard !language.noReasons.contains(chart.line[index].folded) else { return false }
        return ![SpanType.day, .percent, .person, .ids, .project].contains { !chart.spans($0, index).isEmpty }
    }

    /// Whether a value may stand before the text: one the verb needs, or one that a mark sets apart.
    private func mayStandBefore(_ element: Element, _ matched: MatchedPhrase, _ before: [Element]) -> Bool {
        guard matched.text != nil else { return true }
        // `redact R-1 because ...`, `redact R-1 saying:x because ...`: a text says itself where it begins.
        if verb.arguments.contains(where: { $0.type == .text && saysWhereItBegins($0, element.range.upperBound) }) {
            return true
        }
        let last = chart.line[element.range.upperBound - 1]
        switch element.target {
        case .levels, .at: return true
        case .option, .since, .sort, .top: return true
        case .aside: return false
        case .argument(let number):
            let argument = verb.arguments[number]
            if argument.isRequired, argument.type != .text {
                return !(argument.isMany && argument.type == .id && isID(element.range.upperBound))
            }
            let isMarked = !last.after.isDisjoint(with: [.colon, .close, .comma, .dash])
            if isMarked, [.person, .project, .choice, .id, .level].contains(argument.type) { return true }
            if chart.line[element.range.lowerBound].isKey, element.range.count > 1 { return true }
            // `task @bo sort it`
            if argument.type == .person, chart.line[element.range.lowerBound].isMention, before.isEmpty { return true }
            // `on CRM order badges`
            if argument.type == .project, element.range.count > 1 { return true }
            guard argument.type == .level, element.weight == 2 else { return false }
            // Two levels beside each other.
            let isLevel = { (element: Element) in
                if case .argument(let other) = element.target {
                    self.verb.arguments[other].type == .level && other != number
                } else {
                    false
                }
            }
            return before.contains(where: isLevel)
                || element.range.upperBound < chart.count
                    && elements(element.range.upperBound, element.bits).contains { isLevel($0) && $0.weight == 2 }
        }
    }

    private func saysWhereItBegins(_ text: ArgumentDeclaration, _ index: Int) -> Bool {
        guard index < chart.count, !chart.line[index].isText else { return false }
        if chart.line[index].isKey, isKey(chart.line[index].folded, of: text) { return true }
        return text.phrases.contains { chart.end(of: $0, from: index) != nil }
    }

    private func isID(_ index: Int) -> Bool { index < chart.count && ItemID(chart.line[index].text) != nil }
}
