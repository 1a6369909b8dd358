// The lists of a board as states of its cards, by their names and by their order.

import JSONText

/// One list.
struct TrelloList {
    var id: String
    var name: String
    var isArchived: Bool
    var state = FileState.open
}

/// The lists of a board in their order, archived ones last.
struct TrelloLists {
    let all: [TrelloList]
    private let places: [String: Int]

    init(_ json: JSON) {
        let rows = TrelloValue.sorted(json["lists"]?.array ?? []).filter { $0["id"]?.string != nil }
        let lists = rows.map { row in
            TrelloList(
                id: row["id"]?.string ?? "", name: PlainTitle.of(row["name"]?.string ?? ""),
                isArchived: row["closed"]?.bool ?? false)
        }
        var inUse = lists.filter { !$0.isArchived }
        for place in inUse.indices {
            inUse[place].state =
                TrelloLists.state(inUse[place].name)
                ?? (place == 0 ? .open : place == inUse.count - 1 ? .done : .started)
        }
        let archived = lists.filter(\.isArchived).map { list in
            var list = list
            list.state = TrelloLists.state(list.name) ?? .open
            return list
        }
        all = inUse + archived
        places = Dictionary(all.enumerated().map { ($1.id, $0) }) { first, _ in first }
    }

    func place(_ id: String) -> Int? { places[id] }

    /// What each list that is in use is read as.
    var mapping: [FileColumn] {
        all.filter { !$0.isArchived }.map { FileColumn(head: $0.name, field: $0.state.rawValue) }
    }

    /// Lists of these names, whatever stands behind them: `Done in March`, `Doing (3)`.
    private static let leading: [(state: FileState, words: [String])] = [
        (.open, ["to do", "todo", "backlog", "zu erledigen", "offen", "à faire", "por hacer", "pendiente"]),
        (.started, ["doing", "in progress", "in arbeit", "in bearbeitung", "en cours", "en curso", "en progreso"]),
        (
            .done,
            [
                "done", "completed", "finished", "erledigt", "fertig", "abgeschlossen", "terminé", "fait", "fini",
                "hecho",
                "terminado", "listo",
            ]
        ),
        (.dropped, ["cancelled", "canceled", "won't do", "abgebrochen", "verworfen", "annulé", "cancelado"]),
    ]

    /// Lists of these names and no others.
    private static let whole: [String: FileState] = [
        "ideas": .open, "inbox": .open, "next": .open, "ideen": .open, "eingang": .open, "idées": .open,
        "pendientes": .open,
        "shipped": .done, "complete": .done, "terminée": .done, "terminés": .done, "terminada": .done,
    ]

    /// What the name of a list says; nil where its place has to.
    static func state(_ name: String) -> FileState? {
        // Only words count: lists are often adorned.
        let letters = TrackerText.word(name).map { $0.isLetter || $0.isNumber || $0 == "'" ? $0 : " " }
        let word = String(letters).split(separator: " ").joined(separator: " ")
        if let state = whole[word] { return state }
        // `Ready` and its like may be where work ends.
        if let state = JiraWords.known(word), state != .open { return state }
        return leading.first { $0.words.contains { word == $0 || word.hasPrefix($0 + " ") } }?.state
    }
}
