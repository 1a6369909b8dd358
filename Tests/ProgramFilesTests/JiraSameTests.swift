// The same issues exported in three ways, and all three damaged.

import JSONText
import ProgramFiles
import Testing

@Suite struct JiraOfThreeForms {
    static let table = FileTable(
        rows: [
            [
                "Summary", "Issue key", "Issue id", "Issue Type", "Status", "Status Category", "Priority", "Resolution",
                "Assignee", "Assignee Id", "Reporter", "Reporter Id", "Resolved", "Due date", "Labels", "Labels",
                "Components", "Fix versions", "Original estimate", "Sprint", "Description", "Comment", "Comment",
                "Parent key", "Outward issue link (Blocks)", "Inward issue link (Blocks)",
                "Inward issue link (Relates)",
                "Custom field (Story points)",
            ],
            [
                "Hall 2 & cables", "NET-1", "10001", "Epic", "Offen", "To Do", "Highest", "", "Ana Ito", "5b1",
                "Bo Lind",
                "5b2", "", "24/Mar/26 12:00 AM", "lab", "night", "Power", "2.0", "28800", "S1",
                "First *bold*.\n\n* one\n* two\n\nSee [wiki|https://w.x].", "15/Feb/26 4:37 PM;5b2;On hold; why?",
                "16/Feb/26 9:00 AM;5b1;Power.", "", "NET-2", "", "NET-3", "8.0",
            ],
            [
                "Racks", "NET-2", "10002", "Task", "Fertig", "Done", "Medium", "Done", "", "", "Bo Lind", "5b2",
                "1/Apr/26 8:00 AM", "", "", "", "", "2.0", "", "", "", "", "", "NET-1", "", "NET-1", "", "",
            ],
            [
                "Doors", "NET-3", "10003", "Sub-task", "Zu", "In Progress", "Low", "", "Ana Ito", "5b1", "", "", "", "",
                "",
                "", "", "", "", "", "", "", "", "NET-1", "", "", "", "",
            ],
        ].enumerated().map { FileRow(number: $0 + 1, cells: $1) })

