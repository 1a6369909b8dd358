// The server over TCP: odd requests, exactly once, kill and restart, late replies.

import Foundation
import JSONText
import TestSupport
import Testing

@Suite(.serialized) struct Server {
    static let environment = [
        "STEERCO_SLACK_SIGNING_SECRET": Signers.slackSecret, "STEERCO_MATTERMOST_TOKEN": Signers.mattermostToken,
        "STEERCO_WEBHOOK_SECRET": Signers.genericSecret, "STEERCO_ADMIN": "slack:T1/U1",
    ]
    private static var time: Int { Int(Date().timeIntervalSince1970) }

    private func start(_ extra: [String: String] = [:]) throws -> (RunningServer, URL) {
        let data = try BuiltBinary.temporaryDirectory().appendingPathComponent("s.db")
        return (try RunningServer(data: data, environment: Server.environment.merging(extra) { $1 }), data)
    }

    private func slack(
        _ text: String, user: String = "U1", trigger: String, to server: RunningServer, piece: Int = 1 << 20,
        responseURL: String? = nil
    ) throws -> RawAnswer {
        let body = Signers.slackSlash(text, user: user, trigger: trigger, responseURL: responseURL)
        return try RawHTTP.request(
            "POST", "/hooks/slack", headers: Signers.slack(body, timestamp: Server.time), body: body, port: server.port,
            piece: piece)
    }

    @Test func `the thin thread: a signed command is stored and answered`() throws {
        let (server, data) = try start()
        #expect(try slack("/project new NET \"Network\"", trigger: "1", to: server).status == 200)
        let answer = try slack("/risk Vendor <slips> p4 i5 on NET", trigger: "2", to: server)
        let json = try JSON(reading: answer.body)
        #expect(json["response_type"]?.string == "in_channel")
        #expect(json["text"]?.string?.hasPrefix("R-1 logged on NET: Vendor &lt;slips&gt;. Score 20") ?? false)
        #expect(answer.headers["content-type"]?.hasPrefix("application/json") ?? false)
        server.stop()
        #expect(try BuiltBinary.run(["verify", "--data", data.path]).code == 0)
    }

