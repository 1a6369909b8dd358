// Text with the few distinctions every platform can show.

package import ProgramModel
package import Quantities

/// A person as a reply mentions them: the renderer picks the identity of its platform.
package struct Mention: Hashable, Sendable {
    package var handle: String
    /// The names that platforms show for the first accounts, in their order; that of a later one may not be known.
    package var names: [String]
    package var identities: [Identity]
    package init(handle: String, names: [String], identities: [Identity]) {
        self.handle = handle
        self.names = names
        self.identities = identities
    }

    /// The name a platform shows for the person; nil when there is no account, or its name is not known.
    package func name(on platform: String) -> String? {
        zip(identities, names).first { $0.0.platform == platform }?.1
    }
}

/// Text in spans. Renderers escape it, and only they do.
package struct RichText: Hashable, Sendable {
    package enum Span: Hashable, Sendable {
        case plain(String)
        case strong(String)
        /// A whole line to say, set apart.
        case line(String)
        /// The slash that begins a command within a sentence. Where the platform has slash commands of its own, the bot's
        /// word stands after it: `/pm undo`.
        case slash
        case mention(Mention)

        /// The span without marks, in one piece or two; a mention as `@handle`.
        package func plainParts(_ take: (String) -> Void) {
            switch self {
            case .plain(let text), .strong(let text), .line(let text): take(text)
            case .slash: take("/")
            case .mention(let mention):
                take("@")
                take(mention.handle)
            }
        }
    }
    package var spans: [Span]

    package init(_ spans: [Span] = []) { self.spans = spans }
    package init(_ text: String) { spans = [.plain(text)] }

    package static func + (left: RichText, right: RichText) -> RichText {
        var text = left
        text += right
        return text
    }
    package static func += (left: inout RichText, right: RichText) {
        guard let first = right.spans.first, case .plain(let text) = first, left.isEnded,
            let rest = RichText.withoutSecondStop(text)
        else { return left.spans += right.spans }
        left.spans += [.plain(String(rest))] + right.spans.dropFirst()
    }

    /// Whether the text ends as a sentence does.
    private var isEnded: Bool {
        switch spans.last {
        case .plain(let text), .strong(let text), .line(let text): RichText.isEnded(text)
        case .slash, .mention, nil: false
        }
    }

    fileprivate static func isEnded(_ text: String) -> Bool { text.last.map { ".!?…".contains($0) } ?? false }

    /// What follows the full stop that ends a sentence; nil where the text begins with none. Somebody's words may have ended the
    /// sentence already, and then there is no second.
    fileprivate static func withoutSecondStop(_ text: String) -> Substring? {
        guard text.utf8.first == UInt8(ascii: "."), case let rest = text.dropFirst(),
            rest.first?.isWhitespace ?? true
        else { return nil }
        return rest
    }

    /// The text without marks; mentions as `@handle`.
    package var plain: String {
        if spans.count == 1, case .plain(let text) = spans[0] { return text }
        var plain = ""
        for span in spans { span.plainParts { plain += $0 } }
        return plain
    }

    /// How many lines the text takes.
    var lines: Int {
        var lines = 1
        for span in spans { span.plainParts { lines += $0.utf8.count { $0 == 0x0A } } }
        return lines
    }

    package var isEmpty: Bool { spans.allSatisfy { if case .plain(let text) = $0 { text.isEmpty } else { false } } }

    package static func strong(_ text: String) -> RichText { RichText([.strong(text)]) }
    /// A line to say, set apart: `/risk Vendor slips p4`.
    package static func line(_ text: String) -> RichText { RichText([.line(text)]) }
    /// A line to say, within a sentence.
    package static func said(_ text: String) -> RichText {
        text.utf8.first == UInt8(ascii: "/") ? RichText([.slash, .plain(String(text.dropFirst()))]) : RichText(text)
    }
}

extension RichText: ExpressibleByStringInterpolation {
    /// What stands in the source is ours, and a slash in it that begins a word begins a command; what is put in may be
    /// anybody's words, and is text.
    package struct StringInterpolation: StringInterpolationProtocol {
        private var closed: [Span] = []
        /// Plain text that is not yet a span: what comes next joins it, so that a renderer escapes it once.
        private var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            // What fits into a string's own sixteen bytes needs no other place.
            let capacity = literalCapacity + 8 * interpolationCount
            if capacity > 15 { text.reserveCapacity(capacity) }
        }

        var spans: [Span] {
            if text.isEmpty { return closed }
            return closed.isEmpty ? [.plain(text)] : closed + [.plain(text)]
        }

        private mutating func append(_ span: Span) {
            if !text.isEmpty {
                closed.append(.plain(text))
                text = ""
            }
            closed.append(span)
        }

        package mutating func appendLiteral(_ literal: String) {
            if isEnded, let rest = RichText.withoutSecondStop(literal) { return appendLiteral(String(rest)) }
            if literal.everyByte({ $0 != UInt8(ascii: "/") }) { return appendText(literal) }
            var rest = literal[...]
            while let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/")) {
                let after = rest.utf8.index(after: slash)
                appendText(String(rest[..<slash]))
                if isOpen, after == rest.endIndex || rest.utf8[after] | 0x20 &- 0x61 < 26 {
                    append(.slash)
                } else {
                    appendText("/")
                }
                rest = rest[after...]
            }
            appendText(String(rest))
        }
        /// Anybody's words stand on one line: below it, they would look like the bot's own.
        package mutating func appendInterpolation(_ text: String) {
            let isOneLine = text.everyByte { $0 != 0x0A && $0 != 0x0D }
            appendText(isOneLine ? text : String(text.map { $0.isNewline ? " " : $0 }))
        }
        package mutating func appendInterpolation(_ number: Int) { appendText(String(number)) }
        package mutating func appendInterpolation(_ id: ItemID) { appendText(id.description) }
        package mutating func appendInterpolation(_ key: ProjectKey) { appendText(key.text) }
        package mutating func appendInterpolation(_ mention: Mention) { append(.mention(mention)) }
        /// Plain text joins plain text here too: what is cut in pieces reads as if it were not.
        package mutating func appendInterpolation(_ text: RichText) {
            for span in text.spans {
                if case .plain(let text) = span { appendText(text) } else { append(span) }
            }
        }

        private mutating func appendText(_ text: String) { self.text += text }

        /// Whether what stands here ends as a sentence does.
        private var isEnded: Bool {
            guard text.isEmpty else { return RichText.isEnded(text) }
            return switch closed.last {
            case .plain(let text), .strong(let text), .line(let text): RichText.isEnded(text)
            case .slash, .mention, nil: false
            }
        }

        /// Whether a word may begin here.
        private var isOpen: Bool { text.utf8.last.map { " (\"\n".utf8.contains($0) } ?? closed.isEmpty }
    }
    package init(stringLiteral value: String) {
        var text = StringInterpolation(literalCapacity: 0, interpolationCount: 0)
        text.appendLiteral(value)
        spans = text.spans
    }
    package init(stringInterpolation: StringInterpolation) { spans = stringInterpolation.spans }
}

extension [RichText] {
    /// The texts with `separator` between them.
    package func joined(_ separator: String = ", ") -> RichText {
        var result = RichText()
        for (index, text) in enumerated() {
            if index > 0 { result += RichText(separator) }
            result += text
        }
        return result
    }
}
