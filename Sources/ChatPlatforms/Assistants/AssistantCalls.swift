// Calls of tools: what they say is said, and what a form brings back is held against what was asked.

import CommandLanguage
import Conversation
import JSONText
import ProgramModel
import Quantities

extension AssistantServer {
    func called(_ call: Call) async throws(RPCProblem) -> JSON {
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
}