    static let answer = #"""
        {"names": {"customfield_1": "Story points", "customfield_2": "Sprint"}, "isLast": true, "issues": [
         {"id": "10001", "key": "NET-1", "fields": {"summary": "Hall 2 & cables", "issuetype": {"name": "Epic"},
          "status": {"name": "Offen", "statusCategory": {"key": "new"}}, "priority": {"name": "Highest"},
          "resolution": null, "assignee": {"accountId": "5b1", "displayName": "Ana Ito"},
          "reporter": {"accountId": "5b2", "displayName": "Bo Lind"}, "duedate": "2026-03-24",
          "labels": ["lab", "night"], "components": [{"name": "Power"}], "fixVersions": [{"name": "2.0"}],
          "timeoriginalestimate": 28800, "customfield_1": 8.0,
          "customfield_2": [{"id": 1, "name": "S1", "state": "active"}],
          "description": {"type": "doc", "version": 1, "content": [
           {"type": "paragraph", "content": [{"type": "text", "text": "First "},
            {"type": "text", "text": "bold", "marks": [{"type": "strong"}]}, {"type": "text", "text": "."}]},
           {"type": "bulletList", "content": [
            {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "one"}]}]},
            {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "two"}]}]}]},
           {"type": "paragraph", "content": [{"type": "text", "text": "See "},
            {"type": "text", "text": "wiki", "marks": [{"type": "link", "attrs": {"href": "https://w.x"}}]},
            {"type": "text", "text": "."}]}]},
          "comment": {"comments": [
           {"author": {"accountId": "5b2", "displayName": "Bo Lind"}, "created": "2026-02-15T16:37:00.000+0100",
            "body": "On hold; why?"},
           {"author": {"accountId": "5b1", "displayName": "Ana Ito"}, "created": "2026-02-16T09:00:00.000+0100",
            "body": {"type": "doc", "content": [
             {"type": "paragraph", "content": [{"type": "text", "text": "Power."}]}]}}]},
          "issuelinks": [
           {"type": {"name": "Blocks", "inward": "is blocked by", "outward": "blocks"},
            "outwardIssue": {"key": "NET-2"}},
           {"type": {"name": "Relates", "inward": "relates to", "outward": "relates to"},
            "inwardIssue": {"key": "NET-3"}}]}},
         {"id": "10002", "key": "NET-2", "fields": {"summary": "Racks", "status": {"name": "Fertig",
          "statusCategory": {"key": "done"}}, "priority": {"name": "Medium"}, "resolution": {"name": "Done"},
          "resolutiondate": "2026-04-01T08:00:00.000+0200", "assignee": null, "fixVersions": [{"name": "2.0"}],
          "parent": {"id": "10001", "key": "NET-1"}, "issuelinks": [
           {"type": {"name": "Blocks", "inward": "is blocked by", "outward": "blocks"},
            "inwardIssue": {"key": "NET-1"}}]}},
         {"id": "10003", "key": "NET-3", "fields": {"summary": "Doors", "status": {"name": "Zu",
          "statusCategory": {"key": "indeterminate"}}, "priority": {"name": "Low"},
          "assignee": {"accountId": "5b1", "displayName": "Ana Ito"}, "parent": {"id": "10001", "key": "NET-1"}}}]}
        """#

    static let feed = """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="0.92"><channel><title>Search</title>
        <item><title>[NET-1] Hall 2 &amp; cables</title><description>&lt;p&gt;First &lt;b&gt;bold&lt;/b&gt;.&lt;/p&gt;
        &lt;ul&gt;&lt;li&gt;one&lt;/li&gt;&lt;li&gt;two&lt;/li&gt;&lt;/ul&gt;
        &lt;p&gt;See &lt;a href="https://w.x"&gt;wiki&lt;/a&gt;.&lt;/p&gt;</description>
        <key id="10001">NET-1</key><summary>Hall 2 &amp; cables</summary><type id="1">Epic</type>
        <priority id="1">Highest</priority><status id="1">Offen</status><statusCategory id="2" key="new"/>
        <resolution id="-1">Unresolved</resolution><assignee accountid="5b1">Ana Ito</assignee>
        <reporter accountid="5b2">Bo Lind</reporter><labels><label>lab</label><label>night</label></labels>
        <fixVersion>2.0</fixVersion><component>Power</component><due>Tue, 24 Mar 2026 00:00:00 +0100</due>
        <timeoriginalestimate seconds="28800">1 day</timeoriginalestimate>
        <issuelinks><issuelinktype id="1"><name>Blocks</name><outwardlinks description="blocks"><issuelink>
        <issuekey id="10002">NET-2</issuekey></issuelink></outwardlinks></issuelinktype>
        <issuelinktype id="2"><name>Relates</name><inwardlinks description="relates to"><issuelink>
        <issuekey id="10003">NET-3</issuekey></issuelink></inwardlinks></issuelinktype></issuelinks>
        <comments><comment id="1" author="5b2" created="Sun, 15 Feb 2026 16:37:00 +0100">&lt;p&gt;On hold; why?&lt;/p&gt;</comment>
        <comment id="2" author="5b1" created="Mon, 16 Feb 2026 09:00:00 +0100">Power.</comment></comments>
        <customfields><customfield id="customfield_1" key="x:float"><customfieldname>Story points</customfieldname>
        <customfieldvalues><customfieldvalue>8.0</customfieldvalue></customfieldvalues></customfield>
        <customfield id="customfield_2" key="com.pyxis.greenhopper.jira:gh-sprint"><customfieldname>Sprint</customfieldname>
        <customfieldvalues><customfieldvalue id="1">S1</customfieldvalue></customfieldvalues></customfield></customfields>
        </item>
        <item><key id="10002">NET-2</key><summary>Racks</summary><parent id="10001">NET-1</parent>
        <priority id="3">Medium</priority><status id="3">Fertig</status><statusCategory id="3" key="done"/>
        <resolution id="1">Done</resolution><assignee accountid="-1">Unassigned</assignee>
        <resolved>Wed, 1 Apr 2026 08:00:00 +0200</resolved><fixVersion>2.0</fixVersion>
        <issuelinks><issuelinktype id="1"><name>Blocks</name><inwardlinks description="is blocked by"><issuelink>
        <issuekey id="10001">NET-1</issuekey></issuelink></inwardlinks></issuelinktype></issuelinks></item>
        <item><key id="10003">NET-3</key><summary>Doors</summary><parent id="10001">NET-1</parent>
        <priority id="4">Low</priority><status id="2">Zu</status><statusCategory id="4" key="indeterminate"/>
        <assignee accountid="5b1">Ana Ito</assignee></item>
        </channel></rss>
        """

    /// Without what each form counts and keeps in its own way.
    private func alike(_ file: FileRecords) -> [FileRecord] {
        file.records.map { record in
            var record = record
            record.row = 0
            record.kept = record.kept?["sprint"]
            return record
        }
    }

    @Test(arguments: [[:], ["Story points": "points"]]) func `the same issues make the same records`(
        _ hints: [String: String]
    ) throws {
        let table = try JiraExport.read(JiraOfThreeForms.table, hints: hints)
        let answer = try JiraExport.read(json: JSON(reading: JiraOfThreeForms.answer), hints: hints)
        let feed = try JiraExport.read(xml: Array(JiraOfThreeForms.feed.utf8), hints: hints)
        #expect(table.labels == ["NET-1", "NET-2", "NET-3", "2.0"])
        #expect(alike(table) == alike(answer))
        #expect(alike(table) == alike(feed))
        #expect(table.problems.isEmpty && answer.problems.isEmpty && feed.problems.isEmpty)
        let first = table.records[0]
        #expect(first.notes[0].text == "First bold.\n\n- one\n- two\n\nSee wiki (https://w.x).")
        #expect(first.notes[1] == FileNote(text: "On hold; why?", by: "Bo Lind", day: .init(iso: "2026-02-15")))
        #expect(first.fields == (hints.isEmpty ? ["priority": "critical"] : ["priority": "critical", "points": "8"]))
        #expect(first.kept?["sprint"] == ["S1"])
        #expect(table.records[1].finish?.iso == "2026-04-01")
    }

    /// What holds for the records of any file, however damaged.
    static func check(_ file: FileRecords) {
        #expect(Set(file.records.map(\.key)).count == file.records.count)
        let places = Dictionary(uniqueKeysWithValues: file.records.enumerated().map { ($1.key, $0) })
        for record in file.records {
            #expect(!record.title.isEmpty && !record.key.isEmpty)
            #expect(record.title.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
            #expect(record.links.allSatisfy { places[$0.other] != nil && $0.other != record.key })
            var above = record.parent
            for _ in 0..<file.records.count { above = above.flatMap { places[$0] }.flatMap { file.records[$0].parent } }
            #expect(above == nil)
            #expect(record.parent.map { places[$0] != nil } ?? true)
        }
    }

    @Test func `two thousand damaged tables are read or refused`() throws {
        let text = JiraOfThreeForms.table.rows.map { $0.cells.joined(separator: "\u{1}") }.joined(separator: "\u{2}")
        var (damage, read) = (TrackerDamage(), 0)
        for _ in 0..<Mutations.rounds {
            let rows = String(decoding: damage.damaged(Array(text.utf8)), as: UTF8.self).split(separator: "\u{2}")
            let table = FileTable(
                rows: rows.enumerated().map { index, row in
                    FileRow(
                        number: index + 1,
                        cells: row.split(separator: "\u{1}", omittingEmptySubsequences: false).map(String.init))
                })
            guard let file = try? JiraExport.read(table, hints: ["Story points": "points"]) else { continue }
            JiraOfThreeForms.check(file)
            read += 1
        }
        #expect(read > 1000)
    }

    @Test func `two thousand damaged answers are read or refused`() throws {
        let answer = try JSON(reading: JiraOfThreeForms.answer)
        var (damage, read) = (TrackerDamage(), 0)
        for _ in 0..<Mutations.rounds {
            guard let file = try? JiraExport.read(json: damage.damaged(answer)) else { continue }
            JiraOfThreeForms.check(file)
            read += 1
        }
        #expect(read > 1000)
    }

    @Test func `two thousand damaged feeds are read or refused`() {
        var (damage, read) = (TrackerDamage(), 0)
        let bytes = Array(JiraOfThreeForms.feed.utf8)
        for round in 0..<Mutations.rounds {
            let feed = round % 2 == 0 ? damage.damaged(bytes) : damage.blurred(bytes)
            guard let file = try? JiraExport.read(xml: feed) else { continue }
            JiraOfThreeForms.check(file)
            read += 1
        }
        #expect(read > 1000)
    }
}
