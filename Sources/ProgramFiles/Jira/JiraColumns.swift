// How the columns of an export are understood: each by its own place, since heads repeat.

/// The roles of a table's columns.
struct JiraColumns {
    let heads: [String]
    let roles: [JiraRole?]
    /// Hints about columns that the table does not have.
    let unmatched: [String]
    private let places: [JiraRole: [Int]]

    /// - Throws: a `FileProblem` where no column can be the key, or the summary.
    init(_ table: FileTable, hints: [String: String]) throws(FileProblem) {
        guard let first = table.rows.first else { throw FileProblem("is empty") }
        let heads = first.cells.map { PlainTitle.of($0) }
        var roles = heads.map { JiraHeads.role($0) }
        var unmatched: [String] = []
        for (name, field) in hints.sorted(by: { $0.key < $1.key }) where name != JiraColumns.datesHint {
            let word = TrackerText.word(name)
            let matching = heads.indices.filter {
                TrackerText.word(heads[$0]) == word || JiraHeads.customName(heads[$0]).map(TrackerText.word) == word
            }
            if matching.isEmpty { unmatched.append(name) }
            for place in matching { roles[place] = JiraHeads.role(field: field) }
        }
        if !roles.contains(.key), !roles.contains(.id), let place = JiraColumns.keyColumn(table, roles) {
            roles[place] = .key
        }
        self.heads = heads
        self.roles = roles
        self.unmatched = unmatched
        var places: [JiraRole: [Int]] = [:]
        for (place, role) in roles.enumerated() {
            if let role { places[role, default: []].append(place) }
        }
        self.places = places
        guard roles.contains(.key) || roles.contains(.id) else {
            throw FileProblem("has no column of issue keys, as an export of Jira has")
        }
        guard roles.contains(.summary) else {
            throw FileProblem("has no column that is known as the summary: say which one is the title")
        }
    }

    /// The hint that is about no column.
    static let datesHint = "dates"

    /// The column whose cells have the form of keys, most of all and mostly.
    private static func keyColumn(_ table: FileTable, _ roles: [JiraRole?]) -> Int? {
        var counts: [Int: (keys: Int, filled: Int)] = [:]
        for row in table.rows.dropFirst() {
            for (place, cell) in row.cells.enumerated()
            where !cell.isEmpty && place < roles.count && roles[place] == nil {
                counts[place, default: (0, 0)].filled += 1
                if JiraIssue.isKey(cell) { counts[place, default: (0, 0)].keys += 1 }
            }
        }
        let likely = counts.filter { $0.value.keys * 2 > $0.value.filled }
        return likely.max { ($0.value.keys, -$0.key) < ($1.value.keys, -$1.key) }?.key
    }

    /// Whether a table says of itself that it is an export of Jira.
    static func areOfJira(_ table: FileTable) -> Bool {
        guard let heads = table.rows.first?.cells else { return false }
        let roles = heads.map { JiraHeads.role($0) }
        if roles.contains(.key) || roles.contains(.id) { return true }
        return heads.contains { JiraHeads.customName($0) != nil } && keyColumn(table, roles) != nil
    }

    func has(_ role: JiraRole) -> Bool { places[role] != nil }

    /// The cells of a row in this role that are not empty.
    func texts(_ role: JiraRole, _ row: FileRow) -> [String] {
        (places[role] ?? []).compactMap { place in
            guard place < row.cells.count else { return nil }
            let text = TrackerText.trimmed(row.cells[place])
            return text.isEmpty ? nil : text
        }
    }

    func text(_ role: JiraRole, _ row: FileRow) -> String { texts(role, row).first ?? "" }

    /// Places of people with those of their accounts, where one follows the other.
    var accounts: [(name: Int, account: Int)] {
        roles.indices.dropLast().compactMap { place in
            switch (roles[place], roles[place + 1]) {
            case (.assignee, .assigneeAccount), (.person, .account): (place, place + 1)
            default: nil
            }
        }
    }

    var mapping: [FileColumn] { zip(heads, roles).map { FileColumn(head: $0, field: $1?.shown) } }
}
