// The table that Steerco itself writes: its columns, and what a file of them says.

import Quantities

/// A table of our own records.
package enum RecordTable {
    package static let source = "steerco"
    /// The columns of every record before those of its kind's fields, and after them.
    package static let first = ["id", "kind", "project", "title", "state", "owner", "helpers", "due", "tags"]
    package static let last = ["waits for", "blocks", "related", "created", "closed", "notes"]

    /// Whether a table is one that Steerco wrote, by its heads.
    package static func isOne(_ table: FileTable) -> Bool {
        guard let heads = table.rows.first?.cells else { return false }
        return heads.starts(with: first) && heads.suffix(last.count).elementsEqual(last)
    }

    /// Reads a table that Steerco wrote, edited or not.
    package static func read(_ table: FileTable) -> FileRecords {
        var records = FileRecords(source: source)
        let heads = table.rows.first?.cells ?? []
        for row in table.rows.dropFirst() where row.cells.contains(where: { !$0.isEmpty }) {
            let cells = Dictionary(zip(heads, row.cells)) { one, _ in one }.filter { !$0.value.isEmpty }
            guard let id = cells["id"], let kind = cells["kind"], let title = cells["title"] else {
                records.skipped.append(FileProblem(row: row.number, "has no id, kind or title"))
                continue
            }
            var record = FileRecord(key: id, label: id, row: row.number, kind: kind, title: title)
            fill(&record, cells, heads, &records.problems)
            records.records.append(record)
        }
        return records
    }

    private static func fill(
        _ record: inout FileRecord, _ cells: [String: String], _ heads: [String], _ problems: inout [FileProblem]
    ) {
        record.stateWord = cells["state"]
        record.owner = cells["owner"].map { FilePerson(name: $0) }
        record.helpers = list(cells["helpers"]).map { FilePerson(name: $0) }
        record.tags = list(cells["tags"])
        if let due = cells["due"] {
            record.due = CalendarDate(iso: due)
            if record.due == nil {
                problems.append(FileProblem(row: record.row, field: "due", "is no date such as 2026-12-24"))
            }
        }
        record.parent = cells["parent"]
        record.links = list(cells["waits for"]).map { FileLink(.follows("fs"), $0) }
        record.links += list(cells["related"]).map { FileLink(.relates, $0) }
        if let notes = cells["notes"] { record.notes = [FileNote(text: notes)] }
        for head in heads where !first.contains(head) && !last.contains(head) && head != "parent" {
            if let text = cells[head] { record.fields[head] = text }
        }
    }

    private static func list(_ text: String?) -> [String] {
        (text ?? "").split(separator: ",").map { TrackerText.trimmed($0) }.filter { !$0.isEmpty }
    }
}
