// How the model words its facts: text with people and days in it, which replies show in their reader's way.

package import Quantities

/// Words of the model, such as a slot's name: people and days in it are values until a reply shows them.
package struct Wording: Hashable, Sendable {
    package enum Part: Hashable, Sendable {
        case text(String)
        case person(PersonID)
        case day(CalendarDate)
        /// A line somebody could say: `/undo`.
        case said(String)
    }
    package var parts: [Part] = []

    package init(_ parts: [Part]) { self.parts = parts }
    /// A line somebody could say, such as a command.
    package static func said(_ line: String) -> Wording { Wording([.said(line)]) }
}

extension Wording: ExpressibleByStringInterpolation {
    package struct StringInterpolation: StringInterpolationProtocol {
        var parts: [Part] = []

        package init(literalCapacity: Int, interpolationCount: Int) {}
        package mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { parts.append(.text(literal)) }
        }
        package mutating func appendInterpolation(_ text: String) { appendLiteral(text) }
        package mutating func appendInterpolation(_ number: Int) { appendLiteral(String(number)) }
        package mutating func appendInterpolation(_ key: ProjectKey) { appendLiteral(key.text) }
        package mutating func appendInterpolation(_ id: ItemID) { appendLiteral(id.description) }
        package mutating func appendInterpolation(_ person: PersonID) { parts.append(.person(person)) }
        package mutating func appendInterpolation(_ day: CalendarDate) { parts.append(.day(day)) }
        package mutating func appendInterpolation(_ wording: Wording) { parts += wording.parts }
    }

    package init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }
    package init(stringLiteral text: String) { parts = text.isEmpty ? [] : [.text(text)] }
}
