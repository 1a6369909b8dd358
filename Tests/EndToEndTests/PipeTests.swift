// The binary in a pipe: exit codes, formats, several people, hostile input.

import Foundation
import JSONText
import TestSupport
import Testing

struct Pipe {
    private static let clock = ["--now", "2026-11-23T09:00:00Z"]
    private static let memory = ["--data", ":memory:", "--as", "ana", "--channel", "net"] + clock

    @Test func `a batch that all works ends with 0`() throws {
        let run = try BuiltBinary.run(
            Pipe.memory, lines: ["/project new NET", "/here NET", "/risk Vendor slips p4 i5", "/status"])
        #expect(run.code == 0)
        #expect(run.output.contains("R-1 logged on NET: Vendor slips. Score 20 of 25 (very high), @ana."))
    }

    static let codes: [([String], Int32)] = [
        (["/statsu"], 1), (["/risk score R-9 p4"], 1), (["/help"], 0), ([], 0), (["# a remark", ""], 0),
    ]

    @Test(arguments: codes) func `the exit code says how it went`(_ lines: [String], _ code: Int32) throws {
        #expect(try BuiltBinary.run(Pipe.memory, lines: lines).code == code)
    }

    static let flags: [[String]] = [
        ["--now", "yesterday"], ["--format", "word"], ["--nonsense"], ["--reply-to", "ftp://x"], ["fly"],
    ]

    @Test(arguments: flags) func `wrong flags end with 2`(_ arguments: [String]) throws {
        let run = try BuiltBinary.run(["--data", ":memory:"] + arguments)
        #expect(run.code == 2)
        #expect(!run.errors.isEmpty)
    }

    @Test func `JSON is one object a command, in order, and refusals are objects too`() throws {
        let run = try BuiltBinary.run(
            Pipe.memory + ["--format", "json"],
            lines: [
                "/project new NET", "/here NET",
                "{\"user\":\"ana\",\"channel\":\"net\",\"text\":\"/risk a\\n/task b\\n/statsu\"}", "/risk list",
            ])
        let objects = try run.lines.map { try JSON(reading: $0) }
        #expect(objects.map { $0["outcome"]?.string } == ["done", "done", "done", "done", "usage", "answer"])
        #expect(objects[2]["items"]?.array?.first?.string == "R-1")
        #expect(objects[2]["command"]?.string == "risk")
        #expect(objects[5]["private"]?.bool == true)
        #expect(run.code == 1)
    }

    @Test func `one script speaks for several people and days`() throws {
        let run = try BuiltBinary.run(
            Pipe.memory + ["--format", "json"],
            lines: [
                #"{"user":"ana","channel":"net","text":"/project new NET"}"#,
                #"{"user":"ana","channel":"net","text":"/here NET"}"#,
                #"{"user":"bo","channel":"net","text":"/task Mount due:fri","now":"2026-11-24T09:00:00Z"}"#,
                #"{"user":"bo","channel":"net","text":"/whoami","now":"2026-11-20T09:00:00Z"}"#,
            ])
        #expect(run.output.contains("due Fri 27 Nov") || run.output.contains("Due Fri 27 Nov"))
        // The clock never goes back.
        #expect(run.output.contains("today is Tue 24 Nov"))
        #expect(run.output.contains("You are @bo"))
    }

    @Test func `an id that was handled is answered again and not done again`() throws {
        let directory = try BuiltBinary.temporaryDirectory()
        let store =
            [
                "--data", directory.appendingPathComponent("s.db").path, "--as", "ana", "--channel", "net", "--format",
                "json",
            ] + Pipe.clock
        let line = #"{"id":"m1","text":"/risk Vendor slips on NET"}"#
        _ = try BuiltBinary.run(store, lines: ["/project new NET"])
        let first = try BuiltBinary.run(store, lines: [line])
        let second = try BuiltBinary.run(store, lines: [line])
        #expect(first.output == second.output)
        #expect(try BuiltBinary.run(store, lines: ["/risk list project:NET"]).output.contains("1 open risk"))
    }

    static let hostile: [(String, [UInt8])] = [
        ("a mebibyte", Array(repeating: 0x61, count: 1 << 20)),
        ("ten thousand lines", Array("{\"text\":\"\(String(repeating: "/risk x\\n", count: 10_000))\"}".utf8)),
        ("no UTF-8", [0x2F, 0x72, 0x69, 0x73, 0x6B, 0x20, 0xFF, 0xFE, 0x80]), ("NUL", Array("/risk a\0b".utf8)),
        ("turned text", Array("/risk \u{202E}evil\u{2066}".utf8)),
        ("emoji and marks", Array("/risk 👩‍👩‍👧 Zo\u{308}e\u{301}\u{301}\u{301}".utf8)),
        (
            "a mebibyte of risk",
            Array("/risk ".utf8) + Array(repeating: 0x20, count: 10) + Array(repeating: 0x78, count: 1 << 20)
        ),
    ]

