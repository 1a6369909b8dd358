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
        var event = EventRow(
            stamp: stamp, word: type(of: logged.event).word, schema: logged.event.schemaVersion,
            payload: payload, payloadHash: HashChain.hash(payload: payload), delivery: logged.deliveryID,
            commandNumber: logged.commandNumber, position: logged.position, undone: logged.undone,
            previous: previous, hash: [])
        event.hash = HashChain.hash(event, after: previous)
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
        row.bind(event.hash)
        try row.run()
        for item in logged.items {
            var row = try BoundStatement(database, "INSERT OR IGNORE INTO item_event VALUES (?, ?)")
            row.bind(item.description)
            row.bind(stamp.version)
            try row.run()
        }
        return event.hash
    }
}
