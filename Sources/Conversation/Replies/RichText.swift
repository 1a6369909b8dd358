// Text with the few distinctions every platform can show.

package import ProgramModel
package import Quantities

/// A person as a reply mentions them: the renderer picks the identity of its platform.
package struct Mention: Hashable, Sendable {
    package var handle: String
    /// The name the person's own platform shows.
    package var name: String
    package var identities: [Identity]
    package init(handle: String, name: String, identities: [Identity]) {
        self.handle = handle
        self.name = name
        self.identities = identities
    }
}

/// Text in spans. Renderers escape it, and only they do.
package struct RichText: Hashable, Sendable {
    package enum Span: Hashable, Sendable {
        case plain(String)
        case strong(String)
        case code(String)
        case mention(Mention)
    }
    package var spans: [Span]

    package init(_ spans: [Span] = []) { self.spans = spans }
    package init(_ text: String) { spans = [.plain(text)] }

    package static func + (left: RichText, right: RichText) -> RichText { RichText(left.spans + right.spans) }
    package static func += (left: inout RichText, right: RichText) { left.spans += right.spans }

    /// The text without marks; mentions as `@handle`.
    package var plain: String {
        spans.reduce(into: "") { plain, span in
            switch span {
            case .plain(let text), .strong(let text), .code(let text): plain += text
            case .mention(let mention): plain += "@" + mention.handle
            }
        }
    }

    package var isEmpty: Bool { spans.allSatisfy { if case .plain(let text) = $0 { text.isEmpty } else { false } } }

    package static func strong(_ text: String) -> RichText { RichText([.strong(text)]) }
    package static func code(_ text: String) -> RichText { RichText([.code(text)]) }
}

extension RichText: ExpressibleByStringInterpolation {
    package struct StringInterpolation: StringInterpolationProtocol {
        var spans: [Span] = []
        package init(literalCapacity: Int, interpolationCount: Int) {}
        /// Plain text joins the plain text before it: a renderer escapes it once.
        package mutating func appendLiteral(_ literal: String) {
            guard !literal.isEmpty else { return }
            guard case .plain(var before)? = spans.last else { return spans.append(.plain(literal)) }
            spans.removeLast()
            before += literal
            spans.append(.plain(before))
        }
        package mutating func appendInterpolation(_ text: String) { appendLiteral(text) }
        package mutating func appendInterpolation(_ number: Int) { appendLiteral(String(number)) }
        package mutating func appendInterpolation(_ id: ItemID) { appendLiteral(id.description) }
        package mutating func appendInterpolation(_ key: ProjectKey) { appendLiteral(key.text) }
        package mutating func appendInterpolation(_ mention: Mention) { spans.append(.mention(mention)) }
        package mutating func appendInterpolation(_ text: RichText) { spans += text.spans }
    }
    package init(stringLiteral value: String) { self.init(value) }
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
