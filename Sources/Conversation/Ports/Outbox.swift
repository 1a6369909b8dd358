// The port from delivery to the replies that wait for it.

package import Quantities

/// Replies on their way out, durable until they are delivered or given up.
package protocol Outbox: Sendable {
    /// Answers whose HTTP response did not go out in time become replies that are due.
    func postOverdueAnswers(now: Instant) throws
    /// The replies due now, oldest first, the oldest of each lane only: the next waits for it. One that would wait for
    /// longer than ``OutboxEntry/longestWait`` is due: the clock was set back since.
    ///
    /// - Parameter lanes: those that are passed over, so that what cannot go yet hides nothing that can.
    func due(now: Instant, besides lanes: Set<String>, limit: Int) throws -> [OutboxEntry]
    /// When the next reply is due; nil when none waits.
    func nextDue() throws -> Instant?
    /// The reply was delivered. It may be told to the disk with the next commit, or by ``flushSent()``.
    func markSent(_ ids: [String]) throws
    /// Makes durable what was delivered: a process that is killed after it sends none of it again.
    func flushSent() throws
    /// The reply is tried again later.
    ///
    /// - Parameter reason: why the attempt failed, for operators.
    func retry(_ id: String, at due: Instant, attempts: Int, reason: String) throws
    /// The reply cannot be delivered: a dead letter, until somebody sends it again.
    ///
    /// - Parameter isExpired: its address is over: neither the address nor the reply is kept.
    func bury(_ id: String, reason: String, attempts: Int, isExpired: Bool) throws
}
