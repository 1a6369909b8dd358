// The rows of Jira's export as issues.

import JSONText
import Quantities

/// Reads one table.
struct JiraTable {
    private let columns: JiraColumns
    private let dates: JiraDates
    /// Names of accounts, for comments name accounts only.
    private let people: [String: String]
    private var found = JiraIssues()

    static func read(_ table: FileTable, hints: [String: String]) throws(FileProblem) -> JiraIssues {
        var reader = try JiraTable(table, hints: hints)
        for row in table.rows.dropFirst() { reader.read(row) }
        return reader.found
    }

    private init(_ table: FileTable, hints: [String: String]) throws(FileProblem) {
        let columns = try JiraColumns(table, hints: hints)
        self.columns = columns
        let dateRoles: Set<JiraRole> = [.due, .start, .finish, .resolved, .otherDate, .comment]
        let dated = columns.roles.indices.filter { place in
            if case .field = columns.roles[place] { return true }
            return columns.roles[place].map(dateRoles.contains) ?? false
        }
        var cells: [(row: Int, text: String)] = []
        var people: [String: String] = [:]
        let accounts = columns.accounts
        for row in table.rows.dropFirst() {
            for place in dated where place < row.cells.count && !row.cells[place].isEmpty {
                let isComment = columns.roles[place] == .comment
                let text = isComment ? row.cells[place].prefix { $0 != ";" } : row.cells[place][...]
                cells.append((row.number, String(text)))
            }
            for (name, account) in accounts where account < row.cells.count && !row.cells[account].isEmpty {
                people[TrackerText.trimmed(row.cells[account])] = PlainTitle.of(row.cells[name])
            }
        }
        dates = try JiraDates(cells, said: hints[JiraColumns.datesHint])
        self.people = people
        found.mapping = columns.mapping
        for name in columns.unmatched {
            found.problems.append(FileProblem(field: name, "is no column of the file"))
        }
    }

    // MARK: Rows

    private mutating func read(_ row: FileRow) {
        guard row.cells.contains(where: { $0.contains { !$0.isWhitespace } }) else { return }
        var issue = JiraIssue(row: row.number)
        issue.id = columns.text(.id, row)
        issue.key = columns.text(.key, row)
        let isWide = row.cells.dropFirst(columns.heads.count).contains { !$0.isEmpty }
        guard issue.key.isEmpty ? !issue.id.isEmpty : JiraIssue.isKey(issue.key) else {
            let why =
                isWide
                ? "has more cells than there are heads, and no issue key where one should be"
                : issue.key.isEmpty ? "has no issue key" : "has no issue key, but \(TrackerText.shown(issue.key))"
            found.skipped.append(FileProblem(row: row.number, why))
            return
        }
        if isWide {
            found.problems.append(
                FileProblem(
                    row: row.number,
                    "has \(row.cells.count) cells where the head has \(columns.heads.count): what stands behind is left "
                        + "out, and cells may be in wrong columns"))
        }
        issue.summary = columns.text(.summary, row)
        issue.status = columns.text(.status, row)
        issue.category = columns.text(.category, row)
        issue.resolution = columns.text(.resolution, row)
        issue.priority = columns.text(.priority, row)
        issue.assignee = assignee(row)
        issue.due = day(.due, row)
        issue.start = day(.start, row)
        issue.resolved = day(.finish, row) ?? day(.resolved, row)
        issue.estimate = estimate(row)
        issue.labels = columns.texts(.labels, row).flatMap(JiraTable.labels)
        issue.components = columns.texts(.components, row)
        issue.sprints = columns.texts(.sprint, row)
        issue.versions = columns.texts(.versions, row).map { JiraIssue.Version(name: PlainTitle.of($0)) }
        issue.parents = [.parentKey, .parent, .parentID, .epic].flatMap { columns.texts($0, row) }
        issue.description = columns.texts(.description, row).map(JiraMarkup.plain).joined(separator: "\n\n")
        issue.comments = columns.texts(.comment, row).map(comment)
        readOthers(row, &issue)
        found.issues.append(issue)
    }

