// Letters that look like those of another alphabet, so that no name passes for another's.

/// The alphabets whose letters look alike, and what each such letter looks like.
package enum Alphabets {
    private enum Alphabet { case latin, greek, cyrillic, armenian, cherokee }

    /// Whether letters of several of these alphabets stand in one word, which none is written with.
    package static func mixes(_ text: String) -> Bool {
        var first: Alphabet?
        for scalar in text.unicodeScalars {
            guard let alphabet = alphabet(of: scalar) else { continue }
            if let first, first != alphabet { return true }
            first = alphabet
        }
        return false
    }

    /// The text in small letters with the Latin letter for each that looks like one: equal for texts that look alike.
    package static func looks(of text: String) -> String {
        let lower = text.lowercased()
        if lower.utf8.allSatisfy({ $0 < 0x80 }) { return lower }
        var looks = String.UnicodeScalarView()
        for scalar in lower.unicodeScalars { looks.append(alike[plain(scalar)] ?? plain(scalar)) }
        return String(looks)
    }

    /// The text with the plain letter for each that is a form of one.
    package static func plain(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        var plain = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { plain.append(self.plain(scalar)) }
        return String(plain)
    }

    /// The letter that a wide, circled or mathematical one is a form of.
    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let plain: UInt32? =
            switch scalar.value {
            case 0xFF10...0xFF19: 0x30 + scalar.value - 0xFF10
            case 0xFF21...0xFF3A: 0x61 + scalar.value - 0xFF21
            case 0xFF41...0xFF5A: 0x61 + scalar.value - 0xFF41
            case 0x24B6...0x24E9: 0x61 + (scalar.value - 0x24B6) % 26
            case 0x1D400...0x1D6A3: 0x61 + (scalar.value - 0x1D400) % 26
            case 0x1D7CE...0x1D7FF: 0x30 + (scalar.value - 0x1D7CE) % 10
            default: nil
            }
        return plain.flatMap(Unicode.Scalar.init) ?? scalar
    }

    private static func alphabet(of scalar: Unicode.Scalar) -> Alphabet? {
        guard scalar.properties.isAlphabetic else { return nil }
        return switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0xAA...0x2AF, 0x1E00...0x1EFF: .latin
        case 0x24B6...0x24E9, 0xFF21...0xFF5A, 0x1D400...0x1D6A3: .latin
        case 0x370...0x3FF, 0x1F00...0x1FFF: .greek
        case 0x400...0x52F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F: .cyrillic
        case 0x531...0x58F: .armenian
        case 0x13A0...0x13FF, 0xAB70...0xABBF: .cherokee
        default: nil
        }
    }

    /// Small letters that look like a Latin one. Source: unicode.org, UTS 39, "confusables", those of these alphabets.
    private static let alike: [Unicode.Scalar: Unicode.Scalar] = {
        let pairs: [(String, String)] = [
            (
                "\u{430}\u{435}\u{456}\u{458}\u{43E}\u{440}\u{441}\u{455}\u{443}\u{445}\u{4BB}\u{501}\u{51B}\u{51D}\u{43A}\u{4CF}",
                "aeijopcsyxhdqwkl"
            ),
            ("\u{3B1}\u{3BD}\u{3BF}\u{3C1}\u{3B9}\u{3BA}\u{3C5}\u{3B3}\u{3C7}\u{3F2}\u{3F3}\u{3B7}", "avopikuyxcjn"),
            ("\u{585}\u{57D}\u{570}\u{578}\u{581}", "ouhng"), ("\u{131}\u{251}\u{261}\u{269}", "iagi"),
        ]
        var alike: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (theirs, latin) in pairs {
            for (one, other) in zip(theirs.unicodeScalars, latin.unicodeScalars) { alike[one] = other }
        }
        return alike
    }()
}
