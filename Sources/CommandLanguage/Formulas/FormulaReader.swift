// Reads formulas as they are written in a register: ends - today, count(evidence where left >= 0).

package import FieldTypes

/// What is wrong with a formula as it is written.
package struct FormulaProblem: Error, Hashable, Sendable {
    package var expected: String
}

/// Reads formulas.
///
///     formula := both { "or" both }
///     both    := side { "and" side }
///     side    := "not" side | sum [ ("=" | "<" | "<=" | ">" | ">=") sum ]
///     sum     := product { ("+" | "-") product }
///     product := value { ("*" | "/") value }
///     value   := "-" value | number | 'text' | today | none | name | name "(" … ")" | "(" formula ")"
///
/// Of related records: `count(RELATION [where formula])`, `sum(formula of RELATION [where formula])`, and so `average`, `least`
/// and `most`. A minus stands between spaces: `next-contact` is one name.
package struct FormulaReader {
    private var tokens: [Token]
    private var index = 0
    private var depth = 0

    private enum Token: Hashable {
        case number(Double)
        case text(String)
        case name(String)
        case sign(String)

        var said: String {
            switch self {
            case .number(let number): "\(number)"
            case .text(let text): "'\(text)'"
            case .name(let name): name
            case .sign(let sign): sign
            }
        }
    }

    /// - Throws: `FormulaProblem` that says what was expected.
    package static func read(_ text: String) throws(FormulaProblem) -> Formula {
        var reader = FormulaReader(tokens: try tokens(text))
        let formula = try reader.formula()
        if let rest = reader.next { throw FormulaProblem(expected: "an end or an operator before \(rest.said)") }
        return formula
    }

    private init(tokens: [Token]) { self.tokens = tokens }

    private var next: Token? { index < tokens.count ? tokens[index] : nil }

    /// Takes the next token where it is this word or sign.
    private mutating func take(_ said: String) -> Bool {
        guard next == .name(said) || next == .sign(said) else { return false }
        index += 1
        return true
    }

    private mutating func need(_ said: String) throws(FormulaProblem) {
        guard take(said) else {
            throw FormulaProblem(expected: "\(said) " + (next.map { "before \($0.said)" } ?? "at the end"))
        }
    }

    private mutating func formula() throws(FormulaProblem) -> Formula {
        depth += 1
        defer { depth -= 1 }
        guard depth < 32 else { throw FormulaProblem(expected: "fewer brackets in one another") }
        var left = try both()
        while take("or") { left = .or(left, try both()) }
        return left
    }

    private mutating func both() throws(FormulaProblem) -> Formula {
        var left = try side()
        while take("and") { left = .and(left, try side()) }
        return left
    }

    private mutating func side() throws(FormulaProblem) -> Formula {
        if take("not") { return .not(try side()) }
        let left = try sum()
        for (sign, comparison) in FormulaReader.comparisons where take(sign) {
            return .compare(left, comparison, try sum())
        }
        return left
    }
    private static let comparisons: [(String, Comparison)] = [
        ("=", .equal), ("<=", .atMost), (">=", .atLeast), ("<", .less), (">", .more),
    ]

    private mutating func sum() throws(FormulaProblem) -> Formula {
        var left = try product()
        while true {
            if take("+") {
                left = .arithmetic(left, .plus, try product())
            } else if take("-") {
                left = .arithmetic(left, .minus, try product())
            } else {
                return left
            }
        }
    }

    private mutating func product() throws(FormulaProblem) -> Formula {
        var left = try value()
        while true {
            if take("*") {
                left = .arithmetic(left, .times, try value())
            } else if take("/") {
                left = .arithmetic(left, .divided, try value())
            } else {
                return left
            }
        }
    }

    private mutating func value() throws(FormulaProblem) -> Formula {
        if take("-") { return .negated(try value()) }
        if take("(") {
            let inner = try formula()
            try need(")")
            return inner
        }
        guard let token = next else { throw FormulaProblem(expected: "a value at the end") }
        index += 1
        switch token {
        case .number(let number): return .number(number)
        case .text(let text): return .text(text)
        case .sign(let sign): throw FormulaProblem(expected: "a value before \(sign)")
        case .name(let name):
            if take("(") { return try called(name) }
            switch name {
            case "today": return .today
            case "none": return .nothing
            default: return .field(name)
            }
        }
    }

    private mutating func called(_ name: String) throws(FormulaProblem) -> Formula {
        if let gathering = Formula.Gathering(rawValue: name), let over = try gathered(gathering) { return over }
        guard let function = FormulaFunction(rawValue: name) else {
            let names = (FormulaFunction.allCases.map(\.rawValue) + ["count", "sum", "average"]).joined(separator: ", ")
            throw FormulaProblem(expected: "one of \(names) before a bracket; there is no \(name)")
        }
        var arguments = [try formula()]
        while take(",") { arguments.append(try formula()) }
        try need(")")
        guard function.arguments.contains(arguments.count) else {
            throw FormulaProblem(expected: "\(function.arguments.lowerBound) values in \(name)(…)")
        }
        return .call(function, arguments)
    }

    /// `count(evidence where …)`, `sum(cost of deliverables)`; nil where the values of one record are meant.
    private mutating func gathered(_ gathering: Formula.Gathering) throws(FormulaProblem) -> Formula? {
        let start = index
        var of: Formula?
        if gathering != .count {
            of = try formula()
            guard take("of") else {
                if gathering == .least || gathering == .most {
                    index = start
                    return nil
                }
                throw FormulaProblem(expected: "of and a relation, such as \(gathering.rawValue)(cost of deliverables)")
            }
        }
        guard case .name(let relation)? = next else {
            throw FormulaProblem(expected: "a relation in \(gathering.rawValue)(…)")
        }
        index += 1
        let condition = take("where") ? try formula() : nil
        try need(")")
        return .over(gathering, relation: relation, of: of, where: condition)
    }

    // MARK: Tokens

    private static func tokens(_ text: String) throws(FormulaProblem) -> [Token] {
        var tokens: [Token] = []
        var rest = text[...]
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else if first == "'" || first == "\"" {
                rest.removeFirst()
                guard let end = rest.firstIndex(of: first) else {
                    throw FormulaProblem(expected: "a closing \(first)")
                }
                tokens.append(.text(String(rest[..<end])))
                rest = rest[rest.index(after: end)...]
            } else if first.isASCII, first.isNumber {
                let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
                guard let number = Double(digits) else { throw FormulaProblem(expected: "a number for \(digits)") }
                tokens.append(.number(number))
                rest = rest[digits.endIndex...]
            } else if first.isASCII, first.isLetter {
                var end = rest.startIndex
                while end < rest.endIndex, isPart(of: rest, end) { end = rest.index(after: end) }
                tokens.append(.name(rest[..<end].lowercased()))
                rest = rest[end...]
            } else {
                let two = String(rest.prefix(2))
                let sign = ["<=", ">="].contains(two) ? two : String(first)
                guard sign.count == 2 || "+-*/=<>(),".contains(first) else {
                    throw FormulaProblem(expected: "no \(first) in a formula")
                }
                tokens.append(.sign(sign))
                rest = rest.dropFirst(sign.count)
            }
        }
        return tokens
    }

    /// Letters, digits, and a dash with a letter or digit straight after it.
    private static func isPart(of text: Substring, _ place: Substring.Index) -> Bool {
        let character = text[place]
        if character.isASCII, character.isLetter || character.isNumber { return true }
        let next = text.index(after: place)
        return character == "-" && next < text.endIndex && text[next].isASCII
            && (text[next].isLetter || text[next].isNumber)
    }
}
