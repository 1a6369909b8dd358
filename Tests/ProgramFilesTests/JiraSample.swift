// Small exports of Jira, made for tests.

import JSONText
import ProgramFiles
import Testing

enum JiraSample {
    /// A table of lines, whose cells stand between `|`; `⏎` is a line break within a cell.
    static func table(_ lines: String...) -> FileTable {
        FileTable(
            rows: lines.enumerated().map { index, line in
                FileRow(
                    number: index + 1,
                    cells: line.split(separator: "|", omittingEmptySubsequences: false).map {
                        String($0.withoutBlanks.map { $0 == "⏎" ? "\n" : $0 })
                    })
            })
    }

    static func read(_ lines: String..., hints: [String: String] = [:]) throws(FileProblem) -> FileRecords {
        var rows: [FileRow] = []
        for line in lines { rows += table(line).rows.map { FileRow(number: rows.count + 1, cells: $0.cells) } }
        return try JiraExport.read(FileTable(rows: rows), hints: hints)
    }

    /// The only issue of a table with these columns beside key and summary.
    static func issue(_ heads: String, _ cells: String, hints: [String: String] = [:]) throws -> FileRecord {
        let file = try read("Issue key|Summary|" + heads, "NET-1|Racks|" + cells, hints: hints)
        return try #require(file.records.first)
    }

    static func json(_ text: String, hints: [String: String] = [:]) throws -> FileRecords {
        try JiraExport.read(json: JSON(reading: text), hints: hints)
    }

    /// The only issue of an answer with these fields.
    static func answered(_ fields: String, hints: [String: String] = [:]) throws -> FileRecord {
        let file = try json(#"[{"id": "1", "key": "NET-1", "fields": {"summary": "Racks", \#(fields)}}]"#, hints: hints)
        return try #require(file.records.first)
    }

    static func feed(_ items: String) throws -> FileRecords {
        try JiraExport.read(xml: Array("<rss version='0.92'><channel>\(items)</channel></rss>".utf8))
    }
}

extension Substring {
    fileprivate var withoutBlanks: Substring {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return text
    }
}

extension FileRecords {
    func record(_ label: String) -> FileRecord? { records.first { $0.label == label } }
    var labels: [String] { records.map(\.label) }
}

/// Damage to a file by chance, the same in every run.
struct TrackerDamage {
    private var state: UInt64 = 20_261_124

    private mutating func next(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1
        return Int(state >> 33) % max(1, bound)
    }

    /// Bytes changed, taken out, doubled, or moved.
    mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...next(below: 3) where !bytes.isEmpty {
            let start = next(below: bytes.count)
            let end = min(bytes.count, start + 1 + next(below: 30))
            switch next(below: 4) {
            case 0: bytes[start] = UInt8(next(below: 256))
            case 1: bytes.removeSubrange(start..<end)
            case 2: bytes.insert(contentsOf: bytes[start..<end], at: next(below: bytes.count))
            default: bytes[start] = bytes[next(below: bytes.count)]
            }
        }
        return bytes
    }

    /// Text between the tags changed, and the tags left as they are.
    mutating func blurred(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        var isText = false
        for place in bytes.indices {
            switch bytes[place] {
            case UInt8(ascii: "<"), UInt8(ascii: "&"): isText = false
            case UInt8(ascii: ">"), UInt8(ascii: ";"): isText = true
            default: if isText, next(below: 100) == 0 { bytes[place] = UInt8(0x20 + next(below: 6)) + 0x10 }
            }
        }
        return bytes
    }

    /// A value with members taken out, exchanged, or of other types.
    mutating func damaged(_ json: JSON) -> JSON {
        let others: [JSON] = [.null, true, -1, .double(1e300), "", "x", [], ["x", .null], .object([])]
        switch json {
        case _ where next(below: 60) == 0: return others[next(below: others.count)]
        case .array(let values):
            var values = values
            if next(below: 40) == 0 { values += values }
            return .array(values.map { damaged($0) })
        case .object(let members):
            return .object(
                members.filter { _ in next(below: 60) > 0 }.map { JSON.Member($0.name, damaged($0.value)) })
        default: return json
        }
    }
}
