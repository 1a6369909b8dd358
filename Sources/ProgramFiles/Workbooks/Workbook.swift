// Workbooks of spreadsheets (.xlsx), as far as their visible sheets hold values.

/// Reads workbooks.
package enum Workbook {
    /// What a workbook holds, and what of it could not be read.
    package struct Contents {
        package var tables: [FileTable]
        /// Cells without a value to read, with their sheets and names.
        package var problems: [FileProblem]
    }

    /// What a workbook may hold at most.
    package struct Limits: Sendable {
        /// Of all its parts, unpacked.
        package var bytes: Int
        /// Of all its sheets, with the empty ones to the left of a value.
        package var cells: Int
        package init(bytes: Int = 1 << 30, cells: Int = 20_000_000) {
            self.bytes = bytes
            self.cells = cells
        }
    }

    /// The visible sheets in their order: dates as ISO text, formulas as their values.
    ///
    /// - Throws: a `FileProblem` where it is no workbook of this form, damaged, or larger than a limit.
    package static func read(_ bytes: [UInt8]) throws(FileProblem) -> [FileTable] { try contents(bytes).tables }

    /// As `read`, with what could not be read.
    package static func contents(_ bytes: [UInt8], limits: Limits = Limits()) throws(FileProblem) -> Contents {
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw FileProblem(
                "is a workbook in the old form (.xls) or one with a password: save it as .xlsx without a password")
        }
        guard bytes.starts(with: [0x50, 0x4B]) else { throw FileProblem("is no workbook (.xlsx)") }
        let outcome: Result<Contents, FileProblem> = bytes.withUnsafeBytes { buffer in
            do throws(FileProblem) {
                let archive = try ZipArchive(buffer, limits: ZipArchive.Limits(bytes: limits.bytes))
                return .success(try contents(archive, limits))
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    private static func contents(
        _ archive: borrowing ZipArchive, _ limits: Limits
    ) throws(FileProblem) -> Contents {
        let parts = try WorkbookParts(archive)
        let strings = SharedStrings()
        if let path = parts.strings, let part = try archive.bytes(path) { try XMLStream.read(part, strings) }
        let styles = CellStyles()
        if let path = parts.styles, let part = try archive.bytes(path) { try XMLStream.read(part, styles) }
        let reading = SheetReading(
            strings: strings.strings, formats: styles.formats, isFrom1904: parts.isFrom1904, most: limits.cells)
        for sheet in parts.sheets {
            guard let part = try archive.bytes(sheet.path) else {
                throw FileProblem("has no part for its sheet \"\(sheet.name.prefix(40))\"")
            }
            try reading.read(part, sheet.name)
        }
        return Contents(tables: reading.tables, problems: reading.problems)
    }
}
