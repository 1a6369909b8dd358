// Coming with files and leaving with them, by the built program.

import Foundation
import JSONText
import TestSupport
import Testing

struct Files {
    private let folder: URL
    private var data: String { folder.path + "/s.db" }

    init() throws { folder = try BuiltBinary.temporaryDirectory() }

    /// A project of Microsoft Project: a summary of two tasks in a row, and a milestone behind them.
    private func project(second: String = "Mount the racks", hours: Int = 16, deadline: String = "") -> String {
        func task(_ uid: Int, _ name: String, _ hours: Int, _ level: Int, after: Int? = nil, _ more: String = "")
            -> String
        {
            let link =
                after.map {
                    "<PredecessorLink><PredecessorUID>\($0)</PredecessorUID><Type>1</Type><LinkLag>0</LinkLag></PredecessorLink>"
                } ?? ""
            return "<Task><UID>\(uid)</UID><ID>\(uid)</ID><Name>\(name)</Name><OutlineLevel>\(level)</OutlineLevel>"
                + "<Duration>PT\(hours)H0M0S</Duration><DurationFormat>7</DurationFormat>\(more)\(link)</Task>"
        }
        return """
            <Project xmlns="http://schemas.microsoft.com/project"><Name>p.xml</Name><Title>Racks</Title>\
            <StartDate>2026-12-07T08:00:00</StartDate><Tasks>\
            \(task(1, "Racks", 0, 1))\(task(2, "Order T-9", 8, 2, "<Contact>Kim</Contact>"))\
            \(task(3, second, hours, 2, after: 2, deadline))\(task(4, "Racks ready", 0, 1, after: 3, "<Milestone>1</Milestone>"))\
            </Tasks><Resources><Resource><UID>1</UID><ID>1</ID><Name>Anna Meier</Name><Type>1</Type></Resource></Resources>\
            <Assignments><Assignment><UID>1</UID><TaskUID>3</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units></Assignment></Assignments></Project>
            """
    }

    private func write(_ text: String, _ name: String = "p.xml") throws -> String {
        let path = folder.appendingPathComponent(name).path
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    private func take(_ path: String, as who: String = "ana", yes: Bool = true) throws -> (JSON?, BuiltBinary.Run) {
        let run = try BuiltBinary.run(
            ["import", path, "--data", data, "--project", "NET", "--as", who, "--format", "json"]
                + (yes ? ["--yes"] : []))
        return (try? JSON(reading: run.output), run)
    }

    @discardableResult private func say(_ lines: String..., as who: String = "ana") throws -> String {
        try BuiltBinary.run(["--data", data, "--as", who, "--format", "plain"], lines: lines).output
    }

    private func counts(_ answer: JSON?) -> [Int?] { ["make", "change", "same"].map { answer?[$0]?.int } }

    @Test func `a preview says what would be made, and stores nothing`() throws {
        let path = try write(project())
        let (answer, _) = try take(path, yes: false)
        #expect(counts(answer) == [4, 0, 0])
        #expect(answer?["source"] == "mspdi")
        let finish = answer?["tasks"]?.array?.first { $0["uid"] == 4 }?["finish"]
        #expect(finish == "2026-12-09T17:00")
        #expect(!FileManager.default.fileExists(atPath: data))
        try say("/whoami")
        _ = try take(path, yes: false)
        #expect(try say("/project list").contains("no project yet"))
    }

    @Test func `a file is taken whole, a second time nothing, and later what changed there`() throws {
        let (first, _) = try take(try write(project()))
        #expect(counts(first) == [4, 0, 0])
        let shown = try say("/show T-3", "/show M-1")
        #expect(shown.contains("T-3 Mount the racks") && shown.contains("Waits for: T-2 Order T-9"))
        #expect(shown.contains("Owner: @anna.meier") && shown.contains("From: mspdi task 3"))
        let (second, _) = try take(try write(project()))
        #expect(counts(second) == [0, 0, 4])
        // What was changed here and not there stays.
        try say("/set T-2 estimate:4d")
        let (third, _) = try take(try write(project(second: "Mount all racks", hours: 24)))
        #expect(counts(third) == [0, 1, 3])
        let after = try say("/show T-3", "/show T-2")
        #expect(
            after.contains("T-3 Mount all racks") && after.contains("Estimate: 3d") && after.contains("Estimate: 4d"))
    }

