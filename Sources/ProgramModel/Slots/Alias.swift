// A word with a meaning of its own, a person's or everybody's.

package import JSONText
package import Quantities

/// A word that stands for commands.
package struct Alias: Slot {
    package static let table = "alias"
    package static let changesWords = true

    /// Whose word it is; nil for everybody's.
    package var person: PersonID?
    package var word: String
    /// The command line that it stands for, with its slash.
    package var meaning: String

    package init(person: PersonID?, word: String, meaning: String) {
        self.person = person
        self.word = word
        self.meaning = meaning
    }

    package typealias Key = SlotPair<SlotScope, String>
    package static func key(_ word: String, of person: PersonID?) -> Key {
        Key(person.map { .person($0) } ?? .everywhere, word)
    }
    package var key: Key { Alias.key(word, of: person) }
    package var payload: JSON { .members(["meaning": .string(meaning)]) }

    package init?(key: Key, payload: JSON, schemaVersion: Int) {
        guard let meaning = payload["meaning"]?.string else { return nil }
        self.init(person: key.first.person, word: key.second, meaning: meaning)
    }

    package func without(_ erasure: Erasure) -> Alias {
        Alias(person: person, word: Erasure.mark, meaning: Erasure.mark)
    }

    package var right: SlotRight { person.map { .own($0) } ?? .role(.admin) }

    package static func name(of key: Key) -> Wording {
        "\(.said("/" + key.second))\(key.first.person.map { " of \($0)" as Wording } ?? "")"
    }
    package var text: Wording { .said(meaning) }
    package static var absent: Wording { "no word" }
}
