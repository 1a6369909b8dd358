// Text without what nobody sees: the one place where it is dropped, on the way in and on the way out.

/// What a person sees of a text is what it says: marks without a shape could make one name or line pass for another.
package enum VisibleText {
    /// The text without control and format characters. Ends of lines of every kind become a new line, tabs stay, and so does
    /// what joins the parts of one sign: an emoji of several, two letters of a script that joins them.
    package static func of(_ text: String) -> String {
        // Printable ASCII and line ends have nothing to hide.
        if text.utf8.allSatisfy({ $0 &- 0x20 < 0x5F || $0 == 0x0A || $0 == 0x09 }) { return text }
        var kept = String.UnicodeScalarView()
        var before: Unicode.Scalar?
        /// A mark that counts only between two signs that it joins.
        var joiner: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            defer { before = scalar }
            switch scalar.value {
            case 0x0A where before == "\r": continue
            case 0x0A...0x0D, 0x85, 0x2028, 0x2029:
                kept.append("\n")
                joiner = nil
            case 0x200C, 0x200D: joiner = kept.last.map(isJoined) == true ? scalar : nil
            // How an emoji is shown.
            case 0xFE0E, 0xFE0F: if kept.last?.properties.isEmoji == true { kept.append(scalar) }
            default:
                guard scalar == "\t" || !isHidden(scalar) else { continue }
                if let joiner, isJoined(scalar) { kept.append(joiner) }
                joiner = nil
                kept.append(scalar)
            }
        }
        return String(kept)
    }

    /// Whether a scalar has no shape of its own.
    package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        let properties = scalar.properties
        if properties.isDefaultIgnorableCodePoint { return true }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        default: return false
        }
    }

    /// Emoji and the letters of the scripts that have joiners; no Latin, Greek or Cyrillic letter is joined.
    private static func isJoined(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x590 && !scalar.properties.isWhitespace
    }
}
