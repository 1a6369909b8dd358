// Answers assistants over the Model Context Protocol: each message by itself, with the rights of one person.

package import CommandLanguage
package import Conversation
package import JSONText
package import ProgramModel
package import Quantities

/// The bot as a server of tools, documents and prompts. It keeps nothing between messages.
package struct AssistantServer: Sendable {
    /// Who asks, and how a message of theirs is made.
    package struct Caller: Sendable {
        package var identity: Identity
        package var name: String
        /// What the log is to say of where it came from: `mcp`, and which token.
        package var signer: String
        /// The highest role that may be used.
        package var ceiling: Role?
        package var isReadOnly: Bool

        package init(_ identity: Identity, name: String, signer: String, ceiling: Role?, isReadOnly: Bool) {
            self.identity = identity
            self.name = name
            self.signer = signer
            self.ceiling = ceiling
            self.isReadOnly = isReadOnly
        }
    }

    private let catalogue: any CommandCatalogue
    private let handlers: HandlerRegistry
    private let kinds: KindBook
    private let hasAll: Bool
    private let stateKey: [UInt8]
    private let clock: @Sendable () -> Instant
    private let makeID: @Sendable () -> String
    /// Runs something with the desk, which is opened for it where it is not open.
    private let withDesk: @Sendable (_ body: @Sendable (Desk) async throws -> JSON) async throws -> JSON

    /// - Parameters:
    ///   - hasAll: offers every verb as a tool of its own.
    ///   - stateKey: signs what comes back with the answers to forms.
    package init(
        catalogue: any CommandCatalogue, handlers: HandlerRegistry, kinds: KindBook, hasAll: Bool, stateKey: [UInt8],
        clock: @escaping @Sendable () -> Instant, makeID: @escaping @Sendable () -> String,
        withDesk: @escaping @Sendable (_ body: @Sendable (Desk) async throws -> JSON) async throws -> JSON
    ) {
        self.catalogue = catalogue
        self.handlers = handlers
        self.kinds = kinds
        self.hasAll = hasAll
        self.stateKey = stateKey
        self.clock = clock
        self.makeID = makeID
        self.withDesk = withDesk
    }

    /// Answers one message.
    ///
    /// - Returns: the response, as one line of JSON; nil for what is not answered.
    package func answer(_ bytes: [UInt8], from caller: Caller) async -> JSON? {
        switch RPCMessage(bytes) {
        case .notification, .response: return nil
        case .invalid(let problem, let id): return problem.response(to: id)
        case .request(let id, let method, let params):
            do throws(RPCProblem) {
                let result = try await result(of: method, params, caller)
                return ["jsonrpc": "2.0", "id": id, "result": result]
            } catch {
                return error.response(to: id)
            }
        }
    }

    private func result(of method: String, _ params: JSON, _ caller: Caller) async throws(RPCProblem) -> JSON {
        let era = ProtocolEra(method: method, params: params)
        let capabilities: JSON? = era == .modern ? try ProtocolEra.checked(params) : nil
        let call = Call(era: era, params: params, caller: caller, showsForms: ProtocolEra.showsForms(capabilities))
        // Every list is one page.
        if let cursor = params["cursor"], cursor != .null, method.hasSuffix("/list") {
            throw .badParams("There is no page at this cursor")
        }
        switch (method, era) {
        case ("server/discover", .modern):
            return era.result(
                [
                    .init("supportedVersions", .array(ProtocolEra.supported.map { .string($0) })),
                    .init("capabilities", AssistantServer.capabilities),
                    .init("instructions", .string(ServerIdentity.instructions)),
                ], lifetime: AssistantServer.listLifetime)
        case ("initialize", .legacy): return try initialized(params)
        case ("ping", .legacy): return [:]
        case ("tools/list", _):
            return try await answered(call) { [self] desk, call in
                .array(tools(for: call.caller, desk).map(\.json))
            }.listed("tools", era)
        case ("tools/call", _): return try await called(call)
        case ("resources/list", _):
            return try await answered(call) { [self] desk, call in
                .array(AssistantResource.all(view(of: call.caller, desk)).map(\.json))
            }.listed("resources", era)
        case ("resources/templates/list", _):
            return JSON.array([AssistantResource.template]).listed("resourceTemplates", era)
        case ("resources/read", _): return try await read(call)
        case ("prompts/list", _): return JSON.array(AssistantPrompt.all.map(\.json)).listed("prompts", era)
        case ("prompts/get", _): return try prompt(call)
        default: throw .noMethod(method)
        }
    }

    private static let listLifetime = 60_000
    private static let capabilities: JSON = ["tools": [:], "resources": [:], "prompts": [:]]

    private func initialized(_ params: JSON) throws(RPCProblem) -> JSON {
        guard let version = params["protocolVersion"]?.string, params["capabilities"]?.members != nil,
            params["clientInfo"]?["name"]?.string != nil
        else { throw .badParams("initialize needs protocolVersion, capabilities and clientInfo") }
        let served = ProtocolEra.legacyVersions.contains(version) ? version : ProtocolEra.legacyVersions[0]
        return [
            "protocolVersion": .string(served), "capabilities": AssistantServer.capabilities,
            "serverInfo": ServerIdentity.json, "instructions": .string(ServerIdentity.instructions),
        ]
    }

    // MARK: With the desk

    /// One request with what is known of it.
    private struct Call: Sendable {
        var era: ProtocolEra
        var params: JSON
        var caller: Caller
        var showsForms: Bool
    }

    private func answered(
        _ call: Call, _ body: @escaping @Sendable (Desk, Call) async throws -> JSON
    ) async throws(RPCProblem) -> JSON {
        do {
            return try await withDesk { desk in try await body(desk, call) }
        } catch let problem as RPCProblem {
            throw problem
        } catch {
            throw RPCProblem(-32603, "The store could not be used; the operator finds why in the log.")
        }
    }

    private func invocation(_ text: String, _ caller: Caller, delivery: String? = nil) -> Invocation {
        var invocation = Invocation(
            identity: caller.identity, name: caller.name,
            channel: ChannelAddress(
                platform: caller.identity.platform, team: caller.identity.team, channel: caller.identity.user),
            isDirect: true, text: MessageText(text), ceiling: caller.ceiling, isLocal: true, now: clock())
        invocation.delivery = DeliveryKey(caller.identity, signer: caller.signer, id: delivery ?? makeID())
        return invocation
    }

    private func view(of caller: Caller, _ desk: Desk) -> ProgramView? { desk.view(for: invocation("", caller)) }

    private func tools(for caller: Caller, _ desk: Desk) -> [Tool] {
        let role = view(of: caller, desk)?.highestRole ?? .contributor
        return ToolList(
            catalogue: catalogue, handlers: handlers, kinds: kinds, role: min(role, caller.ceiling ?? .admin),
            isReadOnly: caller.isReadOnly, hasAll: hasAll
        ).tools
    }

    // MARK: Tools

    private func called(_ call: Call) async throws(RPCProblem) -> JSON {
        guard let name = call.params["name"]?.string else { throw .badParams("name must be the name of a tool") }
        let given = call.params["arguments"]
        guard given == nil || given == .null || given?.members != nil else {
            throw .badParams("arguments must be an object")
        }
        return try await answered(call) { [self] desk, call in
            guard let tool = tools(for: call.caller, desk).first(where: { $0.name == name }) else {
                throw RPCProblem.badParams("There is no tool \(name)")
            }
            do {
                return try await say(try ToolCall(tool, given), call, desk)
            } catch let fault as ToolFault {
                return call.era.result(ToolResult(fault: fault.sentence).members)
            }
        }
    }

    private func say(_ given: ToolCall, _ call: Call, _ desk: Desk) async throws -> JSON {
        var asked = given
        let answers = call.params["inputResponses"]
        guard ElicitedAnswer.areAnswers(answers) else {
            throw RPCProblem.badParams("inputResponses: each answer has an action")
        }
        if let text = call.params["requestState"]?.string {
            let state = RequestState(text, key: stateKey)
            guard let state, state.person == call.caller.identity.text, state.tool == given.tool.name,
                state.arguments == RequestState.digest(given.arguments), state.expires >= clock()
            else { throw RPCProblem.badState }
            if let ask = state.ask { return await settle(ask, answers, given, call, desk) }
            guard let values = ElicitedAnswer(answers, "values")?.values, !values.isEmpty else {
                return call.era.result(ToolResult(fault: "Nothing was done: the values were not given.").members)
            }
            asked = try ToolCall(given.tool, .object(given.arguments + values))
        }
        let missing = asked.missing
        if !missing.isEmpty {
            guard call.showsForms else {
                throw ToolFault(missing.map { "\($0.name): required." }.joined(separator: " "))
            }
            return form(
                "values", message: "\(given.tool.title): what is missing?", missing, state(of: given, ask: nil, call),
                call)
        }
        let invocation = try said(asked, call)
        let handled = await desk.handle(invocation)
        guard let results = handled.answer?.results else {
            // A repeat under its key is answered as it was.
            return call.era.result(ToolResult(stored: handled.response).members)
        }
        if let ask = results.compactMap(\.ask).last, call.showsForms {
            let question = results.last.map { $0.reply.headline.plain } ?? "Do it?"
            return form(
                "confirm", message: question,
                [ToolParameter("confirm", "yes does it", isRequired: true, choices: ["yes, do it", "leave it"])],
                state(of: given, ask: ask, call), call)
        }
        return call.era.result(ToolResult(results, view(of: call.caller, desk)).members)
    }

    private func said(_ asked: ToolCall, _ call: Call) throws(ToolFault) -> Invocation {
        let key = call.params["_meta"]?["steerco.dev/idempotencyKey"]?.string
        guard let words = try asked.words({ catalogue.command(kind: $0)?.word }) else {
            var line = asked.arguments.first { $0.name == "line" }?.value.string ?? ""
            if !line.hasPrefix("/") { line = "/" + line }
            return invocation(line, call.caller, delivery: key)
        }
        var invocation = invocation("/" + words.typed, call.caller, delivery: key)
        invocation.words = CommandWords(words: words, isPrefixed: true)
        return invocation
    }

    /// Does what was proposed, or leaves it.
    private func settle(
        _ ask: String, _ answers: JSON?, _ given: ToolCall, _ call: Call, _ desk: Desk
    ) async -> JSON {
        let isYes = ElicitedAnswer(answers, "confirm")?.values.contains(.init("confirm", "yes, do it")) ?? false
        let handled = await desk.handle(invocation("/\(isYes ? "yes" : "no") \(ask)", call.caller))
        return call.era.result(
            ToolResult(handled.answer?.results ?? [], view(of: call.caller, desk)).members)
    }

    private func state(of given: ToolCall, ask: String?, _ call: Call) -> RequestState {
        RequestState(
            person: call.caller.identity.text, tool: given.tool.name,
            arguments: RequestState.digest(given.arguments), expires: clock() + 10 * Instant.minute, ask: ask)
    }

    /// Asks the client's user.
    private func form(
        _ name: String, message: String, _ parameters: [ToolParameter], _ state: RequestState, _ call: Call
    ) -> JSON {
        let properties = JSON.object(parameters.map { .init($0.name, $0.schema) })
        let schema: JSON = [
            "type": "object", "properties": properties, "required": .array(parameters.map { .string($0.name) }),
        ]
        let request: JSON = [
            "method": "elicitation/create",
            "params": ["mode": "form", "message": .string(message), "requestedSchema": schema],
        ]
        return call.era.result(
            [
                .init("inputRequests", .object([.init(name, request)])),
                .init("requestState", .string(state.signed(stateKey))),
            ], of: "input_required")
    }

    // MARK: Documents and prompts

    private func read(_ call: Call) async throws(RPCProblem) -> JSON {
        guard let uri = call.params["uri"]?.string else { throw .badParams("uri must be an address") }
        let missing = RPCProblem(
            call.era == .modern ? -32602 : -32002, "There is no document at \(uri).", data: ["uri": .string(uri)])
        let text = try await answered(call) { [self] desk, call in
            guard let resource = AssistantResource.named(uri, view(of: call.caller, desk)) else { throw missing }
            let handled = await desk.handle(invocation(resource.line, call.caller))
            let results = handled.answer?.results ?? []
            guard results.allSatisfy(\.isOK) else { throw missing }
            return .string(ToolResult(results, nil).text)
        }
        return call.era.result(
            [.init("contents", [["uri": .string(uri), "mimeType": "text/plain", "text": text]])],
            lifetime: 0)
    }

    private func prompt(_ call: Call) throws(RPCProblem) -> JSON {
        guard let prompt = AssistantPrompt.all.first(where: { $0.name == call.params["name"]?.string }) else {
            throw .badParams("There is no such prompt")
        }
        guard let said = call.params["arguments"]?["project"]?.string, let key = ProjectKey(said) else {
            throw .badParams("project must be the key of a project")
        }
        let message: JSON = ["type": "text", "text": .string(prompt.words(key.text))]
        return call.era.result([
            .init("description", .string(prompt.about)),
            .init("messages", [["role": "user", "content": message]]),
        ])
    }
}

extension JSON {
    /// A list as the result of a request, all of it in one page.
    fileprivate func listed(_ name: String, _ era: ProtocolEra) -> JSON {
        era.result([.init(name, self)], lifetime: 60_000)
    }
}

// MARK: Listening

extension AssistantServer {
    /// Acknowledges that a client listens for changes: none are told, and the line is held.
    ///
    /// - Returns: what to write at once; nil where nothing is to be said.
    package static func listening(_ message: JSON, _ id: JSON) -> JSON? {
        do throws(RPCProblem) {
            _ = try ProtocolEra.checked(message["params"] ?? [:])
            guard message["params"]?["notifications"]?.members != nil else {
                throw .badParams("notifications must say what is listened for")
            }
        } catch {
            return error.response(to: id)
        }
        return [
            "jsonrpc": "2.0", "method": "notifications/subscriptions/acknowledged",
            "params": ["notifications": [:], "_meta": ["io.modelcontextprotocol/subscriptionId": id]],
        ]
    }

    /// Ends a listening when the server does.
    package static func closed(_ id: JSON) -> JSON {
        [
            "jsonrpc": "2.0", "id": id,
            "result": ["resultType": "complete", "_meta": ["io.modelcontextprotocol/subscriptionId": id]],
        ]
    }
}
