// Slack: published and derived vectors, the clock and header table, text, rendering.

import CommandLanguage
import Conversation
import JSONText
import Quantities
import TestSupport
import Testing

@testable import ChatPlatforms

struct Slack {
    static let time = 1_531_420_618
    static let s1 =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    static let s1Signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"

    static func adapter(canPost: Bool = true) throws -> SlackAdapter {
        let secrets = try #require(try Secrets(Signers.slackSecret + "  another-secret"))
        return SlackAdapter(secrets: secrets, hosts: ReplyHosts([]), canPost: canPost, umbrella: "pm")
    }

    static func receive(
        _ body: [UInt8], signature: [String], timestamp: [String] = ["\(time)"], now: Int = time,
        type: String = "application/x-www-form-urlencoded",
        names: (String, String) = ("X-Slack-Signature", "X-Slack-Request-Timestamp")
    ) throws -> Inbound {
        let headers = [("Content-Type", type)] + signature.map { (names.0, $0) } + timestamp.map { (names.1, $0) }
        return try adapter().receive(
            InboundRequest(method: "POST", headers: headers, body: body), now: Instant(seconds: Int64(now)))
    }

    static func status(_ body: () throws -> Inbound) -> Int {
        do {
            _ = try body()
            return 200
        } catch {
            return (error as? InboundRefusal)?.status ?? -1
        }
    }

    /// S1 is published by Slack; the others are derived from it.
    static let vectors: [(String, [UInt8], String, String, Int)] = [
        ("S1", Array(s1.utf8), s1Signature, "application/x-www-form-urlencoded", 200),
        ("S1 appended", Array((s1 + "------").utf8), s1Signature, "application/x-www-form-urlencoded", 401),
        (
            "S3",
            Array(
                #"{"token":"Jhj5dZrVaK7ZwHHjRyZWjbDl","challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P","type":"url_verification"}"#
                    .utf8),
            "v0=f9bd80929259f3f6d5fe3a3186c453c89cd1ad4862815a15837584f31c993652", "application/json; charset=utf-8",
            200
        ),
        (
            "S4", [], "v0=55f41ec73231010289b54e669149ea021fccab11b5524355523533ce930cb739",
            "application/x-www-form-urlencoded", 400
        ),
        (
            "S6", Array("token=x&text=".utf8) + [0xFF, 0xFE],
            "v0=f193c2f3889ff01a42ea1998b1253080d00235cbe75d9c398fdcb52d95d68bb4",
            "application/x-www-form-urlencoded", 400
        ),
        ("S1 as text", Array(s1.utf8), s1Signature, "text/plain", 415),
    ]

    @Test(arguments: vectors) func `a vector is accepted or refused`(
        _ name: String, _ body: [UInt8], _ signature: String, _ type: String, _ status: Int
    ) {
        #expect(Slack.status { try Slack.receive(body, signature: [signature], type: type) } == status)
    }

