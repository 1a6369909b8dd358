// Issues of Jira's export in XML, which is a feed: one item for each.

import JSONText
import Quantities

/// An element of an item, with the attributes that say something of issues.
private struct JiraElement {
    var name: String
    var attributes: [String: String] = [:]
    var text = ""
    var children: [JiraElement] = []

    init(_ name: String) { self.name = name }

    subscript(name: String) -> JiraElement? { children.first { $0.name == name } }
    func all(_ name: String) -> [JiraElement] { children.filter { $0.name == name } }
}

/// Reads a feed.
final class JiraFeed: XMLListener {
    private var found = JiraIssues()
    private var hints: JiraHints
    private var open: [JiraElement] = []
    private var isFeed = false
    private var isInItem = false
    private var count = 0
    /// Names of accounts, for comments name accounts only.
    private var people: [String: String] = [:]

    static func read(_ bytes: [UInt8], hints: [String: String]) throws(FileProblem) -> JiraIssues {
        let feed = JiraFeed(JiraHints(hints))
        try XMLStream.read(bytes, feed)
        guard feed.isFeed else { throw FileProblem("is no feed of issues, as Jira exports them") }
        for index in feed.found.issues.indices {
            feed.found.issues[index].comments = feed.found.issues[index].comments.map { note in
                var note = note
                note.by = note.by.map { feed.people[$0] ?? $0 }
                return note
            }
        }
        feed.found.problems += feed.hints.problems
        return feed.found
    }

    private init(_ hints: JiraHints) { self.hints = hints }

    // MARK: Elements

    private static let attributes = [
        "id", "key", "accountid", "username", "seconds", "description", "author", "created",
    ]

    func began(_ name: String, _ attributes: XMLAttributes) {
        if name == "rss" { isFeed = true }
        if name == "item" { isInItem = true }
        guard isInItem else { return }
        var element = JiraElement(name)
        for attribute in JiraFeed.attributes {
            if let value = attributes[attribute] { element.attributes[attribute] = value }
        }
        open.append(element)
    }

    func ended(_ name: String, _ text: XMLText) {
        guard isInItem, var element = open.popLast() else { return }
        element.text = text.string
        if let parent = open.indices.last {
            open[parent].children.append(element)
        } else {
            isInItem = false
            count += 1
            read(element)
        }
    }

    // MARK: One issue

    private func read(_ item: JiraElement) {
        var issue = JiraIssue(row: count)
        issue.id = item["key"]?.attributes["id"] ?? ""
        issue.key = PlainTitle.of(item["key"]?.text ?? "")
        guard !issue.identity.isEmpty else {
            found.skipped.append(FileProblem(row: count, "has no id and no key"))
            return
        }
        let text = { (name: String) in TrackerText.trimmed(item[name]?.text ?? "") }
        issue.summary = text("summary")
        issue.status = text("status")
        issue.category = item["statusCategory"]?.attributes["key"] ?? text("statusCategory")
        issue.resolution = text("resolution")
        issue.priority = text("priority")
        issue.assignee = person(item["assignee"])
        _ = person(item["reporter"])
        issue.due = day(text("due"), "due")
        issue.resolved = day(text("resolved"), "resolved")
        if let seconds = item["timeoriginalestimate"]?.attributes["seconds"] {
            issue.estimate = JiraValue.seconds(seconds)
            if issue.estimate == nil { tell("estimate", "\(TrackerText.shown(seconds)) is no number of seconds") }
        }
        issue.labels = (item["labels"]?.all("label") ?? []).map { TrackerText.trimmed($0.text) }
        issue.components = item.all("component").map { TrackerText.trimmed($0.text) }
        issue.versions = item.all("fixVersion").map { JiraIssue.Version(name: PlainTitle.of($0.text)) }
        issue.parents = [text("parent"), item["parent"]?.attributes["id"] ?? ""].filter { !$0.isEmpty }
        issue.links = (item["issuelinks"]?.all("issuelinktype") ?? []).flatMap(links)
        issue.description = TrackerText.note(JiraPage.plain(text("description")))
        issue.comments = (item["comments"]?.all("comment") ?? []).map(comment)
        readCustom(item, &issue)
        keep(item, &issue)
        found.issues.append(issue)
    }

