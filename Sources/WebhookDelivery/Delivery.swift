// Carries the outbox to its receivers: in order for each, again when it fails, until it is delivered or given up.

package import Conversation
import Foundation
package import Logging
package import Quantities
import NIOConcurrencyHelpers

/// Where replies go, by configuration.
package struct DeliverySettings: Sendable {
    package var hosts: ReplyHosts
    /// The address of a configured webhook; a secret, looked up when it is used.
    package var webhook: @Sendable (String) -> String?
    package var slackAPI: String
    package var slackToken: String?
    package var plan = RetryPlan()

    package init(
        hosts: ReplyHosts, webhook: @escaping @Sendable (String) -> String?, slackAPI: String, slackToken: String?
    ) {
        self.hosts = hosts
        self.webhook = webhook
        self.slackAPI = slackAPI
        self.slackToken = slackToken
    }
}

/// Delivers in the background, on a thread of its own.
package final class Delivery: Sendable {
    private let outbox: any Outbox
    private let settings: DeliverySettings
    private let clock: @Sendable () -> Instant
    private let logger: Logger
    private let shared = NIOLockedValueBox(Shared())
    /// Rung for news as long as libcurl is not loaded.
    private let bell = DispatchSemaphore(value: 0)
    private static let lookEvery = 2.0

    private struct Shared {
        var waker: Waker?
        var isStarted = false
        var isStopping = false
        var isStopped = false
        /// Set when something new may be due.
        var hasNews = true
    }

    package init(
        outbox: any Outbox, settings: DeliverySettings, clock: @escaping @Sendable () -> Instant, logger: Logger
    ) {
        self.outbox = outbox
        self.settings = settings
        self.clock = clock
        self.logger = logger
    }

    /// Starts the thread; a second call only wakes it.
    package func start() {
        let isFirst = shared.withLockedValue { shared in
            defer { shared.isStarted = true }
            return !shared.isStarted
        }
        guard isFirst else { return wake() }
        Thread { [self] in
            if !waitForFirst() {
                // Stopped before there was anything to deliver.
            } else if let transfers = CurlTransfers() {
                shared.withLockedValue { $0.waker = transfers.waker }
                var round = DeliveryRound(
                    outbox: outbox, settings: settings, clock: clock, logger: logger, transfers: transfers)
                run(&round)
                shared.withLockedValue { $0.waker = nil }
            } else {
                logger.error("libcurl cannot be loaded, nothing is delivered; the outbox keeps it")
            }
            shared.withLockedValue { $0.isStopped = true }
        }.start()
    }

    /// Waits until the outbox has anything, due or not: until then libcurl and what it brings need not be in memory.
    ///
    /// - Returns: false when it is to stop.
    private func waitForFirst() -> Bool {
        while !shared.withLockedValue({ $0.isStopping }) {
            if (try? outbox.nextDue()) != nil { return true }
            _ = bell.wait(timeout: .now() + Delivery.lookEvery)
        }
        return false
    }

    /// Looks at the outbox now.
    package func wake() {
        shared.withLockedValue { shared in
            shared.hasNews = true
            shared.waker?.wake()
        }
        bell.signal()
    }

    /// Ends the thread after the transfers under way; the rest stays in the outbox.
    ///
    /// - Returns: whether it ended within so many seconds.
    @discardableResult package func stop(within seconds: Double) async -> Bool {
        shared.withLockedValue { shared in
            shared.isStopping = true
            shared.waker?.wake()
        }
        bell.signal()
        let end = ContinuousClock.now + .seconds(seconds)
        while !isStopped, ContinuousClock.now < end { try? await Task.sleep(for: .milliseconds(5)) }
        return isStopped
    }

    /// Whether anything was ever to be delivered.
    package var isStarted: Bool { shared.withLockedValue { $0.isStarted } }
    private var isStopped: Bool { shared.withLockedValue { $0.isStopped || !$0.isStarted } }

    private func run(_ round: inout DeliveryRound) {
        while true {
            let (isStopping, hasNews) = shared.withLockedValue { shared in
                defer { shared.hasNews = false }
                return (shared.isStopping, shared.hasNews)
            }
            if isStopping, round.transfers.count == 0 { return }
            if !isStopping { round.startDue(hasNews: hasNews) }
            round.transfers.perform()
            // A reply that is settled lets the next one of its lane go: nothing is waited for in between.
            if round.settle() { shared.withLockedValue { $0.hasNews = true } }
            let hasMore = shared.withLockedValue { $0.hasNews }
            if !hasMore { round.transfers.wait(round.transfers.count > 0 ? 100 : round.idleTime()) }
        }
    }
}

/// The state of delivery on its thread: what runs, which hosts rest, who has had enough for this second.
struct DeliveryRound {
    let outbox: any Outbox
    let settings: DeliverySettings
    let clock: @Sendable () -> Instant
    let logger: Logger
    let transfers: CurlTransfers
    private var busy: Set<String> = []
    private var underWay: Set<String> = []
    /// Lanes that wait for a host's rest or their own rate, in memory: waiting writes nothing.
    private var holds: [String: Instant] = [:]
    private var breakers: [String: CircuitBreaker] = [:]
    private var limits: [String: RateLimit] = [:]
    private var random = SystemRandomNumberGenerator()
    private let finished = Finished()
    private var lastLook = Instant(milliseconds: 0)
    private static let most = 64