    /// Labels have no blanks; old exports put several into one cell.
    private static func labels(_ cell: String) -> [String] {
        cell.split(whereSeparator: \.isWhitespace).map { String($0) }
    }

    /// Server names the account alone.
    private func assignee(_ row: FileRow) -> FilePerson? {
        let name = PlainTitle.of(columns.text(.assignee, row))
        let account = columns.text(.assigneeAccount, row)
        guard !name.isEmpty || !account.isEmpty else { return nil }
        if columns.has(.assigneeAccount) {
            return FilePerson(name: name.isEmpty ? account : name, account: account.isEmpty ? nil : account)
        }
        let isAccount = !name.contains(" ")
        return FilePerson(
            name: name, mail: isAccount && name.contains("@") ? name : nil, account: isAccount ? name : nil)
    }

    private mutating func day(_ role: JiraRole, _ row: FileRow) -> CalendarDate? {
        guard let text = columns.texts(role, row).first else { return nil }
        if let day = dates.day(text) { return day }
        found.problems.append(
            FileProblem(row: row.number, field: role.shown, "\(TrackerText.shown(text)) is no date"))
        return nil
    }

    private mutating func estimate(_ row: FileRow) -> Int? {
        guard let text = columns.texts(.estimate, row).first else { return nil }
        if let seconds = JiraValue.seconds(text) { return seconds }
        found.problems.append(
            FileProblem(row: row.number, field: "estimate", "\(TrackerText.shown(text)) is no number of seconds"))
        return nil
    }

    /// `date;author;text`, where the text may have such marks too; anything else is a text alone.
    private func comment(_ cell: String) -> FileNote {
        let parts = cell.split(separator: ";", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let day = dates.day(TrackerText.trimmed(parts[0])) else {
            return FileNote(text: JiraMarkup.plain(cell))
        }
        let author = PlainTitle.of(String(parts[1]))
        return FileNote(
            text: JiraMarkup.plain(String(parts[2])), by: author.isEmpty ? nil : people[author] ?? author, day: day)
    }

    // MARK: Columns with names of their own

    private mutating func readOthers(_ row: FileRow, _ issue: inout JiraIssue) {
        var places: [String: Int] = [:]
        for (place, cell) in row.cells.enumerated() where place < columns.heads.count {
            let text = TrackerText.trimmed(cell)
            guard !text.isEmpty else { continue }
            switch columns.roles[place] {
            case .outward(let type):
                issue.links += JiraTable.links(JiraLinkKind(type: type, isOutward: true), text)
            case .inward(let type):
                issue.links += JiraTable.links(JiraLinkKind(type: type, isOutward: false), text)
            case .field(let name):
                let value = dates.day(text)?.iso ?? JiraValue.number(text)
                issue.fields[name] = issue.fields[name].map { "\($0), \(value)" } ?? value
            default: break
            }
            if columns.roles[place]?.isHeld ?? false { continue }
            let head = columns.heads[place].isEmpty ? "column \(place + 1)" : columns.heads[place]
            if places[head] == nil, columns.roles[place]?.shown == nil { found.countUnread(head) }
            keep(text, head, &places, &issue)
        }
    }

    /// Heads that repeat make a list.
    private func keep(_ text: String, _ head: String, _ places: inout [String: Int], _ issue: inout JiraIssue) {
        guard let place = places[head] else {
            places[head] = issue.kept.count
            issue.kept.append(JSON.Member(head, .string(text)))
            return
        }
        if case .array(let values) = issue.kept[place].value {
            issue.kept[place].value = .array(values + [.string(text)])
        } else {
            issue.kept[place].value = .array([issue.kept[place].value, .string(text)])
        }
    }

    private static func links(_ kind: JiraLinkKind, _ cell: String) -> [JiraIssue.Link] {
        cell.split { $0 == "," || $0.isWhitespace }.map { JiraIssue.Link(kind: kind, other: String($0)) }
    }
}
