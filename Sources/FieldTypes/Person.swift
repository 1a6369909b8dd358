// People as values: by their number in a record, by name or account as a message named them.

package import JSONText
package import Quantities

extension PersonID: FieldContent {
    package static let storedName = "person"
    package static let storedNumber = 7
    package static let accepted = "somebody, such as @ana"

    package var json: JSON { .int(Int64(number)) }
    package init?(json: JSON) {
        guard let number = json.int else { return nil }
        self.init(number)
    }
    package func write(to writer: inout ByteWriter) { writer.int(number) }
    package init(from reader: inout ByteReader) throws(SnapshotDamaged) { self.init(try reader.int()) }

    package var text: String { "person \(number)" }
    package var value: FieldValue { .person(self) }

    /// The same person, or one of them; nobody is more than another.
    package func holds(_ comparison: Comparison, _ other: FieldValue) -> Bool {
        guard comparison == .equal else { return false }
        return switch other {
        case .person(let person): self == person
        case .people(let people): people.contains(self)
        default: false
        }
    }
}

/// A person as a message named them, not yet looked up.
package struct PersonReference: FieldContent, Hashable {
    /// The account's id on the platform, when the platform said it.
    package var user: String?
    /// The name after the `@`, without it.
    package var name: String?
    /// Without its `@`: somebody known, or no name at all.
    package var isBare: Bool
    package init(user: String? = nil, name: String? = nil, isBare: Bool = false) {
        self.user = user
        self.name = name
        self.isBare = isBare
    }

    package static let storedName = "named"
    package static let storedNumber = 16
    package static var accepted: String { PersonID.accepted }

    package var json: JSON { .members(["user": user.map { .string($0) }, "name": name.map { .string($0) }]) }
    package init?(json: JSON) {
        guard json["user"]?.string != nil || json["name"]?.string != nil else { return nil }
        self.init(user: json["user"]?.string, name: json["name"]?.string)
    }

    package var text: String { "@" + (name ?? user ?? "") }
    package var value: FieldValue { .named(self) }

    /// Who is meant is known only once they were looked up.
    package func holds(_ comparison: Comparison, _ other: FieldValue) -> Bool {
        comparison == .equal && other == .named(self)
    }
}
