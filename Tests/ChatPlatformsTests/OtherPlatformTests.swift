// Mattermost and the generic endpoint: tokens, buttons, signatures, forms.

import CommandLanguage
import Conversation
import Foundation
import JSONText
import Quantities
import TestSupport
import Testing

@testable import ChatPlatforms

struct Mattermost {
    static let now = Instant(seconds: 1_795_000_000)
    static let body =
        "channel_id=fukxanjgjbnp7ng383at53k1sy&channel_name=town-square&command=%2Fweather&response_url=http%3A%2F%2Flocalhost%3A8066%2Fhooks%2Fcommands%2Fi11f6nnfgfyk8eg56x9omc6dpa&team_domain=team-awesome&team_id=wx4zz8t4ttgmtxqiwfohijayzc&text=toronto+week&token=qzgakf1nx3yt9dr4n8585ihbxy&user_id=erj6qck3rfgtujs86w5r6rckzh&user_name=alan"

    static func adapter(_ tokens: String = "other-token " + Signers.mattermostToken) throws -> MattermostAdapter {
        MattermostAdapter(
            tokens: try MattermostTokens(tokens),
            hosts: ReplyHosts(["localhost:8066"]), publicURL: "https://bot.example", umbrella: "pm")
    }

    static func status(
        _ body: String, headers: [(String, String)] = [], method: String = "POST",
        type: String = "application/x-www-form-urlencoded"
    ) -> Int {
        Slack.status {
            try adapter().receive(
                InboundRequest(
                    method: method, query: method == "GET" ? body : "", headers: [("Content-Type", type)] + headers,
                    body: Array(body.utf8)), now: now)
        }
    }

    static let tokens: [(String, String, [(String, String)], Int)] = [
        ("in the form", body, [], 200), ("in both", body, [("Authorization", "Token qzgakf1nx3yt9dr4n8585ihbxy")], 200),
        (
            "in the header", body.replacing("token=qzgakf1nx3yt9dr4n8585ihbxy&", with: ""),
            [("Authorization", "Token qzgakf1nx3yt9dr4n8585ihbxy")], 200
        ),
        ("disagreeing", body, [("Authorization", "Token other-token")], 401),
        ("wrong", body.replacing("hbxy", with: "hbxz"), [], 401),
        ("none", body.replacing("token=qzgakf1nx3yt9dr4n8585ihbxy&", with: ""), [], 401),
        ("empty", body.replacing("qzgakf1nx3yt9dr4n8585ihbxy", with: ""), [], 401),
        ("twice", body + "&token=qzgakf1nx3yt9dr4n8585ihbxy", [], 401),
    ]

    @Test(arguments: tokens) func `the token opens or does not`(
        _ name: String, _ body: String, _ headers: [(String, String)], _ status: Int
    ) {
        #expect(Mattermost.status(body, headers: headers) == status)
    }

    /// What Mattermost is asked to be answered at, and whether it is: compared as it is sent.
    private static let responses = [
        ("http://localhost:8066/hooks/commands/i11f6nnfgfyk8eg56x9omc6dpa", true),
        ("http://localhost:8066/chat/hooks/commands/i11f", true),
        ("http://localhost:8066/./hooks/../hooks/commands/i11f", true),
        ("http://localhost:8066/hooks/commands/../../api/v4/users", false),
        ("http://localhost:8066/hooks/commands/i11f/../../../api/v4/users", false),
        ("http://localhost:8066/hooks/commands/i11f/..", false), ("http://localhost:8066/hooks/commands/..", false),
        ("http://localhost:8066/hooks/commands/%2e%2e/%2E%2E/api/v4/users", false),
        ("http://localhost:8066/hooks/commands/", false), ("http://localhost:8066/hooks/commands/i11f/users", false),
        ("http://localhost:8066/api/v4/users?x=/hooks/commands/i11f", false),
        ("http://localhost:8066/api/v4/users#/hooks/commands/i11f", false),
        ("http://localhost:8067/hooks/commands/i11f", false),
    ]

    @Test(arguments: responses) func `an answer is posted to a command's address alone`(_ url: String, _ isTaken: Bool)
        throws
    {
        let escaped = url.replacing("%", with: "%25").replacing("#", with: "%23").replacing("&", with: "%26")
        let invocation = try invocation("list", extra: "&response_url=" + escaped)
        #expect((invocation.replyAddress != nil) == isTaken)
    }

