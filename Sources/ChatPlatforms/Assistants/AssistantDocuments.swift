// What assistants may read by address, and the beginnings of conversations they may offer.

import CommandLanguage
import Conversation
import JSONText
import ProgramModel
import Quantities

/// A document by its address: what a command answers.
struct AssistantResource {
    var uri: String
    var name: String
    var title: String
    /// The command that it is the answer of.
    var line: String

    var json: JSON {
        ["uri": .string(uri), "name": .string(name), "title": .string(title), "mimeType": "text/plain"]
    }

    private static let scheme = "steerco://"

    /// Those of the projects that exist for whoever asks, in the order of their keys.
    static func all(_ view: ProgramView?) -> [AssistantResource] {
        let whole = [
            AssistantResource(
                uri: scheme + "brief", name: "brief", title: "The brief of all projects", line: "/brief exec all"),
            AssistantResource(
                uri: scheme + "status", name: "status", title: "The status of all projects", line: "/status all"),
        ]
        let keys = (view?.projects.map(\.key) ?? []) + (view?.programs.map(\.key) ?? [])
        return whole
            + keys.sorted().flatMap { key in
                [
                    ("status", "Status of", "/status"), ("plan", "Plan of", "/plan"),
                    ("risks", "Risk register of", "/risk list on"),
                ]
                .map { name, title, line in
                    AssistantResource(
                        uri: "\(scheme)\(name)/\(key.text)", name: "\(name)-\(key.text)",
                        title: "\(title) \(key.text)", line: "\(line) \(key.text)")
                }
            }
    }

    static let template: JSON = [
        "uriTemplate": "steerco://record/{id}", "name": "record", "title": "A record by its id",
        "mimeType": "text/plain",
    ]

    /// The document of an address; nil where there is none for whoever asks.
    static func named(_ uri: String, _ view: ProgramView?) -> AssistantResource? {
        let prefix = scheme + "record/"
        if uri.hasPrefix(prefix), let id = ItemID(String(uri.dropFirst(prefix.count))), view?.item(id) != nil {
            return AssistantResource(uri: uri, name: id.description, title: id.description, line: "/show \(id)")
        }
        return all(view).first { $0.uri == uri }
    }
}

/// A beginning of a conversation that a person picks.
struct AssistantPrompt {
    var name: String
    var title: String
    var about: String
    /// What is asked, of a project.
    var words: @Sendable (String) -> String

    static let all: [AssistantPrompt] = [
        .init(name: "risk_review", title: "Risk review", about: "Go through the open risks of a project") { key in
            "Go through the open risks of \(key) with me. Read steerco://risks/\(key) first. For each: does it still stand, is its score right, who does what by when? Propose changes one at a time and make them only when I agree."
        },
        .init(name: "steering", title: "Steering preparation", about: "Prepare a steering meeting of a project") {
            key in
            "Prepare the steering meeting of \(key). Read steerco://status/\(key) and steerco://plan/\(key). Give me: where it stands and why, decisions that are wanted, what slipped and what it moves, the three worst risks. Name the records by their ids and add nothing that they do not say."
        },
        .init(name: "weekly_report", title: "Weekly report", about: "Write the week of a project") { key in
            "Write the weekly report of \(key) in half a page: colour with its reasons, done, slipped, next, help needed. Use the tools status and changes (since -7d), name records by their ids and add nothing that they do not say."
        },
    ]

    var json: JSON {
        [
            "name": .string(name), "title": .string(title), "description": .string(about),
            "arguments": [["name": "project", "description": "The key of a project, such as NET", "required": true]],
        ]
    }
}
