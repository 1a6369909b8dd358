// Which kind of file some bytes are, by what they say of themselves and never by a name.

import JSONText

/// Reads any file that Steerco knows.
package enum FileReading {
    /// No file that somebody works with is larger.
    package static let mostBytes = 1 << 30
    /// The hint that takes archived cards too.
    package static let archived = "archived"

    /// The records of a file.
    ///
    /// - Parameter hints: what was said of it: `dates`, and heads of columns with the fields they are read as.
    /// - Throws: a `FileProblem` where it is none of the kinds, or cannot be read.
    package static func records(_ bytes: [UInt8], hints: [String: String] = [:]) throws(FileProblem) -> FileRecords {
        let takesArchived = hints[archived] != nil
        let hints = hints.filter { $0.key != archived }
        switch kind(bytes) {
        case .nothing: throw FileProblem("is empty")
        case .oldOffice:
            throw FileProblem(
                "is a file of Microsoft Office in its old form (.mpp, .xls): save a project as XML, a workbook as .xlsx"
            )
        case .workbook:
            let contents = try Workbook.contents(bytes)
            if let own = contents.tables.first, RecordTable.isOne(own) { return RecordTable.read(own) }
            var records = try shaped(Register.read(contents.tables, hints: hints), hints)
            records.problems += contents.problems
            return records
        case .project: return try ProjectNetwork(ProjectFile(bytes)).records()
        case .xml: return try JiraExport.read(xml: bytes, hints: hints)
        case .json: return try records(try json(bytes), hints, takesArchived: takesArchived)
        case .table:
            let table = try DelimitedText.read(bytes)
            if RecordTable.isOne(table) { return RecordTable.read(table) }
            if JiraExport.isOne(table) { return try JiraExport.read(table, hints: hints) }
            return try shaped(Register.read([table], hints: hints), hints)
        }
    }

    private enum Kind { case nothing, oldOffice, workbook, project, xml, json, table }

    private static func kind(_ bytes: [UInt8]) -> Kind {
        // Behind a mark of the order of bytes; in two bytes a character, every other one is nothing.
        let start = bytes.prefix(4096).filter { $0 > 0x20 && ![0xEF, 0xBB, 0xBF, 0xFE, 0xFF].contains($0) }
        guard let first = start.first else { return bytes.contains { $0 > 0x20 } ? .table : .nothing }
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return .oldOffice }
        if bytes.starts(with: Array("PK".utf8)) { return .workbook }
        if ProjectFile.isOne(bytes) { return .project }
        return switch first {
        case UInt8(ascii: "<"): .xml
        case UInt8(ascii: "{"), UInt8(ascii: "["): .json
        default: .table
        }
    }

    private static func json(_ bytes: [UInt8]) throws(FileProblem) -> JSON {
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        do { return try JSON(reading: body) } catch { throw FileProblem("is no whole JSON") }
    }

    private static func records(
        _ json: JSON, _ hints: [String: String], takesArchived: Bool
    ) throws(FileProblem) -> FileRecords {
        if TrelloBoard.isOne(json) { return try TrelloBoard.read(json, archived: takesArchived) }
        if JiraExport.isOne(json) { return try JiraExport.read(json: json, hints: hints) }
        throw FileProblem("is JSON, and neither a board of Trello nor issues of Jira")
    }

    /// Tables say nothing of which file they are: those with the same heads are the same one, and what was said of how to read
    /// them is kept for the next time.
    private static func shaped(_ records: FileRecords, _ hints: [String: String]) -> FileRecords {
        var shaped = records
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in records.mapping.map(\.head).joined(separator: "\n").lowercased().utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        shaped.file = String(hash, radix: 16)
        let said = hints.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }
        shaped.kept = said.isEmpty ? nil : ["hints": .object(said)]
        return shaped
    }
}