    private func tell(_ field: String, _ why: String) {
        found.problems.append(FileProblem(row: count, field: field, why))
    }

    private func day(_ text: String, _ field: String) -> CalendarDate? {
        guard !text.isEmpty else { return nil }
        if let day = JiraMoment.feedDay(text) ?? JiraMoment.day(text) { return day }
        tell(field, "\(TrackerText.shown(text)) is no date")
        return nil
    }

    /// Nobody has the account `-1`.
    private func person(_ element: JiraElement?) -> FilePerson? {
        guard let element else { return nil }
        let account = element.attributes["accountid"] ?? element.attributes["username"]
        let name = PlainTitle.of(element.text)
        guard account != "-1", !name.isEmpty else { return nil }
        if let account { people[account] = name }
        return FilePerson(name: name, account: account)
    }

    private func links(_ type: JiraElement) -> [JiraIssue.Link] {
        let name = type["name"]?.text ?? ""
        return [("outwardlinks", true), ("inwardlinks", false)].flatMap { member, isOutward in
            type.all(member).flatMap { direction in
                let kind = JiraLinkKind(
                    phrase: direction.attributes["description"] ?? "", type: name, isOutward: isOutward)
                return direction.all("issuelink").compactMap { link in
                    let key = TrackerText.trimmed(link["issuekey"]?.text ?? "")
                    return key.isEmpty ? nil : JiraIssue.Link(kind: kind, other: key)
                }
            }
        }
    }

    private func comment(_ element: JiraElement) -> FileNote {
        FileNote(
            text: TrackerText.note(JiraPage.plain(element.text)), by: element.attributes["author"],
            day: element.attributes["created"].flatMap { JiraMoment.feedDay($0) ?? JiraMoment.day($0) })
    }

    // MARK: Custom fields, and what is kept

    private func readCustom(_ item: JiraElement, _ issue: inout JiraIssue) {
        for field in item["customfields"]?.all("customfield") ?? [] {
            let name = PlainTitle.of(field["customfieldname"]?.text ?? "")
            let id = field.attributes["id"] ?? name
            let values = (field["customfieldvalues"]?.children ?? []).map { TrackerText.trimmed($0.text) }
                .filter { !$0.isEmpty }
            guard !values.isEmpty else { continue }
            let kind = field.attributes["key"] ?? ""
            if let role = hints.role(id: id, name: name) {
                let text = JiraPage.plain(values.joined(separator: ", "))
                if issue.put(text, as: role) { continue }
                tell(name, "\(TrackerText.shown(text)) cannot be read as \(role.shown ?? name)")
            }
            if kind.hasSuffix(":gh-sprint") || name == "Sprint" {
                issue.sprints += values
                continue
            }
            if kind.hasSuffix(":gh-epic-link") || name == "Epic Link" {
                issue.parents += values
            } else {
                found.countUnread(name.isEmpty ? id : name)
            }
            issue.kept.append(JSON.Member(name.isEmpty ? id : name, JiraFeed.value(values)))
        }
    }

    private static let held: Set<String> = [
        "title", "link", "key", "summary", "description", "assignee", "due", "labels", "fixVersion", "comments",
        "timeoriginalestimate", "customfields", "issuelinks", "subtasks", "parent",
    ]
    private static let known: Set<String> = [
        "status", "statusCategory", "resolution", "resolved", "priority", "component", "aggregatetimeoriginalestimate",
    ]

    private func keep(_ item: JiraElement, _ issue: inout JiraIssue) {
        var names: [String] = []
        for child in item.children where !JiraFeed.held.contains(child.name) && !names.contains(child.name) {
            names.append(child.name)
        }
        for name in names {
            let values = item.all(name).map { TrackerText.trimmed($0.text) }.filter { !$0.isEmpty }
            guard !values.isEmpty else { continue }
            issue.kept.append(JSON.Member(name, JiraFeed.value(values)))
            if !JiraFeed.known.contains(name) { found.countUnread(name) }
        }
    }

    private static func value(_ texts: [String]) -> JSON {
        texts.count == 1 ? .string(texts[0]) : .array(texts.map { .string($0) })
    }
}
