// People as a cell names them.

/// Reads names with their mail addresses.
enum RegisterPeople {
    /// Of a record; a cell with more of them is no list of people.
    static let most = 50

    /// The people of a cell, who answers first.
    static func read(_ text: String) -> [FilePerson] {
        let unread = FoldedText.cell(text)
        guard !unread.isEmpty, !RegisterHeads.nothing.contains(unread) else { return [] }
        var people: [FilePerson] = []
        for part in parts(text).prefix(most) {
            guard let person = person(part), !people.contains(person) else { continue }
            people.append(person)
        }
        return people
    }

    private static func parts(_ text: String) -> [Substring] {
        let parts = text.split { ";/&|\n\r\u{2028}".contains($0) || $0 == "\r\n" }
        return parts.flatMap { part -> [Substring] in
            let names = part.split(separator: ",")
            // `Doe, John` is one person.
            let areWhole = names.count > 2 || names.contains { $0.trimmed.contains(" ") || $0.contains("@") }
            return (names.count > 1 && areWhole ? names : [part]).flatMap(joined)
        }
    }

    /// `Anna and Bo`.
    private static func joined(_ text: Substring) -> [Substring] {
        let words = text.split(separator: " ")
        guard let place = words.firstIndex(where: { ["and", "und", "et", "y"].contains(FoldedText.cell($0)) }),
            place > words.startIndex, place < words.endIndex - 1
        else { return [text] }
        return [text[..<words[place].startIndex], text[words[place].endIndex...]]
    }

    private static func person(_ text: Substring) -> FilePerson? {
        let words = text.split { $0.isBlank || "<>()[]".contains($0) }
        let isMail = { (word: Substring) in word.dropFirst().dropLast().contains("@") }
        let mail = words.first(where: isMail).map { $0.hasPrefix("mailto:") ? String($0.dropFirst(7)) : String($0) }
        var name = mail == nil ? text.trimmed : words.filter { !isMail($0) }.joined(separator: " ")
        guard name.first == "@" else {
            if name.isEmpty { name = mail ?? "" }
            return name.isEmpty ? nil : FilePerson(name: name, mail: mail)
        }
        name.removeFirst()
        return name.isEmpty ? nil : FilePerson(name: name, mail: mail, account: name)
    }
}