    @Test func `S7, a button press, says its value`() throws {
        let body =
            "payload=%7B%22type%22%3A%22block_actions%22%2C%22user%22%3A%7B%22id%22%3A%22W111%22%2C%22username%22%3A%22primary-owner%22%2C%22name%22%3A%22primary-owner%22%2C%22team_id%22%3A%22T111%22%7D%2C%22api_app_id%22%3A%22A111%22%2C%22token%22%3A%22verification_token%22%2C%22container%22%3A%7B%22type%22%3A%22message%22%2C%22message_ts%22%3A%22111.222%22%2C%22channel_id%22%3A%22C111%22%2C%22is_ephemeral%22%3Atrue%7D%2C%22trigger_id%22%3A%22111.222.valid%22%2C%22team%22%3A%7B%22id%22%3A%22T111%22%2C%22domain%22%3A%22workspace-domain%22%7D%2C%22channel%22%3A%7B%22id%22%3A%22C111%22%2C%22name%22%3A%22test-channel%22%7D%2C%22response_url%22%3A%22https%3A%2F%2Fhooks.slack.com%2Factions%2FT111%2F111%2Frandom-value%22%2C%22actions%22%3A%5B%7B%22action_id%22%3A%22a%22%2C%22block_id%22%3A%22b%22%2C%22text%22%3A%7B%22type%22%3A%22plain_text%22%2C%22text%22%3A%22Button%22%2C%22emoji%22%3Atrue%7D%2C%22value%22%3A%22click_me_123%22%2C%22type%22%3A%22button%22%2C%22action_ts%22%3A%221596530385.194939%22%7D%5D%7D"
        let inbound = try Slack.receive(
            Array(body.utf8), signature: ["v0=a56741f0c0452858b7180c2a10785358b9d42ba16e509d595c79d340277673ec"])
        guard case .message(let invocation) = inbound else {
            Issue.record("no message")
            return
        }
        #expect(invocation.text.display == "/click_me_123")
        #expect(invocation.identity.user == "W111")
        #expect(invocation.delivery?.text == "slack:4:T111:4:W111:0::111.222.valid")
        #expect(invocation.delivery?.earlier == "slack:111.222.valid")
        #expect(invocation.replyAddress?.answersInResponse == false)
    }

    @Test func `a message with an empty id has none, and an id belongs to who used it`() throws {
        let found = try [("U1", ""), ("U1", ""), ("U1", "7.8"), ("U2", "7.8")].map { user, trigger in
            let body = Signers.slackSlash("/risk One", user: user, trigger: trigger)
            let request = InboundRequest(
                method: "POST", headers: Signers.slack(body, timestamp: Slack.time).map { ($0.0, $0.1) }, body: body)
            guard
                case .message(let invocation) = try Slack.adapter().receive(
                    request, now: Instant(seconds: Int64(Slack.time)))
            else { return nil as String? }
            return invocation.delivery?.text
        }
        #expect(found == [nil, nil, "slack:2:T1:2:U1:0::7.8", "slack:2:T1:2:U2:0::7.8"])
    }

    static let headers: [(String, [String], [String], Int, Int)] = [
        ("early edge", [s1Signature], ["\(time)"], time - 300, 200),
        ("late edge", [s1Signature], ["\(time)"], time + 300, 200),
        ("too early", [s1Signature], ["\(time)"], time - 301, 401),
        ("too late", [s1Signature], ["\(time)"], time + 301, 401),
        ("no timestamp", [s1Signature], [], time, 401), ("empty timestamp", [s1Signature], [""], time, 401),
        ("word", [s1Signature], ["abc"], time, 401),
        ("fraction", [s1Signature], ["1531420618.0"], time, 401), ("space", [s1Signature], [" 1531420618"], time, 401),
        ("plus", [s1Signature], ["+1531420618"], time, 401),
        ("full width", [s1Signature], ["１５３１４２０６１８"], time, 401),
        ("upper case", [s1Signature.uppercased()], ["\(time)"], time, 401),
        ("no prefix", [String(s1Signature.dropFirst(3))], ["\(time)"], time, 401),
        ("v1", ["v1=" + s1Signature.dropFirst(3)], ["\(time)"], time, 401),
        ("leading space", [" " + s1Signature], ["\(time)"], time, 401), ("empty", [""], ["\(time)"], time, 401),
        ("missing", [], ["\(time)"], time, 401),
        ("two", [s1Signature, s1Signature + "0"], ["\(time)"], time, 401),
        ("short", [String(s1Signature.dropLast())], ["\(time)"], time, 401),
    ]

