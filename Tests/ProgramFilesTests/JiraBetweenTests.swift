// What is between issues of Jira: parents, links, versions.

import ProgramFiles
import Testing

private typealias Sample = JiraSample

@Suite struct JiraBetweenIssues {
    @Test(
        "a parent is found by key, by id or by epic, the most certain first",
        arguments: [
            ("Parent key", "NET-2", "2"), ("Parent", "2", "2"), ("Parent", "NET-2", "2"), ("Parent id", "2", "2"),
            ("Custom field (Epic Link)", "NET-2", "2"), ("Übergeordnet", "2", "2"),
            ("Parent key|Parent|Parent id|Custom field (Epic Link)", "NET-3|2|2|NET-2", "3"),
            ("Custom field (Epic Link)|Parent id|Parent", "NET-2|2|3", "3"),
            ("Custom field (Epic Link)|Parent", "NET-2|99", "2"), ("Parent summary", "b", nil), ("Parent", "", nil),
        ] as [(String, String, String?)])
    func parents(_ heads: String, _ cells: String, _ parent: String?) throws {
        let file = try Sample.read(
            "Issue key|Issue id|Summary|" + heads, "NET-1|1|a|" + cells, "NET-2|2|b", "NET-3|3|c")
        #expect(file.records[0].parent == parent)
        #expect(file.problems.isEmpty)
    }

    @Test func `a parent outside the file, and an issue that is its own, are told`() throws {
        let file = try Sample.read("Issue key|Summary|Parent", "NET-1|a|NET-9", "NET-2|b|NET-2")
        #expect(file.records.map(\.parent) == [nil, nil])
        #expect(
            file.problems.map(\.description) == [
                "row 2, \"parent\": is NET-9, which is not in the file", "row 3, \"parent\": is the issue itself",
            ])
    }

    @Test func `parents that go in a circle are told, and all but one stay`() throws {
        let file = try Sample.read(
            "Issue key|Summary|Parent", "NET-1|a|NET-2", "NET-2|b|NET-3", "NET-3|c|NET-1", "NET-4|d|NET-1")
        #expect(file.records.map(\.parent) == ["NET-2", "NET-3", nil, "NET-1"])
        #expect(file.problems.map(\.row) == [4])
    }

    @Test func `a long chain of parents is no circle`() throws {
        var rows = [FileRow(number: 1, cells: ["Issue key", "Summary", "Parent"])]
        for index in 1...20_000 {
            rows.append(
                FileRow(number: index + 1, cells: ["NET-\(index)", "a", index == 20_000 ? "" : "NET-\(index + 1)"]))
        }
        let file = try JiraExport.read(FileTable(rows: rows), hints: [:])
        #expect(file.problems.isEmpty)
        #expect(file.records.count { $0.parent != nil } == 19_999)
    }

    @Test(
        "links have their direction, and each is there once",
        arguments: [
            ("Outward issue link (Blocks)", "NET-2", "", ["1>2"]),
            ("Inward issue link (Blocks)", "NET-2", "", ["2>1"]),
            ("Outward issue link (Blocks)|Inward issue link (Blocks)", "NET-2|", "|NET-1", ["1>2"]),
            ("Outward issue link (Blocks)|Inward issue link (Blocks)", "NET-2|NET-2", "", ["1>2", "2>1"]),
            ("Outward issue link (Dependency)", "NET-2", "", ["2>1"]),
            ("Outward issue link (Relates)", "NET-2", "NET-1", ["1-2"]),
            ("Inward issue link (Cloners)", "NET-2", "", ["1-2"]),
            ("Outward issue link (Blocks)|Outward issue link (Relates)", "NET-2|NET-2", "", ["1>2", "1-2"]),
            ("Lien du ticket entrant (Blocks)", "NET-2", "", ["2>1"]),
            ("Lien de ticket sortant (Bloque)", "NET-2", "", ["1>2"]),
        ])
    func links(_ heads: String, _ first: String, _ second: String, _ links: [String]) throws {
        let file = try Sample.read("Issue key|Summary|" + heads, "NET-1|a|" + first, "NET-2|b|" + second)
        let found = file.records.flatMap { record in
            record.links.map { link in
                "\(record.label.last ?? "?")\(link.kind == .blocks ? ">" : "-")\(link.other.last ?? "?")"
            }
        }
        #expect(found == links)
        #expect(file.problems.isEmpty)
    }

    @Test func `a link to nowhere and one to itself are told`() throws {
        let file = try Sample.read(
            "Issue key|Summary|Outward issue link (Blocks)|Outward issue link (Blocks)", "NET-1|a|OPS-7|NET-1")
        #expect(file.records[0].links.isEmpty)
        #expect(
            file.problems.map(\.why) == ["leads to the issue itself", "leads to OPS-7, which is not in the file"])
    }

    @Test func `an issue that was moved is linked by its key, and known by its id`() throws {
        let file = try Sample.read(
            "Issue key|Issue id|Summary|Parent|Outward issue link (Blocks)", "OPS-1|1|a||NET-2", "NET-2|2|b|OPS-1|")
        #expect(file.records[0].links == [FileLink(.blocks, "2")])
        #expect(file.records[1].parent == "1")
    }

    @Test func `a version is a milestone that ends after its issues`() throws {
        let file = try Sample.read(
            "Issue key|Summary|Fix versions|Fix versions", "NET-1|a|2.0|", "NET-2|b|2.0|Winter release", "NET-3|c||")
        #expect(file.labels == ["NET-1", "NET-2", "NET-3", "2.0", "Winter release"])
        let version = try #require(file.record("2.0"))
        #expect([version.key, version.kind, version.title] == ["version 2.0", "milestone", "2.0"])
        #expect(version.links == [FileLink(.follows("ff"), "NET-1"), FileLink(.follows("ff"), "NET-2")])
        #expect(file.record("Winter release")?.links == [FileLink(.follows("ff"), "NET-2")])
    }

    @Test func `a version of several projects is one milestone, and that is told`() throws {
        let file = try Sample.read("Issue key|Summary|Fix versions", "NET-1|a|2.0", "OPS-1|b|2.0", "OPS-2|c|3.0")
        #expect(file.record("2.0")?.links.count == 2)
        #expect(file.named == ["the version \"2.0\" is of 2 projects, and is one milestone"])
    }

    @Test func `the order of the rows changes no link`() throws {
        let rows = [
            "NET-1|1|a|NET-10|NET-9|2.0", "NET-9|9|b||NET-10|2.0", "NET-10|10|c||NET-1|2.0",
        ]
        let head = "Issue key|Issue id|Summary|Outward issue link (Blocks)|Inward issue link (Relates)|Fix versions"
        let file = try Sample.read(head, rows[0], rows[1], rows[2])
        #expect(
            file.record("NET-1")?.links == [
                FileLink(.relates, "9"), FileLink(.blocks, "10"), FileLink(.relates, "10"),
            ])
        #expect(file.record("2.0")?.links.map(\.other) == ["1", "9", "10"])
        for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            let other = try Sample.read(head, rows[order[0]], rows[order[1]], rows[order[2]])
            for record in file.records { #expect(other.record(record.label)?.links == record.links) }
        }
    }
}
