// What somebody, or a room, wants to hear of again and again.

package import FieldTypes
package import JSONText
package import Quantities

/// A digest that comes in a rhythm: of the records that a filter finds, or of all that concerns its receiver.
package struct Subscription: DueRule {
    package static let table = "subscription"

    package var receiver: SlotScope
    /// Never used again: the version of the event that first put it.
    package var number: Int
    /// The line that set it, which is read again each time: what `late` and `my` are is known only then. Nil for the digest of a
    /// person, a project or a program.
    package var line: String?
    /// For a digest: of which project or program; nil for everything.
    package var project: ProjectKey?
    package var often: Rhythm
    package var since: Instant
    package var setBy: PersonID

    package init(
        _ number: Int, to receiver: SlotScope, line: String?, project: ProjectKey?, often: Rhythm,
        since: Instant, setBy: PersonID
    ) {
        self.number = number
        self.receiver = receiver
        self.line = line
        self.project = project
        self.often = often
        self.since = since
        self.setBy = setBy
    }

    package typealias Key = SlotPair<SlotScope, Int>
    package var key: Key { Key(receiver, number) }
    package var payload: JSON {
        .members([
            "line": line.map { .string($0) }, "project": project.map { JSON($0) },
            "often": often.json, "since": .int(since.milliseconds), "by": JSON(setBy),
        ])
    }

    package init?(key: Key, payload: JSON, schemaVersion: Int) {
        guard let often = payload["often"].flatMap({ Rhythm(json: $0) }),
            let since = payload["since"]?.int, let by = payload["by"]?.personID
        else { return nil }
        self.init(
            key.second, to: key.first, line: payload["line"]?.string, project: payload["project"]?.projectKey,
            often: often, since: Instant(milliseconds: Int64(since)),
            setBy: by)
    }

    /// What comes, and how often, as it was said.
    package var said: String {
        guard let line else { return "the digest\(project.map { " of \($0.text)" } ?? "") \(often.text)" }
        return line.split(separator: " ").dropFirst().joined(separator: " ")
    }

    package var rhythm: Rhythm? { often }
    package var right: SlotRight { receiver.ruleRight(by: setBy) }
    package var rightToPut: SlotRight { .own(setBy) }
    package static func name(of key: Key) -> Wording { "a subscription" }
    package var text: Wording { "\(said)" }
    package static var absent: Wording { "off" }
    package func without(_ erasure: Erasure) -> Subscription {
        var subscription = self
        if line != nil { subscription.line = Erasure.mark }
        return subscription
    }
}
