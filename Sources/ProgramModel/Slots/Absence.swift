// Days on which a person is away.

package import JSONText
package import Quantities

/// A stretch of days without somebody, both ends part of it, with who stands in.
package struct Absence: Slot {
    package static let table = "absence"

    package var person: PersonID
    package var days: ClosedRange<CalendarDate>
    /// Who answers meanwhile.
    package var cover: PersonID?

    package init(_ person: PersonID, days: ClosedRange<CalendarDate>, cover: PersonID? = nil) {
        self.person = person
        self.days = days
        self.cover = cover
    }

    /// A person and the number of the first day: absences of one person never overlap.
    package typealias Key = SlotPair<PersonID, Int>
    package var key: Key { Key(person, days.lowerBound.dayNumber) }
    package var payload: JSON {
        .members(["through": JSON(days.upperBound), "cover": cover.map { JSON($0) }])
    }

    package init?(key: Key, payload: JSON, schemaVersion: Int) {
        let first = CalendarDate(dayNumber: key.second)
        guard let last = payload["through"]?.date, last >= first else { return nil }
        self.init(key.first, days: first...last, cover: payload["cover"]?.personID)
    }

    package var right: SlotRight { .own(person, or: .manager) }
    package static func name(of key: Key) -> Wording {
        "the absence of \(key.first) from \(CalendarDate(dayNumber: key.second))"
    }
    package var text: Wording { "until \(days.upperBound)" }
    package static var absent: Wording { "none" }
    package var namedPerson: PersonID? { person }
}

extension Workspace {
    /// The absences of everybody, or of one person, in the order of their first days.
    package func absences(of person: PersonID? = nil) -> [Absence] {
        guard let person else { return slots(Absence.self) }
        return slots(Absence.self, from: Absence.Key(person, .min), while: { $0.first == person })
    }
}
