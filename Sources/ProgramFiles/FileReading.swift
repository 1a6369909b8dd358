// Which kind of file some bytes are, by what they say of themselves and never by a name.

/// Reads any file that Steerco knows.
package enum FileReading {
    /// No file that somebody works with is larger.
    package static let mostBytes = 1 << 30

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
        if ProjectFile.isOne(bytes) { return try ProjectNetwork(ProjectFile(bytes)).records() }
        throw FileProblem("is no file that is known: a project of Microsoft Project saved as XML")
    }
}
