// Registers as people keep them: risks, issues, actions, decisions and assumptions in tables of any make.

/// Reads registers of any make.
package enum Register {
    /// The records of a file's tables.
    ///
    /// - Parameter hints: `dates` (`dmy` or `mdy`), `scale` (the greatest number of a scale), `currency`, and names of
    ///   columns with the field each is read as, empty for none.
    /// - Throws: a `FileProblem` where no table is a register, telling what it looks like, or where dates can be read
    ///   in two ways.
    package static func read(
        _ tables: [FileTable], hints: [String: String] = [:], source: String = "register"
    ) throws(FileProblem) -> FileRecords {
        let names = try HeadNames(hints)
        var records = FileRecords(source: source)
        let found = try columns(tables, names, &records)
        let dates = found.flatMap { columns in
            columns.fields.indices.filter { columns.fields[$0]?.isDate == true }.flatMap { column in
                columns.table.rows.map { (row: $0.number, text: $0[column]) }
            }
        }
        let values = RegisterValues(
            order: try DateOrder.of(dates, said: hints["dates"]), scale: try scale(hints["scale"]),
            currency: hints["currency"]?.uppercased())
        var identities = RegisterIdentities()
        for columns in found {
            var reader = RegisterRows(columns, values)
            reader.read(&records, &identities)
        }
        identities.tell(&records)
        return records
    }

    private static func scale(_ said: String?) throws(FileProblem) -> Double? {
        guard let said else { return nil }
        guard let most = Int(said), [3, 5, 10, 100].contains(most) else {
            throw FileProblem("scale=\(said) is no scale; expected 3, 5, 10 or 100")
        }
        return Double(most)
    }

    /// The columns of all tables that are registers.
    private static func columns(
        _ tables: [FileTable], _ names: HeadNames, _ records: inout FileRecords
    ) throws(FileProblem) -> [RegisterColumns] {
        var found: [RegisterColumns] = []
        var others: [String] = []
        var used: Set<String> = []
        for table in tables {
            let all = isExplanation(table.name) && tables.count > 1 ? [] : RegisterTable.all(in: table, names)
            let own = all.filter { RegisterLooks.other($0.heads.map(\.text)) == nil }.map { RegisterColumns($0, names) }
                .filter(\.isRegister)
            if own.isEmpty, !table.name.isEmpty { others.append(table.name) }
            found += own
            for columns in own { used.formUnion(columns.table.heads.map { FoldedText.head($0.text) }) }
        }
        guard !found.isEmpty else {
            let cells = tables.lazy.flatMap { $0.rows.prefix(20) }.flatMap(\.cells).map { FoldedText.head($0) }
            throw RegisterLooks.absent(names.written, in: Set(cells)) ?? RegisterLooks.refusal(tables)
        }
        if let absent = RegisterLooks.absent(names.written, in: used) { throw absent }
        for name in others { records.named.append("the sheet \"\(name)\" holds no register") }
        var seen: Set<FileColumn> = []
        for columns in found {
            for (head, field) in zip(columns.table.heads, columns.fields) where !head.text.isEmpty {
                let column = FileColumn(head: head.text, field: field?.rawValue)
                if seen.insert(column).inserted { records.mapping.append(column) }
            }
        }
        return found
    }

    private static func isExplanation(_ name: String) -> Bool {
        FoldedText.head(name).words.contains { RegisterHeads.explanations.contains(String($0)) }
    }
}
