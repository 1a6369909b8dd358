// Replies on their way out, as rows.

package import Conversation
import GRDB
import JSONText
package import Quantities

enum OutboxTable {
    /// What ``bind(_:to:)`` binds, in its order: all of an entry but its payload.
    static let columnNames = "id, kind, address, lane, content_type, created, due, expires"

    static func insert(_ entry: OutboxEntry, _ database: Database) throws {
        var row = try BoundStatement(
            database, "INSERT INTO outbox (payload, \(columnNames), sum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        row.bind(entry.payload)
        bind(entry, to: &row)
        row.bind(RowSum.of(words(of: entry) + [entry.payload]))
        try row.run()
    }

    /// What of an entry is under its row's sum, its payload left out.
    static func words(of entry: OutboxEntry) -> [[UInt8]?] {
        let (kind, address) = columns(entry.destination)
        return [entry.id, kind, address, entry.lane, entry.contentType].map { Array($0.utf8) }
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
        case .direct(let platform, let place): ("direct", "\(platform) \(place)")
        }
    }

    static func destination(_ kind: String, _ address: String) -> ReplyAddress.Destination {
        switch kind {
        case "webhook": return .webhook(address)
        case "slack": return .slackMethod(address)
        case "direct":
            let parts = address.split(separator: " ", maxSplits: 1).map(String.init)
            return .direct(platform: parts.first ?? "", place: parts.last ?? "")
        default: return .url(address)
        }
    }

    /// What ``entry(_:)`` reads.
    static let readColumns = """
        number, id, kind, address, lane, payload, content_type, created, due, expires, attempts, sum = \(RowSum.outbox.sql)
        """

    static func entry(_ row: inout StoredRow) throws(StoreProblem) -> (number: Int, entry: OutboxEntry) {
        let (number, id) = (try row.int(), try row.text())
        let destination = destination(try row.text(), try row.text())
        var entry = OutboxEntry(
            id: id, destination: destination, lane: try row.text(), payload: try row.blob(),
            contentType: try row.text(), created: try row.instant(), due: try row.instant(),
            expires: try row.optionalInstant())
        entry.attempts = try row.int(in: 0...1_000_000_000)
        guard try row.int() == 1 else {
            throw StoreProblem.damaged(place: "outbox \(number)", reason: "it is not what was written")
        }
        return (number, entry)
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
        // As text and numbers whatever they are: a damaged row is a dead letter too.
        try StoredRows.all(
            database, of: "outbox",
            """
            SELECT CAST(id AS TEXT), CAST(kind AS TEXT), CAST(address AS TEXT), CAST(created AS INTEGER),
                CAST(attempts AS INTEGER), CAST(dead AS TEXT), length(payload) > 0
            FROM outbox WHERE dead IS NOT NULL ORDER BY created DESC LIMIT ?
            """, [limit]
        ) { row in
            let id = try row.optionalText() ?? ""
            let destination = destination(try row.optionalText() ?? "", try row.optionalText() ?? "")
            return DeadLetter(
                id: id, place: place(destination), created: try row.optionalInstant() ?? Instant(milliseconds: 0),
                attempts: try row.optionalInt() ?? 0, reason: try row.text(),
                canBeSent: try row.optionalInt() ?? 0 > 0)
        }
    }

    /// Where a reply goes, without what makes the address a secret.
    static func place(_ destination: ReplyAddress.Destination) -> String {
        switch destination {
        case .webhook(let name): "webhook \(name)"
        case .slackMethod(let method): "Slack \(method)"
        case .direct(let platform, let place): "\(platform) \(place)"
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
        var damaged: [(number: Int, problem: StoreProblem)] = []
        let entries = try database.read { database in
            let rows = try StoredRows(
                database, of: "outbox",
                """
                SELECT \(OutboxTable.readColumns) FROM outbox
                WHERE number IN (
                    SELECT min(number) FROM outbox
                    WHERE dead IS NULL AND id NOT IN (SELECT value FROM json_each(?))
                        AND lane NOT IN (SELECT value FROM json_each(?))
                    GROUP BY lane
                ) AND (due <= ? OR due > ?)
                ORDER BY number LIMIT ?
                """,
                [
                    OutboxTable.list(sent), OutboxTable.list(lanes), now.milliseconds,
                    (now + OutboxEntry.longestWait).milliseconds, limit,
                ])
            var entries: [OutboxEntry] = []
            while let row = try rows.next() {
                var (reading, number) = (row, row)
                do { entries.append(try OutboxTable.entry(&reading).entry) } catch let problem as StoreProblem {
                    damaged.append((try number.int(), problem))
                }
            }
            return entries
        }
        // A damaged row is told as a dead letter, and holds back no other reply.
        for (number, problem) in damaged {
            try database.write {
                try $0.execute(
                    sql: "UPDATE outbox SET dead = ? WHERE number = ?", arguments: [problem.description, number])
            }
        }
        return entries
    }

    package func nextDue() throws -> Instant? {
        let sent = sentReplies
        // Of each lane only the first: what stands behind it waits with it.
        let posted = try database.read { database in
            try StoredRows.first(
                database, of: "outbox",
                """
                SELECT min(CAST(due AS INTEGER)) FROM outbox WHERE number IN (
                    SELECT min(number) FROM outbox
                    WHERE dead IS NULL AND id NOT IN (SELECT value FROM json_each(?)) GROUP BY lane
                )
                """, [OutboxTable.list(sent)]
            ) { try $0.optionalInstant() } ?? nil
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

    package func retry(_ id: String, at due: Instant, attempts: Int, reason: String) throws {
        try database.write { database in
            try database.execute(
                sql: "UPDATE outbox SET due = ?, attempts = ?, reason = ? WHERE id = ?",
                arguments: [due.milliseconds, attempts, reason, id])
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
            try database.execute(sql: "UPDATE outbox SET sum = \(RowSum.outbox.sql) WHERE id = ?", arguments: [id])
        }
    }
}
