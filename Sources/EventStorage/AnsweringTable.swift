// Replies that go out in an HTTP response: kept in case the response never arrives.

import Conversation
import GRDB
import Quantities

/// Rows in the order they come, with no index to keep: nearly all are gone with the next commit. One whose response was not
/// flushed in time, or whose process ended, becomes a row of the outbox.
enum AnsweringTable {
    private static let columns = OutboxTable.columnNames

    static func insert(_ entry: OutboxEntry, number: Int, _ database: Database) throws {
        var row = try BoundStatement(
            database, "INSERT INTO answering (number, \(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        row.bind(number)
        OutboxTable.bind(entry, to: &row)
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
            var row = try BoundStatement(
                database,
                "INSERT INTO outbox (\(columns)) SELECT \(columns) FROM answering WHERE number = ?")
            row.bind(number)
            try row.run()
        }
        try delete(numbers, database)
    }

    /// Moves what another process left behind.
    static func moveAllToOutbox(_ database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO outbox (\(columns)) SELECT \(columns) FROM answering ORDER BY number;
                DELETE FROM answering;
                """)
    }

    static func count(_ database: Database) throws -> Int {
        // A store that is only looked at may be of an older schema.
        guard try database.tableExists("answering") else { return 0 }
        return try Int.fetchOne(database, sql: "SELECT count(*) FROM answering") ?? 0
    }
}

/// The rows of the answering table whose response is still on its way.
struct OpenAnswers {
    private var rows: [String: (number: Int, due: Instant)] = [:]
    private var lastNumber = 0

    /// Numbers for the entries of a transaction, in their order.
    mutating func numbers(for entries: [OutboxEntry]) -> Range<Int> {
        let first = lastNumber + 1
        lastNumber += entries.count
        return first..<(lastNumber + 1)
    }

    mutating func add(_ entries: [OutboxEntry], _ numbers: Range<Int>) {
        for (entry, number) in zip(entries, numbers) { rows[entry.id] = (number, entry.due) }
    }

    /// The row of an answer that was flushed; nil when it is none of these.
    mutating func flushed(_ id: String) -> Int? { rows.removeValue(forKey: id)?.number }

    /// Takes out the answers whose time is over.
    mutating func takeOverdue(_ now: Instant) -> [String: (number: Int, due: Instant)] {
        let overdue = rows.filter { $0.value.due <= now }
        for id in overdue.keys { rows[id] = nil }
        return overdue
    }

    mutating func putBack(_ taken: [String: (number: Int, due: Instant)]) { rows.merge(taken) { mine, _ in mine } }

    var nextDue: Instant? { rows.values.map(\.due).min() }
}
