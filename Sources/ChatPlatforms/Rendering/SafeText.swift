// Text that shows as it reads.

enum SafeText {
    /// Without control characters and bidirectional overrides, which could make a line read as another.
    static func visible(_ text: String) -> String {
        if isPlain(text) { return text }
        guard text.unicodeScalars.contains(where: isHidden) else { return text }
        var kept = String.UnicodeScalarView()
        kept.append(contentsOf: text.unicodeScalars.filter { !isHidden($0) })
        return String(kept)
    }

    /// Whether a text is printable ASCII and line ends, and so has nothing to hide. Every byte is looked at, since a loop
    /// without a way out looks at sixteen at once.
    private static func isPlain(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var others: UInt8 = 0
            for byte in bytes { others |= byte &- 0x20 < 0x5F || byte == 0x0A ? 0 : 1 }
            return others == 0
        }
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A: false
        case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
