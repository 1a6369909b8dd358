// A store that is lost, taken over, damaged or erased from, as an operator meets it at the executable.

import Foundation
import GRDB
import JSONText
import TestSupport
import Testing

@Suite(.serialized) struct StoreAtTheRim {
    private let data: URL
    private var path: String { data.path }
    private static let environment = [
        "STEERCO_WEBHOOK_SECRET": Signers.genericSecret, "STEERCO_ADMIN": "generic:/ana",
    ]

    init() throws { data = try BuiltBinary.temporaryDirectory().appendingPathComponent("s.db") }

    private func say(_ lines: String...) throws -> BuiltBinary.Run {
        try BuiltBinary.run(["--data", path, "--as", "ana", "--channel", "net"], lines: lines)
    }
    private func check() throws -> BuiltBinary.Run {
        try BuiltBinary.run(["check", "--data", path], environment: StoreAtTheRim.environment)
    }
    private func post(_ text: String, id: String, replyTo: String? = nil, _ server: RunningServer) throws -> Int {
        let body = JSON.members([
            "user": "ana", "channel": "net", "text": .string(text), "reply_to": replyTo.map { .string($0) },
        ]).bytes
        let headers = Signers.generic(body, id: id, timestamp: Int(Date().timeIntervalSince1970))
        return try RawHTTP.request("POST", "/hooks/generic", headers: headers, body: body, port: server.port).status
    }
    private func get(_ target: String, _ server: RunningServer) throws -> RawAnswer {
        try RawHTTP.request("GET", target, port: server.port)
    }

    @Test func `a new store is told once, in the one step that makes it`() throws {
        #expect(try say("/project new NET").errors == "steerco: new store made at \(path)\n")
        #expect(try say("/status NET").errors.isEmpty)
    }

    @Test func `a store that is lost is missed by every start until it is accepted`() throws {
        _ = try say("/project new NET", "/risk One on NET")
        try FileManager.default.removeItem(at: data)
        let run = try say("/status NET")
        #expect(run.code == 70 && run.output.isEmpty)
        #expect(run.errors.contains("steerco store accept --data \(path)"))
        #expect(throws: RunningServer.DidNotStart.self) {
            try RunningServer(data: data, environment: StoreAtTheRim.environment)
        }
        #expect(try check().output.contains("WRONG store: the store \(path) is not the one that was here"))
        #expect(!FileManager.default.fileExists(atPath: path))
        let accepted = try BuiltBinary.run(["store", "accept", "--data", path])
        #expect(accepted.code == 0 && accepted.output.contains("is taken as it is, with 0 events"))
        #expect(accepted.output.contains("known of the store before it: "))
        #expect(try say("/changes").output.contains("@steerco: the store was taken as it is, with 0 events"))
    }

    @Test func `a server whose store is removed under it is not ready, and answers no write as done`() throws {
        let server = try RunningServer(data: data, environment: StoreAtTheRim.environment)
        defer { server.stop() }
        #expect(try post("/project new NET", id: "1", server) == 200)
        #expect(try get("/readyz", server).status == 200)
        #expect(try get("/metrics", server).text.contains("\nsteerco_store_writable 1\n"))
        #expect(try check().output.contains("ok    running server: http://127.0.0.1:\(server.port) is ready"))
        try FileManager.default.moveItem(atPath: path, toPath: path + ".away")
        #expect(try post("/risk One on NET", id: "2", server) == 500)
        #expect(try get("/readyz", server).status == 503)
        #expect(try get("/metrics", server).text.contains("\nsteerco_store_writable 0\n"))
        try FileManager.default.moveItem(atPath: path + ".away", toPath: path)
        #expect(try post("/risk One on NET", id: "2", server) == 200)
        server.stop()
        #expect(try BuiltBinary.run(["verify", "--data", path]).code == 0)
    }

    @Test func `check finds a store that others may use`() throws {
        _ = try say("/project new NET")
        chmod(path, 0o666)
        #expect(
            try check().output.contains("WRONG store: \(path) may be used by others (mode 0666): chmod 600 \(path)"))
        chmod(path, 0o600)
        #expect(try check().output.contains("events, chain whole and as kept"))
    }

    @Test func `a pipe in the store's place is refused at once`() throws {
        #expect(mkfifo(path, 0o600) == 0)
        #expect(try say("/status").errors.contains("it is a pipe (FIFO): name a file"))
        #expect(try check().output.contains("it is a pipe (FIFO)"))
        #expect(try BuiltBinary.run(["verify", "--data", path]).errors.contains("it is a pipe (FIFO)"))
    }

    /// Rows of the wrong type, and who says where.
    @Test(arguments: ["verify", "check", "chat"]) func `a damaged row ends no process, and is said where`(
        _ command: String
    ) throws {
        _ = try say("/project new NET", "/risk One on NET")
        try change("UPDATE event SET time = 'noon' WHERE version = 2")
        let run = command == "chat" ? try say("/status") : try BuiltBinary.run([command, "--data", path])
        #expect([1, 70].contains(run.code))
        #expect((run.output + run.errors).contains("event 2"), "\(run.output)\(run.errors)")
    }

    @Test func `a damaged row of the outbox holds back no server, and no other reply`() throws {
        let receiver = try Receiver()
        defer { receiver.close() }
        let url = "http://127.0.0.1:\(receiver.port)"
        _ = try say("/project new NET")
        try change(
            """
            INSERT INTO outbox (id, kind, address, lane, payload, content_type, created, due) VALUES
            ('bad', 'url', '\(url)/a', 'a', x'7b7d', 'application/json', 'soon', 0)
            """)
        #expect(try check().output.contains("outbox 1, column created"))
        let server = try RunningServer(
            data: data,
            environment: StoreAtTheRim.environment.merging(["STEERCO_REPLY_HOSTS": "127.0.0.1:\(receiver.port)"]) { $1 }
        )
        #expect(try post("/status NET", id: "1", replyTo: url + "/b", server) == 200)
        #expect(receiver.wait(seconds: 10) { $0.map(\.path) == ["/b"] })
        server.stop()
        #expect(try say("/admin outbox").output.contains("outbox 1, column created"))
    }

    @Test func `what is erased is in none of the store's files`() throws {
        _ = try say("/project new NET", "/risk Novak is ill p4 i4 on NET", "/note R-1 Novak is in ward 7")
        #expect(
            try say("/admin redact R-1 because asked by law --yes").output.contains(
                "What people wrote in R-1 is erased."))
        let folder = data.deletingLastPathComponent()
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let bytes = FileManager.default.contents(atPath: folder.path + "/" + name) ?? Data()
            #expect(!String(decoding: bytes, as: UTF8.self).contains("Novak"), "\(name)")
        }
        #expect(try say("/risk show R-1").output.contains("(erased)"))
        #expect(try say("/history R-1").output.contains("text erased: asked by law"))
        let verified = try BuiltBinary.run(["verify", "--data", path])
        #expect(verified.code == 0 && verified.output.contains("erased 2 payloads of R-1: asked by law"))
    }

    private func change(_ sql: String) throws {
        try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
    }
}
