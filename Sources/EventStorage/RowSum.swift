// Sums that tell rows which rotted from rows as they were written: of replies that wait or are kept, which no hash covers.

import FieldTypes
import Foundation
import GRDB
import JSONText

/// A sum over what a row of a table says and nothing changes but a write that sets the sum too. How often a reply was tried
/// and when it is due changes, and is under no sum: a wrong one sends a right reply sooner or later.
struct RowSum {
    let table: String
    /// The columns under the sum, in its order.
    let columns: [String]

    static let inbox = RowSum(table: "inbox", columns: ["delivery", "reply", "text_digest"])
    static let outbox = RowSum(
        table: "outbox", columns: ["id", "kind", "address", "lane", "content_type", "payload"])
    /// An answer's payload stands in its row of the inbox.
    static let answering = RowSum(
        table: "answering", columns: ["delivery", "id", "kind", "address", "lane", "content_type"])

    /// What a sum is made of: nothing, or bytes with how many they are.
    static func of(_ values: [[UInt8]?]) -> [UInt8] {
        var writer = ByteWriter()
        for value in values {
            writer.int(value?.count ?? -1)
            writer.bytes += value ?? []
        }
        return ByteSum.bytes(of: writer.bytes[...])
    }

    /// The sum in SQL, of the row's columns.
    var sql: String { "row_sum(\(columns.map { "\(table).\($0)" }.joined(separator: ", ")))" }

    /// What ``sql`` calls: every connection to a store knows it.
    static let function = DatabaseFunction("row_sum", pure: true) { values in
        Data(
            of(
                values.map { value in
                    switch value.storage {
                    case .null: nil
                    case .blob(let data): Array(data)
                    case .string(let text): Array(text.utf8)
                    case .int64(let number): Array("\(number)".utf8)
                    case .double(let number): Array("\(number)".utf8)
                    }
                }))
    }

    /// - Throws: `StoreProblem.damaged` for the first row that is not what was written.
    static func check(_ database: Database) throws {
        // A store that is only looked at may be of a schema without sums.
        guard try Schema.version(of: database) >= 7 else { return }
        for sum in [inbox, outbox, answering] {
            let row = try StoredRows.first(
                database, of: sum.table,
                "SELECT number FROM \(sum.table) WHERE sum <> \(sum.sql) ORDER BY number LIMIT 1"
            ) { try $0.int() }
            if let row {
                throw StoreProblem.damaged(place: "\(sum.table) \(row)", reason: "it is not what was written")
            }
        }
    }
}
