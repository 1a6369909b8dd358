// Events and the deliveries they came with, as rows.

import Conversation
import GRDB
import ProgramModel
import Quantities

enum EventTable {
    /// Appends an event to the log and its chain.
    ///
    /// - Returns: its hash, the chain's new head.
    static func insert(_ logged: LoggedEvent, after previous: [UInt8], _ database: Database) throws -> [UInt8] {
        let stamp = logged.stamp
        let payload = logged.event.payload.bytes
        let event = EventRow(
            stamp: stamp, word: type(of: logged.event).word, schema: type(of: logged.event).schemaVersion,
            payload: payload, payloadHash: HashChain.hash(payload: payload), delivery: logged.deliveryID,
            commandNumber: logged.commandNumber, position: logged.position, undone: logged.undone)
        let hash = HashChain.hash(event, after: previous)
        var row = try BoundStatement(database, "INSERT INTO event VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
        row.bind(stamp.version)
        row.bind(event.word)
        row.bind(event.schema)
        row.bind(event.payload)
        row.bind(event.payloadHash)
        row.bind(stamp.person.number)
        row.bind(stamp.time.milliseconds)
        row.bind(event.delivery)
        row.bind(event.commandNumber)
        row.bind(event.position)
        row.bind(stamp.command)
        row.bind(stamp.commandName)
        row.bind(event.undone)
        row.bind(previous)
        row.bind(hash)
        try row.run()
        for item in logged.items {
            var row = try BoundStatement(database, "INSERT OR IGNORE INTO item_event VALUES (?, ?)")
            row.bind(item.description)
            row.bind(stamp.version)
            try row.run()
        }
        return hash
    }
}

/// What each delivery was answered with, for a repeat of it.
enum InboxTable {
    private static let memory = 7 * Instant.day

    static func insert(_ entry: InboxEntry, _ database: Database) throws {
        var row = try BoundStatement(
            database, "INSERT OR IGNORE INTO inbox (delivery, received, reply) VALUES (?, ?, ?)")
        row.bind(entry.deliveryID)
        row.bind(entry.received.milliseconds)
        row.bind(entry.reply)
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

    static func replies(to deliveryIDs: [String], _ database: Database) throws -> [String: [UInt8]] {
        var replies: [String: [UInt8]] = [:]
        // One transaction, or each question would take the file's locks anew.
        try database.inTransaction(.deferred) {
            for id in deliveryIDs {
                var question = try BoundStatement(database, "SELECT reply FROM inbox WHERE delivery = ?")
                question.bind(id)
                if let reply = try question.blob() { replies[id] = reply }
            }
            return .commit
        }
        return replies
    }
}