    @Test(arguments: hostile) func `odd input gets an answer or a clear refusal`(_ name: String, _ bytes: [UInt8])
        throws
    {
        let directory = try BuiltBinary.temporaryDirectory()
        let store = ["--data", directory.appendingPathComponent("s.db").path] + Pipe.clock
        _ = try BuiltBinary.run(store, lines: ["/project new NET", "/here NET"])
        let run = try BuiltBinary.run(store, input: bytes)
        #expect(run.code == 0 || run.code == 1)
        #expect(!run.output.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\0" })
        #expect(try BuiltBinary.run(["verify", "--data", directory.appendingPathComponent("s.db").path]).code == 0)
    }

    @Test func `a second writer with a clock of its own is told who holds the store`() throws {
        let directory = try BuiltBinary.temporaryDirectory()
        let data = directory.appendingPathComponent("s.db")
        let server = try RunningServer(data: data, environment: ["STEERCO_WEBHOOK_SECRET": Signers.genericSecret])
        let run = try BuiltBinary.run(["--data", data.path] + Pipe.clock, lines: ["/help"])
        #expect(run.code == 70)
        #expect(run.errors.contains("is held by another process (process \(server.process.processIdentifier)"))
        #expect(try BuiltBinary.run(["verify", "--data", data.path]).code == 0)
        server.stop()
    }

