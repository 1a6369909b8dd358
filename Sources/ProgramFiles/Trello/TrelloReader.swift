// The cards of a board as records.

import JSONText
import Quantities

/// Reads one board.
struct TrelloReader {
    private let json: JSON
    private let readsArchived: Bool
    private let lists: TrelloLists
    private let people: TrelloPeople
    private let customFields: TrelloCustomFields
    private let labels: [String: String]
    private let checklists: [String: [JSON]]
    private let comments: [String: [FileNote]]
    private var found = FileRecords(source: "trello")
    private var keys: Set<String> = []
    /// Names of what is kept and read as nothing, with how many cards have it.
    private var unread: [(name: String, count: Int)] = []

    /// No export has more actions, whatever happened on its board.
    private static let mostActions = 1000

    init(_ json: JSON, archived: Bool) {
        self.json = json
        readsArchived = archived
        lists = TrelloLists(json)
        people = TrelloPeople(json)
        customFields = TrelloCustomFields(json)
        var labels: [String: String] = [:]
        for label in json["labels"]?.array ?? [] {
            if let id = label["id"]?.string { labels[id] = TrelloReader.name(ofLabel: label) }
        }
        self.labels = labels
        checklists = Dictionary(grouping: TrelloValue.sorted(json["checklists"]?.array ?? [])) {
            $0["idCard"]?.string ?? ""
        }
        comments = TrelloReader.comments(json)
    }

    mutating func records() -> FileRecords {
        found.mapping = lists.mapping
        found.title = PlainTitle.of(json["name"]?.string ?? "")
        found.file = json["id"]?.string ?? ""
        for (card, row) in cards() { read(card, row) }
        for (name, count) in unread { found.named.append("\(name), kept of \(count) \(count == 1 ? "card" : "cards")") }
        if (json["actions"]?.array ?? []).count >= TrelloReader.mostActions {
            found.named.append("the file has the newest 1,000 actions of the board: comments before them are not in it")
        }
        return found
    }

    /// In the order of the board, each with its number there, or with its place in the file.
    private func cards() -> [(json: JSON, row: Int)] {
        let rows = json["cards"]?.array ?? []
        let order = rows.indices.map { index in
            (
                rows[index]["idList"]?.string.flatMap { lists.place($0) } ?? Int.max,
                rows[index]["pos"]?.double ?? .infinity, index
            )
        }
        return order.sorted { $0 < $1 }.map { (rows[$0.2], rows[$0.2]["idShort"]?.int ?? $0.2 + 1) }
    }

    // MARK: A card

    private mutating func read(_ card: JSON, _ row: Int) {
        guard let id = card["id"]?.string, !id.isEmpty else {
            found.skipped.append(FileProblem(row: row, "is a card without an id"))
            return
        }
        let list = card["idList"]?.string.flatMap { lists.place($0) }.map { lists.all[$0] }
        let isArchived = (card["closed"]?.bool ?? false) || (list?.isArchived ?? false)
        if let why = reasonToSkip(card, isArchived: isArchived, list) {
            found.skipped.append(FileProblem(row: row, why))
            return
        }
        guard keys.insert(id).inserted else {
            found.skipped.append(FileProblem(row: row, "is a card that was read before"))
            return
        }
        let label = card["idShort"]?.int.map { "card \($0)" } ?? card["shortLink"]?.string ?? id
        var record = FileRecord(
            key: id, label: label, row: row, kind: "task", title: title(card, label, row))
        if list == nil { found.problems.append(FileProblem(row: row, field: "list", "is not in the file")) }
        record.state = state(card, list)
        record.due = day("due", card, row)
        record.start = day("start", card, row)
        assign(card, &record)
        record.tags = tags(card)
        let description = TrackerText.note(card["desc"]?.string ?? "")
        if !description.isEmpty { record.notes.append(FileNote(text: description)) }
        record.notes += comments[id] ?? []
        record.kept = kept(card, list, isArchived: isArchived)
        found.records.append(record)
        readItems(of: record)
    }

    private func reasonToSkip(_ card: JSON, isArchived: Bool, _ list: TrelloList?) -> String? {
        if card["isTemplate"]?.bool == true { return "is a template" }
        switch card["cardRole"]?.string {
        case "separator": return "is a separator"
        case "mirror": return "is the mirror of a card on another board"
        case "board", "link": return "is a link and no work"
        default: break
        }
        guard isArchived, !readsArchived else { return nil }
        return card["closed"]?.bool == true
            ? "is archived" : "stands in the archived list \(TrackerText.shown(list?.name ?? ""))"
    }

    private mutating func title(_ row: JSON, _ label: String, _ number: Int) -> String {
        let title = PlainTitle.of(row["name"]?.string ?? "")
        guard title.isEmpty else { return title }
        found.problems.append(FileProblem(row: number, field: "title", "is empty: it is called \(label)"))
        return label
    }