    @Test func `one undo takes a whole import back, and another takes it again`() throws {
        _ = try take(try write(project()))
        #expect(try say("/undo").contains("T-3 Mount the racks · withdrawn"))
        #expect(try say("/project list").contains("no project yet"))
        let (again, _) = try take(try write(project()))
        #expect(counts(again) == [4, 0, 0])
        #expect(try BuiltBinary.run(["verify", "--data", data]).code == 0)
    }

    @Test func `a file that cannot be planned leaves nothing behind`() throws {
        let loop = project().replacingOccurrences(
            of: "<Name>Order T-9</Name>",
            with: "<Name>x</Name><PredecessorLink><PredecessorUID>3</PredecessorUID></PredecessorLink>")
        let (_, run) = try take(try write(loop))
        #expect(run.code == 1)
        #expect(run.errors.contains("wait for each other"))
        #expect(!FileManager.default.fileExists(atPath: data))
    }

    @Test func `who may only contribute takes no file, and a restricted project is nobody's who is no member`() throws {
        try say("/project new NET", "/project restrict NET")
        try say("/whoami", as: "bo")
        let (_, run) = try take(try write(project()), as: "bo")
        #expect(run.code == 1)
        let out = folder.path + "/o.xml"
        let left = try BuiltBinary.run(
            ["export", "mspdi", "--data", data, "--project", "NET", "--as", "bo", "--out", out])
        #expect(left.code == 1)
        #expect(!FileManager.default.fileExists(atPath: out))
        #expect(try say("/task list").contains("No open tasks"))
    }

    @Test func `what was taken leaves as it came, with what has changed since`() throws {
        _ = try take(try write(project()))
        try say(
            "/set T-3 estimate:3d due:18dec", "/task Paint the racks 1d after T-3 @bo project:NET",
            "/task progress T-2 50%")
        let out = folder.path + "/o.xml"
        let left = try BuiltBinary.run(
            ["export", "mspdi", "--data", data, "--project", "NET", "--as", "ana", "--out", out])
        #expect(left.code == 0, "\(left.errors)")
        let mode = try FileManager.default.attributesOfItem(atPath: out)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let text = try String(contentsOfFile: out, encoding: .utf8)
        #expect(text.contains("<Contact>Kim</Contact>") && text.contains("<Name>Paint the racks</Name>"))
        #expect(text.contains("<Deadline>2026-12-18T17:00:00</Deadline>"))
        let (again, _) = try take(out, yes: false)
        // The new task and what has changed are news to the origins, and nothing is twice.
        #expect(again?["problems"] == [])
        let dates = again?["tasks"]?.array?.map { "\($0["name"]?.string ?? "") \($0["finish"]?.string ?? "")" }
        #expect(dates?.contains("Mount the racks 2026-12-10T17:00") == true, "\(dates ?? [])")
    }

