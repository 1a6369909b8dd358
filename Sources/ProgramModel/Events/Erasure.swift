// What takes words and names out of events: the record stays, what people wrote in it goes.

package import Quantities

/// What is erased of one record or one person, and what stands in its place.
package struct Erasure: Sendable {
    /// What stands where words stood.
    package static let mark = "(erased)"

    /// Whether a text field of this name holds people's own words, and not one of a kind's choices.
    private let holdsWords: @Sendable (String) -> Bool
    /// The accounts of whoever becomes a pseudonym, in the order they came; none where a record is erased.
    private let identities: [Identity]
    private let person: PersonID

    /// Erases the words of a record.
    package init(holdsWords: @escaping @Sendable (_ field: String) -> Bool) {
        self.holdsWords = holdsWords
        (identities, person) = ([], PersonID(0))
    }

    /// Makes a person a pseudonym, with all their accounts.
    package init(of person: PersonID, identities: [Identity]) {
        self.person = person
        self.identities = identities
        holdsWords = { _ in false }
    }

    /// The pseudonym of a person: their number, which says nothing about them.
    package static func name(of person: PersonID) -> String { "person-\(person.number)" }

    /// An account without its user's name; other people's stay as they are.
    package func without(_ identity: Identity) -> Identity {
        guard let index = identities.firstIndex(of: identity) else { return identity }
        return Identity(platform: identity.platform, team: identity.team, user: "erased-\(person.number)-\(index + 1)")
    }

    /// The fields with their words erased; numbers, days and choices stay.
    package func without(_ fields: FieldTable) -> FieldTable {
        var erased = fields
        for entry in fields where holdsWords(entry.name) {
            if case .text = entry.value { erased[entry.name] = .text(Erasure.mark) }
        }
        return erased
    }
}
