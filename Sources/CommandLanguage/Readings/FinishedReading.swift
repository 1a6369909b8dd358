// The reading that a verb's values make, and what follows from them: asides, later dates, a project at the head of a title.

import FieldTypes
import Quantities

extension StatementBinder {
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
                if element.range.contains(where: { chart.isWord($0, in: language.sets["timesofday"] ?? []) }) {
                    aside += " " + slice(element.range)
                } else {
                    for index in element.range where !chart.spans(.clock, index).isEmpty {
                        aside += " " + chart.line[index].text
                    }
                }
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

extension VerbDeclaration {
    /// Whether it makes a record of its main text, and is said of none.
    package var makesRecord: Bool {
        textArgument?.isRequired == true && !arguments.contains { $0.type == .id && $0.isRequired }
    }
}
