// A workspace as compact bytes, so that a start need not replay the whole log.

package import FieldTypes
import Quantities

extension Workspace {
    /// Names the fold and the format together. Change it whenever either changes what a log adds up to: a snapshot with
    /// another fingerprint is replayed instead of read. A test fails when the fold changes and this does not.
    package static let fingerprint = "steerco-model-5"

    /// The workspace as bytes: the same workspace gives the same bytes, whatever order its tables grew in.
    package var snapshot: [UInt8] {
        var writer = ByteWriter()
        writer.int(version)
        writer.int(Int(time.milliseconds))
        items.write(&writer)
        index.write(&writer)
        writer.list(projects.values.sorted { $0.key < $1.key }) { $0.project($1) }
        writer.list(programs.values.sorted { $0.key < $1.key }) { $0.program($1) }
        writer.list(people.values.sorted { $0.id < $1.id }) { $0.personRecord($1) }
        slotTables.write(&writer)
        ledger.write(&writer)
        writer.list(teams.sorted()) { $0.string($1) }
        writer.list(proposals.values.sorted { $0.number < $1.number }) { $0.proposal($1) }
        writer.list(lastNumbers.sorted { $0.key < $1.key }) {
            $0.string($1.key); $0.int($1.value)
        }
        writer.list(activity.sorted { $0.key < $1.key }) {
            $0.key($1.key); $0.int(Int($1.value.milliseconds))
        }
        writer.list(recordCounts.sorted { $0.key < $1.key }) {
            $0.key($1.key); $0.int($1.value)
        }
        commands.write(&writer)
        writer.list(redoable.sorted { $0.key < $1.key }) { writer, entry in
            writer.person(entry.key); writer.list(entry.value) { $0.int($1) }
        }
        writer.closeWithSum()
        return writer.bytes
    }

    /// The workspace these bytes were made of, or nil when they are damaged.
    ///
    /// Records are read when they are asked for; that one of them is damaged is found then, and told by `damage`.
    package init?(snapshot bytes: [UInt8], damage: DamageSign = DamageSign()) {
        self.init(damage: damage)
        guard var reader = ByteReader(checked: bytes, damage: damage) else { return nil }
        do {
            try read(&reader)
        } catch {
            return nil
        }
        guard reader.isAtEnd else { return nil }
    }

    private mutating func read(_ reader: inout ByteReader) throws(SnapshotDamaged) {
        version = try reader.count()
        time = try reader.instant()
        items = try RecordTable(&reader)
        index = try RecordIndex(&reader)
        for project in try reader.list({ reader throws(SnapshotDamaged) in try reader.project() }) {
            projects[project.key] = project
        }
        for program in try reader.list({ reader throws(SnapshotDamaged) in try reader.program() }) {
            programs[program.key] = program
        }
        for person in try reader.list({ reader throws(SnapshotDamaged) in try reader.personRecord() }) { put(person) }
        slotTables = try SlotTables(&reader)
        ledger = try Ledger(&reader)
        for team in try reader.list({ reader throws(SnapshotDamaged) in try reader.string() }) { teams.insert(team) }
        for proposal in try reader.list({ reader throws(SnapshotDamaged) in try reader.proposal() }) {
            proposals[proposal.number] = proposal
        }
        for (prefix, number) in try reader.list({ reader throws(SnapshotDamaged) in
            (try reader.string(), try reader.count())
        }) {
            lastNumbers[prefix] = number
        }
        for (key, moment) in try reader.list({ reader throws(SnapshotDamaged) in
            (try reader.key(), try reader.instant())
        }) {
            activity[key] = moment
        }
        for (key, count) in try reader.list({ reader throws(SnapshotDamaged) in
            (try reader.key(), try reader.count())
        }) {
            recordCounts[key] = count
        }
        commands = try CommandShelf(&reader)
        for (person, numbers) in try reader.list({ reader throws(SnapshotDamaged) in
            (try reader.person(), try reader.list { reader throws(SnapshotDamaged) in try reader.count() })
        }) {
            redoable[person] = numbers
        }
    }
}
