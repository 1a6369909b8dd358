// Folds the log into a workspace, from the nearest snapshot on.

import Conversation
import GRDB
import JSONText
import ProgramModel
import Quantities

enum Replay {
    /// The workspace of all events, or of those up to a moment.
    ///
    /// - Parameter snapshots: which there are, and what is found of them.
    static func workspace(
        _ database: Database, upTo moment: Instant?, _ snapshots: inout SnapshotReading
    ) throws -> Workspace {
        let last = moment?.milliseconds ?? Int64.max
        var workspace = try SnapshotTable.nearest(database, before: last, &snapshots)
        var previous = HashChain.genesis
        if workspace.version > 0 {
            let hash = try StoredRows.first(
                database, of: "event", "SELECT hash FROM event WHERE version = ?", [workspace.version]
            ) { try $0.blob() }
            // A snapshot of what the log does not hold: of another store, or of one that lost its end.
            guard let hash else { throw StoreProblem.chainBroken(version: workspace.version) }
            previous = hash
        }
        var redactions = Redactions()
        let rows = try StoredRows(
            database, of: "event",
            "SELECT \(EventRow.columns) FROM event WHERE version > ? AND time <= ? ORDER BY version",
            [workspace.version, last])
        while var row = try rows.next() {
            let stored = try EventRow(&row)
            // Each event follows the one before it and says what it said; whether its columns do is for a verification.
            guard stored.stamp.version == workspace.version + 1, stored.previous == previous else {
                throw StoreProblem.chainBroken(version: workspace.version + 1)
            }
            try redactions.check(stored, database)
            previous = stored.hash
            workspace.apply(try stored.event(), stored.stamp)
        }
        return workspace
    }

    static func events(_ database: Database, _ sql: String, _ arguments: StatementArguments) throws -> [LoggedEvent] {
        try StoredRows.all(database, of: "event", sql, arguments) { try EventRow(&$0).logged() }
    }
}

extension EventRow {
    /// The columns in the order they are read.
    static let columns = """
        event.version, word, schema, payload, payload_hash, person, time, delivery, command_number, position, command, \
        command_name, undone, previous, hash
        """

    init(_ row: inout StoredRow) throws(StoreProblem) {
        let version = try row.int(in: 1...1_000_000_000_000)
        (word, schema) = (try row.text(), try row.int())
        (payload, payloadHash) = (try row.blob(), try row.blob())
        let (person, time) = (PersonID(try row.int()), try row.instant())
        delivery = try row.optionalText()
        (commandNumber, position) = (try row.int(), try row.int())
        let (command, name) = (try row.int(), try row.text())
        undone = try row.optionalInt()
        (previous, hash) = (try row.blob(), try row.blob())
        stamp = EventStamp(version: version, time: time, person: person, command: command, commandName: name)
    }

    /// The event as its type.
    ///
    /// - Throws: `StoreProblem.unreadableEvent`.
    func event() throws(StoreProblem) -> any ProgramEvent {
        do {
            return try EventCatalogue.read(
                word: word, schemaVersion: schema, payload: try JSON(reading: payload))
        } catch let problem as JSONProblem {
            throw .unreadableEvent(version: stamp.version, reason: problem.reason)
        } catch {
            throw .unreadableEvent(version: stamp.version, reason: "\(error)")
        }
    }

    /// The event as the log's readers see it.
    func logged() throws(StoreProblem) -> LoggedEvent {
        LoggedEvent(
            stamp: stamp, event: try event(), deliveryID: delivery, commandNumber: commandNumber, position: position,
            undone: undone, items: [])
    }
}
