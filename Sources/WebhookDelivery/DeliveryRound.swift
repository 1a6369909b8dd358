// What delivery does in one turn of its thread: start what may go, write down what came of it.

import Conversation
import Logging
import Quantities

/// The state of delivery on its thread: what runs, which hosts rest, who has had enough for this second.
struct DeliveryRound {
    let outbox: any Outbox
    let settings: DeliverySettings
    let clock: @Sendable () -> Instant
    let logger: Logger
    let transfers: CurlTransfers
    /// Lanes with a transfer under way.
    private var busy: Set<String> = []
    /// Lanes that wait for a host's rest or their own rate, in memory: waiting writes nothing.
    private var holds: [String: Instant] = [:]
    /// Transfers under way to each host, and the lanes that wait for one of them to end.
    private var hosts: [String: Host] = [:]
    private var breakers: [String: CircuitBreaker] = [:]
    private var limits: [String: RateLimit] = [:]
    private var random = SystemRandomNumberGenerator()
    private let finished = Finished()
    private var mattermost: MattermostPosts?
    private var lastLook = Instant(milliseconds: 0)
    private var nextFlush = Instant(milliseconds: 0)
    /// When overdue answers are looked for again, after they could not be written.
    private var nextPost = Instant(milliseconds: 0)
    /// Whether something was delivered since the last flush.
    private var hasUnflushed = false
    private static let most = 128
    /// So many transfers to one host: one that hangs leaves room for the others.
    private static let mostOfHost = 8
    /// What was delivered is durable after so many milliseconds, the finished of a burst together.
    private static let flushEvery: Int64 = 100
    /// The longest sleep, in milliseconds: what went out in HTTP responses is made durable within it.
    private static let longestSleep: Int64 = 2000

    private struct Host {
        var underWay = 0
        var waiting: Set<String> = []
    }

    /// Results that libcurl handed over, until they are settled.
    private final class Finished {
        var results: [(entry: OutboxEntry, host: String, step: MattermostPosts.Step?, result: TransferResult)] = []
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
        mattermost = MattermostPosts(settings.mattermost)
    }

    /// Starts what is due and may go: one at a time to a destination, in order, none to a host that rests.
    mutating func startDue(hasNews: Bool) {
        let now = clock()
        if now < lastLook {
            // The clock was set back: what waits for a moment would wait for as long again.
            (holds, breakers, lastLook, nextPost) = ([:], [:], now + -201, now)
        }
        guard hasNews || busy.isEmpty || now > lastLook + 200 else { return }
        lastLook = now
        postOverdueAnswers(now)
        do {
            // What cannot go yet is passed over by the next look, so that each finds others.
            var found = DeliveryRound.most
            while found == DeliveryRound.most, busy.count < DeliveryRound.most {
                let entries = try outbox.due(now: now, besides: passedOver(now), limit: DeliveryRound.most)
                for entry in entries where busy.count < DeliveryRound.most {
                    do { try start(entry, now) } catch { postpone(entry, error) }
                }
                found = entries.count
            }
        } catch {
            logger.error("outbox cannot be read", metadata: ["error": "\(error)"])
        }
    }

    /// A disk that is full keeps these back, and nothing else.
    private mutating func postOverdueAnswers(_ now: Instant) {
        guard now >= nextPost else { return }
        do { try outbox.postOverdueAnswers(now: now) } catch {
            nextPost = now + 1000
            logger.error("outbox cannot be written", metadata: ["error": "\(error)"])
        }
    }

    private mutating func passedOver(_ now: Instant) -> Set<String> {
        holds = holds.filter { $0.value > now }
        return hosts.values.reduce(busy.union(holds.keys)) { $0.union($1.waiting) }
    }

