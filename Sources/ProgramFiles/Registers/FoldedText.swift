// Text made alike, so that what people write in many ways is one.

/// Text in lower case, without accents, marks that do not print, and double blanks.
enum FoldedText {
    /// A cell, ready to be compared with words of ours.
    static func cell(_ text: some StringProtocol) -> String { folded(text, isHead: false) }

    /// The name of a column: what only parts its words is a blank, and what stands in brackets is left out.
    static func head(_ text: some StringProtocol) -> String { folded(text, isHead: true) }

    /// What stands in brackets of a name, as written.
    static func brackets(_ text: String) -> String {
        var depth = 0
        var inside = ""
        for character in text {
            if "([{".contains(character) {
                depth += 1
            } else if ")]}".contains(character) {
                depth = max(0, depth - 1)
                inside.append(" ")
            } else if depth > 0 {
                inside.append(character)
            }
        }
        return inside.trimmed
    }

    private static func folded(_ text: some StringProtocol, isHead: Bool) -> String {
        if let plain = text.utf8.withContiguousStorageIfAvailable({ plainFolded($0, isHead: isHead) }) ?? nil {
            return plain
        }
        var result = ""
        var depth = 0
        var isBlank = true
        for scalar in text.unicodeScalars {
            if isHead, isBracket(scalar, &depth) || depth > 0 { continue }
            let value = scalar.value
            guard !isSilent(value), !(isHead && scalar == "*") else { continue }
            if scalar.properties.isWhitespace || isHead && parts.contains(scalar) {
                if !isBlank { result.append(" ") }
                isBlank = true
                continue
            }
            isBlank = false
            if value < 0x80 {
                result.unicodeScalars.append(
                    value >= 0x41 && value <= 0x5A ? Unicode.Scalar(UInt8(value) + 0x20) : scalar)
            } else if (0xFF01...0xFF5E).contains(value), let narrow = Unicode.Scalar(value - 0xFEE0) {
                result += narrow.properties.lowercaseMapping
            } else {
                let lower = scalar.properties.lowercaseMapping
                result += lower.unicodeScalars.first.flatMap { plain[$0] } ?? lower
            }
        }
        if result.last == " " { result.removeLast() }
        return result
    }

    /// Most text is of ASCII alone; nil for other text.
    private static func plainFolded(_ bytes: UnsafeBufferPointer<UInt8>, isHead: Bool) -> String? {
        guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
        return String(unsafeUninitializedCapacity: bytes.count) { buffer in
            var count = 0
            var depth = 0
            var isBlank = true
            for byte in bytes {
                if isHead, isBracket(Unicode.Scalar(byte), &depth) || depth > 0 || byte == UInt8(ascii: "*") {
                    continue
                }
                let isPart =
                    byte == 0x20 || (0x09...0x0D).contains(byte) || isHead && parts.contains(Unicode.Scalar(byte))
                if !isPart {
                    buffer[count] = (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
                    count += 1
                } else if !isBlank {
                    buffer[count] = 0x20
                    count += 1
                }
                isBlank = isPart
            }
            return count > 0 && isBlank ? count - 1 : count
        }
    }

    private static func isBracket(_ scalar: Unicode.Scalar, _ depth: inout Int) -> Bool {
        switch scalar {
        case "(", "[", "{": depth += 1
        case ")", "]", "}": depth = max(0, depth - 1)
        default: return false
        }
        return true
    }

    /// Marks of width none, of direction and of order, and accents that stand on their own.
    private static func isSilent(_ value: UInt32) -> Bool {
        (0x200B...0x200F).contains(value) || value == 0x2060 || value == 0xFEFF || value == 0xAD
            || (0x300...0x36F).contains(value)
    }

    private static let parts: Set<Unicode.Scalar> = ["_", "-", ".", "/", "\\", "'", "’", ":", ",", "?", "–", "—", "|"]

    private static let plain: [Unicode.Scalar: String] = {
        let rows = [
            ("a", "àáâãäåā"), ("ae", "æ"), ("c", "çćč"), ("d", "ď"), ("e", "èéêëēęě"), ("i", "ìíîïī"), ("l", "ł"),
            ("n", "ñńň"), ("o", "òóôõöøōº°"), ("oe", "œ"), ("r", "ř"), ("s", "śš"), ("ss", "ß"), ("t", "ť"),
            ("u", "ùúûüūů"), ("y", "ýÿ"), ("z", "źżž"),
        ]
        var table: [Unicode.Scalar: String] = [:]
        for (letter, accented) in rows { for scalar in accented.unicodeScalars { table[scalar] = letter } }
        return table
    }()
}

extension StringProtocol {
    /// Without white space and marks that do not print, at either end.
    var trimmed: String {
        // Seen in its first and last byte, mostly.
        let ends = [unicodeScalars.first, unicodeScalars.last]
        if ends.allSatisfy({ $0.map { ("!"..."~").contains($0) } ?? false }) {
            return String(self)
        }
        let isNone = { (character: Character) in
            character.isBlank || character == "\u{200B}" || character == "\u{FEFF}"
        }
        guard let first = firstIndex(where: { !isNone($0) }), let last = lastIndex(where: { !isNone($0) }) else {
            return ""
        }
        return String(self[first...last])
    }

    /// The words of folded text.
    var words: [SubSequence] { split(separator: " ") }
}

/// As the library's properties of the same meaning, which look every character up.
extension Character {
    private var plain: UInt8? {
        guard utf8.count == 1 else { return nil }
        return utf8.first
    }
    var isBlank: Bool { plain.map { $0 == 0x20 || (0x09...0x0D).contains($0) } ?? isWhitespace }
    var isDigit: Bool { plain.map { (0x30...0x39).contains($0) } ?? isWholeNumber }
    var isOfWord: Bool { plain.map { (0x41...0x5A).contains($0 & 0xDF) } ?? isLetter }
}
