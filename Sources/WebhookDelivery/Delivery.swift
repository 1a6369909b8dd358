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
    package var webhook: @Sendable (String) -> WebhookAddress
    /// What the configured webhooks belong to, `slack` or `mattermost`, by their names: each says success in its own way.
    package var webhookPlatforms: [String: String]
    package var slackAPI: String
    package var slackToken: String?
    /// The server that the bot posts on by itself, and its token.
    package var mattermost: (server: String, token: String)?
    package var plan = RetryPlan()
    /// A reply from before that this process knows no address, token or host for is left to another, which may: whoever
    /// says one line gives up nothing of the server's. From the beginning: none is.
    package var ownSince: Instant

    package init(
        hosts: ReplyHosts, webhook: @escaping @Sendable (String) -> WebhookAddress, slackAPI: String,
        slackToken: String?, webhookPlatforms: [String: String] = [:], ownSince: Instant = Instant(milliseconds: 0)
    ) {
        self.hosts = hosts
        self.webhook = webhook
        self.webhookPlatforms = webhookPlatforms
        self.slackAPI = slackAPI
        self.slackToken = slackToken
        self.ownSince = ownSince
    }
}

/// What the configuration says of a webhook's name.
package enum WebhookAddress: Hashable, Sendable {
    case url(String)
    /// It is named, but the file with its address cannot be read now.
    case unreadable
    case unknown
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
            try? outbox.flushSent()
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
            if isStopping, round.transfers.count == 0 { return round.flush(now: true) }
            if !isStopping { round.startDue(hasNews: hasNews) }
            round.transfers.perform()
            // A reply that is settled lets the next one of its lane go: nothing is waited for in between.
            if round.settle() { shared.withLockedValue { $0.hasNews = true } }
            let hasMore = shared.withLockedValue { $0.hasNews }
            round.flush()
            if !hasMore { round.transfers.wait(round.transfers.count > 0 ? 100 : round.idleTime()) }
        }
    }
}
