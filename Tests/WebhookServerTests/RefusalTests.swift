// Requests that are turned away: for whom they are, what is counted, and what the log says of whom.

import ChatPlatforms
import Conversation
import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOEmbedded
import Quantities
import TestSupport
import Testing

@testable import WebhookServer

/// Keeps what is logged, each line with its metadata in order.
private final class Lines: Sendable {
    private let lines = NIOLockedValueBox<[String]>([])
    var all: [String] { lines.withLockedValue { $0 } }

    struct Handler: LogHandler {
        let lines: Lines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.info
        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }
        func log(event: LogEvent) {
            let said = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            lines.lines.withLockedValue { $0.append(([event.message.description] + said).joined(separator: " ")) }
        }
    }
    var logger: Logger { Logger(label: "test") { _ in Handler(lines: self) } }
}

struct TurnedAway {
    private static let hosts: [(String, Int)] = [
        ("GET /healthz HTTP/1.1\r\nHost: x\r\n", 200), ("GET /healthz HTTP/1.1\r\n", 400),
        ("GET /healthz HTTP/1.1\r\nHost: x\r\nHost: x\r\n", 400),
        ("GET /healthz HTTP/1.1\r\nhost: x\r\nX: y\r\nHOST: z\r\n", 400),
        ("GET /healthz HTTP/1.1\r\nHost:\r\n", 200), ("GET /healthz HTTP/1.0\r\n", 200),
        ("GET /healthz HTTP/1.0\r\nHost: x\r\nHost: y\r\n", 400),
        ("POST /hooks/trial HTTP/1.1\r\nContent-Length: 0\r\n", 400), ("GET /metrics HTTP/1.1\r\n", 400),
    ]

    @Test(arguments: hosts) func `a request says once for whom it is`(_ head: String, _ status: Int) async throws {
        let trial = try await TrialDesk(script: "2026-11-20T09:00:00Z ana /project new NET")
        try TrialConnection.open(trial) { channel in
            try channel.writeInbound(ByteBuffer(string: head + "\r\n"))
            channel.embeddedEventLoop.run()
            #expect(try TrialConnection.written(channel).split(separator: " ").dropFirst().first == "\(status)")
        }
    }

    private static let peers: [(peer: String, said: [String], source: RequestSource)] = [
        ("203.0.113.5", [], .init(address: "203.0.113.5")),
        // Nobody's word but a known proxy's is taken.
        ("203.0.113.5", ["198.51.100.7"], .init(address: "203.0.113.5")),
        ("127.0.0.1", ["198.51.100.7"], .init(address: "127.0.0.1", forwarded: "198.51.100.7")),
        ("127.0.0.1", [], .init(address: "127.0.0.1")),
        // Whoever calls may write what they like before what the proxy appends.
        ("127.0.0.1", ["1.1.1.1, 198.51.100.7"], .init(address: "127.0.0.1", forwarded: "198.51.100.7")),
        ("127.0.0.1", ["1.1.1.1", "198.51.100.7"], .init(address: "127.0.0.1", forwarded: "198.51.100.7")),
        ("127.0.0.1", ["198.51.100.7, 10.0.0.2"], .init(address: "127.0.0.1", forwarded: "198.51.100.7")),
        ("127.0.0.1", ["198.51.100.7:4711"], .init(address: "127.0.0.1", forwarded: "198.51.100.7")),
        ("::1", ["[2001:db8::7]:4711"], .init(address: "::1", forwarded: "2001:db8::7")),
        ("::ffff:127.0.0.1", ["2001:DB8:0::7"], .init(address: "127.0.0.1", forwarded: "2001:db8::7")),
        ("127.0.0.1", ["1.1.1.1, x y"], .init(address: "127.0.0.1")),
        ("127.0.0.1", ["1.1.1.1,"], .init(address: "127.0.0.1")),
    ]

    @Test(arguments: peers) func `a source is the connection's address, or whom a known proxy names`(
        _ example: (peer: String, said: [String], source: RequestSource)
    ) throws {
        let proxies = try #require(KnownProxies(["127.0.0.1", "10.0.0.2", "::1"]))
        let request = WebRequest(
            method: "GET", target: "/", headers: example.said.map { ("X-Forwarded-For", $0) }, body: [],
            peer: try SocketAddress(ipAddress: example.peer, port: 1))
        #expect(proxies.source(of: request) == example.source)
    }

