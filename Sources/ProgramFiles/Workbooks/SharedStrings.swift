// The texts of a workbook, which its cells point to.

/// Joins the pieces of rich text; the readings of Japanese characters are no part of it.
struct RichText {
    private(set) var text = ""
    private var readings = 0

    mutating func began(_ name: String) { if name == "rPh" { readings += 1 } }

    mutating func ended(_ name: String, _ piece: XMLText) {
        if name == "rPh" { readings -= 1 }
        if name == "t", readings == 0 { text += RichText.plain(piece.string) }
    }

    /// With the characters that XML cannot hold and that are written as `_x000D_`.
    static func plain(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
        var plain = ""
        var rest = text[...]
        while let mark = rest.firstIndex(of: "_") {
            plain += rest[..<mark]
            rest = rest[mark...]
            let code = rest.prefix(7)
            let digits = code.dropFirst(2).dropLast()
            if code.count == 7, code.hasPrefix("_x"), code.hasSuffix("_"), digits.allSatisfy(\.isHexDigit),
                let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value), value > 0
            {
                plain.unicodeScalars.append(scalar)
                rest = rest.dropFirst(7)
            } else {
                plain += "_"
                rest = rest.dropFirst()
            }
        }
        return plain + rest
    }
}

final class SharedStrings: XMLListener {
    private(set) var strings: [String] = []
    private var current = RichText()

    func began(_ name: String, _ attributes: XMLAttributes) {
        if name == "si" { current = RichText() }
        current.began(name)
    }

    func ended(_ name: String, _ text: XMLText) {
        current.ended(name, text)
        if name == "si" { strings.append(current.text) }
    }
}
