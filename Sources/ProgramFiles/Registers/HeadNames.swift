// Which field the name of a column means.

/// A column's name as understood.
struct HeadMatch: Hashable {
    enum Phase { case none, before, after }
    var field: RegisterField
    /// The whole name is known, not only words of it.
    var isWhole: Bool
    var phase = Phase.none
    /// Somebody said so.
    var isSaid = false
}

/// The name of a column, of one line or of two: `Before treatment` over `Likelihood`.
struct HeadCell: Hashable {
    var upper = ""
    var lower = ""
    var text: String { upper.isEmpty ? lower : lower.isEmpty || lower == upper ? upper : "\(upper) \(lower)" }
}

/// Knows names of columns, and those that somebody said for this file.
struct HeadNames {
    private var said: [String: RegisterField?] = [:]
    /// Those said, as written.
    let written: [String]

    /// - Parameter hints: heads with fields; others are known by their names and are none.
    init(_ hints: [String: String]) throws(FileProblem) {
        written = hints.keys.filter { !RegisterHints.names.contains($0) }.sorted()
        for head in written {
            let name = hints[head, default: ""]
            said[FoldedText.head(head)] = .some(try HeadNames.field(name, head))
        }
    }

    private static func field(_ name: String, _ head: String) throws(FileProblem) -> RegisterField? {
        if ["", "-", "none", "nothing"].contains(name) { return nil }
        let folded = FoldedText.head(name)
        guard let field = RegisterField(rawValue: name.lowercased()) ?? RegisterHeads.whole(folded) else {
            let names = RegisterField.allCases.map(\.rawValue).joined(separator: ", ")
            throw FileProblem(field: head, "\"\(name)\" is no field; fields are \(names)")
        }
        return field
    }

    /// Nil for a name that is not known, or was said to be nothing.
    func match(_ head: HeadCell) -> HeadMatch? {
        if let field = said[FoldedText.head(head.text)] {
            return field.map { HeadMatch(field: $0, isWhole: true, isSaid: true) }
        }
        return known(head.text) ?? (head.upper.isEmpty ? nil : known(head.lower))
    }

    private func known(_ text: String) -> HeadMatch? {
        guard text.utf8.count <= 120 else { return nil }
        let open = FoldedText.head(String(text.map { "()[]{}".contains($0) ? " " : $0 }))
        if let field = RegisterHeads.whole(open) { return HeadMatch(field: field, isWhole: true) }
        if let match = phased(open) { return match }
        let head = FoldedText.head(text)
        if let field = RegisterHeads.whole(head) { return HeadMatch(field: field, isWhole: true) }
        return RegisterHeads.within(head).map { HeadMatch(field: $0, isWhole: false) }
    }

    /// `inherent likelihood`, `impact after treatment`, `restrisiko`.
    private func phased(_ head: String) -> HeadMatch? {
        let words = head.words.map(String.init)
        let isAfter = words.contains { RegisterHeads.after.contains($0) }
        guard isAfter || words.contains(where: { RegisterHeads.before.contains($0) }) else { return nil }
        let rest = words.filter { !RegisterHeads.before.contains($0) && !RegisterHeads.after.contains($0) }
        let bare = rest.filter { !RegisterHeads.beside.contains($0) }
        let name = bare.joined(separator: " ")
        guard
            let field = RegisterHeads.whole(name) ?? RegisterHeads.whole(rest.joined(separator: " "))
                ?? RegisterHeads.within(name), field.residual != nil
        else { return nil }
        return HeadMatch(field: field, isWhole: false, phase: isAfter ? .after : .before)
    }
}

/// What may be said of a file beside its columns.
enum RegisterHints {
    static let names: Set<String> = ["dates", "scale", "currency"]
}
