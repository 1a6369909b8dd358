// The catalogue for assistants: frames, eras, tools, results, forms, and who may see what.

import ChatPlatforms
import Conversation
import JSONText
import ProgramModel
import Quantities
import TestSupport
import Testing

struct Assistants {
    private let trial: TrialDesk
    private let server: AssistantServer
    private static let prefix = "io.modelcontextprotocol/"

    init() async throws {
        trial = try await TrialDesk()
        for line in ["/project new NET \"Network\"", "/here NET", "/task Cable @bo due:fri"] { await trial.say(line) }
        await trial.say("/whoami", as: "bo")
        server = try trial.assistant()
    }

    private static func meta(_ capabilities: JSON = [:]) -> JSON {
        [
            prefix + "protocolVersion": "2026-07-28", prefix + "clientInfo": ["name": "c", "version": "1"],
            prefix + "clientCapabilities": capabilities,
        ].asJSON
    }

    private func caller(_ user: String = "ana", isReadOnly: Bool = false) -> AssistantServer.Caller {
        AssistantServer.Caller(
            Identity(platform: "stdin", team: "local", user: user), name: user, signer: "mcp", ceiling: nil,
            isReadOnly: isReadOnly)
    }

    private func answer(_ text: String, as user: String = "ana") async -> JSON? {
        await server.answer(Array(text.utf8), from: caller(user))
    }

    private func request(
        _ method: String, _ params: [JSON.Member] = [], as user: String = "ana", isReadOnly: Bool = false,
        forms: Bool = false, isLegacy: Bool = false
    ) async -> JSON {
        let meta = isLegacy ? [] : [JSON.Member("_meta", Assistants.meta(forms ? ["elicitation": [:]] : [:]))]
        let message: JSON = [
            "jsonrpc": "2.0", "id": 1, "method": .string(method), "params": .object(params + meta),
        ]
        return await server.answer(message.bytes, from: caller(user, isReadOnly: isReadOnly)) ?? .null
    }

    private func call(
        _ tool: String, _ arguments: JSON, as user: String = "ana", forms: Bool = false, more: [JSON.Member] = []
    ) async -> JSON {
        let params: [JSON.Member] = [.init("name", .string(tool)), .init("arguments", arguments)]
        return await request("tools/call", params + more, as: user, forms: forms)
    }

    // MARK: Frames

