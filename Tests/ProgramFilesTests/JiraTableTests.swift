// Jira's export as a table.

import JSONText
import ProgramFiles
import Testing

private typealias Sample = JiraSample

@Suite struct JiraTables {
    @Test func `an export of a cloud site is read whole`() throws {
        let file = try Sample.read(
            "Summary|Issue key|Issue id|Issue Type|Status|Assignee|Assignee Id|Reporter|Reporter Id|Due date|Labels|"
                + "Labels|Components|Original estimate|Sprint|Sprint|Description|Comment|Status Category|Custom field (Rank)",
            "Cable the racks|NET-12|10023|Bug|Reviewing|Ana Ito|5b1:aa|Bo Lind|5b1:bb|24/Mar/26 12:00 AM|lab|night|"
                + "Power|28800|Sprint 1|Sprint 2|All of *hall 2*.|15/Feb/26 4:37 PM;5b1:bb;Two; or three;racks?|"
                + "In Progress|0:i000")
        let issue = try #require(file.records.first)
        #expect(file.source == "jira")
        #expect([issue.key, issue.label, issue.kind, issue.title] == ["10023", "NET-12", "task", "Cable the racks"])
        #expect(issue.row == 2)
        #expect(issue.state == .started)
        #expect(issue.owner == FilePerson(name: "Ana Ito", account: "5b1:aa"))
        #expect(issue.due?.iso == "2026-03-24")
        #expect(issue.estimate == 480)
        #expect(issue.tags == ["lab", "night", "Power", "Sprint 1", "Sprint 2"])
        #expect(issue.notes.map(\.text) == ["All of hall 2.", "Two; or three;racks?"])
        #expect(issue.notes.last?.by == "Bo Lind")
        #expect(issue.notes.last?.day?.iso == "2026-02-15")
        #expect(issue.kept?["sprint"] == ["Sprint 1", "Sprint 2"])
        #expect(issue.kept?["Custom field (Rank)"] == "0:i000")
        #expect(issue.kept?["Issue Type"] == "Bug")
        #expect(issue.kept?["Summary"] == nil)
        #expect(file.named.contains("Custom field (Rank), kept of 1 issue"))
        #expect(file.problems.isEmpty && file.skipped.isEmpty)
        #expect(file.mapping.count == 20)
        #expect(file.mapping.first == FileColumn(head: "Summary", field: "title"))
        #expect(file.mapping.last == FileColumn(head: "Custom field (Rank)", field: nil))
    }

    @Test(
        "heads are known in the languages of sites",
        arguments: [
            (
                "Summary|Issue key|Issue id|Status|Status Category|Assignee|Due Date|Original Estimate|Fix Version/s",
                "Open|To Do"
            ),
            (
                "Zusammenfassung|Vorgangsschlüssel|Vorgangs-ID|Status|Statuskategorie|Zugewiesene Person|"
                    + "Fälligkeitsdatum|Ursprüngliche Schätzung|Lösungsversionen", "Offen|Zu erledigen"
            ),
            (
                "Résumé|Clé de ticket|ID de ticket|État|Catégorie d’état|Personne assignée|Date d'échéance|"
                    + "Estimation originale|Versions corrigées", "Ouvert|À faire"
            ),
            (
                "Resumen|Clave de incidencia|ID de la incidencia|Estado|Categoría de estado|Persona asignada|"
                    + "Fecha de vencimiento|Estimación original|Fix versions", "Abierto|Por hacer"
            ),
        ])
    func languages(_ heads: String, _ states: String) throws {
        #expect(JiraExport.isOne(Sample.table(heads)))
        let file = try Sample.read(heads, "Racks|NET-1|101|\(states)|Ana|2026-03-24|3600|2.0")
        let issue = try #require(file.records.first)
        #expect([issue.key, issue.label, issue.title, issue.owner?.name] == ["101", "NET-1", "Racks", "Ana"])
        #expect(issue.state == .open && issue.due?.iso == "2026-03-24" && issue.estimate == 60)
        #expect(file.record("2.0")?.kind == "milestone")
        #expect(file.named.isEmpty && file.problems.isEmpty)
    }

