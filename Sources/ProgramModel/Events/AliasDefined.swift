// Event: a word was given a meaning of its own, by a person or for everybody. Logs of before slots have it.

package import JSONText
package import Quantities

/// A word was given a meaning of its own, by a person or for everybody.
package struct AliasDefined: SlotEvent, Hashable {
    package static let word = "alias-defined"

    package var person: PersonID?
    package var word: String
    /// Nil takes the alias away.
    package var expansion: String?

    package init(person: PersonID? = nil, word: String, expansion: String? = nil) {
        self.person = person
        self.word = word
        self.expansion = expansion
    }

    package init(payload: JSON, schemaVersion: Int) throws(EventProblem) {
        let facts = PayloadReader(Self.self, payload)
        person = try facts.find("person", \.personID)
        word = try facts.need("word", \.string)
        expansion = try facts.find("expansion", \.string)
    }

    package var payload: JSON {
        .members([
            "person": person.map { JSON($0) },
            "word": .string(word),
            "expansion": expansion.map { .string($0) },
        ])
    }

    /// The word means nothing any more: what it stood for is what it was given for.
    package func without(_ erasure: Erasure) -> any ProgramEvent {
        var event = self
        (event.word, event.expansion) = (Erasure.mark, nil)
        return event
    }

    package var asSlot: SlotChanged? {
        SlotChanged(
            Alias.key(word, of: person), to: expansion.map { Alias(person: person, word: word, meaning: $0) })
    }
}
