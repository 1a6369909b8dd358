// Cuts a long text into parts that a platform takes.

enum TextSplitter {
    /// Cuts text into parts of at most `limit` units, at line ends where possible, else between characters: never
    /// inside a character.
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
            for character in line {
                let width = unit(character)
                if size + width > limit { flush() }
                part.append(character)
                size += width
            }
        }
        flush()
        return parts.isEmpty ? [""] : parts
    }

    /// UTF-16 units: what Slack is counted in, never less than its characters.
    static func utf16(_ character: Character) -> Int { String(character).utf16.count }
    /// Unicode scalars: what Mattermost calls runes.
    static func scalars(_ character: Character) -> Int { character.unicodeScalars.count }
}
