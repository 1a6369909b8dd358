// A whole store as an earlier release left it, with what was under way: it is read, answered from and gone on with.

import Foundation
import TestSupport
import Testing

/// `stores/schema-6.store` was made by the release before slots, and `stores/schema-7.store` is the same as the one after left
/// it: projects COM, PLAN, GATE and GROUP, a register of the operator's called gate, words of people's own, a role, settings
/// and a zone; a reply that waits for its receiver, and the answer to a delivery.
struct StoreOfBefore {
    private let data: URL
    private let commands: URL

    init() throws { try self.init("schema-6") }

    private init(_ name: String) throws {
        let stores = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("stores")
        let directory = try BuiltBinary.temporaryDirectory()
        data = directory.appendingPathComponent("s.db")
        commands = stores.appendingPathComponent("commands")
        for suffix in ["", ".head"] {
            try FileManager.default.copyItem(
                at: stores.appendingPathComponent("\(name).store" + suffix),
                to: URL(fileURLWithPath: data.path + suffix))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: data.path + suffix)
        }
        try Data("commands:\n  path: \(commands.path)\n".utf8).write(to: directory.appendingPathComponent("c.yaml"))
    }

    private var environment: [String: String] {
        ["STEERCO_CONFIG": data.deletingLastPathComponent().appendingPathComponent("c.yaml").path]
    }

    private func say(_ lines: String..., as user: String = "ana") throws -> String {
        try BuiltBinary.run(
            [
                "--data", data.path, "--as", user, "--channel", "rollout", "--now", "2026-11-30T10:00:00Z",
            ], lines: lines, environment: environment
        ).output
    }

    /// What is asked, and what the answer holds.
    static let asked = [
        ("/status COM", "COM Communications"), ("/status PLAN", "M-1"), ("/project list", "GATE Gatehouse"),

        ("/list on GROUP", "No open records on GROUP"), ("/show G-1", "Design review"),
        ("/gate list on GATE", "G-1 Design review"),
        ("/here", "This room is about COM"), ("/role list COM", "@bo manager"), ("/admin settings", "rag.silence = 30"),
        ("/standup", "Mon 30 Nov"), ("/person @ana", "Zone: UTC"), ("/admin outbox", "1 reply waits"),
        ("/history R-1", "added for @bo"), ("/risk list on COM", "R-1 Mailing list is stale"),
    ]

    @Test(arguments: asked) func `is answered from`(_ said: String, _ holds: String) throws {
        let output = try say(said)
        #expect(output.contains(holds), "\(output)")
    }

    @Test(arguments: asked) func `is answered from as the release after left it`(_ said: String, _ holds: String) throws
    {
        let output = try StoreOfBefore("schema-7").say(said)
        #expect(output.contains(holds), "\(output)")
    }

    @Test func `is gone on with: what was done before is undone after`() throws {
        #expect(try say("/undo").contains("Undone: /set"))
        #expect(try say("/undo").contains("rag.silence: 30 → 21"))
        #expect(try say("/undo", as: "bo").contains("Undone: /blocker add"))
        #expect(try say("/redo").contains("rag.silence: 21 → 30"))
        let verified = try BuiltBinary.run(["verify", "--data", data.path])
        #expect(verified.code == 0, "\(verified.output)\(verified.errors)")
    }

    @Test func `answers a delivery it had as it did then, and does nothing twice`() throws {
        let line = #"{"user":"bo","channel":"rollout","text":"/blocker Printer is broken on COM","id":"m-1"}"#
        let run = try BuiltBinary.run(
            ["--data", data.path, "--now", "2026-11-30T10:00:00Z"], lines: [line], environment: environment)
        #expect(run.output.contains("B-1"), "\(run.output)")
        #expect(!(try say("/blocker list on COM").contains("B-2")))
    }

    @Test func `is checked for words that mean something else now`() throws {
        let output = try BuiltBinary.run(["check", "--data", data.path], environment: environment).output
        #expect(output.contains("/groups is a command, and no longer everybody's word for /list"), "\(output)")
        #expect(output.contains("warn  words: GROUP means something else"), "\(output)")
        #expect(output.contains("warn  words: GATE means something else"), "\(output)")
    }
}
