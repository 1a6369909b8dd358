// Issues as Jira's interface answers with them, saved to a file: Cloud's answers, Server's, or the issues alone.

import JSONText
import Quantities

/// Reads issues of the interface.
struct JiraAnswer {
    /// The names of fields by their ids, where the answer has them.
    private let names: JSON
    private let schema: JSON
    private var hints: JiraHints
    private var found = JiraIssues()

    static func isOne(_ json: JSON) -> Bool {
        if json["issues"]?.array != nil { return json["lists"] == nil }
        guard let first = json.array?.first else { return false }
        return first["key"]?.string != nil && first["fields"]?.members != nil
    }

    static func read(_ json: JSON, hints: [String: String]) throws(FileProblem) -> JiraIssues {
        guard let issues = json.array ?? json["issues"]?.array else {
            throw FileProblem("has no issues, as an answer of Jira has")
        }
        var reader = JiraAnswer(json, JiraHints(hints))
        for (index, issue) in issues.enumerated() { reader.read(issue, row: index + 1) }
        reader.namePages(json, count: issues.count)
        if issues.contains(where: { $0["changelog"] != nil }) {
            reader.found.named.append("the changelog of issues is not read")
        }
        reader.found.problems += reader.hints.problems
        return reader.found
    }

    private init(_ json: JSON, _ hints: JiraHints) {
        names = json["names"] ?? .null
        schema = json["schema"] ?? .null
        self.hints = hints
    }

    /// A page of an answer is not all of it.
    private mutating func namePages(_ json: JSON, count: Int) {
        let start = json["startAt"]?.int ?? 0
        let total = json["total"]?.int
        let hasNext = json["isLast"]?.bool == false || json["nextPageToken"]?.string != nil
        guard hasNext || start > 0 || (total ?? 0) > count else { return }
        found.named.append(
            "the file is a page of a longer answer: it has \(count) of \(total.map { String($0) } ?? "more") issues")
    }

    // MARK: One issue

    private mutating func read(_ json: JSON, row: Int) {
        guard json.members != nil else {
            found.skipped.append(FileProblem(row: row, "is no issue"))
            return
        }
        var issue = JiraIssue(row: row)
        issue.id = JiraAnswer.reference(json["id"])
        issue.key = PlainTitle.of(json["key"]?.string ?? "")
        guard !issue.identity.isEmpty else {
            found.skipped.append(FileProblem(row: row, "has no id and no key"))
            return
        }
        let fields = json["fields"]
        issue.summary = text("summary", fields, row)
        issue.status = name(fields?["status"])
        let category = fields?["status"]?["statusCategory"]
        issue.category = category?["key"]?.string ?? name(category)
        issue.resolution = name(fields?["resolution"])
        issue.priority = name(fields?["priority"])
        issue.assignee = JiraAnswer.person(fields?["assignee"])
        issue.due = day("duedate", fields, row)
        issue.resolved = day("resolutiondate", fields, row)
        issue.updated = fields?["updated"]?.string.flatMap { JiraMoment.instant($0) }
        issue.estimate = estimate(fields, row)
        issue.labels = (fields?["labels"]?.array ?? []).compactMap(\.string)
        issue.components = names(fields?["components"])
        issue.versions = (fields?["fixVersions"]?.array ?? []).map(version)
        let parent = fields?["parent"]
        issue.parents = [parent?["key"], parent?["id"]].map(JiraAnswer.reference).filter { !$0.isEmpty }
        issue.links = (fields?["issuelinks"]?.array ?? []).flatMap(links)
        issue.description = JiraAnswer.rich(fields?["description"])
        issue.comments = (fields?["comment"]?["comments"]?.array ?? fields?["comment"]?.array ?? []).map(comment)
        for member in fields?.members ?? [] where !JiraValue.isEmpty(member.value) { read(member, &issue) }
        found.issues.append(issue)
    }

    private static let held: Set<String> = [
        "summary", "assignee", "duedate", "labels", "fixVersions", "description", "comment", "timeoriginalestimate",
    ]
    /// What is kept and has its place in the record nevertheless.
    private static let known: Set<String> = [
        "status", "resolution", "resolutiondate", "priority", "components", "parent", "issuelinks", "statusCategory",
        "subtasks", "timetracking", "aggregatetimeoriginalestimate",
    ]

