// The schema of a store as its tables, columns and indexes: the same for a new store and for one that was upgraded.

import GRDB

/// What a schema consists of, one line for each thing; its SQL text, which upgrades leave as it was, is not looked at.
struct SchemaShape: Equatable {
    /// Each thing by what it is: `table event`, `index event_time`, `trigger x`.
    private let things: [String: [String]]

    init(of database: Database) throws {
        var things: [String: [String]] = [:]
        let named = try StoredRows.all(
            database, of: "sqlite_schema", "SELECT name, type, tbl_name FROM sqlite_schema ORDER BY name"
        ) { row in (name: try row.text(), type: try row.text(), table: try row.text()) }
        // SQLite's own: its counters, statistics and the indexes of primary keys, which their tables' columns say.
        for thing in named where !thing.name.hasPrefix("sqlite_") {
            let lines: [String] =
                switch thing.type {
                case "table": try SchemaShape.columns(of: thing.name, database)
                case "index": try SchemaShape.columns(ofIndex: thing.name, on: thing.table, database)
                default: []
                }
            things["\(thing.type) \(thing.name)"] = lines
        }
        self.things = things
    }

    private static func columns(of table: String, _ database: Database) throws -> [String] {
        let columns = try StoredRows.all(
            database, of: "table_xinfo",
            """
            SELECT name || ' ' || type || ' ' || "notnull" || ' ' || coalesce(dflt_value, '-') || ' ' || pk || ' ' || hidden
            FROM pragma_table_xinfo(?)
            """, [table]
        ) { try $0.text() }
        let options = try StoredRows.all(
            database, of: "table_list", "SELECT wr || ' ' || strict FROM pragma_table_list WHERE name = ?", [table]
        ) { try $0.text() }
        return columns + options
    }

    private static func columns(ofIndex index: String, on table: String, _ database: Database) throws -> [String] {
        let columns = try StoredRows.all(
            database, of: "index_xinfo",
            """
            SELECT coalesce(name, '-') || ' ' || "desc" || ' ' || coll || ' ' || key FROM pragma_index_xinfo(?)
            """, [index]
        ) { try $0.text() }
        let options = try StoredRows.all(
            database, of: "index_list", "SELECT \"unique\" || ' ' || partial FROM pragma_index_list(?) WHERE name = ?",
            [table, index]
        ) { try $0.text() }
        return ["on \(table)"] + columns + options
    }

    /// The shape that this program makes.
    static func own() throws -> SchemaShape {
        try StoreOpening.inMemory().read { try SchemaShape(of: $0) }
    }

    /// The first thing that differs from what this program makes, in words; nil when nothing does.
    func difference(from own: SchemaShape) -> String? {
        for name in Set(things.keys).union(own.things.keys).sorted() {
            switch (things[name], own.things[name]) {
            case (nil, _): return "\(name) is missing"
            case (_, nil): return "\(name) was put in"
            case (let found, let made) where found != made: return "\(name) was changed"
            default: continue
            }
        }
        return nil
    }

    /// The columns that SQLite lets hold other types than they were declared with, by table: what to look for.
    static func check(typesIn database: Database) throws {
        let kinds = ["INTEGER": "integer", "TEXT": "text", "BLOB": "blob"]
        let columns = try StoredRows.all(
            database, of: "table_xinfo",
            """
            SELECT schema.name, columns.name, columns.type, columns."notnull", columns.pk
            FROM sqlite_schema AS schema JOIN pragma_table_xinfo(schema.name) AS columns
            WHERE schema.type = 'table' AND schema.name NOT LIKE 'sqlite_%'
            """
        ) { row in
            (
                table: try row.text(), column: try row.text(), type: try row.text(), isNeeded: try row.int() > 0,
                isKey: try row.int() > 0
            )
        }
        for (table, ofTable) in Dictionary(grouping: columns, by: \.table).sorted(by: { $0.key < $1.key }) {
            for column in ofTable {
                guard let kind = kinds[column.type] else { continue }
                let name = "\"\(column.column)\""
                let isNull = column.isNeeded || column.isKey ? "" : " AND \(name) IS NOT NULL"
                let first = ofTable.first(where: \.isKey)?.column ?? ofTable[0].column
                let wrong = try StoredRows.first(
                    database, of: table,
                    """
                    SELECT CAST("\(first)" AS TEXT), typeof(\(name)) FROM "\(table)"
                    WHERE typeof(\(name)) <> '\(kind)'\(isNull) LIMIT 1
                    """
                ) { row in (try row.optionalText() ?? "?", try row.text()) }
                if let (row, found) = wrong {
                    throw StoreProblem.damaged(
                        place: "\(table) \(row.prefix(40)), column \(column.column)",
                        reason: "\(found) stands where \(kind) belongs")
                }
            }
        }
    }
}
