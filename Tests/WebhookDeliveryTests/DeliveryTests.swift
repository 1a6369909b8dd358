// Delivery: which addresses, which answers, when again, and the wire with a receiver that misbehaves.

import Conversation
import EventStorage
import Foundation
import Logging
import NIOConcurrencyHelpers
import Quantities
import TestSupport
import Testing

@testable import WebhookDelivery

struct DeliveryRules {
    static func address(_ text: String) -> IPAddress {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 { return IPAddress(bytes: withUnsafeBytes(of: four) { Array($0) }) }
        var six = in6_addr()
        inet_pton(AF_INET6, text, &six)
        return IPAddress(bytes: withUnsafeBytes(of: six) { Array($0) })
    }

    @Test(arguments: [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "::1", "fd12::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::a00:1", "2002:7f00:1::", "198.18.0.1", "::127.0.0.1",
    ]) func `private addresses are reached only when named`(_ text: String) {
        #expect(!DeliveryRules.address(text).isAllowed(named: false))
        #expect(DeliveryRules.address(text).isAllowed(named: true))
    }

    @Test(arguments: [
        "169.254.169.254", "fe80::1", "::ffff:169.254.169.254", "0.0.0.0", "::", "224.0.0.1", "255.255.255.255",
        "fd00:ec2::254", "ff02::1", "64:ff9b::a9fe:a9fe",
    ])
    func `link-local and metadata addresses are never reached`(_ text: String) {
        #expect(!DeliveryRules.address(text).isAllowed(named: true))
    }

    @Test(arguments: ["1.1.1.1", "172.32.0.1", "2606:4700::1", "100.128.0.1", "::ffff:8.8.8.8"])
    func `public addresses are reached`(_ text: String) {
        #expect(DeliveryRules.address(text).isAllowed(named: false))
    }

