// When to try again, when to give up, and when to leave a host alone: values and arithmetic, no clock.

package import Quantities

/// Backoff and giving up.
package struct RetryPlan: Sendable {
    package var firstDelay: Int64 = 500
    package var longestDelay: Int64 = 5 * Instant.minute
    /// A reply without an expiry is given up after this long.
    package var longestLife = Instant.day

    package init() {}

    /// The wait before attempt number `attempts + 1`: doubling, with jitter of half to one and a half of it.
    ///
    /// - Parameter jitter: 0 to 1.
    package func delay(attempts: Int, asked: Int?, jitter: Double) -> Int64 {
        let doubled = Double(min(longestDelay, firstDelay << Int64(min(attempts, 20)))) * (0.5 + jitter)
        guard let asked else { return Int64(doubled) }
        // Whoever asks for a second again and again is not asked every second for a day.
        let wait = Int64(min(max(0, asked), 3600)) * 1000 + Int64(jitter * 1000)
        return attempts < 8 ? wait : max(wait, Int64(doubled))
    }

    /// Why a reply is given up.
    package enum Stop: String, Sendable {
        case expired = "its address expired"
        case tooLong = "a day of attempts"
    }

    /// Why a reply is given up now; nil while it may still be tried.
    package func reasonToStop(created: Instant, expires: Instant?, next: Instant) -> Stop? {
        if let expires, next >= expires { return .expired }
        if expires == nil, next > created + longestLife { return .tooLong }
        return nil
    }
}

/// Leaves a host alone for a while after it failed again and again.
package struct CircuitBreaker: Sendable {
    private var failures = 0
    private var openUntil: Instant?
    private var isProbing = false
    package static let threshold = 5
    package static let rest: Int64 = 10_000

    package init() {}

    /// Whether a transfer may start now; after the rest, one at a time until one succeeds.
    package mutating func admits(_ now: Instant) -> Bool {
        guard let openUntil else { return true }
        guard now >= openUntil, !isProbing else { return false }
        isProbing = true
        return true
    }

    /// When a waiting transfer should ask again.
    package func nextChance(_ now: Instant) -> Instant { max(openUntil ?? now, now + 1000) }

    /// - Returns: whether it was left alone before.
    @discardableResult package mutating func succeeded() -> Bool {
        defer {
            failures = 0
            openUntil = nil
            isProbing = false
        }
        return failures >= CircuitBreaker.threshold
    }

    /// The host answered, though not with success: it is there.
    package mutating func answered() { isProbing = false }

    /// - Returns: whether it is left alone from now on.
    @discardableResult package mutating func failed(_ now: Instant) -> Bool {
        failures += 1
        isProbing = false
        if failures >= CircuitBreaker.threshold { openUntil = now + CircuitBreaker.rest }
        return failures == CircuitBreaker.threshold
    }
}

/// At most one message a second to a room or webhook, with a short burst.
package struct RateLimit: Sendable {
    private var allowance: Double
    private var updated: Instant?
    private let burst: Double
    private let perSecond: Double

    package init(perSecond: Double = 1, burst: Double = 5) {
        self.perSecond = perSecond
        self.burst = burst
        allowance = burst
    }

    /// Takes one message's worth; false when there is none yet.
    package mutating func take(_ now: Instant) -> Bool {
        if let updated {
            allowance = min(
                burst, allowance + Double(max(0, now.milliseconds - updated.milliseconds)) / 1000 * perSecond)
        }
        updated = now
        guard allowance >= 1 else { return false }
        allowance -= 1
        return true
    }
}
