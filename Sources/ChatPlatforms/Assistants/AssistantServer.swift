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

    let catalogue: any CommandCatalogue
    let handlers: HandlerRegistry
    let kinds: KindBook
    let hasAll: Bool
    let stateKey: [UInt8]
    let clock: @Sendable () -> Instant
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
    struct Call: Sendable {
        var era: ProtocolEra
        var params: JSON
        var caller: Caller
        var showsForms: Bool
    }

    func answered(
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

    func invocation(_ text: String, _ caller: Caller, delivery: String? = nil) -> Invocation {
        var invocation = Invocation(
            identity: caller.identity, name: caller.name,
            channel: ChannelAddress(
                platform: caller.identity.platform, team: caller.identity.team, channel: caller.identity.user),
            isDirect: true, text: MessageText(text), ceiling: caller.ceiling, isLocal: true, now: clock())
        invocation.delivery = DeliveryKey(caller.identity, signer: caller.signer, id: delivery ?? makeID())
        return invocation
    }

    func view(of caller: Caller, _ desk: Desk) -> ProgramView? { desk.view(for: invocation("", caller)) }

    func tools(for caller: Caller, _ desk: Desk) -> [Tool] {
        let role = view(of: caller, desk)?.highestRole ?? .contributor
        return ToolList(
            catalogue: catalogue, handlers: handlers, kinds: kinds, role: min(role, caller.ceiling ?? .admin),
            isReadOnly: caller.isReadOnly, hasAll: hasAll
        ).tools
    }
}

extension JSON {
    /// A list as the result of a request, all of it in one page.
    fileprivate func listed(_ name: String, _ era: ProtocolEra) -> JSON {
        era.result([.init(name, self)], lifetime: 60_000)
    }
}
