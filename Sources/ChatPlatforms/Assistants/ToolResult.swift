// An answer as the result of a tool: the text that people read, and the same facts as values with their ids.

import Conversation
import FieldTypes
import JSONText
import ProgramModel
import Quantities

struct ToolResult {
    var text: String
    /// Nil of a failure: whoever reads one is to read the sentence.
    var facts: JSON?
    var isError: Bool

    /// - Parameter view: of the caller, for the records that the answer names.
    init(_ results: [CommandResult], _ view: ProgramView?) {
        text = results.map { TerminalRenderer.text($0.reply) }.joined(separator: "\n\n")
        isError = !results.allSatisfy(\.isOK)
        guard !isError else { return }
        let items = results.flatMap(\.reply.touched).reduce(into: [ItemID]()) { ids, id in
            if !ids.contains(id) { ids.append(id) }
        }
        let records = items.prefix(ToolResult.mostRecords).compactMap { id in
            view?.item(id).map { RecordJSON.of($0, view) }
        }
        let data = results.flatMap(\.reply.data)
        facts = .members([
            "outcome": results.last.map { .string($0.outcome.rawValue) }, "text": .string(text),
            "items": .array(items.map { .string($0.description) }),
            "records": records.isEmpty ? nil : .array(records),
            "data": data.isEmpty ? nil : .object(data),
            "ask": results.compactMap(\.ask).last.map { .string($0) },
        ])
    }

    /// What a call was answered before, as it is kept.
    init(stored bytes: [UInt8]) {
        let kept = (try? JSON(reading: bytes)) ?? [:]
        text = kept["text"]?.string ?? ""
        isError = kept["ok"] == false
        guard !isError else { return }
        facts = .members([
            "outcome": kept["outcome"], "text": .string(text), "items": kept["items"] ?? .array([]),
            "data": kept["data"],
        ])
    }

    init(fault sentence: String) {
        text = sentence
        isError = true
    }

    private static let mostRecords = 50

    var members: [JSON.Member] {
        var members: [JSON.Member] = [.init("content", [["type": "text", "text": .string(text)]])]
        if let facts { members.append(.init("structuredContent", facts)) }
        members.append(.init("isError", .bool(isError)))
        return members
    }
}

/// A record as values with their names.
enum RecordJSON {
    static func of(_ item: Item, _ view: ProgramView?) -> JSON {
        func person(_ id: PersonID) -> JSON { .string("@" + (view?.mention(id).handle ?? "")) }
        func value(_ value: FieldValue) -> JSON {
            switch value {
            case .number(let number): .int(Int64(number))
            case .person(let id): person(id)
            case .people(let people): .array(people.map { person($0) })
            case .date(let date): .string(date.iso)
            default: .string(value.content.text)
            }
        }
        return .members([
            "id": .string(item.id.description), "kind": .string(item.kind), "title": .string(item.title),
            "state": .string(item.state), "open": .bool(item.isOpen),
            "project": item.project.map { .string($0.text) }, "owner": item.owner.map(person),
            "due": item.due.map { .string($0.iso) },
            "tags": item.tags.isEmpty ? nil : .array(item.tags.map { .string($0) }),
            "fields": item.fields.isEmpty
                ? nil : .object(item.fields.map { JSON.Member($0.name, value($0.value)) }),
        ])
    }
}
