// A value of any type: what a field of a record holds, an argument is given, a condition names.

package import JSONText
package import Quantities

/// One value. People and conditions are kept as they were said until somebody resolves them; everything else is plain.
package enum FieldValue: Hashable, Sendable {
    case text(String)
    case number(Int)
    case level(Level)
    case percent(Int)
    case date(CalendarDate)
    case money(Money)
    case span(WorkSpan)
    case person(PersonID)
    case id(ItemID)
    case days(ClosedRange<CalendarDate>)
    case time(TimeOfDay)
    case moment(Instant)
    case people([PersonID])
    case project(ProjectKey)
    case ids([ItemID])
    case tags([String])
    /// Somebody as a message named them, not yet looked up.
    indirect case named(PersonReference)
    case filter(Filter)
    case rhythm(Rhythm)

    /// The value with the rules of its type.
    package var content: any FieldContent {
        switch self {
        case .text(let text): PlainText(text)
        case .number(let number): WholeNumber(number)
        case .level(let level): level
        case .percent(let percent): Percent(percent)
        case .date(let date): date
        case .money(let money): money
        case .span(let span): span
        case .person(let person): person
        case .id(let id): id
        case .days(let days): DayStretch(days)
        case .time(let time): time
        case .moment(let moment): moment
        case .people(let people): PeopleList(people)
        case .project(let key): key
        case .ids(let ids): ItemList(ids)
        case .tags(let tags): TagList(tags)
        case .named(let reference): reference
        case .filter(let filter): filter
        case .rhythm(let rhythm): rhythm
        }
    }

    /// Every type there is, by the order of their numbers in snapshots.
    package static let contents: [any FieldContent.Type] = [
        PlainText.self, WholeNumber.self, Level.self, Percent.self, CalendarDate.self, Money.self, WorkSpan.self,
        PersonID.self,
        ItemID.self, DayStretch.self, TimeOfDay.self, Instant.self, PeopleList.self, ProjectKey.self, ItemList.self,
        TagList.self, PersonReference.self, Filter.self, Rhythm.self,
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: contents.map { ($0.storedName, $0) })

    /// A plain string or number where that says all, else an object with the type as its one member.
    package var json: JSON {
        switch self {
        case .text(let text): .string(text)
        case .number(let number): .int(Int64(number))
        default: .object([JSON.Member(type(of: content).storedName, content.json)])
        }
    }

    /// The value that ``json`` printed; nil when it is none.
    package init?(json: JSON) {
        switch json {
        case .string(let text): self = .text(text)
        case .int(let number): self = .number(Int(number))
        case .object(let members):
            guard members.count == 1, let member = members.first, let type = FieldValue.byName[member.name],
                let content = type.init(json: member.value)
            else { return nil }
            self = content.value
        default: return nil
        }
    }

    /// The schema version of the events that hold it: the first there were hold nine types, the second all but rhythms.
    package var schemaVersion: Int {
        switch type(of: content).storedNumber {
        case ...ItemID.storedNumber: 1
        case ..<Rhythm.storedNumber: 2
        default: 3
        }
    }

    package func write(to writer: inout ByteWriter) {
        let content = content
        writer.int(type(of: content).storedNumber)
        content.write(to: &writer)
    }

    /// The value that ``write(to:)`` appended.
    ///
    /// - Throws: `SnapshotDamaged` where there is none.
    package init(from reader: inout ByteReader) throws(SnapshotDamaged) {
        let number = try reader.int()
        guard FieldValue.contents.indices.contains(number) else { throw SnapshotDamaged() }
        self = try FieldValue.contents[number].init(from: &reader).value
    }

    /// Whether it compares so with another value.
    package func holds(_ comparison: Comparison, _ other: FieldValue) -> Bool { content.holds(comparison, other) }
}
