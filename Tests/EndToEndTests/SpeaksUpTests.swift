// What the built program says unasked in a played pipe, and how it serves an assistant.

import Foundation
import JSONText
import TestSupport
import Testing

struct SpeaksUp {
    private let data: String

    init() throws { data = try BuiltBinary.temporaryDirectory().path + "/s.db" }

    private func say(_ messages: [(user: String, text: String, now: String)], _ more: [String] = ["--due"]) throws
        -> [JSON]
    {
        let lines = messages.map { message -> String in
            JSON.members([
                "user": .string(message.user), "channel": "net", "text": .string(message.text),
                "now": .string(message.now),
            ]).text
        }
        let run = try BuiltBinary.run(["chat", "--data", data, "--as", "ana", "--format", "json"] + more, lines: lines)
        return run.output.split(separator: "\n").compactMap { try? JSON(reading: String($0)) }
    }

    private func begin(_ more: [String] = ["--due"]) throws -> [JSON] {
        try say(
            [
                ("ana", "/project new NET", "2026-11-23T08:00:00Z"), ("ana", "/here NET", "2026-11-23T08:01:00Z"),
                ("bo", "/whoami", "2026-11-23T08:02:00Z"),
                ("ana", "/task Order racks @bo due:25nov", "2026-11-23T08:03:00Z"),
                ("bo", "/remind T-1 tomorrow 9:00", "2026-11-23T08:04:00Z"),
            ], more)
    }

    @Test func `what others are told follows the answer, what is due comes before it, each once over restarts`() throws
    {
        let first = try begin()
        #expect(first.map { $0["outcome"]?.string } == ["done", "done", "answer", "done", "told", "done"])
        #expect(first[4]["to"] == "bo" && first[4]["items"] == ["T-1"])
        let second = try say([("ana", "/whoami", "2026-11-24T10:00:00Z")])
        #expect(second.map { $0["outcome"]?.string } == ["due", "answer"])
        #expect(second[0]["to"] == "bo" && second[0]["text"]?.string?.contains("Reminder: T-1") == true)
        #expect(try say([("ana", "/whoami", "2026-11-24T10:30:00Z")]).count == 1)
        let third = try say([("ana", "/whoami", "2026-11-26T10:00:00Z")])
        #expect(third.first?["text"]?.string?.hasPrefix("T-1 Order racks was due Wed 25 Nov") == true)
        let verified = try BuiltBinary.run(["verify", "--data", data])
        #expect(verified.code == 0, "\(verified.errors)")
    }

    @Test func `what others are told is left out where that is wanted`() throws {
        #expect(try begin(["--no-told"]).allSatisfy { $0["to"] == nil })
    }

    @Test func `an assistant is served line by line, to the end of its input`() throws {
        _ = try begin()
        let asked = [
            #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"c","version":"1"}}}"#,
            #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
            "",
            #"{"jsonrpc":"2.0","id":2,"method":"tools/list"}"#,
            #"{"jsonrpc":"2.0","id":"three","method":"tools/call","params":{"name":"show_record","arguments":{"item":"T-1"}}}"#,
        ]
        let run = try BuiltBinary.run(["mcp", "--data", data, "--as", "ana"], lines: asked)
        let answers = try run.output.split(separator: "\n").map { try JSON(reading: String($0)) }
        #expect(run.code == 0 && answers.count == 3, "\(run.errors)")
        #expect(Set(answers.compactMap { $0["id"] }) == [1, 2, "three"])
        let shown = answers.first { $0["id"] == "three" }?["result"]
        #expect(shown?["structuredContent"]?["records"]?.array?.first?["title"] == "Order racks")
        // The store is let go: the next process may write.
        #expect(try say([("ana", "/note T-1 seen", "2026-11-26T10:00:00Z")]).last?["outcome"] == "done")
    }
}
