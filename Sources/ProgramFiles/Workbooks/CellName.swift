// Names of cells, such as B7, and cells that are merged into one.

/// A cell's place: its column from 0, its row from 1.
struct CellName: Hashable {
    static let columns = 16_384
    var column: Int
    var row: Int

    init(_ name: some StringProtocol) throws(FileProblem) {
        var column = 0
        var row = 0
        var letters = 0
        for byte in name.utf8 where byte != UInt8(ascii: "$") {
            switch byte {
            case 0x41...0x5A, 0x61...0x7A:
                letters += row == 0 ? 1 : 9
                column = column * 26 + Int(byte & 0xDF) - 0x40
            case 0x30...0x39: row = row * 10 + Int(byte - 0x30)
            default: letters = 9
            }
            guard letters <= 3, row <= 1_048_576 else { break }
        }
        guard (1...3).contains(letters), (1...1_048_576).contains(row), column <= CellName.columns else {
            throw FileProblem("has no cell \"\(name.prefix(20))\"")
        }
        self.column = column - 1
        self.row = row
    }

    /// `A`, `Z`, `AA`.
    static func letters(_ column: Int) -> String {
        var letters: [Character] = []
        var rest = column + 1
        while rest > 0 {
            letters.append(Character(Unicode.Scalar(UInt8(0x41 + (rest - 1) % 26))))
            rest = (rest - 1) / 26
        }
        return String(letters.reversed())
    }
}

/// Cells that are merged: only the first of them counts, whatever the others still hold.
struct MergedCells {
    private var ranges: [(first: CellName, last: CellName)] = []
    /// Cells that are looked at for all ranges.
    private static let most = 50_000_000

    mutating func add(_ range: String) throws(FileProblem) {
        let ends = range.split(separator: ":")
        guard ends.count == 2 else { return }
        ranges.append((try CellName(ends[0]), try CellName(ends[1])))
    }

    func clear(_ rows: inout [FileRow]) throws(FileProblem) {
        var looked = 0
        for (first, last) in ranges {
            var place = MergedCells.place(of: first.row, rows)
            while place < rows.count, rows[place].number <= last.row {
                let columns = first.column..<max(first.column, min(last.column + 1, rows[place].cells.count))
                looked += columns.count + 1
                guard looked <= MergedCells.most else { throw FileProblem("has too many merged cells") }
                for column in columns where rows[place].number != first.row || column != first.column {
                    rows[place].cells[column] = ""
                }
                place += 1
            }
        }
    }

    /// Of the first row of this number or a higher one; rows are in order, as every program writes them.
    private static func place(of number: Int, _ rows: [FileRow]) -> Int {
        var low = 0
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if rows[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