    /// Whatever else an issue says: custom fields by their kind or by a hint, all others kept.
    private mutating func read(_ member: JSON.Member, _ issue: inout JiraIssue) {
        guard !JiraAnswer.held.contains(member.name) else { return }
        let name = names[member.name]?.string ?? member.name
        if let role = hints.role(id: member.name, name: name) {
            let text = JiraValue.text(member.value)
            if issue.put(text, as: role) { return }
            found.problems.append(
                FileProblem(
                    row: issue.row, field: name, "\(TrackerText.shown(text)) cannot be read as \(role.shown ?? name)"))
        }
        let kind = schema[member.name]?["custom"]?.string ?? ""
        if kind.hasSuffix(":gh-sprint") || name == "Sprint" || JiraSprint.areThere(member.value) {
            issue.sprints += JiraSprint.names(member.value)
            return
        }
        if kind.hasSuffix(":gh-epic-link") || name == "Epic Link", let key = member.value.string {
            issue.parents.append(key)
        } else if !JiraAnswer.known.contains(member.name) {
            found.countUnread(name)
        }
        issue.kept.append(member)
    }

    // MARK: Values

    /// An id is a text of digits; old answers write it as a number.
    private static func reference(_ json: JSON?) -> String {
        switch json {
        case .string(let text): PlainTitle.of(text)
        case .int(let number): String(number)
        default: ""
        }
    }

    private mutating func text(_ field: String, _ fields: JSON?, _ row: Int) -> String {
        guard let value = fields?[field], value != .null else { return "" }
        if let text = value.string { return text }
        found.problems.append(FileProblem(row: row, field: field, "is no text"))
        return ""
    }

    private mutating func day(_ field: String, _ fields: JSON?, _ row: Int) -> CalendarDate? {
        guard let value = fields?[field], value != .null, value != "" else { return nil }
        if let day = value.string.flatMap({ JiraMoment.day($0) }) { return day }
        found.problems.append(
            FileProblem(row: row, field: field, "\(TrackerText.shown(value.string ?? value.text)) is no date"))
        return nil
    }

    private mutating func estimate(_ fields: JSON?, _ row: Int) -> Int? {
        let value = fields?["timeoriginalestimate"] ?? fields?["timetracking"]?["originalEstimateSeconds"] ?? .null
        guard value != .null else { return nil }
        if let number = value.double, let seconds = JiraValue.seconds(String(number)) { return seconds }
        found.problems.append(FileProblem(row: row, field: "estimate", "is no number of seconds"))
        return nil
    }

    private func name(_ json: JSON?) -> String { json?["name"]?.string ?? json?.string ?? "" }
    private func names(_ json: JSON?) -> [String] { (json?.array ?? []).map { name($0) }.filter { !$0.isEmpty } }

    private static func person(_ json: JSON?) -> FilePerson? {
        guard let json, json.members != nil else { return nil }
        let account = json["accountId"]?.string ?? json["name"]?.string ?? json["key"]?.string
        guard let name = json["displayName"]?.string ?? account, !name.isEmpty else { return nil }
        return FilePerson(name: PlainTitle.of(name), mail: json["emailAddress"]?.string, account: account)
    }

    private func version(_ json: JSON) -> JiraIssue.Version {
        JiraIssue.Version(
            name: PlainTitle.of(name(json)), due: json["releaseDate"]?.string.flatMap { JiraMoment.day($0) },
            isReleased: json["released"]?.bool ?? false)
    }

    private func links(_ json: JSON) -> [JiraIssue.Link] {
        let type = json["type"]
        return [("outwardIssue", "outward", true), ("inwardIssue", "inward", false)].compactMap {
            member, direction, isOutward in
            guard let other = json[member] else { return nil }
            let key = other["key"]?.string ?? JiraAnswer.reference(other["id"])
            guard !key.isEmpty else { return nil }
            let kind = JiraLinkKind(
                phrase: type?[direction]?.string ?? "", type: name(type), isOutward: isOutward)
            return JiraIssue.Link(kind: kind, other: key)
        }
    }

    /// A document, or the markup that older answers have.
    private static func rich(_ json: JSON?) -> String {
        switch json {
        case .string(let text): JiraMarkup.plain(text)
        case .object: TrackerText.note(JiraDocument.plain(json ?? .null))
        default: ""
        }
    }

    private func comment(_ json: JSON) -> FileNote {
        FileNote(
            text: JiraAnswer.rich(json["body"]), by: JiraAnswer.person(json["author"])?.name,
            day: json["created"]?.string.flatMap { JiraMoment.day($0) })
    }
}
