// Cuts a long text into parts that a platform takes.

enum TextSplitter {
    /// Cuts text into parts of at most `limit` units, at line ends where possible, else between characters; inside one only
    /// where it is larger than a part, of marks put over one another without end.
    static func split(_ text: String, limit: Int, unit: (Character) -> Int) -> [String] {
        // No unit is larger than its UTF-8: what is this short is one part.
        if text.utf8.count <= limit, text.utf8.first != 0x0A { return [text] }
        var parts: [String] = []
        var part = ""
        var size = 0
        func flush() {
            if !part.isEmpty { parts.append(part) }
            part = ""
            size = 0
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let length = line.reduce(0) { $0 + unit($1) }
            if size > 0, size + 1 + length > limit { flush() }
            if length <= limit {
                if size > 0 {
                    part += "\n"
                    size += 1
                }
                part += line
                size += length
                continue
            }
            for piece in pieces(line) {
                let width = piece.reduce(0) { $0 + unit($1) }
                if size + width > limit { flush() }
                guard width <= limit else {
                    for scalar in piece.unicodeScalars {
                        let width = unit(Character(scalar))
                        if size + width > limit { flush() }
                        part.unicodeScalars.append(scalar)
                        size += width
                    }
                    continue
                }
                part += piece
                size += width
            }
        }
        flush()
        return parts.isEmpty ? [""] : parts
    }

    /// The characters of a line, with what means something only whole as one: an entity, `&amp;`, and a mention, `<@U1>`.
    private static func pieces(_ line: Substring) -> [Substring] {
        var pieces: [Substring] = []
        var index = line.startIndex
        while index < line.endIndex {
            var end = line.index(after: index)
            if line[index] == "&" || line[index] == "<" {
                let close: Character = line[index] == "&" ? ";" : ">"
                let near = line[index...].prefix(line[index] == "&" ? 5 : 40)
                if let last = near.firstIndex(of: close) { end = line.index(after: last) }
            }
            pieces.append(line[index..<end])
            index = end
        }
        return pieces
    }

    /// UTF-16 units: what Slack is counted in, never less than its characters.
    static func utf16(_ character: Character) -> Int { String(character).utf16.count }
    /// Unicode scalars: what Mattermost calls runes.
    static func scalars(_ character: Character) -> Int { character.unicodeScalars.count }
}