    @Test(arguments: ["application/x-www-form-urlencoded", "application/json", "text/plain"])
    func `a body that is longer than any message is refused unread`(_ type: String) {
        let body = "token=\(Signers.mattermostToken)&a=" + String(repeating: "a", count: 256 * 1024)
        #expect(Mattermost.status(body, type: type) == 413)
    }

    private static let bound: [(String, Int)] = [
        ("", 200), (";command=weather", 200), (";command=/Weather;team=wx4zz8t4ttgmtxqiwfohijayzc", 200),
        (";command=risk", 401), (";team=other", 401), (";command=weather;team=other", 401),
    ]

    @Test(arguments: bound) func `a token opens the command and team it is for`(_ options: String, _ status: Int) {
        let form = InboundRequest(
            method: "POST", headers: [("Content-Type", "application/x-www-form-urlencoded")],
            body: Array(Mattermost.body.utf8))
        let found = Slack.status {
            try Mattermost.adapter("other " + Signers.mattermostToken + options).receive(form, now: Mattermost.now)
        }
        #expect(found == status)
    }

    @Test(arguments: ["Vendor;+hardware+late", "Vendor+late%0Asince+monday"])
    func `a token for one command says what has a semicolon or two lines`(_ text: String) throws {
        let body = Mattermost.body.replacing("text=toronto+week", with: "text=" + text)
        let request = InboundRequest(
            method: "POST", headers: [("Content-Type", "application/x-www-form-urlencoded")], body: Array(body.utf8))
        let adapter = try Mattermost.adapter(Signers.mattermostToken + ";command=weather")
        #expect(Slack.status { try adapter.receive(request, now: Mattermost.now) } == 200)
    }

    @Test(arguments: [("u__x1", true), ("x1__u", true), ("net__ops", false), ("net", false)])
    func `a conversation of two is told by its name`(_ channel: String, _ isDirect: Bool) throws {
        #expect(try invocation("list", extra: "&channel_name=" + channel).isDirect == isDirect)
    }

    @Test(arguments: ["list%0A/drop+T-1", "list;+/person+list", "list;+@steerco+person+list"])
    func `a token for one command says no second one`(_ text: String) throws {
        let body = Mattermost.body.replacing("text=toronto+week", with: "text=" + text)
        let request = InboundRequest(
            method: "POST", headers: [("Content-Type", "application/x-www-form-urlencoded")], body: Array(body.utf8))
        for (options, status) in [("", 200), (";command=weather", 401)] {
            let adapter = try Mattermost.adapter(Signers.mattermostToken + options)
            #expect(Slack.status { try adapter.receive(request, now: Mattermost.now) } == status)
        }
    }

    @Test(arguments: [" ", ";command=risk", "abc;role=admin", "abc;command="])
    func `tokens that cannot be used are refused`(_ text: String) {
        #expect(throws: SecretProblem.self) { try MattermostTokens(text) }
    }

    @Test func `a command by GET has its fields in the query`() {
        #expect(Mattermost.status(Mattermost.body, method: "GET") == 200)
    }

    private func invocation(_ text: String, extra: String = "") throws -> Invocation {
        let body =
            "token=\(Signers.mattermostToken)&team_id=t&channel_id=c&user_id=u&user_name=ana&command=%2Fpm&trigger_id=tr1&text=\(text)\(extra)"
        let request = InboundRequest(
            method: "POST", headers: [("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")],
            body: Array(body.utf8))
        guard case .message(let invocation) = try Mattermost.adapter().receive(request, now: Mattermost.now) else {
            throw InboundRefusal(0, "")
        }
        return invocation
    }

    @Test func `leading space is trimmed and mentions become people`() throws {
        let invocation = try invocation("++assign+T-1+%40bob.", extra: "&user_mentions=bob&user_mentions_ids=uid1")
        let words = WordReader.words(invocation.text)
        #expect(words.map(\.text) == ["/pm", "assign", "T-1", "@bob."])
        #expect(words[3].token == .user(id: "uid1", label: "bob"))
    }

    @Test func `an address leads where it says, and makes no link of other words`() {
        #expect(MarkdownWriter.escaped("see http://x.io/a_b(1)~c *so*") == "see http://x.io/a_b(1)~c \\*so\\*")
        #expect(MarkdownWriter.escaped("http://x.io/[a](http://y)") == "http://x.io/\\[a\\](http://y)")
    }

