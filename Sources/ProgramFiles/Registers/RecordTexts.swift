// Dates, amounts, people and texts of a row.

import JSONText
import Quantities

extension RecordFields {
    /// Of a record; a cell with more commas is a text.
    private static let mostTags = 50

    func read(
        date text: String, _ column: Int, _ record: inout FileRecord, _ problems: inout [FileProblem],
        _ kept: inout [JSON.Member]
    ) {
        guard let date = DateCell(text)?.date(values.order) else {
            problems.append(
                FileProblem(row: row.number, field: head(column), "\"\(text.oneLine.prefix(40))\" is no date"))
            return keep(text, column, &kept)
        }
        switch (columns.fields[column], record.kind) {
        case (.due, _): record.due = date
        case (.closed, _): record.finish = date
        case (.review, "risk"), (.review, "decision"): record.fields["review"] = date.iso
        case (.raised, "blocker"): record.fields["since"] = date.iso
        case (.decided, "decision"): record.fields["decided"] = date.iso
        case (.raised, "decision") where columns.column(.decided) == nil: record.fields["decided"] = date.iso
        default: keep(date.iso, column, &kept)
        }
    }

    func read(
        amount text: String, _ column: Int, _ record: inout FileRecord, _ problems: inout [FileProblem],
        _ kept: inout [JSON.Member], _ remarks: inout RegisterRemarks
    ) {
        guard let amount = RegisterAmount(text) else {
            problems.append(
                FileProblem(
                    row: row.number, field: head(column),
                    "\"\(text.oneLine.prefix(60))\" is more than an amount, or none"))
            return keep(text, column, &kept)
        }
        guard record.kind == "risk" else { return keep(text, column, &kept) }
        guard let currency = amount.currency ?? RegisterAmount.currency(head(column)) ?? values.currency else {
            if remarks.withoutCurrency(column) {
                problems.append(
                    FileProblem(row: row.number, field: head(column), "names no currency; say one, as currency=EUR"))
            }
            return keep(text, column, &kept)
        }
        if amount.isAmbiguous { remarks.ambiguous(column, text) }
        if amount.hundredths < 0 { record.fields["type"] = "opportunity" }
        record.fields[columns.fields[column] == .cost ? "cost" : "response-cost"] = amount.text(currency)
    }

    func readPeople(_ text: String, _ column: Int, _ record: inout FileRecord, _ kept: inout [JSON.Member]) {
        let people = RegisterPeople.read(text)
        if columns.fields[column] == .decider {
            guard record.kind == "decision", let first = people.first else { return keep(text, column, &kept) }
            record.fields["by"] = first.name
            return
        }
        for person in people where person != record.owner && !record.helpers.contains(person) {
            if record.owner == nil, columns.fields[column] == .owner {
                record.owner = person
            } else if record.helpers.count < RegisterPeople.most {
                record.helpers.append(person)
            }
        }
    }

    func readProgress(_ text: String, _ column: Int, _ record: inout FileRecord, _ problems: inout [FileProblem]) {
        guard let number = NumberStart(text), number.rest.trimmed.isEmpty, (0...100).contains(number.value) else {
            problems.append(
                FileProblem(row: row.number, field: head(column), "\"\(text.oneLine.prefix(40))\" is no share"))
            return
        }
        let isShare = !number.isPercent && number.value > 0 && number.value <= 1
        record.progress = Int((number.value * (isShare ? 100 : 1)).rounded())
    }

    func readText(_ text: String, _ column: Int, _ record: inout FileRecord) {
        let clean = text.withoutMarkup
        switch columns.fields[column] {
        case .id, .title, .kind, .status, .probability, .impact, .residualProbability, .residualImpact: break
        case .tags:
            for tag in clean.split(whereSeparator: { ",;\n".contains($0) }).map(\.trimmed)
            where !tag.isEmpty && record.tags.count < RecordFields.mostTags && !record.tags.contains(tag) {
                record.tags.append(tag)
            }
        case .type where record.kind == "risk":
            let folded = FoldedText.cell(clean)
            if RegisterHeads.opportunities.contains(folded) { record.fields["type"] = "opportunity" }
            if RegisterHeads.threats.contains(folded) { record.fields["type"] = "threat" }
        case .response where record.kind == "risk":
            guard let response = RegisterResponse(clean) else { return addPlan(clean, &record) }
            record.fields["response"] = response.response
            if !response.rest.isEmpty { addPlan(response.rest, &record) }
        case .plan where record.kind == "risk":
            let response = RegisterResponse(clean)
            guard let response, !response.rest.isEmpty, record.fields["response"] == nil,
                columns.column(.response) == nil
            else {
                return addPlan(clean, &record)
            }
            record.fields["response"] = response.response
            addPlan(response.rest, &record)
        case .plan where record.kind == "blocker": add("solution", clean, &record)
        case .trigger where record.kind == "risk": add("trigger", clean, &record)
        case .because where record.kind == "decision": add("because", clean, &record)
        default: record.notes.append(FileNote(text: "\(head(column)): \(clean)"))
        }
    }

    private func addPlan(_ text: String, _ record: inout FileRecord) { add("plan", text, &record) }

    private func add(_ field: String, _ text: String, _ record: inout FileRecord) {
        // In place: one record may go on for many rows.
        if record.fields[field] != nil { record.fields[field]?.append("\n") }
        record.fields[field, default: ""].append(text)
    }
}
