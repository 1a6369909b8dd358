// Senders that take no answers, and more connections than there are descriptors: the others are served as ever.

import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct TortureByConnections {
    /// Connections to each route, and how much each sends at the most; more with `STEERCO_TORTURE=full`.
    static let isFull = ProcessInfo.processInfo.environment["STEERCO_TORTURE"] == "full"

    private static let requests = [
        "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /none HTTP/1.1\r\nHost: x\r\n\r\n", "GET /healthz HTTP/1.1\r\n\r\n",
        "POST /hooks/slack HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
        "POST /hooks/slack HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 19\r\n\r\nssl_check=1&token=x",
    ]

    private func start(openFiles: Int? = nil) throws -> RunningServer {
        let data = try BuiltBinary.temporaryDirectory().appendingPathComponent("s.db")
        return try RunningServer(
            data: data,
            environment: ["STEERCO_SLACK_SIGNING_SECRET": Signers.slackSecret, "STEERCO_ADMIN": "slack:T1/U1"],
            openFiles: openFiles)
    }

    private func isServed(_ server: RunningServer, _ trigger: String) throws -> Bool {
        let body = Signers.slackSlash("/whoami", trigger: trigger)
        let headers = Signers.slack(body, timestamp: Int(Date().timeIntervalSince1970))
        return try RawHTTP.request("POST", "/hooks/slack", headers: headers, body: body, port: server.port).status
            == 200
    }

    @Test func `answers that nobody takes keep less than a mebibyte a connection, and hurt nobody`() throws {
        let server = try start()
        #expect(try isServed(server, "0"))
        let before = server.memory
        var unread: [UnreadConnection] = []
        for request in Self.requests {
            for _ in 0..<(Self.isFull ? 8 : 2) {
                let connection = try UnreadConnection(port: server.port)
                connection.send(Array(request.utf8), atMost: 24 << 20)
                unread.append(connection)
            }
        }
        #expect(try isServed(server, "1"))
        let more = server.memory - before
        #expect(more < unread.count * 1024, "\(more) KiB for \(unread.count) connections")
        // Whoever takes them after all gets them.
        #expect(String(decoding: try #require(unread.first).read(), as: UTF8.self).hasPrefix("HTTP/1.1 200 OK"))
        server.stop()
    }

    @Test func `beside others who send and take no answers each request is answered at once`()
        throws
    {
        let server = try start()
        let port = server.port
        let senders = DispatchGroup()
        for request in Self.requests + Self.requests {
            senders.enter()
            Thread {
                // It ends when nothing more is taken of it.
                if let connection = try? UnreadConnection(port: port) {
                    connection.send(Array(request.utf8), atMost: 24 << 20)
                }
                senders.leave()
            }.start()
        }
        var (served, slowest) = (0, Duration.zero)
        repeat {
            let begin = ContinuousClock.now
            let isAnswered = try isServed(server, "beside-\(served)")
            #expect(isAnswered)
            slowest = max(slowest, .now - begin)
            served += 1
        } while senders.wait(timeout: .now()) == .timedOut
        #expect(served > 1 && slowest < .seconds(5), "the slowest of \(served) took \(slowest)")
        server.stop()
    }

    @Test func `more connections than there are descriptors wait, which is said once and keeps no core busy`() throws {
        let server = try start(openFiles: 256)
        let idle = try (0..<300).map { _ in try UnreadConnection(port: server.port) }
        // One of those that were taken is served.
        let request = Array("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
        idle[0].send(request, atMost: request.count)
        #expect(String(decoding: idle[0].read(), as: UTF8.self).hasPrefix("HTTP/1.1 200 OK"))
        // One that waits is not, for as long as its reader has patience.
        idle[299].send(request, atMost: request.count)
        #expect(idle[299].read(within: 2).isEmpty)
        let before = server.work
        #expect(idle[299].read(within: 2).isEmpty)
        #expect(server.work - before < 40, "hundredths of a second in two seconds")
        #expect(
            server.errors.components(separatedBy: "no more connections can be taken").count == 2, "\(server.errors)")
        #expect(server.process.isRunning)
        for connection in idle.prefix(200) { connection.end() }
        #expect(String(decoding: idle[299].read(within: 10), as: UTF8.self).hasPrefix("HTTP/1.1 200 OK"))
        server.stop()
    }
}
