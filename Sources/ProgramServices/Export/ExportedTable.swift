// Records as one table: a row each, a column for whatever any of them says.

import Conversation
import FieldTypes
import ProgramFiles
import ProgramModel
import Quantities

/// The table of some records.
struct ExportedTable {
    private let items: [Item]
    private let view: ProgramView
    private let fields: [String]

    init(_ items: [Item], _ view: ProgramView) {
        self.items = items
        self.view = view
        var names: [String] = []
        for kind in ExportedTable.kinds(items, view) {
            for field in kind.fields where !names.contains(field.name) {
                if items.contains(where: { $0.kind == kind.kind && $0.fields[field.name] != nil }) {
                    names.append(field.name)
                }
            }
        }
        fields = names
    }

    private static func kinds(_ items: [Item], _ view: ProgramView) -> [KindDeclaration] {
        var words: [String] = []
        for item in items where !words.contains(item.kind) { words.append(item.kind) }
        return words.compactMap { view.kinds[$0] }
    }

    var table: ExportTable {
        ExportTable(name: "Records", heads: RecordTable.first + fields + RecordTable.last, rows: items.map(row))
    }

    private func row(_ item: Item) -> [ExportCell] {
        let first: [ExportCell] = [
            .text(item.id.description), .text(item.kind), text(item.project?.text), .text(item.title),
            .text(item.state), text(item.owner.map(handle)), text(item.helpers.map(handle).joined(separator: ", ")),
            item.due.map { .date($0) } ?? .none, text(item.tags.joined(separator: ", ")),
        ]
        let links = { (kind: Link.Kind, isSource: Bool?) in
            item.links.filter { $0.kind == kind && (isSource == nil || $0.isSource == isSource) }
                .map { $0.other.description }.joined(separator: ", ")
        }
        let waits = [links(.precedes, false), links(.blocks, false)].filter { !$0.isEmpty }.joined(separator: ", ")
        let last: [ExportCell] = [
            text(waits), text(links(.blocks, true)), text(links(.relates, nil)),
            .date(view.day(of: item.created.time)), item.closed.map { .date(view.day(of: $0)) } ?? .none,
            text(item.notes.map(\.text).joined(separator: "\n")),
        ]
        return first + fields.map { cell(item.fields[$0]) } + last
    }

    private func text(_ text: String?) -> ExportCell { text.flatMap { $0.isEmpty ? nil : .text($0) } ?? .none }
    private func handle(_ person: PersonID) -> String { view.mention(person).handle }

    private func cell(_ value: FieldValue?) -> ExportCell {
        switch value {
        case nil: .none
        case .number(let number)?: .number(Double(number))
        case .level(let level)?: .number(Double(level.rank))
        case .date(let date)?: .date(date)
        case .person(let person)?: .text(handle(person))
        case .people(let people)?: .text(people.map(handle).joined(separator: ", "))
        case let value?: .text(value.content.text)
        }
    }
}

extension ExportTable {
    /// The table as its file would be read.
    var asRead: FileTable {
        let rows = rows.map { row in row.map(\.text) }
        return FileTable(rows: ([heads] + rows).enumerated().map { FileRow(number: $0 + 1, cells: $1) })
    }
}
