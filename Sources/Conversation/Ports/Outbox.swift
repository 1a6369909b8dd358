// The port from delivery to the replies that wait for it.

package import Quantities

/// Replies on their way out, durable until they are delivered or given up.
package protocol Outbox: Sendable {
    /// The replies due now, oldest first, the oldest of each lane only: the next waits for it.
    func due(now: Instant, limit: Int) throws -> [OutboxEntry]
    /// When the next reply is due; nil when none waits.
    func nextDue() throws -> Instant?
    /// The reply was delivered; its address is forgotten.
    func markSent(_ ids: [String]) throws
    func retry(_ id: String, at due: Instant, attempts: Int) throws
    /// The reply cannot be delivered: a dead letter, until somebody sends it again.
    func bury(_ id: String, reason: String, attempts: Int) throws
}
