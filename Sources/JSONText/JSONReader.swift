// Reads JSON (RFC 8259) from bytes, strictly and with a bound on nesting.

/// What is wrong with a JSON text, and at which byte.
package struct JSONProblem: Error, Hashable, Sendable {
    package var reason: String
    package var offset: Int
}

extension JSON {
    /// Reads one JSON value that fills the bytes. Invalid UTF-8 in strings becomes U+FFFD.
    ///
    /// - Throws: `JSONProblem` for anything RFC 8259 does not allow, for nesting deeper than 64, and for a name that
    ///   an object repeats (a repeated name lets two readers disagree on what was said).
    package init(reading bytes: [UInt8]) throws(JSONProblem) {
        var reader = JSONReader(bytes: bytes)
        self = try reader.document()
    }

    package init(reading text: String) throws(JSONProblem) { try self.init(reading: Array(text.utf8)) }
}

/// A step into a JSON value.
package enum JSONStep: Hashable, Sendable {
    case name(String)
    case index(Int)
}

extension JSON {
    /// The byte at which the value at this path begins, or that of the last value on the way to it: where a reader of the
    /// text looks for what is wrong with it. Nil when the bytes are no JSON.
    package static func offset(of path: [JSONStep], in bytes: [UInt8]) -> Int? {
        var reader = JSONReader(bytes: bytes)
        return try? reader.offset(of: path[...])
    }
}

private struct JSONReader {
    let bytes: [UInt8]
    var index = 0
    static let maximumDepth = 64

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func document() throws(JSONProblem) -> JSON {
        let value = try value(depth: 0)
        skipSpace()
        guard index == bytes.count else { throw problem("text after the value") }
        return value
    }

    mutating func offset(of path: ArraySlice<JSONStep>) throws(JSONProblem) -> Int {
        skipSpace()
        let here = index
        guard let step = path.first, index < bytes.count else { return here }
        switch (step, bytes[index]) {
        case (.name(let wanted), UInt8(ascii: "{")):
            index += 1
            skipSpace()
            while index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
                let name = try string()
                skipSpace()
                _ = take(":")
                if name == wanted { return try offset(of: path.dropFirst()) }
                _ = try value(depth: 0)
                skipSpace()
                _ = take(",")
                skipSpace()
            }
        case (.index(let wanted), UInt8(ascii: "[")):
            index += 1
            for _ in 0..<wanted {
                _ = try value(depth: 0)
                skipSpace()
                guard take(",") else { return here }
            }
            return try offset(of: path.dropFirst())
        default: break
        }
        return here
    }

    private func problem(_ reason: String) -> JSONProblem { JSONProblem(reason: reason, offset: index) }

    private mutating func skipSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return
            }
        }
    }

    private mutating func value(depth: Int) throws(JSONProblem) -> JSON {
        guard depth < JSONReader.maximumDepth else { throw problem("nested too deeply") }
        skipSpace()
        guard index < bytes.count else { throw problem("the text ends too early") }
        switch bytes[index] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: String, _ value: JSON) throws(JSONProblem) -> JSON {
        guard bytes[index...].starts(with: word.utf8) else { throw problem("not a JSON value") }
        index += word.utf8.count
        return value
    }

    /// So many names are compared one by one: most objects have no more, and a set of them costs more than they do.
    private static let fewNames = 16

    private mutating func object(depth: Int) throws(JSONProblem) -> JSON {
        index += 1
        var members: [JSON.Member] = []
        var names: Set<String> = []
        skipSpace()
        if take("}") { return .object([]) }
        while true {
            skipSpace()
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw problem("expected a name") }
            let name = try string()
            if members.count == JSONReader.fewNames { names = Set(members.map(\.name)) }
            let isRepeated =
                members.count < JSONReader.fewNames
                ? members.contains { $0.name == name } : !names.insert(name).inserted
            guard !isRepeated else { throw problem("the name \"\(name)\" is repeated") }
            skipSpace()
            guard take(":") else { throw problem("expected a colon") }
            members.append(JSON.Member(name, try value(depth: depth + 1)))
            skipSpace()
            if take(",") { continue }
            guard take("}") else { throw problem("expected , or }") }
            return .object(members)
        }
    }

    private mutating func array(depth: Int) throws(JSONProblem) -> JSON {
        index += 1
        var values: [JSON] = []
        skipSpace()
        if take("]") { return .array([]) }
        while true {
            values.append(try value(depth: depth + 1))
            skipSpace()
            if take(",") { continue }
            guard take("]") else { throw problem("expected , or ]") }
            return .array(values)
        }
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard index < bytes.count, bytes[index] == UInt8(ascii: scalar) else { return false }
        index += 1
        return true
    }

    private mutating func string() throws(JSONProblem) -> String {
        index += 1
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\\") {
            guard bytes[index] >= 0x20 else { throw problem("a control character in a string") }
            index += 1
        }
        guard index < bytes.count else { throw problem("an unclosed string") }
        if bytes[index] == UInt8(ascii: "\"") {
            index += 1
            return String(decoding: bytes[start..<(index - 1)], as: UTF8.self)
        }
        var text = Array(bytes[start..<index])
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text.append(contentsOf: String(try escape()).utf8)
            case 0..<0x20: throw problem("a control character in a string")
            default: text.append(byte)
            }
        }
        throw problem("an unclosed string")
    }

    private mutating func escape() throws(JSONProblem) -> Unicode.Scalar {
        guard index < bytes.count else { throw problem("an unclosed string") }
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "u"):
            let unit = try hex()
            guard (0xD800...0xDBFF).contains(unit) else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
            guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u")
            else { return "\u{FFFD}" }
            let mark = index
            index += 2
            let low = try hex()
            guard (0xDC00...0xDFFF).contains(low) else {
                index = mark
                return "\u{FFFD}"
            }
            return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
        default: throw problem("an unknown escape")
        }
    }

    private mutating func hex() throws(JSONProblem) -> UInt32 {
        guard index + 4 <= bytes.count else { throw problem("an unclosed string") }
        var value: UInt32 = 0
        for byte in bytes[index..<(index + 4)] {
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x41...0x46: value = value << 4 | UInt32(byte - 0x41 + 10)
            case 0x61...0x66: value = value << 4 | UInt32(byte - 0x61 + 10)
            default: throw problem("an unknown escape")
            }
        }
        index += 4
        return value
    }

    private mutating func number() throws(JSONProblem) -> JSON {
        let start = index
        var isWhole = true
        _ = take("-")
        guard index < bytes.count, isDigit(bytes[index]) else { throw problem("not a JSON value") }
        if bytes[index] == UInt8(ascii: "0") { index += 1 } else { skipDigits() }
        if take(".") {
            isWhole = false
            guard index < bytes.count, isDigit(bytes[index]) else { throw problem("a number without its digits") }
            skipDigits()
        }
        if take("e") || take("E") {
            isWhole = false
            if !take("+") { _ = take("-") }
            guard index < bytes.count, isDigit(bytes[index]) else { throw problem("a number without its digits") }
            skipDigits()
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if isWhole, let whole = Int64(text) { return .int(whole) }
        guard let value = Double(text), value.isFinite else { throw problem("a number out of range") }
        return .double(value)
    }

    private mutating func skipDigits() { while index < bytes.count, isDigit(bytes[index]) { index += 1 } }
    private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
