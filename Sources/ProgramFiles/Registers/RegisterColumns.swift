// Which column of a table holds which field: by its name first, and by what stands in it where a name has two meanings.

/// The columns of a table as understood.
struct RegisterColumns {
    let table: RegisterTable
    /// For each column its field; nil for what has no place.
    private(set) var fields: [RegisterField?]
    /// What the records of the table are, where their own row does not say it.
    private(set) var kind: (kind: String, tag: String?) = ("risk", nil)
    /// For each field its first column, by its whole name if there is one.
    private var places: [RegisterField: Int] = [:]
    /// The columns' names, each once: two columns of one name are both kept.
    let keptNames: [String]

    init(_ table: RegisterTable, _ names: HeadNames) {
        self.table = table
        keptNames = RegisterColumns.unique(table.heads.map(\.text))
        fields = Array(repeating: nil, count: table.heads.count)
        let matches = table.heads.indices.map { column -> HeadMatch? in
            guard let match = names.match(table.heads[column]) else { return nil }
            return match.isSaid ? match : RegisterColumns.judged(match, ColumnText(table, column))
        }
        for column in matches.indices { if let match = matches[column], match.isSaid { put(match.field, column) } }
        for isWhole in [true, false] {
            for (column, match) in matches.enumerated() {
                guard let match, !match.isSaid, match.isWhole == isWhole else { continue }
                place(match, column, matches)
            }
        }
        findTitle()
        kind = tableKind()
    }

    func column(_ field: RegisterField) -> Int? { places[field] }
    func text(_ field: RegisterField, _ row: FileRow) -> String { column(field).map { row[$0] } ?? "" }

    /// Has a title and two of the fields that make a register.
    var isRegister: Bool {
        column(.title) != nil && RegisterField.marks.filter { places[$0] != nil }.count >= 2
    }

    private static func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.enumerated().map { column, name in
            let own = name.isEmpty ? "column \(column + 1)" : name
            return seen.insert(own).inserted ? own : "\(own) (column \(column + 1))"
        }
    }

    private mutating func place(_ match: HeadMatch, _ column: Int, _ matches: [HeadMatch?]) {
        var field = match.field
        if match.phase == .after { field = field.residual ?? field }
        guard !field.isMany, let other = places[field] else { return put(field, column) }
        if let residual = field.residual, places[residual] == nil {
            let isBefore = match.phase == .before && matches[other]?.phase != .before
            put(residual, isBefore ? other : column)
            if isBefore {
                places[field] = nil
                put(field, column)
            }
            return
        }
        switch field {
        case .owner: put(.helper, column)
        case .title where places[.description] == nil: put(.description, column)
        case .description: put(.notes, column)
        default: break
        }
    }

    private mutating func put(_ field: RegisterField, _ column: Int) {
        fields[column] = field
        if places[field] == nil { places[field] = column }
    }

    /// A register without a title is titled by its description, or by what its records are: actions, decisions.
    private mutating func findTitle() {
        guard places[.title] == nil else { return }
        let candidates: [RegisterField] = [.description, .plan, .response, .effect, .cause]
        guard let field = candidates.first(where: { places[$0] != nil }), let column = places[field] else { return }
        places[field] = fields.indices.first { $0 != column && fields[$0] == field }
        put(.title, column)
    }

    private func tableKind() -> (kind: String, tag: String?) {
        let heads = [column(.title), column(.id)].compactMap { $0.map { table.heads[$0].text } }
        for text in heads + table.titles { if let kind = RegisterColumns.kind(in: text) { return kind } }
        let isScored: [RegisterField] = [.probability, .impact, .response, .plan, .contingency, .trigger]
        if isScored.contains(where: { places[$0] != nil }) { return ("risk", nil) }
        if places[.decided] != nil || places[.decider] != nil { return ("decision", nil) }
        if places[.due] != nil, places[.owner] != nil { return ("action", nil) }
        return places[.priority] != nil ? ("blocker", nil) : ("risk", nil)
    }

    /// The one kind that a text names; nil where it names none or two.
    static func kind(in text: String) -> (kind: String, tag: String?)? {
        let words = Set(FoldedText.head(text).words.map(String.init))
        let found = RegisterHeads.kinds.filter { !$0.words.isDisjoint(with: words) }
        return found.count == 1 ? (found[0].kind, found[0].tag) : nil
    }

    /// The field that a name with two meanings has here.
    private static func judged(_ match: HeadMatch, _ text: ColumnText) -> HeadMatch? {
        var match = match
        switch match.field {
        case .impact, .probability:
            if match.field == .impact, text.share({ RegisterAmount($0)?.currency != nil }) > 0.5 {
                match.field = .cost
            } else if text.share({ $0.count > 25 }) > 0.5, text.share(ColumnText.isScale) <= 0.5 {
                match.field = match.field == .impact ? .effect : .notes
            }
        case .tags, .kind:
            let isKind = text.share { ColumnText.kind($0) != nil } > 0.5
            let isSide = text.share { ColumnText.isSide($0) } > 0.5
            match.field = isKind && !isSide ? .kind : isSide ? .type : .tags
        case .response, .plan:
            if text.isEmpty { break }
            match.field = text.share { RegisterResponse($0) != nil } > 0.5 ? .response : .plan
            if match.field == .plan, match.isWhole, RegisterColumns.kind(in: text.head)?.kind == "decision" {
                match.field = .response
            }
        case .review where text.share(ColumnText.isRhythm) > 0.5: return nil
        case .status where text.share({ $0.count > 40 }) > 0.5: match.field = .notes
        default: break
        }
        return match
    }
}

