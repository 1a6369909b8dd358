// What operators ask of the outbox: how much waits, what was given up, and once more.

package import Conversation
import GRDB
package import Quantities

extension SQLiteEventLog {
    package func outbox() throws -> OutboxState {
        try database.read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT count(*) FILTER (WHERE dead IS NULL) AS waiting, count(dead) AS dead,
                        min(created) FILTER (WHERE dead IS NULL) AS oldest FROM outbox
                    """)
            let answering = try AnsweringTable.state(database)
            let oldest: Int64? = row?["oldest"]
            return OutboxState(
                waiting: (row?["waiting"] ?? 0) + answering.count, dead: row?["dead"] ?? 0,
                oldest: [oldest, answering.oldest].compactMap { $0 }.min().map { Instant(milliseconds: $0) })
        }
    }

    package func undelivered(_ ids: [String]) throws -> (waiting: Int, dead: Int) {
        try flushSent()
        return try database.read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT count(*) FILTER (WHERE dead IS NULL) AS waiting, count(dead) AS dead FROM outbox
                    WHERE id IN (SELECT value FROM json_each(?))
                    """, arguments: [OutboxTable.list(Set(ids))])
            return (row?["waiting"] ?? 0, row?["dead"] ?? 0)
        }
    }

    package func deadLetters(limit: Int) throws -> [DeadLetter] {
        try database.read { try OutboxTable.deadLetters($0, limit: limit) }
    }

    package func resend(_ id: String, now: Instant) throws -> Bool {
        try database.write { database in
            try database.execute(
                sql: """
                    UPDATE outbox SET dead = NULL, attempts = 0, created = ?1, due = ?1, expires = NULL
                    WHERE id = ?2 AND dead IS NOT NULL AND length(payload) > 0
                    """, arguments: [now.milliseconds, id])
            return database.changesCount > 0
        }
    }
}
