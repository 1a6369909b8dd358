// Delimited text, as every spreadsheet and script reads it: RFC 4180, in UTF-8, with commas and CRLF.

package enum DelimitedWriter {
    /// The bytes of a file that holds one table, its heads first. Every row has as many fields as the longest.
    ///
    /// No cell is a formula to the program that opens it: see ``restored(_:)`` for the way back.
    package static func bytes(_ table: ExportTable) -> [UInt8] {
        let width = table.rows.reduce(table.heads.count) { max($0, $1.count) }
        var bytes: [UInt8] = []
        append(table.heads.map { .text($0) }, width, &bytes)
        for row in table.rows { append(row, width, &bytes) }
        return bytes
    }

    /// The text that a cell was written from, whether this writer or another one guarded it.
    package static func restored(_ cell: String) -> String { FormulaGuard.restored(cell) }

    private static func append(_ cells: [ExportCell], _ width: Int, _ bytes: inout [UInt8]) {
        for index in 0..<width {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            let text = index < cells.count ? field(cells[index]) : ""
            // A line without a character would be no row.
            append(text, isQuoted: text.isEmpty && width == 1 || text.utf8.contains(where: isSpecial), &bytes)
        }
        bytes += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
    }

    private static func append(_ text: String, isQuoted: Bool, _ bytes: inout [UInt8]) {
        guard isQuoted else {
            bytes += text.utf8
            return
        }
        let quote = UInt8(ascii: "\"")
        bytes.append(quote)
        for byte in text.utf8 {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }

    private static func isSpecial(_ byte: UInt8) -> Bool { #",""#.utf8.contains(byte) || byte == 0x0A || byte == 0x0D }

    private static func field(_ cell: ExportCell) -> String {
        if case .text(let text) = cell { FormulaGuard.guarded(text) } else { cell.text }
    }
}
