// What each message was answered with, for a week: its repeat gets the same answer.

import Conversation
import GRDB
import Quantities

enum InboxTable {
    private static let memory = 7 * Instant.day

    static func insert(_ entry: InboxEntry, _ database: Database) throws {
        var row = try BoundStatement(
            database, "INSERT OR IGNORE INTO inbox (delivery, received, reply, text_digest, sum) VALUES (?, ?, ?, ?, ?)"
        )
        row.bind(entry.deliveryID)
        row.bind(entry.received.milliseconds)
        row.bind(entry.reply.bytes)
        row.bind(entry.reply.textDigest)
        row.bind(RowSum.of([Array(entry.deliveryID.utf8), entry.reply.bytes, entry.reply.textDigest]))
        try row.run()
    }

    /// Forgets the deliveries before the first that is young enough. One of the future, of a clock that was set back since,
    /// is none; one whose answer is still on its way is kept, since the answer is there.
    static func prune(_ now: Instant, _ database: Database) throws {
        try database.execute(
            sql: """
                DELETE FROM inbox
                WHERE number < (SELECT number FROM inbox WHERE received BETWEEN ? AND ? ORDER BY number LIMIT 1)
                AND delivery NOT IN (SELECT delivery FROM answering)
                """, arguments: [(now + -InboxTable.memory).milliseconds, now.milliseconds])
    }

    /// Whether rows of a schema that kept no digest are there: the first row tells, since they are before all others.
    static func hasEarlierKeys(_ database: Database) throws -> Bool {
        // A store that is only looked at may be of such a schema.
        guard try Schema.version(of: database) >= 5 else { return false }
        return try StoredRows.first(
            database, of: "inbox", "SELECT text_digest IS NULL FROM inbox ORDER BY number LIMIT 1"
        ) { try $0.int() > 0 } ?? false
    }

    /// - Parameter earlier: whether to look for rows of earlier releases by their form of the key too.
    static func replies(
        to deliveries: [DeliveryKey], earlier: Bool, _ database: Database
    ) throws -> [String: StoredReply] {
        var replies: [String: StoredReply] = [:]
        // One transaction, or each question would take the file's locks anew.
        try database.inTransaction(.deferred) {
            for key in deliveries {
                var reply = try reply(to: key.text, database)
                if reply == nil, earlier, let text = key.earlier, let before = try self.reply(to: text, database),
                    before.textDigest == nil
                {
                    reply = before
                }
                replies[key.text] = reply
            }
            return .commit
        }
        return replies
    }

    private static func reply(to key: String, _ database: Database) throws -> StoredReply? {
        var question = try BoundStatement(database, "SELECT reply, text_digest, sum FROM inbox WHERE delivery = ?")
        question.bind(key)
        guard let row = try question.blobs(3), let reply = row[0] else { return nil }
        // One that is not what was written answers nothing, as one does that was erased; it is not done again either.
        guard row[2] == RowSum.of([Array(key.utf8), reply, row[1]]) else { return StoredReply([], to: nil) }
        return StoredReply(reply, to: row[1])
    }
}
