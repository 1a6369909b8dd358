// Prepared statements of the commit, their values bound one after the other.

import GRDB
import GRDBSQLite

/// One run of a prepared statement. GRDB's own arguments box each value; at the rate of commits that costs as much as
/// SQLite's work does.
struct BoundStatement {
    private let statement: Statement
    private var parameter: CInt = 0
    private var bound = SQLITE_OK
    /// Has SQLite copy what it is given.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(_ database: Database, _ sql: String) throws { statement = try database.cachedStatement(sql: sql) }

    mutating func bind(_ value: Int64?) {
        bindNext { handle, index in
            guard let value else { return sqlite3_bind_null(handle, index) }
            return sqlite3_bind_int64(handle, index, value)
        }
    }

    mutating func bind(_ value: Int?) { bind(value.map { Int64($0) }) }

    mutating func bind(_ text: String?) {
        bindNext { handle, index in
            guard var text else { return sqlite3_bind_null(handle, index) }
            return text.withUTF8 {
                sqlite3_bind_text64(
                    handle, index, UnsafeRawPointer($0.baseAddress)?.assumingMemoryBound(to: CChar.self),
                    UInt64($0.count), BoundStatement.copied, UInt8(SQLITE_UTF8))
            }
        }
    }

    mutating func bind(_ bytes: [UInt8]?) {
        bindNext { handle, index in
            guard let bytes else { return sqlite3_bind_null(handle, index) }
            guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(handle, index, 0) }
            return sqlite3_bind_blob64(handle, index, bytes, UInt64(bytes.count), BoundStatement.copied)
        }
    }

    private mutating func bindNext(_ bind: (SQLiteStatement, CInt) -> CInt) {
        parameter += 1
        let code = bind(statement.sqliteStatement, parameter)
        if bound == SQLITE_OK { bound = code }
    }

    /// Runs a statement that answers nothing.
    ///
    /// - Throws: `DatabaseError`.
    func run() throws { _ = try step() }

    /// Runs a question for one row of blobs, each nil where it is NULL; nil when there is no row.
    ///
    /// - Throws: `DatabaseError`.
    func blobs(_ columns: CInt) throws -> [[UInt8]?]? {
        try step { handle in
            (0..<columns).map { column in
                guard sqlite3_column_type(handle, column) != SQLITE_NULL else { return nil }
                let count = Int(sqlite3_column_bytes(handle, column))
                return Array(UnsafeRawBufferPointer(start: sqlite3_column_blob(handle, column), count: count))
            }
        }
    }

    private func step<Value>(_ read: (SQLiteStatement) -> Value = { _ in }) throws -> Value? {
        let handle = statement.sqliteStatement
        defer { sqlite3_reset(handle) }
        let code = bound == SQLITE_OK ? sqlite3_step(handle) : bound
        switch code {
        case SQLITE_ROW: return read(handle)
        case SQLITE_DONE: return nil
        default:
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code),
                message: String(cString: sqlite3_errmsg(sqlite3_db_handle(handle))), sql: statement.sql)
        }
    }
}
