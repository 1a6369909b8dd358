// Words that Jira shows for states, resolutions and priorities, in the languages of its exports.

/// Knows words in lower case.
enum JiraWords {
    /// The state of an issue.
    ///
    /// - Parameters:
    ///   - category: the status category, by its key or as its site names it; empty where there is none.
    ///   - resolution: empty or `Unresolved` where there is none.
    /// - Returns: the state, and whether the words for it are known; an unknown status is open.
    static func state(status: String, category: String, resolution: String) -> (state: FileState, isKnown: Bool) {
        if dropping.contains(TrackerText.word(resolution)) { return (.dropped, true) }
        let word = TrackerText.word(status)
        let own = states[word]
        switch categories[TrackerText.word(category)] {
        case .done: return (own == .dropped ? .dropped : .done, true)
        case let state?: return (state, true)
        case nil: return (own ?? .open, own != nil)
        }
    }

    /// What a status says by itself; nil for one that is not known.
    static func known(_ status: String) -> FileState? { states[TrackerText.word(status)] }

    /// The priority as a record of ours says it; nil for what is usual and for what is unknown.
    static func priority(_ text: String) -> String? { priorities[TrackerText.word(text)] }

    private static let categories: [String: FileState] = table([
        (
            .open,
            [
                "new", "undefined", "to do", "no category", "zu erledigen", "aufgaben", "keine kategorie", "à faire",
                "a faire", "aucune catégorie", "por hacer", "tareas por hacer", "sin categoría",
            ]
        ),
        (
            .started,
            ["indeterminate", "in progress", "in arbeit", "in bearbeitung", "en cours", "en curso", "en progreso"]
        ),
        (
            .done,
            [
                "done", "complete", "fertig", "erledigt", "terminé", "terminée", "terminé(e)", "fini", "listo", "hecho",
                "finalizado", "finalizada",
            ]
        ),
    ])

    private static let states: [String: FileState] = table([
        (
            .open,
            [
                "open", "new", "to do", "todo", "backlog", "reopened", "ready", "selected for development",
                "ready for dev",
                "ready for development", "created", "offen", "neu", "zu erledigen", "erneut geöffnet",
                "wieder geöffnet",
                "ausgewählt für entwicklung", "ouvert", "ouverte", "nouveau", "à faire", "a faire", "rouvert",
                "réouvert",
                "abierto", "abierta", "nuevo", "nueva", "por hacer", "tareas por hacer", "reabierto", "reabierta",
            ]
        ),
        (
            .started,
            [
                "in progress", "in development", "in review", "code review", "review", "in test", "in testing",
                "testing",
                "qa", "in qa", "doing", "started", "in arbeit", "in bearbeitung", "in prüfung", "in entwicklung",
                "im test",
                "en cours", "en revue", "en test", "en développement", "en curso", "en progreso", "en revisión",
                "en pruebas",
            ]
        ),
        (
            .done,
            [
                "done", "closed", "resolved", "complete", "completed", "finished", "released", "erledigt", "fertig",
                "geschlossen", "gelöst", "abgeschlossen", "terminé", "terminée", "terminé(e)", "fermé", "fermée",
                "résolu",
                "résolue", "clos", "fini", "hecho", "hecha", "listo", "lista", "cerrado", "cerrada", "resuelto",
                "resuelta",
                "finalizado", "finalizada", "completado", "completada",
            ]
        ),
        (
            .dropped,
            [
                "cancelled", "canceled", "rejected", "declined", "abandoned", "withdrawn", "won't do", "won't fix",
                "abgelehnt", "abgebrochen", "verworfen", "storniert", "annulé", "annulée", "rejeté", "rejetée",
                "abandonné",
                "cancelado", "cancelada", "rechazado", "rechazada",
            ]
        ),
    ])

    private static let dropping: Set<String> = [
        "won't do", "wont do", "won't fix", "wont fix", "duplicate", "cannot reproduce", "can't reproduce", "declined",
        "rejected", "cancelled", "canceled", "invalid", "obsolete", "not a bug", "wird nicht erledigt",
        "wird nicht behoben", "wird nicht gemacht", "duplikat", "kann nicht reproduziert werden",
        "nicht reproduzierbar",
        "abgelehnt", "abgebrochen", "ne sera pas fait", "ne sera pas corrigé", "ne sera pas traité", "doublon",
        "dupliqué",
        "impossible à reproduire", "non reproductible", "rejeté", "annulé", "no se hará", "no se realizará",
        "no se resolverá", "no se corregirá", "duplicado", "duplicada", "no se puede reproducir", "rechazado",
        "cancelado",
    ]

    private static let priorities: [String: String] = {
        let rows: KeyValuePairs<String, [String]> = [
            "critical": [
                "highest", "blocker", "critical", "höchste", "am höchsten", "kritisch", "la plus élevée", "très élevée",
                "critique", "bloquante", "la más alta", "muy alta", "crítica",
            ],
            "high": ["high", "hoch", "élevée", "haute", "alta"],
            "low": [
                "low", "lowest", "minor", "trivial", "niedrig", "niedrigste", "am niedrigsten", "faible", "basse",
                "la plus faible", "mineure", "baja", "la más baja", "muy baja",
            ],
        ]
        var table: [String: String] = [:]
        for (priority, words) in rows { for word in words { table[word] = priority } }
        return table
    }()

    private static func table(_ rows: [(FileState, [String])]) -> [String: FileState] {
        var table: [String: FileState] = [:]
        for (state, words) in rows { for word in words { table[word] = state } }
        return table
    }
}
