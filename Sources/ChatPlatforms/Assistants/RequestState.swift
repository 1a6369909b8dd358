// What a client hands back with the answers to a form: signed, so that it is ours and of this very call.

import Digests
import JSONText
import Quantities

/// The state of a call that waits for its user: who called what, until when, and the proposal that waits.
struct RequestState: Hashable {
    var person: String
    var tool: String
    /// A digest of the arguments.
    var arguments: String
    var expires: Instant
    /// The proposal that a yes confirms; nil where values were missing.
    var ask: String?

    static func digest(_ arguments: [JSON.Member]) -> String {
        let sorted = arguments.sorted { $0.name < $1.name }
        return Hex.encode(SHA256.digest(of: JSON.object(sorted).bytes))
    }

    private var json: JSON {
        .members([
            "person": .string(person), "tool": .string(tool), "arguments": .string(arguments),
            "expires": .int(expires.milliseconds), "ask": ask.map { .string($0) },
        ])
    }

    /// `HEX.HEX`: the state and its MAC.
    func signed(_ key: [UInt8]) -> String {
        let body = Hex.encode(json.bytes)
        return body + "." + Hex.encode(Mac.sha256(Array(body.utf8), key: key))
    }

    /// The state that was signed with this key; nil for anything else.
    init?(_ text: String, key: [UInt8]) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2,
            ConstantTime.equal(
                Array(parts[1].utf8), Array(Hex.encode(Mac.sha256(Array(parts[0].utf8), key: key)).utf8)),
            let bytes = Hex.decode(parts[0][...]), let json = try? JSON(reading: bytes),
            let person = json["person"]?.string, let tool = json["tool"]?.string,
            let arguments = json["arguments"]?.string, let expires = json["expires"]?.int
        else { return nil }
        self.init(
            person: person, tool: tool, arguments: arguments, expires: Instant(milliseconds: Int64(expires)),
            ask: json["ask"]?.string)
    }

    init(person: String, tool: String, arguments: String, expires: Instant, ask: String?) {
        self.person = person
        self.tool = tool
        self.arguments = arguments
        self.expires = expires
        self.ask = ask
    }
}
