// What reading a command needs to know of the world around it.

package import FieldTypes
package import Quantities

/// The type of a field as one kind, or several alike, declare it.
package struct DeclaredType: Hashable, Sendable {
    package var type: FieldType
    /// For a choice: the words accepted, from the least to the most.
    package var choices: [String]
    package init(_ type: FieldType, choices: [String] = []) {
        self.type = type
        self.choices = choices
    }
}

/// The facts values are read against: the asker's day, the project keys there are, how numbers are written. A class, since
/// every step of the reading hands it on.
package final class ReadingContext: Sendable {
    package let today: CalendarDate
    /// Whether a project or program has this key.
    package let isKey: @Sendable (ProjectKey) -> Bool
    /// Every key, for suggestions.
    package let keys: @Sendable () -> [String]
    /// The key of the project or program of this name, in lower case.
    package let keyNamed: @Sendable (String) -> ProjectKey?
    /// Whether somebody has this handle, in lower case.
    package let isHandle: @Sendable (String) -> Bool
    package let numberStyle: AmountReader.NumberStyle?
    /// Names of declared fields, for filters.
    package let fields: @Sendable () -> Set<String>
    /// The kinds of records there are.
    package let kinds: @Sendable () -> Set<String>
    /// The states of a kind, or of every kind.
    package let states: @Sendable (String?) -> Set<String>
    /// The words a field accepts, where it accepts only some: `risk score` bands, roles, severities; empty for others.
    package let choices: @Sendable (String) -> [String]
    /// The types that fields of this name have in the kinds that declare one; none where no kind does.
    package let types: @Sendable (String) -> [DeclaredType]
    /// The moment of a time on a day, in the speaker's zone.
    package let moment: @Sendable (CalendarDate, TimeOfDay) -> Instant
    /// This very moment.
    package let now: @Sendable () -> Instant
    /// The fields that hold days.
    package let dayFields: @Sendable () -> Set<String>
    /// The one record that the speaker's last change was of, a moment ago: what `it` means.
    package let lastRecord: @Sendable () -> ItemID?

    package init(
        today: CalendarDate, isKey: @escaping @Sendable (ProjectKey) -> Bool, keys: @escaping @Sendable () -> [String],
        keyNamed: @escaping @Sendable (String) -> ProjectKey? = { _ in nil },
        isHandle: @escaping @Sendable (String) -> Bool = { _ in false }, numberStyle: AmountReader.NumberStyle? = nil,
        fields: @escaping @Sendable () -> Set<String> = { [] }, kinds: @escaping @Sendable () -> Set<String> = { [] },
        states: @escaping @Sendable (String?) -> Set<String> = { _ in [] },
        choices: @escaping @Sendable (String) -> [String] = { _ in [] },
        types: @escaping @Sendable (String) -> [DeclaredType] = { _ in [] },
        moment: @escaping @Sendable (CalendarDate, TimeOfDay) -> Instant = { day, time in
            Instant(seconds: Int64(day.dayNumber * 1440 + time.minute) * 60)
        },
        now: @escaping @Sendable () -> Instant = { Instant(milliseconds: 0) },
        dayFields: @escaping @Sendable () -> Set<String> = { [] },
        lastRecord: @escaping @Sendable () -> ItemID? = { nil }
    ) {
        self.today = today
        self.isKey = isKey
        self.keys = keys
        self.keyNamed = keyNamed
        self.isHandle = isHandle
        self.numberStyle = numberStyle
        self.fields = fields
        self.kinds = kinds
        self.states = states
        self.choices = choices
        self.types = types
        self.moment = moment
        self.now = now
        self.dayFields = dayFields
        self.lastRecord = lastRecord
    }

    /// The same on another day.
    func on(_ day: CalendarDate) -> ReadingContext {
        ReadingContext(
            today: day, isKey: isKey, keys: keys, keyNamed: keyNamed, isHandle: isHandle, numberStyle: numberStyle,
            fields: fields,
            kinds: kinds, states: states, choices: choices, types: types, moment: moment, now: now,
            dayFields: dayFields,
            lastRecord: lastRecord)
    }
}
