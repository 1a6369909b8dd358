// The rows of one table as records.

import JSONText
import Quantities

/// Reads the rows of a table, one after the other.
struct RegisterRows {
    private let columns: RegisterColumns
    private let values: RegisterValues
    private var scales: [Int: ScaleColumn] = [:]
    private let hasIDs: Bool
    private var last: Int?
    private var notes = RegisterRemarks()

    init(_ columns: RegisterColumns, _ values: RegisterValues) {
        self.columns = columns
        self.values = values
        let table = columns.table
        hasIDs =
            columns.column(.id).map { column in
                table.rows.lazy.filter { !$0[column].isEmpty }.count * 2 > table.rows.count
            } ?? false
        let scaled = columns.fields.indices.filter { columns.fields[$0]?.isScale == true }
        let cells = scaled.map { column in table.rows.map { ScaleCell.read($0[column]) } }
        let family = cells.flatMap { $0.map(\.cell) }
        for (column, own) in zip(scaled, cells) {
            guard let field = columns.fields[column] else { continue }
            scales[column] = ScaleColumn(table.heads[column].text, field, own, family: family, said: values.scale)
        }
    }

    mutating func read(_ records: inout FileRecords, _ identities: inout RegisterIdentities) {
        let isScaled = columns.column(.kind) != nil || ["risk", "assumption"].contains(columns.kind.kind)
        for column in scales.keys.sorted() where isScaled { records.named += scales[column]?.named ?? [] }
        for (place, row) in columns.table.rows.enumerated() {
            if place == 0, isInstruction(row) {
                notes.skip(row.number, "looks like instructions for its columns", &records)
            } else {
                read(row, place, &records, &identities)
            }
        }
        notes.tell(columns, &records)
    }

    private mutating func read(
        _ row: FileRow, _ place: Int, _ records: inout FileRecords, _ identities: inout RegisterIdentities
    ) {
        let id = columns.text(.id, row)
        let title = columns.text(.title, row).withoutMarkup
        if let why = reasonToSkip(row, id, title) {
            if id.isEmpty, title.isEmpty, let last, why == RegisterRows.belongs {
                RecordFields(columns, values, scales, row, place).add(to: &records.records[last])
            } else {
                notes.skip(row.number, why, &records)
                if why != RegisterRows.belongs { last = nil }
            }
            return
        }
        var (kind, tag) = columns.kind
        let said = columns.text(.kind, row)
        if !said.isEmpty, let own = ColumnText.kind(said) {
            (kind, tag) = own
            notes.letter(said)
        } else if !said.isEmpty {
            return notes.skip(
                row.number, "is of the kind \"\(said.oneLine.prefix(30))\", which no record of ours is", &records)
        }
        let name = title.oneLine
        let key = "\(kind) \(id.isEmpty ? FoldedText.cell(name) : id)"
        let text = row.cells.indices.filter { $0 != columns.column(.id) }.map { FoldedText.cell(row[$0]) }
        switch identities.verdict(key, row.number, text.joined(separator: "\n"), hasID: !id.isEmpty) {
        case .again(let first):
            last = nil
            return notes.skip(row.number, "is row \(first) again", &records)
        case .other(let first):
            last = nil
            let what = id.isEmpty ? "title" : "id \(id.prefix(30))"
            records.problems.append(
                FileProblem(row: row.number, "has the \(what) of row \(first) and another text; it is left out"))
            return
        case .new: break
        }
        var record = FileRecord(key: key, label: id, row: row.number, kind: kind, title: name)
        if title.contains(where: \.isNewline) { record.notes.append(FileNote(text: title)) }
        if let tag { record.tags.append(tag) }
        RecordFields(columns, values, scales, row, place).fill(&record, &records, &notes)
        last = records.records.count
        records.records.append(record)
    }

    private static let belongs = "belongs to no record above it"

