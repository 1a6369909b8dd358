// The markup that descriptions and comments of Jira are written in, as plain text.

/// Says wiki markup as plain text: its marks go, what they mark stays.
enum JiraMarkup {
    /// So far is looked for the end of what a mark begins: text of nothing but marks is read in time as well.
    private static let reach = 500

    static func plain(_ text: String) -> String {
        let text = TrackerText.note(text)
        var lines: [String] = []
        var numbers: [Int] = []
        // The tag that ends what stands verbatim.
        var end: String?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var rest = line
            while true {
                if let tag = end {
                    guard let place = find(tag, rest) else {
                        lines.append(String(rest))
                        break
                    }
                    if place.lowerBound > rest.startIndex { lines.append(String(rest[..<place.lowerBound])) }
                    end = nil
                    rest = rest[place.upperBound...].drop { $0 == " " }
                    if rest.isEmpty { break }
                }
                guard let opening = opening(rest) else {
                    lines.append(block(rest, &numbers))
                    break
                }
                if opening.place.lowerBound > rest.startIndex {
                    lines.append(TrackerText.trimmed(block(rest[..<opening.place.lowerBound], &numbers)))
                }
                end = opening.tag
                rest = rest[opening.place.upperBound...]
                if rest.isEmpty { break }
            }
        }
        return joined(lines)
    }

    /// No more than one empty line in a row.
    private static func joined(_ lines: [String]) -> String {
        var kept: [String] = []
        for line in lines where !(line.isEmpty && (kept.last ?? "").isEmpty) { kept.append(line) }
        while kept.last == "" { kept.removeLast() }
        return kept.joined(separator: "\n")
    }

    // MARK: Verbatim

    /// Where `{code}`, `{code:java}` or `{noformat}` begins, and what ends it.
    private static func opening(_ line: Substring) -> (place: Range<Substring.Index>, tag: String)? {
        var start = line.startIndex
        while let brace = line[start...].firstIndex(of: "{") {
            for name in ["code", "noformat"] where line[line.index(after: brace)...].hasPrefix(name) {
                guard let close = line[brace...].prefix(reach).firstIndex(of: "}") else { continue }
                let named = line.index(brace, offsetBy: 1 + name.count)
                guard named == close || line[named] == ":" else { continue }
                return (brace..<line.index(after: close), "{\(name)}")
            }
            start = line.index(after: brace)
        }
        return nil
    }

    private static func find(_ tag: String, _ line: Substring) -> Range<Substring.Index>? {
        var start = line.startIndex
        while let brace = line[start...].firstIndex(of: "{") {
            if line[brace...].hasPrefix(tag) { return brace..<line.index(brace, offsetBy: tag.count) }
            start = line.index(after: brace)
        }
        return nil
    }

    // MARK: Lines

    private static func block(_ line: Substring, _ numbers: inout [Int]) -> String {
        let bare = line.drop { $0 == " " }
        let marks = bare.prefix { "*#-".contains($0) }
        if !marks.isEmpty, marks.count <= 10, bare.dropFirst(marks.count).first == " " {
            return item(marks, bare.dropFirst(marks.count + 1), &numbers)
        }
        numbers = []
        if bare.count >= 4, bare.allSatisfy({ $0 == "-" }) { return "---" }
        if bare.hasPrefix("bq. ") { return "> " + inline(bare.dropFirst(4)) }
        if bare.first == "h", bare.dropFirst(2).hasPrefix(". "), let level = bare.dropFirst().first,
            ("1"..."6") ~= level
        {
            return inline(bare.dropFirst(4))
        }
        if bare.first == "|" { return cells(bare) }
        return inline(line)
    }

    /// An item of a list, two blanks deeper with every mark; those that count are counted.
    private static func item(_ marks: Substring, _ text: Substring, _ numbers: inout [Int]) -> String {
        let depth = marks.count
        numbers = Array(numbers.prefix(depth)) + Array(repeating: 0, count: max(0, depth - numbers.count))
        numbers[depth - 1] += 1
        let mark = marks.last == "#" ? "\(numbers[depth - 1]). " : "- "
        return String(repeating: "  ", count: depth - 1) + mark + inline(text)
    }

    private static func cells(_ line: Substring) -> String {
        var cells: [Substring] = []
        var start = line.startIndex
        var depth = 0
        for index in line.indices {
            switch line[index] {
            case "[": depth += 1
            case "]": depth = max(0, depth - 1)
            case "|" where depth == 0:
                cells.append(line[start..<index])
                start = line.index(after: index)
            default: break
            }
        }
        cells.append(line[start...])
        return cells.map { TrackerText.trimmed(inline($0)) }.filter { !$0.isEmpty }.joined(separator: " | ")
    }

    // MARK: Within a line

    private static func inline(_ text: Substring) -> String {
        var plain = ""
        var rest = text
        while let first = rest.first {
            let next = rest.dropFirst()
            switch first {
            case "\\":
                if next.first == "\\" {
                    plain.append("\n")
                    rest = next.dropFirst()
                } else if let escaped = next.first, "*_{}[]|!-+^~?#".contains(escaped) {
                    plain.append(escaped)
                    rest = next.dropFirst()
                } else {
                    plain.append(first)
                    rest = next
                }
                continue
            case "{":
                if let (text, behind) = braced(next) {
                    plain += text
                    rest = behind
                    continue
                }
            case "[":
                if let (text, behind) = link(next) {
                    plain += text
                    rest = behind
                    continue
                }
            case "!":
                if let (text, behind) = image(next) {
                    plain += text
                    rest = behind
                    continue
                }
            case "*", "_":
                if let (text, behind) = emphasis(first, next, after: plain.last) {
                    plain += text
                    rest = behind
                    continue
                }
            default: break
            }
            plain.append(first)
            rest = next
        }
        return plain
    }

    /// `{{text}}` is the text; `{color:red}` and its like are nothing, `{panel:title=T}` is its title.
    private static func braced(_ text: Substring) -> (String, Substring)? {
        if text.first == "{" {
            let inner = text.dropFirst()
            guard let close = inner.prefix(reach).firstIndex(of: "}"), inner[close...].hasPrefix("}}") else {
                return nil
            }
            return (String(inner[..<close]), inner[close...].dropFirst(2))
        }
        guard let close = text.prefix(reach).firstIndex(of: "}") else { return nil }
        let name = text[..<close].prefix { $0 != ":" }
        guard ["color", "panel", "quote", "anchor", "expand", "section", "column"].contains(name) else { return nil }
        let title = text[..<close].dropFirst(name.count + 1).split(separator: "|").first { $0.hasPrefix("title=") }
        return (title.map { String($0.dropFirst(6)) } ?? "", text[close...].dropFirst())
    }

    /// `[text|address]`, `[address]`, `[~account]`; another bracket is one.
    private static func link(_ text: Substring) -> (String, Substring)? {
        guard let close = text.prefix(reach * 2).firstIndex(of: "]") else { return nil }
        let inside = text[..<close]
        let behind = text[close...].dropFirst()
        if inside.first == "~" {
            let name = inside.dropFirst()
            return ("@" + (name.hasPrefix("accountid:") ? name.dropFirst(10) : name), behind)
        }
        let parts = inside.split(separator: "|", omittingEmptySubsequences: false)
        let isAddress = { (part: Substring) in
            part.hasPrefix("mailto:") || part.hasPrefix("#") || part.hasPrefix("^") || part.contains("://")
        }
        if parts.count == 1 { return isAddress(inside) ? (String(inside), behind) : nil }
        guard isAddress(parts[1]) else { return nil }
        return (parts[0] == parts[1] || parts[0].isEmpty ? String(parts[1]) : "\(parts[0]) (\(parts[1]))", behind)
    }

    /// `!picture.png|thumbnail!`
    private static func image(_ text: Substring) -> (String, Substring)? {
        guard let close = text.prefix(reach).firstIndex(of: "!") else { return nil }
        let name = text[..<close].prefix { $0 != "|" }
        guard name.contains("."), !name.contains(where: \.isWhitespace) else { return nil }
        return ("[attachment] \(name)", text[close...].dropFirst())
    }

    /// `*strong*` and `_emphatic_`, where the marks stand at the ends of words: those of `a_long_name` are its own.
    private static func emphasis(_ mark: Character, _ text: Substring, after last: Character?) -> (String, Substring)? {
        let isOfWord = { (character: Character) in character.isLetter || character.isNumber }
        if let last, isOfWord(last) { return nil }
        guard let first = text.first, !first.isWhitespace, first != mark else { return nil }
        let near = text.prefix(reach)
        var place = near.startIndex
        while let close = near[place...].firstIndex(of: mark) {
            let behind = text[text.index(after: close)...]
            let isEnd = !text[text.index(before: close)].isWhitespace && !(behind.first.map(isOfWord) ?? false)
            if isEnd { return (inline(text[..<close]), behind) }
            place = near.index(after: close)
        }
        return nil
    }
}
