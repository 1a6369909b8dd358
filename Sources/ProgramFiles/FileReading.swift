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
        guard bytes.contains(where: { $0 > 0x20 }) else { throw FileProblem("is empty") }
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw FileProblem(
                "is a file of Microsoft Office in its old form (.mpp, .xls): save a project as XML, a workbook as .xlsx"
            )
        }
        if bytes.starts(with: Array("PK".utf8)) {
            let contents = try Workbook.contents(bytes)
            var records = try tables(contents.tables, hints)
            records.problems += contents.problems
            return records
        }
        if ProjectFile.isOne(bytes) { return try ProjectNetwork(ProjectFile(bytes)).records() }
        guard !bytes.starts(with: Array("<".utf8)) else {
            throw FileProblem("is XML, and no project of Microsoft Project")
        }
        return try tables([DelimitedText.read(bytes)], hints)
    }

    /// The records of tables, by what their heads say.
    private static func tables(_ tables: [FileTable], _ hints: [String: String]) throws(FileProblem) -> FileRecords {
        let hints = hints.filter { $0.key != archived }
        return try shaped(Register.read(tables, hints: hints), hints)
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
        shaped.kept =
            hints.isEmpty
            ? nil : ["hints": .object(hints.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) })]
        return shaped
    }
}
