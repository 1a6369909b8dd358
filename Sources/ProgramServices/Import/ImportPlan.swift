// What an import of a file would do: which records it makes, which it changes, which stay as they are.

import Conversation
import JSONText
import ProgramFiles
import ProgramModel
import Quantities

/// The events of an import into one project, and what is said of it.
struct ImportPlan {
    private(set) var events: [any ProgramEvent] = []
    private(set) var made: [ItemID] = []
    private(set) var changed: [ItemID] = []
    private(set) var same: [ItemID] = []
    private(set) var problems: [FileProblem]
    private(set) var people: PeopleOfFile
    let file: ReadFile
    let project: ProjectKey
    private let view: ProgramView
    private var ids: [String: ItemID] = [:]
    private var next: [String: Int] = [:]
    private var imported: [ItemID: ImportedRecord] = [:]

    init(_ file: ReadFile, into project: ProjectKey, _ view: ProgramView) throws(Refusal) {
        self.file = file
        self.project = project
        self.view = view
        problems = file.records.problems
        people = PeopleOfFile(view)
        let origins = view.slots(Origin.self).filter {
            $0.project == project && $0.source == file.records.source && $0.file == file.records.file
        }
        var known = Dictionary(origins.map { ($0.reference, $0) }) { one, _ in one }
        if file.records.source == RecordTable.source { known.merge(ownRecords()) { origin, _ in origin } }
        for record in file.records.records { try take(record, known[record.key]) }
        linkRecords(known)
        keepFile()
        events = people.events + events
    }

    /// Records that a table of our own is about: it says of each what such a table would say of it now, but for what was edited.
    private func ownRecords() -> [String: Origin] {
        let items = file.records.records.compactMap { ItemID($0.key).flatMap { view.item($0) } }.filter {
            $0.project == project && $0.state != Item.withdrawn
        }
        let now = RecordTable.read(ExportedTable(items, view).table.asRead)
        return Dictionary(
            zip(items, now.records).map { item, record in
                (
                    record.key,
                    Origin(
                        item.id, in: project, source: now.source, file: now.file, reference: record.key,
                        label: record.label, said: ImportedRecord.said(record), kept: nil)
                )
            }
        ) { one, _ in one }
    }

    // MARK: Records

    private mutating func take(_ record: FileRecord, _ origin: Origin?) throws(Refusal) {
        guard ids[record.key] == nil else {
            problems.append(FileProblem(row: record.row, "says what another row says: \(record.label)"))
            return
        }
        guard let kind = view.kinds[record.kind] else {
            problems.append(FileProblem(row: record.row, "is a \(record.kind), and there is no such register"))
            return
        }
        let imported = ImportedRecord(record, kind, &people, &problems, view)
        if let origin, let item = view.item(origin.item), item.state != Item.withdrawn, item.kind == record.kind {
            ids[record.key] = item.id
            self.imported[item.id] = imported
            return try change(item, imported, origin)
        }
        make(imported)
    }

    private mutating func make(_ imported: ImportedRecord) {
        let kind = imported.kind
        let number = next[kind.prefix] ?? view.nextID(kind.prefix).number
        next[kind.prefix] = number + 1
        let id = ItemID(kind.prefix, number)
        ids[imported.record.key] = id
        self.imported[id] = imported
        made.append(id)
        events.append(
            ItemAdded(
                id: id, kind: kind.kind, title: imported.title, state: kind.initialState.name, project: project,
                owner: imported.owner, due: imported.due, tags: imported.tags, fields: imported.fields))
        if imported.state != kind.initialState.name { events.append(moved(id, imported)) }
        if !imported.helpers.isEmpty {
            events.append(ItemAssigned(id: id, owner: imported.owner, helpers: imported.helpers))
        }
        events += imported.notes.map { NoteAdded(id: id, text: $0) }
        events.append(SlotChanged(origin(of: id, imported)))
    }

    private func moved(_ id: ItemID, _ imported: ImportedRecord) -> ItemMoved {
        ItemMoved(
            id: id, state: imported.state, isOpen: imported.kind.state(imported.state)?.isOpen ?? true, reason: nil)
    }

    private func origin(of id: ItemID, _ imported: ImportedRecord) -> Origin {
        Origin(
            id, in: project, source: file.records.source, file: file.records.file, reference: imported.record.key,
            label: imported.record.label, said: imported.said, kept: imported.record.kept)
    }