    @Test func `a request in single bytes, or chunked, is read like any other`() throws {
        let (server, _) = try start()
        _ = try slack("/project new NET", trigger: "1", to: server)
        #expect(try slack("/risk One on NET", trigger: "2", to: server, piece: 1).text.contains("R-1"))
        let body = Signers.slackSlash("/risk Two on NET", trigger: "3")
        let chunked = Array("\(String(body.count, radix: 16))\r\n".utf8) + body + Array("\r\n0\r\n\r\n".utf8)
        let headers = Signers.slack(body, timestamp: Server.time) + [("Transfer-Encoding", "chunked")]
        #expect(
            try RawHTTP.request("POST", "/hooks/slack", headers: headers, body: chunked, port: server.port).text
                .contains("R-2"))
        server.stop()
    }

    /// A signed command as bytes on a connection that stays open.
    private func bytes(_ text: String, trigger: String) -> [UInt8] {
        let body = Signers.slackSlash(text, trigger: trigger)
        var head = "POST /hooks/slack HTTP/1.1\r\nHost: bot.example\r\nContent-Length: \(body.count)\r\n"
        for (name, value) in Signers.slack(body, timestamp: Server.time) { head += "\(name): \(value)\r\n" }
        return Array((head + "\r\n").utf8) + body
    }

    @Test func `requests sent at once on one connection are answered in their order`() throws {
        let (server, _) = try start()
        let lines = ["/project new NET", "/risk One on NET", "/risk Two on NET", "/status NET", "/whoami"]
        let sent = lines.enumerated().flatMap { bytes($1, trigger: "\($0)") }
        let answers = try RawHTTP.exchange(sent, answers: lines.count, port: server.port)
        let expected = ["NET", "R-1", "R-2", "evidence", "@"]
        #expect(answers.count == lines.count)
        for (answer, part) in zip(answers, expected) { #expect(answer.status == 200 && answer.text.contains(part)) }
        server.stop()
    }

    @Test func `a sender that says no more will come still gets its answer, with the date in GMT`() throws {
        let (server, _) = try start()
        let answers = try RawHTTP.exchange(
            bytes("/project new NET", trigger: "1"), answers: 1, closesOutput: true, port: server.port)
        #expect(answers.map(\.status) == [200])
        let date = answers.first?.headers["date"] ?? ""
        #expect(date.wholeMatch(of: /[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT/) != nil, "\(date)")
        server.stop()
    }

    @Test func `a sender that asks first is told to send its body`() throws {
        let (server, _) = try start()
        let whole = bytes("/project new NET", trigger: "1")
        let end = try #require(whole.firstRange(of: Array("\r\n\r\n".utf8)))
        let head = whole[..<end.lowerBound] + Array("\r\nExpect: 100-continue\r\n\r\n".utf8)
        let answers = try RawHTTP.askingFirst(Array(head), Array(whole[end.upperBound...]), port: server.port)
        #expect(answers.map(\.status) == [100, 200])
        server.stop()
    }

    @Test func `a body over the limit is refused, read to its end, and the connection goes on`() throws {
        let (server, _) = try start()
        let size = 3 << 20
        let head = "POST /hooks/slack HTTP/1.1\r\nHost: bot.example\r\nContent-Length: \(size)\r\n\r\n"
        let sent = Array(head.utf8) + [UInt8](repeating: 0x61, count: size) + bytes("/whoami", trigger: "1")
        let answers = try RawHTTP.exchange(sent, answers: 2, port: server.port)
        #expect(answers.map(\.status) == [413, 200])
        server.stop()
    }

    @Test func `routes, methods, sizes and types have their status`() throws {
        let (server, _) = try start()
        func status(_ method: String, _ path: String, headers: [(String, String)] = [], body: [UInt8] = []) throws
            -> Int
        {
            try RawHTTP.request(method, path, headers: headers, body: body, port: server.port).status
        }
        #expect(try status("GET", "/healthz") == 200)
        #expect(try status("GET", "/readyz") == 200)
        #expect(try status("GET", "/metrics") == 200)
        #expect(try status("POST", "/hooks/teams") == 404)
        #expect(try status("POST", "/other") == 404)
        let wrongMethod = try RawHTTP.request("GET", "/hooks/slack", port: server.port)
        #expect(wrongMethod.status == 405)
        #expect(wrongMethod.headers["allow"] == "POST")
        #expect(try status("POST", "/hooks/slack") == 401)
        #expect(try status("POST", "/hooks/slack", headers: [("Content-Length", "9999999")]) == 413)
        #expect(
            try status(
                "POST", "/hooks/slack", headers: [("Transfer-Encoding", "chunked")],
                body: Array("200001\r\n".utf8) + Array(repeating: 0x61, count: 0x20_0001) + Array("\r\n0\r\n\r\n".utf8))
                == 413)
        let text = Array("hello".utf8)
        #expect(
            try status(
                "POST", "/hooks/slack", headers: Signers.slack(text, timestamp: Server.time, contentType: "text/plain"),
                body: text) == 415)
        #expect(
            try status("POST", "/hooks/slack", headers: Signers.slack(text, timestamp: Server.time - 400), body: text)
                == 401)
        let answer = try RawHTTP.request("POST", "/hooks/slack", port: server.port)
        #expect(answer.body.isEmpty)
        server.stop()
    }

    @Test func `the generic endpoint answers JSON, one line a command`() throws {
        let (server, _) = try start()
        func post(_ text: String, id: String, user: String = "ana") throws -> RawAnswer {
            let body = (["user": .string(user), "channel": "net", "text": .string(text)] as JSON).bytes
            return try RawHTTP.request(
                "POST", "/hooks/generic", headers: Signers.generic(body, id: id, timestamp: Server.time), body: body,
                port: server.port)
        }
        #expect(try JSON(reading: post("/project new NET", id: "1").body)["outcome"]?.string == "done")
        let several = try post("/risk One on NET\n/status NET", id: "2")
        #expect(several.headers["content-type"] == "application/x-ndjson")
        #expect(several.text.split(separator: "\n").count == 2)
        #expect(try post("/risk One on NET\n/status NET", id: "2").text == several.text)
        #expect(try JSON(reading: post("/role grant @ana admin", id: "3").body)["code"]?.string == "forbidden")
        server.stop()
    }

    @Test func `a repeated delivery is answered the same, also at once, and done once`() async throws {
        let (server, data) = try start()
        _ = try slack("/project new NET", trigger: "0", to: server)
        let body = Signers.slackSlash("/risk Once on NET", trigger: "same")
        let headers = Signers.slack(body, timestamp: Server.time)
        let port = server.port
        let answers = await withTaskGroup(of: String.self, returning: [String].self) { group in
            for _ in 0..<12 {
                group.addTask {
                    (try? RawHTTP.request("POST", "/hooks/slack", headers: headers, body: body, port: port).text)
                        ?? "failed"
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(answers).count == 1)
        server.stop()
        #expect(
            try BuiltBinary.run(["--data", data.path, "--as", "x"], lines: ["/risk list project:NET"]).output.contains(
                "1 open risk"))
    }

    @Test func `an answer that was not taken goes out after the restart`() throws {
        let receiver = try Receiver()
        defer { receiver.close() }
        let hosts = ["STEERCO_REPLY_HOSTS": "127.0.0.1:\(receiver.port)"]
        let (server, data) = try start(hosts)
        // The reply address wants a post of its own; the process dies before it can be sure of anything.
        let body =
            (["user": "ana", "channel": "net", "text": "/project new NET", "reply_to": .string(receiver.url)] as JSON)
            .bytes
        #expect(
            try RawHTTP.request(
                "POST", "/hooks/generic", headers: Signers.generic(body, id: "r1", timestamp: Server.time), body: body,
                port: server.port
            ).status == 200)
        server.kill()
        let again = try RunningServer(data: data, environment: Server.environment.merging(hosts) { $1 })
        #expect(receiver.wait(seconds: 10) { !$0.isEmpty })
        #expect(receiver.received.first?.text.contains("Project NET") ?? false)
        again.stop()
    }

    @Test func `mentions are answered through the Web API, in their thread`() throws {
        let api = try Receiver([.answer(200, body: #"{"ok":true}"#), .answer(200, body: #"{"ok":true}"#)])
        defer { api.close() }
        let (server, _) = try start([
            "STEERCO_SLACK_BOT_TOKEN": "xoxb-1", "STEERCO_SLACK_API": "http://127.0.0.1:\(api.port)/api",
        ])
        func mention(_ text: String, _ id: String) throws -> Int {
            let body =
                ([
                    "type": "event_callback", "event_id": .string(id), "team_id": "T1",
                    "event": [
                        "type": "app_mention", "user": "U1", "text": .string("<@UB> " + text), "channel": "C1",
                        "ts": "5.5",
                    ],
                ] as JSON).bytes
            return try RawHTTP.request(
                "POST", "/hooks/slack",
                headers: Signers.slack(body, timestamp: Server.time, contentType: "application/json"), body: body,
                port: server.port
            ).status
        }
        #expect(try mention("project new NET", "E1") == 200)
        #expect(try mention("project new NET", "E1") == 200)
        #expect(try mention("status", "E2") == 200)
        #expect(api.wait(seconds: 10) { $0.count >= 2 })
        #expect(api.received.map(\.path) == ["/api/chat.postMessage", "/api/chat.postEphemeral"])
        let first = try JSON(reading: api.received[0].body)
        #expect(first["thread_ts"]?.string == "5.5")
        #expect(first["channel"]?.string == "C1")
        #expect(api.received[0].headers["authorization"] == "Bearer xoxb-1")
        #expect(try JSON(reading: api.received[1].body)["user"]?.string == "U1")
        server.stop()
    }
}
