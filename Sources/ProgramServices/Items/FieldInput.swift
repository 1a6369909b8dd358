// Turns what somebody typed for a declared field into the field's value.

import CommandLanguage
import Conversation
import FieldTypes
import ProgramModel
import Quantities

enum FieldInput {
    /// The fields a verb's arguments fill: each argument with a declared field's name.
    static func fields(of kind: KindDeclaration, _ request: Request, today: CalendarDate) -> FieldTable {
        var table = FieldTable()
        for field in kind.fields {
            if let person = request.person(field.name) {
                table[field.name] = .person(person)
            } else if let value = request.bound.values[field.name]?.first {
                table[field.name] = stored(value, as: field.type)
                if case .level(let reading) = value, let percent = reading.percent, kind.field("chance") != nil {
                    table["chance"] = .percent(percent)
                }
            } else if request.bound.verb.argument(field.name)?.defaultValue == .today {
                table[field.name] = .date(today)
            }
        }
        return table
    }

    /// What new fields make untrue: a chance in percent, when the probability is given as a level.
    static func outdated(by fields: FieldTable, _ item: Item) -> [String] {
        fields["probability"] != nil && fields["chance"] == nil && item.fields["chance"] != nil ? ["chance"] : []
    }

    /// The value as a record keeps it; nil of what only a command can say.
    private static func stored(_ value: FieldValue, as type: FieldType) -> FieldValue? {
        switch value {
        // What was said in percent is a field of its own.
        case .level(let level): .level(Level(level.rank))
        case .project(let key) where type == .text: .text(key.text)
        case .named, .filter: nil
        default: value
        }
    }
}
