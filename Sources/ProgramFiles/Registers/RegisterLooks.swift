// Files that only look like registers: refused with what they look like.

enum RegisterLooks {
    /// What a file without a register in it looks like.
    static func refusal(_ tables: [FileTable]) -> FileProblem {
        let rows = tables.flatMap { $0.rows.prefix(15) }.map {
            FileRow(number: $0.number, cells: $0.cells.map(\.trimmed))
        }
        guard rows.contains(where: { !$0.filled.isEmpty }) else { return FileProblem("holds no rows") }
        if let other = rows.lazy.compactMap({ other($0.cells) }).first {
            return FileProblem("looks like \(other) and not like a register")
        }
        guard rows.contains(where: { $0.filled.count >= 2 }) else {
            return FileProblem("looks like prose and not like a register: no row has two cells")
        }
        let head = rows.max { $0.filled.count < $1.filled.count }?.filled.prefix(12).map { $0.oneLine.prefix(30) } ?? []
        return FileProblem(
            "holds no register: that has a title or description and two of probability, impact, score, owner, status, action "
                + "or due date; its columns are \(head.map { "\"\($0)\"" }.joined(separator: ", ")). "
                + "Name one by map:\"column=field\"")
    }

    /// The first name of a column that was said and is none of the file's.
    static func absent(_ said: [String], in heads: Set<String>) -> FileProblem? {
        said.first { !heads.contains(FoldedText.head($0)) }.map { FileProblem(field: $0, "is no column of the file") }
    }

    /// What a head looks like by two of its names; nil for a register's.
    static func other(_ heads: [String]) -> String? {
        let names = Set(heads.lazy.filter { $0.utf8.count < 60 }.map { FoldedText.head($0) })
        return RegisterHeads.others.first { $0.1.intersection(names).count >= 2 }?.0
    }
}
