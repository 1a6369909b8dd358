// What fell due and was seen to, beside the chain of events.

import GRDB
package import Quantities

/// The last moment of each thing that falls due. That something was said is no fact of the program: it stands in no event.
enum DoneTable {
    static func write(_ done: [String: Instant], _ database: Database) throws {
        for (key, moment) in done.sorted(by: { $0.key < $1.key }) {
            try database.execute(
                sql:
                    "INSERT INTO done (key, moment) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET moment = excluded.moment",
                arguments: [key, moment.milliseconds])
        }
    }
}

extension SQLiteEventLog {
    package func doneWork() throws -> [String: Instant] {
        try database.read { database in
            let rows = try StoredRows.all(database, of: "done", "SELECT key, moment FROM done") { row in
                (try row.text(), try row.instant())
            }
            return Dictionary(rows) { $1 }
        }
    }
}
