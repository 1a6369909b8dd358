// Writes that nobody waits for: what was sent and may be deleted, and words to be counted.

package import Conversation
import GRDB

/// What may wait for the next transaction: losing it costs a second delivery, or a count.
struct WaitingWrites {
    /// Outbox rows that were sent, to be deleted.
    var sent: [String] = []
    /// Those being deleted by a write that is not durable yet.
    var leaving: Set<String> = []
    /// Rows of answers that went out in their HTTP response, to be deleted.
    var answered: [Int] = []
    /// Words that were not understood, by command and word.
    var misses: [[String]: Int] = [:]
    var isEmpty: Bool { sent.isEmpty && answered.isEmpty && misses.isEmpty }
}

extension SQLiteEventLog {
    /// Runs a write with what waits, which counts as waiting until the write is durable.
    func withWaiting<Result>(_ body: (WaitingWrites) throws -> Result) throws -> Result {
        let taken = waiting.withLockedValue { waiting in
            let taken = WaitingWrites(sent: waiting.sent, answered: waiting.answered, misses: waiting.misses)
            waiting.sent = []
            waiting.answered = []
            waiting.misses = [:]
            waiting.leaving.formUnion(taken.sent)
            return taken
        }
        do {
            let result = try body(taken)
            waiting.withLockedValue { $0.leaving.subtract(taken.sent) }
            return result
        } catch {
            waiting.withLockedValue { waiting in
                waiting.leaving.subtract(taken.sent)
                waiting.sent += taken.sent
                waiting.answered += taken.answered
                waiting.misses.merge(taken.misses) { $0 + $1 }
            }
            throw error
        }
    }

    /// Replies that were sent, though their rows may still be there.
    var sentReplies: Set<String> { waiting.withLockedValue { $0.leaving.union($0.sent) } }

    package func markSent(_ ids: [String]) throws {
        var (answered, sent): ([Int], [String]) = ([], [])
        openAnswers.withLockedValue { open in
            for id in ids {
                if let number = open.flushed(id) { answered.append(number) } else { sent.append(id) }
            }
        }
        waiting.withLockedValue { waiting in
            waiting.answered += answered
            waiting.sent += sent
        }
    }

    package func countMiss(command: String, word: String) throws {
        waiting.withLockedValue { waiting in
            // Bounded until the next commit; the table is bounded too.
            guard waiting.misses.count < 1000 || waiting.misses[[command, word]] != nil else { return }
            waiting.misses[[command, word], default: 0] += 1
        }
    }

    /// Writes down what waits for the next commit, without waiting for it.
    package func flushSent() throws {
        defer { keepHead() }
        guard !waiting.withLockedValue({ $0.isEmpty }) else { return }
        try withWaiting { taken in try database.write { try SQLiteEventLog.write(taken, $0) } }
    }

    static func write(_ waiting: WaitingWrites, _ database: Database) throws {
        try OutboxTable.delete(waiting.sent, database)
        try AnsweringTable.delete(waiting.answered, database)
        guard !waiting.misses.isEmpty else { return }
        // Bounded: an attacker's words must not fill the disk.
        let known =
            try StoredRows.first(database, of: "miss", "SELECT count(*) FROM miss") { try $0.int() } ?? 0
        for (key, count) in waiting.misses {
            let sql =
                known < 10_000
                ? "INSERT INTO miss VALUES (?, ?, ?) ON CONFLICT (command, word) DO UPDATE SET count = count + excluded.count"
                : "UPDATE miss SET count = count + ?3 WHERE command = ?1 AND word = ?2"
            try database.execute(sql: sql, arguments: [key[0], key[1], count])
        }
    }

    package func misses(limit: Int) throws -> [Miss] {
        try flushSent()
        return try database.read { database in
            try StoredRows.all(
                database, of: "miss",
                "SELECT command, word, count FROM miss ORDER BY count DESC, command, word LIMIT ?", [limit]
            ) { row in Miss(command: try row.text(), word: try row.text(), count: try row.int()) }
        }
    }
}
