// Prints JSON (RFC 8259) with no spaces and one spelling for every value.

extension JSON {
    /// The value as JSON text: no spaces, members in their order, `/` not escaped, control characters as `\u00XX`.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The bytes of ``text``.
    package var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.value(self)
        return writer.bytes
    }
}

/// Writes values as they come, where there is no need to hold them as one ``JSON`` first.
package struct JSONWriter {
    /// What was written so far.
    package private(set) var bytes: [UInt8] = []
    /// Whether a comma belongs before the next member or element.
    private var needsComma = false

    package init() { bytes.reserveCapacity(512) }

    /// Writes an object with the members that `members` writes.
    package mutating func object(_ members: (inout JSONWriter) -> Void) {
        open("{")
        members(&self)
        close("}")
    }

    /// Writes an array with the elements that `elements` writes.
    package mutating func array(_ elements: (inout JSONWriter) -> Void) {
        open("[")
        elements(&self)
        close("]")
    }

    /// Begins a member: its value is written next. The name is the program's own, and has nothing to escape.
    package mutating func name(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        endName()
    }

    private mutating func endName() {
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    package mutating func member(_ name: StaticString, _ text: String) {
        self.name(name)
        string(text)
    }
    package mutating func member(_ name: StaticString, _ value: Bool) {
        self.name(name)
        bool(value)
    }
    /// Nothing when there is no text.
    package mutating func member(_ name: StaticString, ifPresent text: String?) {
        if let text { member(name, text) }
    }

    package mutating func string(_ text: String) { string { $0.write(text) } }

    /// Writes a string whose text `pieces` writes, piece by piece.
    package mutating func string(_ pieces: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        pieces(&self)
        bytes.append(UInt8(ascii: "\""))
    }

    package mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }

    package mutating func value(_ value: JSON) {
        switch value {
        case .null: literal("null")
        case .bool(let value): bool(value)
        case .int(let value): literal(String(value))
        // JSON has no NaN and no infinity; a value that is not a number is absent.
        case .double(let value): literal(value.isFinite ? "\(value)" : "null")
        case .string(let text): string(text)
        case .array(let values): array { for value in values { $0.value(value) } }
        case .object(let members):
            object { writer in
                for member in members {
                    writer.string(member.name)
                    writer.endName()
                    writer.value(member.value)
                }
            }
        }
    }

    /// Ends what was written with a line end, so that another value may follow.
    package mutating func endValue() {
        bytes.append(0x0A)
        needsComma = false
    }

    private mutating func literal(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func open(_ bracket: Unicode.Scalar) {
        separate()
        bytes.append(UInt8(ascii: bracket))
        needsComma = false
    }

    private mutating func close(_ bracket: Unicode.Scalar) {
        bytes.append(UInt8(ascii: bracket))
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    /// Writes more of a string.
    package mutating func write(_ text: String) {
        if writePlain(text) { return }
        var text = text
        text.withUTF8 { text in
            // Whole stretches between what needs escaping.
            var start = 0
            for index in text.indices where JSONWriter.needsEscape(text[index]) {
                bytes.append(contentsOf: text[start..<index])
                escaped(text[index])
                start = index + 1
            }
            bytes.append(contentsOf: text[start...])
        }
    }

    /// Writes more of a string where it is printable ASCII with nothing to escape, as most is; else writes nothing.
    ///
    /// - Returns: whether it was written.
    package mutating func writePlain(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { text in
            // Every byte is looked at: a loop without a way out looks at sixteen at once.
            var others: UInt8 = 0
            for byte in text { others |= JSONWriter.needsEscape(byte) || byte >= 0x80 ? 1 : 0 }
            if others == 0 { bytes.append(contentsOf: text) }
            return others == 0
        }
    }

    @inline(__always)
    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escaped(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        default:
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(JSONWriter.hexDigits[Int(byte >> 4)])
            bytes.append(JSONWriter.hexDigits[Int(byte & 15)])
        }
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)
}