/// What stands in a column, as far as its meaning shows in it.
struct ColumnText {
    let head: String
    private let cells: [String]
    /// Cells that are looked at.
    private static let enough = 200

    init(_ table: RegisterTable, _ column: Int) {
        head = table.heads[column].text
        cells = Array(table.rows.lazy.map { $0[column] }.filter { !$0.isEmpty }.prefix(ColumnText.enough))
    }

    var isEmpty: Bool { cells.isEmpty }

    /// Of the cells that say something.
    func share(_ holds: (String) -> Bool) -> Double {
        cells.isEmpty ? 0 : Double(cells.filter(holds).count) / Double(cells.count)
    }

    static func isScale(_ text: String) -> Bool { ![.other, .colour].contains(ScaleCell.read(text).cell) }

    static func isRhythm(_ text: String) -> Bool {
        FoldedText.cell(text).words.first.map { RegisterHeads.rhythms.contains(String($0)) } ?? false
    }

    static func isSide(_ text: String) -> Bool {
        let folded = FoldedText.cell(text)
        return RegisterHeads.opportunities.contains(folded)
            || RegisterHeads.threats.contains(folded) && folded != "risk"
    }

    static func kind(_ text: String) -> (kind: String, tag: String?)? {
        let folded = FoldedText.cell(text)
        return RegisterHeads.raidLetters[folded] ?? (folded.words.count <= 2 ? RegisterColumns.kind(in: text) : nil)
    }
}

/// A response to a risk, and what stands behind it in its cell: `Vermindern: second vendor`.
struct RegisterResponse: Hashable {
    var response: String
    var rest: String

    init?(_ text: String) {
        let first = text.prefix { $0.isOfWord }
        let folded = FoldedText.cell(first)
        guard let known = RegisterHeads.responses.first(where: { $0.1.contains(folded) }) else { return nil }
        let behind = text[first.endIndex...].trimmed
        guard behind.isEmpty || ":-–—(,/;".contains(behind.first ?? " ") else { return nil }
        response = known.0
        rest = behind.drop { ":-–—(,/; ".contains($0) }.trimmed
        if rest.last == ")", behind.first == "(" { rest.removeLast() }
    }
}
