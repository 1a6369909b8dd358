// What passes between a running server and another process on the same machine: lines of JSON, one asked, one answered.

import Foundation
import JSONText

/// Where the server of a store is spoken to: a socket beside the store, which its owner alone may use.
enum StoreSocket {
    /// The socket of the store at a path; nil where the store has none, or a path would be longer than a socket's may be.
    static func path(of store: String) -> String? {
        guard store != ":memory:" else { return nil }
        let path = store + ".sock"
        return path.utf8.count < 104 ? path : nil
    }
}

/// The first line of a connection: what is to be done by its others.
enum SocketOpening {
    /// Each line is a message.
    case chat(SocketChat)
    /// One line: a file.
    case take(SocketFile)
    /// Each line is a message of an assistant's protocol.
    case assistant(user: String, isReadOnly: Bool, all: Bool)

    init?(_ json: JSON) {
        if let chat = json["chat"].flatMap({ SocketChat($0) }) {
            self = .chat(chat)
        } else if let file = json["import"].flatMap({ SocketFile($0) }) {
            self = .take(file)
        } else if let assistant = json["assistant"], let user = assistant["as"]?.string {
            self = .assistant(
                user: user, isReadOnly: assistant["read_only"]?.bool ?? true, all: assistant["all"]?.bool ?? false)
        } else {
            return nil
        }
    }

    var json: JSON {
        switch self {
        case .chat(let chat): ["chat": chat.json]
        case .take(let file): ["import": file.json]
        case .assistant(let user, let isReadOnly, let all):
            ["assistant": ["as": .string(user), "read_only": .bool(isReadOnly), "all": .bool(all)]]
        }
    }
}

/// Who speaks in a conversation, and how they want answers.
struct SocketChat {
    var speaker: String
    var channel: String?
    var format: Chat.Format
    var isYes: Bool
    var told: Bool

    init(speaker: String, channel: String?, format: Chat.Format, isYes: Bool, told: Bool) {
        self.speaker = speaker
        self.channel = channel
        self.format = format
        self.isYes = isYes
        self.told = told
    }

    init?(_ json: JSON) {
        guard let speaker = json["as"]?.string, let word = json["format"]?.string,
            let format = Chat.Format(rawValue: word)
        else { return nil }
        self.init(
            speaker: speaker, channel: json["channel"]?.string, format: format, isYes: json["yes"]?.bool ?? false,
            told: json["told"]?.bool ?? true)
    }

    var json: JSON {
        .members([
            "as": .string(speaker), "channel": channel.map { .string($0) }, "format": .string(format.rawValue),
            "yes": .bool(isYes), "told": .bool(told),
        ])
    }
}

/// A file that is to be taken into a project.
struct SocketFile {
    var speaker: String
    var project: String
    var name: String
    var bytes: [UInt8]
    var hints: [String: String]

    init(speaker: String, project: String, name: String, bytes: [UInt8], hints: [String: String]) {
        self.speaker = speaker
        self.project = project
        self.name = name
        self.bytes = bytes
        self.hints = hints
    }

    init?(_ json: JSON) {
        guard let speaker = json["as"]?.string, let project = json["project"]?.string, let name = json["name"]?.string,
            let data = json["file"]?.string.flatMap({ Data(base64Encoded: $0) })
        else { return nil }
        let hints = (json["hints"]?.members ?? []).map { ($0.name, $0.value.string ?? "") }
        self.init(
            speaker: speaker, project: project, name: name, bytes: [UInt8](data),
            hints: Dictionary(hints) { one, _ in one })
    }

    var json: JSON {
        [
            "as": .string(speaker), "project": .string(project), "name": .string(name),
            "hints": .object(hints.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }),
            "file": .string(Data(bytes).base64EncodedString()),
        ]
    }
}

/// What a line is answered with: texts to print in their order, or what is wrong; and the exit code it alone would give.
struct SocketAnswer {
    var outputs: [String]
    var complaint: String?
    var code: Int32

    init(_ outputs: [String], complaint: String? = nil, code: Int32) {
        self.outputs = outputs
        self.complaint = complaint
        self.code = code
    }

    init?(_ json: JSON) {
        guard let outputs = json["out"]?.array, let code = json["code"]?.int else { return nil }
        self.init(outputs.compactMap(\.string), complaint: json["complaint"]?.string, code: Int32(clamping: code))
    }

    var json: JSON {
        .members([
            "out": .array(outputs.map { .string($0) }), "complaint": complaint.map { .string($0) },
            "code": .int(Int64(code)),
        ])
    }
}
