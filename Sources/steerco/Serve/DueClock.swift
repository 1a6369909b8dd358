// Has what is due done while the server runs.

import Conversation
import Logging
import Quantities
import ServiceLifecycle

/// Looks once a second at what is due. What was missed while no server ran is seen to at the first look.
struct DueClock: Service {
    private let desk: Desk
    private let clock: @Sendable () -> Instant
    private let logger: Logger
    private static let interval = Duration.seconds(1)
    /// After a failure: a disk that is full is not asked each second.
    private static let pause = Duration.seconds(30)

    init(desk: Desk, clock: @escaping @Sendable () -> Instant, _ logger: Logger) {
        self.desk = desk
        self.clock = clock
        self.logger = logger
    }

    func run() async throws {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let wait = look() ? DueClock.interval : DueClock.pause
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: wait) }
        }
    }

    /// Does what is due; false where it could not.
    private func look() -> Bool {
        do {
            _ = try desk.tick(clock())
            return true
        } catch {
            logger.error("what is due was not done, and is tried again", metadata: ["error": "\(error)"])
            return false
        }
    }
}
