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
            start.values[script.name] = [.text(slice(matched.match.end..<chart.count))]
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

    /// Takes the values of a phrase's slots and what it implies; false where they are none of the verb's.
    private func take(_ matched: MatchedPhrase, _ start: inout Start) -> Bool {
        for slot in matched.match.slots {
            guard let number = verb.arguments.firstIndex(where: { $0.name == slot.name }) else {
                if slot.name == "top", case .number(let number) = slot.value { start.flags.top = number }
                if verb.argument("values") != nil {
                    start.fields.append(
                        "\(fieldName(slot, of: matched.match.slots.first { $0.name == "item" }?.value)):"
                            + chart.line.text(
                                chart.line[slot.range.lowerBound].core
                                    .lowerBound..<chart.line[slot.range.upperBound - 1].core.upperBound))
                }
                continue
            }
            let argument = verb.arguments[number]
            let candidates = reader.candidates(argument, slot.range.lowerBound, isBare: false)
            if let candidate = candidates.first(where: { $0.end == slot.range.upperBound }) {
                start.fault = start.fault ?? candidate.fault
                assign(candidate.values, to: argument, &start.values)
            } else if let value = StatementBinder.value(slot.value, argument) {
                start.values[argument.name] = value
            } else {
                return false
            }
            start.used |= 1 << UInt64(number)
        }
        if !start.fields.isEmpty { start.values["values"] = [.text(start.fields.joined(separator: " "))] }
        for implied in matched.phrase.implied { imply(implied, &start) }
        return true
    }

    /// The field that a slot sets: its name, or what a choice means for the kind of record.
    private func fieldName(_ slot: BoundSlot, of item: SpanValue?) -> String {
        guard slot.name == "choice", case .ids(let ids)? = item, let kind = ids.first?.kind
        else { return slot.name }
        return chart.catalogue.command(kind: kind)?.meanings["choice"] ?? slot.name
    }

    private func imply(_ implied: Phrase.Implied, _ start: inout Start) {
        switch implied.key {
        case "sort": start.flags.sort = implied.value
        case "top": start.flags.top = Int(implied.value)
        case "filter": start.condition = implied.value
        default:
            guard let number = verb.arguments.firstIndex(where: { $0.name == implied.key }) else {
                if verb.filterArgument != nil { start.condition = "\(implied.key):\(implied.value)" }
                return
            }
            let argument = verb.arguments[number]
            let inside = ArgumentReader(chart: chart.inside(implied.value), verb: verb)
            if argument.type == .text {
                start.values[argument.name] = [.text(implied.value)]
            } else if let value = inside.candidates(argument, 0, isBare: false).first?.values {
                start.values[argument.name] = value
            }
            start.used |= 1 << UInt64(number)
        }
    }

    private static func value(_ value: SpanValue, _ argument: ArgumentDeclaration) -> [FieldValue]? {
        switch (value, argument.type) {
        case (.text(let text), .text): [.text(text)]
        case (.texts(let texts), .text): [.text(texts.joined(separator: ", "))]
        case (.text(let text), .word): [.text(text)]
        case (.people(let people), .person): people.map { .named($0) }
        default: nil
        }
    }

    /// Gives an argument its values; of several people where one is taken, the others help.
    func assign(_ given: [FieldValue], to argument: ArgumentDeclaration, _ values: inout ArgumentValues) {
        guard argument.type == .person, !argument.isMany, given.count > 1 else {
            values[argument.name] = given
            return
        }
        values[argument.name] = [given[0]]
        if verb.argument("helper") != nil { values["helper"] = Array(given.dropFirst()) }
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
        let isSetApart = isOver(end) || chart.isWord(end, "because") || chart.line[end - 1].after.contains(.comma)
        guard isSetApart, ids.allSatisfy({ id in !named.contains(.id(id)) }) else { return }
        var more = start
        more.values["item"] = named + ids.map { .id($0) }
        bind(matched, from: end, elements, more, heads: heads, &found)
    }

    private func isField(_ index: Int) -> Bool { chart.isField(chart.line[index].folded) && !chart.line[index].isText }

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
        let free = chart.count - index - rest.reduce(0) { $0 + $1.range.count }
        if let reading = finished(
            matched, values, elements + rest, leftovers: chart.count..<chart.count, free: free,
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

    private func isID(_ index: Int) -> Bool { index < chart.count && ItemID(chart.line[index].text) != nil }

    /// The reading that these values make; nil where they contradict the verb or its kind of record.
    func finished(
        _ matched: MatchedPhrase, _ start: Start, _ elements: [Element], leftovers: Range<Int>, free: Int,
        text: (argument: ArgumentDeclaration, range: Range<Int>)? = nil
    ) -> Reading? {
        var reading = Reading(command: command, verb: verb, values: start.values, flags: start.flags)
        reading.features.isReasonIntroduced = elements.contains { $0.isText }
        reading.fault = start.fault
        var aside = ""
        for element in elements {
            reading.fault = reading.fault ?? element.fault
            place(element, in: &reading, &aside)
        }
        if !aside.isEmpty {
            guard let argument = matched.text ?? verb.textArgument,
                case .text(let said)? = reading.values[argument.name]?.first
            else { return nil }
            reading.values[argument.name] = [.text(said + aside)]
        }
        guard suitsKind(reading) else { return nil }
        if verb.isMove { slip(&reading) }
        adoptProject(&reading, text)
        reading.leftovers = chart.line.lexemes[leftovers].map { $0.text }
        reading.missing = verb.arguments
            .filter { $0.isRequired && $0.defaultValue == nil && reading.values[$0.name] == nil }.map(\.name)
        if verb.argument("values") != nil, reading.values["values"] == nil { reading.missing.append("values") }
        if !matched.phrase.needs.isEmpty, !matched.phrase.needs.contains(where: { reading.values[$0] != nil }) {
            return nil
        }
        if let text, !verb.takesWholeText {
            reading.mentionedIDs = chart.line.lexemes[text.range].compactMap { $0.isText ? nil : ItemID($0.text) }
        }
        reading.phrase = matched.phrase.source
        reading.features.isCanonical = matched.isCanonical
        reading.features.free = free
        reading.features.typed = chart.count - free - leftovers.count
        reading.features.weak = elements.count { $0.weight == 1 }
        reading.features.literal = matched.match.end - matched.match.slots.reduce(0) { $0 + $1.range.count }
        return reading
    }

    private func place(_ element: Element, in reading: inout Reading, _ aside: inout String) {
        switch element.target {
        case .argument(let number):
            assign(element.values, to: verb.arguments[number], &reading.values)
            // A time of day belongs to no date, and stays with the text: `by 5pm friday`.
            if verb.arguments[number].type == .date, verb.textArgument != nil {
                for index in element.range where isTimeOfDay(index) { aside += " " + chart.line[index].text }
            }
        case .levels(let first, let second):
            reading.values[verb.arguments[first].name] = [element.values[0]]
            reading.values[verb.arguments[second].name] = [element.values[1]]
        case .at: if case .date(let day)? = element.values.first { reading.flags.at = day }
        case .since: if case .date(let day)? = element.values.first { reading.flags.since = day }
        case .sort: if case .text(let field)? = element.values.first { reading.flags.sort = field }
        case .top: if case .number(let number)? = element.values.first { reading.flags.top = number }
        case .option(let name):
            switch name {
            case "dry": reading.flags.isDry = true
            case "yes": reading.flags.isYes = true
            default: reading.flags.isPublic = name == "public"
            }
        case .aside: aside += " " + slice(element.range)
        }
    }

    /// `slips to wed`: later, never earlier; a weekday is the one after its present date.
    private func slip(_ reading: inout Reading) {
        guard
            let said = chart.line.lexemes.firstIndex(where: {
                language.sets["slips"]?.contains($0.folded) == true && !$0.isText
            })
        else { return }
        reading.isLater = true
        reading.isWeekdayLater = chart.line.lexemes.indices.dropFirst(said).contains { index in
            language.has("weekday", chart.line[index].folded) && chart.longest(.day, index)?.end == index + 1
                && !(index > 0 && chart.spans(.day, index - 1).contains { $0.end == index + 1 })
        }
    }

    private func isTimeOfDay(_ index: Int) -> Bool {
        !chart.spans(.clock, index).isEmpty || chart.isWord(index, in: language.sets["timesofday"] ?? [])
    }

    /// Whether the records that are named are of the kind that the command is about.
    private func suitsKind(_ reading: Reading) -> Bool {
        guard let kind = command.kind, let items = reading.values["item"] else { return true }
        return items.allSatisfy { if case .id(let id) = $0 { id.kind == kind } else { true } }
    }

    /// `/risk NET vendor slips`: a key in capitals at the head of a title is the project as well.
    private func adoptProject(_ reading: inout Reading, _ text: (argument: ArgumentDeclaration, range: Range<Int>)?) {
        guard let text, let argument = verb.argument("project"), argument.defaultValue == .channel,
            reading.values["project"] == nil,
            text.range.count > 1, text.argument === verb.textArgument,
            case let first = chart.line[text.range.lowerBound], !first.isText,
            first.text.utf8.allSatisfy({ $0 &- 0x41 < 26 || $0 &- 0x30 < 10 }),
            let key = ProjectKey(first.text), chart.context.isKey(key)
        else { return }
        reading.values["project"] = [.project(key)]
    }
}

extension VerbDeclaration {
    /// Whether it ends something: a reason may follow it without a word.
    var endsSomething: Bool {
        moves != nil || ["item.close", "item.reopen", "item.move"].contains(handler) || argument("solution") != nil
    }
}
