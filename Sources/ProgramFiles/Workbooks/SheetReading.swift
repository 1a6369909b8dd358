// The cells of sheets.

/// Reads the sheets of a workbook, one after the other, into tables.
final class SheetReading: XMLListener {
    private let strings: [String]
    private let formats: [CellFormat]
    private let isFrom1904: Bool
    private let most: Int
    private(set) var tables: [FileTable] = []
    private(set) var problems: [FileProblem] = []
    private var unsaid = 0
    private var cells = 0

    private var sheet = ""
    private var rows: [FileRow] = []
    private var row = FileRow(number: 0, cells: [])
    private var cell = Cell()
    private var merges = MergedCells()
    /// Of cells that cannot be read, those that are told one by one.
    private static let told = 200

    private struct Cell {
        var column = -1
        var type = ""
        var style = 0
        var hasFormula = false
        var value: String?
        var rich = RichText()
    }

    /// - Parameter most: cells of all sheets.
    init(strings: [String], formats: [CellFormat], isFrom1904: Bool, most: Int) {
        self.strings = strings
        self.formats = formats
        self.isFrom1904 = isFrom1904
        self.most = most
    }

    func read(_ part: [UInt8], _ name: String) throws(FileProblem) {
        sheet = name
        rows = []
        row = FileRow(number: 0, cells: [])
        merges = MergedCells()
        try XMLStream.read(part, self)
        try merges.clear(&rows)
        rows.removeAll { $0.cells.allSatisfy(\.isEmpty) }
        tables.append(FileTable(name: name, rows: rows))
        if unsaid > 0 { problems.append(FileProblem(field: name, "has \(unsaid) more cells that cannot be read")) }
        unsaid = 0
    }

    func began(_ name: String, _ attributes: XMLAttributes) throws(FileProblem) {
        switch name {
        case "row":
            let number = attributes["r"].flatMap { Int($0) } ?? row.number + 1
            guard (1...1_048_576).contains(number) else { throw FileProblem("has no row \(number)") }
            row = FileRow(number: number, cells: [])
            cell = Cell()
        case "c":
            let column =
                try attributes["r"].map { (name) throws(FileProblem) in try CellName(name).column } ?? cell.column + 1
            guard column < CellName.columns else { throw FileProblem("has more than \(CellName.columns) columns") }
            cell = Cell(
                column: column, type: attributes["t"] ?? "n", style: attributes["s"].flatMap { Int($0) } ?? 0)
        case "f": cell.hasFormula = true
        case "mergeCell": if let range = attributes["ref"] { try merges.add(range) }
        default: cell.rich.began(name)
        }
    }

    func ended(_ name: String, _ text: XMLText) throws(FileProblem) {
        switch name {
        case "v": cell.value = text.string
        case "c": try endCell()
        case "row": if !row.cells.isEmpty { rows.append(row) }
        default: cell.rich.ended(name, text)
        }
    }

    private func endCell() throws(FileProblem) {
        let text = text()
        guard !text.isEmpty else { return }
        let missing = cell.column + 1 - row.cells.count
        if missing > 0 {
            cells += missing
            guard cells <= most else { throw FileProblem("has more than \(most) cells") }
            row.cells.append(contentsOf: repeatElement("", count: missing))
        }
        row.cells[cell.column] = text
    }

    private func text() -> String {
        if cell.type == "inlineStr" { return cell.rich.text }
        guard let value = cell.value else {
            if cell.hasFormula { tell("has a formula without its value: open and save it in a spreadsheet program") }
            return ""
        }
        switch cell.type {
        case "s":
            guard let index = Int(value.trimmed), strings.indices.contains(index) else {
                tell("points to a text that the workbook does not have")
                return ""
            }
            return strings[index]
        case "str": return RichText.plain(value)
        case "b": return value.trimmed == "1" || value.trimmed == "true" ? "TRUE" : "FALSE"
        case "e":
            tell("holds the error \(value.prefix(20))")
            return ""
        case "d":
            let date = value.trimmed
            return date.hasSuffix("T00:00:00") ? String(date.dropLast(9)) : date
        default: return number(value.trimmed)
        }
    }

    private func number(_ value: String) -> String {
        guard !value.isEmpty else { return "" }
        let format = formats.indices.contains(cell.style) ? formats[cell.style] : .number
        guard let text = CellNumber.text(value, format, isFrom1904: isFrom1904) else {
            tell(
                format == .number
                    ? "holds no number: \(value.prefix(20))" : "is shown as a date, and \(value.prefix(20)) is none")
            return ""
        }
        return text
    }

    private func tell(_ why: String) {
        guard problems.count < SheetReading.told else {
            unsaid += 1
            return
        }
        problems.append(
            FileProblem(row: row.number, field: "\(sheet)!\(CellName.letters(cell.column))\(row.number)", why))
    }
}
