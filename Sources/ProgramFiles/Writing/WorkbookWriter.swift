// Workbooks, as Excel and its like open them: a sheet for each table, written by libxlsxwriter.

import CWorkbook
import Quantities

package enum WorkbookWriter {
    private static let mostRows = 1_048_576
    private static let mostColumns = 16_384

    /// The bytes of a workbook with a sheet for each table. Text stays text, whatever it looks like; days are days that can
    /// be sorted; the heads stand bold above, and stay when the rows move. The same tables make the same bytes.
    ///
    /// - Parameter directory: where the file lies while it is written; where the system keeps such files unless said.
    /// - Throws: a `FileProblem` when a table is larger than a sheet, there is no libxlsxwriter, or no room to write in.
    package static func bytes(_ tables: [ExportTable], through directory: String? = nil) throws(FileProblem) -> [UInt8]
    {
        guard !tables.isEmpty else { throw FileProblem("a workbook needs a sheet, and there is no table") }
        for table in tables { try check(table) }
        guard steerco_workbook_load() != 0 else {
            throw FileProblem("a workbook is written with libxlsxwriter, which is not installed (apt: libxlsxwriter4)")
        }
        let directory = directory ?? TemporaryFile.directory
        let file = try TemporaryFile(in: directory)
        let rows = try OpenWorkbook.write(tables, to: file.path, through: directory)
        let bytes = try file.bytes()
        guard steerco_workbook_is_whole(bytes, bytes.count, rows, rows.count) != 0 else {
            throw FileProblem("the workbook is not whole: there is no room to write it in \(directory)")
        }
        return bytes
    }

    /// The cells whose text is longer than a sheet holds: each ends by saying that it is cut.
    package static func cut(_ tables: [ExportTable]) -> [FileProblem] {
        var problems: [FileProblem] = []
        for table in tables {
            for (row, cells) in table.rows.enumerated() {
                for (column, cell) in cells.enumerated() {
                    guard case .text(let text) = cell, WorkbookText.isCut(text) else { continue }
                    problems.append(
                        FileProblem(
                            row: row + 2, field: column < table.heads.count ? table.heads[column] : nil,
                            "is cut to \(WorkbookText.most) characters in the sheet \(table.name)"))
                }
            }
        }
        return problems
    }

    private static func check(_ table: ExportTable) throws(FileProblem) {
        guard table.rows.count < mostRows else {
            throw FileProblem(
                "\(table.name) has \(table.rows.count) rows; a sheet holds \(mostRows - 1) below its heads")
        }
        let columns = table.rows.reduce(table.heads.count) { max($0, $1.count) }
        guard columns <= mostColumns else {
            throw FileProblem("\(table.name) has \(columns) columns; a sheet holds \(mostColumns)")
        }
    }
}
