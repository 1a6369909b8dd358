// One record of a file as a record of ours: what it says, and what of that is news.

import Conversation
import FieldTypes
import JSONText
import ProgramFiles
import ProgramModel
import Quantities

/// What a file says of one record, in our fields: what is compared with what it said before.
struct ImportedRecord {
    let record: FileRecord
    let kind: KindDeclaration
    var title: String
    var state: String
    var owner: PersonID?
    var helpers: [PersonID]
    var due: CalendarDate?
    var tags: [String]
    var fields: FieldTable
    var notes: [String]

    /// What the file said, by name: two readings of the same file say the same.
    let said: JSON

    /// - Parameters:
    ///   - people: finds and names those that it names.
    ///   - problems: what could not be taken as the file says it.
    init(
        _ record: FileRecord, _ kind: KindDeclaration, _ people: inout PeopleOfFile, _ problems: inout [FileProblem],
        _ view: ProgramView
    ) {
        self.record = record
        self.kind = kind
        (title, notes) = ImportedRecord.title(record)
        let own = record.stateWord.flatMap { kind.state($0)?.name }
        state = own ?? ImportedRecord.state(record.state, of: kind)
        owner = record.owner.map { people.person(name: $0.name, mail: $0.mail, account: $0.account) }
        helpers = []
        for helper in record.helpers {
            let person = people.person(name: helper.name, mail: helper.mail, account: helper.account)
            if person != owner, !helpers.contains(person) { helpers.append(person) }
        }
        due = record.due
        tags = []
        for tag in record.tags {
            let word = ImportedRecord.tag(tag)
            if !word.isEmpty, !tags.contains(word), tags.count < 20 { tags.append(word) }
        }
        fields = ImportedRecord.fields(record, kind, &problems, view)
        notes += record.notes.map(ImportedRecord.text)
        said = ImportedRecord.said(record)
    }

    /// A title of at most 500 characters; what is longer stands whole in a note.
    private static func title(_ record: FileRecord) -> (title: String, notes: [String]) {
        let line = PlainTitle.of(record.title)
        let isWordless = !line.contains { !$0.isWhitespace && !$0.isPunctuation }
        let title = isWordless ? "\(record.kind) \(record.label)" : line
        guard title.count > 500 || title.utf16.count > 2000 else { return (title, []) }
        var short = String(title.prefix(499))
        while short.utf16.count > 1990 { short.removeLast() }
        return (short + "…", [title])
    }

    private static func text(_ note: FileNote) -> String {
        let by = [note.by, note.day?.iso].compactMap { $0 }.joined(separator: ", ")
        return by.isEmpty ? note.text : "\(by): \(note.text)"
    }

    /// Tags are single words.
    private static func tag(_ text: String) -> String {
        text.lowercased().split { $0.isWhitespace || $0 == "," || $0 == "#" }.joined(separator: "-")
    }

    /// A state of the kind for how far a record is: its own word where it has one, else open or closed.
    private static func state(_ state: FileState, of kind: KindDeclaration) -> String {
        let closed = kind.closedState?.name ?? kind.initialState.name
        return switch state {
        case .open: kind.initialState.name
        case .started: kind.state("started")?.name ?? kind.initialState.name
        case .done: closed
        case .dropped: kind.state("dropped")?.name ?? closed
        }
    }

    private static func fields(
        _ record: FileRecord, _ kind: KindDeclaration, _ problems: inout [FileProblem], _ view: ProgramView
    ) -> FieldTable {
        var fields = FieldTable()
        func put(_ name: String, _ value: FieldValue?) {
            if let value, kind.field(name) != nil { fields[name] = value }
        }
        put("estimate", record.estimate.flatMap { $0 > 0 ? .span(WorkSpan(minutes: $0)) : nil })
        put("progress", record.progress.map { .percent($0) })
        put("start", record.start.map { .date($0) })
        put("finish", record.finish.map { .date($0) })
        for (name, text) in record.fields.sorted(by: { $0.key < $1.key }) {
            guard let field = kind.field(name) else {
                problems.append(FileProblem(row: record.row, field: name, "is no field of a \(kind.kind)"))
                continue
            }
            do {
                fields[name] = try FieldInput.value(text, field, view)
            } catch {
                let ways = field.type.accepted(field.choices)
                problems.append(
                    FileProblem(row: record.row, field: name, "\"\(text.prefix(40))\" is not \(ways), and is left out"))
            }
        }
        return fields
    }

    // MARK: What is compared

    static func said(_ record: FileRecord) -> JSON {
        .members([
            "title": .string(record.title), "state": .string(record.stateWord ?? record.state.rawValue),
            "owner": record.owner.map { .string($0.name) },
            "helpers": record.helpers.isEmpty ? nil : .array(record.helpers.map { .string($0.name) }),
            "due": record.due.map { .string($0.iso) },
            "tags": record.tags.isEmpty ? nil : .array(record.tags.map { .string($0) }),
            "estimate": record.estimate.map { .int(Int64($0)) }, "progress": record.progress.map { .int(Int64($0)) },
            "start": record.start.map { .string($0.iso) }, "finish": record.finish.map { .string($0.iso) },
            "parent": record.parent.map { .string($0) },
            "fields": record.fields.isEmpty
                ? nil
                : .object(record.fields.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }),
            "links": record.links.isEmpty ? nil : .array(record.links.map { .string($0.word) }),
            "notes": record.notes.isEmpty ? nil : .int(Int64(record.notes.count)),
        ])
    }

    /// The names of what the file says otherwise than it did.
    func news(since origin: Origin) -> Set<String> {
        var news: Set<String> = []
        let names = (said.members ?? []).map(\.name) + (origin.said.members ?? []).map(\.name)
        for name in names where said[name] != origin.said[name] { news.insert(name) }
        return news
    }
}

extension FileLink {
    /// What a link says, to be compared.
    fileprivate var word: String {
        let kind =
            switch kind {
            case .blocks: "blocks"
            case .follows(let type): type
            case .relates: "relates"
            }
        return "\(kind) \(other) \(lag)"
    }
}
