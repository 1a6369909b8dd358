// Keeps a store as it was before a newer schema changes it.

import Foundation
import GRDB

/// What an upgrade of the schema did, for whoever starts the program.
package struct StoreUpgrade: Hashable, Sendable, CustomStringConvertible {
    package var from: Int
    package var to: Int
    /// The store as it was, in a file that an earlier release can open.
    package var copy: String

    package var description: String {
        "the store was brought from schema \(from) to \(to); as it was before it is kept in \(copy)"
    }
}

extension StoreUpgrade {
    /// Copies a store of an older schema to `PATH.before-N`, whole or not at all; the copy of an earlier attempt gives way.
    ///
    /// - Returns: nil when nothing is to be upgraded.
    /// - Throws: `StoreProblem.cannotBackUp`: without its copy no store is changed.
    static func keepCopy(of path: String, _ database: Database) throws -> StoreUpgrade? {
        let found = try Schema.version(of: database)
        guard (1..<Schema.version).contains(found) else { return nil }
        let (copy, files) = ("\(path).before-\(found)", FileManager.default)
        let partial = copy + ".partial"
        try? files.removeItem(atPath: partial)
        try SQLiteEventLog.copy(database, to: partial)
        guard rename(partial, copy) == 0 else {
            throw StoreProblem.cannotBackUp(path: copy, reason: String(cString: strerror(errno)))
        }
        return StoreUpgrade(from: found, to: Schema.version, copy: copy)
    }
}