    /// Results that libcurl handed over, until they are settled.
    private final class Finished {
        var results: [(OutboxEntry, String, TransferResult)] = []
    }

    init(
        outbox: any Outbox, settings: DeliverySettings, clock: @escaping @Sendable () -> Instant, logger: Logger,
        transfers: CurlTransfers
    ) {
        self.outbox = outbox
        self.settings = settings
        self.clock = clock
        self.logger = logger
        self.transfers = transfers
    }

    /// Starts what is due and may go: one at a time to a destination, in order, none to a host that rests.
    mutating func startDue(hasNews: Bool) {
        let now = clock()
        guard hasNews || underWay.isEmpty || now > lastLook + 200 else { return }
        lastLook = now
        do {
            for entry in try outbox.due(now: now, limit: DeliveryRound.most * 4) where !underWay.contains(entry.id) {
                guard underWay.count < DeliveryRound.most else { return }
                try start(entry, now)
            }
        } catch {
            logger.error("outbox cannot be read", metadata: ["error": "\(error)"])
        }
    }

    private mutating func start(_ entry: OutboxEntry, _ now: Instant) throws {
        if let expires = entry.expires, now >= expires {
            try outbox.bury(entry.id, reason: "its address expired", attempts: entry.attempts)
            return
        }
        let (url, headers, isNamed) = address(of: entry)
        guard let url, let web = WebAddress(url) else {
            try outbox.bury(entry.id, reason: "there is no such address in the configuration", attempts: entry.attempts)
            return
        }
        if case .url = entry.destination, !settings.hosts.allows(url) {
            try outbox.bury(entry.id, reason: "its host is not allowed", attempts: entry.attempts)
            return
        }
        let lane = entry.lane
        guard !busy.contains(lane), holds[lane].map({ $0 <= now }) ?? true else { return }
        if case .webhook = entry.destination, !limits[lane, default: RateLimit()].take(now) {
            holds[lane] = now + 1000
            return
        }
        guard breakers[web.hostAndPort, default: CircuitBreaker()].admits(now) else {
            holds[lane] = breakers[web.hostAndPort]?.nextChance(now) ?? now + 1000
            return
        }
        holds[lane] = nil
        busy.insert(lane)
        underWay.insert(entry.id)
        let finished = finished
        let transfer = Transfer(
            url: url, headers: ["Content-Type: \(entry.contentType)", "Idempotency-Key: \(entry.id)"] + headers,
            body: entry.payload,
            isNamed: isNamed || settings.hosts.isNamed(web))
        transfers.start(transfer) { finished.results.append((entry, web.hostAndPort, $0)) }
    }

    private func address(of entry: OutboxEntry) -> (url: String?, headers: [String], isNamed: Bool) {
        switch entry.destination {
        case .url(let url): (url, [], false)
        case .webhook(let name): (settings.webhook(name), [], true)
        case .slackMethod(let method):
            (
                settings.slackToken == nil ? nil : "\(settings.slackAPI)/\(method)",
                ["Authorization: Bearer \(settings.slackToken ?? "")"], true
            )
        }
    }

    /// Writes down what became of the transfers that ended; false when none did.
    mutating func settle() -> Bool {
        let results = finished.results
        finished.results = []
        for (entry, host, result) in results {
            let url = address(of: entry).url ?? ""
            busy.remove(entry.lane)
            underWay.remove(entry.id)
            do {
                try settle(
                    entry, host, DeliveryOutcome(result, to: entry.destination, host: WebAddress(url)?.host ?? ""))
            } catch {
                logger.error("outbox cannot be written", metadata: ["error": "\(error)"])
            }
        }
        return !results.isEmpty
    }

    private mutating func settle(_ entry: OutboxEntry, _ host: String, _ outcome: DeliveryOutcome) throws {
        let now = clock()
        let attempts = entry.attempts + 1
        switch outcome {
        case .delivered:
            breakers[host, default: CircuitBreaker()].succeeded()
            try outbox.markSent([entry.id])
        case .rejected(let reason):
            breakers[host, default: CircuitBreaker()].succeeded()
            logger.warning("reply rejected", metadata: ["outbox.id": "\(entry.id)", "reason": "\(reason)"])
            try outbox.bury(entry.id, reason: reason, attempts: attempts)
        case .retry(let after, let reason):
            if after == nil {
                breakers[host, default: CircuitBreaker()].failed(now)
            } else {
                breakers[host, default: CircuitBreaker()].answered()
            }
            let next =
                now
                + settings.plan.delay(
                    attempts: entry.attempts, asked: after, jitter: Double.random(in: 0..<1, using: &random))
            if let stop = settings.plan.reasonToStop(
                attempts: attempts, created: entry.created, expires: entry.expires, next: next)
            {
                logger.warning("reply given up", metadata: ["outbox.id": "\(entry.id)", "reason": "\(reason)"])
                try outbox.bury(entry.id, reason: "\(reason); given up after \(stop)", attempts: attempts)
            } else {
                try outbox.retry(entry.id, at: next, attempts: attempts)
            }
        }
    }

    /// Milliseconds until something is due, at most a minute.
    func idleTime() -> Int {
        let now = clock()
        guard let next = try? outbox.nextDue() else { return 60_000 }
        let held = holds.values.filter { $0 > now }.min()
        let until = next > now ? next : held ?? next
        return Int(max(10, min(60_000, until.milliseconds - now.milliseconds)))
    }
}