    private mutating func start(_ entry: OutboxEntry, _ now: Instant) throws {
        if let expires = entry.expires, now >= expires {
            return try giveUp(entry, RetryPlan.Stop.expired.rawValue, isExpired: true)
        }
        if case .webhook(let name) = entry.destination, settings.webhook(name) == .unreadable {
            return try settle(entry, name, .retry(after: nil, reason: "its address cannot be read"))
        }
        if entry.destination.isOfSlack, settings.slackToken == nil {
            guard !isLeft(entry, now) else { return }
            return try settle(entry, "slack", .retry(after: nil, reason: "no bot token is configured"))
        }
        let (url, headers, isNamed) = address(of: entry)
        guard let url, let web = WebAddress(url) else {
            return isLeft(entry, now) ? () : try giveUp(entry, "there is no such address in the configuration")
        }
        if case .url = entry.destination, !settings.hosts.allows(url) {
            return isLeft(entry, now) ? () : try giveUp(entry, "its host is not allowed")
        }
        let lane = entry.lane
        let host = web.hostAndPort
        guard hosts[host]?.underWay ?? 0 < DeliveryRound.mostOfHost else {
            hosts[host]?.waiting.insert(lane)
            return
        }
        // Rooms and webhooks take one a second; a reply address is one message's own.
        let isOwn = if case .url = entry.destination { true } else { false }
        if !isOwn, !limits[lane, default: RateLimit()].take(now) {
            holds[lane] = now + 1000
            return
        }
        guard breakers[host, default: CircuitBreaker()].admits(now) else {
            holds[lane] = breakers[host]?.nextChance(now) ?? now + 1000
            return
        }
        busy.insert(lane)
        hosts[host, default: Host()].underWay += 1
        let finished = finished
        if case .direct("mattermost", let place) = entry.destination, let mattermost {
            let step = mattermost.step(to: place)
            transfers.start(mattermost.transfer(step, of: entry)) { finished.results.append((entry, host, step, $0)) }
            return
        }
        let transfer = Transfer(
            url: url, headers: ["Content-Type: \(entry.contentType)", "Idempotency-Key: \(entry.id)"] + headers,
            body: entry.payload,
            isNamed: isNamed || settings.hosts.isNamed(web))
        transfers.start(transfer) { finished.results.append((entry, host, nil, $0)) }
    }

    /// Whether a reply that this process knows no way for is left to one that may: it was there before.
    private mutating func isLeft(_ entry: OutboxEntry, _ now: Instant) -> Bool {
        guard entry.created < settings.ownSince else { return false }
        holds[entry.lane] = now + Instant.hour
        return true
    }

    /// Makes a dead letter of a reply that cannot be tried.
    private func giveUp(_ entry: OutboxEntry, _ reason: String, isExpired: Bool = false) throws {
        try outbox.bury(entry.id, reason: reason, attempts: entry.attempts, isExpired: isExpired)
        logger.warning("reply given up", metadata: ["outbox.id": "\(entry.id)", "reason": "\(reason)"])
    }

    /// What could not be written down stays due: a disk that is full must not be asked, or have it sent, again and again.
    private mutating func postpone(_ entry: OutboxEntry, _ error: any Error) {
        holds[entry.lane] = clock() + 1000
        logger.error("outbox cannot be written", metadata: ["error": "\(error)"])
    }

    private func address(of entry: OutboxEntry) -> (url: String?, headers: [String], isNamed: Bool) {
        switch entry.destination {
        case .url(let url): (url, [], false)
        case .webhook(let name):
            if case .url(let url) = settings.webhook(name) { (url, [], true) } else { (nil, [], true) }
        case .slackMethod(let method): slack(method)
        case .direct("slack", _): slack("chat.postMessage")
        case .direct("mattermost", _): (mattermost.map { $0.server + "/api/v4/posts" }, [], true)
        case .direct: (nil, [], true)
        }
    }

    private func slack(_ method: String) -> (url: String?, headers: [String], isNamed: Bool) {
        (
            settings.slackToken == nil ? nil : "\(settings.slackAPI)/\(method)",
            ["Authorization: Bearer \(settings.slackToken ?? "")"], true
        )
    }