    /// What is news in the file goes into the record; what was changed here and not there stays.
    private mutating func change(_ item: Item, _ imported: ImportedRecord, _ origin: Origin) throws(Refusal) {
        let news = imported.news(since: origin)
        var event = ItemChanged(id: item.id, fields: FieldTable(), cleared: [])
        if news.contains("title"), item.title != imported.title { event.title = imported.title }
        if news.contains("tags"), item.tags != imported.tags { event.tags = imported.tags }
        if news.contains("due"), item.due != imported.due {
            if let due = imported.due { event.due = due } else { event.cleared.append(KindDeclaration.due) }
        }
        for name in fieldNames(news, imported, origin) {
            let value = imported.fields[name]
            guard item.fields[name] != value else { continue }
            if let value { event.fields[name] = value } else { event.cleared.append(name) }
        }
        var own: [any ProgramEvent] = []
        if event.title != nil || event.tags != nil || event.due != nil || !event.fields.isEmpty
            || !event.cleared.isEmpty
        {
            own.append(event)
        }
        if news.contains("owner") || news.contains("helpers"),
            item.owner != imported.owner || item.helpers != imported.helpers
        {
            own.append(ItemAssigned(id: item.id, owner: imported.owner, helpers: imported.helpers))
        }
        if news.contains("state"), item.state != imported.state { own.append(moved(item.id, imported)) }
        if news.contains("notes") {
            let there = Set(item.notes.map(\.text))
            own += imported.notes.filter { !there.contains($0) }.map { NoteAdded(id: item.id, text: $0) }
        }
        // Links and parts are compared once all records are known.
        let isLinkedAnew = news.contains("links") || news.contains("parent")
        if own.isEmpty, !isLinkedAnew { same.append(item.id) } else { changed.append(item.id) }
        let after = self.origin(of: item.id, imported)
        // A record of our own came from nowhere.
        if after != origin, view.slot(Origin.self, item.id) != nil { own.append(SlotChanged(after, was: origin)) }
        events += own
    }

    /// The fields of ours that news in the file are about.
    private func fieldNames(_ news: Set<String>, _ imported: ImportedRecord, _ origin: Origin) -> [String] {
        var names = ["estimate", "progress", "start", "finish"].filter { news.contains($0) }
        if news.contains("fields") {
            let before = (origin.said["fields"]?.members ?? []).map(\.name)
            names += (Set(before).union(imported.record.fields.keys)).sorted()
        }
        return names.filter { imported.kind.field($0) != nil }
    }

    // MARK: What is between records

    private mutating func linkRecords(_ known: [String: Origin]) {
        for record in file.records.records {
            guard let id = ids[record.key], let imported = imported[id], imported.record.row == record.row else {
                continue
            }
            let origin = known[record.key].flatMap { $0.item == id ? $0 : nil }
            let news = origin.map { imported.news(since: $0) }
            if news?.contains("parent") ?? true { setParent(of: id, imported) }
            if news?.contains("links") ?? true { link(id, record, origin) }
        }
    }

    private mutating func setParent(of id: ItemID, _ imported: ImportedRecord) {
        guard imported.kind.field("parent") != nil else { return }
        let parent = imported.record.parent.flatMap { ids[$0] }
        if imported.record.parent != nil, parent == nil {
            problems.append(FileProblem(row: imported.record.row, "is a part of something that is not in the file"))
        }
        var fields = FieldTable()
        if let parent {
            guard parent != id else { return }
            fields["parent"] = .id(parent)
        } else if view.item(id)?.fields["parent"] == nil {
            return
        }
        events.append(ItemChanged(id: id, fields: fields, cleared: parent == nil ? ["parent"] : []))
    }

    private mutating func link(_ id: ItemID, _ record: FileRecord, _ origin: Origin?) {
        var wanted: [(Link.Kind, ItemID, ItemID, String?, WorkSpan?)] = []
        for link in record.links {
            guard let other = ids[link.other], other != id else {
                if ids[link.other] == nil {
                    problems.append(FileProblem(row: record.row, "is linked with something that is not in the file"))
                }
                continue
            }
            let lag = link.lag == 0 ? nil : WorkSpan(minutes: link.lag)
            switch link.kind {
            case .blocks: wanted.append((.blocks, id, other, nil, nil))
            case .follows(let type): wanted.append((.precedes, other, id, type == "fs" ? nil : type, lag))
            case .relates: wanted.append((.relates, id, other, nil, nil))
            }
        }
        // Links that came from the file and are no more in it go; links that were made here stay.
        if let origin, let item = view.item(id) {
            let before = Set(
                (origin.said["links"]?.array ?? []).compactMap {
                    $0.string?.split(separator: " ").dropFirst().first.map(String.init)
                })
            for link in item.links where before.contains(where: { ids[$0] == link.other }) {
                let (source, target) = link.isSource ? (id, link.other) : (link.other, id)
                if !wanted.contains(where: { $0.0 == link.kind && $0.1 == source && $0.2 == target }),
                    link.kind != .precedes || !link.isSource
                {
                    events.append(ItemsUnlinked(kind: link.kind, source: source, target: target))
                }
            }
        }
        events += wanted.map { ItemsLinked(kind: $0.0, source: $0.1, target: $0.2, type: $0.3, lag: $0.4) }
    }

    /// What the file says of the whole is kept beside the project.
    private mutating func keepFile() {
        guard !ids.isEmpty else { return }
        let slot = ImportedFile(
            in: project, source: file.records.source, file: file.records.file, name: file.name, kept: file.records.kept)
        let before = view.slot(ImportedFile.self, slot.key)
        if before != slot { events.append(SlotChanged(slot, was: before)) }
    }
}
