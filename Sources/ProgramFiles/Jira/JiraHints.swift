// Which custom fields are read as which fields of ours, as somebody said.

/// Hints about fields that have an id beside their name.
struct JiraHints {
    private var fields: [String: (name: String, field: String)] = [:]
    private var unused: Set<String> = []

    init(_ hints: [String: String]) {
        for (name, field) in hints.sorted(by: { $0.key < $1.key }) where name != JiraColumns.datesHint {
            fields[TrackerText.word(name)] = (name, field)
            unused.insert(name)
        }
    }

    /// What a field is read as; nil where nobody said.
    mutating func role(id: String, name: String) -> JiraRole? {
        guard !fields.isEmpty else { return nil }
        let names = [id, name, "custom field (\(name))"]
        guard let hint = names.lazy.compactMap({ [fields] in fields[TrackerText.word($0)] }).first else { return nil }
        unused.remove(hint.name)
        return JiraHeads.role(field: hint.field)
    }

    /// Those that no field of the file had the name of.
    var problems: [FileProblem] { unused.sorted().map { FileProblem(field: $0, "is no field of the file") } }
}

extension JiraIssue {
    /// Puts the text of a custom field where a hint says; false where its value cannot be read so.
    mutating func put(_ text: String, as role: JiraRole) -> Bool {
        switch role {
        case .summary: summary = text
        case .status: status = text
        case .assignee: assignee = FilePerson(name: PlainTitle.of(text))
        case .labels: labels += text.split(separator: ",").map { TrackerText.trimmed($0) }
        case .parent: parents.append(text)
        case .description: description = description.isEmpty ? text : "\(description)\n\n\(text)"
        case .due, .start, .finish:
            guard let day = JiraMoment.day(text) ?? JiraMoment.feedDay(text) else { return false }
            switch role {
            case .due: due = day
            case .start: start = day
            default: resolved = day
            }
        case .field(let name):
            let value = JiraMoment.day(text)?.iso ?? JiraMoment.feedDay(text)?.iso ?? JiraValue.number(text)
            fields[name] = fields[name].map { "\($0), \(value)" } ?? value
        default: return false
        }
        return true
    }
}
