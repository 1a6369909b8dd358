// Records as JSON: every field under its own name, for programs.

import Conversation
import FieldTypes
import JSONText
import ProgramModel
import Quantities

struct RecordsAsJSON {
    private let project: Project?
    private let items: [Item]
    private let view: ProgramView

    init(_ project: Project?, _ items: [Item], _ view: ProgramView) {
        self.project = project
        self.items = items
        self.view = view
    }

    var bytes: [UInt8] {
        let whole = JSON.members([
            "project": project.map { ["key": .string($0.key.text), "name": .string($0.name)] },
            "day": .string(view.today.iso), "records": .array(items.map(json)),
        ])
        return whole.bytes + [0x0A]
    }

    private func json(_ item: Item) -> JSON {
        .members([
            "id": .string(item.id.description), "kind": .string(item.kind),
            "project": item.project.map { .string($0.text) }, "title": .string(item.title),
            "state": .string(item.state), "open": .bool(item.isOpen), "owner": item.owner.map(handle),
            "helpers": item.helpers.isEmpty ? nil : .array(item.helpers.map(handle)),
            "due": item.due.map { .string($0.iso) },
            "tags": item.tags.isEmpty ? nil : .array(item.tags.map { .string($0) }),
            "fields": .object(item.fields.map { JSON.Member($0.name, value($0.value)) }),
            "links": item.links.isEmpty ? nil : .array(item.links.map(link)),
            "notes": item.notes.isEmpty ? nil : .array(item.notes.map(note)),
            "created": .string(item.created.time.iso), "changed": .string(item.changed.time.iso),
            "origin": view.slot(Origin.self, item.id).map { .string("\($0.source) \($0.label)") },
        ])
    }

    private func handle(_ person: PersonID) -> JSON { .string(view.mention(person).handle) }

    private func value(_ value: FieldValue) -> JSON {
        switch value {
        case .number(let number): .int(Int64(number))
        case .percent(let percent): .int(Int64(percent))
        case .level(let level): .int(Int64(level.rank))
        case .span(let span): .string(span.text)
        case .date(let date): .string(date.iso)
        case .person(let person): handle(person)
        case .people(let people): .array(people.map(handle))
        case .tags(let tags): .array(tags.map { .string($0) })
        default: .string(value.content.text)
        }
    }

    private func link(_ link: Link) -> JSON {
        .members([
            "kind": .string(link.kind.rawValue), "to": .string(link.other.description),
            "direction": .string(link.isSource ? "out" : "in"), "type": link.type.map { .string($0) },
            "lag": link.lag.map { .string($0.text) },
        ])
    }

    private func note(_ note: Note) -> JSON {
        ["text": .string(note.text), "by": handle(note.stamp.person), "at": .string(note.stamp.time.iso)]
    }
}
