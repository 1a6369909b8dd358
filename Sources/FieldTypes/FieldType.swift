// The types a field of a record, or an argument of a command, can have.

import Quantities

/// What kind of value is meant; the rules of each type are its ``FieldContent``, one file a type.
package enum FieldType: String, CaseIterable, Sendable {
    case text, word, choice, number, percent, level, money, date, past, days, time, moment, duration, person, people
    case project, id, ids, url, tags, filter, script, rhythm

    /// Those that a record's field can have: a day that has been is a day there, and conditions and commands are no fields.
    package static let ofRecords = allCases.filter { ![.past, .filter, .script].contains($0) }

    /// Whether a value may be more than one word: `next fri`, `3 days`, `1.2m USD`.
    package var takesSeveralWords: Bool {
        switch self {
        case .date, .past, .days, .duration, .money, .moment, .rhythm: true
        default: false
        }
    }

    /// Whether values of the type have an order, so that a condition may ask for more or less than one.
    package var isOrdered: Bool {
        switch self {
        case .number, .percent, .level, .money, .date, .past, .days, .time, .moment, .duration, .choice: true
        default: false
        }
    }

    /// What a value of the type looks like, with an example.
    ///
    /// - Parameter choices: the words a choice accepts.
    package func accepted(_ choices: [String]) -> String {
        switch self {
        case .text: PlainText.accepted
        case .word: "one word"
        case .choice: choices.isEmpty ? "one of a few words" : "one of " + choices.joined(separator: ", ")
        case .url: "an address, such as https://example.com/plan"
        case .script: "commands, with ; between them"
        case .number: WholeNumber.accepted
        case .percent: Percent.accepted
        case .level: Level.accepted
        case .money: Money.accepted
        case .date: CalendarDate.accepted
        case .past: "a day that has been, such as mon, -3d, 16nov or 2026-11-16"
        case .days: DayStretch.accepted
        case .time: TimeOfDay.accepted
        case .moment: Instant.accepted
        case .duration: WorkSpan.accepted
        case .rhythm: Rhythm.accepted
        case .person: PersonID.accepted
        case .people: PeopleList.accepted
        case .project: ProjectKey.accepted
        case .id: ItemID.accepted
        case .ids: ItemList.accepted
        case .tags: TagList.accepted
        case .filter: Filter.accepted
        }
    }
}
