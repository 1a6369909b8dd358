// Text of a file that does not say how it is encoded.

/// What programs write plain text as: UTF-8, UTF-16 behind its mark, or the characters of Windows.
enum TextDecoding {
    /// The file's text as UTF-8, without a byte order mark.
    ///
    /// - Throws: a `FileProblem` where it holds bytes that no text has.
    static func utf8(_ bytes: [UInt8]) throws(FileProblem) -> [UInt8] {
        let text = decoded(bytes)
        if let place = text.firstIndex(of: 0) {
            let line = text[..<place].reduce(into: 1) { count, byte in if byte == 0x0A { count += 1 } }
            throw FileProblem(
                row: line, "holds a NUL byte: it is no text, or UTF-16 without its mark; save it as UTF-8")
        }
        return text
    }

    private static func decoded(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return utf8OrWindows(Array(bytes.dropFirst(3))) }
        if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes) { low, high in UInt16(high) << 8 | UInt16(low) } }
        if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes) { high, low in UInt16(high) << 8 | UInt16(low) } }
        return utf8OrWindows(bytes)
    }

    private static func utf8OrWindows(_ bytes: [UInt8]) -> [UInt8] {
        String(validating: bytes, as: UTF8.self) == nil ? Array(WindowsLatin.text(bytes).utf8) : bytes
    }

    /// What is no pair becomes a replacement character, which a person sees.
    private static func utf16(_ bytes: [UInt8], _ unit: (UInt8, UInt8) -> UInt16) -> [UInt8] {
        let units = stride(from: 2, to: bytes.count - 1, by: 2).map { unit(bytes[$0], bytes[$0 + 1]) }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }
}
