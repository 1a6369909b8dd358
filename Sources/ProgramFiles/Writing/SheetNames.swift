// Names of sheets, which their programs narrow.

package enum SheetNames {
    private static let most = 31

    /// A name for each sheet: at most 31 characters, none of `[]:*?/\` or of control, no apostrophe at either end, and no
    /// name twice, whatever its case.
    package static func cleaned(_ names: [String]) -> [String] {
        var taken: Set<String> = []
        return names.map { name in
            let clean = cleaned(name)
            var found = clean
            var count = 1
            while !taken.insert(found.lowercased()).inserted {
                count += 1
                found = fitted(clean, before: " \(count)")
            }
            return found
        }
    }

    private static func cleaned(_ name: String) -> String {
        var clean = String.UnicodeScalarView()
        for scalar in name.unicodeScalars { clean.append(isAllowed(scalar) ? scalar : "-") }
        let found = fitted(trimmed(String(clean)), before: "")
        // Excel keeps the name History for itself.
        return found.isEmpty ? "Sheet" : found.lowercased() == "history" ? found + " 1" : found
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory != .control && !#"[]:*?/\"#.unicodeScalars.contains(scalar)
            && scalar.value & 0xFFFE != 0xFFFE
    }

    /// As much of the name as leaves room for the end.
    private static func fitted(_ name: String, before end: String) -> String {
        var room = most - end.utf16.count
        let start = name.prefix { character in
            room -= character.utf16.count
            return room >= 0
        }
        return trimmed(String(start)) + end
    }

    private static func trimmed(_ name: String) -> String {
        let isEdge = { (character: Character) in character == "'" || character.isWhitespace }
        let start = name.drop(while: isEdge)
        return String(
            start.prefix(upTo: start.lastIndex { !isEdge($0) }.map { start.index(after: $0) } ?? start.endIndex))
    }
}
