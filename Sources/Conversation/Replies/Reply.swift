// A platform-free answer document.

package import JSONText
package import Quantities

/// What is answered: a headline, blocks, and what to say next.
package struct Reply: Hashable, Sendable {
    package enum Block: Hashable, Sendable {
        case text(RichText)
        case facts([Fact])
        case list([Line])
        case table(header: [String], rows: [[RichText]])
        /// Fixed-width text: a heat map.
        case code(String)
    }

    package struct Fact: Hashable, Sendable {
        package var name: String
        package var value: RichText
        package init(_ name: String, _ value: RichText) {
            self.name = name
            self.value = value
        }
    }

    /// One line of a list, with a mark that says how it stands.
    package struct Line: Hashable, Sendable {
        package enum Mark: String, Sendable {
            case none = ""
            case bullet = "•"
            case bad = "✗"
            case warning = "△"
            case good = "✓"
        }
        package var mark: Mark
        package var text: RichText
        package init(_ mark: Mark, _ text: RichText) {
            self.mark = mark
            self.text = text
        }
    }

    /// A next command; a button where the platform has them.
    package struct Suggestion: Hashable, Sendable {
        package var label: String
        package var command: String
        package var isButton: Bool
        package init(_ label: String, _ command: String, isButton: Bool = false) {
            self.label = label
            self.command = command
            self.isButton = isButton
        }
        package init(_ command: String) { self.init(command, command) }
    }

    package var headline: RichText
    package var blocks: [Block]
    package var suggestions: [Suggestion]
    package var touched: [ItemID]
    /// What `/more` shows: the long form of a reply that is an overview.
    package var details: [Block] = []
    /// The answer's figures by name, for programs that read it; a person reads the blocks.
    package var data: [JSON.Member]

    package init(
        _ headline: RichText, blocks: [Block] = [], suggestions: [Suggestion] = [], touched: [ItemID] = [],
        data: [JSON.Member] = []
    ) {
        self.headline = headline
        self.blocks = blocks
        self.suggestions = suggestions
        self.touched = touched
        self.data = data
    }

    /// The reply with a line of text added.
    package mutating func add(_ text: RichText) { blocks.append(.text(text)) }
    package mutating func suggest(_ command: String) { suggestions.append(Suggestion(command)) }

    /// The lines a block takes.
    static func lines(_ block: Block) -> Int {
        switch block {
        case .text(let text): text.lines
        case .facts(let facts): facts.count
        case .list(let lines): lines.count
        case .table(_, let rows): rows.count + 1
        case .code(let code): 1 + code.utf8.count { $0 == 0x0A }
        }
    }

    /// How many lines there are below the headline.
    var lineCount: Int { blocks.map(Reply.lines).reduce(0, +) }

    /// The first `limit` lines, and the rest for `/more`; nil when all fits. Blocks are cut between lines only.
    package func paged(_ limit: Int) -> (page: Reply, rest: Reply)? {
        guard 1 + lineCount > limit else { return nil }
        var left = limit - 2
        var page: [Block] = []
        var cut: [Block] = []
        for block in blocks {
            let lines = Reply.lines(block)
            if !cut.isEmpty {
                cut.append(block)
            } else if lines <= left {
                page.append(block)
                left -= lines
            } else {
                switch block {
                case .list(let list) where left > 0:
                    page.append(.list(Array(list.prefix(left))))
                    cut.append(.list(Array(list.dropFirst(left))))
                case .facts(let facts) where left > 0:
                    page.append(.facts(Array(facts.prefix(left))))
                    cut.append(.facts(Array(facts.dropFirst(left))))
                case .table(let header, let rows) where left > 2:
                    page.append(.table(header: header, rows: Array(rows.prefix(left - 1))))
                    cut.append(.table(header: header, rows: Array(rows.dropFirst(left - 1))))
                default: cut.append(block)
                }
                left = 0
            }
        }
        let rest = Reply("More:", blocks: cut, suggestions: suggestions, touched: touched)
        var shown = Reply(headline, blocks: page, suggestions: suggestions, touched: touched, data: data)
        shown.suggestions.append(Suggestion("\(rest.lineCount) more", "/more"))
        return (shown, rest)
    }
}

/// What became of one command.
package struct CommandResult: Sendable {
    package enum Outcome: String, Sendable { case done, answer, asks, usage, refused, fault, told, due }
    package var outcome: Outcome
    package var command: String?
    package var verb: String?
    package var reply: Reply
    /// For the caller's eyes: reads and problems in rooms.
    package var isPrivate: Bool
    /// A stable word for a problem: `unknown-command`.
    package var code: String?
    /// For a fault: what the operator finds in the log.
    package var ref: String?
    /// For a proposal: `ASK-7`.
    package var ask: String?
    /// For what answers nothing: whom it is for, and the message that caused it.
    package var receiver: String?
    package var cause: String?
    /// Whether it took back or brought back what was done before.
    var isOfTheUndone = false

    package init(
        outcome: Outcome, command: String? = nil, verb: String? = nil, reply: Reply, isPrivate: Bool,
        code: String? = nil, ref: String? = nil, ask: String? = nil
    ) {
        self.outcome = outcome
        self.command = command
        self.verb = verb
        self.reply = reply
        self.isPrivate = isPrivate
        self.code = code
        self.ref = ref
        self.ask = ask
    }

    package var isOK: Bool {
        switch outcome {
        case .done, .answer, .asks, .told, .due: true
        case .usage, .refused, .fault: false
        }
    }
}

/// Everything a message is answered with.
package struct MessageAnswer: Sendable {
    package var results: [CommandResult]
    package init(_ results: [CommandResult]) { self.results = results }
}

/// What one platform is sent, whole.
package struct Payload: Hashable, Sendable {
    package var bytes: [UInt8]
    /// For the caller alone, where the platform can do that.
    package var isPrivate: Bool
    package init(_ bytes: [UInt8], isPrivate: Bool) {
        self.bytes = bytes
        self.isPrivate = isPrivate
    }
}

/// Turns answers into what one platform shows: pure and total.
package protocol ReplyRenderer: Sendable {
    /// The payloads, in order: the first fits the HTTP response, the rest are posted after it. Never empty.
    func payloads(for answer: MessageAnswer, context: [String: String]) -> [Payload]
    /// All payloads in one response, for a platform that cannot be posted to.
    func combined(_ payloads: [Payload]) -> [UInt8]
    var contentType: String { get }
}

extension ReplyRenderer {
    package func combined(_ payloads: [Payload]) -> [UInt8] {
        payloads.count == 1 ? payloads[0].bytes : Array(payloads.map(\.bytes).joined())
    }
}
