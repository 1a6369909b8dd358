// The commands of the last day, found by number and by person and forgotten in order.

import FieldTypes
import Quantities

/// Records by number. Numbers are versions of the log and only grow, so the order of numbers is the order of time.
struct CommandShelf: Sendable {
    /// A person's command; the newest first.
    private struct Own: SnapshotKey {
        var person: PersonID
        var number: Int
        static func < (left: Own, right: Own) -> Bool {
            left.person == right.person ? left.number > right.number : left.person < right.person
        }

        static let zero = Own(person: PersonID(0), number: 0)
        init(person: PersonID, number: Int) {
            self.person = person
            self.number = number
        }
        init(_ reader: inout ByteReader, after last: Own) throws(SnapshotDamaged) {
            person = PersonID(last.person.number &+ (try reader.int()))
            number = last.number &+ (try reader.int())
        }
        func write(_ writer: inout ByteWriter, after last: Own) {
            writer.int(person.number - last.person.number)
            writer.int(number &- last.number)
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

    /// Forgets what is older than a moment, and gives it.
    mutating func forget(before moment: Instant) -> [CommandRecord] {
        var forgotten: [CommandRecord] = []
        while let oldest = records.firstKey, let record = records[oldest], record.time < moment {
            remove(record)
            forgotten.append(record)
        }
        return forgotten
    }

    // MARK: Snapshots

    /// Whose a command is stands beside the records: they need not be read for it.
    func write(_ writer: inout ByteWriter) {
        records.write(&writer)
        own.write(&writer)
    }

    init(_ reader: inout ByteReader) throws(SnapshotDamaged) {
        records = try RecordTable(&reader)
        own = try SortedTable(&reader)
    }
}
