// The generic endpoint: JSON signed by Standard Webhooks (standard-webhooks.com, symmetric v1).

import CommandLanguage
package import Conversation
import Digests
import JSONText
import ProgramModel
package import Quantities

package struct GenericAdapter: PlatformAdapter {
    private let keys: GenericKeys
    private let hosts: ReplyHosts
    package let name = "generic"
    package let saysFaults = true
    package let methods = ["POST"]
    package let renderer: any ReplyRenderer = JSONRenderer()
    private static let mostSignatures = 16

    package init(keys: GenericKeys, hosts: ReplyHosts) {
        self.keys = keys
        self.hosts = hosts
    }

    package func receive(_ request: InboundRequest, now: Instant) throws(InboundRefusal) -> Inbound {
        guard let id = request.header("webhook-id"), id.utf8.count <= 256, !id.contains("."),
            let timestamp = request.header("webhook-timestamp"), let signatures = request.header("webhook-signature"),
            signatures.utf8.count <= 4096
        else { throw InboundRefusal(401, "headers") }
        guard Timestamps.isFresh(timestamp, now: now) else { throw InboundRefusal(401, "timestamp") }
        guard let key = signer(id, timestamp, signatures, request.body) else { throw InboundRefusal(401, "signature") }
        guard request.mediaType == "application/json" else { throw InboundRefusal(415, "media-type") }
        guard let json = try? JSON(reading: request.body), let message = try? MessageObject(json) else {
            throw InboundRefusal(400, "body")
        }
        let user = key.user ?? message.user ?? ""
        // A name is one line: what it holds is shown to others.
        let isOneLine = !user.unicodeScalars.contains {
            $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || [0x2028, 0x2029].contains($0.value)
        }
        guard !user.isEmpty, isOneLine, user.utf8.count <= 64, message.id?.utf8.count ?? 0 <= 256 else {
            throw InboundRefusal(400, "user")
        }
        guard message.channel?.utf8.count ?? 0 <= 256 else { throw InboundRefusal(400, "channel") }
        var address: ReplyAddress?
        if let url = message.replyTo {
            guard hosts.allows(url) else { throw InboundRefusal(400, "reply_to") }
            address = ReplyAddress(
                destination: .url(url), platform: name, answersInResponse: false, lifetime: Instant.day)
        }
        let identity = Identity(platform: name, team: "", user: user)
        return .message(
            Invocation(
                identity: identity, name: user,
                channel: ChannelAddress(platform: name, team: "", channel: message.channel ?? user),
                isDirect: message.channel == nil, text: MessageText(message.text),
                delivery: DeliveryKey(
                    identity, signer: key.name, id: GenericAdapter.key(own: message.id, header: id),
                    earlier: GenericAdapter.earlierKey(user, own: message.id, header: id)), replyAddress: address,
                ceiling: key.ceiling))
    }

    /// The sender's own id of a message, else the header's; neither can be taken for the other.
    private static func key(own: String?, header: String) -> String {
        if let own, !own.isEmpty { return "id:" + own }
        return "header:" + header
    }

    /// The key of releases whose keys did not hold which secret signed.
    private static func earlierKey(_ user: String, own: String?, header: String) -> String {
        let marked = header.hasPrefix("id:") || header.hasPrefix("header:") ? "header:" + header : header
        return "generic:\(user.utf8.count):\(user):\(own.map { "id:" + $0 } ?? marked)"
    }

    /// The key of the first signature that fits. Entries of other versions, or without a comma, are skipped.
    private func signer(_ id: String, _ timestamp: String, _ signatures: String, _ body: [UInt8]) -> GenericKeys.Key? {
        let message = Array("\(id).\(timestamp).".utf8) + body
        var found: GenericKeys.Key?
        for entry in signatures.split(separator: " ").prefix(GenericAdapter.mostSignatures) {
            let parts = entry.split(separator: ",", maxSplits: 1)
            guard parts.count == 2, parts[0] == "v1", let mac = Base64.decode(parts[1]), mac.count == 32 else {
                continue
            }
            for key in keys.all where ConstantTime.equal(Mac.sha256(message, key: key.secret), mac) {
                found = found ?? key
            }
        }
        return found
    }

    /// The answer goes into the response too when it is posted: whoever asks need not wait for the post.
    package func response(to handled: HandledMessage, _ invocation: Invocation) -> (contentType: String, body: [UInt8])
    {
        let isSeveral = handled.response.dropLast().contains(0x0A)
        return (isSeveral ? "application/x-ndjson" : renderer.contentType, handled.response)
    }
}
