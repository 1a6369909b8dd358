// What happens when the process may open no more connections: it is said once, and no core is kept busy with trying.

import HummingbirdCore
import Logging
import NIOConcurrencyHelpers
import NIOCore

/// Says that connections have to wait, once for each time that they do.
final class FullServer: Sendable {
    private let logger: Logger
    private let lastTold = NIOLockedValueBox<NIODeadline?>(nil)
    /// What comes and goes is told again after so long without it.
    private static let calm = TimeAmount.minutes(1)

    init(_ logger: Logger) { self.logger = logger }

    /// - Parameter reason: why no more can be taken.
    func tell(_ reason: String, now: NIODeadline) {
        let isNews = lastTold.withLockedValue { last in
            defer { last = now }
            return last.map { now > $0 + FullServer.calm } ?? true
        }
        guard isNews else { return }
        logger.warning("no more connections can be taken, others wait", metadata: ["reason": "\(reason)"])
    }

    /// Stands first in the listening channel: a connection that cannot be taken is left waiting for a second, where the
    /// error would end the server.
    var acceptHandler: AcceptBackoffHandler {
        AcceptBackoffHandler(shouldForwardIOErrorCaught: false) { error in
            self.tell("\(error)", now: .now())
            return .seconds(1)
        }
    }
}

/// Leaves descriptors over for the store and for replies: as many connections as there is room for, the others wait.
struct RoomForConnections: AvailableConnectionsDelegate {
    let most: Int
    let full: FullServer
    private var open = 0

    /// - Parameters:
    ///   - descriptors: how many the process may have open.
    ///   - full: is told when there are no more.
    init(descriptors: Int, full: FullServer) {
        most = max(descriptors / 2, descriptors - RoomForConnections.reserve)
        self.full = full
    }

    /// Descriptors for the store, its readers, deliveries and the process itself.
    private static let reserve = 160

    mutating func connectionOpened() { open += 1 }
    mutating func connectionClosed() { open -= 1 }

    func isAcceptingNewConnections() -> Bool {
        guard open >= most else { return true }
        full.tell("\(open) are open, as many as the limit of open files leaves room for", now: .now())
        return false
    }
}