    @Test func `stores that cannot be used are named with the reason`() throws {
        let directory = try BuiltBinary.temporaryDirectory()
        let garbage = directory.appendingPathComponent("garbage.db")
        try Data(repeating: 0x41, count: 8192).write(to: garbage)
        #expect(try BuiltBinary.run(["--data", garbage.path], lines: ["/help"]).errors.contains("is damaged"))
        #expect(
            try BuiltBinary.run(["verify", "--data", directory.path + "/none.db"]).errors.contains(
                "there is no such file"))
    }

    @Test func `the store is closed to others`() throws {
        let directory = try BuiltBinary.temporaryDirectory()
        let data = directory.appendingPathComponent("new/deep/s.db")
        _ = try BuiltBinary.run(["--data", data.path], lines: ["/project new NET"])
        let file = try FileManager.default.attributesOfItem(atPath: data.path)[.posixPermissions] as? Int
        let folder =
            try FileManager.default.attributesOfItem(atPath: data.deletingLastPathComponent().path)[.posixPermissions]
            as? Int
        #expect(file == 0o600)
        #expect(folder == 0o700)
    }

    @Test func `replies are posted where --reply-to says, each once`() throws {
        let receiver = try Receiver()
        defer { receiver.close() }
        let run = try BuiltBinary.run(
            Pipe.memory + ["--reply-to", receiver.url, "--format", "json"], lines: ["/project new NET", "/help"])
        #expect(run.code == 0)
        #expect(run.output.isEmpty)
        #expect(receiver.received.count == 2)
        #expect(receiver.received.first?.text.contains("Project NET") ?? false)
    }

    @Test func `what a room announces is posted before a pipe ends`() throws {
        let receiver = try Receiver()
        defer { receiver.close() }
        let file = try BuiltBinary.temporaryDirectory().appendingPathComponent("steerco.yaml")
        try Data("webhooks: {net: {url: \"\(receiver.url)\"}}\nreply_hosts: [\"127.0.0.1:\(receiver.port)\"]\n".utf8)
            .write(to: file)
        let run = try BuiltBinary.run(
            Pipe.memory,
            lines: [
                "/project new NET", "/here NET announce:net", "/task Order the racks",
                "/blocker T-1 waits for wire from @kim",
            ],
            environment: ["STEERCO_CONFIG": file.path])
        #expect(run.code == 0, "\(run.errors)")
        #expect(receiver.received.last?.text.contains("B-1") ?? false)
    }

    @Test func `a comment is no message, and an id with its sign is one`() throws {
        let run = try BuiltBinary.run(
            Pipe.memory, lines: ["# the network", "#", "/project new NET", "/task One on NET", "#T-1 done"])
        #expect(run.code == 0)
        #expect(run.output.contains("T-1 done: One"))
    }

    @Test func `answers that cannot be written end the run with 70, and leave what was answered`() throws {
        let data = try BuiltBinary.temporaryDirectory().path + "/s.db"
        let run = try BuiltBinary.run(
            ["--data", data], lines: ["/project new NET", "/task One on NET", "/task Two on NET"], output: "/dev/full")
        #expect(run.code == 70, "\(run.errors)")
        #expect(run.errors.contains("cannot be written"))
        let after = try BuiltBinary.run(["--data", data], lines: ["/tasks on NET"])
        #expect(!after.output.contains("Two"))
    }

    @Test(arguments: [
        (#"{"user":"ana","text":"/whoami","now":"bad"}"#, "now: expected a moment such as"),
        (#"{"user":5,"text":"/whoami"}"#, "user: expected text in quotes"), (#"{"user":"ana"}"#, "text: expected"),
        (#"{"user":"ana","#, "is one JSON object"),
    ]) func `what is wrong in an object is told by its name`(_ line: String, _ told: String) throws {
        let run = try BuiltBinary.run(Pipe.memory, lines: [line])
        #expect(run.code == 1)
        #expect(run.output.contains(told), "\(run.output)")
    }

    /// The store's own files would else get the number of the stream, and with it what is said.
    @Test(arguments: [(">&-", Int32(70)), ("<&-", 0)])
    func `a closed standard stream is no other file`(_ closed: String, _ code: Int32) throws {
        let data = try BuiltBinary.temporaryDirectory().path + "/s.db"
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = [
            "-c", "echo '/project new NET' | { \"$0\" --data \"$1\" --as ana \(closed); }", BuiltBinary.url.path, data,
        ]
        shell.standardOutput = FileHandle.nullDevice
        shell.standardError = FileHandle.nullDevice
        try shell.run()
        shell.waitUntilExit()
        #expect(shell.terminationStatus == code)
        let holder = try String(contentsOfFile: data + ".lock", encoding: .utf8)
        #expect(Int(holder) != nil, "\(holder)")
    }

    static let formats: [(String, String)] = [
        ("slack", "\"response_type\":\"in_channel\""), ("mattermost", "\"skip_slack_parsing\":true"),
        ("ansi", "\u{1B}["), ("plain", "Project NET NET started"),
    ]

    @Test(arguments: formats) func `every format has its renderer`(_ format: String, _ part: String) throws {
        #expect(
            try BuiltBinary.run(Pipe.memory + ["--format", format], lines: ["/project new NET", "/status"]).output
                .contains(part))
    }

    @Test func `faulty files stop the start with file, line and field`() throws {
        let directory = try BuiltBinary.temporaryDirectory()
        let configuration = directory.appendingPathComponent("steerco.yaml")
        try Data("zone: UTC\nslak:\n  signing_secret: x\n".utf8).write(to: configuration)
        let wrong = try BuiltBinary.run(
            ["--data", ":memory:"], lines: ["/help"], environment: ["STEERCO_CONFIG": configuration.path])
        #expect(wrong.code == 2)
        #expect(wrong.errors.contains("steerco.yaml:2: slak: expected one of"))
        let commands = directory.appendingPathComponent("commands")
        try FileManager.default.createDirectory(at: commands, withIntermediateDirectories: true)
        try Data("command: risk\nabout: x\nverbs:\n  - verb: add\n    about: y\n    rloe: admin\n".utf8).write(
            to: commands.appendingPathComponent("risk.yaml"))
        try Data("commands: {path: \(commands.path)}\n".utf8).write(to: configuration)
        let catalogue = try BuiltBinary.run(
            ["--data", ":memory:"], lines: ["/help"], environment: ["STEERCO_CONFIG": configuration.path])
        #expect(catalogue.code == 2)
        #expect(catalogue.errors.contains("risk.yaml:6: verbs[0].rloe: expected one of"))
    }

    @Test(arguments: ["STEERCO_SLACK_SIGNING_SECRET", "STEERCO_MATTERMOST_TOKEN", "STEERCO_WEBHOOK_SECRET"])
    func `a blank secret refuses the start`(_ name: String) throws {
        let directory = try BuiltBinary.temporaryDirectory()
        let run = try BuiltBinary.run(
            ["serve", "--listen", "127.0.0.1:0", "--data", directory.appendingPathComponent("s.db").path],
            environment: [name: "  "])
        #expect(run.code == 2)
        #expect(run.errors.contains(name))
    }

    @Test(arguments: [
        (["STEERCO_WEBHOOK_SECRET": "abc"], "STEERCO_WEBHOOK_SECRET is malformed"),
        (["STEERCO_PUBLIC_URL": "foo"], "STEERCO_PUBLIC_URL: expected an address"),
    ])
    func `what refuses the start is found by check`(_ environment: [String: String], _ complaint: String) throws {
        let directory = try BuiltBinary.temporaryDirectory()
        let store = directory.appendingPathComponent("s.db").path
        for command in [["serve", "--listen", "127.0.0.1:0"], ["check"]] {
            let run = try BuiltBinary.run(command + ["--data", store], environment: environment)
            #expect(run.code != 0)
            #expect((run.output + run.errors).contains(complaint), "\(run.output)\(run.errors)")
        }
    }
}
