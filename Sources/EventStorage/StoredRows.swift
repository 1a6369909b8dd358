// Rows of the store, read with checks: no byte in a store file ends the process.

import GRDB
import GRDBSQLite
import ProgramModel
import Quantities

/// The rows of one question, one after the other.
final class StoredRows {
    fileprivate let table: String
    private let statement: Statement

    /// - Parameter table: what the rows are of, for whoever reads that one is damaged.
    init(_ database: Database, of table: String, _ sql: String, _ arguments: StatementArguments = []) throws {
        self.table = table
        statement = try database.makeStatement(sql: sql)
        try statement.setArguments(arguments)
    }

    /// The next row; nil at the end.
    ///
    /// - Throws: `DatabaseError`.
    func next() throws -> StoredRow? {
        let handle = statement.sqliteStatement
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return StoredRow(self, handle)
        case SQLITE_DONE: return nil
        case let code:
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code),
                message: String(cString: sqlite3_errmsg(sqlite3_db_handle(handle))), sql: statement.sql)
        }
    }

    /// What is read of every row.
    static func all<Value>(
        _ database: Database, of table: String, _ sql: String, _ arguments: StatementArguments = [],
        _ read: (inout StoredRow) throws -> Value
    ) throws -> [Value] {
        let rows = try StoredRows(database, of: table, sql, arguments)
        var values: [Value] = []
        while var row = try rows.next() { values.append(try read(&row)) }
        return values
    }

    /// What is read of the first row; nil when there is none.
    static func first<Value>(
        _ database: Database, of table: String, _ sql: String, _ arguments: StatementArguments = [],
        _ read: (inout StoredRow) throws -> Value
    ) throws -> Value? {
        guard var row = try StoredRows(database, of: table, sql, arguments).next() else { return nil }
        return try read(&row)
    }
}

/// One row, its values read in their order. It is good until the next one is asked for.
struct StoredRow {
    /// Held, since the handle is theirs.
    private let rows: StoredRows
    private let handle: SQLiteStatement
    private var column: CInt = 0

    fileprivate init(_ rows: StoredRows, _ handle: SQLiteStatement) {
        self.rows = rows
        self.handle = handle
    }

    /// A whole number within bounds; counts of anything stay far below the greatest.
    mutating func int(in range: ClosedRange<Int> = 0...1_000_000_000_000) throws(StoreProblem) -> Int {
        let value = Int(try int64())
        guard range.contains(value) else { throw damaged(column - 1, "the number \(value) is out of its range") }
        return value
    }

    mutating func optionalInt(in range: ClosedRange<Int> = 0...1_000_000_000_000) throws(StoreProblem) -> Int? {
        skipsNull() ? nil : try int(in: range)
    }

    mutating func instant() throws(StoreProblem) -> Instant {
        let value = try int64()
        guard Instant.range.contains(value) else {
            throw damaged(column - 1, "\(value) is no moment")
        }
        return Instant(milliseconds: value)
    }

    mutating func optionalInstant() throws(StoreProblem) -> Instant? { skipsNull() ? nil : try instant() }

    mutating func text() throws(StoreProblem) -> String {
        try expect(SQLITE_TEXT, "text")
        return String(decoding: bytes(), as: UTF8.self)
    }

    mutating func optionalText() throws(StoreProblem) -> String? { skipsNull() ? nil : try text() }

    mutating func blob() throws(StoreProblem) -> [UInt8] {
        try expect(SQLITE_BLOB, "bytes")
        return Array(bytes())
    }

    /// Appends bytes to others.
    mutating func appendBlob(to bytes: inout [UInt8]) throws(StoreProblem) {
        try expect(SQLITE_BLOB, "bytes")
        bytes.append(contentsOf: self.bytes())
    }

    private mutating func int64() throws(StoreProblem) -> Int64 {
        try expect(SQLITE_INTEGER, "a whole number")
        defer { column += 1 }
        return sqlite3_column_int64(handle, column)
    }

    private mutating func bytes() -> UnsafeRawBufferPointer {
        defer { column += 1 }
        return UnsafeRawBufferPointer(
            start: sqlite3_column_blob(handle, column), count: Int(sqlite3_column_bytes(handle, column)))
    }

    private mutating func skipsNull() -> Bool {
        guard sqlite3_column_type(handle, column) == SQLITE_NULL else { return false }
        column += 1
        return true
    }

    private func expect(_ type: CInt, _ name: String) throws(StoreProblem) {
        let found = sqlite3_column_type(handle, column)
        guard found == type else {
            let names = [
                SQLITE_INTEGER: "a whole number", SQLITE_FLOAT: "a fraction", SQLITE_TEXT: "text",
                SQLITE_BLOB: "bytes", SQLITE_NULL: "nothing",
            ]
            throw damaged(column, "\(names[found] ?? "something else") stands where \(name) belongs")
        }
    }

    /// The problem, with the table, the row's first value and the column it is in.
    func damaged(_ column: CInt, _ reason: String) -> StoreProblem {
        let row = sqlite3_column_text(handle, 0).map { String(cString: $0).prefix(40) } ?? "?"
        let name = sqlite3_column_name(handle, column).map { String(cString: $0) } ?? "?"
        return .damaged(place: "\(rows.table) \(row), column \(name)", reason: reason)
    }
}
