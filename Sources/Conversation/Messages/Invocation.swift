// One message addressed to the bot, as every platform adapter hands it over.

package import CommandLanguage
package import ProgramModel
package import Quantities

/// Who said what, where, and how the answer gets back.
package struct Invocation: Sendable {
    package var identity: Identity
    /// The name the platform shows for the person.
    package var name: String
    package var channel: ChannelAddress
    /// A private conversation with the bot: commands need no prefix, and lines need no paging.
    package var isDirect: Bool
    package var text: MessageText
    /// The one command it is, where it did not come as text: each word in a place of its own.
    package var words: CommandWords?
    /// A file that came with it, read.
    package var file: (any AttachedFile)?
    /// Tells a repeat from a new message; nil when the platform has none.
    package var delivery: DeliveryKey?
    package var replyAddress: ReplyAddress?
    /// The highest role this message may use, whatever the person holds.
    package var ceiling: Role?
    /// Came over standard input or a loopback connection: may become the first admin.
    package var isLocal: Bool
    /// What the platform's renderer needs besides the answer: the thread to answer in, a button's expiry.
    package var rendering: [String: String] = [:]
    /// The command line said yes to whatever would be asked.
    package var isConfirmed = false
    /// The clock for this message, when it is not the wall's.
    package var now: Instant?

    package init(
        identity: Identity, name: String, channel: ChannelAddress, isDirect: Bool, text: MessageText,
        delivery: DeliveryKey? = nil, replyAddress: ReplyAddress? = nil, ceiling: Role? = nil, isLocal: Bool = false,
        now: Instant? = nil
    ) {
        self.identity = identity
        // A name is one line, and shows as it reads.
        self.name = VisibleText.of(name).replacing("\n", with: " ")
        self.channel = channel
        self.isDirect = isDirect
        self.text = text
        self.delivery = delivery
        self.replyAddress = replyAddress
        self.ceiling = ceiling
        self.isLocal = isLocal
        self.now = now
    }
}

/// A file as somebody read it who knows its format: a command of that file takes it from its request.
package protocol AttachedFile: Sendable {}

/// Where a reply can be posted later.
package struct ReplyAddress: Hashable, Sendable {
    package enum Destination: Hashable, Sendable {
        /// A full address that came with the request; a bearer secret, never logged.
        case url(String)
        /// A webhook by its name in the configuration.
        case webhook(String)
        /// A method of Slack's Web API, such as `chat.postMessage`.
        case slackMethod(String)
        /// A room's own id on a platform that the bot writes on by itself, or a person's after an `@`.
        case direct(platform: String, place: String)
    }
    package var destination: Destination
    /// The renderer whose payload goes there.
    package var platform: String
    /// The HTTP response carries the answer too; the address is used only when that was not flushed.
    package var answersInResponse: Bool
    /// Milliseconds from now after which the address is dead.
    package var lifetime: Int64?

    package init(
        destination: Destination, platform: String, answersInResponse: Bool, lifetime: Int64? = nil
    ) {
        self.destination = destination
        self.platform = platform
        self.answersInResponse = answersInResponse
        self.lifetime = lifetime
    }
}
