// A message as a JSON object: a line of a pipe, or the body of the generic endpoint.

package import JSONText
package import Quantities

/// `{"user","channel","text","id","now","reply_to"}`.
package struct MessageObject: Hashable, Sendable {
    package var user: String?
    package var channel: String?
    package var text: String
    package var id: String?
    package var now: Instant?
    package var replyTo: String?

    /// What is wrong with an object: in which member, and what is expected there.
    package struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
        package var description: String
    }

    private static let names = ["user", "channel", "text", "id", "now", "reply_to"]

    /// Reads the object. Members of other names are left alone: a later sender may say more.
    ///
    /// - Throws: `Problem` when it is no object, a member has the wrong type, or there is no text.
    package init(_ json: JSON) throws(Problem) {
        guard let members = json.members else {
            throw Problem(description: "expected one object with \(MessageObject.names.joined(separator: ", "))")
        }
        for member in members where MessageObject.names.contains(member.name) {
            guard member.value.string != nil || member.value == .null else {
                throw Problem(description: "\(member.name): expected text in quotes")
            }
        }
        guard let text = json["text"]?.string else {
            throw Problem(description: "text: expected what is said, such as \"/status\"")
        }
        self.text = text
        user = json["user"]?.string
        channel = json["channel"]?.string
        // An empty one, of a script whose variable is not set, would make a repeat of every message.
        id = json["id"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        replyTo = json["reply_to"]?.string
        if let moment = json["now"]?.string {
            guard let now = Instant(iso: moment) else {
                throw Problem(description: "now: expected a moment such as 2026-11-24T09:00:00Z")
            }
            self.now = now
        }
    }
}
