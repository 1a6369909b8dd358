// Issues of any export as records: the same issues make the same records.

import JSONText
import Quantities

/// Makes records of issues, and says what of them makes none.
struct JiraRecords {
    private var found: FileRecords
    private var issues: [JiraIssue] = []
    /// Places of issues by their ids and their keys.
    private var byID: [String: Int] = [:]
    private var byKey: [String: Int] = [:]
    private var unknownStates: [String] = []
    private let read: JiraIssues

    static func records(_ issues: JiraIssues) -> FileRecords {
        var records = JiraRecords(issues)
        records.gather()
        for issue in records.issues { records.found.records.append(records.record(issue)) }
        records.nameStates()
        records.setParents()
        records.link()
        records.addMilestones()
        records.nameUnread()
        return records.found
    }

    private init(_ issues: JiraIssues) {
        read = issues
        found = FileRecords(source: "jira")
        found.skipped = issues.skipped
        found.problems = issues.problems
        found.named = issues.named
        found.mapping = issues.mapping
    }

    // MARK: Issues

    /// An issue that stands twice counts once: as it was changed last, where that is known.
    private mutating func gather() {
        for issue in read.issues {
            guard let place = byID[issue.identity] ?? (issue.key.isEmpty ? nil : byKey[issue.key]) else {
                byID[issue.identity] = issues.count
                if !issue.key.isEmpty { byKey[issue.key] = issues.count }
                issues.append(issue)
                continue
            }
            let first = issues[place]
            let name = issue.key.isEmpty ? issue.id : issue.key
            if let updated = issue.updated, let before = first.updated, updated > before,
                issue.identity == first.identity
            {
                if first.key != issue.key, !issue.key.isEmpty { byKey[issue.key] = place }
                issues[place] = issue
                found.skipped.append(FileProblem(row: first.row, "is \(name) again, as it was before row \(issue.row)"))
            } else {
                found.skipped.append(FileProblem(row: issue.row, "is \(name) again, which row \(first.row) is"))
            }
        }
    }

    private mutating func record(_ issue: JiraIssue) -> FileRecord {
        let label = issue.key.isEmpty ? issue.id : issue.key
        var title = PlainTitle.of(issue.summary)
        if title.isEmpty {
            title = label
            found.problems.append(FileProblem(row: issue.row, field: "title", "is empty: the issue is called \(label)"))
        }
        var record = FileRecord(key: issue.identity, label: label, row: issue.row, kind: "task", title: title)
        let (state, isKnown) = JiraWords.state(
            status: issue.status, category: issue.category, resolution: issue.resolution)
        record.state = state
        if !isKnown {
            let status = PlainTitle.of(issue.status)
            if !status.isEmpty, !unknownStates.contains(status) { unknownStates.append(status) }
        }
        record.owner = issue.assignee
        record.due = issue.due
        record.start = issue.start
        record.finish = state == .done ? issue.resolved : nil
        record.estimate = issue.estimate.flatMap { $0 >= 60 ? WorkSpan(minutes: $0 / 60).minutes : nil }
        var tags: [String] = []
        for tag in (issue.labels + issue.components + issue.sprints).map(PlainTitle.of)
        where !tag.isEmpty && !tags.contains(tag) { tags.append(tag) }
        record.tags = tags
        record.fields = issue.fields
        if record.fields["priority"] == nil, let priority = JiraWords.priority(issue.priority) {
            record.fields["priority"] = priority
        }
        if !issue.description.isEmpty { record.notes.append(FileNote(text: issue.description)) }
        record.notes += issue.comments.filter { !$0.text.isEmpty }
        var kept = issue.kept
        if !issue.sprints.isEmpty {
            kept.append(JSON.Member("sprint", .array(issue.sprints.map { .string(PlainTitle.of($0)) })))
        }
        record.kept = kept.isEmpty ? nil : .object(kept)
        return record
    }

    private mutating func nameStates() {
        for status in unknownStates { found.named.append("the status \"\(status)\" is not known, and read as open") }
    }

    private mutating func nameUnread() {
        for (name, count) in read.unread {
            found.named.append("\(name), kept of \(count) \(count == 1 ? "issue" : "issues")")
        }
    }