    /// A card is done by its mark or by its list; an archived one is not done for that.
    private func state(_ card: JSON, _ list: TrelloList?) -> FileState {
        let state = list?.state ?? .open
        return card["dueComplete"]?.bool == true && state != .dropped ? .done : state
    }

    private mutating func day(_ field: String, _ json: JSON, _ row: Int) -> CalendarDate? {
        guard let value = json[field], value != .null else { return nil }
        if let day = value.string.flatMap({ TrelloValue.day($0) }) { return day }
        found.problems.append(
            FileProblem(row: row, field: field, "\(TrackerText.shown(value.string ?? value.text)) is no date"))
        return nil
    }

    private mutating func assign(_ card: JSON, _ record: inout FileRecord) {
        var named: [FilePerson] = []
        for id in (card["idMembers"]?.array ?? []).compactMap(\.string) {
            guard let person = people[id] else {
                found.problems.append(
                    FileProblem(row: record.row, field: "member", "\(TrackerText.shown(id)) is not in the file"))
                continue
            }
            if !named.contains(person) { named.append(person) }
        }
        record.owner = named.first
        record.helpers = Array(named.dropFirst())
    }

    private func tags(_ card: JSON) -> [String] {
        let own = (card["labels"]?.array ?? []).compactMap(TrelloReader.name(ofLabel:))
        let named = own.isEmpty ? (card["idLabels"]?.array ?? []).compactMap { $0.string.flatMap { labels[$0] } } : own
        var tags: [String] = []
        for tag in named where !tags.contains(tag) { tags.append(tag) }
        return tags
    }

    /// A label without a name is called by its colour.
    private static func name(ofLabel label: JSON) -> String? {
        let name = PlainTitle.of(label["name"]?.string ?? "")
        return name.isEmpty ? label["color"]?.string : name
    }

    // MARK: Kept

    private mutating func kept(_ card: JSON, _ list: TrelloList?, isArchived: Bool) -> JSON {
        let values = customFields.values(card)
        var fields: [JSON.Member] = []
        for (name, text) in values where !fields.contains(where: { $0.name == name }) {
            fields.append(JSON.Member(name, .string(text)))
            countUnread("custom field \(name)")
        }
        let attachments = (card["attachments"]?.array ?? []).compactMap { row -> JSON? in
            guard let address = row["url"]?.string else { return nil }
            return .members(["name": row["name"], "url": .string(address)])
        }
        if !attachments.isEmpty { countUnread("attachments") }
        return .members([
            "list": list.map { .string($0.name) }, "shortLink": card["shortLink"],
            "url": card["shortUrl"] ?? card["url"],
            "closed": isArchived ? true : nil, "customFields": fields.isEmpty ? nil : .object(fields),
            "attachments": attachments.isEmpty ? nil : .array(attachments),
        ])
    }

    private mutating func countUnread(_ name: String) {
        if let place = unread.firstIndex(where: { $0.name == name }) {
            unread[place].count += 1
        } else {
            unread.append((name, 1))
        }
    }

    // MARK: Checklists and comments

    /// Each item of a card's checklists is a task that is a part of the card.
    private mutating func readItems(of card: FileRecord) {
        var number = 0
        for checklist in checklists[card.key] ?? [] {
            let name = PlainTitle.of(checklist["name"]?.string ?? "")
            for item in TrelloValue.sorted(checklist["checkItems"]?.array ?? []) {
                number += 1
                let label = "\(card.label).\(number)"
                guard let id = item["id"]?.string, !id.isEmpty, keys.insert(id).inserted else {
                    found.skipped.append(
                        FileProblem(row: card.row, "has the item \(number) of its checklists without an id of its own"))
                    continue
                }
                var record = FileRecord(
                    key: id, label: label, row: card.row, kind: "task", title: title(item, label, card.row))
                record.state = item["state"]?.string == "complete" ? .done : .open
                record.parent = card.key
                record.due = day("due", item, card.row)
                if let member = item["idMember"]?.string, !member.isEmpty {
                    assign(["idMembers": [.string(member)]], &record)
                }
                record.kept = name.isEmpty ? nil : ["checklist": .string(name)]
                found.records.append(record)
            }
        }
    }

    /// The comments of cards by their ids, the oldest first; an export has the newest first.
    private static func comments(_ json: JSON) -> [String: [FileNote]] {
        let actions = (json["actions"]?.array ?? []).filter { $0["type"]?.string == "commentCard" }
        let dates = actions.map { $0["date"]?.string ?? "" }
        var comments: [String: [FileNote]] = [:]
        for index in actions.indices.sorted(by: { (dates[$0], $1) < (dates[$1], $0) }) {
            let action = actions[index]
            let text = TrackerText.note(action["data"]?["text"]?.string ?? "")
            guard let card = action["data"]?["card"]?["id"]?.string, !text.isEmpty else { continue }
            let author = TrelloPeople.person(action["memberCreator"])?.name
            comments[card, default: []].append(
                FileNote(text: text, by: author, day: TrelloValue.day(dates[index])))
        }
        return comments
    }
}
