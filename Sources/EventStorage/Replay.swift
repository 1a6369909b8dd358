// Folds the log into a workspace, from the nearest snapshot on.

import Conversation
import Foundation
import GRDB
import JSONText
import ProgramModel
import Quantities

enum Replay {
    /// The workspace of all events, or of those up to a moment.
    static func workspace(_ database: Database, upTo moment: Instant?) throws -> Workspace {
        var workspace =
            try SnapshotTable.nearest(database, before: moment?.milliseconds ?? Int64.max) ?? Workspace()
        var previous =
            try Blob.fetch(
                database, "SELECT hash FROM event WHERE version = ?", [workspace.version]) ?? HashChain.genesis
        let cursor = try Row.fetchCursor(
            database, sql: "SELECT * FROM event WHERE version > ? AND time <= ? ORDER BY version",
            arguments: [workspace.version, moment?.milliseconds ?? Int64.max])
        while let row = try cursor.next() {
            let logged = try event(row)
            // Each event follows the one before it; whether it says what it said then is for a verification.
            let (before, hash): (Data, Data) = (row["previous"], row["hash"])
            guard logged.stamp.version == workspace.version + 1, before.elementsEqual(previous) else {
                throw StoreProblem.chainBroken(version: workspace.version + 1)
            }
            previous = Array(hash)
            workspace.apply(logged.event, logged.stamp)
        }
        return workspace
    }

    static func events(_ database: Database, _ sql: String, _ arguments: StatementArguments) throws -> [LoggedEvent] {
        try Row.fetchAll(database, sql: sql, arguments: arguments).map { try event($0) }
    }

    static func row(_ row: Row) -> EventRow {
        let stamp = EventStamp(
            version: row["version"], time: Instant(milliseconds: row["time"]), person: PersonID(row["person"]),
            command: row["command"], commandName: row["command_name"])
        let payload: Data = row["payload"]
        let payloadHash: Data = row["payload_hash"]
        return EventRow(
            stamp: stamp, word: row["word"], schema: row["schema"], payload: Array(payload),
            payloadHash: Array(payloadHash),
            delivery: row["delivery"], commandNumber: row["command_number"], position: row["position"],
            undone: row["undone"])
    }

    static func event(_ row: Row) throws -> LoggedEvent {
        let stored = Replay.row(row)
        guard !stored.payload.isEmpty else {
            return LoggedEvent(
                stamp: stored.stamp, event: RedactedEvent(), deliveryID: stored.delivery,
                commandNumber: stored.commandNumber, position: stored.position, undone: stored.undone, items: [])
        }
        do {
            let payload = try JSON(reading: stored.payload)
            let event = try EventCatalogue.read(word: stored.word, schemaVersion: stored.schema, payload: payload)
            return LoggedEvent(
                stamp: stored.stamp, event: event, deliveryID: stored.delivery, commandNumber: stored.commandNumber,
                position: stored.position, undone: stored.undone, items: [])
        } catch let problem as EventProblem {
            throw StoreProblem.unreadableEvent(version: stored.stamp.version, reason: String(describing: problem))
        } catch let problem as JSONProblem {
            throw StoreProblem.unreadableEvent(version: stored.stamp.version, reason: problem.reason)
        }
    }
}
