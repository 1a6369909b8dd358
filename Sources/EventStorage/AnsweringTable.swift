// Replies that go out in an HTTP response: kept in case the response never arrives.

import Conversation
import GRDB
import Quantities

/// Rows in the order they come, with no index to keep: nearly all are gone with the next commit. One whose response was not
/// flushed in time, or whose process ended, becomes a row of the outbox, with the reply of the inbox as its payload.
enum AnsweringTable {
    private static let columns = OutboxTable.columnNames
    /// A row that is not what was written gets no right sum.
    private static let copy = """
        INSERT INTO outbox (payload, \(columns), sum) SELECT reply, \(columns), CASE
            WHEN answering.sum = \(RowSum.answering.sql) AND inbox.sum = \(RowSum.inbox.sql)
            THEN row_sum(id, kind, address, lane, content_type, reply) ELSE x'' END
        FROM answering JOIN inbox USING (delivery)
        """

    static func insert(_ answer: OpenAnswer, _ database: Database) throws {
        var row = try BoundStatement(
            database,
            "INSERT INTO answering (number, delivery, \(columns), sum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        row.bind(answer.number)
        row.bind(answer.deliveryID)
        OutboxTable.bind(answer.entry, to: &row)
        row.bind(RowSum.of([Array(answer.deliveryID.utf8)] + OutboxTable.words(of: answer.entry)))
        try row.run()
    }

    /// Deletes rows, neighbours together.
    static func delete(_ numbers: [Int], _ database: Database) throws {
        for range in RangeSet(numbers.map { $0..<($0 + 1) }).ranges {
            var row = try BoundStatement(database, "DELETE FROM answering WHERE number >= ? AND number < ?")
            row.bind(range.lowerBound)
            row.bind(range.upperBound)
            try row.run()
        }
    }

    /// Moves rows to the outbox.
    static func moveToOutbox(_ numbers: [Int], _ database: Database) throws {
        for number in numbers {
            var row = try BoundStatement(database, "\(copy) WHERE answering.number = ?")
            row.bind(number)
            try row.run()
        }
        try delete(numbers, database)
    }

    /// Moves what another process left behind.
    static func moveAllToOutbox(_ database: Database) throws {
        try database.execute(sql: "\(copy) ORDER BY answering.number; DELETE FROM answering")
    }

    static func state(_ database: Database) throws -> (count: Int, oldest: Instant?) {
        // A store that is only looked at may be of an older schema.
        guard try Schema.version(of: database) >= 3 else { return (0, nil) }
        return try StoredRows.first(
            database, of: "answering", "SELECT count(*), min(CAST(created AS INTEGER)) FROM answering"
        ) { row in (try row.int(), try row.optionalInstant()) } ?? (0, nil)
    }
}

/// An answer whose response is on its way.
struct OpenAnswer {
    /// Of its row.
    var number: Int
    var deliveryID: String
    var entry: OutboxEntry
}

/// The rows of the answering table whose response is still on its way.
struct OpenAnswers {
    private var rows: [String: (number: Int, due: Instant)] = [:]
    private var lastNumber = 0

    /// The answers among a transaction's replies, numbered in their order.
    mutating func number(_ inbox: [InboxEntry]) -> [OpenAnswer] {
        inbox.compactMap { delivered in
            guard let entry = delivered.fallback else { return nil }
            lastNumber += 1
            return OpenAnswer(number: lastNumber, deliveryID: delivered.deliveryID, entry: entry)
        }
    }

    mutating func add(_ answers: [OpenAnswer]) {
        for answer in answers { rows[answer.entry.id] = (answer.number, answer.entry.due) }
    }

    /// The row of an answer that was flushed; nil when it is none of these.
    mutating func flushed(_ id: String) -> Int? { rows.removeValue(forKey: id)?.number }

    /// Takes out the answers whose time is over.
    mutating func takeOverdue(_ now: Instant) -> [String: (number: Int, due: Instant)] {
        let overdue = rows.filter { OpenAnswers.isOver($0.value.due, now) }
        for id in overdue.keys { rows[id] = nil }
        return overdue
    }

    func hasOverdue(_ now: Instant) -> Bool { rows.values.contains { OpenAnswers.isOver($0.due, now) } }

    /// No response takes so long as the longest wait: then the clock was set back.
    private static func isOver(_ due: Instant, _ now: Instant) -> Bool {
        due <= now || due > now + OutboxEntry.longestWait
    }

    mutating func putBack(_ taken: [String: (number: Int, due: Instant)]) { rows.merge(taken) { mine, _ in mine } }

    var nextDue: Instant? { rows.values.map(\.due).min() }
}
