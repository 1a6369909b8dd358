// One message of JSON-RPC 2.0, as the Model Context Protocol uses it: https://modelcontextprotocol.io/specification.

import JSONText

/// What a peer sent, or why it is none.
enum RPCMessage {
    case request(id: JSON, method: String, params: JSON)
    /// Has no id, and is never answered.
    case notification(method: String, params: JSON)
    /// Answers something of ours; we ask nothing.
    case response
    /// - Parameter id: echoed where it could be read.
    case invalid(RPCProblem, id: JSON?)

    /// Reads one line or body: an object, its id a string or a whole number.
    init(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self), let json = try? JSON(reading: text) else {
            self = .invalid(.notJSON, id: nil)
            return
        }
        guard json.members != nil, json["jsonrpc"] == "2.0" else {
            self = .invalid(.noRequest, id: nil)
            return
        }
        let id = json["id"]
        switch id {
        case nil, .string, .int: break
        default:
            self = .invalid(.noRequest, id: nil)
            return
        }
        guard let method = json["method"]?.string else {
            self = json["result"] != nil || json["error"] != nil ? .response : .invalid(.noRequest, id: id)
            return
        }
        // Clients send null for what they leave out.
        let params = json["params"] == .null ? nil : json["params"]
        guard params == nil || params?.members != nil else {
            self = .invalid(.badParams("params must be an object"), id: id)
            return
        }
        self =
            id.map { .request(id: $0, method: method, params: params ?? [:]) }
            ?? .notification(method: method, params: params ?? [:])
    }
}

/// Why a request is answered with an error of the protocol and not with a result.
struct RPCProblem: Error, Hashable {
    var code: Int
    var message: String
    var data: JSON?

    init(_ code: Int, _ message: String, data: JSON? = nil) {
        self.code = code
        self.message = message
        self.data = data
    }

    static let notJSON = RPCProblem(-32700, "This is no JSON in UTF-8.")
    static let noRequest = RPCProblem(-32600, "This is no request: one object with jsonrpc, method and id.")
    static func noMethod(_ method: String) -> RPCProblem { RPCProblem(-32601, "There is no method \(method) here.") }
    static func badParams(_ what: String, data: JSON? = nil) -> RPCProblem {
        RPCProblem(-32602, "\(what).", data: data)
    }
    /// One sentence for every cause: what was wrong with it is nobody's who forged it.
    static let badState = RPCProblem(-32602, "This requestState is not good, or no longer: call the tool again.")

    func response(to id: JSON?) -> JSON {
        .members([
            "jsonrpc": "2.0", "id": id,
            "error": .members(["code": .int(Int64(code)), "message": .string(message), "data": data]),
        ])
    }
}