    /// Writes down what became of the transfers that ended; false when none did.
    mutating func settle() -> Bool {
        let results = finished.results
        finished.results = []
        for (entry, host, step, result) in results {
            let url = address(of: entry).url ?? ""
            busy.remove(entry.lane)
            let left = (hosts[host]?.underWay ?? 1) - 1
            hosts[host] = left > 0 ? Host(underWay: left) : nil
            // What is not the post itself leaves it due: it goes on with what was learnt.
            if let step, case .answered(200..<300, let body, _) = result, mattermost?.learn(step, from: body) == true {
                if case .post = step {} else { continue }
            }
            do {
                let platform =
                    if case .webhook(let name) = entry.destination { settings.webhookPlatforms[name] } else {
                        String?.none
                    }
                try settle(
                    entry, host, DeliveryOutcome(result, to: entry.destination, at: url, platform: platform))
            } catch {
                postpone(entry, error)
            }
        }
        return !results.isEmpty
    }

    private mutating func settle(_ entry: OutboxEntry, _ host: String, _ outcome: DeliveryOutcome) throws {
        let now = clock()
        let attempts = entry.attempts + 1
        switch outcome {
        case .delivered:
            if breakers[host, default: CircuitBreaker()].succeeded() {
                logger.notice("replies go through again", metadata: ["to": "\(host)"])
            }
            try outbox.markSent([entry.id])
            hasUnflushed = true
        case .rejected(let reason):
            breakers[host, default: CircuitBreaker()].succeeded()
            logger.warning("reply rejected", metadata: ["outbox.id": "\(entry.id)", "reason": "\(reason)"])
            try outbox.bury(entry.id, reason: reason, attempts: attempts, isExpired: false)
        case .retry(let after, let reason):
            if after == nil {
                if breakers[host, default: CircuitBreaker()].failed(now) {
                    logger.warning(
                        "replies do not go through and are tried again",
                        metadata: ["to": "\(host)", "reason": "\(reason)"])
                }
            } else {
                breakers[host, default: CircuitBreaker()].answered()
            }
            let next =
                now
                + settings.plan.delay(
                    attempts: entry.attempts, asked: after, jitter: Double.random(in: 0..<1, using: &random))
            if let stop = settings.plan.reasonToStop(
                created: entry.created, expires: entry.expires, next: next)
            {
                logger.warning("reply given up", metadata: ["outbox.id": "\(entry.id)", "reason": "\(reason)"])
                try outbox.bury(
                    entry.id, reason: "\(reason); given up after \(stop.rawValue)", attempts: attempts,
                    isExpired: stop == .expired)
            } else {
                try outbox.retry(entry.id, at: next, attempts: attempts, reason: reason)
            }
        }
    }

    /// Makes durable what was delivered, once the time for it has come.
    mutating func flush(now isUrgent: Bool = false) {
        let now = clock()
        // The clock may have been set back.
        let isDue = now >= nextFlush || nextFlush > now + DeliveryRound.longestSleep
        guard isUrgent || isDue else { return }
        do {
            try outbox.flushSent()
            nextFlush = now + DeliveryRound.flushEvery
            hasUnflushed = false
        } catch {
            nextFlush = now + 1000
            logger.error("outbox cannot be written", metadata: ["error": "\(error)"])
        }
    }

    /// Milliseconds until something is due, or is to be made durable.
    func idleTime() -> Int {
        let now = clock()
        let flush = hasUnflushed ? nextFlush.milliseconds - now.milliseconds : DeliveryRound.longestSleep
        let longest = max(10, min(flush, DeliveryRound.longestSleep))
        guard let next = try? outbox.nextDue() else { return Int(longest) }
        let held = (holds.values + [nextPost]).filter { $0 > now }.min()
        let until = next > now ? next : held ?? next
        return Int(max(10, min(longest, until.milliseconds - now.milliseconds)))
    }
}