    @Test(arguments: headers) func `the clock and header table holds`(
        _ name: String, _ signature: [String], _ timestamp: [String], _ now: Int, _ status: Int
    ) {
        #expect(
            Slack.status {
                try Slack.receive(Array(Slack.s1.utf8), signature: signature, timestamp: timestamp, now: now)
            } == status)
    }

    @Test func `header names have no case`() {
        #expect(
            Slack.status {
                try Slack.receive(
                    Array(Slack.s1.utf8), signature: [Slack.s1Signature],
                    names: ("x-slack-signature", "X-SLACK-REQUEST-TIMESTAMP"))
            } == 200)
    }

    @Test func `one flipped bit is refused, wherever it is`() {
        for position in stride(from: 0, to: Slack.s1.utf8.count, by: 17) {
            var body = Array(Slack.s1.utf8)
            body[position] ^= 1
            #expect(Slack.status { try Slack.receive(body, signature: [Slack.s1Signature]) } == 401)
        }
    }

    @Test func `the certificate check passes unsigned only with its own two fields`() throws {
        let check = InboundRequest(
            method: "POST", headers: [("Content-Type", "application/x-www-form-urlencoded")],
            body: Array("token=x&ssl_check=1".utf8))
        guard case .respond(_, let body) = try Slack.adapter().receive(check, now: Instant(milliseconds: 0)) else {
            Issue.record("no answer")
            return
        }
        #expect(body.isEmpty)
        var forged = check
        forged.body += Array("&command=%2Frisk".utf8)
        #expect(Slack.status { try Slack.adapter().receive(forged, now: Instant(milliseconds: 0)) } == 401)
    }

    /// Counts what is read of a body: nothing, while it is not known to be Slack's.
    @Test(arguments: [
        "ssl_check=1" + String(repeating: "&a", count: 500_000),
        "ssl_check=1&token=" + String(repeating: "a", count: 300),
        "ssl_check=1&ssl_check=1&command=x", "ssl_check=0", "ssl_check=1&token=x&user_id=U1", "ssl_check",
    ])
    func `an unsigned body that is more than a certificate check is refused unread`(_ body: String) {
        let request = InboundRequest(
            method: "POST", headers: [("Content-Type", "application/x-www-form-urlencoded")], body: Array(body.utf8))
        let time = ContinuousClock().measure {
            for _ in 0..<100 {
                #expect(Slack.status { try Slack.adapter().receive(request, now: Instant(milliseconds: 0)) } == 401)
            }
        }
        // A million fields were 80 ms each time.
        #expect(time < .seconds(2))
    }

    /// Vectors N1 to N11 and N32: a slash command's text, and its words.
    static let texts: [(String, [String])] = [
        ("add atlas &lt;vendor&gt; slips", ["add", "atlas", "<vendor>", "slips"]),
        ("note &amp;lt;b&amp;gt;", ["note", "&lt;b&gt;"]),
        ("R-12 <@U012ABCDEF|crushermd>", ["R-12", "@crushermd=U012ABCDEF"]),
        ("R-12 <@W012ABCDEF>", ["R-12", "@W012ABCDEF=W012ABCDEF"]),
        ("<#C012ABCDE|general> <#C987654321|>", ["#general", "#C987654321"]),
        ("<C123456789|public-channel-01>", ["#public-channel-01"]),
        ("<https://e.com/a?x=1&amp;y=2|docs>", ["docs (https://e.com/a?x=1&y=2)"]),
        ("<https://e.com>", ["https://e.com"]),
        ("<mailto:bob@e.com|bob@e.com>", ["bob@e.com"]),
        ("<!subteam^S012345|@oncall> <!here|here> <!channel>", ["@oncall", "here", "channel"]),
        ("a &lt; b", ["a", "<", "b"]), (":tada: done", [":tada:", "done"]), ("a < b > c", ["a", "<", "b", ">", "c"]),
        ("<unclosed", ["<unclosed"]),
        // Copied from an answer with the marks it is shown with.
        ("assign *T-1* <@U2|bo>", ["assign", "T-1", "@bo=U2"]), ("close `T-1`", ["close", "T-1"]),
        ("show ~T-1~", ["show", "T-1"]), ("_T-1_, *T-2* and *R-3*.", ["T-1,", "T-2", "and", "R-3."]),
        ("*_T-1_* (*T-2*)", ["T-1", "(T-2)"]), ("<@U2|bo> *T-1*", ["@bo=U2", "T-1"]),
        ("*T-1* &lt; *T-2*", ["T-1", "<", "T-2"]),
        // Somebody's own text.
        ("task Fix *urgent* a*T-1*b 2*3*4", ["task", "Fix", "*urgent*", "a*T-1*b", "2*3*4"]),
        ("note *T-1_ *T-1", ["note", "*T-1_", "*T-1"]), ("*T-1 is late*", ["*T-1", "is", "late*"]),
    ]

    @Test(arguments: texts) func `Slack's text is read`(_ text: String, _ words: [String]) {
        let read = WordReader.words(SlackText.read(text)).map { word -> String in
            if case .user(let id, _)? = word.token { return word.text + "=" + id }
            return word.text
        }
        #expect(read == words)
    }

    @Test(arguments: [(true, false, nil), (false, false, "1.2"), (true, true, "1.1"), (false, true, "1.1")])
    func `what one person alone is shown begins no thread`(_ isPrivate: Bool, _ isInThread: Bool, _ thread: String?)
        throws
    {
        let place = isInThread ? #""ts":"1.2","thread_ts":"1.1""# : #""ts":"1.2""#
        let event = #"{"type":"app_mention","user":"U1","text":"<@UBOT> status","channel":"C1",\#(place)}"#
        let body = Array(Slack.event.replacing("EVENT", with: event).utf8)
        let headers = Signers.slack(body, timestamp: Slack.time, contentType: "application/json")
        let inbound = try Slack.adapter().receive(
            InboundRequest(method: "POST", headers: headers.map { ($0.0, $0.1) }, body: body),
            now: Instant(seconds: Int64(Slack.time)))
        guard case .message(let invocation) = inbound else { throw InboundRefusal(0, "") }
        let result = CommandResult(outcome: .answer, reply: Reply("GREEN"), isPrivate: isPrivate)
        let payload = try Slack.adapter().renderer.payloads(
            for: MessageAnswer([result]), context: invocation.rendering)[0]
        #expect(try JSON(reading: payload.bytes)["thread_ts"]?.string == thread)
    }

    /// What follows `app_mention` from a room of T1, and the team its sender is taken to be of.
    static let senders = [
        ("", "T1"), (#","user_team":"T1","source_team":"T1","team":"T1""#, "T1"), (#","team":"T9""#, "T9"),
        (#","user_team":"T9","source_team":"T9""#, "T9"), (#","user_team":"T1","source_team":"T9""#, "T9"),
        (#","source_team":"T9""#, "T9"), (#","user_team":null"#, "T1"),
    ]

    @Test(arguments: senders) func `who writes from another team is of that team, whichever field says so`(
        _ fields: String, _ team: String
    ) throws {
        let event = #"{"type":"app_mention","user":"U1","text":"<@UBOT> status","channel":"C1","ts":"1.2"\#(fields)}"#
        let invocation = try #require(try Slack.said(event))
        #expect(invocation.identity.team == team)
        #expect(invocation.channel.team == "T1")
    }

    /// The message an event brings; nil when it brings none.
    static func said(_ event: String, id: String = "Ev1") throws -> Invocation? {
        let body = Array(Slack.event.replacing("EVENT", with: event).replacing("Ev1", with: id).utf8)
        let headers = Signers.slack(body, timestamp: Slack.time, contentType: "application/json")
        let inbound = try Slack.adapter().receive(
            InboundRequest(method: "POST", headers: headers.map { ($0.0, $0.1) }, body: body),
            now: Instant(seconds: Int64(Slack.time)))
        if case .message(let invocation) = inbound { return invocation }
        return nil
    }

    /// What a message says that mentions the bot more than once.
    static let mentions = [
        ("<@UBOT> task Order lenses, <@UBOT> task Order filters", "/pm  task Order lenses\n/pm  task Order filters"),
        ("<@UBOT> task Order lenses\n<@UBOT>: task Order filters", "/pm  task Order lenses\n/pm  task Order filters"),
        ("<@UBOT> task One; <@UBOT> task Two <@UBOT>", "/pm  task One\n/pm  task Two "),
        // Not clearly two: marked as a command, which is asked about.
        ("<@UBOT> task Order lenses <@UBOT> task Order filters", "/pm  task Order lenses /task Order filters"),
        ("<@UBOT> <@UBOT> status", "/pm   status"), ("<@UBOT> status <@UBOT>", "/pm  status "),
    ]

    @Test(arguments: mentions) func `a second mention of the bot joins no title`(_ text: String, _ said: String) throws
    {
        let written = text.replacing("\n", with: "\\n")
        let event = #"{"type":"app_mention","user":"U1","text":"\#(written)","channel":"C1","ts":"1.2"}"#
        #expect(try Slack.said(event)?.text.display == said)
    }

    @Test func `one message in two events is one, and another is another`() throws {
        let keys = try [("Ev1", "1.2"), ("Ev2", "1.2"), ("Ev3", "1.3")].map { id, time in
            let event = #"{"type":"app_mention","user":"U1","text":"<@UBOT> risk One","channel":"C1","ts":"\#(time)"}"#
            return try Slack.said(event, id: id)?.delivery
        }
        #expect(keys.map { $0?.text } == ["1.2", "1.2", "1.3"].map { "slack:2:T1:2:U1:0::message:C1:\($0)" })
        #expect(keys.map { $0?.earlier } == ["slack:Ev1", "slack:Ev2", "slack:Ev3"])
    }

    static let event =
        #"{"type":"event_callback","event_id":"Ev1","team_id":"T1","authorizations":[{"user_id":"UBOT","is_bot":true}],"event":EVENT}"#

    @Test(arguments: [
        (
            #"{"type":"app_mention","user":"U1","text":"<@UBOT> status NET","channel":"C1","ts":"1.2"}"#,
            "/pm  status NET"
        ),
        (
            #"{"type":"app_mention","user":"U1","text":"task Fix it <@UBOT>","channel":"C1","ts":"1.2"}"#,
            "/pm task Fix it "
        ),
        (
            #"{"type":"app_mention","user":"U1","text":"<@U2> sort it <@UBOT>: now","channel":"C1","ts":"1.2"}"#,
            "/pm @U2 sort it  now"
        ),
        (#"{"type":"app_mention","user":"U1","text":"<@UBOT>\n/task One","channel":"C1","ts":"1.2"}"#, "\n/task One"),
        (
            #"{"type":"app_mention","user":"U1","text":"<@UBOT> task Two","channel":"C1","ts":"1.2","edited":{"ts":"3"}}"#,
            nil
        ),
        (#"{"type":"message","channel_type":"im","user":"U1","text":"<@UBOT> status","channel":"D1"}"#, " status"),
        (#"{"type":"message","channel_type":"im","user":"U1","text":"status","channel":"D1","ts":"1.2"}"#, "status"),
        (
            #"{"type":"message","channel_type":"im","bot_id":"B1","user":"U1","text":"status","channel":"D1","ts":"1.2"}"#,
            nil
        ),
        (
            #"{"type":"message","channel_type":"im","subtype":"message_changed","user":"U1","text":"x","channel":"D1"}"#,
            nil
        ),
        (#"{"type":"message","channel_type":"channel","user":"U1","text":"status","channel":"C1"}"#, nil),
        (#"{"type":"reaction_added"}"#, nil),
    ]) func `events speak to the bot, bots do not, and nothing edited is done again`(_ event: String, _ text: String?)
        throws
    {
        let body = Array(Slack.event.replacing("EVENT", with: event).utf8)
        let headers = Signers.slack(body, timestamp: Slack.time, contentType: "application/json")
        let inbound = try Slack.adapter().receive(
            InboundRequest(method: "POST", headers: headers.map { ($0.0, $0.1) }, body: body),
            now: Instant(seconds: Int64(Slack.time)))
        if case .message(let invocation) = inbound {
            #expect(invocation.text.display == text)
        } else {
            #expect(text == nil)
        }
    }

    static func answer(_ reply: Reply, isPrivate: Bool = false) -> MessageAnswer {
        MessageAnswer([CommandResult(outcome: .done, reply: reply, isPrivate: isPrivate)])
    }

    private func mrkdwn(_ text: RichText, umbrella: String? = nil) -> String {
        var writer = MrkdwnWriter(umbrella: umbrella)
        writer.write(text)
        return writer.text
    }

    /// Our own words for commands are said with the bot's word; anybody's words are shown as they were written.
    @Test func `a title with a slash stays as it is`() {
        let title = "/status page is down, see /etc/hosts"
        let text: RichText = "T-1 \(title): /task done T-1 (or /undo) and/or 1/2 http://x/y"
        let said = "T-1 /status page is down, see /etc/hosts: /pm task done T-1 (or /pm undo) and/or 1/2 http://x/y"
        #expect(mrkdwn(text, umbrella: "pm") == said)
        var markdown = MarkdownWriter(umbrella: "pm")
        markdown.write(text)
        #expect(markdown.text.replacing("\\", with: "") == said)
        #expect(text.plain == said.replacing("/pm ", with: "/"))
        #expect(
            mrkdwn(.line("/undo") + .said("/redo") + .said("T-1 done"), umbrella: "pm")
                == "`/pm undo`/pm redoT-1 done")
    }

    @Test func `hostile text is escaped and mentions nobody`() {
        let source = "A<b> & *c* _d_ ~e~ (1.5) #x @channel <!here>"
        #expect(SlackText.escaped(source) == "A&lt;b&gt; &amp; *c* _d_ ~e~ (1.5) #x @channel &lt;!here&gt;")
        #expect(
            mrkdwn(
                "\(Mention(handle: "bo", names: ["bo"], identities: [.init(platform: "slack", team: "T1", user: "U1")]))"
            )
                == "<@U1>")
        #expect(mrkdwn("\(Mention(handle: "<!channel>", names: ["x"], identities: []))") == "@&lt;!channel&gt;")
    }

    @Test func `a long answer is split within the limits, nothing lost`() throws {
        let lines = (0..<400).map { Reply.Line(.bullet, "line \($0) " + RichText(String(repeating: "🚀é", count: 60))) }
        let payloads = SlackRenderer().payloads(for: Slack.answer(Reply("Head", blocks: [.list(lines)])), context: [:])
        #expect(payloads.count > 1)
        var text = ""
        for payload in payloads {
            let blocks = try #require(try JSON(reading: payload.bytes)["blocks"]?.array)
            #expect(blocks.count <= 50)
            for block in blocks {
                let section = block["text"]?["text"]?.string ?? ""
                #expect((1...3000).contains(section.utf16.count))
                text += section + "\n"
            }
        }
        for number in 0..<400 { #expect(text.contains("line \(number) ")) }
    }

    @Test func `private and public results go apart`() throws {
        let answer = MessageAnswer([
            CommandResult(outcome: .done, reply: Reply("logged"), isPrivate: false),
            CommandResult(outcome: .answer, reply: Reply("status"), isPrivate: true),
        ])
        let types = try SlackRenderer().payloads(for: answer, context: [:]).map {
            try JSON(reading: $0.bytes)["response_type"]?.string
        }
        #expect(types == ["in_channel", "ephemeral"])
    }

    @Test(arguments: [
        ("when done", CommandResult.Outcome.done, true), ("when done", .refused, false), ("never", .done, false),
    ])
    func `the answer to a question takes its place, a refusal leaves it`(
        _ rule: String, _ outcome: CommandResult.Outcome, _ replaces: Bool
    ) throws {
        let answer = MessageAnswer([CommandResult(outcome: outcome, reply: Reply("T-1 closed"), isPrivate: false)])
        let payload = try #require(
            SlackRenderer().payloads(for: answer, context: ["replace_original": rule]).first)
        #expect(try JSON(reading: payload.bytes)["replace_original"]?.bool == replaces)
    }

    @Test(arguments: [
        ("/yes ASK-1", 2, "when done"), ("/yes ASK-1", 4, "never"), ("/yes ASK-1", 0, "never"), ("/undo", 1, "never"),
    ])
    func `only a message of one question is replaced by its answer`(
        _ value: String, _ buttons: Int, _ rule: String
    ) throws {
        let elements = JSON.array(Array(repeating: ["type": "button"], count: buttons))
        let payload: JSON = [
            "type": "block_actions", "user": ["id": "U1", "team_id": "T1"], "channel": ["id": "C1"],
            "team": ["id": "T1"], "response_url": "https://hooks.slack.com/actions/T1/1/x",
            "message": buttons == 0 ? .null : ["blocks": [["type": "actions", "elements": elements]]],
            "container": ["thread_ts": "1600.1"],
            "actions": [["type": "button", "value": .string(value)]],
        ]
        let body = Array("payload=\(payload.text.replacing("&", with: "%26"))".utf8)
        let signature = Signers.slack(body, timestamp: Slack.time).filter { $0.0 == "X-Slack-Signature" }.map(\.1)
        let inbound = try Slack.receive(body, signature: signature)
        guard case .message(let invocation) = inbound else {
            Issue.record("no message")
            return
        }
        #expect(invocation.rendering["replace_original"] == rule)
        #expect(invocation.rendering["thread_ts"] == "1600.1")
    }

    @Test func `answers that find no way but the response are one message there`() throws {
        let answer = MessageAnswer([
            CommandResult(outcome: .done, reply: Reply("logged"), isPrivate: false),
            CommandResult(outcome: .answer, reply: Reply("status"), isPrivate: true),
        ])
        let renderer = SlackRenderer()
        let json = try JSON(reading: renderer.combined(renderer.payloads(for: answer, context: [:])))
        #expect(json["response_type"]?.string == "ephemeral")
        #expect(json["blocks"]?.array?.count == 2)
        #expect(json["text"]?.string == "logged\nstatus")
    }

    @Test(arguments: ["shortcut", "message_action", "view_closed"])
    func `what this bot offers none of is taken and passed over`(_ type: String) throws {
        let payload: JSON = ["type": .string(type)]
        let body = Array("payload=\(payload.text)".utf8)
        let signature = Signers.slack(body, timestamp: Slack.time).filter { $0.0 == "X-Slack-Signature" }.map(\.1)
        guard case .ignored = try Slack.receive(body, signature: signature) else {
            Issue.record("should be passed over")
            return
        }
    }

    @Test(arguments: [(nil, true), ("file_share", true), ("thread_broadcast", true), ("message_changed", false)])
    func `a message that somebody wrote is heard, with a file too`(_ subtype: String?, _ isHeard: Bool) throws {
        var event: [JSON.Member] = [
            .init("type", "message"), .init("channel_type", "im"), .init("user", "U1"), .init("channel", "D1"),
            .init("text", "risk Vendor slips"), .init("ts", "5.5"),
        ]
        if let subtype { event.append(.init("subtype", .string(subtype))) }
        let body =
            ([
                "type": "event_callback", "event_id": "E1", "team_id": "T1", "event": .object(event),
            ] as JSON).bytes
        let signature = Signers.slack(body, timestamp: Slack.time).filter { $0.0 == "X-Slack-Signature" }.map(\.1)
        let inbound = try Slack.receive(body, signature: signature, type: "application/json")
        let heard = if case .message = inbound { true } else { false }
        #expect(heard == isHeard)
    }

    @Test func `next steps are said with the word that Slack knows`() throws {
        let reply = Reply("T-1 logged", suggestions: [.init("/undo"), .init("Yes", "/yes ASK-1", isButton: true)])
        let payload = try #require(SlackRenderer(umbrella: "pm").payloads(for: Slack.answer(reply), context: [:]).first)
        let text = String(decoding: payload.bytes, as: UTF8.self)
        #expect(text.contains("T-1 logged      /pm undo"))
        // A button is no slash command: what it says goes to the bot as it is.
        #expect(text.contains("\"value\":\"/yes ASK-1\""))
    }
}
