// One row's cells as the fields of its record.

import JSONText
import Quantities

/// Fills a record from a row.
struct RecordFields {
    let columns: RegisterColumns
    let values: RegisterValues
    private let scales: [Int: ScaleColumn]
    private let place: Int
    let row: FileRow

    /// - Parameter place: of the row in its table.
    init(
        _ columns: RegisterColumns, _ values: RegisterValues, _ scales: [Int: ScaleColumn], _ row: FileRow, _ place: Int
    ) {
        self.place = place
        self.columns = columns
        self.values = values
        self.scales = scales
        self.row = row
    }

    func fill(_ record: inout FileRecord, _ records: inout FileRecords, _ remarks: inout RegisterRemarks) {
        var kept: [JSON.Member] = []
        readState(&record, &remarks)
        readScales(&record, &records.problems, &kept)
        compareScore(&remarks)
        for (column, field) in columns.fields.enumerated() where !row[column].isEmpty {
            let text = row[column]
            guard !RegisterHeads.nothing.contains(FoldedText.cell(text)) else { continue }
            switch field {
            case .due, .review, .closed, .raised, .decided:
                read(date: text, column, &record, &records.problems, &kept)
            case .cost, .responseCost: read(amount: text, column, &record, &records.problems, &kept, &remarks)
            case .owner, .helper, .decider: readPeople(text, column, &record, &kept)
            case .progress: readProgress(text, column, &record, &records.problems)
            case nil, .score, .residualScore, .priority, .updated, .raisedBy: keep(text, column, &kept)
            default: readText(text, column, &record)
            }
        }
        readSeverity(&record)
        if record.state == .open, record.finish != nil {
            if columns.text(.status, row).isEmpty {
                record.state = .done
            } else {
                records.problems.append(FileProblem(row: row.number, "is open and has a date of closing"))
            }
        }
        if !kept.isEmpty { record.kept = .object(kept) }
    }

    /// What a row without a title of its own adds to the record above it.
    func add(to record: inout FileRecord) {
        for (column, field) in columns.fields.enumerated() where !row[column].isEmpty && field != .id {
            readText(row[column], column, &record)
        }
    }

    func head(_ column: Int) -> String { columns.table.heads[column].text }

    func keep(_ text: String, _ column: Int, _ kept: inout [JSON.Member]) {
        kept.append(JSON.Member(columns.keptNames[column], .string(text)))
    }

    private func readState(_ record: inout FileRecord, _ remarks: inout RegisterRemarks) {
        let text = columns.text(.status, row)
        guard !text.isEmpty, !RegisterHeads.nothing.contains(FoldedText.cell(text)) else { return }
        guard let state = RegisterState(text) else { return remarks.unknown(state: text.oneLine) }
        record.state = state.state
        if state.isAccepted, record.kind == "risk" { record.fields["response"] = "accept" }
        if !state.rest.isEmpty { record.notes.append(FileNote(text: "Status: \(state.rest.withoutMarkup)")) }
    }

    private func readScales(
        _ record: inout FileRecord, _ problems: inout [FileProblem], _ kept: inout [JSON.Member]
    ) {
        for (column, field) in columns.fields.enumerated() where field?.isScale == true && !row[column].isEmpty {
            guard let field, let scale = scales[column] else { continue }
            let (cell, value) = scale.value(place)
            guard record.kind == "risk" || record.kind == "assumption" && field == .impact else {
                if cell != .empty { keep(row[column], column, &kept) }
                continue
            }
            if let why = value.why {
                problems.append(
                    FileProblem(row: row.number, field: head(column), "\"\(row[column].oneLine.prefix(60))\" \(why)"))
                keep(row[column], column, &kept)
            }
            if let rank = value.rank { record.fields[field.rawValue] = "\(rank)" }
            if let percent = value.percent, field == .probability { record.fields["chance"] = "\(percent)%" }
            if value.isNegative { record.fields["type"] = "opportunity" }
            if case .range = cell { record.notes.append(FileNote(text: "\(head(column)): \(row[column])")) }
            if !value.rest.isEmpty, value.why == nil {
                record.notes.append(FileNote(text: "\(head(column)): \(value.rest.withoutMarkup)"))
            }
        }
    }

    /// A score that the file holds is compared with the product of its own numbers.
    private func compareScore(_ remarks: inout RegisterRemarks) {
        guard let column = columns.column(.score), let score = NumberStart(row[column]), score.rest.trimmed.isEmpty,
            let probability = raw(.probability), let impact = raw(.impact)
        else { return }
        let product = probability * impact
        let isSame = abs(abs(score.value) - product) < 0.01
        let text = product == product.rounded() ? "\(Int(product))" : "\((product * 100).rounded() / 100)"
        remarks.score(
            isSame
                ? nil
                : FileProblem(
                    row: row.number, field: head(column), "is \(row[column]), and probability × impact is \(text)"))
    }

    private func raw(_ field: RegisterField) -> Double? {
        guard let column = columns.column(field), let scale = scales[column] else { return nil }
        return scale.value(place).value.raw
    }

    /// How bad a blocker is, in the words that ours has.
    private func readSeverity(_ record: inout FileRecord) {
        guard record.kind == "blocker" else { return }
        for field in [RegisterField.impact, .priority, .score] {
            let text = columns.text(field, row)
            let step: Double
            switch ScaleCell.read(text).cell {
            case .steps(let steps):
                guard let first = steps.first else { continue }
                step = first.order
            case .number(let number, _) where field == .impact: step = number
            default:
                let folded = FoldedText.cell(text)
                guard let place = ["p4", "p3", "p2", "p1"].firstIndex(of: folded) else { continue }
                step = Double(place + 2)
            }
            record.fields["severity"] = step < 3 ? "low" : step < 4 ? "medium" : step < 5 ? "high" : "critical"
            return
        }
    }
}