    @Test func `with unknown heads the key is found by its form, and hints say the rest`() throws {
        let lines = ["Nyckel|Rubrik|Fas", "NET-1|Racks|X", "NET-2|NET-9|Y"]
        #expect(throws: FileProblem("has no column that is known as the summary: say which one is the title")) {
            try Sample.read(lines[0], lines[1], lines[2])
        }
        let file = try Sample.read(lines[0], lines[1], lines[2], hints: ["rubrik": "title", "Fas": "phase"])
        #expect(file.labels == ["NET-1", "NET-2"])
        #expect(file.records.map(\.title) == ["Racks", "NET-9"])
        #expect(file.records.map { $0.fields["phase"] } == ["X", "Y"])
        #expect(throws: FileProblem("has no column of issue keys, as an export of Jira has")) {
            try Sample.read("Summary|Status", "Racks|Open")
        }
        #expect(throws: FileProblem("is empty")) { try JiraExport.read(FileTable(rows: []), hints: [:]) }
    }

    @Test(
        "a table is an export of Jira by its head",
        arguments: [
            ("Issue key|Summary", "", true), ("Summary|Issue id", "", true), ("Key|Summary|Status", "NET-1|a|b", false),
            ("Risk|Probability", "Fire|3", false), ("Nyckel|Custom field (X)", "NET-1|a", true),
            ("Nyckel|Custom field (X)", "Fire|a", false),
        ])
    func isOne(_ heads: String, _ row: String, _ isOne: Bool) {
        #expect(JiraExport.isOne(Sample.table(heads, row)) == isOne)
    }

    @Test(
        "dates are read as sites write them",
        arguments: [
            ("15/Feb/26 4:37 PM", "2026-02-15"), ("24/Mar/26 12:00 AM", "2026-03-24"),
            ("19/févr./26 7:31 PM", "2026-02-19"), ("3/août/26 7:31 PM", "2026-08-03"), ("3/déc/26", "2026-12-03"),
            ("1/Mrz/26", "2026-03-01"), ("15/abr/26 4:37 PM", "2026-04-15"), ("7/ene./26", "2026-01-07"),
            ("23.10.2024 11:02", "2024-10-23"), ("03.04.24", "2024-04-03"), ("6/21/2025 16:14", "2025-06-21"),
            ("21/6/2025 16:14", "2025-06-21"), ("5/5/2025", "2025-05-05"), ("2026-02-15", "2026-02-15"),
            ("2026-02-15 16:37", "2026-02-15"), ("2026-02-15T16:37:00.000+0100", "2026-02-15"),
            ("31/Feb/26", nil), ("13/13/2026", nil), ("soon", nil), ("26", nil), ("15/Feb/26 maybe", nil),
            ("10.23.2024", nil),
        ] as [(String, String?)])
    func dates(_ text: String, _ day: String?) throws {
        let file = try Sample.read("Issue key|Summary|Due date", "NET-1|Racks|\(text)")
        #expect(file.records.first?.due?.iso == day)
        #expect(file.problems.map(\.field) == (day == nil ? ["due"] : []))
    }

    @Test func `dates of two readings are asked about, and told by one other date or by a hint`() throws {
        let (head, row) = ("Issue key|Summary|Created|Due date", "NET-1|Racks|3/4/2026 9:00|5/6/2026")
        let problem = #expect(throws: FileProblem.self) { try Sample.read(head, row) }
        #expect(problem?.row == 2)
        #expect(problem?.why.contains("dates=dmy or dates=mdy") == true)
        #expect(try Sample.read(head, row, hints: ["dates": "dmy"]).records[0].due?.iso == "2026-06-05")
        #expect(try Sample.read(head, row, hints: ["dates": "mdy"]).records[0].due?.iso == "2026-05-06")
        #expect(try Sample.read(head, row, "NET-2|b|4/13/2026|").records[0].due?.iso == "2026-05-06")
        #expect(try Sample.read(head, row, "NET-2|b|13/4/2026|").records[0].due?.iso == "2026-06-05")
        #expect(throws: FileProblem.self) { try Sample.read(head, row, hints: ["dates": "ydm"]) }
    }

    @Test func `a date of the other order in a file of one order is told`() throws {
        let file = try Sample.read(
            "Issue key|Summary|Due date", "NET-1|a|3/14/2026", "NET-2|b|4/14/2026", "NET-3|c|14/5/2026")
        #expect(file.records.map { $0.due?.iso } == ["2026-03-14", "2026-04-14", nil])
        #expect(file.problems.map(\.row) == [4])
    }

    @Test(
        "the state is told by category, status and resolution",
        arguments: [
            ("Open", "To Do", "", FileState.open), ("Whatever", "In Progress", "", .started),
            ("Whatever", "Done", "", .done), ("Cancelled", "Done", "", .dropped), ("Done", "To Do", "", .open),
            ("Erledigt", "", "", .done), ("En cours", "", "", .started), ("Cerrada", "", "Hecho", .done),
            ("Closed", "Done", "Won't Do", .dropped), ("Closed", "", "Duplicate", .dropped),
            ("Fermé", "Terminé", "Ne sera pas fait", .dropped), ("Done", "", "Unresolved", .done),
            ("Rejected", "", "", .dropped), ("In Prüfung", "In Arbeit", "", .started), ("Fertig", "Fertig", "", .done),
        ])
    func states(_ status: String, _ category: String, _ resolution: String, _ state: FileState) throws {
        let file = try Sample.read(
            "Issue key|Summary|Status|Status Category|Resolution",
            "NET-1|Racks|\(status)|\(category)|\(resolution)")
        #expect(file.records.first?.state == state)
        #expect(file.named.isEmpty)
    }

    @Test func `an unknown status is open, and named once`() throws {
        let file = try Sample.read("Issue key|Summary|Status", "NET-1|a|Marinating", "NET-2|b|Marinating")
        #expect(file.records.map(\.state) == [.open, .open])
        #expect(file.named == ["the status \"Marinating\" is not known, and read as open"])
    }

    @Test func `what is done has the day on which it was resolved`() throws {
        let file = try Sample.read(
            "Issue key|Summary|Status|Resolved", "NET-1|a|Done|15/Feb/26 4:37 PM", "NET-2|b|Open|15/Feb/26 4:37 PM")
        #expect(file.records.map { $0.finish?.iso } == ["2026-02-15", nil])
    }

    @Test(
        "seconds of an estimate are working minutes",
        arguments: [("28800", 480), ("90", 1), ("5400.0", 90), ("0", nil), ("", nil)] as [(String, Int?)])
    func estimates(_ text: String, _ minutes: Int?) throws {
        #expect(try Sample.issue("Original estimate", text).estimate == minutes)
    }

    @Test(arguments: ["2d", "-60", "nan", "inf", "1e99"]) func `an estimate that is no number of seconds is told`(
        _ text: String
    ) throws {
        let file = try Sample.read("Issue key|Summary|Original estimate", "NET-1|Racks|\(text)")
        #expect(file.records.first?.estimate == nil)
        #expect(file.problems.map(\.description) == ["row 2, \"estimate\": \"\(text)\" is no number of seconds"])
    }

    @Test(
        "priorities are said in our words, and usual ones not at all",
        arguments: [("Highest", "critical"), ("High", "high"), ("Medium", nil), ("Niedrig", "low"), ("P7", nil)]
            as [(String, String?)])
    func priorities(_ text: String, _ priority: String?) throws {
        #expect(try Sample.issue("Priority", text).fields["priority"] == priority)
    }

    @Test func `custom fields are fields of ours only where hints say so`() throws {
        let (heads, cells) = ("Custom field (Story point estimate)|Custom field (Team)", "8.0|Blue")
        let plain = try Sample.issue(heads, cells)
        #expect(plain.fields.isEmpty)
        #expect(plain.kept?["Custom field (Story point estimate)"] == "8.0")
        let mapped = try Sample.issue(
            heads + "|Custom field (Start date)|Custom field (Go live)", cells + "|2/Mar/26 12:00 AM|3/Mar/26",
            hints: [
                "Story point estimate": "points", "custom field (team)": "owner", "Start date": "start",
                "Go live": "live",
            ])
        #expect(mapped.fields == ["points": "8", "live": "2026-03-03"])
        #expect(mapped.owner?.name == "Blue")
        #expect(mapped.start?.iso == "2026-03-02")
        #expect(mapped.kept == nil)
        let file = try Sample.read("Issue key|Summary", "NET-1|Racks", hints: ["Stroy points": "points"])
        #expect(file.problems == [FileProblem(field: "Stroy points", "is no column of the file")])
    }

    @Test func `columns that repeat are gathered by their places`() throws {
        let issue = try Sample.issue(
            "Labels|Watchers|Labels|Watchers|Labels|Attachment", "a|Ana||Bo|c|x.png")
        #expect(issue.tags == ["a", "c"])
        #expect(issue.kept == ["Watchers": ["Ana", "Bo"], "Attachment": "x.png"])
    }

    @Test func `a row wider than the head is told, and left out where its key is not in its place`() throws {
        let file = try Sample.read("Summary|Issue key|Labels", "a|NET-1|x|more", "b, and|c|NET-2|y", "d|NET-3|z|||")
        #expect(file.labels == ["NET-1", "NET-3"])
        #expect(file.problems.map(\.row) == [2])
        #expect(file.problems.first?.why.hasPrefix("has 4 cells where the head has 3") == true)
        #expect(
            file.skipped == [
                FileProblem(row: 3, "has more cells than there are heads, and no issue key where one should be")
            ])
    }

    @Test func `rows without key, empty rows and rows that repeat make no record`() throws {
        let file = try Sample.read(
            "Issue key|Summary|Issue id", "NET-1|a|1", "|b|", "||", "Total: 3|c|", "NET-1|a|1", "|d|7")
        #expect(file.labels == ["NET-1", "7"])
        #expect(file.skipped.map(\.row) == [3, 5, 6])
        #expect(file.skipped.last?.why == "is NET-1 again, which row 2 is")
    }

    @Test func `titles are text: verbatim, on one line, without control characters`() throws {
        let title = "=SUM(A1) T-3 @ana <b>/task</b>⏎two \u{7}\u{1B}[31m R-1"
        let issue = try Sample.read("Issue key|Summary", "NET-1|\(title)").records[0]
        #expect(issue.title == "=SUM(A1) T-3 @ana <b>/task</b> two [31m R-1")
        let file = try Sample.read("Issue key|Summary", "NET-1|")
        #expect(file.records[0].title == "NET-1")
        #expect(file.problems.map(\.field) == ["title"])
    }

    @Test(
        "people have their account; of a server the name is one",
        arguments: [
            ("Assignee|Assignee Id", "Ana Ito|5b1", FilePerson(name: "Ana Ito", account: "5b1")),
            ("Assignee|Assignee Id", "Ana Ito|", FilePerson(name: "Ana Ito")),
            ("Assignee", "aito", FilePerson(name: "aito", account: "aito")),
            ("Assignee", "a@b.c", FilePerson(name: "a@b.c", mail: "a@b.c", account: "a@b.c")),
            ("Assignee", "Ana Ito", FilePerson(name: "Ana Ito")),
            ("Assignee|Assignee Id", "|", nil),
        ] as [(String, String, FilePerson?)])
    func people(_ heads: String, _ cells: String, _ person: FilePerson?) throws {
        #expect(try Sample.issue(heads, cells).owner == person)
    }

    @Test(
        "a comment is split at its first two marks, and is a text alone where these are none",
        arguments: [
            ("15/Feb/26 4:37 PM;u1;a;b", FileNote(text: "a;b", by: "u1", day: .init(iso: "2026-02-15"))),
            ("Racks; cables; power", FileNote(text: "Racks; cables; power")), ("Racks", FileNote(text: "Racks")),
            ("15/Feb/26;;a", FileNote(text: "a", day: .init(iso: "2026-02-15"))),
        ])
    func comments(_ cell: String, _ note: FileNote) throws {
        #expect(try Sample.issue("Comment", cell).notes == [note])
    }
}
