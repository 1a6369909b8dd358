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

    /// Reads the object; nil when it is none, a known member has the wrong type, or there is no text.
    package init?(_ json: JSON) {
        guard let members = json.members else { return nil }
        for member in members where ["user", "channel", "text", "id", "now", "reply_to"].contains(member.name) {
            guard member.value.string != nil || member.value == .null else { return nil }
        }
        guard let text = json["text"]?.string else { return nil }
        self.text = text
        user = json["user"]?.string
        channel = json["channel"]?.string
        id = json["id"]?.string
        replyTo = json["reply_to"]?.string
        if let moment = json["now"]?.string {
            guard let now = Instant(iso: moment) else { return nil }
            self.now = now
        }
    }
}
