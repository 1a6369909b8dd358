// One reading of delimited text by libcsv, line by line, so that each row knows where it begins.

import CDelimited

/// Takes cells and row ends from libcsv, which calls back as it finds them.
final class DelimitedReader {
    private var parser = csv_parser()
    private let delimiter: UInt8
    private let limits: DelimitedText.Limits
    private let mostRows: Int
    private var line: Int
    private var rows: [FileRow] = []
    private var cells: [String] = []
    /// The line that the row begins on; nil between rows.
    private var began: Int?
    /// The line that the last cell begins on: where an open quote stands.
    private var cellBegan = 0
    private var isTooWide = false

    /// - Parameter line: the number of the first line.
    /// - Parameter mostRows: where to stop, for a look at the first rows only.
    init(_ delimiter: UInt8, _ limits: DelimitedText.Limits, line: Int = 1, mostRows: Int = .max) {
        self.delimiter = delimiter
        self.limits = limits
        self.line = line
        self.mostRows = mostRows
    }

    deinit { csv_free(&parser) }

    func read(_ text: UnsafeBufferPointer<UInt8>) throws(FileProblem) -> [FileRow] {
        guard csv_init(&parser, 0) == 0 else { throw FileProblem("there is no memory to read it") }
        csv_set_delim(&parser, delimiter)
        // A long cell grows by this much each time.
        csv_set_blk_size(&parser, 1 << 16)
        let this = Unmanaged.passUnretained(self).toOpaque()
        var place = 0
        while place < text.count, rows.count < mostRows {
            let length = DelimitedText.line(text, from: place)
            let part = UnsafeBufferPointer(rebasing: text[place..<place + length])
            begin(part)
            guard
                csv_parse(&parser, part.baseAddress, length, DelimitedReader.cell, DelimitedReader.end, this) == length
            else {
                throw FileProblem(row: line, "cannot be read: \(String(cString: csv_strerror(csv_error(&parser))))")
            }
            if isTooWide { throw FileProblem(row: began ?? line, "has more than \(limits.cells) cells") }
            line += 1
            place += length
        }
        guard place == text.count else { return rows }
        // Strict at the end only, where it tells an open quote; quotes within cells are common.
        csv_set_opts(&parser, UInt8(CSV_STRICT | CSV_STRICT_FINI))
        guard csv_fini(&parser, DelimitedReader.cell, DelimitedReader.end, this) == 0 else {
            throw FileProblem(row: cellBegan, "a quote begins here that is never closed")
        }
        if isTooWide { throw FileProblem(row: began ?? line, "has more than \(limits.cells) cells") }
        return rows
    }

    /// The first rows of text that may be cut off anywhere: its last row is left out unless it is the only one.
    func firstRows(_ text: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> [FileRow] {
        guard (try? read(text)) == nil || !isWhole else { return rows }
        return rows.count > 1 && rows.count < mostRows ? Array(rows.dropLast()) : rows
    }

    /// A line of blanks between rows begins none.
    private func begin(_ part: UnsafeBufferPointer<UInt8>) {
        guard began == nil else { return }
        let isBlank = part.allSatisfy { ($0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D) && $0 != delimiter }
        guard !isBlank else { return }
        began = line
        cellBegan = line
    }

    private static let cell: @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
        bytes, count, this in
        guard let this else { return }
        let reader = Unmanaged<DelimitedReader>.fromOpaque(this).takeUnretainedValue()
        reader.add(UnsafeRawBufferPointer(start: bytes, count: count))
    }

    private static let end: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = { _, this in
        guard let this else { return }
        Unmanaged<DelimitedReader>.fromOpaque(this).takeUnretainedValue().endRow()
    }

    private func add(_ bytes: UnsafeRawBufferPointer) {
        // What comes after it on this line begins on this line.
        cellBegan = line
        guard cells.count < limits.cells else {
            isTooWide = true
            return
        }
        let text = String(decoding: bytes, as: UTF8.self)
        cells.append(bytes.contains(FormulaGuard.mark) ? FormulaGuard.restored(text) : text)
    }

    private func endRow() {
        // The row that is too wide keeps its line.
        guard !isTooWide else { return }
        rows.append(FileRow(number: began ?? line, cells: cells))
        let count = cells.count
        cells.removeAll(keepingCapacity: false)
        cells.reserveCapacity(count)
        began = nil
    }
}
