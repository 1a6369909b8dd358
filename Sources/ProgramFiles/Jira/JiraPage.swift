// The HTML that Jira's XML export writes descriptions and comments in, as plain text.

/// Says HTML as plain text, by the same rules as a document of nodes.
struct JiraPage {
    private var blocks: [(text: String, isItem: Bool)] = []
    private var line = ""
    /// Stands before the first text of the block: the mark of a list's item.
    private var mark = ""
    private var lists: [Int?] = []
    private var verbatim = 0
    /// Where links lead whose text is being read, and where in the line that began.
    private var links: [(target: String, start: Int)] = []
    private var isRow = false

    static func plain(_ html: String) -> String {
        var page = JiraPage()
        page.read(html)
        page.endBlock()
        return page.joined
    }

    private var joined: String {
        var text = ""
        for (index, block) in blocks.enumerated() {
            if index > 0 { text += block.isItem && blocks[index - 1].isItem ? "\n" : "\n\n" }
            text += block.text
        }
        return text
    }

    private mutating func read(_ html: String) {
        var rest = html[...]
        while let open = rest.firstIndex(of: "<") {
            add(rest[..<open])
            rest = rest[open...]
            guard let close = rest.dropFirst().firstIndex(where: { $0 == ">" || $0 == "<" }), rest[close] == ">" else {
                add("<")
                rest = rest.dropFirst()
                continue
            }
            tag(rest[..<close].dropFirst())
            rest = rest[close...].dropFirst()
        }
        add(rest)
    }

    // MARK: Text

    private mutating func add(_ raw: some StringProtocol) {
        let text = JiraPage.decoded(String(raw))
        if verbatim > 0 {
            line += text
            return
        }
        for character in text {
            if character.isWhitespace {
                if !line.isEmpty, line.last != " ", line.last != "\n" { line.append(" ") }
            } else {
                line.append(character)
            }
        }
    }

    private mutating func endBlock() {
        while !links.isEmpty { endLink() }
        let text = verbatim > 0 ? line : TrackerText.trimmed(line)
        line = ""
        guard !text.isEmpty else { return }
        let indent = String(repeating: "  ", count: max(0, min(lists.count, 20) - 1))
        let isItem = !lists.isEmpty || isRow
        let lead = lists.isEmpty ? "" : mark.isEmpty ? indent + "  " : indent + mark
        blocks.append((lead + text, isItem))
        mark = ""
    }

    private mutating func endLink() {
        guard let link = links.popLast(), !link.target.isEmpty else { return }
        let text = String(line.dropFirst(link.start))
        if text.isEmpty { line += link.target } else if text != link.target { line += " (\(link.target))" }
    }

    // MARK: Tags

    private mutating func tag(_ tag: Substring) {
        let isEnd = tag.first == "/"
        let name = tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
        switch name {
        case "br": line += "\n"
        case "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "tbody", "hr": endBlock()
        case "ul", "ol": list(isEnd: isEnd, isCounted: name == "ol")
        case "li":
            endBlock()
            if !isEnd { beginItem() }
        case "pre":
            endBlock()
            verbatim = isEnd ? max(0, verbatim - 1) : verbatim + 1
        case "tr":
            isRow = true
            endBlock()
            isRow = !isEnd
        case "td", "th":
            if !isEnd, !TrackerText.trimmed(line).isEmpty { line = TrackerText.trimmed(line) + " | " }
        case "a":
            if isEnd {
                endLink()
            } else {
                links.append((JiraPage.attribute("href", tag), line.count))
            }
        case "img":
            let alternative = JiraPage.attribute("alt", tag)
            line += alternative.isEmpty ? "[attachment]" : "[attachment] \(alternative)"
        default: break
        }
    }

    private mutating func list(isEnd: Bool, isCounted: Bool) {
        endBlock()
        if isEnd {
            if !lists.isEmpty { lists.removeLast() }
        } else if lists.count < 100 {
            lists.append(isCounted ? 0 : nil)
        }
    }

    private mutating func beginItem() {
        guard let last = lists.indices.last else {
            mark = "- "
            return
        }
        if let count = lists[last] {
            lists[last] = count + 1
            mark = "\(count + 1). "
        } else {
            mark = "- "
        }
    }

    private static func attribute(_ name: String, _ tag: Substring) -> String {
        var rest = tag
        while let equals = rest.firstIndex(of: "=") {
            let key = rest[..<equals].split(whereSeparator: \.isWhitespace).last ?? ""
            let behind = rest[rest.index(after: equals)...].drop(while: \.isWhitespace)
            guard let quote = behind.first else { return "" }
            let isQuoted = quote == "\"" || quote == "'"
            let start = isQuoted ? behind.dropFirst() : behind
            let value = start.prefix { isQuoted ? $0 != quote : !$0.isWhitespace }
            if key.lowercased() == name { return decoded(String(value)) }
            rest = tag[value.endIndex...].dropFirst(isQuoted ? 1 : 0)
        }
        return ""
    }

    /// Characters that HTML writes by their names or numbers.
    private static func decoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var plain = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "&") {
            plain += rest[..<open]
            rest = rest[open...].dropFirst()
            guard let close = rest.prefix(12).firstIndex(of: ";"), let scalar = scalar(rest[..<close]) else {
                plain.append("&")
                continue
            }
            plain.unicodeScalars.append(scalar)
            rest = rest[close...].dropFirst()
        }
        return plain + rest
    }

    private static let names: [Substring: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ndash": "–", "mdash": "—",
        "hellip": "…", "rsquo": "’", "lsquo": "‘", "rdquo": "”", "ldquo": "“", "euro": "€",
    ]

    private static func scalar(_ name: Substring) -> Unicode.Scalar? {
        guard name.first == "#" else { return names[name] }
        let digits = name.dropFirst()
        let isHex = digits.first == "x" || digits.first == "X"
        return (isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)).flatMap { Unicode.Scalar($0) }
    }
}
