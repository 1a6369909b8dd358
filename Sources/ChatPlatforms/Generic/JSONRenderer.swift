// Answers as JSON: one object a command, in order, each on a line of its own.

package import Conversation
import JSONText

package struct JSONRenderer: ReplyRenderer {
    package init() {}
    package var contentType: String { "application/json; charset=utf-8" }

    package func payloads(for answer: MessageAnswer, context: [String: String]) -> [Payload] {
        var writer = JSONWriter()
        for result in answer.results {
            writer.write(result)
            writer.endLine()
        }
        return [Payload(writer.bytes, isPrivate: true)]
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ result: CommandResult) {
        let items = JSONWriter.unique(result.reply.touched.map(\.description))
        object {
            $0.member("ok", result.isOK)
            $0.member("outcome", result.outcome.rawValue)
            $0.member("command", ifPresent: result.command)
            $0.member("verb", ifPresent: result.verb)
            $0.member("text", TerminalRenderer.text(result.reply))
            $0.name("items")
            $0.array { for item in items { $0.string(item) } }
            $0.member("private", result.isPrivate)
            $0.member("code", ifPresent: result.code)
            $0.member("ref", ifPresent: result.ref)
            $0.member("ask", ifPresent: result.ask)
            $0.name("reply")
            $0.write(result.reply)
        }
    }

    private static func unique(_ ids: [String]) -> [String] {
        var seen: [String] = []
        // Few: a batch of fifty commands at most.
        for id in ids where !seen.contains(id) { seen.append(id) }
        return seen
    }

    private mutating func write(_ reply: Reply) {
        object {
            $0.member("headline", SafeText.visible(reply.headline.plain))
            $0.name("blocks")
            $0.array { for block in reply.blocks { $0.write(block) } }
            $0.name("suggestions")
            $0.array { for suggestion in reply.suggestions { $0.write(suggestion) } }
        }
    }

    private mutating func write(_ block: Reply.Block) {
        object { writer in
            switch block {
            case .text(let text):
                writer.member("type", "text")
                writer.member("text", text)
            case .facts(let facts):
                writer.member("type", "facts")
                writer.name("facts")
                writer.array { for fact in facts { $0.pair("name", fact.name, "value", fact.value) } }
            case .list(let lines):
                writer.member("type", "list")
                writer.name("lines")
                writer.array { for line in lines { $0.pair("mark", line.mark.rawValue, "text", line.text) } }
            case .table(let header, let rows):
                writer.member("type", "table")
                writer.name("header")
                writer.array { for cell in header { $0.string(cell) } }
                writer.name("rows")
                writer.array {
                    for row in rows { $0.array { for cell in row { $0.string(SafeText.visible(cell.plain)) } } }
                }
            case .code(let code):
                writer.member("type", "code")
                writer.member("text", SafeText.visible(code))
            }
        }
    }

    private mutating func write(_ suggestion: Reply.Suggestion) {
        object {
            $0.member("label", suggestion.label)
            $0.member("command", suggestion.command)
            $0.member("button", suggestion.isButton)
        }
    }

    private mutating func pair(_ name: StaticString, _ text: String, _ other: StaticString, _ value: RichText) {
        object {
            $0.member(name, text)
            $0.member(other, value)
        }
    }

    private mutating func member(_ name: StaticString, _ text: RichText) { member(name, SafeText.visible(text.plain)) }
}
