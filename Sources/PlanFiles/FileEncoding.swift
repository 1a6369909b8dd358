// How the text of a file is coded: UTF-8, with or without a byte order mark; anything else is refused by its name.

enum FileEncoding {
    /// The bytes without their byte order mark.
    ///
    /// - Throws: `PlanFileProblem` for UTF-16 and UTF-32, which begin with a mark or have a zero in every character.
    static func unmarked(_ bytes: [UInt8]) throws(PlanFileProblem) -> [UInt8] {
        let marks: KeyValuePairs<[UInt8], String> = [
            [0xFF, 0xFE, 0, 0]: "UTF-32", [0, 0, 0xFE, 0xFF]: "UTF-32", [0xFF, 0xFE]: "UTF-16", [0xFE, 0xFF]: "UTF-16",
        ]
        let marked = marks.first { bytes.starts(with: $0.key) }?.value
        let zeros = bytes.prefix(4).map { $0 == 0 }
        let unmarked =
            zeros.count > 1 && zeros.contains(true) ? (zeros.dropFirst().allSatisfy { $0 } ? "UTF-32" : "UTF-16") : nil
        if let name = marked ?? unmarked {
            throw PlanFileProblem(line: nil, reason: "the file is coded in \(name); save it as UTF-8")
        }
        return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    /// The bytes of a JSON text without their byte order mark.
    ///
    /// - Throws: `PlanFileProblem` with the line of the first byte that is no UTF-8, or of half a surrogate pair: to replace
    ///   them would make one name of two.
    static func json(_ bytes: [UInt8]) throws(PlanFileProblem) -> [UInt8] {
        let text = try unmarked(bytes)
        if let offset = firstInvalid(text) {
            let byte = String(text[offset], radix: 16, uppercase: true)
            throw PlanFileProblem(
                line: text.line(at: offset),
                reason: "the byte \(byte) is no UTF-8 (the file may be Latin-1 or Windows-1252); save it as UTF-8")
        }
        if let offset = firstLoneSurrogate(text) {
            let escape = String(decoding: text[offset..<min(offset + 6, text.count)], as: UTF8.self)
            throw PlanFileProblem(
                line: text.line(at: offset),
                reason: "\(escape) is half a surrogate pair, which stands for no character")
        }
        return text
    }

    /// Where the first byte is that is not part of well-formed UTF-8.
    private static func firstInvalid(_ bytes: [UInt8]) -> Int? {
        guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
        var low = 0
        var high = bytes.count
        // The longest beginning that is well-formed, up to the rest of one character.
        while low < high {
            let middle = (low + high + 1) / 2
            let isWhole = (0...3).contains { cut in
                cut <= middle && String(validating: bytes[..<(middle - cut)], as: UTF8.self) != nil
            }
            if isWhole { low = middle } else { high = middle - 1 }
        }
        return (0...3).lazy.map { low - $0 }.first {
            $0 >= 0 && $0 < bytes.count && String(validating: bytes[..<$0], as: UTF8.self) != nil
        }
    }

    /// Where the first `\uD800` to `\uDFFF` is without its other half.
    private static func firstLoneSurrogate(_ bytes: [UInt8]) -> Int? {
        func unit(at index: Int) -> UInt16? {
            guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u")
            else {
                return nil
            }
            return UInt16(String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
        }
        var index = 0
        while let next = bytes[index...].firstIndex(of: UInt8(ascii: "\\")) {
            index = next + 2
            guard let first = unit(at: next), (0xD800...0xDFFF).contains(first) else {
                guard index < bytes.count else { return nil }
                continue
            }
            guard first < 0xDC00, let second = unit(at: next + 6), (0xDC00...0xDFFF).contains(second) else {
                return next
            }
            index = next + 12
            guard index < bytes.count else { return nil }
        }
        return nil
    }
}

/// Text of a file as a terminal may have it: what would steer it, or turn the direction of writing, is spelled out.
package func printable(_ text: String) -> String {
    // Most text is plain, and long reports are too.
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
    guard text.unicodeScalars.contains(where: isSteering) else { return text }
    return text.unicodeScalars.reduce(into: "") { printable, scalar in
        guard isSteering(scalar) else { return printable.unicodeScalars.append(scalar) }
        for unit in String(scalar).utf16 {
            let digits = String(unit, radix: 16)
            printable += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
    }
}

/// Controls, line and paragraph separators, and invisible signs but those that join and part letters.
private func isSteering(_ scalar: Unicode.Scalar) -> Bool {
    if (0x20..<0x7F).contains(scalar.value) { return false }
    return switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    case .format: scalar.value != 0x200C && scalar.value != 0x200D
    default: false
    }
}
