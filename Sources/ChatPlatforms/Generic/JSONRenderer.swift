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
            writer.endValue()
        }
        return [Payload(writer.bytes, isPrivate: true)]
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ result: CommandResult) {
        object {
            $0.member("ok", result.isOK)
            $0.member("outcome", result.outcome.rawValue)
            $0.member("to", ifPresent: result.receiver)
            $0.member("cause", ifPresent: result.cause)
            $0.member("command", ifPresent: result.command)
            $0.member("verb", ifPresent: result.verb)
            $0.name("text")
            $0.string { AnswerLayout.lay(result.reply, buttons: false, into: &$0) }
            $0.name("items")
            $0.array { writer in
                // Few: a batch of fifty commands at most.
                let items = result.reply.touched
                for (number, item) in items.enumerated() where !items[..<number].contains(item) {
                    writer.string(item.description)
                }
            }
            if !result.reply.data.isEmpty {
                $0.name("data")
                $0.value(.object(result.reply.data))
            }
            $0.member("private", result.isPrivate)
            $0.member("code", ifPresent: result.code)
            $0.member("ref", ifPresent: result.ref)
            $0.member("ask", ifPresent: result.ask)
            $0.name("reply")
            $0.write(result.reply)
        }
    }

    private mutating func write(_ reply: Reply) {
        object {
            $0.member("headline", reply.headline)
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
                    for row in rows { $0.array { for cell in row { $0.string(cell) } } }
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

    private mutating func member(_ name: StaticString, _ text: RichText) {
        self.name(name)
        string(text)
    }

    private mutating func string(_ text: RichText) { string { for span in text.spans { $0.write(span) } } }
}

/// An answer's text, within a string.
extension JSONWriter: AnswerWriter {
    mutating func write(_ span: RichText.Span) {
        span.plainParts { if !writePlain($0) { write(SafeText.visible($0)) } }
    }
    mutating func writeCode(_ text: String) { write(SafeText.visible(text)) }
    mutating func endLine() { write("\n") }
}
