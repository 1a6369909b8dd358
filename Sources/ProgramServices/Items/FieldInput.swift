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

    /// The value that a text has for a field of a kind, as somebody would type it.
    static func value(
        _ text: String, _ field: KindDeclaration.Field, _ view: ProgramView
    ) throws(UsageProblem) -> FieldValue {
        let value = try TypedValue.read(
            text, of: field.name, field.type, choices: field.choices, context: view.readingOfValues,
            catalogue: view.catalogue)
        let bad = UsageProblem(.badValue(argument: field.name, value: text, type: field.type, choices: field.choices))
        func person(_ reference: PersonReference) -> PersonID? {
            reference.name.flatMap { view.person(handle: $0.lowercased())?.id }
        }
        switch value {
        case .named(let reference):
            guard let person = person(reference) else { throw bad }
            return field.type == .people ? .people([person]) : .person(person)
        case .id(let id) where view.item(id) == nil: throw bad
        case .ids(let ids) where ids.contains { view.item($0) == nil }: throw bad
        case .project(let key) where field.type == .text: return .text(key.text)
        case .level(let level): return .level(Level(level.rank))
        default: return value
        }
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
