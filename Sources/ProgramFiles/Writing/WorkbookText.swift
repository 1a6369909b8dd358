// Text as a workbook holds it: within the limits of its programs, and with every character.

package enum WorkbookText {
    /// What a cell holds, as UTF-16 counts.
    package static let most = 32_767

    /// The text as it stands in the file: what XML cannot hold is written as `_x0007_`, and what reads like that is told
    /// from it. Longer than a cell holds, it is cut and ends by saying so.
    package static func cell(_ text: String) -> String {
        let whole = escaped(text)
        guard whole.utf16.count > most else { return whole }
        let end = " … (cut: \(text.utf16.count) characters, more than a cell holds)"
        var room = most - end.utf16.count
        var cut = ""
        for piece in pieces(text) {
            room -= piece.utf16.count
            guard room >= 0 else { break }
            cut += piece
        }
        return cut + end
    }

    /// Whether a cell has no room for the text.
    static func isCut(_ text: String) -> Bool { text.utf8.count > most / 7 && escaped(text).utf16.count > most }

    private static func escaped(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "_") && $0 != 0xEF }
        return isPlain ? text : pieces(text).joined()
    }

    /// Each character as it stands in the file, so that none is cut within its escape.
    private static func pieces(_ text: String) -> some Sequence<String> {
        let scalars = Array(text.unicodeScalars)
        return scalars.indices.lazy.map { index in
            let scalar = scalars[index]
            return isAllowed(scalar) && !isEscape(scalars[index...]) ? String(Character(scalar)) : escape(scalar)
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
    }

    /// Whether XML can hold it. A carriage return it would hold as another line end.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 && scalar.value & ~1 != 0xFFFE || scalar == "\t" || scalar == "\n"
    }

    private static func isEscape(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        let start = scalars.prefix(7)
        guard start.count == 7, start.first == "_", start.last == "_", start.dropFirst().first == "x" else {
            return false
        }
        return start.dropFirst(2).dropLast().allSatisfy { $0.properties.isASCIIHexDigit }
    }
}
