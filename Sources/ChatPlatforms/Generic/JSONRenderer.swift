// Answers as JSON: one object a command, in order, each on a line of its own.

package import Conversation
import JSONText

package struct JSONRenderer: ReplyRenderer {
    package init() {}
    package var contentType: String { "application/json; charset=utf-8" }

    package func payloads(for answer: MessageAnswer, context: [String: String]) -> [Payload] {
        [Payload(answer.results.flatMap { JSONRenderer.json($0).bytes + [0x0A] }, isPrivate: true)]
    }

    static func json(_ result: CommandResult) -> JSON {
        .members([
            "ok": .bool(result.isOK), "outcome": .string(result.outcome.rawValue),
            "command": result.command.map { .string($0) }, "verb": result.verb.map { .string($0) },
            "text": .string(TerminalRenderer.text(result.reply)),
            "items": .array(unique(result.reply.touched.map(\.description)).map { .string($0) }),
            "private": .bool(result.isPrivate), "code": result.code.map { .string($0) },
            "ref": result.ref.map { .string($0) }, "ask": result.ask.map { .string($0) }, "reply": reply(result.reply),
        ])
    }

    private static func unique(_ ids: [String]) -> [String] {
        var seen: Set<String> = []
        return ids.filter { seen.insert($0).inserted }
    }

    private static func reply(_ reply: Reply) -> JSON {
        .members([
            "headline": .string(SafeText.visible(reply.headline.plain)),
            "blocks": .array(reply.blocks.map { block($0) }),
            "suggestions": .array(
                reply.suggestions.map {
                    ["label": .string($0.label), "command": .string($0.command), "button": .bool($0.isButton)]
                }),
        ])
    }

    private static func block(_ block: Reply.Block) -> JSON {
        func text(_ text: RichText) -> JSON { .string(SafeText.visible(text.plain)) }
        switch block {
        case .text(let value): return ["type": "text", "text": text(value)]
        case .facts(let facts):
            return [
                "type": "facts", "facts": .array(facts.map { ["name": .string($0.name), "value": text($0.value)] }),
            ]
        case .list(let lines):
            return [
                "type": "list",
                "lines": .array(lines.map { ["mark": .string($0.mark.rawValue), "text": text($0.text)] }),
            ]
        case .table(let header, let rows):
            return [
                "type": "table", "header": .array(header.map { .string($0) }),
                "rows": .array(rows.map { .array($0.map(text)) }),
            ]
        case .code(let code): return ["type": "code", "text": .string(SafeText.visible(code))]
        }
    }
}
