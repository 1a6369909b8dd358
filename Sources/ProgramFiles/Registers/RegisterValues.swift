// How the values of a whole file are read, and who is who in it.

/// What holds for all tables of a file.
struct RegisterValues {
    var order: DateOrder
    /// The greatest number of a scale, where it was said.
    var scale: Double?
    var currency: String?
}

/// Tells records from each other, and those that stand there twice.
struct RegisterIdentities {
    enum Verdict { case new, again(row: Int), other(row: Int) }
    private var known: [String: (row: Int, text: String)] = [:]
    private var texts: [String: (row: Int, key: String)] = [:]
    private var doubles: [(Int, Int)] = []
    private var withoutIDs = false
    /// Of pairs with the same text, those that are told one by one.
    private static let told = 20

    /// - Parameter text: all that the row says beside its id.
    mutating func verdict(_ key: String, _ row: Int, _ text: String, hasID: Bool) -> Verdict {
        if !hasID { withoutIDs = true }
        if let found = known[key] { return found.text == text ? .again(row: found.row) : .other(row: found.row) }
        known[key] = (row, text)
        if let same = texts[text] { doubles.append((same.row, row)) } else { texts[text] = (row, key) }
        return .new
    }

    func tell(_ records: inout FileRecords) {
        if withoutIDs {
            records.named.append("records without an id are known by their titles: a new title is a new record")
        }
        for (first, second) in doubles.prefix(RegisterIdentities.told) {
            records.named.append("rows \(first) and \(second) have other ids and the same text")
        }
        if doubles.count > RegisterIdentities.told {
            records.named.append(
                "\(doubles.count - RegisterIdentities.told) more rows have other ids and the same text")
        }
    }
}

/// A state, and what stands behind it in its cell.
struct RegisterState: Hashable {
    var state: FileState
    var rest: String
    var isAccepted: Bool

    private static let table: [String: FileState] = {
        var table: [String: FileState] = [:]
        for (state, words) in RegisterHeads.states {
            for word in words where table[word] == nil { table[word] = state }
        }
        return table
    }()
    private static let acceptance = RegisterHeads.responses.first { $0.0 == "accept" }?.1 ?? []

    /// Nil where its leading words are no state.
    init?(_ text: String) {
        let parts = text.split { !$0.isOfWord && !$0.isDigit }
        for length in stride(from: min(3, parts.count), to: 0, by: -1) {
            let words = parts.prefix(length).map { FoldedText.cell($0) }
            guard let state = RegisterState.table[words.joined(separator: " ")] else { continue }
            self.state = state
            let behind = text[parts[length - 1].endIndex...].drop { " -–—(:;,.".contains($0) }
            rest = behind.last == ")" && !behind.contains("(") ? behind.dropLast().trimmed : behind.trimmed
            isAccepted = words.first.map { ["accepted", "akzeptiert", "accepte", "aceptado"].contains($0) } ?? false
            return
        }
        return nil
    }
}

extension String {
    /// A cell's text without the marks of a page: line breaks as HTML writes them, bold type, marks of lists.
    var withoutMarkup: String {
        // `<`, `*`, or the first byte of `•`.
        guard utf8.contains(where: { $0 == 0x3C || $0 == 0x2A || $0 == 0xE2 }) else { return trimmed }
        var text = ""
        var rest = self[...]
        while let open = rest.firstIndex(of: "<") {
            text += rest[..<open]
            let tag = rest[open...].prefix(8)
            let name = FoldedText.cell(tag.dropFirst().prefix { $0.isOfWord || $0 == "/" }).filter { $0 != "/" }
            if ["br", "p", "li", "ul", "div"].contains(name), let close = tag.firstIndex(of: ">") {
                text += "\n"
                rest = rest[rest.index(after: close)...]
            } else {
                text += "<"
                rest = rest[rest.index(after: open)...]
            }
        }
        text += rest
        return text.withoutBold.split { $0.isNewline }.map { line in
            line.trimmed.drop { "•*".contains($0) }.trimmed
        }.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var withoutBold: String {
        var text = ""
        var stars = 0
        for character in self {
            if character == "*" {
                stars += 1
                continue
            }
            if stars == 1 { text.append("*") }
            stars = 0
            text.append(character)
        }
        return stars == 1 ? text + "*" : text
    }
}
