// Takes a store as it is, though it is not the one that the head file beside it knows.

import Conversation
import GRDB
package import ProgramModel
package import Quantities

extension SQLiteEventLog {
    /// Says in the log that an operator took the store as it is; from now on its head is kept.
    ///
    /// - Returns: what was logged, with what was kept of the store that stood here before.
    package func accept(at now: Instant) throws -> StoreAccepted {
        let workspace = try load()
        let (events, head) = end
        let accepted = StoreAccepted(
            events: events, head: head, missedEvents: missed?.events, missedHead: missed?.head)
        let version = workspace.version + 1
        var transaction = LogTransaction()
        transaction.events = [
            LoggedEvent(
                stamp: EventStamp(
                    version: version, time: max(now, workspace.time), person: .steerco, command: version,
                    commandName: "store accept"),
                event: accepted, deliveryID: nil, commandNumber: 0, position: 0, undone: nil, items: [])
        ]
        try commit(transaction)
        keepHead()
        return accepted
    }
}
