// The values that a phrase itself gives its verb: those of its slots, and what it implies.

import FieldTypes
import Quantities

extension StatementBinder {
    /// Takes the values of a phrase's slots and what it implies; false where they are none of the verb's.
    func take(_ matched: MatchedPhrase, _ start: inout Start) -> Bool {
        for slot in matched.match.slots {
            guard let number = verb.arguments.firstIndex(where: { $0.name == slot.name }) else {
                if slot.name == "choice" {
                    // `R-1 p5`: a choice of other kinds, and none of this one's.
                    let field = fieldName(slot, of: matched.match.slots.first { $0.name == "item" }?.value)
                    guard chart.context.choices(field).contains(chart.line[slot.range.lowerBound].folded) else {
                        return false
                    }
                }
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
}
