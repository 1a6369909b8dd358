// Walks the whole log from its beginning, and holds each event against its hash, the index and the snapshots.

import GRDB
import ProgramModel
import Quantities

struct LogWalk {
    private let database: Database
    private(set) var count = 0
    private(set) var head = HashChain.genesis
    private(set) var redactions: [VerifiedLog.Redaction] = []
    private var workspace = Workspace()
    private var lawful = Redactions()
    private let keptHead: String?
    private var hasFoundKept: Bool
    private let index: StoredRows
    /// The index row that was read and not yet held against its event.
    private var nextInIndex: (version: Int, item: String)?
    private var snapshots: [Int: Int64]

    /// - Parameter keptHead: a hash, in hexadecimal, that an event must have.
    init(_ database: Database, keptHead: String?) throws {
        self.database = database
        self.keptHead = keptHead?.lowercased()
        hasFoundKept = keptHead == nil
        index = try StoredRows(
            database, of: "item_event", "SELECT version, item FROM item_event ORDER BY version, item")
        snapshots = try SnapshotTable.readable(database)
    }

    /// - Throws: `StoreProblem` naming the first event that is not what was written, or that something says otherwise of.
    mutating func run() throws {
        let rows = try StoredRows(
            database, of: "event", "SELECT \(EventRow.columns) FROM event ORDER BY version")
        try advanceIndex()
        while var row = try rows.next() { try take(try EventRow(&row)) }
        if let left = nextInIndex { throw StoreProblem.indexDiffers(version: left.version) }
        // A snapshot of events that are not there would be read at the next start.
        if let left = snapshots.keys.min() { throw StoreProblem.snapshotDiffers(version: left) }
        guard hasFoundKept else {
            throw StoreProblem.headDiffers(expected: keptHead ?? "", found: HashChain.hex(head))
        }
    }

    private mutating func take(_ row: EventRow) throws {
        count += 1
        let hash = HashChain.hash(row, after: head)
        guard row.stamp.version == count, row.previous == head, row.hash == hash else {
            throw StoreProblem.chainBroken(version: count)
        }
        try lawful.check(row, database)
        let event = try row.event()
        workspace.apply(event, row.stamp)
        if let event = event as? Redacted {
            redactions.append(
                .init(
                    version: count, subject: event.subject, reason: event.reason, payloads: event.replacements.count))
        }
        try holdIndex(event.items(in: workspace))
        if let time = snapshots.removeValue(forKey: count) {
            // A damaged one is read by nobody; one that reads must say the same, and at the same time.
            if let bytes = try SnapshotTable.readable(database, version: count),
                bytes != workspace.snapshot || time != workspace.time.milliseconds
            {
                throw StoreProblem.snapshotDiffers(version: count)
            }
        }
        head = hash
        if HashChain.hex(hash) == keptHead { hasFoundKept = true }
    }

    private mutating func holdIndex(_ items: [ItemID]) throws {
        var found: Set<String> = []
        while let next = nextInIndex, next.version == count {
            found.insert(next.item)
            try advanceIndex()
        }
        guard found == Set(items.map(\.description)) else { throw StoreProblem.indexDiffers(version: count) }
    }

    private mutating func advanceIndex() throws {
        guard var row = try index.next() else { return nextInIndex = nil }
        nextInIndex = (try row.int(in: 1...1_000_000_000_000), try row.text())
    }
}