    /// What is sent, and the code of the error, nil where it is answered with a result; "" where with nothing.
    static let frames: [(String, String)] = [
        ("{bad", "-32700"), ("", "-32700"), ("[]", "-32600"),
        ("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]", "-32600"),
        ("{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}", "-32600"),
        ("{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}", "-32600"),
        ("{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}", "-32600"),
        ("{\"jsonrpc\":\"2.0\",\"id\":true,\"method\":\"ping\"}", "-32600"),
        ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[1]}", "-32602"),
        ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"nope\"}", "-32601"),
        ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\",\"params\":{}}", "-32602"),
        ("{\"jsonrpc\":\"2.0\",\"method\":\"tools/list\"}", ""),
        ("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/whatever\"}", ""),
        ("{\"jsonrpc\":\"2.0\",\"id\":5,\"result\":{}}", ""),
        ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{}}", "-32602"),
        ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{\"cursor\":\"zzz\"}}", "-32602"),
    ]

    @Test(arguments: frames) func `a frame is answered as the protocol says`(_ sent: String, _ code: String) async {
        let answer = await answer(sent)
        if code.isEmpty {
            #expect(answer == nil)
        } else {
            #expect(answer?["error"]?["code"] == .int(Int64(code) ?? 0), "\(String(describing: answer))")
        }
    }

    @Test(arguments: ["9007199254740993", "\"a-1\"", "0", "-7"]) func `an id comes back as it was`(_ id: String)
        async throws
    {
        let answer = await answer("{\"jsonrpc\":\"2.0\",\"id\":\(id),\"method\":\"ping\"}")
        #expect(answer?["id"] == (try JSON(reading: id)) && answer?["result"] == [:])
    }

    @Test func `a version that is not served is named beside those that are`() async {
        let meta: JSON = [
            Assistants.prefix + "protocolVersion": "2099-01-01", Assistants.prefix + "clientCapabilities": [:],
        ].asJSON
        let message: JSON = ["jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": ["_meta": meta]]
        let answer = await server.answer(message.bytes, from: caller())
        #expect(answer?["error"]?["code"] == -32022)
        #expect(answer?["error"]?["data"]?["requested"] == "2099-01-01")
    }

    @Test(arguments: [
        ("2025-11-25", "2025-11-25"), ("2025-06-18", "2025-06-18"), ("1.0", "2025-11-25"), ("2026-07-28", "2025-11-25"),
    ])
    func `a handshake settles on a version`(_ asked: String, _ served: String) async {
        let params: [JSON.Member] = [
            .init("protocolVersion", .string(asked)), .init("capabilities", [:]),
            .init("clientInfo", ["name": "c", "version": "1"]),
        ]
        let answer = await request("initialize", params, isLegacy: true)
        #expect(answer["result"]?["protocolVersion"] == .string(served))
        #expect(answer["result"]?["resultType"] == nil)
    }

    // MARK: Tools

    @Test func `the tools are few, small and what hosts accept`() async throws {
        for isLegacy in [false, true] {
            let answer = await request("tools/list", isLegacy: isLegacy)
            let tools = try #require(answer["result"]?["tools"]?.array)
            #expect(tools.count <= 30 && tools.count > 20)
            #expect(answer.bytes.count <= 32 * 1024)
            #expect((answer["result"]?["ttlMs"] != nil) == !isLegacy)
            let names = tools.compactMap { $0["name"]?.string }
            #expect(names == names.sorted() && Set(names).count == names.count)
            for tool in tools {
                #expect(tool["name"]?.string?.wholeMatch(of: /[a-z][a-z0-9_]{0,29}/) != nil)
                #expect(tool["inputSchema"]?["type"] == "object")
                for (name, hint) in [
                    ("readOnlyHint", "r"), ("destructiveHint", "d"), ("idempotentHint", "i"), ("openWorldHint", "o"),
                ] {
                    #expect(tool["annotations"]?[name]?.bool != nil, "\(hint)")
                }
                for property in tool["inputSchema"]?["properties"]?.members ?? [] {
                    #expect(property.value["type"] != nil, "\(property.name)")
                }
            }
        }
    }

    @Test func `every verb is a tool of its own where all are wanted`() async throws {
        let all = try trial.assistant(hasAll: true)
        let message: JSON = ["jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": [:]]
        let tools = await all.answer(message.bytes, from: caller())?["result"]?["tools"]?.array ?? []
        #expect(tools.count > 100)
        #expect(Set(tools.compactMap { $0["name"]?.string }).count == tools.count)
    }

    @Test func `who may only read is offered what reads`() async {
        await trial.say("/role grant @bo viewer")
        let reading = await request("tools/list", isReadOnly: true)["result"]?["tools"]?.array ?? []
        #expect(!reading.isEmpty && reading.allSatisfy { $0["annotations"]?["readOnlyHint"] == true })
        // What is one's own, such as a reminder or a draft, a viewer may set.
        let viewing = await request("tools/list", as: "bo")["result"]?["tools"]?.array ?? []
        let writing = viewing.filter { $0["annotations"]?["readOnlyHint"] == false }.compactMap { $0["name"]?.string }
        #expect(viewing.count > 10 && writing == ["remind", "what_if"], "\(writing)")
        let refused = await call("add_record", ["kind": "task", "title": "x"], as: "bo")
        #expect(refused["error"]?["code"] == -32602)
    }

    struct Called: Sendable {
        var tool: String
        var arguments: JSON
        /// What the text holds, and whether it is a failure.
        var holds: String
        var isError = false
    }

    static let calls: [Called] = [
        .init(tool: "status", arguments: [:], holds: "nothing declared"),
        .init(tool: "status", arguments: ["project": "NET", "item": .null], holds: "NET Network"),
        .init(
            tool: "add_record",
            arguments: [
                "kind": "risk", "title": "Vendor \"Acme\" slips; due:fri @bo", "project": "NET",
                "fields": ["probability: 4", "impact: 5"],
            ], holds: "R-1 logged on NET: Vendor \"Acme\" slips; due:fri @bo. Score 20"),
        .init(
            tool: "add_record",
            arguments: ["kind": "task", "title": "NO", "project": "NET", "fields": "[\"estimate: 3d\"]"],
            holds: "T-2 logged on NET: NO"),
        .init(
            tool: "add_record", arguments: ["kind": "task", "title": "null", "project": "NET", "due": "null"],
            holds: "T-2 logged on NET: null."),
        .init(tool: "list_records", arguments: ["filter": "kind:task owner:@bo"], holds: "T-1 Cable"),
        .init(tool: "list_records", arguments: ["filter": "kind:task", "top": "1"], holds: "T-1 Cable"),
        .init(tool: "assign", arguments: ["item": "T-1", "owner": "@ana"], holds: "T-1 Cable is with @ana"),
        .init(
            tool: "add_note", arguments: ["item": "T-1", "text": "/close T-1"], holds: "Noted on T-1 Cable: /close T-1"),
        .init(tool: "set_fields", arguments: ["item": ["T-1"], "values": "estimate:3d"], holds: "estimate 3d"),
        .init(
            tool: "declare_colour", arguments: ["colour": "amber", "project": "NET", "because": "late, due:mon"],
            holds: "NET is declared AMBER: late, due:mon."),
        .init(tool: "what_if", arguments: ["changes": "slip T-1 2w"], holds: "Nothing is changed"),
        .init(tool: "say", arguments: ["line": "/whoami"], holds: "You are @ana"),
        .init(tool: "show_record", arguments: ["item": "T-99"], holds: "There is no T-99", isError: true),
        .init(tool: "show_record", arguments: [:], holds: "item: required", isError: true),
        .init(tool: "show_record", arguments: ["item": true], holds: "item: a text is expected", isError: true),
        .init(tool: "status", arguments: ["nope": "x"], holds: "nope is no argument of status", isError: true),
        .init(
            tool: "declare_colour", arguments: ["colour": "pink", "project": "NET"], holds: "colour: one of",
            isError: true),
        .init(tool: "move_date", arguments: ["item": "T-1", "due": "someday"], holds: "someday", isError: true),
    ]

    @Test(arguments: calls) func `a call is answered`(_ given: Called) async {
        let result = await call(given.tool, given.arguments)["result"]
        let text = result?["content"]?.array?.first?["text"]?.string ?? ""
        #expect(text.contains(given.holds), "\(text)")
        #expect(result?["isError"] == .bool(given.isError))
        #expect((result?["structuredContent"] != nil) == !given.isError)
        if !given.isError { #expect(result?["structuredContent"]?["text"] == .string(text)) }
    }

    @Test func `records come as values with their ids`() async {
        let result = await call("show_record", ["item": "T-1"])["result"]
        let record = result?["structuredContent"]?["records"]?.array?.first
        #expect(record?["id"] == "T-1" && record?["owner"] == "@bo" && record?["due"] == "2026-11-27")
    }

    @Test func `a tool or arguments that are none are the protocol's fault`() async {
        #expect(await call("nope", [:])["error"]?["code"] == -32602)
        #expect(await call("status", [1])["error"]?["code"] == -32602)
        #expect(await request("tools/call")["error"]?["code"] == -32602)
    }

    @Test func `a repeated call makes one event`() async {
        let more = [JSON.Member("_meta", Assistants.meta())]
        let keyed: JSON = .object((more[0].value.members ?? []) + [.init("steerco.dev/idempotencyKey", "k1")])
        let message: JSON = [
            "jsonrpc": "2.0", "id": 1, "method": "tools/call",
            "params": [
                "name": "add_record", "arguments": ["kind": "task", "title": "Once", "project": "NET"], "_meta": keyed,
            ],
        ]
        let first = await server.answer(message.bytes, from: caller())
        let second = await server.answer(message.bytes, from: caller())
        #expect(first?["result"]?["content"] == second?["result"]?["content"])
        #expect(trial.workspace.allItems.count { $0.title == "Once" } == 1)
    }

    @Test func `the log says that it came through an assistant`() async {
        _ = await call("add_record", ["kind": "task", "title": "Logged", "project": "NET"])
        #expect(trial.log.events.last?.deliveryID?.contains(":mcp:") == true)
    }

    // MARK: Forms

    private func asked(_ tool: String, _ arguments: JSON) async throws -> (state: JSON, request: JSON) {
        let result = try #require(await call(tool, arguments, forms: true)["result"])
        #expect(result["resultType"] == "input_required")
        return (try #require(result["requestState"]), try #require(result["inputRequests"]))
    }

    @Test func `a proposal is confirmed by a form, or left`() async throws {
        let arguments: JSON = ["line": "/project close NET"]
        let (state, request) = try await asked("say", arguments)
        #expect(request["confirm"]?["params"]?["message"]?.string?.contains("Close NET") == true)
        let left = await call(
            "say", arguments, forms: true,
            more: [.init("requestState", state), .init("inputResponses", ["confirm": ["action": "decline"]])])
        #expect(left["result"]?["isError"] == false)
        #expect(trial.workspace.projects[try #require(ProjectKey("NET"))]?.isOpen == true)
        let (again, _) = try await asked("say", arguments)
        let answers: JSON = ["confirm": ["action": "accept", "content": ["confirm": "yes, do it"]]]
        _ = await call(
            "say", arguments, forms: true, more: [.init("requestState", again), .init("inputResponses", answers)])
        #expect(trial.workspace.projects[try #require(ProjectKey("NET"))]?.isOpen == false)
    }

    @Test func `a missing value is asked for, and taken`() async throws {
        let (state, _) = try await asked("show_record", [:])
        let result = await call(
            "show_record", [:], forms: true,
            more: [
                .init("requestState", state),
                .init("inputResponses", ["values": ["action": "accept", "content": ["item": "T-1"]]]),
            ])["result"]
        #expect(result?["structuredContent"]?["items"] == ["T-1"])
    }

    @Test func `a state that is forged, stale, of another call or another person does nothing`() async throws {
        let arguments: JSON = ["line": "/project close NET"]
        let (state, _) = try await asked("say", arguments)
        let answers = JSON.Member(
            "inputResponses", ["confirm": ["action": "accept", "content": ["confirm": "yes, do it"]]])
        let text = state.string ?? ""
        let forged = JSON.string(String(text.dropLast(3)) + "000")
        #expect(
            await call("say", arguments, forms: true, more: [.init("requestState", forged), answers])["error"]?["code"]
                == -32602)
        let other: JSON = ["line": "/project close CRM"]
        #expect(
            await call("say", other, forms: true, more: [.init("requestState", state), answers])["error"]?["code"]
                == -32602)
        #expect(
            await call("say", arguments, as: "bo", forms: true, more: [.init("requestState", state), answers])[
                "error"]?["code"] == -32602)
        trial.advance(11 * Instant.minute)
        #expect(
            await call("say", arguments, forms: true, more: [.init("requestState", state), answers])["error"]?["code"]
                == -32602)
        #expect(trial.workspace.projects[try #require(ProjectKey("NET"))]?.isOpen == true)
    }

    // MARK: Documents, prompts, and what does not exist

    @Test func `documents are read, and those that are not there are named`() async {
        let list = await request("resources/list")["result"]?["resources"]?.array ?? []
        #expect(list.contains { $0["uri"] == "steerco://status/NET" })
        let read = await request("resources/read", [.init("uri", "steerco://record/T-1")])
        #expect(read["result"]?["contents"]?.array?.first?["text"]?.string?.contains("Cable") == true)
        let missing = await request("resources/read", [.init("uri", "steerco://record/T-9")])
        #expect(missing["error"]?["code"] == -32602 && missing["error"]?["data"]?["uri"] == "steerco://record/T-9")
        let legacy = await request("resources/read", [.init("uri", "steerco://none")], isLegacy: true)
        #expect(legacy["error"]?["code"] == -32002)
    }

    @Test func `a prompt names its project`() async {
        let got = await request(
            "prompts/get", [.init("name", "weekly_report"), .init("arguments", ["project": "NET"])])
        #expect(got["result"]?["messages"]?.array?.first?["content"]?["text"]?.string?.contains("NET") == true)
        #expect(await request("prompts/get", [.init("name", "weekly_report")])["error"]?["code"] == -32602)
    }

    /// What a person who is no member of a restricted project may ask of it.
    static let hidden: [(String, JSON)] = [
        ("status", ["project": "SEC"]), ("list_records", ["filter": "vault project:*"]),
        ("show_record", ["item": "T-2"]),
        ("search", ["words": "vault"]), ("brief", [:]), ("changes", [:]), ("today", [:]), ("list_projects", [:]),
        ("plan", ["project": "SEC"]), ("record_history", ["item": "T-2"]), ("say", ["line": "/list vault"]),
    ]

    @Test(arguments: hidden) func `of a restricted project nothing is told`(_ tool: String, _ arguments: JSON) async {
        await trial.say("/project new SEC Secret")
        await trial.say("/task Move the vault on SEC")
        await trial.say("/project restrict SEC")
        let result = await call(tool, arguments, as: "bo")["result"]
        let told = (result ?? [:]).text
        #expect(!told.contains("Move the vault"))
        let list = await request("resources/list", as: "bo")["result"]?["resources"].map(\.text) ?? ""
        #expect(!list.contains("SEC"))
    }
}

extension [String: JSON] {
    fileprivate var asJSON: JSON { .object(sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value) }) }
}
