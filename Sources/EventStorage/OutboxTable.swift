// Replies on their way out, as rows.

package import Conversation
import Foundation
import GRDB
import JSONText
package import Quantities

enum OutboxTable {
    /// What ``bind(_:to:)`` binds, in its order: all of an entry but its payload.
    static let columnNames = "id, kind, address, lane, content_type, created, due, expires"

    static func insert(_ entry: OutboxEntry, _ database: Database) throws {
        var row = try BoundStatement(
            database, "INSERT INTO outbox (payload, \(columnNames)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        row.bind(entry.payload)
        bind(entry, to: &row)
        try row.run()
    }

    /// Binds an entry's columns, its payload left out.
    static func bind(_ entry: OutboxEntry, to row: inout BoundStatement) {
        let (kind, address) = columns(entry.destination)
        row.bind(entry.id)
        row.bind(kind)
        row.bind(address)
        row.bind(entry.lane)
        row.bind(entry.contentType)
        row.bind(entry.created.milliseconds)
        row.bind(entry.due.milliseconds)
        row.bind(entry.expires?.milliseconds)
    }

    static func delete(_ ids: [String], _ database: Database) throws {
        for id in ids {
            var row = try BoundStatement(database, "DELETE FROM outbox WHERE id = ?")
            row.bind(id)
            try row.run()
        }
    }

    static func columns(_ destination: ReplyAddress.Destination) -> (kind: String, address: String) {
        switch destination {
        case .url(let url): ("url", url)
        case .webhook(let name): ("webhook", name)
        case .slackMethod(let method): ("slack", method)
        }
    }

    static func entry(_ row: Row) -> OutboxEntry {
        let kind: String = row["kind"]
        let address: String = row["address"]
        let destination: ReplyAddress.Destination =
            kind == "webhook" ? .webhook(address) : kind == "slack" ? .slackMethod(address) : .url(address)
        let payload: Data = row["payload"]
        let expires: Int64? = row["expires"]
        var entry = OutboxEntry(
            id: row["id"], destination: destination, lane: row["lane"], payload: Array(payload),
            contentType: row["content_type"],
            created: Instant(milliseconds: row["created"]), due: Instant(milliseconds: row["due"]),
            expires: expires.map { Instant(milliseconds: $0) })
        entry.attempts = row["attempts"]
        return entry
    }

    /// Texts as a JSON array, for `json_each`.
    static func list(_ texts: Set<String>) -> String { JSON.array(texts.map { .string($0) }).text }

    /// Forgets the dead letters nobody sent again in a month.
    static func prune(_ now: Instant, _ database: Database) throws {
        try database.execute(
            sql: "DELETE FROM outbox WHERE dead IS NOT NULL AND created < ?",
            arguments: [(now + -30 * Instant.day).milliseconds])
    }

    static func deadLetters(_ database: Database, limit: Int) throws -> [DeadLetter] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM outbox WHERE dead IS NOT NULL ORDER BY created DESC LIMIT ?",
            arguments: [limit]
        ).map { row in
            let entry = entry(row)
            return DeadLetter(
                id: entry.id, place: place(entry.destination), created: entry.created, attempts: entry.attempts,
                reason: row["dead"], canBeSent: !entry.payload.isEmpty)
        }
    }

    /// Where a reply goes, without what makes the address a secret.
    private static func place(_ destination: ReplyAddress.Destination) -> String {
        switch destination {
        case .webhook(let name): "webhook \(name)"
        case .slackMethod(let method): "Slack \(method)"
        case .url(let url):
            url.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first.map(String.init)
                ?? "an address"
        }
    }
}

/// What delivery does with the outbox.
extension SQLiteEventLog: Outbox {
    package func due(now: Instant, besides lanes: Set<String>, limit: Int) throws -> [OutboxEntry] {
        // What was sent is only marked in memory until the next commit. It is looked up before the rows are read: a
        // deletion that becomes durable in between would otherwise leave a row that looks unsent.
        return try laneHeads(now: now, besides: sentReplies, lanes, limit: limit)
    }

    /// The first row of each lane that is neither dead nor sent, when it is due.
    private func laneHeads(now: Instant, besides sent: Set<String>, _ lanes: Set<String>, limit: Int) throws
        -> [OutboxEntry]
    {
        try database.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM outbox
                    WHERE number IN (
                        SELECT min(number) FROM outbox
                        WHERE dead IS NULL AND id NOT IN (SELECT value FROM json_each(?))
                            AND lane NOT IN (SELECT value FROM json_each(?))
                        GROUP BY lane
                    ) AND (due <= ? OR due > ?)
                    ORDER BY number LIMIT ?
                    """,
                arguments: [
                    OutboxTable.list(sent), OutboxTable.list(lanes), now.milliseconds,
                    (now + OutboxEntry.longestWait).milliseconds, limit,
                ]
            ).map { OutboxTable.entry($0) }
        }
    }

    package func nextDue() throws -> Instant? {
        let sent = sentReplies
        // Of each lane only the first: what stands behind it waits with it.
        let posted = try database.read { database in
            try Int64.fetchOne(
                database,
                sql: """
                    SELECT min(due) FROM outbox WHERE number IN (
                        SELECT min(number) FROM outbox
                        WHERE dead IS NULL AND id NOT IN (SELECT value FROM json_each(?)) GROUP BY lane
                    )
                    """, arguments: [OutboxTable.list(sent)]
            ).map { Instant(milliseconds: $0) }
        }
        return [posted, openAnswers.withLockedValue { $0.nextDue }].compactMap { $0 }.min()
    }

    package func postOverdueAnswers(now: Instant) throws {
        guard openAnswers.withLockedValue({ $0.hasOverdue(now) }) else { return }
        var overdue: [String: (number: Int, due: Instant)] = [:]
        do {
            try database.write { database in
                // Taken out within the write: one that is flushed from now on is deleted by a later write, when its row of
                // the outbox is there.
                overdue = openAnswers.withLockedValue { $0.takeOverdue(now) }
                try AnsweringTable.moveToOutbox(overdue.values.map(\.number).sorted(), database)
            }
        } catch {
            // A full disk may show at the end of the write only.
            openAnswers.withLockedValue { $0.putBack(overdue) }
            throw error
        }
    }

    package func retry(_ id: String, at due: Instant, attempts: Int) throws {
        try database.write { database in
            try database.execute(
                sql: "UPDATE outbox SET due = ?, attempts = ? WHERE id = ?",
                arguments: [due.milliseconds, attempts, id])
        }
    }

    package func bury(_ id: String, reason: String, attempts: Int, isExpired: Bool) throws {
        try database.write { database in
            try database.execute(
                sql: "UPDATE outbox SET dead = ?, attempts = ? WHERE id = ?", arguments: [reason, attempts, id])
            // An address is a secret: its host alone is left, for the list.
            guard isExpired else { return }
            try database.execute(
                sql: """
                    UPDATE outbox SET payload = x'', lane = id,
                        address = substr(address, 1, 7 + instr(substr(address, 9), '/'))
                    WHERE id = ? AND kind = 'url'
                    """, arguments: [id])
        }
    }
}
