// What is read of the log while the program runs: kept replies, and events by record, time, word and text.

package import Conversation
import GRDB
import ProgramModel
package import Quantities

extension SQLiteEventLog {
    package func storedReplies(for deliveries: [DeliveryKey]) throws -> [String: StoredReply] {
        guard !deliveries.isEmpty else { return [:] }
        // Beside a commit that is going on; else on the writer's own connection, which has the pages at hand.
        return isCommitting.withLockedValue { $0 }
            ? try database.unsafeRead { try InboxTable.replies(to: deliveries, earlier: hasEarlierKeys, $0) }
            : try database.writeWithoutTransaction {
                try InboxTable.replies(to: deliveries, earlier: hasEarlierKeys, $0)
            }
    }

    package func events(touching id: ItemID, limit: Int) throws -> [LoggedEvent] {
        try database.read { database in
            try Replay.events(
                database,
                """
                SELECT \(EventRow.columns) FROM item_event JOIN event USING (version) WHERE item = ?
                ORDER BY event.version DESC LIMIT ?
                """, [id.description, limit]
            ).reversed()
        }
    }

    package func events(from: Instant, to: Instant, limit: Int) throws -> [LoggedEvent] {
        try database.read { database in
            try Replay.events(
                database,
                """
                SELECT \(EventRow.columns) FROM event WHERE time >= ? AND time <= ?
                ORDER BY time DESC, version DESC LIMIT ?
                """, [from.milliseconds, to.milliseconds, limit]
            ).reversed()
        }
    }

    /// The most events that a command has; what it wrote stands together, from its number on.
    private static let mostOfCommand = 20_000

    package func events(ofCommand number: Int) throws -> [LoggedEvent] {
        try database.read { database in
            try Replay.events(
                database,
                """
                SELECT \(EventRow.columns) FROM event WHERE version >= ?1 AND version < ?1 + ?2 AND command = ?1
                ORDER BY version
                """, [number, Self.mostOfCommand])
        }
    }

    package func events(of words: Set<String>) throws -> [LoggedEvent] {
        try database.read { database in
            try Replay.events(
                database,
                """
                SELECT \(EventRow.columns) FROM event WHERE word IN (SELECT value FROM json_each(?)) ORDER BY version
                """, [OutboxTable.list(words)])
        }
    }

    package func events(saying text: String) throws -> [LoggedEvent] {
        try database.read { database in
            let rows = try StoredRows(
                database, of: "event", "SELECT \(EventRow.columns) FROM event ORDER BY version")
            var found: [LoggedEvent] = []
            while var row = try rows.next() {
                let logged = try EventRow(&row).logged()
                if logged.event.says(text) { found.append(logged) }
            }
            return found
        }
    }
}
