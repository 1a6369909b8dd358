// What `it` means after a change: the record that one's own last change was of.

import Quantities

/// Records meant by a pronoun: `assign it to kim`, `it's done`, `make that friday`. Only what the speaker was shown last is meant,
/// a moment after it, and only where that was one record; the reply names it.
package enum Pronouns {
    private static let pronouns = ["it", "that", "this"]
    private static let withIs = ["it's", "it’s", "its", "that's", "that’s"]

    /// Whether the words may speak of a record by a pronoun: what they mean then depends on what was changed before.
    package static func mayRefer(_ words: ArraySlice<Word>) -> Bool {
        words.contains { word in
            // All of them begin with one of two letters.
            "it".utf8.contains((word.text.utf8.first ?? 0) | 0x20)
                && (word.isOne(of: pronouns) || word.isOne(of: withIs))
        }
    }

    /// The words with the record's id for its pronoun; as they are where none is meant, or no one record was changed last.
    static func resolved(_ words: [Word], _ catalogue: any CommandCatalogue, _ context: ReadingContext) -> [Word] {
        guard words.count > 1, mayRefer(words.prefix(2)), catalogue.command(words[0].text.lowercased())?.kind == nil,
            let record = context.lastRecord(), let kind = record.kind
        else { return words }
        let id = Word("\(record)")
        func isSaid(_ word: Word) -> Bool {
            let text = word.text.lowercased()
            return SmallWords.participles[text] != nil || text.last == "%"
                || word.isOne(of: SmallWords.waits + SmallWords.beforeDueDays + SmallWords.madeSo + SmallWords.moves)
                || catalogue.command(kind: kind)?.verb(text)?.arguments.first?.type == .id
        }
        // `it's done`, `it is blocked by customs`
        var said = words
        if said[0].isOne(of: withIs) {
            said.removeFirst()
        } else if said[0].isOne(of: pronouns) {
            said.removeFirst()
            if said.count > 1, said[0].isOne(of: ["is", "was"]) { said.removeFirst() }
        } else {
            return afterVerb(words, id, kind, catalogue, context)
        }
        guard let first = said.first, isSaid(first) else { return words }
        return [id] + said
    }

    /// `close it`, `assign that to kim`, `make it friday`
    private static func afterVerb(
        _ words: [Word], _ id: Word, _ kind: String, _ catalogue: any CommandCatalogue, _ context: ReadingContext
    ) -> [Word] {
        guard words[1].isOne(of: pronouns) else { return words }
        let verb = words[0].text.lowercased()
        var rest = words.dropFirst(2).drop { $0.isOne(of: ["one"]) }
        // `close that task`; of another kind it is not that record.
        if let noun = rest.first, !noun.isText, let named = catalogue.command(noun.text.lowercased())?.kind {
            guard named == kind else { return words }
            rest.removeFirst()
        }
        // `drop this idea`, `close this sprint`: a thing of which nothing is known.
        if !words[1].isOne(of: ["it"]), let next = rest.first {
            let isValue =
                next.isText || next.token != nil || next.text.contains(":")
                || "@#+0123456789".contains(next.text.first ?? " ")
                || next.isOne(of: SmallWords.afterThis) || DateReader.read([next.text], today: context.today) != nil
            if !isValue, !words[0].isOne(of: ["make", "change"]) { return words }
        }
        // `close that T-2` names one; `note that the vendor called` speaks of none.
        if let next = rest.first, !next.isText, ItemID(next.text.filter { $0 != "," }) != nil { return words }
        let isClause = words[1].isOne(of: ["that"]) || rest.first?.isOne(of: SmallWords.isOrAre) == true
        if ["note", "comment"].contains(verb), isClause { return words }
        if words[0].isOne(of: ["make", "change"]), let first = rest.first {
            let said = Array(rest.drop { $0.isOne(of: ["due", "to"]) })
            if said.count <= Places.longestValue, DateReader.read(said.map(\.text), today: context.today) != nil {
                return [id, Word("due")] + said
            }
            return first.text.contains(":") ? [Word("set"), id] + rest : [id] + rest
        }
        let takesRecord =
            catalogue.command(verb)?.bareVerb?.arguments.first?.type == .id || SmallWords.moves.contains(verb)
            || catalogue.command(kind: kind)?.verb(verb)?.arguments.first?.type == .id
        return takesRecord ? [words[0], id] + rest : words
    }
}
