// Values as a board's export writes them.

import JSONText
import Quantities

enum TrelloValue {
    /// The day of `2026-02-15T11:00:00.000Z`, of the clock of Greenwich: an export has no other.
    static func day(_ text: String) -> CalendarDate? {
        guard text.utf8.count == 10 || Instant(iso: text) != nil else { return nil }
        return CalendarDate(iso: text.prefix(10))
    }

    /// By their positions; those without stand last, in the order of the file.
    static func sorted(_ rows: [JSON]) -> [JSON] {
        let positions = rows.map { $0["pos"]?.double ?? .infinity }
        return rows.indices.sorted { (positions[$0], $0) < (positions[$1], $1) }.map { rows[$0] }
    }
}

/// The fields that the people of a board made.
struct TrelloCustomFields {
    private var names: [String: String] = [:]
    private var options: [String: String] = [:]

    init(_ json: JSON) {
        for field in json["customFields"]?.array ?? [] {
            guard let id = field["id"]?.string else { continue }
            names[id] = PlainTitle.of(field["name"]?.string ?? "")
            for option in field["options"]?.array ?? [] {
                guard let id = option["id"]?.string else { continue }
                options[id] = option["value"]?["text"]?.string ?? ""
            }
        }
    }

    /// The fields of a card with their values, which are text even where they are numbers.
    func values(_ card: JSON) -> [(name: String, text: String)] {
        (card["customFieldItems"]?.array ?? []).compactMap { item in
            guard let id = item["idCustomField"]?.string else { return nil }
            let value = item["value"]
            let said = ["text", "number", "date", "checked"].lazy.compactMap { value?[$0]?.string }.first
            let text = said ?? item["idValue"]?.string.flatMap { options[$0] } ?? ""
            guard !text.isEmpty else { return nil }
            let name = names[id] ?? ""
            return (name.isEmpty ? id : name, text)
        }
    }
}