    @Test func `no part of a text ends inside an entity or a mention`() {
        let text = String(repeating: "&amp;", count: 9) + "<@U123>" + String(repeating: "&lt;", count: 9)
        let parts = TextSplitter.split(text, limit: 12, unit: TextSplitter.utf16)
        #expect(parts.joined() == text)
        #expect(
            parts.allSatisfy {
                $0.count { $0 == "&" } == $0.count { $0 == ";" } && $0.contains("<") == $0.contains(">")
            })
    }

    @Test func `markdown is escaped and nobody is notified`() {
        let text = MarkdownWriter.escaped("A<b> *c* @channel [x](javascript:1) @all")
        #expect(text == "A\\<b\\> \\*c\\* @\u{200B}channel \\[x\\]\\(javascript:1\\) @\u{200B}all")
    }

    @Test func `a button works once it is ours: every part is under its MAC`() throws {
        let asking = try invocation("project+close+NET")
        var reply = Reply("Close?")
        reply.suggestions = [.init("Yes", "/yes ASK-1", isButton: true)]
        let payload = try Mattermost.adapter().renderer.payloads(for: Slack.answer(reply), context: asking.rendering)[0]
        let context = try #require(
            try JSON(reading: payload.bytes)["attachments"]?.array?.first?["actions"]?.array?.first?["integration"]?[
                "context"])
        func press(
            _ context: JSON, channel: String = "c", at now: Instant = Mattermost.now,
            tokens: String = "other-token"
        ) -> Int {
            let body: JSON = [
                "user_id": "u2", "user_name": "bo", "channel_id": .string(channel), "team_id": "t", "context": context,
            ]
            return Slack.status {
                try Mattermost.adapter(tokens).receive(
                    InboundRequest(method: "POST", headers: [("Content-Type", "application/json")], body: body.bytes),
                    now: now)
            }
        }
        func told(_ context: JSON, channel: String = "c", at now: Instant = Mattermost.now) -> String? {
            let body: JSON = ["user_id": "u2", "channel_id": .string(channel), "context": context]
            let inbound = try? Mattermost.adapter("other-token").receive(
                InboundRequest(method: "POST", headers: [("Content-Type", "application/json")], body: body.bytes),
                now: now)
            guard case .respond(_, let bytes)? = inbound else { return nil }
            return (try? JSON(reading: bytes))?["ephemeral_text"]?.string
        }
        #expect(press(context) == 200)
        // A token is changed with the new one beside the old, in whichever order.
        #expect(press(context, tokens: "new-token other-token") == 200)
        #expect(press(context, tokens: "other-token new-token") == 200)
        #expect(press(context, tokens: "new-token") == 401)
        // Ours, and told why it does nothing: a bare status would be Mattermost's own error.
        #expect(told(context, channel: "other") == "This button belongs to another channel.")
        #expect(
            told(context, at: Mattermost.now + Instant.day + 1000) == "This button has expired: say the command again.")
        #expect(told(context) == nil)
        for member in context.members ?? [] {
            var changed = context.members ?? []
            for index in changed.indices where changed[index].name == member.name {
                changed[index].value = .string((member.value.string ?? "") + "1")
            }
            #expect(press(.object(changed)) == 401, "\(member.name)")
        }
        #expect(press(["command": "/yes ASK-1"]) == 401)
    }

    @Test(arguments: [(1, "update"), (2, "ephemeral_text")])
    func `a post of several questions stays when one is answered, and its buttons name theirs`(
        _ questions: Int, _ member: String
    ) throws {
        let asking = try invocation("close+T-1")
        var reply = Reply("Close?")
        for number in 1...questions {
            reply.suggestions += [
                .init("Yes", "/yes ASK-\(number)", isButton: true), .init("No", "/no ASK-\(number)", isButton: true),
            ]
        }
        let adapter = try Mattermost.adapter()
        let payload = adapter.renderer.payloads(for: Slack.answer(reply), context: asking.rendering)[0]
        let buttons = try #require(try JSON(reading: payload.bytes)["attachments"]?.array?.first?["actions"]?.array)
        #expect(buttons.first?["name"]?.string == (questions == 1 ? "Yes" : "Yes ASK-1"))
        let body: JSON = [
            "user_id": "u2", "user_name": "bo", "channel_id": "c", "team_id": "t",
            "context": try #require(buttons.first?["integration"]?["context"]),
        ]
        let inbound = try adapter.receive(
            InboundRequest(method: "POST", headers: [("Content-Type", "application/json")], body: body.bytes),
            now: Mattermost.now)
        guard case .message(let pressed) = inbound else {
            Issue.record("no message")
            return
        }
        let result = CommandResult(outcome: .done, reply: Reply("T-1 done"), isPrivate: false)
        let answer = MessageAnswer([result])
        let handled = HandledMessage(
            answer: answer, response: adapter.renderer.payloads(for: answer, context: [:])[0].bytes)
        #expect(try JSON(reading: adapter.response(to: handled, pressed).body)[member] != nil)
    }

    static let forms: [(String, [String: String]?)] = [
        ("text=a+b%2Bc%20d", ["text": "a b+c d"]), ("text=", ["text": ""]),
        ("command=/weather", ["command": "/weather"]), ("text=%E2%80%94", ["text": "—"]),
        ("text=%zz", nil), ("text=%FF", ["text": "\u{FFFD}"]), ("a=1;b=2", ["a": "1;b=2"]), ("a", ["a": ""]),
        ("%", nil), ("a=%4", nil), (String(repeating: "a&", count: 1000), ["a": ""]),
        (String(repeating: "a&", count: 1001), nil),
    ]

    @Test(arguments: forms) func `a form is decoded strictly`(_ text: String, _ fields: [String: String]?) {
        let form = Form(Array(text.utf8))
        #expect((form == nil) == (fields == nil))
        for (name, value) in fields ?? [:] { #expect(form?[name] == value) }
    }
}

