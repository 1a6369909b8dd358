// Turns what somebody typed for a declared field into the field's value.

import CommandLanguage
import Conversation
import ProgramModel
import Quantities

enum FieldInput {
    /// The fields a verb's arguments fill: each argument with a declared field's name.
    static func fields(of kind: KindDeclaration, _ request: Request) -> FieldTable {
        var table = FieldTable()
        for field in kind.fields {
            if let person = request.person(field.name) {
                table[field.name] = .person(person)
            } else if let value = request.bound.values[field.name]?.first {
                table[field.name] = self.value(value)
                if case .level(let reading) = value, let percent = reading.percent, kind.field("chance") != nil {
                    table["chance"] = .percent(percent)
                }
            }
        }
        return table
    }

    /// What new fields make untrue: a chance in percent, when the probability is given as a level.
    static func outdated(by fields: FieldTable, _ item: Item) -> [String] {
        fields["probability"] != nil && fields["chance"] == nil && item.fields["chance"] != nil ? ["chance"] : []
    }

    static func value(_ value: ArgumentValue) -> FieldValue? {
        switch value {
        case .text(let text), .script(let text): .text(text)
        case .choice(let choice): .text(choice)
        case .id(let id): .item(id)
        case .date(let date): .date(date)
        case .span(let span): .span(span)
        case .money(let money): .money(money)
        case .level(let level): .level(level.level)
        case .percent(let percent): .percent(percent)
        case .number(let number): .number(number)
        case .project(let key): .text(key.text)
        case .person, .filter, .days: nil
        }
    }
}
