// Text that shows as it reads.

import Quantities

enum SafeText {
    /// Without control characters and bidirectional overrides, which could make a line read as another.
    static func visible(_ text: String) -> String {
        // Printable ASCII and line ends have nothing to hide.
        if text.everyByte({ $0 &- 0x20 < 0x5F || $0 == 0x0A }) { return text }
        guard text.unicodeScalars.contains(where: isHidden) else { return text }
        var kept = String.UnicodeScalarView()
        kept.append(contentsOf: text.unicodeScalars.filter { !isHidden($0) })
        return String(kept)
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A: false
        case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