    /// The place of an issue by its id or its key.
    private func place(_ reference: String) -> Int? { byID[reference] ?? byKey[reference] }

    // MARK: Parents

    private mutating func setParents() {
        var parents: [Int?] = Array(repeating: nil, count: issues.count)
        for (index, issue) in issues.enumerated() where !issue.parents.isEmpty {
            guard let parent = issue.parents.compactMap({ place($0) }).first else {
                tell(issue, "parent", "is \(PlainTitle.of(issue.parents[0])), which is not in the file")
                continue
            }
            guard parent != index else {
                tell(issue, "parent", "is the issue itself")
                continue
            }
            parents[index] = parent
        }
        for index in JiraCircles.closing(parents) {
            tell(issues[index], "parent", "makes a circle: each would be a part of the other, so it is left out")
            parents[index] = nil
        }
        for (index, parent) in parents.enumerated() {
            found.records[index].parent = parent.map { issues[$0].identity }
        }
    }

    private mutating func tell(_ issue: JiraIssue, _ field: String, _ why: String) {
        found.problems.append(FileProblem(row: issue.row, field: field, why))
    }

    // MARK: Links

    /// A link as it is whichever of its two ends says it.
    private struct Pair: Hashable {
        var from: Int
        var to: Int
        var blocks: Bool
    }

    private mutating func link() {
        var pairs: Set<Pair> = []
        for (index, issue) in issues.enumerated() {
            var missing: [String] = []
            for link in issue.links {
                guard let other = byKey[link.other] ?? byID[link.other] else {
                    if !missing.contains(link.other) { missing.append(link.other) }
                    continue
                }
                guard other != index else {
                    tell(issue, "link", "leads to the issue itself")
                    continue
                }
                switch link.kind {
                case .blocks: pairs.insert(Pair(from: index, to: other, blocks: true))
                case .isBlocked: pairs.insert(Pair(from: other, to: index, blocks: true))
                case .relates:
                    let isFirst = JiraRecords.precedes(issue.identity, issues[other].identity)
                    pairs.insert(Pair(from: isFirst ? index : other, to: isFirst ? other : index, blocks: false))
                }
            }
            for other in missing {
                tell(issue, "link", "leads to \(PlainTitle.of(other)), which is not in the file")
            }
        }
        for pair in pairs {
            found.records[pair.from].links.append(
                FileLink(pair.blocks ? .blocks : .relates, issues[pair.to].identity))
        }
        for index in found.records.indices { sortLinks(of: index) }
    }

    /// In the order of the ids, so that a file in another order says the same.
    private mutating func sortLinks(of index: Int) {
        found.records[index].links.sort { one, other in
            one.other == other.other
                ? one.kind == .blocks && other.kind != .blocks : JiraRecords.precedes(one.other, other.other)
        }
    }

    /// The order in which issues were made, where ids are numbers.
    private static func precedes(_ one: String, _ other: String) -> Bool {
        (one.utf8.count, one) < (other.utf8.count, other)
    }

    // MARK: Versions

    /// A version is a milestone that is reached when the last of its issues is done.
    private mutating func addMilestones() {
        var versions: [String: Int] = [:]
        var projects: [String: Set<Substring>] = [:]
        for issue in issues {
            for version in issue.versions where !version.name.isEmpty {
                let place = versions[version.name] ?? found.records.count
                if versions[version.name] == nil {
                    versions[version.name] = place
                    found.records.append(
                        FileRecord(
                            key: "version \(version.name)", label: version.name, row: issue.row, kind: "milestone",
                            title: PlainTitle.of(version.name)))
                }
                projects[version.name, default: []].insert(issue.key.prefix { $0 != "-" })
                if found.records[place].due == nil { found.records[place].due = version.due }
                if version.isReleased { found.records[place].state = .done }
                let link = FileLink(.follows("ff"), issue.identity)
                if found.records[place].links.last != link { found.records[place].links.append(link) }
            }
        }
        for place in versions.values { sortLinks(of: place) }
        for (name, keys) in projects.sorted(by: { $0.key < $1.key }) where keys.count > 1 {
            found.named.append("the version \"\(name)\" is of \(keys.count) projects, and is one milestone")
        }
    }
}