    @Test(arguments: ["proxy.example", "", "10.0.0.0/8", "1.2.3"]) func `a proxy is named by its address`(
        _ name: String
    ) {
        #expect(KnownProxies([name]) == nil)
    }

    @Test func `the log has a line a second of each source, with the number it left out`() {
        let lines = Lines()
        let log = RefusalLog(lines.logger)
        func refuse(_ times: Int, _ address: String, at second: Int64) {
            for _ in 0..<times {
                log.note(
                    .init(platform: "slack", status: 401, reason: "signature"), from: RequestSource(address: address),
                    now: Instant(seconds: second))
            }
        }
        refuse(5, "192.0.2.1", at: 1)
        refuse(1, "192.0.2.2", at: 1)
        refuse(3, "192.0.2.1", at: 2)
        log.tellLeftOut()
        log.tellLeftOut()
        let line = "request refused"
        let rest = "platform=slack reason=signature source="
        #expect(
            lines.all == [
                "\(line) \(rest)192.0.2.1 status=401", "\(line) \(rest)192.0.2.2 status=401",
                "\(line) left_out=4 \(rest)192.0.2.1 status=401",
                "requests refused, not listed left_out=2 source=192.0.2.1",
            ])
    }

    @Test func `however many sources there are, the log has a bound`() {
        let lines = Lines()
        let log = RefusalLog(lines.logger)
        for number in 0..<5000 {
            log.note(
                .init(platform: "slack", status: 401, reason: "signature"), from: RequestSource(address: "a\(number)"),
                now: Instant(seconds: 1))
        }
        #expect(lines.all.count == 1001)
    }

    @Test func `what is refused is counted by its reason`() async throws {
        let trial = try await TrialDesk()
        let slack = SlackAdapter(
            secrets: try #require(try Secrets(Signers.slackSecret)), hosts: ReplyHosts([]), canPost: false,
            umbrella: "pm")
        let server = WebhookServer(
            desk: trial.desk, adapters: [slack], clock: { trial.now }, logger: Lines().logger,
            outbox: { OutboxState(waiting: 0, dead: 0, oldest: nil) }, health: { StoreHealth() })
        func send(_ method: String, _ path: String, hosts: Int = 1, body: [UInt8]? = []) -> Int {
            let status = NIOLockedValueBox(0)
            let headers = Array(repeating: (name: "Host", value: "x"), count: hosts)
            server.answer(WebRequest(method: method, target: path, headers: headers, body: body)) { response in
                status.withLockedValue { $0 = response.status }
            }
            return status.withLockedValue { $0 }
        }
        #expect(send("POST", "/hooks/slack") == 401)
        #expect(send("POST", "/hooks/slack") == 401)
        #expect(send("GET", "/hooks/slack") == 405)
        #expect(send("POST", "/hooks/slack", body: nil) == 413)
        #expect(send("POST", "/hooks/teams") == 404)
        #expect(send("GET", "/healthz", hosts: 2) == 400)
        let text = await withCheckedContinuation { done in
            let request = WebRequest(method: "GET", target: "/metrics", headers: [("Host", "x")], body: [])
            server.answer(request) { done.resume(returning: String(decoding: $0.body, as: UTF8.self)) }
        }
        for (platform, reason, count) in [
            ("slack", "headers", 2), ("slack", "method", 1), ("slack", "body", 1), ("none", "off", 1),
            ("none", "host", 1),
        ] {
            #expect(text.contains("steerco_refused_total{platform=\"\(platform)\",reason=\"\(reason)\"} \(count)\n"))
        }
    }

    @Test func `that connections have to wait is said once, and again after a minute without`() {
        let lines = Lines()
        let full = FullServer(lines.logger)
        for second in [0, 1, 2, 50, 200, 201] as [Int64] {
            full.tell("accept: too many open files", now: .uptimeNanoseconds(0) + .seconds(second))
        }
        #expect(lines.all.count == 2)
    }

    @Test func `as many connections are taken as leave descriptors for the store`() {
        var room = RoomForConnections(descriptors: 1024, full: FullServer(Lines().logger))
        #expect(room.most == 864)
        for _ in 0..<room.most {
            #expect(room.isAcceptingNewConnections())
            room.connectionOpened()
        }
        #expect(!room.isAcceptingNewConnections())
        room.connectionClosed()
        #expect(room.isAcceptingNewConnections())
        #expect(RoomForConnections(descriptors: 100, full: FullServer(Lines().logger)).most == 50)
    }
}