    @Test func `records leave as JSON with every field under its name`() throws {
        _ = try take(try write(project(deadline: "<Deadline>2026-12-18T17:00:00</Deadline>")))
        let out = folder.path + "/o.json"
        #expect(
            try BuiltBinary.run(["export", "json", "--data", data, "--project", "NET", "--as", "ana", "--out", out])
                .code
                == 0)
        let records = try JSON(reading: String(contentsOfFile: out, encoding: .utf8))["records"]?.array ?? []
        let third = records.first { $0["id"] == "T-3" }
        #expect(third?["due"] == "2026-12-18" && third?["owner"] == "anna.meier")
        #expect(third?["fields"]?["estimate"] == "2d" && third?["origin"] == "mspdi task 3")
        #expect(records.count == 4)
    }

    @Test func `a register is read as one of its shape was read before, and changes what changed`() throws {
        let rows = "Nr,Gefahr,W,Schaden\n1,Brand,4,5\n2,Flut,1,5\n"
        let (refused, _) = try take(try write(rows, "r.csv"))
        #expect(refused == nil)
        let mapped = try BuiltBinary.run(
            [
                "import", try write(rows, "r.csv"), "--data", data, "--project", "NET", "--as", "ana", "--map",
                "Schaden=impact", "--map", "Gefahr=title", "--yes", "--format", "json",
            ])
        #expect(counts(try JSON(reading: mapped.output)) == [2, 0, 0])
        let (later, _) = try take(try write(rows.replacing("4,5", with: "4,3") + "3,Sturm,2,2\n", "r.csv"))
        #expect(counts(later) == [1, 1, 1])
        #expect(try say("/show R-1").contains("Score: 12 of 25"))
    }

    @Test func `issues of Jira and a board of Trello come once, and stay themselves`() throws {
        let issues = try write(
            """
            Summary,Issue key,Issue id,Issue Type,Status,Status Category,Assignee,Outward issue link (Blocks),Parent
            Order racks,NET-1,10001,Task,Doing,In Progress,Bo Lee,NET-2,
            Mount racks,NET-2,10002,Task,To Do,To Do,,,
            Paint,NET-3,10003,Sub-task,Fertig,Done,,,10001
            """, "j.csv")
        let board = try write(
            #"{"id":"b1","name":"Launch","lists":[{"id":"l1","name":"To do","pos":1},{"id":"l2","name":"Done","pos":2}],"#
                + #""cards":[{"id":"5f0000000000000000000011","idShort":1,"name":"Sign","idList":"l2","pos":1}]}"#,
            "b.json")
        #expect(counts(try take(issues).0) == [3, 0, 0])
        #expect(counts(try take(board).0) == [1, 0, 0])
        let shown = try say("/show T-1", "/show T-3", "/show T-4")
        #expect(shown.contains("State: started") && shown.contains("Blocks: T-2 Mount racks"))
        #expect(shown.contains("Parent: T-1") && shown.contains("From: jira NET-3"))
        #expect(shown.contains("T-4 Sign") && shown.contains("From: trello card 1"))
        #expect(counts(try take(issues).0) == [0, 0, 3])
        #expect(counts(try take(board).0) == [0, 0, 1])
    }

    @Test func `a table that was written, edited and read again changes what was edited, here and elsewhere`() throws {
        try say(
            "/project new NET", "/task Order racks 3d @bo due:24dec project:NET #lab",
            #"/task "Mount, =1+1" 2d after T-1 project:NET"#, "/risk Vendor p4 i5 project:NET")
        let out = folder.path + "/o.csv"
        #expect(
            try BuiltBinary.run(["export", "csv", "--data", data, "--project", "NET", "--as", "ana", "--out", out]).code
                == 0)
        #expect(counts(try take(out).0) == [0, 0, 3])
        let edited = try String(contentsOfFile: out, encoding: .utf8).replacing("Order racks", with: "Order all racks")
        let table = try write(edited, "e.csv")
        #expect(counts(try take(table).0) == [0, 1, 2])
        #expect(counts(try take(table).0) == [0, 0, 3])
        let other = folder.path + "/other.db"
        let moved = try BuiltBinary.run(
            ["import", table, "--data", other, "--project", "NET", "--as", "ana", "--yes", "--format", "json"])
        #expect(counts(try JSON(reading: moved.output)) == [3, 0, 0])
        let shown = try BuiltBinary.run(
            ["--data", other, "--as", "ana", "--format", "plain"], lines: ["/show T-1", "/show T-2", "/show R-1"]
        ).output
        #expect(
            shown.contains("T-1 Order all racks") && shown.contains("Due: Thu 24 Dec") && shown.contains("Owner: @bo"))
        #expect(shown.contains("T-2 Mount, =1+1") && shown.contains("Waits for: T-1 Order all racks"))
        #expect(shown.contains("Score: 20 of 25"))
    }

    @Test func `a project leaves as commands that build it anew`() throws {
        try say(
            "/project new NET \"Network refresh\"", "/here NET", "/milestone Cutover due:18dec",
            "/task Order the racks 1w @bo due:4dec #lab with:@kim",
            #"/task 'it is a "quoted" title' 2d after T-1 priority:high"#,
            "/depends M-1 on T-2 type:ss lag:1d", "/risk Vendor may slip p4 i5 @bo", "/vendor Acme",
            "/contract \"Acme support\" end:2027-03-31", "/blocker T-1 waits for papers from @kim",
            "/note T-2 mind the gap",
            "/task drop T-2", "/task Paint 1d", "/task progress T-3 40%")
        let script = folder.path + "/net.txt"
        #expect(
            try BuiltBinary.run([
                "export", "script", "--data", data, "--project", "NET", "--as", "ana", "--out", script,
            ])
            .code == 0)
        let other = folder.path + "/other.db"
        let built = try BuiltBinary.run(
            ["chat", "--data", other, "--as", "ana", "--yes", "--format", "json"],
            input: Array(try Data(contentsOf: URL(fileURLWithPath: script))))
        #expect(built.code == 0, "\(built.lines.filter { $0.contains(#""ok":false"#) })")
        let tables = try [data, other].map { store in
            let out = store + ".csv"
            _ = try BuiltBinary.run(["export", "csv", "--data", store, "--project", "NET", "--as", "ana", "--out", out])
            return try String(contentsOfFile: out, encoding: .utf8)
        }
        #expect(tables[0] == tables[1])
    }

    @Test func `what is no file, or none that is known, is refused by name`() throws {
        for (text, why) in [
            ("", "is empty"), ("hello", "looks like prose"), ("<svg></svg>", "no feed of issues"),
        ] {
            let (_, run) = try take(try write(text))
            #expect(run.code == 1)
            #expect(run.errors.contains(why), "\(run.errors)")
        }
        #expect(try take(folder.path).1.errors.contains("no file that can be read"))
        #expect(try take(folder.path + "/none").1.errors.contains("no file that can be read"))
    }

    @Test func `beside a running server a file and a message go through it, and what only reads needs nothing`() throws
    {
        let server = try RunningServer(
            data: URL(fileURLWithPath: data), environment: ["STEERCO_WEBHOOK_SECRET": Signers.genericSecret])
        let path = try write(project())
        #expect(try say("/whoami").contains("@ana"))
        let (preview, _) = try take(path, yes: false)
        #expect(counts(preview) == [4, 0, 0])
        let (taken, _) = try take(path)
        #expect(counts(taken) == [4, 0, 0])
        let json = try BuiltBinary.run(
            ["--data", data, "--as", "ana", "--format", "json"],
            lines: ["/task list on NET", #"{"text":"/whoami","now":"2020-01-01T00:00:00Z"}"#])
        #expect(json.lines.first.flatMap { try? JSON(reading: $0) }?["items"]?.array?.count == 3)
        #expect(json.output.contains("has no place here"))
        #expect(json.code == 1)
        let out = folder.path + "/o.json"
        let left = try BuiltBinary.run(["export", "json", "--data", data, "--as", "ana", "--out", out])
        #expect(left.code == 0, "\(left.errors)")
        let asked = [
            #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"c","version":"1"}}}"#,
            #"{"jsonrpc":"2.0","id":2,"method":"tools/list"}"#, "no json",
        ]
        let assistant = try BuiltBinary.run(["mcp", "--data", data, "--as", "ana"], lines: asked)
        let answers = assistant.lines.compactMap { try? JSON(reading: $0) }
        #expect(Set(answers.compactMap { $0["id"]?.int }) == [1, 2])
        #expect(answers.contains { $0["error"]?["code"] == -32700 })
        server.stop()
        #expect(!FileManager.default.fileExists(atPath: data + ".sock"))
        #expect(try say("/task list on NET").contains("3 open tasks"))
        #expect(try BuiltBinary.run(["verify", "--data", data]).code == 0)
    }

    @Test func `the socket is its owner's alone, and one that a killed server left is no way`() throws {
        let server = try RunningServer(
            data: URL(fileURLWithPath: data), environment: ["STEERCO_WEBHOOK_SECRET": Signers.genericSecret])
        let mode = try FileManager.default.attributesOfItem(atPath: data + ".sock")[.posixPermissions] as? Int
        #expect(mode == 0o600)
        server.kill()
        #expect(FileManager.default.fileExists(atPath: data + ".sock"))
        #expect(try say("/project new NET").contains("NET started"))
    }
}
