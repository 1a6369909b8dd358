// The names of columns in Jira's export as a table, in the languages that its sites are used in.
// Source: exports that people published; the Spanish ones are known in part.

/// What a column of the export holds.
enum JiraRole: Hashable {
    case summary, key, id, type, status, category, resolution, priority
    case assignee, assigneeAccount
    /// Somebody else than who is assigned, whose name tells who wrote a comment.
    case person, account
    case due, start, finish, resolved
    /// A date that no record has a place for; it tells the order of the file's dates as others do.
    case otherDate
    case estimate, labels, components, versions, sprint, description, comment
    case parentKey, parent, parentID, epic
    case outward(String), inward(String)
    /// A field of ours, as a hint says.
    case field(String)

    /// Whether the record holds all that the column says, so that nothing of it is kept beside.
    var isHeld: Bool {
        switch self {
        case .summary, .key, .id, .assignee, .assigneeAccount, .due, .start, .estimate, .labels, .versions, .sprint,
            .description, .comment, .field:
            true
        default: false
        }
    }

    /// The field that the column is shown as; nil for what is kept and read as nothing.
    var shown: String? {
        switch self {
        case .summary: "title"
        case .key: "label"
        case .id: "identity"
        case .status, .category, .resolution: "state"
        case .priority: "priority"
        case .assignee, .assigneeAccount: "owner"
        case .due: "due"
        case .start: "start"
        case .finish, .resolved: "finish"
        case .estimate: "estimate"
        case .labels, .components, .sprint: "tags"
        case .versions: "milestone"
        case .description, .comment: "note"
        case .parentKey, .parent, .parentID, .epic: "parent"
        case .outward, .inward: "link"
        case .field(let name): name
        case .type, .person, .account, .otherDate: nil
        }
    }
}

enum JiraHeads {
    /// The role of a head; nil for one that is not known.
    static func role(_ head: String) -> JiraRole? {
        let word = TrackerText.word(head)
        if let role = names[word] { return role }
        guard let (outer, inner) = bracketed(head) else { return nil }
        let words = TrackerText.word(outer)
        if isCustom(words) { return custom[TrackerText.word(inner)] }
        guard ["link", "lien", "verknüpfung", "enlace", "vínculo"].contains(where: { words.contains($0) }) else {
            return nil
        }
        if ["outward", "sortant", "ausgehend", "saliente", "hacia fuera"].contains(where: { words.contains($0) }) {
            return .outward(inner)
        }
        if ["inward", "entrant", "eingehend", "hacia dentro"].contains(where: { words.contains($0) }) {
            return .inward(inner)
        }
        return nil
    }

    /// The name that a custom field has on its site; nil for a head of Jira's own.
    static func customName(_ head: String) -> String? {
        guard let (outer, inner) = bracketed(head), isCustom(TrackerText.word(outer)) else { return nil }
        return inner
    }

    /// The fields that a hint may say a column is, beside those of a kind of record.
    static func role(field: String) -> JiraRole {
        switch TrackerText.word(field) {
        case "title", "summary": .summary
        case "state", "status": .status
        case "owner", "assignee": .assignee
        case "due": .due
        case "start": .start
        case "finish": .finish
        case "tags", "labels": .labels
        case "parent": .parent
        case "note", "notes", "description": .description
        default: .field(field)
        }
    }

    private static func isCustom(_ outer: String) -> Bool {
        ["custom field", "benutzerdefinierte", "champs personnalisé", "champ personnalisé", "campo personalizado"]
            .contains { outer.hasPrefix($0) }
    }

    /// `Custom field (Rank)`: what stands before the brackets and what in them.
    private static func bracketed(_ head: String) -> (outer: String, inner: String)? {
        let head = TrackerText.trimmed(head)
        guard head.last == ")", let open = head.firstIndex(of: "("), open > head.startIndex else { return nil }
        return (String(head[..<open]), TrackerText.trimmed(head[head.index(after: open)...].dropLast()))
    }

    private static let custom: [String: JiraRole] = [
        "epic link": .epic, "epos-verknüpfung": .epic, "lien d'epic": .epic, "enlace de epic": .epic, "sprint": .sprint,
    ]

    private static let names: [String: JiraRole] = {
        var names: [String: JiraRole] = [:]
        for (role, heads) in known { for head in heads { names[head] = role } }
        return names
    }()

    private static let known: [(JiraRole, [String])] = [
        (.summary, ["summary", "zusammenfassung", "résumé", "resumen"]),
        (.key, ["issue key", "work item key", "vorgangsschlüssel", "clé de ticket", "clave de incidencia"]),
        (
            .id,
            ["issue id", "work item id", "vorgangs-id", "id de ticket", "id de incidencia", "id de la incidencia"]
        ),
        (.type, ["issue type", "work type", "vorgangstyp", "type de ticket", "tipo de incidencia"]),
        (.status, ["status", "état", "estado"]),
        (
            .category,
            [
                "status category", "statuskategorie", "catégorie d'état", "categoría de estado",
                "categoría del estado",
            ]
        ),
        (.resolution, ["resolution", "lösung", "résolution", "resolución"]),
        (.priority, ["priority", "priorität", "priorité", "prioridad"]),
        (
            .assignee,
            [
                "assignee", "zugewiesene person", "bearbeiter", "personne assignée", "responsable",
                "persona asignada",
            ]
        ),
        (
            .assigneeAccount,
            [
                "assignee id", "id der zugewiesenen person", "id de la personne assignée",
                "id de la persona asignada",
                "id de persona asignada",
            ]
        ),
        (
            .person,
            ["reporter", "creator", "autor", "ersteller", "rapporteur", "créateur", "informador", "creador"]
        ),
        (
            .account,
            [
                "reporter id", "creator id", "autor-id", "id des autors", "ersteller-id", "id des erstellers",
                "id du rapporteur", "id du créateur", "id del informador", "id del creador",
            ]
        ),
        (
            .due,
            ["due date", "fälligkeitsdatum", "date d'échéance", "fecha de vencimiento", "fecha de entrega"]
        ),
        (.resolved, ["resolved", "erledigt", "résolu", "resuelta", "resuelto"]),
        (
            .otherDate,
            [
                "created", "updated", "last viewed", "erstellt", "aktualisiert", "zuletzt angezeigt", "création",
                "mise à jour", "dernière consultation", "creada", "creado", "actualizada", "actualizado",
                "status category changed",
            ]
        ),
        (
            .estimate,
            ["original estimate", "ursprüngliche schätzung", "estimation originale", "estimación original"]
        ),
        (.labels, ["labels", "stichwörter", "étiquettes", "etiquetas"]),
        (.components, ["components", "component/s", "komponenten", "komponente(n)", "composants", "componentes"]),
        (
            .versions,
            [
                "fix versions", "fix version/s", "fix version", "lösungsversionen", "lösungsversion(en)",
                "versions corrigées", "version(s) corrigée(s)", "versions de correction", "versiones corregidas",
            ]
        ),
        (.sprint, ["sprint", "sprints"]),
        (.description, ["description", "beschreibung", "descripción"]),
        (
            .comment,
            ["comment", "comments", "kommentar", "kommentare", "commentaire", "commentaires", "comentario"]
        ),
        (.parentKey, ["parent key"]), (.parent, ["parent", "übergeordnet", "principal"]),
        (.parentID, ["parent id"]), (.epic, ["epic link"]),
    ]
}