    /// Why a row makes no record; nil when it does.
    private func reasonToSkip(_ row: FileRow, _ id: String, _ title: String) -> String? {
        let filled = row.filled
        let isShort = columns.table.heads.count >= 4 && filled.count <= 2
        let isNote = id.isEmpty && isShort
        if isShort, let first = filled.first.map({ FoldedText.head($0) }),
            RegisterHeads.footers.contains(id.isEmpty ? String(first.words.first ?? "") : first)
        {
            return "is a total or a note below the table"
        }
        guard title.isEmpty || RegisterHeads.nothing.contains(FoldedText.cell(title)) else {
            return hasIDs && isNote && filled.count == 1 ? "has one cell and no id: a note below the table" : nil
        }
        if id.isEmpty { return RegisterRows.belongs }
        return filled.count == 1 ? "has an id and nothing else" : "has no title"
    }

    /// A row below the head that says what to write: where steps and dates should be, there are sentences.
    private func isInstruction(_ row: FileRow) -> Bool {
        let sentences = columns.fields.indices.filter { column in
            guard let field = columns.fields[column], row[column].count > 12 else { return false }
            if field.isDate { return DateCell(row[column]) == nil }
            return field.isScale && !ColumnText.isScale(row[column])
                || field == .status && RegisterState(row[column]) == nil && row[column].contains(" ")
        }
        return sentences.count >= 2
    }
}

/// What is said of a table as a whole, gathered from its rows.
struct RegisterRemarks {
    private var unknownStates: [String] = []
    private var letters: Set<String> = []
    private var scores: [FileProblem] = []
    private var scored = 0
    private var skippedSame = 0
    private var ambiguous: [Int: String] = [:]
    private var withoutCurrency: Set<Int> = []
    private static let told = 20

    /// Rows next to each other that are skipped for the same reason are told as one.
    mutating func skip(_ row: Int, _ why: String, _ records: inout FileRecords) {
        let place = records.skipped.count - 1
        let isSame = place >= 0 && records.skipped[place].why.hasPrefix(why) && skippedRow == row - 1
        skippedRow = row
        guard isSame else {
            skippedSame = 0
            records.skipped.append(FileProblem(row: row, why))
            return
        }
        skippedSame += 1
        records.skipped[place].why = "\(why), and \(skippedSame) more below"
    }
    private var skippedRow = -1

    mutating func letter(_ text: String) {
        let folded = FoldedText.cell(text)
        if folded == "a" || folded == "d" { letters.insert(folded) }
    }
    mutating func unknown(state: String) {
        if unknownStates.count <= RegisterRemarks.told, !unknownStates.contains(state) { unknownStates.append(state) }
    }
    mutating func score(_ problem: FileProblem?) {
        scored += 1
        if let problem { scores.append(problem) }
    }
    mutating func ambiguous(_ column: Int, _ text: String) { if ambiguous[column] == nil { ambiguous[column] = text } }
    /// - Returns: whether it is the first of its column.
    mutating func withoutCurrency(_ column: Int) -> Bool { withoutCurrency.insert(column).inserted }

    func tell(_ columns: RegisterColumns, _ records: inout FileRecords) {
        let heads = columns.table.heads.map(\.text)
        if letters.contains("a") { records.named.append("the letter A is read as assumption") }
        if letters.contains("d") { records.named.append("the letter D is read as dependency") }
        for state in unknownStates.prefix(RegisterRemarks.told) {
            records.named.append("the status \"\(state.prefix(40))\" is not known and read as open")
        }
        if unknownStates.count > RegisterRemarks.told {
            records.named.append("more status words are not known and read as open")
        }
        if scores.count >= 4, scores.count * 2 > scored, let column = columns.column(.score) {
            records.named.append(
                "\"\(heads[column])\" is no product of probability and impact in most rows; ours is one")
        } else {
            records.problems += scores
        }
        for (column, text) in ambiguous.sorted(by: { $0.key < $1.key }) {
            records.named.append("\"\(text)\" in \"\(heads[column])\" is read as thousands")
        }
        let kept = columns.fields.indices.filter { columns.fields[$0] == nil && !heads[$0].isEmpty }.map { heads[$0] }
        if !kept.isEmpty {
            records.named.append(
                "no field of ours: \(kept.prefix(30).map { "\"\($0.prefix(40))\"" }.joined(separator: ", ")); kept as they are"
            )
        }
    }
}