struct Generic {
    static let body = Array(#"{"test": 2432232314}"#.utf8)
    static let time = 1_614_265_330
    static let signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

    static func status(
        _ signature: String?, id: String? = "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: String = "\(time)",
        now: Int = time, body: [UInt8] = body,
        secret: String = Signers.genericSecret
    ) -> Int {
        Slack.status {
            let adapter = GenericAdapter(keys: try GenericKeys(secret), hosts: ReplyHosts([]))
            var headers = [("Content-Type", "application/json"), ("webhook-timestamp", timestamp)]
            if let id { headers.append(("webhook-id", id)) }
            if let signature { headers.append(("webhook-signature", signature)) }
            return try adapter.receive(
                InboundRequest(method: "POST", headers: headers, body: body), now: Instant(seconds: Int64(now)))
        }
    }

    /// W1 is published by Standard Webhooks. A good signature over a body that is no message is 400, a bad one 401.
    static let vectors: [(String, String?, Int)] = [
        ("W1", signature, 400), ("changed", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA=", 401),
        (
            "one of several",
            "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= \(signature)",
            400
        ),
        ("empty", "v1,", 401), ("junk before", "junk \(signature)", 400), ("missing", nil, 401),
        ("not canonical", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OF=", 401),
    ]

    @Test(arguments: vectors) func `a signature is accepted or refused`(
        _ name: String, _ signature: String?, _ status: Int
    ) { #expect(Generic.status(signature) == status) }

    @Test func `time and id are part of the proof`() {
        #expect(Generic.status(Generic.signature, now: Generic.time + 301) == 401)
        #expect(Generic.status(Generic.signature, now: Generic.time - 300) == 400)
        #expect(Generic.status(Generic.signature, timestamp: "abc") == 401)
        #expect(Generic.status(Generic.signature, id: "") == 401)
        #expect(Generic.status(Generic.signature, id: nil) == 401)
        #expect(Generic.status(Generic.signature, id: "msg_other") == 401)
    }

    /// The header's id, and the body.
    private static let messages = [
        ("m1", #"{"user":"a","id":"b:c","text":"x"}"#), ("m1", #"{"user":"a:b","id":"c","text":"x"}"#),
        ("m1", #"{"user":"a","text":"x"}"#), ("m1", #"{"user":"a","id":"m1","text":"x"}"#),
        // An id in the header is never taken for one in a body.
        ("id:z1", #"{"user":"a","text":"x"}"#), ("m2", #"{"user":"a","id":"z1","text":"x"}"#),
        ("header:id:z1", #"{"user":"a","text":"x"}"#),
    ]

    @Test(arguments: ["eve\\nR-1 closed", "a\\u001b[31mb", "a\\u2028b"])
    func `a name of more than one line is no name`(_ name: String) throws {
        let adapter = GenericAdapter(keys: try GenericKeys(Signers.genericSecret), hosts: ReplyHosts([]))
        let body = Array(#"{"user":"\#(name)","text":"x"}"#.utf8)
        let headers = Signers.generic(body, id: "m1", timestamp: Generic.time).map { ($0.0, $0.1) }
        let found = Slack.status {
            try adapter.receive(
                InboundRequest(method: "POST", headers: headers, body: body),
                now: Instant(seconds: Int64(Generic.time)))
        }
        #expect(found == 400)
    }

    @Test func `no two messages have one delivery id`() throws {
        let adapter = GenericAdapter(keys: try GenericKeys(Signers.genericSecret), hosts: ReplyHosts([]))
        let ids = try Self.messages.map { id, text in
            let body = Array(text.utf8)
            let headers = Signers.generic(body, id: id, timestamp: Generic.time).map { ($0.0, $0.1) }
            let request = InboundRequest(method: "POST", headers: headers, body: body)
            guard
                case .message(let invocation) = try adapter.receive(request, now: Instant(seconds: Int64(Generic.time)))
            else { return nil as String? }
            return invocation.delivery?.text
        }
        #expect(Set(ids.compactMap { $0 }).count == Self.messages.count)
    }

    /// A message to the generic endpoint, signed by one of several secrets.
    private static func invocation(_ secret: String, of keys: String, id: String, _ text: String) throws -> Invocation {
        let adapter = GenericAdapter(keys: try GenericKeys(keys), hosts: ReplyHosts([]))
        let body = Array(#"{"user":"build","text":"\#(text)"}"#.utf8)
        let headers = Signers.generic(body, id: id, timestamp: Generic.time, secret: secret).map { ($0.0, $0.1) }
        let request = InboundRequest(method: "POST", headers: headers, body: body)
        let inbound = try adapter.receive(request, now: Instant(seconds: Int64(Generic.time)))
        guard case .message(let invocation) = inbound else { throw SecretProblem.blank }
        return invocation
    }

    @Test func `a weaker secret uses up no id of a stronger one`() async throws {
        let weak = "whsec_" + Data(repeating: 7, count: 24).base64EncodedString()
        let keys = "\(weak);role=viewer \(Signers.genericSecret);role=admin"
        let trial = try await TrialDesk()
        for line in ["/project new NET \"Network\"", "/here NET"] { await trial.say(line) }
        let refused = await trial.handle(try Self.invocation(weak, of: keys, id: "build-1", "/risk Vendor slips"))
        #expect(refused.answer?.results.map(\.outcome) == [.refused])
        let strong = try Self.invocation(Signers.genericSecret, of: keys, id: "build-1", "/risk Racks late on NET")
        let done = await trial.handle(strong)
        #expect(done.answer?.results.map(\.outcome) == [.done])
        #expect(await trial.handle(strong).response == done.response)
        let other = try Self.invocation(Signers.genericSecret, of: keys, id: "build-1", "/risk Racks lost on NET")
        #expect(await trial.handle(other).answer?.results.map(\.code) == ["id-reused"])
        #expect(trial.workspace.item(ItemID("R", 1))?.title == "Racks late")
        // The key tells which secret it was, and nothing of the secret.
        #expect(strong.delivery?.text.contains(Signers.genericSecret.dropFirst(6)) == false)
    }

    @Test func `an id of nothing is none, and the header's counts`() throws {
        let body = Array(#"{"user":"build","id":"","text":"/risk One"}"#.utf8)
        let adapter = GenericAdapter(keys: try GenericKeys(Signers.genericSecret), hosts: ReplyHosts([]))
        let found = try ["m1", "m2"].map { id in
            let headers = Signers.generic(body, id: id, timestamp: Generic.time).map { ($0.0, $0.1) }
            let request = InboundRequest(method: "POST", headers: headers, body: body)
            guard
                case .message(let invocation) = try adapter.receive(request, now: Instant(seconds: Int64(Generic.time)))
            else { return nil as String? }
            return invocation.delivery?.text
        }
        #expect(Set(found.compactMap { $0 }).count == 2)
    }

    @Test func `a secret may come without its prefix, and has a fixed user and ceiling when it says so`() throws {
        #expect(Generic.status(Generic.signature, secret: String(Signers.genericSecret.dropFirst(6))) == 400)
        let body = Array(#"{"user":"eve","text":"/status"}"#.utf8)
        let adapter = GenericAdapter(
            keys: try GenericKeys(Signers.genericSecret + ";user=ci;role=viewer"), hosts: ReplyHosts([]))
        let headers = Signers.generic(body, id: "m1", timestamp: Generic.time).map { ($0.0, $0.1) }
        guard
            case .message(let invocation) = try adapter.receive(
                InboundRequest(method: "POST", headers: headers, body: body), now: Instant(seconds: Int64(Generic.time))
            )
        else { return }
        #expect(invocation.identity.user == "ci")
        #expect(invocation.ceiling == .viewer)
    }

    @Test(arguments: [
        "", "  ", "whsec_", "whsec_!!!!", "whsec_AAAA", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw;role=king",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw;user=", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw;role",
    ])
    func `a secret that is none stops the start`(_ secret: String) {
        #expect(throws: SecretProblem.self) { try GenericKeys(secret) }
    }

    /// RFC 4231, cases 1, 2, 4 and 6.
    static let macs: [([UInt8], [UInt8], String)] = [
        (
            Array(repeating: 0x0B, count: 20), Array("Hi There".utf8),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            Array(1...25), Array(repeating: 0xCD, count: 50),
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
        ),
        (
            Array(repeating: 0xAA, count: 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ]

    @Test(arguments: macs) func `the HMAC is the standard's`(_ key: [UInt8], _ message: [UInt8], _ mac: String) {
        #expect(Hex.encode(Mac.sha256(message, key: key)) == mac)
    }
}

@Suite struct FuzzOfTheWebhooks {
    /// Real bodies with bytes changed, signed as they are: whatever comes, it is answered or refused.
    @Test func `mutated bodies never crash an adapter`() throws {
        let rounds = ProcessInfo.processInfo.environment["STEERCO_FUZZ"].flatMap { Int($0) } ?? 2000
        var state: UInt64 = 7
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % max(1, bound)
        }
        let event = Slack.event.replacing(
            "EVENT",
            with: #"{"type":"app_mention","user":"U1","text":"<@UB> status <!here> &lt;","channel":"C1","ts":"1.2"}"#)
        let generic =
            #"{"user":"ana","channel":"net","text":"/risk “x” p4","id":"1","reply_to":"https://hooks.slack.com/x"}"#
        let check = "token=xyzz0WbapA4vBCDEFasx0q6G&ssl_check=1"
        let seeds = [Slack.s1, event, generic, Mattermost.body, check, check + String(repeating: "&a", count: 200)]
            .map { Array($0.utf8) }
        let slack = try Slack.adapter()
        let mattermost = try Mattermost.adapter()
        let signed = GenericAdapter(keys: try GenericKeys(Signers.genericSecret), hosts: ReplyHosts([]))
        let now = Instant(seconds: Int64(Slack.time))
        for round in 0..<rounds {
            var body = seeds[random(seeds.count)]
            for _ in 0..<(1 + random(8)) {
                let position = random(body.count)
                switch random(4) {
                case 0: body[position] = UInt8(random(256))
                case 1: body.insert(UInt8(random(256)), at: position)
                case 2 where body.count > 2: body.remove(at: position)
                default: body.insert(contentsOf: Array("%\u{0}\"<@{[&=".utf8), at: position)
                }
            }
            let type = random(2) == 0 ? "application/json" : "application/x-www-form-urlencoded"
            let slackHeaders = Signers.slack(body, timestamp: Slack.time, contentType: type).map { ($0.0, $0.1) }
            let genericHeaders = Signers.generic(body, id: "f\(round)", timestamp: Slack.time).map { ($0.0, $0.1) }
            let token = [("Content-Type", type), ("Authorization", "Token " + Signers.mattermostToken)]
            _ = try? slack.receive(InboundRequest(method: "POST", headers: slackHeaders, body: body), now: now)
            // Unsigned it is a certificate check or nothing.
            let unsigned = InboundRequest(method: "POST", headers: [("Content-Type", type)], body: body)
            if case .message? = try? slack.receive(unsigned, now: now) { Issue.record("an unsigned message was taken") }
            _ = try? signed.receive(InboundRequest(method: "POST", headers: genericHeaders, body: body), now: now)
            _ = try? mattermost.receive(InboundRequest(method: "POST", headers: token, body: body), now: now)
        }
    }
}
