// The plain values a record's declared fields can hold.

package import JSONText
package import Quantities

/// The value of one declared field of an item.
package enum FieldValue: Hashable, Sendable {
    case text(String)
    case number(Int)
    case level(Int)
    case percent(Int)
    case date(CalendarDate)
    case money(Money)
    case span(WorkSpan)
    case person(PersonID)
    case item(ItemID)

    /// A plain string or number where that says all, else an object with the type as its one member.
    package var json: JSON {
        switch self {
        case .text(let text): .string(text)
        case .number(let number): .int(Int64(number))
        case .level(let level): ["level": .int(Int64(level))]
        case .percent(let percent): ["percent": .int(Int64(percent))]
        case .date(let date): ["date": .string(date.iso)]
        case .money(let money): ["money": [.int(money.minorUnits), .string(money.currency)]]
        case .span(let span): ["minutes": .int(Int64(span.minutes))]
        case .person(let person): ["person": .int(Int64(person.number))]
        case .item(let id): ["item": .string(id.description)]
        }
    }

    /// The value that ``json`` printed; nil when it is none.
    package init?(json: JSON) {
        switch json {
        case .string(let text): self = .text(text)
        case .int(let number): self = .number(Int(number))
        case .object(let members):
            guard members.count == 1, let member = members.first else { return nil }
            switch (member.name, member.value) {
            case ("level", .int(let level)): self = .level(Int(level))
            case ("percent", .int(let percent)): self = .percent(Int(percent))
            case ("minutes", .int(let minutes)): self = .span(WorkSpan(minutes: Int(minutes)))
            case ("person", .int(let number)): self = .person(PersonID(Int(number)))
            case ("date", .string(let text)):
                guard let date = CalendarDate(iso: text) else { return nil }
                self = .date(date)
            case ("item", .string(let text)):
                guard let id = ItemID(text) else { return nil }
                self = .item(id)
            case ("money", .array(let parts)):
                guard parts.count == 2, let minor = parts[0].int, let currency = parts[1].string else { return nil }
                self = .money(Money(minorUnits: Int64(minor), currency: currency))
            default: return nil
            }
        default: return nil
        }
    }
}

/// Declared fields by name, kept in the order of their names so that equal tables print equal bytes.
package struct FieldTable: Hashable, Sendable, Sequence {
    package struct Entry: Hashable, Sendable {
        package var name: String
        package var value: FieldValue
        package init(_ name: String, _ value: FieldValue) {
            self.name = name
            self.value = value
        }
    }
    private var entries: [Entry] = []

    package init() {}
    package init(_ values: [String: FieldValue]) {
        entries = values.map { Entry($0.key, $0.value) }.sorted { $0.name < $1.name }
    }

    package subscript(name: String) -> FieldValue? {
        get { entries.first { $0.name == name }?.value }
        set {
            if let index = entries.firstIndex(where: { $0.name >= name }) {
                if entries[index].name == name {
                    if let newValue { entries[index].value = newValue } else { entries.remove(at: index) }
                } else if let newValue {
                    entries.insert(Entry(name, newValue), at: index)
                }
            } else if let newValue {
                entries.append(Entry(name, newValue))
            }
        }
    }

    package var isEmpty: Bool { entries.isEmpty }
    package var count: Int { entries.count }
    package func makeIterator() -> IndexingIterator<[Entry]> { entries.makeIterator() }
}
