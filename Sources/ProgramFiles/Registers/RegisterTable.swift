// Where a register's table stands in a sheet: below title rows, under a head of one or several rows, above a legend.

/// A head with the rows below it.
struct RegisterTable: Hashable {
    /// The sheet's name, or the line above the head.
    var titles: [String]
    var heads: [HeadCell]
    var headRow: Int
    var rows: [FileRow]

    /// Rows that are looked at for the first head.
    private static let deepest = 15

    /// The tables of a sheet, one below the other.
    static func all(in table: FileTable, _ names: HeadNames) -> [RegisterTable] {
        let rows = table.rows.lazy.map { FileRow(number: $0.number, cells: $0.cells.map(\.trimmed)) }
            .filter { $0.cells.contains { !$0.isEmpty } }
        return all(Array(rows), table.name, names)
    }

    private static func all(_ rows: [FileRow], _ name: String, _ names: HeadNames) -> [RegisterTable] {
        guard let first = rows.prefix(deepest).firstIndex(where: { isHead($0, names) }) else { return [] }
        var found: [RegisterTable] = []
        var place = first
        var above = rows[..<first].map { $0.filled.joined(separator: " ") }
        if let group = above.indices.last, isGroup(rows[group]) { above.removeLast() }
        while place < rows.count {
            let (heads, bodyStart) = head(rows, place, names)
            var end = bodyStart
            while end < rows.count, !isLaterHead(rows[end], names) { end += 1 }
            var body = Array(rows[bodyStart..<end])
            let titles = [name] + above.reversed()
            above = []
            if end < rows.count, let last = body.last, last.filled.count == 1 {
                above = last.filled
                body.removeLast()
            }
            var one = RegisterTable(titles: titles, heads: heads, headRow: rows[place].number, rows: body)
            one.foldMarkedColumns()
            found.append(one)
            place = end
        }
        return found
    }

    /// The head that begins in this row, and where its table's rows begin.
    private static func head(_ rows: [FileRow], _ place: Int, _ names: HeadNames) -> ([HeadCell], Int) {
        var next = place + 1
        var heads = rows[place].cells.map { HeadCell(lower: $0.oneLine) }
        if place > 0, isGroup(rows[place - 1]) { heads = joined(rows[place - 1].cells.map(\.oneLine), heads, names) }
        while next < rows.count, next < place + 3, isLower(rows[next], heads, names) {
            heads = joined(heads.map(\.text), rows[next].cells.map { HeadCell(lower: $0.oneLine) }, names)
            next += 1
        }
        return (heads, next)
    }

    /// Each name under the one that stands above it, or above its left neighbours if it can be of their group.
    private static func joined(_ upper: [String], _ lower: [HeadCell], _ names: HeadNames) -> [HeadCell] {
        var group = ""
        return (0..<max(upper.count, lower.count)).map { column in
            let own = column < upper.count ? upper[column] : ""
            let below = column < lower.count ? lower[column].text : ""
            if !own.isEmpty { group = own }
            let known = own.isEmpty && column < lower.count ? names.match(lower[column])?.field : nil
            if let known, known.residual == nil { return HeadCell(lower: below) }
            return HeadCell(upper: below.isEmpty ? own : group, lower: below)
        }
    }

    private static func isHead(_ row: FileRow, _ names: HeadNames) -> Bool {
        var fields: Set<RegisterField> = []
        for cell in row.filled where cell.last != ":" {
            if let match = names.match(HeadCell(lower: cell)) { fields.insert(match.field) }
        }
        return fields.count >= 3
    }

    /// A head among the rows of another: nearly all of it is whole names.
    private static func isLaterHead(_ row: FileRow, _ names: HeadNames) -> Bool {
        let filled = row.filled
        // Names do not begin with digits; most rows have a cell that does.
        guard filled.count >= 3, !filled.contains(where: { $0.utf8.first.map { (0x30...0x39).contains($0) } ?? false })
        else { return false }
        var others = 0
        for cell in filled {
            if names.match(HeadCell(lower: cell))?.isWhole != true { others += 1 }
            if others * 4 > filled.count { return false }
        }
        return isHead(row, names)
    }

    /// The row above a head that says which of its columns are before and which after treatment.
    private static func isGroup(_ row: FileRow) -> Bool {
        row.filled.count >= 2
            && row.filled.contains { cell in
                cell.count <= 40
                    && FoldedText.head(cell).words.contains {
                        RegisterHeads.before.contains(String($0)) || RegisterHeads.after.contains(String($0))
                    }
            }
    }

    /// A second row of a head: names or steps of a scale, and nothing under those that name the record.
    private static func isLower(_ row: FileRow, _ heads: [HeadCell], _ names: HeadNames) -> Bool {
        var known = 0
        var filled = 0
        for (column, cell) in row.cells.enumerated() where !cell.isEmpty {
            filled += 1
            if column < heads.count, let field = names.match(heads[column])?.field,
                [.id, .title, .description].contains(field)
            {
                return false
            }
            let match = names.match(HeadCell(lower: cell.oneLine))
            let isScale = cell.first == "(" && ScaleHint(cell).most != nil
            if match?.isWhole == true || ScaleCell.step(FoldedText.cell(cell)) != nil || isScale { known += 1 }
        }
        return known >= 2 && known * 4 >= filled * 3
    }

    /// Makes one column of several whose heads are steps of a scale and in which one is marked.
    private mutating func foldMarkedColumns() {
        var start = 0
        while start < heads.count {
            var end = start
            var last = 0.0
            while end < heads.count, let step = ScaleCell.step(FoldedText.cell(heads[end].lower)), step.order > last,
                end == start || heads[end].upper == heads[start].upper
            {
                last = step.order
                end += 1
            }
            if end - start >= 3 { fold(start..<end) }
            start = max(end, start + 1)
        }
    }

    private mutating func fold(_ columns: Range<Int>) {
        let steps = heads[columns].map(\.lower)
        for row in rows.indices {
            let marked = columns.filter { $0 < rows[row].cells.count && !rows[row].cells[$0].isEmpty }
            for column in marked { rows[row].cells[column] = "" }
            guard let one = marked.first else { continue }
            rows[row].cells[columns.lowerBound] = steps[one - columns.lowerBound]
        }
        for column in columns {
            heads[column] = HeadCell(lower: column == columns.lowerBound ? heads[column].upper : "")
        }
    }
}

/// Of a row whose cells have no blanks around them.
extension FileRow {
    /// What stands in it, without what is empty.
    var filled: [String] { cells.filter { !$0.isEmpty } }
    subscript(column: Int) -> String { column < cells.count ? cells[column] : "" }
}

extension String {
    /// Without line breaks and marks that do not print.
    var oneLine: String {
        if utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return trimmed }
        return split(whereSeparator: \.isBlank).map { $0.trimmed }.filter { !$0.isEmpty }.joined(separator: " ")
    }
}
