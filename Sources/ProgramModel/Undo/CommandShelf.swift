// The commands of the last day, found by number and by person and forgotten in order.

import Quantities

/// Records by number. Numbers are versions of the log and only grow, so the order of numbers is the order of time.
struct CommandShelf: Sendable {
    /// A person's command; the newest first.
    private struct Own: Comparable {
        var person: PersonID
        var number: Int
        static func < (left: Own, right: Own) -> Bool {
            left.person == right.person ? left.number > right.number : left.person < right.person
        }
    }
    private var records = RecordTable<Int, CommandRecord>()
    private var own = SortedTable<Own, Void>()

    init() {}

    subscript(number: Int) -> CommandRecord? { records[number] }

    mutating func put(_ record: CommandRecord) {
        if records.update(record.number, record) == nil {
            own.update(Own(person: record.person, number: record.number), ())
        }
    }

    mutating func remove(_ record: CommandRecord) {
        records.remove(record.number)
        own.remove(Own(person: record.person, number: record.number))
    }

    /// Changes a record in place: no copy of it is held meanwhile.
    mutating func change(_ number: Int, _ body: (inout CommandRecord) -> Void) {
        guard var record = records.remove(number) else { return }
        body(&record)
        records.update(number, record)
    }

    /// The first of a person's commands, from the newest on, that a condition holds for.
    func newest(of person: PersonID, _ condition: (CommandRecord) -> Bool) -> CommandRecord? {
        var found: CommandRecord?
        own.walk(from: Own(person: person, number: .max)) { key, _ in
            guard key.person == person, let record = records[key.number] else { return false }
            if condition(record) { found = record }
            return found == nil
        }
        return found
    }

    /// Forgets what is older than a moment.
    mutating func forget(before moment: Instant) {
        while let oldest = records.firstKey, let record = records[oldest], record.time < moment { remove(record) }
    }

    // MARK: Snapshots

    /// Whose a command is stands beside the records: they need not be read for it.
    func write(_ writer: inout ByteWriter) {
        records.write(&writer)
        writer.list(own.keys) {
            $0.person($1.person); $0.int($1.number)
        }
    }

    init(_ reader: inout ByteReader) throws(SnapshotDamaged) {
        records = try RecordTable(&reader)
        let keys = try reader.list { reader throws(SnapshotDamaged) in
            Own(person: try reader.person(), number: try reader.int())
        }
        own = SortedTable(sorted: keys, Array(repeating: (), count: keys.count))
    }
}