    @Test(arguments: [
        "http://hooks.slack.com/x", "https://hooks.slack.com.evil.test/", "https://hooks.slack.com@evil.test/",
        "https://127.0.0.1/", "https://hooks.slack.com:8443/",
        "ftp://hooks.slack.com/", "https://", "https://hooks.slack.com\\@evil.test/", "https://h ooks/",
        "//hooks.slack.com/x", "https://[::1]/", "HTTPS://EVIL.test/hooks.slack.com",
    ]) func `reply addresses off the list are refused`(_ url: String) { #expect(!ReplyHosts([]).allows(url)) }

    @Test func `named hosts are allowed, over plain http too`() {
        let hosts = ReplyHosts(["127.0.0.1:9000", "chat.example.com", "[::1]:9000"])
        #expect(hosts.allows("http://127.0.0.1:9000/x"))
        #expect(!hosts.allows("http://127.0.0.1:9001/x"))
        #expect(hosts.allows("https://chat.example.com/hooks/commands/1"))
        #expect(hosts.allows("http://[::1]:9000/"))
        #expect(ReplyHosts([]).allows("https://hooks.slack.com/commands/T1/2/3"))
    }

    static let outcomes: [(TransferResult, ReplyAddress.Destination, String, DeliveryOutcome)] = [
        (.answered(status: 200, body: Array("ok".utf8), retryAfter: nil), .url(""), "hooks.slack.com", .delivered),
        (
            .answered(status: 200, body: Array("no_text".utf8), retryAfter: nil), .url(""), "hooks.slack.com",
            .rejected("200 no_text")
        ),
        (.answered(status: 204, body: [], retryAfter: nil), .webhook("n"), "x", .delivered),
        (
            .answered(status: 404, body: Array("used_url".utf8), retryAfter: nil), .url(""), "x",
            .rejected("404 used_url")
        ),
        (
            .answered(status: 429, body: [], retryAfter: 7), .url(""), "x",
            .retry(after: 7, reason: "429 too many requests")
        ),
        (
            .answered(status: 429, body: [], retryAfter: nil), .url(""), "x",
            .retry(after: 1, reason: "429 too many requests")
        ),
        (.answered(status: 503, body: [], retryAfter: nil), .url(""), "x", .retry(after: nil, reason: "503")),
        (
            .answered(status: 200, body: Array(#"{"ok":true}"#.utf8), retryAfter: nil), .slackMethod("m"), "x",
            .delivered
        ),
        (
            .answered(status: 200, body: Array(#"{"ok":false,"error":"channel_not_found"}"#.utf8), retryAfter: nil),
            .slackMethod("m"), "x", .rejected("channel_not_found")
        ),
        (
            .answered(status: 200, body: Array(#"{"ok":false,"error":"ratelimited"}"#.utf8), retryAfter: nil),
            .slackMethod("m"), "x", .retry(after: nil, reason: "ratelimited")
        ),
        (
            .answered(status: 200, body: Array(#"{"ok":false,"error":"rate_limited"}"#.utf8), retryAfter: nil),
            .slackMethod("m"), "x", .retry(after: nil, reason: "rate_limited")
        ),
        (.failed("reset"), .url(""), "x", .retry(after: nil, reason: "reset")),
        (.impossible("bad"), .url(""), "x", .rejected("bad")),
    ]

    @Test(arguments: outcomes) func `an answer is read by its platform's rules`(
        _ result: TransferResult, _ destination: ReplyAddress.Destination, _ host: String, _ outcome: DeliveryOutcome
    ) { #expect(DeliveryOutcome(result, to: destination, at: "https://\(host)/T0/B0") == outcome) }

    @Test(
        arguments: [
            ("mattermost", "https://chat.example/hooks/abc", "ok", true),
            ("mattermost", "https://chat.example/hooks/abc", "<html>Please log in</html>", false),
            ("slack", "https://chat.example/hooks/abc", "accepted", true),
            (nil, "https://chat.example/hooks/commands/x1y2", "<html>Please log in</html>", false),
            (nil, "https://chat.example/hooks/commands/x1y2", "ok", true),
        ] as [(String?, String, String, Bool)]) func `Mattermost took it when it says ok, and a page before it did not`(
            _ platform: String?, _ url: String, _ body: String, _ isDelivered: Bool
        )
    {
        let result = TransferResult.answered(status: 200, body: Array(body.utf8), retryAfter: nil)
        let destination = platform == nil ? ReplyAddress.Destination.url(url) : .webhook("n")
        let outcome = DeliveryOutcome(result, to: destination, at: url, platform: platform)
        #expect((outcome == .delivered) == isDelivered, "\(outcome)")
    }

    @Test(arguments: [
        ("Cannot POST /services/T012/B9secret77\n", "404 (an answer that repeats the address)"),
        ("token=abcdefgh12 is unknown", "404 (an answer that repeats the address)"),
        ("\u{1B}[31mno such hook\r\nat all", "404 [31mno such hookat all"),
    ]) func `what a receiver says is shown without its address and without control characters`(
        _ body: String, _ reason: String
    ) {
        let result = TransferResult.answered(status: 404, body: Array(body.utf8), retryAfter: nil)
        let url = "https://chat.example/services/T012/B9secret77?token=abcdefgh12"
        #expect(DeliveryOutcome(result, to: .webhook("n"), at: url) == .rejected(reason))
    }

    @Test func `a reply without an expiry is tried for a day, and not each second for a day`() {
        let plan = RetryPlan()
        let start = Instant(milliseconds: 0)
        for asked in [nil, 1] {
            var (now, attempts) = (start, 0)
            while plan.reasonToStop(created: start, expires: nil, next: now) == nil {
                now = now + plan.delay(attempts: attempts, asked: asked, jitter: 0.5)
                attempts += 1
            }
            #expect(now > start + Instant.day)
            #expect((200...400).contains(attempts))
        }
        #expect(plan.reasonToStop(created: start, expires: start + 10, next: start + 10) == .expired)
    }

    @Test func `waits double, within bounds, and honour what was asked`() {
        let plan = RetryPlan()
        #expect(plan.delay(attempts: 0, asked: nil, jitter: 0.5) == 500)
        #expect(plan.delay(attempts: 3, asked: nil, jitter: 0.5) == 4000)
        #expect(plan.delay(attempts: 60, asked: nil, jitter: 1) <= plan.longestDelay * 3 / 2)
        #expect(plan.delay(attempts: 0, asked: 7, jitter: 0) == 7000)
        #expect(plan.delay(attempts: 0, asked: .max, jitter: 0) == Instant.hour)
    }

    @Test func `a breaker opens after failures, lets one through, and closes on success`() {
        var breaker = CircuitBreaker()
        let start = Instant(milliseconds: 0)
        for _ in 0..<CircuitBreaker.threshold { breaker.failed(start) }
        let later = start + CircuitBreaker.rest
        var admitted = [breaker.admits(start), breaker.admits(later), breaker.admits(later)]
        breaker.answered()
        admitted.append(breaker.admits(later))
        breaker.succeeded()
        admitted += [breaker.admits(later), breaker.admits(later)]
        #expect(admitted == [false, true, false, true, true, true])
    }

    @Test func `a rate has a burst and then its pace`() {
        var limit = RateLimit(perSecond: 1, burst: 2)
        let start = Instant(milliseconds: 0)
        let taken = [
            limit.take(start), limit.take(start), limit.take(start), limit.take(start + 1000), limit.take(start + 1000),
        ]
        #expect(taken == [true, true, false, true, false])
    }
}

/// Through libcurl to a receiver on loopback.
@Suite(.serialized) struct DeliveryOnTheWire {
    private func deliver(_ script: [Receiver.Behaviour], count: Int = 1, named: Bool = true) async throws -> (
        Receiver, MemoryEventLog
    ) {
        let receiver = try Receiver(script)
        let outbox = MemoryEventLog()
        var transaction = LogTransaction()
        for number in 0..<count {
            transaction.outbox.append(
                OutboxEntry(
                    id: "e\(number)", destination: .url(receiver.url), lane: receiver.url,
                    payload: Array("{\"n\":\(number)}".utf8),
                    contentType: "application/json; charset=utf-8", created: Instant(milliseconds: 0),
                    due: Instant(milliseconds: 0), expires: nil))
        }
        try outbox.commit(transaction)
        var settings = DeliverySettings(
            hosts: ReplyHosts(named ? ["127.0.0.1:\(receiver.port)"] : []), webhook: { _ in .unknown }, slackAPI: "",
            slackToken: nil)
        settings.plan.firstDelay = 5
        settings.plan.longestDelay = 20
        settings.plan.longestLife = .max / 4
        let delivery = DeliveryOnTheWire.delivery(outbox, settings)
        delivery.start()
        let end = Date().addingTimeInterval(20)
        while try outbox.outbox().waiting > 0, Date() < end { await Task.yield() }
        #expect(await delivery.stop(within: 20))
        receiver.close()
        return (receiver, outbox)
    }

    @Test(arguments: [("U1", 200), ("U1", 500)])
    func `a direct message on Mattermost finds its channel, then is posted once`(_ user: String, _ first: Int)
        async throws
    {
        let receiver = try Receiver(
            [
                .answer(first, body: #"{"id":"bot1"}"#), .answer(200, body: #"{"id":"bot1"}"#),
            ].suffix(first == 200 ? 1 : 2) + [
                .answer(201, body: #"{"id":"chan1"}"#), .answer(201, body: #"{"id":"post1"}"#),
                .answer(201, body: #"{"id":"post2"}"#),
            ])
        let outbox = MemoryEventLog()
        var transaction = LogTransaction()
        for number in 1...2 {
            transaction.outbox.append(
                OutboxEntry(
                    id: "e\(number)", destination: .direct(platform: "mattermost", place: "@" + user),
                    lane: "mattermost @" + user,
                    payload: Array("{\"message\":\"hi \(number)\"}".utf8), contentType: "application/json",
                    created: Instant(milliseconds: 0), due: Instant(milliseconds: 0), expires: nil))
        }
        try outbox.commit(transaction)
        var settings = DeliverySettings(
            hosts: ReplyHosts([]), webhook: { _ in .unknown }, slackAPI: "", slackToken: nil)
        settings.mattermost = ("http://127.0.0.1:\(receiver.port)", "secret-token")
        settings.plan.firstDelay = 5
        settings.plan.longestDelay = 20
        settings.plan.longestLife = .max / 4
        let delivery = DeliveryOnTheWire.delivery(outbox, settings)
        delivery.start()
        let end = Date().addingTimeInterval(20)
        while try outbox.outbox().waiting > 0, Date() < end { await Task.yield() }
        #expect(await delivery.stop(within: 20))
        receiver.close()
        let paths = receiver.received.map(\.path)
        #expect(
            Array(paths.suffix(4)) == [
                "/api/v4/users/me", "/api/v4/channels/direct", "/api/v4/posts", "/api/v4/posts",
            ], "\(paths)")
        #expect(receiver.received.allSatisfy { $0.headers["authorization"] == "Bearer secret-token" })
        let bodies = receiver.received.map(\.text)
        #expect(bodies.contains(#"["bot1","U1"]"#))
        #expect(bodies.contains(#"{"channel_id":"chan1","message":"hi 1","pending_post_id":"bot1:e1"}"#), "\(bodies)")
        #expect(try outbox.deadLetters(limit: 9).isEmpty)
    }

    @Test func `a path is compared as it is sent`() async throws {
        let receiver = try Receiver()
        defer { receiver.close() }
        let base = "http://127.0.0.1:\(receiver.port)"
        let urls = [
            "", "/", "/a/b", "/a/./b", "/a/../b", "/a/b/..", "/a/b/.", "/../../a", "/hooks/commands/../../api/v4/users",
            "/a//../b", "/.hidden/..x", "/a/b/../../..", "/a/../..//b", "/a/...", "/a/b/?x=/../y", "/a;b/../c",
            "/%41/../b",
        ].map { base + $0 }
        let outbox = MemoryEventLog()
        var transaction = LogTransaction()
        transaction.outbox = urls.map { DeliveryOnTheWire.entry($0, to: .url($0)) }
        try outbox.commit(transaction)
        let delivery = DeliveryOnTheWire.delivery(
            outbox,
            DeliverySettings(
                hosts: ReplyHosts(["127.0.0.1:\(receiver.port)"]), webhook: { _ in .unknown }, slackAPI: "",
                slackToken: nil))
        delivery.start()
        #expect(receiver.wait(seconds: 20) { $0.count == urls.count })
        await delivery.stop(within: 20)
        let sent = receiver.received.map { String($0.path.prefix { $0 != "?" }) }.sorted()
        #expect(sent == urls.compactMap { WebAddress($0)?.path }.sorted())
    }

    @Test(arguments: ["/a/%2e%2e/b", "/%2E/b", "/a/.%2e/b"]) func `an escaped dot is no part of an address`(
        _ path: String
    ) {
        #expect(WebAddress("https://chat.example.com" + path) == nil)
    }

    private static func delivery(_ outbox: any Outbox, _ settings: DeliverySettings) -> Delivery {
        Delivery(
            outbox: outbox, settings: settings,
            clock: { now },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private static func entry(_ id: String, to destination: ReplyAddress.Destination) -> OutboxEntry {
        OutboxEntry(
            id: id, destination: destination, lane: id, payload: Array("{}".utf8), contentType: "application/json",
            created: now, due: Instant(milliseconds: 0), expires: nil)
    }

    private static var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

    @Test func `what was delivered is written down while a slow receiver still holds another back`() async throws {
        let (slow, quick) = (try Receiver(Array(repeating: .hang, count: 100)), try Receiver())
        let path = try BuiltBinary.temporaryDirectory().path + "/s.db"
        let store = try SQLiteEventLog(path: path, access: .write(patience: 0))
        var transaction = LogTransaction()
        transaction.outbox = [DeliveryOnTheWire.entry("slow", to: .url(slow.url))]
        transaction.outbox += (0..<5).map { DeliveryOnTheWire.entry("e\($0)", to: .url(quick.url)) }
        try store.commit(transaction)
        let hosts = ReplyHosts([slow, quick].map { "127.0.0.1:\($0.port)" })
        let delivery = DeliveryOnTheWire.delivery(
            store, DeliverySettings(hosts: hosts, webhook: { _ in .unknown }, slackAPI: "", slackToken: nil))
        delivery.start()
        // As a second process sees it, which is what is left after a kill.
        let beside = try SQLiteEventLog(path: path, access: .readOnly)
        let end = Date().addingTimeInterval(60)
        while try beside.outbox().waiting > 1, Date() < end { await Task.yield() }
        #expect(try beside.outbox().waiting == 1)
        #expect(quick.received.count == 5)
        slow.close()
        await delivery.stop(within: 20)
        quick.close()
    }

    @Test func `a hundred replies to a host that hangs hold up no other host`() async throws {
        let (slow, quick) = (try Receiver(Array(repeating: .hang, count: 300)), try Receiver())
        let outbox = MemoryEventLog()
        var transaction = LogTransaction()
        transaction.outbox = (0..<300).map { DeliveryOnTheWire.entry("slow\($0)", to: .url(slow.url)) }
        transaction.outbox += (0..<50).map { DeliveryOnTheWire.entry("e\($0)", to: .url(quick.url)) }
        try outbox.commit(transaction)
        let hosts = ReplyHosts([slow, quick].map { "127.0.0.1:\($0.port)" })
        let delivery = DeliveryOnTheWire.delivery(
            outbox, DeliverySettings(hosts: hosts, webhook: { _ in .unknown }, slackAPI: "", slackToken: nil))
        delivery.start()
        #expect(quick.wait(seconds: 60) { $0.count == 50 })
        #expect(slow.received.count < 300)
        slow.close()
        await delivery.stop(within: 20)
        quick.close()
    }

    @Test func `a webhook whose address cannot be read for a while is tried again`() async throws {
        let receiver = try Receiver()
        let (url, asked) = (receiver.url, NIOLockedValueBox(0))
        let outbox = MemoryEventLog()
        var transaction = LogTransaction()
        transaction.outbox = [DeliveryOnTheWire.entry("e", to: .webhook("net"))]
        try outbox.commit(transaction)
        var settings = DeliverySettings(
            hosts: ReplyHosts([]),
            webhook: { _ in
                let count = asked.withLockedValue { count in
                    count += 1
                    return count
                }
                return count < 3 ? .unreadable : .url(url)
            }, slackAPI: "", slackToken: nil)
        settings.plan.firstDelay = 5
        let delivery = DeliveryOnTheWire.delivery(outbox, settings)
        delivery.start()
        #expect(receiver.wait(seconds: 60) { $0.count == 1 })
        await delivery.stop(within: 20)
        receiver.close()
        #expect(try outbox.outbox() == OutboxState(waiting: 0, dead: 0, oldest: nil))
    }

    @Test func `who says one line delivers what it can, and leaves the rest to the server`() async throws {
        let receiver = try Receiver()
        let outbox = MemoryEventLog()
        var transaction = LogTransaction()
        transaction.outbox = [
            DeliveryOnTheWire.entry("other", to: .slackMethod("chat.postMessage")),
            DeliveryOnTheWire.entry("hidden", to: .url("https://elsewhere.example/x")),
        ]
        transaction.outbox.append(DeliveryOnTheWire.entry("before", to: .url(receiver.url)))
        let start = DeliveryOnTheWire.now + 1
        for (id, url) in [("mine", receiver.url + "/2"), ("wrong", "https://nowhere.example/x")] {
            transaction.outbox.append(DeliveryOnTheWire.entry(id, to: .url(url)))
            transaction.outbox[transaction.outbox.count - 1].created = start
        }
        try outbox.commit(transaction)
        let delivery = DeliveryOnTheWire.delivery(
            outbox,
            DeliverySettings(
                hosts: ReplyHosts(["127.0.0.1:\(receiver.port)"]), webhook: { _ in .unknown }, slackAPI: "",
                slackToken: nil, ownSince: start))
        delivery.start()
        #expect(receiver.wait(seconds: 60) { $0.count == 2 })
        await delivery.stop(within: 20)
        receiver.close()
        #expect(try outbox.undelivered(["other", "hidden", "before", "mine", "wrong"]) == (2, 1))
    }

    @Test func `what is for a webhook that left the configuration is a dead letter`() async throws {
        let outbox = MemoryEventLog()
        var transaction = LogTransaction()
        transaction.outbox = [DeliveryOnTheWire.entry("e", to: .webhook("gone"))]
        try outbox.commit(transaction)
        let delivery = DeliveryOnTheWire.delivery(
            outbox, DeliverySettings(hosts: ReplyHosts([]), webhook: { _ in .unknown }, slackAPI: "", slackToken: nil))
        delivery.start()
        let end = Date().addingTimeInterval(60)
        while try outbox.outbox().waiting > 0, Date() < end { await Task.yield() }
        await delivery.stop(within: 20)
        #expect(try outbox.deadLetters(limit: 9).map(\.reason) == ["there is no such address in the configuration"])
    }

    @Test func `replies to one address arrive once each, in order, on a kept connection`() async throws {
        let (receiver, _) = try await deliver([], count: 20)
        #expect(receiver.received.map(\.text) == (0..<20).map { "{\"n\":\($0)}" })
        #expect(receiver.received.first?.headers["content-type"] == "application/json; charset=utf-8")
        #expect(receiver.received.first?.headers["expect"] == nil)
    }

    static let troubles: [[Receiver.Behaviour]] = [
        [.answer(500), .answer(503)], [.reset, .reset], [.answer(429, headers: [("Retry-After", "0")])],
        [.drip(body: "ok")],
        [.answer(502), .reset, .answer(504)],
    ]

    @Test(arguments: troubles) func `a receiver in trouble loses no reply`(_ script: [Receiver.Behaviour]) async throws
    {
        let (receiver, outbox) = try await deliver(script, count: 3)
        #expect(try outbox.outbox().waiting == 0)
        #expect(try outbox.deadLetters(limit: 9).isEmpty)
        var seen: [String] = []
        for text in receiver.received.map(\.text) where seen.last != text { seen.append(text) }
        #expect(seen == ["{\"n\":0}", "{\"n\":1}", "{\"n\":2}"])
    }

    @Test func `what cannot be delivered is a dead letter, and the next goes on`() async throws {
        let (receiver, outbox) = try await deliver([.answer(404, body: "used_url")], count: 2)
        #expect(try outbox.deadLetters(limit: 9).map(\.id) == ["e0"])
        #expect(receiver.received.count == 2)
    }

    @Test func `a redirect is not followed`() async throws {
        let (receiver, outbox) = try await deliver([.answer(302, headers: [("Location", "http://127.0.0.1:1/")])])
        #expect(receiver.received.count == 1)
        #expect(try outbox.deadLetters(limit: 9).count == 1)
    }

    @Test(arguments: ["127.0.0.1", "[::1]", "localhost"])
    func `the socket to a private address is not opened unless it is named`(
        _ host: String
    ) throws {
        let receiver = try Receiver()
        let transfers = try #require(CurlTransfers())
        func result(isNamed: Bool) throws -> TransferResult {
            var found: TransferResult?
            transfers.start(
                Transfer(
                    url: "\(isNamed ? "http" : "https")://\(host):\(receiver.port)/", headers: [], body: [],
                    isNamed: isNamed)
            ) { found = $0 }
            while transfers.count > 0 {
                transfers.perform()
                transfers.wait(100)
            }
            return try #require(found)
        }
        guard case .impossible(let reason) = try result(isNamed: false) else {
            Issue.record("a connection was tried")
            return
        }
        #expect(reason.contains("private"))
        if host == "127.0.0.1" {
            guard case .answered = try result(isNamed: true) else {
                Issue.record("a named address is spoken to")
                return
            }
        }
        receiver.close()
    }

    @Test func `what waits for a moment is not kept waiting by a clock that is set back`() async throws {
        let receiver = try Receiver()
        let outbox = MemoryEventLog()
        var transaction = LogTransaction()
        // A room's burst is five; the sixth waits for a second.
        transaction.outbox = (0..<6).map { number in
            var entry = DeliveryOnTheWire.entry("e\(number)", to: .webhook("net"))
            entry.lane = "webhook net"
            return entry
        }
        try outbox.commit(transaction)
        let offset = NIOLockedValueBox(Int64(0))
        let url = receiver.url
        let delivery = Delivery(
            outbox: outbox,
            settings: DeliverySettings(
                hosts: ReplyHosts(["127.0.0.1:\(receiver.port)"]), webhook: { _ in .url(url) }, slackAPI: "",
                slackToken: nil),
            clock: { DeliveryOnTheWire.now + offset.withLockedValue { $0 } },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        delivery.start()
        let end = Date().addingTimeInterval(20)
        while receiver.received.count < 5, Date() < end { await Task.yield() }
        offset.withLockedValue { $0 = -Instant.hour }
        while try outbox.outbox().waiting > 0, Date() < end { await Task.yield() }
        #expect(receiver.received.count == 6)
        #expect(await delivery.stop(within: 20))
        receiver.close()
    }

    @Test func `a loopback address that is not named is never spoken to`() async throws {
        let (receiver, outbox) = try await deliver([], named: false)
        #expect(receiver.received.isEmpty)
        #expect(try outbox.deadLetters(limit: 9).count == 1)
    }
}
