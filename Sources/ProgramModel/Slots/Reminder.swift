// Something to be told of at one moment.

package import JSONText
package import Quantities

/// What somebody, or a room, is to be reminded of, once.
package struct Reminder: DueRule {
    package static let table = "reminder"

    package var receiver: SlotScope
    /// Never used again: the version of the event that first put it.
    package var number: Int
    package var item: ItemID?
    package var words: String?
    package var at: Instant
    package var since: Instant
    package var setBy: PersonID

    package init(
        _ number: Int, to receiver: SlotScope, of item: ItemID?, words: String?, at: Instant, since: Instant,
        setBy: PersonID
    ) {
        self.number = number
        self.receiver = receiver
        self.item = item
        self.words = words
        self.at = at
        self.since = since
        self.setBy = setBy
    }

    package typealias Key = SlotPair<SlotScope, Int>
    package var key: Key { Key(receiver, number) }
    package var payload: JSON {
        .members([
            "item": item.map { JSON($0) }, "words": words.map { .string($0) }, "at": .int(at.milliseconds),
            "since": .int(since.milliseconds), "by": JSON(setBy),
        ])
    }

    package init?(key: Key, payload: JSON, schemaVersion: Int) {
        guard let at = payload["at"]?.int, let since = payload["since"]?.int, let by = payload["by"]?.personID else {
            return nil
        }
        self.init(
            key.second, to: key.first, of: payload["item"]?.itemID, words: payload["words"]?.string,
            at: Instant(milliseconds: Int64(at)), since: Instant(milliseconds: Int64(since)), setBy: by)
    }

    package var moment: Instant? { at }
    package var right: SlotRight { receiver.ruleRight(by: setBy) }
    package var rightToPut: SlotRight { .own(setBy) }
    package static func name(of key: Key) -> Wording { "a reminder" }
    package var text: Wording { "\(item.map { "\($0) " as Wording } ?? "")\(words.map { .said($0) } ?? "" as Wording)" }
    package static var absent: Wording { "none" }
    package var items: [ItemID] { item.map { [$0] } ?? [] }
    package func without(_ erasure: Erasure) -> Reminder {
        var reminder = self
        if words != nil { reminder.words = Erasure.mark }
        return reminder
    }
}

extension SlotScope {
    /// A person's rules are theirs and whoever's who set them; a room's anybody's who may write there.
    func ruleRight(by person: PersonID) -> SlotRight {
        self.person.map { .own($0, person) } ?? .own(person, or: .contributor)
    }
}
