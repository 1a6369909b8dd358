// Descriptions and comments of Jira's newer interface, which are documents of nodes (Atlassian Document Format), as plain text.

import JSONText

/// Says a document of nodes as plain text.
enum JiraDocument {
    /// Nodes within nodes; what stands deeper is said by a sign of omission.
    private static let deepest = 40
    private static let omission = "…"

    static func plain(_ document: JSON) -> String {
        blocks(document["content"]?.array ?? [], 0).joined(separator: "\n\n")
    }

    // MARK: Blocks

    private static let inlineTypes: Set<String> = [
        "text", "hardBreak", "mention", "emoji", "date", "status", "inlineCard", "mediaInline", "placeholder",
        "inlineExtension",
    ]

    /// Nodes of a line that stand among blocks are a block together.
    private static func blocks(_ nodes: [JSON], _ depth: Int) -> [String] {
        guard depth < deepest else { return nodes.isEmpty ? [] : [omission] }
        var blocks: [String] = []
        var line: [JSON] = []
        func endLine() {
            let text = inline(line, depth)
            if !text.isEmpty { blocks.append(text) }
            line = []
        }
        for node in nodes {
            if inlineTypes.contains(type(node)) {
                line.append(node)
                continue
            }
            endLine()
            let text = block(node, depth)
            if !text.isEmpty { blocks.append(text) }
        }
        endLine()
        return blocks
    }

    private static func block(_ node: JSON, _ depth: Int) -> String {
        let content = node["content"]?.array ?? []
        switch type(node) {
        case "paragraph", "heading", "caption": return inline(content, depth)
        case "bulletList": return list(content, depth) { _ in "- " }
        case "orderedList":
            let first = min(max(0, attribute(node, "order")?.int ?? 1), 1_000_000)
            return list(content, depth) { "\(first + $0). " }
        case "taskList", "decisionList": return marked(content, depth)
        case "codeBlock": return content.compactMap { $0["text"]?.string }.joined()
        case "blockquote":
            return blocks(content, depth + 1).joined(separator: "\n\n").split(
                separator: "\n", omittingEmptySubsequences: false
            ).map { $0.isEmpty ? ">" : "> \($0)" }.joined(separator: "\n")
        case "panel", "expand", "nestedExpand":
            let title = attribute(node, "title")?.string ?? ""
            return ((title.isEmpty ? [] : [title]) + blocks(content, depth + 1)).joined(separator: "\n\n")
        case "rule": return "---"
        case "table": return content.map { row($0, depth + 1) }.joined(separator: "\n")
        case "blockCard", "embedCard": return attribute(node, "url")?.string ?? ""
        case "media": return media(node)
        case "extension": return attribute(node, "text")?.string ?? ""
        default: return blocks(content, depth + 1).joined(separator: "\n\n")
        }
    }

    private static func list(_ items: [JSON], _ depth: Int, _ mark: (Int) -> String) -> String {
        items.enumerated().map { index, item in
            mark(index) + deeper(blocks(item["content"]?.array ?? [], depth + 1).joined(separator: "\n"))
        }.joined(separator: "\n")
    }

    /// Tasks and decisions; lists within stand among their items.
    private static func marked(_ items: [JSON], _ depth: Int) -> String {
        guard depth < deepest else { return omission }
        return items.map { item in
            let content = item["content"]?.array ?? []
            let isDone = attribute(item, "state")?.string == "DONE"
            switch type(item) {
            case "taskItem": return (isDone ? "[x] " : "[ ] ") + deeper(inline(content, depth + 1))
            case "blockTaskItem":
                return (isDone ? "[x] " : "[ ] ") + deeper(blocks(content, depth + 1).joined(separator: "\n"))
            case "decisionItem": return "<> " + deeper(inline(content, depth + 1))
            default: return "  " + deeper(block(item, depth + 1))
            }
        }.joined(separator: "\n")
    }

    /// Lines behind the first stand two blanks deeper.
    private static func deeper(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ")
    }

    private static func row(_ row: JSON, _ depth: Int) -> String {
        (row["content"]?.array ?? []).map { cell in
            blocks(cell["content"]?.array ?? [], depth + 1).joined(separator: " ").split(separator: "\n").joined(
                separator: " ")
        }.joined(separator: " | ")
    }

    // MARK: Lines

    private static func inline(_ nodes: [JSON], _ depth: Int) -> String {
        guard depth < deepest else { return nodes.isEmpty ? "" : omission }
        return nodes.map { node in
            switch type(node) {
            case "text": text(node)
            case "hardBreak": "\n"
            case "mention", "status", "inlineExtension": attribute(node, "text")?.string ?? ""
            case "emoji": attribute(node, "text")?.string ?? attribute(node, "shortName")?.string ?? ""
            case "date": day(node)
            case "inlineCard": attribute(node, "url")?.string ?? ""
            case "media", "mediaInline": media(node)
            case "placeholder": ""
            default: inline(node["content"]?.array ?? [], depth + 1)
            }
        }.joined()
    }

    /// A link says where it leads, unless its text does.
    private static func text(_ node: JSON) -> String {
        let text = node["text"]?.string ?? ""
        let link = (node["marks"]?.array ?? []).first { type($0) == "link" }
        guard let link, let target = attribute(link, "href")?.string, target != text else { return text }
        return "\(text) (\(target))"
    }

    private static func day(_ node: JSON) -> String {
        guard let value = attribute(node, "timestamp") else { return "" }
        guard let milliseconds = value.string.flatMap({ Int64($0) }) ?? value.int.map({ Int64($0) }) else { return "" }
        return String(JiraMoment.instant(milliseconds: milliseconds).iso.prefix(10))
    }

    private static func media(_ node: JSON) -> String {
        let alternative = attribute(node, "alt")?.string ?? ""
        return alternative.isEmpty ? "[attachment]" : "[attachment] \(alternative)"
    }

    private static func type(_ node: JSON) -> String { node["type"]?.string ?? "" }
    private static func attribute(_ node: JSON, _ name: String) -> JSON? { node["attrs"]?[name] }
}
