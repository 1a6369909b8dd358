// What was lawfully taken out of the log: payloads written over, with a `redacted` event that holds the new ones.

import Conversation
import Foundation
import GRDB
import JSONText
import ProgramModel

/// The payloads that may differ from their hashes, looked up when the first one does.
struct Redactions {
    private var lawful: [Int: [UInt8]]?

    /// - Throws: `StoreProblem.payloadChanged` for a payload that is neither what was written nor what a redaction wrote.
    mutating func check(_ row: EventRow, _ database: Database) throws {
        guard HashChain.hash(payload: row.payload) != row.payloadHash else { return }
        let known = try lawful ?? Redactions.payloads(database)
        lawful = known
        guard known[row.stamp.version] == row.payload else {
            throw StoreProblem.payloadChanged(version: row.stamp.version)
        }
    }

    private static func payloads(_ database: Database) throws -> [Int: [UInt8]] {
        var payloads: [Int: [UInt8]] = [:]
        // The newest first: what is written over twice is as the last one wrote it, and its reason may be erased itself.
        let rows = try StoredRows(
            database, of: "event", "SELECT \(EventRow.columns) FROM event WHERE word = ? ORDER BY version DESC",
            [Redacted.word])
        while var row = try rows.next() {
            let stored = try EventRow(&row)
            guard
                HashChain.hash(payload: stored.payload) == stored.payloadHash
                    || payloads[stored.stamp.version] == stored.payload
            else { throw StoreProblem.payloadChanged(version: stored.stamp.version) }
            for replacement in try stored.event().replacements where replacement.version < stored.stamp.version {
                payloads[replacement.version] = payloads[replacement.version] ?? replacement.payload.bytes
            }
        }
        return payloads
    }

    /// Writes new payloads over old ones, and takes the words that are gone out of everything kept beside the log.
    ///
    /// - Throws: `StoreProblem.chainBroken` for an event that does not stand before the one that writes over it.
    static func write(_ event: LoggedEvent, _ database: Database) throws {
        let replacements = event.event.replacements
        guard let first = replacements.map(\.version).min() else { return }
        var needles: Set<[UInt8]> = []
        var deliveries: Set<String> = []
        for replacement in replacements {
            let old = try StoredRows.first(
                database, of: "event", "SELECT payload, delivery FROM event WHERE version = ?", [replacement.version]
            ) { row in (payload: try row.blob(), delivery: try row.optionalText()) }
            guard let old, replacement.version < event.stamp.version else {
                throw StoreProblem.chainBroken(version: replacement.version)
            }
            if let delivery = old.delivery { deliveries.insert(delivery) }
            let gone = try JSON(reading: old.payload).texts.subtracting(replacement.payload.texts)
            needles.formUnion(gone.flatMap { Redactions.needles($0) })
            try database.execute(
                sql: "UPDATE event SET payload = ? WHERE version = ?",
                arguments: [Data(replacement.payload.bytes), replacement.version])
        }
        // Each snapshot since then holds the words; the events say it all.
        try database.execute(sql: "DELETE FROM snapshot WHERE version >= ?", arguments: [first])
        try database.execute(sql: "DELETE FROM snapshot_part WHERE version >= ?", arguments: [first])
        for delivery in deliveries {
            try database.execute(sql: "\(emptyReply) WHERE delivery = ?", arguments: [delivery])
        }
        for needle in needles.map({ Data($0) }) {
            try database.execute(sql: "\(emptyReply) WHERE instr(reply, ?) > 0", arguments: [needle])
            try database.execute(
                sql: """
                    UPDATE outbox SET payload = x'', dead = coalesce(dead, 'its text was erased'),
                        sum = row_sum(id, kind, address, lane, content_type, x'')
                    WHERE instr(payload, ?) > 0
                    """, arguments: [needle])
        }
    }

    private static let emptyReply = "UPDATE inbox SET reply = x'', sum = row_sum(delivery, x'', text_digest)"

    /// What a reply that shows a text holds of it: its beginning or its end, since long ones are clipped and split, as it
    /// is or as JSON and the platforms write it. Shorter than three letters is in every reply.
    private static func needles(_ text: String) -> Set<[UInt8]> {
        guard text.utf8.count >= 3 else { return [] }
        var needles: Set<[UInt8]> = []
        for part in [String(text.prefix(20)), String(text.suffix(20))] {
            let escaped = part.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
                .replacingOccurrences(of: ">", with: "&gt;")
            for form in [part, escaped] {
                needles.insert(Array(form.utf8))
                needles.insert(Array(JSON.string(form).text.utf8.dropFirst().dropLast()))
            }
        }
        return needles
    }
}
