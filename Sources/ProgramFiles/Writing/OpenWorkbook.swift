// A workbook while it is written. libxlsxwriter takes rows in their order and keeps none.

import CWorkbook
import Quantities

struct OpenWorkbook {
    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private let bold: UnsafeMutablePointer<lxw_format>
    private let day: UnsafeMutablePointer<lxw_format>

    /// Writes the file, and returns how many bytes the rows of each sheet have.
    static func write(_ tables: [ExportTable], to path: String, through directory: String) throws(FileProblem)
        -> [UInt64]
    {
        guard let workbook = steerco_workbook_new(path, directory) else { throw noMemory }
        do throws(FileProblem) {
            let open = try OpenWorkbook(workbook)
            for (table, name) in zip(tables, SheetNames.cleaned(tables.map(\.name))) { try open.add(table, name) }
        } catch {
            steerco_workbook_free(workbook)
            throw error
        }
        var rows = [UInt64](repeating: 0, count: tables.count)
        // Frees it, whatever comes of it.
        try confirm(
            steerco_workbook_close(workbook, &rows),
            "the workbook cannot be written in \(directory), where there may be no room")
        return rows
    }

    private init(_ workbook: UnsafeMutablePointer<lxw_workbook>) throws(FileProblem) {
        guard let bold = steerco_workbook_bold(workbook),
            let day = steerco_workbook_number_format(workbook, "yyyy-mm-dd")
        else { throw OpenWorkbook.noMemory }
        self.workbook = workbook
        self.bold = bold
        self.day = day
    }

    private func add(_ table: ExportTable, _ name: String) throws(FileProblem) {
        guard let sheet = steerco_workbook_sheet(workbook, name) else {
            throw FileProblem("no sheet can be made with the name \(name)")
        }
        for (column, head) in table.heads.enumerated() { try put(.text(head), sheet, 0, column, bold) }
        steerco_sheet_freeze(sheet, 1)
        for (row, cells) in table.rows.enumerated() {
            for (column, cell) in cells.enumerated() { try put(cell, sheet, row + 1, column, nil) }
        }
        for (column, width) in OpenWorkbook.widths(table).enumerated() {
            try OpenWorkbook.confirm(steerco_sheet_width(sheet, UInt16(column), Double(width)), "a column has no width")
        }
    }

    private func put(
        _ cell: ExportCell, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: Int, _ column: Int,
        _ format: UnsafeMutablePointer<lxw_format>?
    ) throws(FileProblem) {
        let (place, across) = (UInt32(row), UInt16(column))
        let code: lxw_error
        switch cell {
        case .text(let text): code = steerco_sheet_text(sheet, place, across, WorkbookText.cell(text), format)
        case .number(let number) where number.isFinite:
            code = steerco_sheet_number(sheet, place, across, number, format)
        case .date(let date):
            if let serial = OpenWorkbook.serial(date) {
                code = steerco_sheet_number(sheet, place, across, Double(serial), day)
            } else {
                code = steerco_sheet_text(sheet, place, across, date.iso, format)
            }
        case .number, .none: return
        }
        try OpenWorkbook.confirm(code, "row \(row + 1) cannot be written")
    }

    /// A day as sheets count; nil before March 1900, where they count a day that never was.
    private static func serial(_ date: CalendarDate) -> Int? {
        let serial = date.dayNumber + 25_569
        return serial > 60 ? serial : nil
    }

    /// Wide enough to read, for each column.
    private static func widths(_ table: ExportTable) -> [Int] {
        var widths: [Int] = []
        for row in [table.heads.map { .text($0) }] + table.rows {
            for (column, cell) in row.enumerated() {
                if column == widths.count { widths.append(8) }
                widths[column] = min(60, max(widths[column], length(cell) + 2))
            }
        }
        return widths
    }

    private static func length(_ cell: ExportCell) -> Int {
        switch cell {
        case .text(let text): text.utf8.count
        case .number(let number): PlainNumber.text(number).utf8.count
        case .date: 10
        case .none: 0
        }
    }

    private static let noMemory = FileProblem("there is no memory to write it")

    private static func confirm(_ code: lxw_error, _ what: String) throws(FileProblem) {
        guard code == LXW_NO_ERROR else {
            throw FileProblem("\(what): \(String(cString: steerco_workbook_strerror(code)))")
        }
    }
}
