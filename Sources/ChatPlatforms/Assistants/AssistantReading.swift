// Documents, prompts, and listening for changes.

import CommandLanguage
import Conversation
package import JSONText
import ProgramModel
import Quantities

extension AssistantServer {
    func read(_ call: Call) async throws(RPCProblem) -> JSON {
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

    func prompt(_ call: Call) throws(RPCProblem) -> JSON {
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
