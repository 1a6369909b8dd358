// What operators ask of the outbox: how much waits, what was given up, and once more.

package import Conversation
import GRDB
package import Quantities

extension SQLiteEventLog {
    package func outbox() throws -> OutboxState {
        try database.read { database in
            let own = try StoredRows.first(
                database, of: "outbox",
                """
                SELECT count(*) FILTER (WHERE dead IS NULL), count(dead),
                    min(CAST(created AS INTEGER)) FILTER (WHERE dead IS NULL) FROM outbox
                """
            ) { row in (waiting: try row.int(), dead: try row.int(), oldest: try row.optionalInstant()) }
            let answering = try AnsweringTable.state(database)
            return OutboxState(
                waiting: (own?.waiting ?? 0) + answering.count, dead: own?.dead ?? 0,
                oldest: [own?.oldest, answering.oldest].compactMap(\.self).min(),
                places: try OutboxTable.places(database))
        }
    }

    package func undelivered(_ ids: [String]) throws -> (waiting: Int, dead: Int) {
        try flushSent()
        return try database.read { database in
            try StoredRows.first(
                database, of: "outbox",
                """
                SELECT count(*) FILTER (WHERE dead IS NULL), count(dead) FROM outbox
                WHERE id IN (SELECT value FROM json_each(?))
                """, [OutboxTable.list(Set(ids))]
            ) { row in (try row.int(), try row.int()) } ?? (0, 0)
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

extension OutboxTable {
    /// Where replies wait, without what makes an address a secret: those that wait longest first.
    static func places(_ database: Database) throws -> [OutboxState.Place] {
        // A store that is only looked at may be of an older schema.
        let reason = try Schema.version(of: database) >= 6 ? "reason" : "NULL"
        return try StoredRows.all(
            database, of: "outbox",
            """
            WITH waiting AS (
                SELECT number, CAST(kind AS TEXT) AS kind, CAST(created AS INTEGER) AS created, \(reason) AS reason,
                    CAST(CASE kind WHEN 'url' THEN substr(address, 1, 7 + instr(substr(address, 9), '/'))
                        ELSE address END AS TEXT) AS place
                FROM outbox WHERE dead IS NULL
            )
            SELECT kind, place, count(*), min(created),
                (SELECT CAST(reason AS TEXT) FROM waiting AS one
                 WHERE one.kind = all_waiting.kind AND one.place = all_waiting.place AND reason IS NOT NULL
                 ORDER BY number LIMIT 1)
            FROM waiting AS all_waiting GROUP BY kind, place ORDER BY min(created) LIMIT 100
            """
        ) { row in
            let destination = destination(try row.text(), try row.text())
            return OutboxState.Place(
                name: OutboxTable.place(destination), waiting: try row.int(), since: try row.instant(),
                reason: try row.optionalText())
        }
    }
}
