// Looks whether the store can be written, and logs when that changes.

import Conversation
import EventStorage
import Logging
import NIOConcurrencyHelpers

/// The store's health as `/readyz` asks for it: the answer says no reasons, the log does.
final class HealthWatch: Sendable {
    private let log: SQLiteEventLog
    private let logger: Logger
    private let last = NIOLockedValueBox(StoreHealth())

    init(_ log: SQLiteEventLog, _ logger: Logger) {
        self.log = log
        self.logger = logger
    }

    func look() -> StoreHealth {
        let health = log.health()
        let before = last.withLockedValue { last in
            defer { last = health }
            return last
        }
        if let problem = health.problem, problem != before.problem {
            logger.error("not ready: nothing can be written", metadata: ["reason": "\(problem)"])
        } else if health.problem == nil, before.problem != nil {
            logger.notice("ready again: the store can be written")
        }
        return health
    }
}
