// A group of people as a value.

package import JSONText
package import Quantities

/// Several people, in the order they were named.
package struct PeopleList: FieldContent, Hashable {
    package let people: [PersonID]
    package init(_ people: [PersonID]) { self.people = people }

    package static let storedName = "people"
    package static let storedNumber = 12
    package static let accepted = "people, such as @ana and @bo"

    package var json: JSON { .array(people.map(\.json)) }
    package init?(json: JSON) {
        guard let values = json.array else { return nil }
        let people = values.compactMap { PersonID(json: $0) }
        guard people.count == values.count else { return nil }
        self.init(people)
    }

    package var text: String { people.map(\.text).joined(separator: ", ") }
    package var value: FieldValue { .people(people) }

    /// Whether somebody is among them.
    package func holds(_ comparison: Comparison, _ other: FieldValue) -> Bool {
        people.contains { $0.holds(comparison, other) }
    }
}
