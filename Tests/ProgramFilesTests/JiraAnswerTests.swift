// Answers of Jira's interface, and its export in XML.

import JSONText
import ProgramFiles
import Testing

private typealias Sample = JiraSample

@Suite struct JiraAnswers {
    private static let issue = #"{"id": "1", "key": "NET-1", "fields": {"summary": "a"}}"#

    @Test(
        "both answers and a list of issues are read, and a page is told from a whole",
        arguments: [
            ("[\(issue)]", nil), (#"{"issues": [\#(issue)], "isLast": true, "nextPageToken": null}"#, nil),
            (#"{"startAt": 0, "maxResults": 50, "total": 1, "issues": [\#(issue)]}"#, nil),
            (#"{"startAt": 0, "maxResults": 1, "total": 7, "issues": [\#(issue)]}"#, "1 of 7"),
            (#"{"startAt": 6, "total": 7, "issues": [\#(issue)]}"#, "1 of 7"),
            (#"{"issues": [\#(issue)], "nextPageToken": "x"}"#, "1 of more"),
            (#"{"issues": [\#(issue)], "isLast": false}"#, "1 of more"),
        ] as [(String, String?)])
    func shapes(_ text: String, _ told: String?) throws {
        let file = try Sample.json(text)
        #expect(file.labels == ["NET-1"])
        #expect(file.named.count == (told == nil ? 0 : 1))
        if let told { #expect(file.named[0].contains("it has \(told) issues")) }
        #expect(JiraExport.isOne(try JSON(reading: text)))
    }

    @Test func `a changelog is told to be left out, once`() throws {
        let issue = { (id: Int) in #"{"id": "\#(id)", "fields": {"summary": "a"}, "changelog": {"histories": []}}"# }
        #expect(try Sample.json("[\(issue(1)), \(issue(2))]").named == ["the changelog of issues is not read"])
    }

    @Test(arguments: ["{}", "7", "null", #"{"issues": {}}"#]) func `what has no issues is refused`(_ text: String) {
        #expect(throws: FileProblem("has no issues, as an answer of Jira has")) { try Sample.json(text) }
    }

    @Test func `links say their direction in words, whatever their type is called`() throws {
        let type = { (name: String, inward: String, outward: String) in
            #""type": {"name": "\#(name)", "inward": "\#(inward)", "outward": "\#(outward)"}"#
        }
        let file = try Sample.json(
            """
            [{"id": "1", "key": "NET-1", "fields": {"summary": "a", "issuelinks": [
              {\(type("Gate", "is blocked by", "blocks")), "outwardIssue": {"key": "NET-2"}},
              {\(type("Chain", "is required by", "depends on")), "outwardIssue": {"key": "NET-3"}},
              {\(type("Blocks", "is blocked by", "blocks")), "inwardIssue": {"key": "NET-4"}},
              {\(type("Cloners", "is cloned by", "clones")), "outwardIssue": {"key": "NET-4"}}, 7, {}]}},
             {"id": "2", "key": "NET-2", "fields": {"summary": "b", "issuelinks": [
              {\(type("Gate", "is blocked by", "blocks")), "inwardIssue": {"key": "NET-1"}}]}},
             {"id": "3", "key": "NET-3", "fields": {"summary": "c"}},
             {"id": "4", "key": "NET-4", "fields": {"summary": "d"}}]
            """)
        #expect(
            file.records.map(\.links) == [
                [FileLink(.blocks, "2"), FileLink(.relates, "4")], [], [FileLink(.blocks, "1")],
                [FileLink(.blocks, "1")],
            ])
    }

    @Test(
        "sprints are found by name, by schema and by what they look like",
        arguments: [
            #"[{"id": 7, "name": "Late, sprint", "state": "active", "boardId": 1}]"#,
            #"["com.atlassian.greenhopper.service.sprint.Sprint@1[id=7,state=ACTIVE,name=Late, sprint,startDate=x]"]"#,
            #"["com.atlassian.greenhopper.service.sprint.Sprint@1[id=7,name=Late, sprint]"]"#,
        ])
    func sprints(_ value: String) throws {
        let issue = try Sample.answered(#""customfield_10020": \#(value)"#)
        #expect(issue.tags == ["Late, sprint"])
        #expect(issue.kept == ["sprint": ["Late, sprint"]])
    }

    @Test func `fields are known by the names that an answer has, and mapped by id or name`() throws {
        let text = #"""
            {"names": {"customfield_1": "Story points", "customfield_2": "Epic Link", "customfield_3": "Team"},
             "schema": {"customfield_4": {"custom": "com.pyxis.greenhopper.jira:gh-sprint"}},
             "issues": [{"id": "1", "key": "NET-1", "fields": {"summary": "a", "customfield_1": 8.0,
              "customfield_2": "NET-2", "customfield_3": {"value": "Blue"}, "customfield_4": [{"name": "S1"}],
              "customfield_5": null, "customfield_6": [], "customfield_7": "2026-03-02"}},
              {"id": "2", "key": "NET-2", "fields": {"summary": "b", "customfield_3": {"value": "Red"}}}]}
            """#
        let plain = try Sample.json(text)
        #expect(plain.records.map(\.parent) == ["2", nil])
        #expect(plain.records[0].tags == ["S1"])
        #expect(plain.records[0].fields.isEmpty)
        #expect(
            plain.named == [
                "Story points, kept of 1 issue", "Team, kept of 2 issues", "customfield_7, kept of 1 issue",
            ])
        #expect(plain.records[0].kept?["customfield_3"] == ["value": "Blue"])
        let mapped = try Sample.json(
            text, hints: ["story points": "points", "customfield_3": "team", "customfield_7": "start", "x": "y"])
        #expect(mapped.records.map(\.fields) == [["points": "8", "team": "Blue"], ["team": "Red"]])
        #expect(mapped.records[0].start?.iso == "2026-03-02")
        #expect(mapped.problems == [FileProblem(field: "x", "is no field of the file")])
    }

    @Test func `an issue that stands twice counts as it was changed last`() throws {
        let issue = { (title: String, key: String, updated: String) in
            #"{"id": "1", "key": "\#(key)", "fields": {"summary": "\#(title)", "updated": "\#(updated)"}}"#
        }
        let file = try Sample.json(
            "[\(issue("old", "NET-1", "2026-02-16T13:12:10.037-0800")), "
                + "\(issue("new", "OPS-1", "2026-02-16T21:12:11.037+0000")), "
                + "\(issue("older", "NET-1", "2026-02-16T13:00:00.000+0000"))]")
        #expect(file.records.map(\.title) == ["new"])
        #expect(file.labels == ["OPS-1"])
        #expect(file.skipped.map(\.row) == [1, 3])
    }

    @Test func `a version has its day and whether it is out`() throws {
        let file = try Sample.json(
            #"""
            [{"id": "1", "key": "NET-1", "fields": {"summary": "a", "fixVersions":
              [{"name": "1.0", "released": true, "releaseDate": "2026-01-31"}, {"name": "2.0", "released": false}, {}]}}]
            """#)
        #expect(file.record("1.0")?.due?.iso == "2026-01-31")
        #expect(file.records.map(\.state) == [.open, .done, .open])
        #expect(file.records.count == 3)
    }

    @Test(
        "people of both kinds of sites are read",
        arguments: [
            (#"{"accountId": "5b1", "displayName": "Ana"}"#, FilePerson(name: "Ana", account: "5b1")),
            (
                #"{"name": "aito", "displayName": "Ana", "emailAddress": "a@b.c"}"#,
                FilePerson(name: "Ana", mail: "a@b.c", account: "aito")
            ),
            (#"{"accountId": "5b1"}"#, FilePerson(name: "5b1", account: "5b1")), ("null", nil), ("7", nil), ("{}", nil),
        ] as [(String, FilePerson?)])
    func people(_ value: String, _ person: FilePerson?) throws {
        #expect(try Sample.answered(#""assignee": \#(value)"#).owner == person)
    }

    @Test(
        "a value of another type is told, and the issue is read without it",
        arguments: [
            (#""duedate": "soon""#, "duedate"), (#""duedate": 7"#, "duedate"),
            (#""timeoriginalestimate": "x""#, "estimate"), (#""timeoriginalestimate": -5"#, "estimate"),
            (#""resolutiondate": {}"#, "resolutiondate"),
        ])
    func wrongTypes(_ field: String, _ told: String) throws {
        let file = try Sample.json(#"[{"id": "1", "key": "NET-1", "fields": {"summary": "a", \#(field)}}]"#)
        #expect(file.records.count == 1)
        #expect(file.problems.map(\.field) == [told])
    }

    @Test func `what is no issue makes no record`() throws {
        let file = try Sample.json(#"[7, {}, {"id": 5}, {"key": "NET-1", "fields": []}, {"id": "9", "fields": null}]"#)
        #expect(file.labels == ["5", "NET-1", "9"])
        #expect(file.skipped.map(\.row) == [1, 2])
        #expect(file.problems.map(\.field) == ["title", "title", "title"])
    }

    @Test(arguments: ["<feed/>", "<rss>", "", "<!DOCTYPE rss><rss/>"]) func `XML that is no feed is refused`(
        _ text: String
    ) {
        #expect(throws: FileProblem.self) { try JiraExport.read(xml: Array(text.utf8)) }
    }

    @Test func `an item of a feed without key makes no record, and nobody is no owner`() throws {
        let file = try Sample.feed(
            """
            <item><summary>a</summary></item>
            <item><key id='2'>NET-2</key><summary>b</summary><assignee accountid='-1'>Unassigned</assignee>
            <due>soon</due><timeoriginalestimate seconds='x'>?</timeoriginalestimate></item>
            """)
        #expect(file.labels == ["NET-2"])
        #expect(file.records[0].owner == nil)
        #expect(file.skipped.map(\.row) == [1])
        #expect(file.problems.map(\.field) == ["due", "estimate"])
    }
}
